"""Self-evaluation tables (绩效自评表) in plain text whose cells blanks set apart.

Their rows are of many kinds, so no column runs through them as in a form. Under a title that
the lexicon knows, cells that begin one above the other are a column's.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from juesuan.lexicon.performance import words
from juesuan.reading.document import Grid, GridText, Spot

__all__ = ["evaluation_grids"]

_CELL = re.compile(r"\S+(?: \S+)*")
"""A cell: words with single blanks between them."""
_LEAST = 4
"""Rows of several cells that a table has at least."""
_SAME = 1
"""Cells that begin no further apart than so many half-width places are one column's."""
_TITLE = 80
_WIDEST = 60
_MOST = 2
"""Where a table has so many times as many columns as a row has cells, they do not begin one above
the other."""

_Cell = tuple[int, str]


def evaluation_grids(file: str, lines: Sequence[str]) -> Iterator[tuple[int, int, Grid]]:
    """First line (from 0), last line and grid of each table that stands under the title of a
    self-evaluation, up to a blank line or the next title. One with cells anywhere is left."""
    starts = [n for n, line in enumerate(lines) if _is_title(line)]
    for number, title in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        rows: dict[int, list[_Cell]] = {}
        for place in range(title + 1, end):
            cells = list(_cells(lines[place]))
            if "\t" in lines[place] or (not cells and len(rows) > 1):
                break
            if cells and (rows or len(cells) > 1):
                rows[place] = cells
        if sum(len(cells) > 1 for cells in rows.values()) >= _LEAST:
            grid = _grid(file, rows)
            if grid.width <= _MOST * max(map(len, rows.values())):
                yield min(rows), max(rows), grid


def _is_title(line: str) -> bool:
    said = line.strip()
    if len(said) > _TITLE or not _CELL.fullmatch(said):
        return False
    return bool(words().title_kind(said))


def _cells(line: str) -> Iterator[_Cell]:
    """The cells of a line, each with the place where it begins; a Chinese sign takes two."""
    line = line.replace("\u3000", "  ")
    places = [0]
    for sign in line:
        places.append(places[-1] + (2 if unicodedata.east_asian_width(sign) in "WFA" else 1))
    for match in _CELL.finditer(line):
        yield places[match.start()], match[0]


def _grid(file: str, rows: dict[int, list[_Cell]]) -> Grid:
    columns: list[int] = []
    for start in sorted({start for cells in rows.values() for start, _ in cells}):
        if not columns or start - columns[-1] > _SAME:
            columns.append(start)
    made = []
    for number, cells in rows.items():
        texts = [""] * min(len(columns), _WIDEST)
        for start, text in cells:
            place = min(bisect_right(columns, start), len(texts)) - 1
            texts[place] = f"{texts[place]} {text}".strip()
        made.append(
            tuple(
                GridText(text, Spot(file=file, line=number + 1, field=field))
                for field, text in enumerate(texts, 1)
            )
        )
    return Grid(tuple(made), made[0][0].spot)
