"""Tables in plain text whose cells blanks set apart, one above the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from juesuan.reading.document import Grid, GridText, Spot
from juesuan.reading.formats.page import Char
from juesuan.reading.formats.pdf_aligned import AlignedTable, aligned_tables
from juesuan.reading.formats.text_evaluations import evaluation_grids
from juesuan.reading.words import words

__all__ = ["aligned_grids", "closed_up"]

_APART = re.compile(r"\S(?: {2,}|\u3000+)\S")
"""Two cells of a line: blanks wider than between words."""
_SET_WIDE = re.compile(r"(?<![^\s|])([\u4e00-\u9fff])([ \u3000]+)([\u4e00-\u9fff])(?![^\s|])")
_BETWEEN = 6
"""Lines without such blanks that may stand between two that have them."""
_ABOVE = 2
"""Lines above the first of them that may belong to the head."""
_LONGEST = 400
_TITLE = 40
"""Signs of a title at most."""
_HEIGHT, _LINE = 2.0, 4.0
"""A Chinese character is as wide as high, and two Latin ones wide; lines stand apart."""


def aligned_grids(
    file: str, lines: Sequence[str], unsure: list[Spot]
) -> Mapping[int, tuple[int, Grid]]:
    """Of the lines of a text, those that are tables: number of the first line (from 0) → that
    of the last and the grid. Tables whose columns cannot be told are left as they stand, and
    added to those ``unsure``."""
    found: dict[int, tuple[int, Grid]] = {}
    rest = list(lines)
    for first, last, grid in evaluation_grids(file, lines):
        found[first] = (last, grid)
        rest[first : last + 1] = [""] * (last + 1 - first)
    lines = [closed_up(line) for line in rest]
    for first, last in _runs(lines):
        for table in _tables(lines, first, last):
            top, bottom = (int(table.box[n] // _LINE) for n in (1, 3))
            if table.sure:
                found[top] = (bottom, _grid(file, table))
            else:
                unsure.append(Spot(file=file, line=top + 1))
    return found


def closed_up(line: str) -> str:
    """A line, the two signs of a short word that is set wide (合    计) put together; what follows
    stays where it stands."""
    return _SET_WIDE.sub(_together, line) if _SET_WIDE.search(line) else line


def _together(found: re.Match[str]) -> str:
    one, blanks, other = found.groups()
    return one + other + blanks if one + other in words().around.set_wide else found[0]


def _tables(lines: Sequence[str], first: int, last: int) -> Sequence[AlignedTable]:
    """The tables of some lines. Signs that take up one place or two, as the font has it (“”),
    take up what makes the fewest columns."""
    signs = "".join(lines[first : last + 1])
    either = any(unicodedata.east_asian_width(sign) == "A" for sign in set(signs))
    found = [
        aligned_tables(list(_characters(lines, first, last, wide)))[0]
        for wide in (("WFA", "WF") if either else ("WFA",))
    ]
    return min(found, key=lambda tables: [(not t.sure, len(t.rows[0])) for t in tables])


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last line of what may be a table, with the lines that may be its head."""
    start = last = -1
    for number, line in enumerate(lines):
        if start >= 0 and _parts_tables(line):
            yield max(0, start - _ABOVE), last
            start = -1
        if "\t" in line or len(line) > _LONGEST or not _APART.search(line.strip()):
            continue
        if start >= 0 and number - last > _BETWEEN:
            yield max(0, start - _ABOVE), last
            start = -1
        start = number if start < 0 else start
        last = number
    if start >= 0:
        yield max(0, start - _ABOVE), last


def _parts_tables(line: str) -> bool:
    """Whether a line is no row, but one above the next table: its title, or one with a tab."""
    said = line.strip()
    titled = said.endswith(words().titles.form) and len(said) <= _TITLE and not _APART.search(said)
    return titled or "\t" in line


def _characters(lines: Sequence[str], first: int, last: int, wide: str) -> Iterator[Char]:
    """The characters of some lines with the room they take up on a page, those of the ``wide``
    kinds as much as a Chinese one."""
    for number in range(first, last + 1):
        line = lines[number]
        if "\t" in line or len(line) > _LONGEST:
            continue
        place, top = 0.0, number * _LINE
        for sign in line:
            width = 2.0 if unicodedata.east_asian_width(sign) in wide else 1.0
            if not sign.isspace():
                box = (place, top, place + width, top + _HEIGHT)
                yield Char(sign, place, place + width, top, box, 0)
            place += width


def _grid(file: str, table: AlignedTable) -> Grid:
    rows = []
    for parts in table.rows:
        cells: list[GridText | None] = []
        for place, part in enumerate(parts, 1):
            if part is None:
                cells.append(None)
                continue
            line = int(part.box[1] // _LINE) + 1
            cells.append(GridText(part.text, Spot(file=file, line=line, field=place)))
        rows.append(tuple(cells))
    spot = next(cell.spot for row in rows for cell in row if cell)
    return Grid(tuple(rows), spot)
