"""Ranks in words (最多、其次、列第三位, 前三位依次为): what a list of the paragraph, a table or the
forms print for the names shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.speech.derived.derivations import Derived
from juesuan.checks.speech.derived.groups import groups_of_forms, listed_groups, named_in
from juesuan.checks.speech.derived.ordering import OrderWords, RankWords
from juesuan.checks.speech.meaning.funds import fund_in
from juesuan.checks.speech.printed.listed import PrintedValue, measured_unit
from juesuan.checks.speech.printed.listed_over_years import grown
from juesuan.checks.speech.printed.listed_tables import listed_things
from juesuan.checks.speech.sentences.paragraphs import SaidParagraph
from juesuan.checks.subject import Subject
from juesuan.text import whole_number

__all__ = ["ranks"]

_GROUPS = ("first", "second", "third")
_MONEY = "money"


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
            left = named_in(left_out[0], every) if left_out else ()
            values = [value for value in every if all(value is not one for *_, one in left)]
            ranked = _ranked(said, named_in(said, values), order)
            if not ranked or (len(ranked) == 1 and not ranked[0].absolute):
                continue
            if _in_any_order(said, words):
                ranked = _by_size(ranked)
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
            measure = said[start : start + match.start()]
            now = measured_unit(measure) if measure else unit  # 得分最高的是甲，最低的是乙
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
    """Values that may be ranked; of growth those of tables with two years, too."""
    unit = measured_unit(measure)
    yield from listed_groups(subject, passage, previous, begin, measure, unit)
    for table in listed_things(subject):
        if table.flat and words.grown.search(measure) and (rates := grown(table)):
            yield rates
    if unit == _MONEY and not words.other.search(measure):
        heading = measure if fund_in(measure) else passage.text.heading
        yield from groups_of_forms(subject, heading)


def _ranked(
    said: str, named: Sequence[tuple[int, int, PrintedValue]], order: OrderWords
) -> Sequence[_Ranked]:
    """The names with their ranks: one after another in a list, or each beside its word."""
    words = order.ranks
    if lists := list(words.listed.finditer(said)):
        top = any(match["top"] or match["front"] or match["some"] for match in lists)
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


def _in_any_order(said: str, words: RankWords) -> bool:
    """Whether a list is only of the most, in no order: 最大的三个项目是."""
    lists = list(words.listed.finditer(said))
    return bool(lists) and all(match["some"] for match in lists)


def _by_size(ranked: Sequence[_Ranked]) -> Sequence[_Ranked]:
    """Ranks by the values themselves, of a list in any order."""
    falling = sorted(ranked, key=lambda one: -one.value.value)
    return [replace(one, rank=rank) for rank, one in enumerate(falling, 1)]


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
