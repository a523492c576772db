"""Hidden rows and columns of an xlsx (隐藏的行、列): whoever opens it does not see them, so what
they print may be left over from a draft."""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.reading.document import Grid
from juesuan.reading.figures import read_figure
from juesuan.reading.formats.package import local, main_part, open_package, related, tree, value
from juesuan.reading.formats.plain_cells import MOST

__all__ = ["Lines", "hidden_lines", "with_figures"]

Lines = tuple[frozenset[int], frozenset[int]]
"""Rows and columns from 1."""

_LINE = re.compile(rb"""<(?:[\w.-]+:)?(row|col)\b([^<>]*\bhidden=["'](?:1|true)["'][^<>]*)>""")
_PLACE = re.compile(rb"""\b(r|min|max)=["']([0-9]{1,7})["']""")
_MOST_COLUMNS = 16_384


def hidden_lines(path: Path) -> dict[str, Lines]:
    """The hidden rows and columns of each sheet that has some, by its name. Sheets too long to be
    looked at as a whole are passed over."""
    found: dict[str, Lines] = {}
    with open_package(path) as package:
        book = main_part(package)
        parts = related(package, book, "worksheet")
        for entry in tree(package, book).iter():
            part = parts.get(value(entry, "id")) if local(entry.tag) == "sheet" else None
            if part is None or package.getinfo(part).file_size > MOST:
                continue
            content = package.read(part)
            if b"hidden" in content and any(lines := _lines(content)):
                found[value(entry, "name")] = lines
    return found


def _lines(content: bytes) -> Lines:
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, said in _LINE.findall(content):
        places = {name: int(number) for name, number in _PLACE.findall(said)}
        if kind == b"row" and b"r" in places:
            rows.add(places[b"r"])
        elif kind == b"col" and b"min" in places:
            last = min(places.get(b"max", places[b"min"]), _MOST_COLUMNS)
            columns.update(range(places[b"min"], last + 1))
    return frozenset(rows), frozenset(columns)


def with_figures(grid: Grid, lines: Lines) -> Lines:
    """Those hidden rows and columns in which a sheet has a figure other than zero."""
    rows: set[int] = set()
    columns: set[int] = set()
    for row in grid.rows:
        for cell in row:
            if cell is None or "." not in cell.text or not read_figure(cell.text).value:
                continue
            line, column = cell.spot.row_of_sheet, cell.spot.column_of_sheet
            rows |= {line} & lines[0]
            columns |= {column} & lines[1]
    return frozenset(rows), frozenset(columns)
