"""Columns of single units beside their total (分单位列示): the total is the form's figure.

A department prints under each head 合计 and its units one by one, or above all heads the names of
its units and its total. The total's columns are what the form asks for; those of the units are left
out and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from juesuan.lexicon.cells import kind_of
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


class _Group(Struct, frozen=True):
    """Columns of several units in a line of heads: the names, where each begins, how many columns
    each has, and where those of the total are; none where no total is printed."""

    names: tuple[str, ...]
    starts: tuple[int, ...]
    width: int
    total: int | None

    @property
    def columns(self) -> list[int]:
        """All columns of single units."""
        return [at + n for at in self.starts for n in range(self.width)]


def totals_of_units(document: Document) -> Document:
    """The document with the totals of its tables by units alone; the same where it has none."""
    unread = list(document.unread)
    parts: list[Paragraph | Grid] = []
    for part in document.parts:
        if isinstance(part, Grid) and (found := _columns(part)):
            line, groups = found
            totals = any(group.total is not None for group in groups)
            key = "columns_of_units" if totals else "units_without_total"
            unread.append((key, part.spot, {"units": "、".join(groups[0].names)}))
            part = replace(part, rows=tuple(_totals_alone(part, line, groups)))
        parts.append(part)
    if len(unread) == len(document.unread):
        return document
    return replace(document, parts=parts, unread=unread)


def _totals_alone(part: Grid, line: int, groups: Sequence[_Group]) -> Iterator[Row]:
    """The rows of a grid without the columns of units. What is left of the line of their names is
    kept where it says more than that the others are totals."""
    gone = {at for group in groups for at in group.columns}
    over = {group.total for group in groups}
    for number, row in enumerate(part.rows):
        if number != line:
            yield _without(row, gone)
            continue
        left = tuple(cell for at, cell in enumerate(row) if at not in {*gone, *over})
        if groups[0].width > 1:
            bare = tuple(None if at in over else cell for at, cell in enumerate(row))
            yield _without(bare, gone)
        elif not line or any(map(_said, left)):
            yield _without(row, gone)


def _without(row: Row, gone: set[int]) -> Row:
    return tuple(cell for at, cell in enumerate(row) if at not in gone)


def _said(cell: GridText | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _columns(grid: Grid) -> tuple[int, list[_Group]] | None:
    """The line of heads with the units, and where they and their totals stand; none where the
    table is not of that kind or the units do not add up. Where the same measures stand under each
    name, more than one, or no other figure is printed, they are units without their sum."""
    first = next((n for n, row in enumerate(grid.rows) if any(map(_amount, row))), 0)
    for n in range(first - 1, max(-1, first - 1 - _HEAD), -1):
        groups = [g for g in _groups(_texts(grid.rows[n])) if len(g.names) >= _FEWEST]
        if not groups:
            continue
        if any((g.names, g.width) != (groups[0].names, groups[0].width) for g in groups):
            return None
        head, body = grid.rows[n + 1 : first], grid.rows[first:]
        if groups[0].width > 1:
            return (n, groups) if all(_alike(group, head) for group in groups) else None
        return (n, groups) if _nothing_else(body, groups) or _add_up(body, groups) else None
    return None


def _nothing_else(rows: Sequence[Row], groups: Sequence[_Group]) -> bool:
    """Whether all amounts stand in columns of units."""
    own = {at for group in groups for at in group.columns}
    return all(at in own for row in rows for at, cell in enumerate(row) if _amount(cell))


def _texts(row: Row) -> list[str]:
    return [unspaced(cell.text) if cell else "" for cell in row]


def _amount(cell: GridText | None) -> bool:
    return cell is not None and is_amount(cell.text)


def _groups(texts: Sequence[str]) -> Iterator[_Group]:
    """The groups of units in a line of heads, each with the total that stands before or behind
    it."""
    names: dict[str, int] = {}
    total: int | None = None
    for at, text in (*((at, text) for at, text in enumerate(texts) if text), (len(texts), "")):
        if plain(text) == words().around.total:
            if names and total is None:
                yield from _group(names, at)
                names, total = {}, None
                continue
            yield from _group(names, total)
            names, total = {}, at
        elif text not in names and words().documents.division.fullmatch(text):
            names[text] = at
        else:
            yield from _group(names, total)
            names, total = {}, None


def _group(names: Mapping[str, int], total: int | None) -> Iterator[_Group]:
    """One group, where its columns are as many under each name."""
    starts = tuple(names.values())
    places = sorted({*starts, *([] if total is None else [total])})
    widths = {right - left for left, right in pairwise(places)}
    if len(names) >= _FEWEST and len(widths) == 1:
        yield _Group(tuple(names), starts, widths.pop(), total)


def _alike(group: _Group, head: Sequence[Row]) -> bool:
    """Whether the same words stand under each name."""
    starts = [*group.starts, *([] if group.total is None else [group.total])]
    lines = [_texts(row) for row in head]
    lines = [line for line in lines if any(kind_of(text) == "text" for text in line)]
    under = {tuple(tuple(line[at : at + group.width]) for line in lines) for at in starts}
    return len(under) == 1 and any(all(said) for said in under.pop())


def _add_up(rows: Sequence[Row], groups: Sequence[_Group]) -> bool:
    """Whether the figures of the units make their totals, but for a row that is printed wrong."""
    right = wrong = 0
    for row in rows:
        for group in groups:
            whole = _value(_at(row, group.total))
            known = [v for at in group.starts if (v := _value(_at(row, at))) is not None]
            if whole is None or not known:
                continue
            off = abs(whole - sum(known)) >= _HALF * (len(group.starts) + 1)
            right, wrong = right + (not off), wrong + off
    return right > 0 and wrong * _WRONG <= right


def _at(row: Row, place: int | None) -> GridText | None:
    return row[place] if place is not None and place < len(row) else None


def _value(cell: GridText | None) -> Decimal | None:
    figure = read_figure(cell.text) if cell else None
    return figure.value if figure is not None and figure.is_number else None
