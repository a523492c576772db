"""Text beside the tables of a sheet (表旁的文字): cut off with the columns it stands in.

Offices put the narrative at the right of the forms, or at their left. Columns between blank ones,
or the first and the last of a sheet, are a sheet of their own where a heading of the narrative
stands in them, prose below it, and something of the tables beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from juesuan.lexicon.cells import kind_of
from juesuan.reading.document import Grid, GridText

__all__ = ["beside_apart"]

_NUMBERS = {"number", "whole"}

Row = tuple[GridText | None, ...]
Opening = Callable[[Sequence[Row]], range | None]
"""Where prose begins: from its heading to its first sentence; ``None`` where there is none."""


def beside_apart(grid: Grid, opening: Opening) -> list[Grid]:
    """The tables and the columns of prose beside them; the grid alone where there are none."""
    for columns in _blocks(grid):
        block = [tuple(row[columns.start : columns.stop]) for row in grid.rows]
        rows = opening(block)
        rest = [_without(row, columns) for row in grid.rows]
        if rows is None or not _begins(block, rows):
            continue
        if any(any(map(_said, rest[n])) for n in rows):
            parts = [_grid(rest, grid), _grid(block, grid)]
            return [one for part in parts for one in beside_apart(part, opening)]
    return [grid]


def _begins(block: Sequence[Row], rows: range) -> bool:
    """Whether nothing but a title stands above the prose of some columns: else it is what a table
    tells in the column of its texts (自评情况)."""
    return sum(any(map(_said, row)) for row in block[: rows.start]) <= 1


def _blocks(grid: Grid) -> Iterator[range]:
    """Columns between blank ones, then the last and the first, where nothing in it is a number."""
    columns = [[row[n] if n < len(row) else None for row in grid.rows] for n in range(grid.width)]
    filled = [n for n, column in enumerate(columns) if any(map(_said, column))]
    starts = [n for n in filled if n - 1 not in filled]
    if len(starts) > 1:
        yield from map(range, starts, [n + 1 for n in filled if n + 1 not in filled])
    for n in (filled[-1], filled[0]) if len(filled) > 1 else ():
        if not any(cell and kind_of(cell.text.strip()) in _NUMBERS for cell in columns[n]):
            yield range(n, n + 1)


def _without(row: Row, columns: range) -> Row:
    return (*row[: columns.start], *row[columns.stop :])


def _grid(rows: Sequence[Row], whole: Grid) -> Grid:
    """Rows with those cut off that say nothing, at the place of their first cell."""
    first = next((cell for row in rows for cell in row if cell and cell.text.strip()), None)
    return Grid(tuple(rows), first.spot if first else whole.spot)


def _said(cell: GridText | None) -> bool:
    return cell is not None and bool(cell.text.strip())
