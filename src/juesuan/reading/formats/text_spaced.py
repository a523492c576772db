"""Tables in plain text whose cells blanks set apart, not one above the other.

Blanks alone tell no cells apart: a blank cell is not seen. Where every row has as many cells as the
head above it, and each column holds values or names all through, nothing is missing. Wide blanks
part cells; single ones do where the head and the rows have three words or more. A list without a
head has a name and one value or two in each row, the first a number alone: lines with amounts and
their units are sentences, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.reading.document import Grid, GridText, Spot
from juesuan.reading.figures import read_figure
from juesuan.reading.formats.text_aligned import closed_up

__all__ = ["spaced_grids"]

_VALUE = compiled(r"[≥≤><=＞＜±+＋\-－—]*[(（]?\d[\d,，.]*[)）]?[^\s，。；]{0,8}")
_YEAR = compiled(r"20\d\d[^\d\s]{1,8}")
_WORD = compiled(r"[^\d。；;，,：:、]{2,20}")
_NAME = compiled(r"[^。；;，]{1,30}")
_WIDE = compiled(r" {2,}| ?\u3000+ ?")
_FEWEST, _MOST = 3, 12
"""Cells of a row at least, where single blanks part them, and at most."""
_WIDEST_BARE = 3
"""Cells of a row at most in a list without a head."""
_ROWS, _BARE_ROWS = 2, 3
"""Rows at least below a head, and without one."""
_VALUES = 2
"""Columns of values at least, where single blanks part them."""
_LONGEST = 120


class _Line(Struct, frozen=True):
    """The cells of a line, parted by ``wide`` blanks or single ones."""

    cells: Sequence[str] = ()
    wide: bool = False


def spaced_grids(file: str, lines: Sequence[str]) -> Iterator[tuple[int, int, Grid]]:
    """First line (from 0), last line and grid of each such table. One that goes on with rows of
    more or fewer cells is left as it stands, unless these have a name and a value each."""
    parted = [_parted(line) for line in lines]
    place = 0
    while place < len(parted):
        end = _end(parted, place)
        if end:
            yield place, end - 1, _grid(file, parted, place, end)
        place = max(place + 1, end)


def _parted(line: str) -> _Line:
    if "\t" in line or "|" in line or len(line) > _LONGEST:
        return _Line()
    wide = [cell for cell in _WIDE.split(closed_up(line.strip())) if cell]
    return _Line(wide, True) if len(wide) > 1 else _Line(line.split())


def _end(lines: Sequence[_Line], place: int) -> int:
    """Where a table ends that begins with a line: the place behind it; 0 if none begins there."""
    head = lines[place]
    if not 1 < len(head.cells) <= _MOST:
        return 0
    if _is_head(head):
        rows = _rows(lines, place + 1, len(head.cells))
        if _is_table(rows, _ROWS) and not _goes_on(lines, place + 1 + len(rows), head):
            return place + 1 + len(rows)
        return 0
    if not head.wide or len(head.cells) > _WIDEST_BARE or (place and lines[place - 1].wide):
        return 0
    rows = _rows(lines, place, len(head.cells))
    bare = all(read_figure(row.cells[1].rstrip("%％")).kind != "text" for row in rows)
    whole = bare and _is_table(rows, _BARE_ROWS) and all(row.wide for row in rows)
    return place + len(rows) if whole and not _goes_on(lines, place + len(rows), head) else 0


def _rows(lines: Sequence[_Line], place: int, width: int) -> Sequence[_Line]:
    end = place
    while end < len(lines) and len(lines[end].cells) == width:
        end += 1
    return lines[place:end]


def _is_head(line: _Line) -> bool:
    if not line.wide:
        return len(line.cells) >= _FEWEST and all(map(_WORD.fullmatch, line.cells))
    named = all(map(_NAME.fullmatch, line.cells))
    return named and not any(_is_value(text) and not _YEAR.fullmatch(text) for text in line.cells)


def _is_table(rows: Sequence[_Line], least: int) -> bool:
    """Whether every column but those of names is one of values: in each row, but perhaps one in
    a column of many."""
    if len(rows) < least:
        return False
    columns = [
        [_is_value(text) for text in column]
        for column in zip(*(row.cells for row in rows), strict=True)
    ]
    full = [all(column) for column in columns]
    wide = all(row.wide for row in rows)
    named = any(not any(column) for column in columns)
    if wide:
        parted = all(all(column) or not any(column) for column in columns)
        return parted and any(full) and not full[0] and named
    return sum(full) >= _VALUES and any(full[-2:]) and named


def _is_value(text: str) -> bool:
    return bool(_VALUE.fullmatch(text)) or read_figure(text).kind == "dash"


def _goes_on(lines: Sequence[_Line], place: int, like: _Line) -> bool:
    """Whether a line is another row of a table, with words and values apart: a list of names and
    values ends where it ends."""
    if place == len(lines) or (like.wide and len(like.cells) < _FEWEST):
        return False
    cells = lines[place].cells
    return len(cells) > 1 and any(map(_is_value, cells[1:]))


def _grid(file: str, lines: Sequence[_Line], first: int, end: int) -> Grid:
    rows = tuple(
        tuple(
            GridText(text, Spot(file=file, line=number + 1, field=field))
            for field, text in enumerate(lines[number].cells, 1)
        )
        for number in range(first, end)
    )
    return Grid(rows, rows[0][0].spot)
