"""What stands around a table: its title, unit line and notes, and what they say of it all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from juesuan.facts import ALL, Region, Selection
from juesuan.keeping import compiled
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.meaning import Meaning
from juesuan.lexicon.terms import around
from juesuan.text import plain

__all__ = ["Surroundings", "said_around", "title_of"]

_CLAUSES = compiled(r"[。；;]")
_NEAR = 8
_NOTES = 4
_FLOWS = frozenset({"income", "expenditure", "opening", "closing"})
_MANY = frozenset({"economic", "nature", "item", "unit_kind"})


class Surroundings(Struct, frozen=True):
    """What is said around a table: the title and what it selects, the unit of money, what is
    usual, and the words that the notes define (word, readings)."""

    title: str = ""
    readings: tuple[Selection, ...] = (ALL,)
    unit: str = ""
    usual: tuple[Region, ...] = ()
    defined: tuple[tuple[str, Region], ...] = ()


def said_around(before: Sequence[str], after: Sequence[str], words: Lexicon) -> Surroundings:
    """Read the lines above a table, the nearest first, and the notes below it. Of a line that
    goes on after a sentence (the note of the form before) what comes after it counts."""
    near = _near(before)
    title = _title_above(near, words)
    unit = next((m[1] for text in reversed(near) if (m := around().unit.search(text))), "")
    readings, usual = _title(title, words)
    return Surroundings(title, readings, unit, usual, tuple(_defined(after, words)))


def title_of(before: Sequence[str], words: Lexicon) -> str:
    """The title alone, by the lines above a table."""
    return _title_above(_near(before), words)


def _near(before: Sequence[str]) -> list[str]:
    return [plain(text).rstrip("。").rpartition("。")[2] for text in before[-_NEAR:]]


def _title_above(near: Sequence[str], words: Lexicon) -> str:
    """The nearest title; none above a line that leads to a part of what the title says."""
    for line in reversed(near):
        if title := _title_in(line, words):
            return title
        if around().lead_of_part.search(line):
            break
    return ""


def _title_in(line: str, words: Lexicon) -> str:
    """The title that a line is, or that leads to a table in the text where it names a matter
    (“三公”经费支出情况如下表)."""
    if around().number.fullmatch(line):
        return ""
    lead = around().lead.match(line)
    if lead:
        return lead[1] if words.title(lead[1]).says else ""
    return line if around().title.fullmatch(line) else ""


def _title(title: str, words: Lexicon) -> tuple[tuple[Selection, ...], tuple[Region, ...]]:
    """What a title selects. One that names several matters (“三公”经费、机关运行经费), or one
    beside others that are not known, selects whose money they all are; usual is what is for all."""
    title = _without_owner(title, words)
    whole = words.title(title)
    segments = [words.title(part) for part in re.split("、", title) if part]
    if len(segments) == 1:
        segments = _joined(title, words)
    matters = [segment for segment in segments if _is_matter(segment)]
    things = len(segments) > 1 and any(map(_of_things, segments))
    unknown = things or _beside_unknown(title, whole, words)
    if len(matters) < 2 and not unknown:
        return whole.readings or (ALL,), whole.usual
    scope = _money_first(segments[0].text, words)
    common = [r for r in whole.usual if all(r in matter.usual for matter in matters)]
    return (Selection(((1, scope),)),), () if unknown else tuple(common)


def _without_owner(title: str, words: Lexicon) -> str:
    """A title without the unit whose accounts it is of (某局2022年度部门决算收入决算表): names
    of units are no matters of accounts."""
    if match := around().accounts.match(title):
        return title[match.end() :]
    if not words.title(title).leftover:
        return title
    for match in around().owner_ends.finditer(title):
        rest = words.title(title[match.end() :])
        if rest.says and rest.whole:
            return title[match.end() :]
    return title


def _money_first(title: str, words: Lexicon) -> Region:
    """Whose money all matters of a title are: what words before the first matter say (财政拨款
    “三公”经费), not what that matter is by itself (机关运行经费)."""
    for end in range(len(title), 1, -1):
        said = words.title(title[:end])
        if said.whole and said.says and _dimensions(said.readings) == {"fund"}:
            return said.readings[0].terms[0][1]
    return Region()


def _is_matter(segment: Meaning) -> bool:
    return bool(_dimensions(segment.readings) & _MANY)


def _of_things(segment: Meaning) -> bool:
    """Whether a part of a title is about purchases, assets or counts: no money that comes and
    goes; or about several of them, which contradict each other."""
    said = [region.get("measure") for r in segment.readings for _, region in r.terms]
    return segment.says and not any(nodes is None or nodes & _FLOWS for nodes in said)


def _beside_unknown(title: str, whole: Meaning, words: Lexicon) -> bool:
    """Whether a title joins a matter with others that are not known (机关运行经费及办班情况):
    it does not say which of its rows are of which."""
    if not whole.leftover:
        return False
    for match in re.finditer("|".join(("、", *words.joints)), title):
        known, other = words.title(title[: match.start()]), words.title(title[match.end() :])
        if not known.leftover and _dimensions(known.readings) & _MANY:
            return not other.says and bool(other.leftover)
    return False


def _joined(title: str, words: Lexicon) -> list[Meaning]:
    """The matters that 及 and the like join in a title, if they are of different kinds
    (“三公”经费及机关运行经费); of one kind (人员经费和公用经费) they are one matter."""
    for match in re.finditer("|".join(words.joints), title):
        pair = [words.title(title[: match.start()]), words.title(title[match.end() :])]
        kinds = [_dimensions(one.readings) & _MANY for one in pair]
        if all(kinds) and kinds[0] != kinds[1]:
            return pair
    return [words.title(title)]


def _dimensions(readings: Sequence[Selection]) -> set[str]:
    return {name for r in readings for _, region in r.terms for name, _ in region.parts}


def _notes(after: Sequence[str]) -> list[str]:
    """The lines below a table that are its notes: sentences, and only the first few."""
    found = []
    for text in after[:_NOTES]:
        if not around().sentence.search(text):
            break
        found.append(text)
    return found


def _defined(notes: Sequence[str], words: Lexicon) -> list[tuple[str, Region]]:
    """Words that a note defines, with whose money or which stage it says they are."""
    found = []
    for note in _notes(notes):
        for clause in _CLAUSES.split(plain(note)):
            match = around().defines.match(clause)
            if match is None:
                continue
            said = match[2]
            if not words.read(match[1]).says:
                continue
            parts = {}
            for name in ("fund", "stage"):
                if nodes := words.nodes(said, name):
                    parts[name] = nodes
            if parts:
                found.append((match[1], Region.of(parts)))
    return found
