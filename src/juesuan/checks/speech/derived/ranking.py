"""Ranks in words (最多、其次、列第三位, 前三位依次为): what a list of the paragraph, a table or the
forms print for the names shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.speech.derived.derivations import Derived
from juesuan.checks.speech.derived.ordering import OrderWords, RankWords
from juesuan.checks.speech.derived.printed import form_value
from juesuan.checks.speech.funds import fund_in
from juesuan.checks.speech.listed import (
    PrintedValue,
    bare_name,
    listed_tables,
    measured_by,
    measured_unit,
)
from juesuan.checks.speech.listed_across import listed_across
from juesuan.checks.speech.paragraphs import SaidFigure, SaidParagraph
from juesuan.checks.speech.topics import topics
from juesuan.checks.subject import Subject
from juesuan.classification import code_list
from juesuan.text import whole_number

__all__ = ["ranks"]

_GROUPS = ("first", "second", "third")
_MONEY = "money"
_CLASS = 3
"""Digits of a functional class (类)."""
_FEW = 3
"""Values from which on one of them may be called the most."""


class _Ranked(Struct, frozen=True):
    """A name with the rank that it is given, from the last where it is below nothing;
    ``absolute``: among all, not only those named."""

    rank: int
    value: PrintedValue
    absolute: bool
    start: int
    end: int


def ranks(
    subject: Subject, passage: SaidParagraph, previous: SaidParagraph | None, order: OrderWords
) -> Iterator[Derived]:
    """The ranks in the sentences of a paragraph that what is printed for the names, also in the
    ``previous`` paragraph, does not have."""
    words = order.ranks
    for begin, end in _stretches(passage, words):
        said = passage.words[begin:end]
        first = _first(said, words)
        if first < 0 or words.rising.search(said):
            continue
        wrong: list[Derived] = []
        for every in _groups(subject, passage, previous, begin, said[: first + 2], words):
            left_out = words.left_out.search(said)
            left = _named(left_out[0], every) if left_out else ()
            values = [value for value in every if all(value is not one for *_, one in left)]
            ranked = _ranked(said, _named(said, values), order)
            if not ranked or (len(ranked) == 1 and not ranked[0].absolute):
                continue
            found = _wrong(passage, begin, ranked, _falling(values, said, words))
            if found is None:
                break
            wrong.append(found)
        else:
            yield from wrong[:1]


def _first(said: str, words: RankWords) -> int:
    """Where the first words of a rank stand; -1 for none."""
    found = (
        match.start() for pattern in (words.rank, words.listed) for match in pattern.finditer(said)
    )
    return min(found, default=-1)


def _stretches(passage: SaidParagraph, words: RankWords) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, parted where another measure is ranked (增加额最大的是…，增幅
    最大的是…)."""
    starts = [begin for begin, _ in passage.sentences]
    for begin, end in pairwise([*starts, len(passage.words)]):
        said = passage.words[begin:end]
        place, unit = 0, ""
        for start, stop in _clauses(said):
            match = words.rank.search(said[start:stop])
            if match is None or not (match["first"] or match["last"]):
                continue
            now = measured_unit(said[start : start + match.start()])
            if unit and now != unit:
                yield begin + place, begin + start
                place = start
            unit = now
        yield begin + place, end


def _groups(
    subject: Subject,
    passage: SaidParagraph,
    previous: SaidParagraph | None,
    begin: int,
    measure: str,
    words: RankWords,
) -> Iterator[Sequence[PrintedValue]]:
    """Values that may be ranked: those that the paragraph lists before, those of a column of a
    table, the functional classes of the forms."""
    unit = measured_unit(measure)
    for before in (passage, previous) if previous else (passage,):
        figures = [f for f in before.figures if before is not passage or f.start < begin]
        if listed := _parts(figures, unit):
            yield listed
            break
    tables = [table for table in subject.once(listed_tables) if table.flat]
    for _, column in measured_by(tables, measure, unit):
        yield [value for value in column.values if value is not None]
    for table in tables:
        if words.grown.search(measure) and (grown := table.grown()):
            yield grown
    if unit == _MONEY:
        yield from subject.once(listed_across)
    if unit == _MONEY and not words.other.search(measure):
        yield from _of_forms(subject, measure if fund_in(measure) else passage.text.heading)


def _of_forms(subject: Subject, heading: str) -> Iterator[Sequence[PrintedValue]]:
    """What the forms print side by side: the functional classes, if they make all expenditure; the
    parts of one whole."""
    codes = code_list("function", subject.disclosure.year)
    classes = [
        replace(value, also=tuple(other.name for other in codes.other_years(code.code)))
        for code in codes
        if len(code.code) == _CLASS and (value := form_value(subject, code.name, heading))
    ]
    whole = form_value(subject, topics()["expenditure"].names[0], heading)
    if whole and sum(value.value for value in classes) == whole.value:
        yield classes
    for topic in topics().values():
        for parts in topic.parts:
            if not all(topics()[part].names for part in parts):
                continue
            values = [form_value(subject, topics()[part].names[0], heading) for part in parts]
            if None not in values:
                yield [
                    replace(value, also=tuple(topics()[part].names))
                    for part, value in zip(parts, values, strict=True)
                    if value is not None
                ]


