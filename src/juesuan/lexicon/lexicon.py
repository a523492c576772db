"""Reading texts with the terms and the year's classification names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from msgspec import Struct
from msgspec.structs import replace

from juesuan.facts import ALL, CODED, Region, Selection, Space, parse_selection, standard_space
from juesuan.keeping import compiled
from juesuan.lexicon.cover import cover
from juesuan.lexicon.labels import key, label_of
from juesuan.lexicon.meaning import Meaning, combined
from juesuan.lexicon.terms import around, terms

__all__ = ["Lexicon", "lexicon"]

_DATED = compiled(r"(20\d\d)(?=年[初末])|(20\d\d)年度?")
_SHORTEST = 4
"""The shortest name of a section or item (款, 项) that is taken for it without its code."""
_HEAD = 2
"""How many characters of the words above a text it leaves out at least."""
_ASIDE = frozenset({"remark"})
_LINKS = frozenset({"joint", "filler", "part", "total", "by"})


class _Entry(Struct, frozen=True, kw_only=True):
    """A word of the lexicon, its selections read for a year."""

    readings: tuple[Selection, ...]
    role: str = ""
    alone: Selection | None = None
    usual: tuple[Region, ...] = ()
    block: Selection | None = None
    title: tuple[Selection, ...] = ()
    unit: str = ""


class Lexicon:
    """All words with their meaning in one year. Readings are kept, so the same text is read
    once."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._entries: dict[str, _Entry] = dict(_entries(space))
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._entries:
            lengths[word[0]].add(len(word))
        self._lengths = {first: tuple(sorted(sizes)) for first, sizes in lengths.items()}
        self._read: dict[tuple[str, bool], Meaning] = {}
        self._said: dict[tuple[str, bool], Meaning] = {}

    @cached_property
    def joints(self) -> tuple[str, ...]:
        """The words that join two matters (及、和、与)."""
        return tuple(word for word, entry in self._entries.items() if entry.role == "joint")

    def read(self, text: str) -> Meaning:
        """What a label, a head or a sheet name means."""
        return self._kept(text, False)

    def below(self, above: str, text: str) -> Meaning:
        """What a text means right below another one, which it may leave half unsaid: 运行费 below
        公务用车购置及运行费 is 公务用车运行费, 其他 below 本年收入 is 其他收入."""
        own = self.read(text)
        if not own.leftover or own.says:
            return own
        head, tail = key(label_of(above).words), key(label_of(text).words)
        for start in range(len(head) - _HEAD + 1) if tail else ():
            whole = tail + head[start:]
            if whole in self._entries and _of_no_code(meaning := self.read(whole)):
                return meaning
        for length in range(len(head) - 1, _HEAD - 1, -1):
            whole = head[:length] + tail
            if whole != head and whole in self._entries:
                return self.read(whole)
        return own

    def title(self, text: str) -> Meaning:
        """What a title means: 决算 in it says what kind of document it is, not the stage."""
        return self._kept(text, True)

    def nodes(self, text: str, dimension: str) -> frozenset[str]:
        """All nodes of a dimension that the words of a longer text name."""
        found: set[str] = set()
        for piece, known in cover(key(text), self._entries, self._lengths):
            for reading in self._entries[piece].readings if known else ():
                for _, region in reading.terms:
                    found |= region.get(dimension) or frozenset()
        return frozenset(found)

    def _kept(self, text: str, title: bool) -> Meaning:
        found = self._read.get((text, title))
        if found is None:
            found = self._read[text, title] = self._meaning(text, title)
        return found

    def _meaning(self, text: str, title: bool) -> Meaning:
        label = label_of(text)
        words, other = self._of_this_year(key(label.words))
        said = self._said.get((words, title))
        if said is None:
            said = self._said[words, title] = self._of_words(words, title)
        unit = label.unit or said.unit
        roles = said.roles | {"other_year"} if other else said.roles
        return replace(said, text=text, unit=unit, level=label.level, part=label.part, roles=roles)

    def _of_this_year(self, words: str) -> tuple[str, bool]:
        """Words without the year they begin with (2023年决算数), and whether it is another one."""
        dated = _DATED.match(words)
        if dated is None:
            return words, False
        return words[dated.end() :], int(dated[1] or dated[2]) != self.space.year

    def _of_words(self, words: str, title: bool) -> Meaning:
        pieces = list(cover(words, self._entries, self._lengths))
        if not all(known for _, known in pieces) and around().reckoned.fullmatch(words):
            return Meaning(covered=len(words), roles=_ASIDE)
        entries: list[_Entry] = []
        joined: list[bool] = []
        leftover, covered, together = "", 0, True
        for piece, known in pieces:
            if not known:
                leftover, together = leftover + piece, False
                continue
            covered += len(piece)
            entry = self._entries[piece]
            entries.append(entry)
            joined.append(together)
            together = together or bool(entry.readings)
        found = Meaning(
            unit=next((e.unit for e in entries if e.unit), ""),
            leftover=leftover,
            covered=covered,
            roles=frozenset(e.role for e in entries if e.role),
            usual=tuple(region for e in entries for region in e.usual),
        )
        return self._composed(found, entries, joined, title)

    def _composed(
        self, found: Meaning, entries: Sequence[_Entry], joined: Sequence[bool], title: bool
    ) -> Meaning:
        readings: tuple[Selection, ...] = (ALL,)
        speaking = [e for e in entries if e.readings]
        for entry, linked in zip(entries, joined, strict=True):
            selections = entry.title if title and entry.title else entry.readings
            if title:
                selections = tuple(dict.fromkeys(_without_stage(s) for s in selections))
            if selections:
                readings = combined(readings, selections, self.space, linked)
        alone = speaking[0].alone if len(speaking) == 1 else None
        blocks = [e for e in entries if e.role not in _LINKS]
        block = blocks[0].block if len(blocks) == 1 else None
        return replace(found, readings=readings, alone=alone, block=block, says=bool(speaking))


