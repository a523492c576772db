"""Rates that the rows of a table keep (执行率、增减率), found from the figures alone: the rows tell
which two columns give the rate; one that does not come out is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.speech.printed.listed import (
    ListedColumn,
    ListedTable,
    PrintedValue,
    value_of,
)
from juesuan.checks.speech.printed.listed_tables import listed_tables
from juesuan.checks.speech.sentences.amounts import Rounded, decimal_text, ratio, ratio_fits
from juesuan.checks.subject import Subject, of_the_text

__all__ = ["BrokenRate", "broken_rates"]

_PERCENT = "%"
_ALL = 100
_FEWEST = 2
"""Rows that keep a rate at least; where they do, one in so many of them may break it."""

_BUDGETS = frozenset({"initial", "full", "budget"})

Way = Literal["part", "change", "gap", "share"]
_SHARE: Way = "share"


class BrokenRate(Struct, frozen=True, eq=False, kw_only=True):
    """A rate that is not what the other rows make of the same two columns: ``part``, one amount in
    percent of the other, ``change``, by how much it is more, ``gap``, by how much it differs, or
    ``share``, one amount in percent of the total below it. ``heads`` are those of the three
    columns; in ``kept`` rows it comes out."""

    way: Way
    rate: PrintedValue
    one: PrintedValue
    other: PrintedValue
    heads: tuple[str, str, str]
    kept: int

    @property
    def right(self) -> str:
        """The rate as it should be printed."""
        value = ratio(_part(self.way, self.one, self.other), _number(self.other))
        assert value is not None
        sign = _PERCENT if self.rate.where.printed.endswith(("%", "％")) else ""
        return decimal_text(value, _places(self.rate)) + sign


class _Kept(Struct, frozen=True):
    """How the rows of a table make a rate of two columns: in how many of them it tells and comes
    out, and those in which it does not."""

    way: Way
    columns: tuple[ListedColumn, ListedColumn]
    kept: int
    missed: Sequence[int]


@of_the_text
def broken_rates(subject: Subject) -> Sequence[BrokenRate]:
    """The broken rates of the tables that list things row by row."""
    return [
        found
        for table in listed_tables(subject)
        for column in table.columns
        if column.unit == _PERCENT
        for found in _broken(table, column)
    ]


def _broken(table: ListedTable, column: ListedColumn) -> Iterator[BrokenRate]:
    others = [one for one in table.columns if one is not column and one.unit != _PERCENT]
    ways: tuple[Way, ...] = ("part", "change", "gap")
    found = [
        _kept(way, column, one, other)
        for one, other in permutations(others, 2)
        if one.unit == other.unit
        for way in ways
    ]
    found += [_kept(_SHARE, column, one, _all_of(one)) for one in others if one.total]
    best = max(found, key=lambda way: (way.kept, -len(way.missed)), default=None)
    if best is None or best.kept < max(_FEWEST, _FEWEST * len(best.missed)):
        best = next((way for way in found if _is_called(way, column)), None)
    if best is None:
        return
    one, other = best.columns
    for row in best.missed:
        rate, first, second = _in_row(column, row), _in_row(one, row), _in_row(other, row)
        if rate and first and second:
            heads = (column.head, one.head, other.head)
            yield BrokenRate(
                way=best.way, rate=rate, one=first, other=second, heads=heads, kept=best.kept
            )


def _is_called(way: _Kept, column: ListedColumn) -> bool:
    """Whether the heads say that a rate is made so, and at least half of the rows keep it."""
    one, other = way.columns
    budget = (column.kind, one.kind) == ("execution", "final") and other.kind in _BUDGETS
    called = (budget and way.way == "part") or (column.kind, way.way) == (_SHARE, _SHARE)
    return called and way.kept >= max(1, len(way.missed))


def _all_of(column: ListedColumn) -> ListedColumn:
    """A column with its total in every row."""
    return replace(column, values=(column.total,) * len(column.values))


def _in_row(column: ListedColumn, row: int) -> PrintedValue | None:
    """The value of a row; behind the last one the total."""
    return column.values[row] if row < len(column.values) else column.total


def _kept(way: Way, column: ListedColumn, one: ListedColumn, other: ListedColumn) -> _Kept:
    """The rows in which a rate is that of two columns, and those in which it is not; of nothing
    there is no rate."""
    kept, telling, missed = 0, False, list[int]()
    for number in range(len(column.values) + 1):
        rate, first, second = (_in_row(each, number) for each in (column, one, other))
        if rate is None or first is None or second is None or second.value <= 0:
            continue
        if not _comes_out(way, rate, first, second):
            missed.append(number)
        else:
            kept += 1
            telling = telling or rate.value not in {0, _ALL}
    return _Kept(way, (one, other), kept if telling else 0, missed)


def _comes_out(way: Way, rate: PrintedValue, one: PrintedValue, other: PrintedValue) -> bool:
    part, whole, said = _part(way, one, other), _number(other), _number(rate)
    if part.value < 0:
        part, said = -part, -said
    return ratio_fits(part, whole, Rounded(said.value, 2 * said.half))


def _part(way: Way, one: PrintedValue, other: PrintedValue) -> Rounded:
    if way in {"part", _SHARE}:
        return _number(one)
    apart = _number(one) - _number(other)
    return abs(apart) if way == "gap" else apart


def _number(one: PrintedValue) -> Rounded:
    """A value with the room of its last printed digit, in the unit that is printed."""
    figure = value_of(one.where.printed) or Fraction(0)
    return Rounded(figure, Fraction(1, 2 * 10 ** _places(one)))


def _places(one: PrintedValue) -> int:
    return len(one.where.printed.rstrip("%％").partition(".")[2])
