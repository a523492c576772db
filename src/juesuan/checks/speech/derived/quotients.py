"""Derived quotients: so many for each (平均每期), a part in percent of a whole (结案率)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from juesuan.checks.speech.derived.derivations import OneMarked, WorkedOut, room_of
from juesuan.checks.speech.sentences.paragraphs import SaidFigure

__all__ = ["percent_of", "quotient", "rate"]


def quotient(asked: OneMarked) -> Iterator[WorkedOut]:
    """A count by the count of what it is told per: 平均每期45人次."""
    per = asked.words["per"] if asked.words else ""
    many = [f for f in asked.alike() if f.one.role != "average" and f.one.year == "this"]
    near = [f for f in many if asked.beside(f) and f.start < asked.figure.start]
    if year := asked.settings.years.get(per):
        yield from _by_time(asked, near or many, year)
        return
    thing = asked.words.groupdict().get("thing") or "" if asked.words else ""
    if called := [f for f in near if len(thing) > 1 and f.clause.endswith(thing[:2])]:
        near = [f for f in near if f not in called and f.clause and f.clause[-2:] in thing]
        many = near  # of two in one unit the names tell: 项目24个，问题216个，每个项目问题9个
    by = [f for f in asked.passage.figures if f is not asked.figure and _is_of(asked, f, per)]
    by = [f for f in by if f.number.value > 0 and f.one.role != "average" and f not in many]
    by = [f for f in by if not called or f in called]
    close = [f for f in by if asked.beside(f) and f.start < asked.figure.start]
    sure = len(near) == 1 and len(close) == 1
    for part in by:
        for whole in many:
            yield _quotient(whole, part, sure and whole is near[0] and part is close[0])
    if len(near) > 1:
        added = sum((f.number.value for f in near), Fraction(0))
        for part in by:
            shown = "＋".join(f.one.text for f in near)
            operands = (*near, part)
            value = added / part.number.value
            yield WorkedOut(
                f"（{shown}）÷{part.one.text}", value, operands, room_of(operands), False
            )


def _is_of(asked: OneMarked, figure: SaidFigure, per: str) -> bool:
    """Whether a figure counts what something is told per: in that unit, or by a name."""
    mention, settings = figure.one.mention, asked.settings
    if mention.kind != "count":
        return False
    unit = mention.unit
    if settings.same(unit, per):
        return True
    if (unit + figure.behind).startswith(per):
        return True
    return unit in settings.general and (
        per in settings.general
        or any(
            name in figure.clause + figure.behind for name in (per, *settings.counts.get(per, ()))
        )
    )


def _quotient(whole: SaidFigure, part: SaidFigure, sure: bool) -> WorkedOut:
    value = whole.number.value / part.number.value
    room = (whole.number.half + part.number.half) / part.number.value
    return WorkedOut(f"{whole.one.text}÷{part.one.text}", value, (whole, part), room, sure)


def _by_time(
    asked: OneMarked, many: Sequence[SaidFigure], year: tuple[int, int]
) -> Iterator[WorkedOut]:
    """A count by the days or months of a year, or by as many as the text tells."""
    per = asked.words["per"] if asked.words else ""
    told = [f for f in asked.passage.figures if asked.settings.same(f.one.mention.unit, per)]
    told = [f for f in told if f.number.value > 1]
    other = asked.settings.time.search(asked.passage.said(asked.figure.sentence))
    for whole in many:
        for part in told:
            by = asked.settings.counted_by.search(part.lead) or part.number.value >= year[0]
            sure = bool(by) and len(told) == len(many) == 1 and asked.beside(part)
            yield _quotient(whole, part, sure)
        least, most = year
        if not told and not other:
            low, high = whole.number.value / most, whole.number.value / least
            said = asked.figure.number
            between = low - 2 * said.half - 1 <= said.value <= high + 2 * said.half + 1
            value = said.value if between and least != most else low
            shown = f"{whole.one.text}÷{most}{per}"
            yield WorkedOut(shown, value, (whole,), whole.number.half, sure=len(many) == 1)


def rate(asked: OneMarked) -> Iterator[WorkedOut]:
    """A part of a whole in percent: 结案率, 在职人员控制率."""
    figures, kind = asked.passage.figures, asked.kind
    counts = [f for f in figures if f.one.mention.kind in {"count", "money"}]
    counts = [f for f in counts if f.number.value > 0 and f.one.role not in {"average", "change"}]
    near = [f for f in counts if asked.beside(f) and _since(asked, f)]
    pairs = [pair for pair in combinations(near, 2) if asked.settings.same(*_units(pair))]
    sure = len(near) == 2 and len(pairs) == 1
    for one, other in combinations(counts, 2):
        if not asked.settings.same(one.unit, other.unit):
            continue
        part, whole = _part_and_whole(asked, one, other)
        named = kind.first is None or part in asked.named([part], kind.first)
        named = named and (kind.second is None or whole in asked.named([whole], kind.second))
        named = named and (kind.first is not None or _is_called(asked, part))
        yield percent_of(part, whole, sure and (one, other) == pairs[0] and named)
    if len(near) == 1 and _is_all(asked, near[0]):
        yield WorkedOut(near[0].one.text, Fraction(100), (near[0],), Fraction(0))


def _units(pair: tuple[SaidFigure, SaidFigure]) -> tuple[str, str]:
    return pair[0].unit, pair[1].unit


def _since(asked: OneMarked, figure: SaidFigure) -> bool:
    """Whether a figure stands between the percentage before and this one."""
    before = [
        f.start
        for f in asked.passage.in_sentence(asked.figure.sentence)
        if f.one.mention.kind == "percent" and f.start < asked.figure.start
    ]
    return max(before, default=-1) < figure.start < asked.figure.start


def _part_and_whole(
    asked: OneMarked, one: SaidFigure, other: SaidFigure
) -> tuple[SaidFigure, SaidFigure]:
    if asked.kind.first and asked.named([other], asked.kind.first):
        return other, one
    if asked.kind.first and asked.named([one], asked.kind.first):
        return one, other
    return (one, other) if one.number.value <= other.number.value else (other, one)


def _is_called(asked: OneMarked, part: SaidFigure) -> bool:
    """Whether the words beside a part share a letter with those of the rate."""
    verb = asked.words["of"] if asked.words else ""
    if asked.settings.negative.search(part.clause) and not asked.settings.negative.search(verb):
        return False
    return any(letter in part.clause + part.behind for letter in verb)


def _is_all(asked: OneMarked, whole: SaidFigure) -> bool:
    """Whether it is said that all of it was: 收到64件，全部办结."""
    between = asked.passage.words[whole.end : asked.figure.start]
    verb = asked.words["of"] if asked.words else ""
    said = asked.settings.all.search(between)
    return said is not None and any(word in between[said.end() :][:4] for word in verb[-2:])


def percent_of(part: SaidFigure, whole: SaidFigure, sure: bool) -> WorkedOut:
    """A part in percent of a whole."""
    low, high = part.number, whole.number
    value = low.value * 100 / high.value
    room = (low.half + high.half) * 100 / high.value  # of money, rounded
    return WorkedOut(f"{part.one.text}÷{whole.one.text}", value, (part, whole), room, sure)
