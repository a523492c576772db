"""Words of another unit (抄来的字样): its name in another place, another place of the same rank,
and what a unit of another kind calls itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.own_name import own_name
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.checks.subject.places import place_and_rank
from juesuan.resources import Pattern, Record

__all__ = ["RULES", "SETTINGS"]

_PLACE = 2
"""Characters at the head of a place's name that tell it."""
_SURE = 2
"""Words of a level that tell that a text is of it."""
_SENTENCES = "。；"
_KIND = 3
"""Characters from which on the end of a unit's name tells its kind: 水利局."""


class OwnWord(Record, frozen=True):
    """What units of a kind call themselves, and words in the names of units that are of the kind or
    have such units; ``anywhere``: such a word in the text is enough,
    or one of what is ``spared``."""

    said: Pattern
    units: Pattern
    anywhere: bool = False
    spared: Pattern | None = None


class OwnLevel(Record, frozen=True):
    """What people of a level call their place (``said``), words that tell that a text is of that
    level (``words``)."""

    said: Pattern
    words: Pattern


class Borrowed(RuleSettings, frozen=True):
    """D108. ``unit`` has the place of a unit's name, its rank (县) and the rest; ``before`` is what
    stands before the name of a place, which has at most ``longest`` characters, each a
    ``letter``, and tells one by itself only at these ``ranks``; ``apart`` are words
    after which other places are rightly named, ``behind`` those before which they are; ``ruling``
    are units that have to do with all others. A text that names a ``body`` and no unit is that
    body's. Sentences with words ``of_all`` tell of a place that the unit lies in."""

    unit: Pattern
    before: Pattern
    letter: Pattern
    ranks: Pattern
    longest: int
    apart: Pattern
    behind: Pattern
    ruling: Pattern
    own_words: Mapping[str, OwnWord]
    own_levels: Mapping[str, OwnLevel]
    body: Pattern
    of_all: Pattern


def borrowed(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D108: a text speaks as another unit, or of another place as its own."""
    if unfilled(subject):
        yield NotChecked("D108", "unfilled_template")
        return
    row, unit = Borrowed.of("D108"), compact(subject.disclosure.unit) or own_name(subject)
    if "narrative" not in subject.has:
        return
    every = [(p, compact(p.text)) for p in passages(subject) if not p.head]
    told = [(passage, text) for passage, text in every if passage.kind != "glossary"]
    yield from _own_words(every, unit, row)
    yield from _own_level(told, unit, row)
    if unit:
        yield from _places(told, unit, row)


def _own_words(told: list[tuple[Passage, str]], unit: str, row: Borrowed) -> Iterator[Finding]:
    """What a unit of another kind calls itself (我院 of a bureau)."""
    body = next((m[0] for _, text in told if (m := row.body.search(text))), "") if not unit else ""
    if not unit and not body:
        return
    for own in row.own_words.values():
        if own.units.search(unit):
            continue
        found = [(p, match[0]) for p, text in told if (match := own.said.search(text))]
        if found and (own.anywhere or not unit):
            rest = (own.said.sub("", text) for _, text in told)
            found = [] if any(own.units.search(text) for text in rest) else found
        if own.spared and any(own.spared.search(text) for _, text in told):
            continue
        for passage, said in found[:1]:
            yield _finding(passage, said, unit or body, "self")


def _names_a_place(text: str, said: str) -> bool:
    """Whether a text names a place of the rank that it calls its own (我乡: 武陵山乡)."""
    others = text.replace(said, "")
    return any(others[max(n - 2, 0) : n].isalpha() for n, c in enumerate(others) if c == said[-1])


def _own_level(told: list[tuple[Passage, str]], unit: str, row: Borrowed) -> Iterator[Finding]:
    """The one place where a text of a county calls its place a city, or the other way round."""
    said = {
        rank: [(p, match) for p, text in told for match in one.said.finditer(text)]
        for rank, one in row.own_levels.items()
    }
    if all(len(found) != 1 for found in said.values()):
        return
    often = {
        rank: sum(1 for _, text in told for _ in one.words.finditer(text))
        for rank, one in row.own_levels.items()
    }
    own = place_and_rank(unit)[1] or max(often, key=often.__getitem__)
    if often.get(own, 0) < _SURE:
        return
    for rank, found in said.items():
        if rank == own or len(found) != 1 or often[rank] > 1:
            continue
        passage, match = found[0]
        if not unit and any(_names_a_place(text, match[0]) for _, text in told):
            continue  # whose accounts they are is not known: they may be that place's
        sentence = _sentence(match.string, match.start())
        if row.own_levels[own].words.search(sentence) and not row.of_all.search(sentence):
            yield _finding(passage, match[0], unit or own, "self")


def _places(told: list[tuple[Passage, str]], unit: str, row: Borrowed) -> Iterator[Finding]:
    """Other places of the unit's rank, each that is named but once: in the name of a unit of its
    kind, or behind words of what money is for."""
    own = row.unit.match(unit)
    if own is None or row.ruling.search(own["rest"]):
        return
    place, rank, kind = own["place"] + own["rank"], own["rank"], re.escape(own["rest"])
    longest = row.longest
    letter = row.letter.regex.pattern
    of_kind = rf"(?P<place>(?:{letter}){{1,{longest}}}?{rank})(?P<kind>{kind})?"
    named = re.compile(rf"(?:{row.before.regex.pattern}){of_kind}")
    found: dict[str, tuple[Passage, str]] = {}
    for passage, text in told:
        for match in named.finditer(text):
            name = match["place"] + (match["kind"] or "")
            around = text[: match.start("place")], text[match.end() :]
            aside = row.apart.search(around[0]) or row.behind.match(around[1])
            telling = match["kind"] or row.ranks.search(match["place"])
            if match["place"][:_PLACE] == place[:_PLACE] or aside or not telling:
                continue
            found.setdefault(name, (passage, match["kind"] or ""))
    often = Counter({name: sum(text.count(name) for _, text in told) for name in found})
    for name, (passage, of_it) in found.items():
        if often[name] == 1 and (len(of_it) >= _KIND or any(place in text for _, text in told)):
            yield _finding(passage, name, unit if of_it else place, "unit" if of_it else "place")


def _sentence(text: str, at: int) -> str:
    """The sentence around a place."""
    start = max(text.rfind(mark, 0, at) for mark in _SENTENCES) + 1
    ends = [end for mark in _SENTENCES if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))]


def _finding(passage: Passage, said: str, own: str, variant: str) -> Finding:
    where = replace(passage.where, item="", role="unit_name", printed=said)
    expected = "" if variant == "self" else own
    details = {"said": said, "own": own}
    return Finding(
        code="D108",
        where=(where,),
        details=details,
        expected=expected,
        variant=variant,
        severity="info" if variant == "place" else "",  # names of places are guessed by their ends
    )


RULES = {"D108": borrowed}
SETTINGS = {"D108": Borrowed}
