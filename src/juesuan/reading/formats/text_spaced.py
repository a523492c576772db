"""Tables in plain text whose cells single blanks set apart, below a head of as many words.

Blanks alone tell no cells apart: a blank cell is not seen. Where the head and every row below it
have as many words, and each column holds values or names all through, nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.keeping import compiled
from juesuan.reading.document import Grid, GridText, Spot
from juesuan.reading.figures import read_figure

__all__ = ["spaced_grids"]

_VALUE = compiled(r"[≥≤><=＞＜±+＋-]*[(（]?\d[\d,，.]*[)）]?\S{0,8}")
_WORD = compiled(r"[^\d。；;，,：:、]{2,20}")
_FEWEST, _MOST = 3, 12
"""Cells of a row at least and at most."""
_ROWS = 2
"""Rows below the head at least."""
_VALUES = 2
"""Columns of values at least."""
_LONGEST = 120


def spaced_grids(file: str, lines: Sequence[str]) -> Iterator[tuple[int, int, Grid]]:
    """First line (from 0), last line and grid of each such table. One that goes on with rows of
    more or fewer cells is left as it stands."""
    cells = [_cells(line) for line in lines]
    place = 0
    while place < len(lines):
        head = cells[place]
        end = place + 1
        if _FEWEST <= len(head) <= _MOST and all(map(_WORD.fullmatch, head)):
            while end < len(lines) and len(cells[end]) == len(head):
                end += 1
            rows = cells[place + 1 : end]
            if _is_table(rows) and not (end < len(lines) and _is_row(cells[end])):
                yield place, end - 1, _grid(file, cells, place, end)
                place = end
                continue
        place += 1


def _cells(line: str) -> list[str]:
    return [] if "\t" in line or "|" in line or len(line) > _LONGEST else line.split()


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every column but those of names is one of values: in each row, but perhaps one in
    a column of many."""
    if len(rows) < _ROWS:
        return False
    columns = [[_is_value(text) for text in column] for column in zip(*rows, strict=True)]
    full = [all(column) for column in columns]
    return sum(full) >= _VALUES and any(full[-2:]) and any(not any(column) for column in columns)


def _is_value(text: str) -> bool:
    return bool(_VALUE.fullmatch(text)) or read_figure(text).kind == "dash"


def _is_row(cells: Sequence[str]) -> bool:
    """Whether a line is another row: words and values apart."""
    return len(cells) > 1 and any(map(_is_value, cells[1:]))


def _grid(file: str, cells: Sequence[Sequence[str]], first: int, end: int) -> Grid:
    rows = tuple(
        tuple(
            GridText(text, Spot(file=file, line=number + 1, field=field))
            for field, text in enumerate(cells[number], 1)
        )
        for number in range(first, end)
    )
    return Grid(rows, rows[0][0].spot)