def _parts(figures: Sequence[SaidFigure], unit: str) -> Sequence[PrintedValue]:
    """The last figures of a text that make up the one before them."""
    alike = [f for f in figures if f.unit == unit and f.one.role in {"final", "other"}]
    for place in range(len(alike) - _FEW):
        whole, parts = alike[place].number, alike[place + 1 :]
        if sum(part.number.value for part in parts) == whole.value:
            return [
                PrintedValue(name=f.clause, value=f.number.value, text=f.one.text, where=f.where)
                for f in parts
            ]
    return []


def _named(said: str, values: Sequence[PrintedValue]) -> Sequence[tuple[int, int, PrintedValue]]:
    """Where a sentence names each value first; the longer names first."""
    found: list[tuple[int, int, PrintedValue]] = []
    letters = zip(*(value.name for value in values), strict=False)
    shared = sum(1 for _ in takewhile(lambda one: len(set(one)) == 1, letters))
    for value in sorted(values, key=lambda one: -len(one.name)):
        short = (name for name in (bare_name(value.name), value.name[shared:]) if len(name) > 2)
        for name in (value.name, *value.also, *short):
            place = said.find(name) if len(name) > 1 else -1
            taken = any(start <= place < end for start, end, _ in found)
            if place >= 0 and not taken:
                found.append((place, place + len(name), value))
                break
    return sorted(found, key=lambda one: one[:2])


def _ranked(
    said: str, named: Sequence[tuple[int, int, PrintedValue]], order: OrderWords
) -> Sequence[_Ranked]:
    """The names with their ranks: one after another in a list, or each beside its word."""
    words = order.ranks
    if lists := list(words.listed.finditer(said)):
        top = any(match["top"] or match["front"] for match in lists)
        if not top and not words.by_size.search(said):
            return []
        run = list(named[:1])
        for one in named[1:]:
            if not words.between.search(said[run[-1][1] : one[0]]):
                break
            run.append(one)
        if len(run) < len(named) and not top:
            return []
        every = [_Ranked(n, value, top, *at) for n, (*at, value) in enumerate(run, 1)]
        return every if len(every) > 1 else []
    found: list[_Ranked] = []
    for begin, end in _clauses(said):
        inside = [one for one in named if begin <= one[0] < end]
        marks = list(words.rank.finditer(said[begin:end]))
        if len(inside) != 1 or len(marks) > 1:
            if marks:
                return []
            continue
        start, stop, value = inside[0]
        if not marks:
            found = found or [_Ranked(1, value, False, start, stop)]
            continue
        rank, absolute = _rank_of(marks[0].groupdict())
        measure = said[begin : begin + marks[0].start()].replace(said[start:stop], "")
        if absolute and not order.of_all.search(measure):
            return []
        found.append(_Ranked(rank, value, absolute, start, stop))
    alone = [one for one in found if one.absolute]
    in_turn = [one.rank for one in found if one.rank > 0] == list(range(1, len(found) + 1))
    if not in_turn or len(found) == 1:
        return alone
    return [replace(one, absolute=found[0].absolute) for one in found]


def _rank_of(said: Mapping[str, str | None]) -> tuple[int, bool]:
    """A rank, and whether it is one among all."""
    if number := said.get("n"):
        return whole_number(number) or 0, True
    if said.get("last"):
        return -1, True
    place = next(n for n, group in enumerate(_GROUPS, 1) if said.get(group))
    return place, place == 1


def _clauses(said: str) -> Sequence[tuple[int, int]]:
    found, begin = list[tuple[int, int]](), 0
    for place, letter in enumerate(said):
        if letter in "，；：。":
            found.append((begin, place))
            begin = place + 1
    return [*found, (begin, len(said))]


def _falling(values: Sequence[PrintedValue], said: str, words: RankWords) -> Sequence[PrintedValue]:
    """The values from the most to the least; of decreases the largest first."""
    down = bool(words.down.search(said)) and any(value.value < 0 for value in values)
    return sorted(values, key=lambda one: one.value if down else -one.value)


def _wrong(
    passage: SaidParagraph,
    begin: int,
    ranked: Sequence[_Ranked],
    order: Sequence[PrintedValue],
) -> Derived | None:
    """The ranks of a sentence, if the values do not have them."""
    told = sorted(ranked, key=lambda one: (one.rank < 0, one.rank))
    if not all(one.absolute for one in told):
        order = [value for value in order if any(one.value is value for one in told)]
    if max(one.rank for one in told) > len(order):
        return None
    right = [order[one.rank - (one.rank > 0)] for one in told]
    if [one.value.value for one in told] == [value.value for value in right]:
        return None
    named = [one.value for one in told]
    shown = [value for value in order if value in right or value in named]
    first, last = min(one.start for one in told), max(one.end for one in told)
    return Derived(
        operation="order",
        said="、".join(passage.words[begin + one.start : begin + one.end] for one in told),
        where=(passage.where(begin + first, begin + last), *(value.where for value in shown)),
        shown="、".join(value.name + value.text for value in shown),
        right="、".join(value.name for value in right),
    )
