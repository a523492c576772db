"""What a list gives for what a clause tells of its things."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.speech.changes.directions import direction_word
from juesuan.checks.speech.listings.words import ClauseKind, ListedClauses
from juesuan.checks.speech.printed.listed import (
    ListedColumn,
    ListedTable,
    PrintedValue,
    measured_kind,
)
from juesuan.checks.speech.sentences.amounts import (
    Rounded,
    printed_like,
    ratio_fits,
)
from juesuan.checks.speech.sentences.paragraphs import SaidFigure

__all__ = ["Result", "reckoned"]

_ALL = 100
_PERCENT = "%"
_MONEY = "money"
_FINAL, _LAST = "final", "last"
_BUDGETS = ("initial", "full", "budget")
_MORE, _LEVEL, _LESS = 1, 0, -1


class Result(Struct, frozen=True):
    """What the list gives: whether the clause agrees, what it says, how it is reckoned, what
    should be said, the values."""

    agrees: bool
    said: str
    shown: str
    right: str
    values: Sequence[PrintedValue]


class _Sum(Struct, frozen=True):
    """The values of things in a column, and what they come to."""

    values: Sequence[PrintedValue]
    number: Rounded

    @property
    def shown(self) -> str:
        return "＋".join(value.text for value in self.values)


def reckoned(
    listing: ListedTable,
    rows: Sequence[int],
    clause: ClauseKind,
    said: str,
    figure: SaidFigure | None,
    words: ListedClauses,
) -> Result | None:
    """What a list gives for a clause on some of its rows; ``None`` where it does not tell."""
    asked = _Asked(
        listing=listing, rows=tuple(rows), clause=clause, said=said, figure=figure, words=words
    )
    return _WAYS[clause.tells](asked)


class _Asked(Struct, frozen=True, kw_only=True):
    listing: ListedTable
    rows: tuple[int, ...]
    clause: ClauseKind
    said: str
    figure: SaidFigure | None
    words: ListedClauses

    @property
    def way(self) -> int | None:
        """The direction that the words tell."""
        match = self.clause.said.fullmatch(self.said)
        way = (match.groupdict().get("way") or "") if match else ""
        signs = ((_LEVEL, self.words.level), (_MORE, self.words.more), (_LESS, self.words.less))
        return next((sign for sign, pattern in signs if way and pattern.fullmatch(way)), None)

    def columns(self, unit: str) -> Sequence[ListedColumn]:
        return [column for column in self.listing.columns if column.unit == unit]

    def of(self, *kinds: str) -> ListedColumn | None:
        """The one column of money of some kinds."""
        found = [column for column in self.columns(_MONEY) if column.kind in kinds]
        return found[0] if len(found) == 1 else None

    def sum(self, column: ListedColumn | None) -> _Sum | None:
        """What the rows come to in a column; of all of them its total, if it prints one."""
        if column is None:
            return None
        entire = len(self.rows) == len(self.listing.names)
        if entire and column.total is not None:
            return _summed([column.total])
        values = [value for row in self.rows if (value := column.values[row])]
        return _summed(values) if len(values) == len(self.rows) else None

    def whole(self, column: ListedColumn | None) -> _Sum | None:
        """What all of a column comes to, if it surely prints all."""
        if column is None or not (column.total or self.listing.whole):
            return None
        if column.total:
            return _summed([column.total])
        if not self.listing.flat:
            return None
        values = [value for value in column.values if value]
        return _summed(values) if len(values) == len(column.values) else None

    @property
    def base(self) -> ListedColumn | None:
        """The column that the clause compares with: last year's, the budget that it names or the
        only one."""
        if self.clause.base == _LAST:
            return self.of(_LAST)
        named = measured_kind(self.said)
        return (self.of(named) if named in _BUDGETS else None) or self.of(*_BUDGETS)


def _summed(values: Sequence[PrintedValue]) -> _Sum:
    added = sum((value.value for value in values), Fraction(0))
    return _Sum(values, Rounded(added, sum((value.half for value in values), Fraction(0))))


def _value(asked: _Asked) -> Result | None:
    figure = asked.figure
    if figure is None:
        return None
    unit = _PERCENT if figure.unit == "percent" else figure.unit
    kind = measured_kind(asked.said)
    columns = asked.columns(unit)
    named = [column for column in columns if column.kind == kind]
    named = [one for one in named if asked.words.total.search(one.head)] or named
    if kind in (*_BUDGETS, _LAST) and len(named) != 1:
        return None
    sums = [(column, one) for column in columns if (one := asked.sum(column))]
    agrees = any(_close(figure, one.number) for _, one in sums)
    meant = [one for column, one in sums if column in named] or [
        one for column, one in sums if column.kind in {_FINAL, ""} or len(sums) == 1
    ]
    if not agrees and len(meant) != 1:
        return None
    if not sums:
        return None
    return _of_amount(asked, meant[0] if meant else sums[0][1], agrees)


def _of_amount(asked: _Asked, one: _Sum, agrees: bool) -> Result | None:
    figure = asked.figure
    if figure is None:
        return None
    right = printed_like(one.number.value, figure.one.mention)
    return Result(agrees, figure.one.text, one.shown, right, one.values)


def _close(figure: SaidFigure, number: Rounded) -> bool:
    gap = abs(figure.number.value - number.value)
    return gap <= 2 * figure.number.half + number.half or gap <= 2 * number.half


def _average(asked: _Asked) -> Result | None:
    figure = asked.figure
    if figure is None or len(asked.rows) != len(asked.listing.names):
        return None
    columns = asked.columns(figure.unit)
    if len(columns) != 1 or None in columns[0].values:
        return None
    values = [value for value in columns[0].values if value]
    mean = sum((value.value for value in values), Fraction(0)) / len(values)
    agrees = abs(mean - figure.number.value) <= 2 * figure.number.half
    shown = "（" + "＋".join(value.text for value in values) + f"）÷{len(values)}"
    right = printed_like(mean, figure.one.mention)
    return Result(agrees, figure.one.text, shown, right, values)


def _share(asked: _Asked) -> Result | None:
    columns = asked.columns(_MONEY)
    column = asked.of(_FINAL) or (columns[0] if len(columns) == 1 else None)
    match = asked.clause.said.fullmatch(asked.said)
    of = (match.groupdict().get("of") or "") if match else ""
    entire = len(asked.rows) == len(asked.listing.names)
    if entire or (of and not asked.words.whole.fullmatch(of)):
        return None
    return _rate(asked, asked.sum(column), asked.whole(column))


def _done(asked: _Asked) -> Result | None:
    return _rate(asked, asked.sum(asked.of(_FINAL)), asked.sum(asked.base))


def _rate(asked: _Asked, part: _Sum | None, whole: _Sum | None) -> Result | None:
    figure = asked.figure
    if part is None or whole is None or figure is None or whole.number.value <= 0:
        return None
    agrees = ratio_fits(part.number, whole.number, figure.number)
    printed = [
        value
        for column in asked.columns(_PERCENT)
        for row in asked.rows
        if (value := column.values[row])
    ]
    agrees = agrees or any(value.value == figure.number.value for value in printed)
    right = printed_like(part.number.value * _ALL / whole.number.value, figure.one.mention)
    shown = f"（{part.shown}）" if len(part.values) > 1 else part.shown
    shown += "÷" + (f"（{whole.shown}）" if len(whole.values) > 1 else whole.shown)
    return Result(agrees, figure.one.text, shown, right, (*part.values, *whole.values))


def _change(asked: _Asked) -> Result | None:
    return _moved(asked, asked.sum(asked.of(_FINAL)), asked.sum(asked.base))


def _moved(asked: _Asked, new: _Sum | None, old: _Sum | None) -> Result | None:
    way, figure = asked.way, asked.figure
    if new is None or old is None or way is None or figure is None:
        return None
    moved = new.number.value - old.number.value
    room = 2 * figure.number.half + new.number.half + old.number.half
    agrees = abs(abs(moved) - figure.number.value) <= room
    right_way = _sign(moved) in {way, _LEVEL}
    word = direction_word(_sign(moved) or way)
    right = printed_like(abs(moved), figure.one.mention)
    turned = "" if right_way else word
    shown = f"{new.shown}－{old.shown}"
    said = figure.one.text if right_way else _said_way(asked) + figure.one.text
    return Result(agrees and right_way, said, shown, turned + right, (*new.values, *old.values))


def _said_way(asked: _Asked) -> str:
    match = asked.clause.said.fullmatch(asked.said)
    return (match.groupdict().get("way") or "") if match else ""


def _printed_move(asked: _Asked) -> Result | None:
    """The change that a column prints of one thing."""
    way, figure = asked.way, asked.figure
    if way is None or figure is None or len(asked.rows) != 1:
        return None
    kind = ("growth", _PERCENT) if figure.unit == "percent" else ("change", _MONEY)
    columns = [column for column in asked.columns(kind[1]) if column.kind == kind[0]]
    value = columns[0].values[asked.rows[0]] if len(columns) == 1 else None
    if value is None:
        return None
    signed = any(one.value < 0 for one in columns[0].values if one)
    right_way = not signed or _sign(value.value) in {way, _LEVEL}
    agrees = _close(figure, Rounded(abs(value.value), value.half)) and right_way
    turned = "" if right_way else direction_word(_sign(value.value))
    right = turned + printed_like(abs(value.value), figure.one.mention)
    said = figure.one.text if right_way else _said_way(asked) + figure.one.text
    return Result(agrees, said, value.text, right, (value,))


def _unasked(asked: _Asked) -> Result | None:
    """A clause that only names a thing."""
    return None


def _growth(asked: _Asked) -> Result | None:
    new, old = asked.sum(asked.of(_FINAL)), asked.sum(asked.base)
    way, figure = asked.way, asked.figure
    if new is None or old is None or way is None or figure is None or old.number.value <= 0:
        return None
    moved = new.number.value - old.number.value
    part = Rounded(abs(moved), new.number.half + old.number.half)
    right_way = _sign(moved) in {way, _LEVEL}
    agrees = right_way and ratio_fits(part, old.number, figure.number)
    turned = "" if right_way else direction_word(_sign(moved))
    right = printed_like(abs(moved) * _ALL / old.number.value, figure.one.mention)
    said = figure.one.text if right_way else _said_way(asked) + figure.one.text
    shown = f"（{new.shown}－{old.shown}）÷{old.shown}"
    return Result(agrees, said, shown, turned + right, (*new.values, *old.values))


def _direction(asked: _Asked) -> Result | None:
    new, old = asked.sum(asked.of(_FINAL)), asked.sum(asked.base)
    if new is None or old is None or asked.way is None:
        return None
    moved = _sign(new.number.value - old.number.value)
    right = direction_word(moved)
    shown = f"{new.shown}－{old.shown}"
    return Result(moved == asked.way, _said_way(asked), shown, right, (*new.values, *old.values))


def _none(asked: _Asked) -> Result | None:
    one = asked.sum(asked.of(_FINAL))
    if one is None:
        return None
    return Result(not one.number.value, asked.said, one.shown, one.shown, one.values)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


_WAYS = {
    "value": _value,
    "average": _average,
    "share": _share,
    "done": _done,
    "change": _change,
    "gap": _change,
    "growth": _growth,
    "direction": _direction,
    "none": _none,
    "moved": _printed_move,
    "named": _unasked,
}
