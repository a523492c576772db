"""Rows of money under their head: source labels, amounts, weight, rate and score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from juesuan.lexicon.performance import label_key, words
from juesuan.reading.document import GridText
from juesuan.reading.figures import read_figure
from juesuan.reading.performance.aligning import AlignedColumn, misfit
from juesuan.reading.performance.joined import taken_apart
from juesuan.reading.performance.lines import GridRow, value_at
from juesuan.reading.performance.model import MoneyRow, Value

__all__ = ["read_money"]

_SHIFTS = (0, 1, -1, 2, -2)
_OVERRULES = 2.0
"""How much better a row must look in a place of its own than where its neighbours stand."""


class _Line(Struct, frozen=True):
    row: GridRow
    columns: Sequence[AlignedColumn]
    labels: tuple[int, ...]
    """Indices of the cells that name the source."""


def read_money(
    rows: Sequence[tuple[GridRow, Sequence[AlignedColumn]]],
) -> tuple[list[MoneyRow], list[GridText]]:
    """The money rows, each with the columns of its head, and cells left over.

    Rows whose label stands in the same column are shifted alike, unless an identity between
    a row's own figures says otherwise."""
    lines = [_Line(row, columns, _labels(row, columns)) for row, columns in rows]
    shifts: dict[int, int] = {}
    for place in {_last(line) for line in lines}:
        alike = [line for line in lines if _last(line) == place]
        shifts[place] = min(_SHIFTS, key=lambda s: sum(_cost(line, s) for line in alike))
    money: list[MoneyRow] = []
    odd: list[GridText] = []
    group: Value | None = None
    for line in lines:
        shift = shifts[_last(line)]
        own = min(_SHIFTS, key=lambda s: _cost(line, s))
        if _cost(line, own) <= _cost(line, shift) - _OVERRULES:
            shift = own
        path = [value_at(line.row, index) for index in line.labels]
        if path and label_key(path[0].text) in words().money_groups:
            group = path[0]
        elif path and label_key(path[0].text) in words().money_ends:
            group = None
        elif path and group is not None:
            path.insert(0, Value(group.text, group.spot, carried=True))
        values, left = _placed(line, shift)
        money.append(MoneyRow(tuple(path), taken_apart(values), shift))
        odd += left
    return money, odd


def _last(line: _Line) -> int:
    return line.labels[-1] if line.labels else -1


def _labels(row: GridRow, columns: Sequence[AlignedColumn]) -> tuple[int, ...]:
    """The texts that stand before the first figure and not under a head for words."""
    found: list[int] = []
    first = min((c.place for c in columns if c.kind == "amount"), default=0)
    after = [c.place for c in columns if c.kind == "words" and c.place > first]
    end = min(after, default=len(row.cells))
    for index, text in row.filled:
        if read_figure(text).kind != "text" or misfit("rate", text) < 0 or index >= end:
            break
        found.append(index)
    return tuple(found)


def _placed(line: _Line, shift: int) -> tuple[dict[str, Value], list[GridText]]:
    values = {
        column.role: value_at(line.row, column.place + shift)
        for column in line.columns
        if column.place + shift > _last(line)
        and column.known
        and not column.role.startswith("not_kept")
    }
    taken = {c.place + shift for c in line.columns if c.known} | set(line.labels)
    odd = [line.row.cell(index) for index, _ in line.row.filled if index not in taken]
    return values, [cell for cell in odd if cell is not None]


def _cost(line: _Line, shift: int) -> float:
    """How badly the figures of a line fit the columns when it stands shifted."""
    cost = 0.5 * abs(shift)
    by_place = {column.place + shift: column for column in line.columns}
    figures: dict[str, Decimal] = {}
    for index, text in line.row.filled:
        if index in line.labels:
            continue
        column = by_place.get(index)
        if column is None:
            cost += 5
            continue
        cost += misfit(column.kind, text)
        figure = read_figure(text.rstrip("%"))
        if figure.is_number:
            figures[column.role] = figure.value
    return cost - 3 * _held(figures)


def _is_rate(printed: Decimal, ratio: Decimal) -> bool:
    """Whether a printed rate is a ratio, as a percentage or as it is (0.998)."""
    plain = printed < 1 and abs(printed - ratio) <= Decimal("0.005")
    return plain or abs(printed - 100 * ratio) <= Decimal("0.5")


def _held(figures: Mapping[str, Decimal]) -> int:
    """Identities between a row's figures: those that hold, less those that do not."""
    held = 0
    for whole, *parts in words().sums:
        if whole in figures and any(part in figures for part in parts):
            total = sum((figures.get(part, Decimal(0)) for part in parts), Decimal(0))
            held += 1 if total == figures[whole] else -1
    ratios = [
        _is_rate(figures[rate], figures[part] / figures[whole])
        for rate, part, whole in words().ratios
        if rate in figures and part in figures and figures.get(whole)
    ]
    return held + (1 if any(ratios) else -1 if ratios else 0)