def _of_no_code(meaning: Meaning) -> bool:
    """Whether a meaning is one reading, of no functional or economic class (其他支出 is one)."""
    regions = [region for reading in meaning.readings for _, region in reading.terms]
    return len(regions) == 1 and not any(regions[0].get(name) for name in CODED)


def _without_stage(selection: Selection) -> Selection:
    return Selection(tuple((c, region.without("stage")) for c, region in selection.terms))


def _entries(space: Space) -> Iterator[tuple[str, _Entry]]:
    """Every word and its entry; what the terms say comes last and so wins over the lists."""
    yield from _names(space)
    for name, term in terms().items():

        def read(text: str) -> Selection:
            return parse_selection(text, space)

        entry = _Entry(
            readings=tuple(read(text) for text in term.readings),
            role=term.role,
            alone=read(term.alone) if term.alone else None,
            usual=tuple(region for _, region in read(term.usual).terms) if term.usual else (),
            block=read(term.block) if term.block else None,
            title=tuple(read(text) for text in term.titles),
            unit=term.unit,
        )
        for word in term.words(name):
            yield key(word), entry


def _names(space: Space) -> Iterator[tuple[str, _Entry]]:
    """The names of the classification lists. A name that several codes bear is ambiguous;
    names of functional items (款, 项) count where one code only has them."""
    names: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for dimension in CODED:
        for code in space.codes[dimension]:
            entries = (code, *space.codes[dimension].other_years(code.code))
            for name in {key(entry.name) for entry in entries}:
                names[name][dimension, code.code] = None
    for name, codes in names.items():
        functions = [code for dimension, code in codes if dimension == "function"]
        economics = [code for dimension, code in codes if dimension == "economic"]
        classes = [code for code in functions if len(code) == 3]
        meant = classes or (functions if len(functions) == 1 and len(name) >= _SHORTEST else [])
        readings = [
            *(Region.of({"function": [code]}) for code in meant),
            *(Region.of({"economic": [code]}) for code in economics),
        ]
        if readings:
            yield name, _Entry(readings=tuple(Selection(((1, region),)) for region in readings))


@cache
def _of_year(year: int) -> Lexicon:
    return Lexicon(standard_space(year))


def lexicon(space: Space | int) -> Lexicon:
    """The lexicon of a year, made once, or of a space with a unit's own codes."""
    return _of_year(space) if isinstance(space, int) else Lexicon(space)
