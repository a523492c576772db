"""Columns of single units beside their total (分单位列示): the total is the form's figure.

A department prints under each head 合计 and its units one by one. The total's column is what the
form asks for; those of the units are left out and told, where they add up to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.meanings import is_amount
from juesuan.reading.words import words
from juesuan.text import plain, unspaced

__all__ = ["totals_of_units"]

_FEWEST = 2
"""Units: one alone beside a total is no division."""
_HEAD = 6
"""Lines of a head at most."""
_WRONG = 10
"""One row in so many may not add up: it is printed wrong, and told as it is."""
_HALF = Decimal("0.005")

Row = tuple[GridText | None, ...]


def totals_of_units(document: Document) -> Document:
    """The document with the totals of its tables by units alone; the same where it has none."""
    unread = list(document.unread)
    parts: list[Paragraph | Grid] = []
    for part in document.parts:
        if isinstance(part, Grid) and (found := _columns(part)):
            line, totals, names = found
            gone = {at + n for at in totals for n in range(1, len(names) + 1)}
            unread.append(("columns_of_units", part.spot, {"units": "、".join(names)}))
            head = _without(part.rows[line], {*gone, *totals} if line else gone)
            rows = [_without(row, gone) for row in part.rows]
            below = rows[line + 1 :] if line and not any(map(_said, head)) else rows[line:]
            part = replace(part, rows=(*rows[:line], *below))
        parts.append(part)
    if len(unread) == len(document.unread):
        return document
    return replace(document, parts=parts, unread=unread)


def _without(row: Row, gone: set[int]) -> Row:
    return tuple(cell for at, cell in enumerate(row) if at not in gone)


def _said(cell: GridText | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _columns(grid: Grid) -> tuple[int, list[int], Sequence[str]] | None:
    """The line of heads with the units, where the totals stand in it, and the units behind each;
    none where the table is not of that kind or the units do not add up."""
    first = next((n for n, row in enumerate(grid.rows) if any(map(_amount, row))), 0)
    for n in range(first - 1, max(-1, first - 1 - _HEAD), -1):
        blocks = dict(_blocks([unspaced(cell.text) if cell else "" for cell in grid.rows[n]]))
        if not blocks:
            continue
        names = next(iter(blocks.values()))
        if len(names) < _FEWEST or any(other != names for other in blocks.values()):
            return None
        totals = list(blocks)
        return (n, totals, names) if _add_up(grid.rows[first:], totals, len(names)) else None
    return None


def _amount(cell: GridText | None) -> bool:
    return cell is not None and is_amount(cell.text)


def _blocks(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Each total in a line of heads with the units behind it."""
    around = words()
    for at, text in enumerate(texts):
        if plain(text) != around.around.total:
            continue
        names: list[str] = []
        for name in texts[at + 1 :]:
            if not around.documents.division.fullmatch(name) or name in names:
                break
            names.append(name)
        yield at, names


def _add_up(rows: Sequence[Row], totals: Sequence[int], count: int) -> bool:
    """Whether the figures of the units make their totals, but for a row that is printed wrong."""
    right = wrong = 0
    for row in rows:
        for at in totals:
            whole, *parts = [_value(cell) for cell in row[at : at + count + 1]] or [None]
            known = [part for part in parts if part is not None]
            if whole is None or not known:
                continue
            off = abs(whole - sum(known)) >= _HALF * (count + 1)
            right, wrong = right + (not off), wrong + off
    return right > 0 and wrong * _WRONG <= right


def _value(cell: GridText | None) -> Decimal | None:
    figure = read_figure(cell.text) if cell else None
    return figure.value if figure is not None and figure.is_number else None
