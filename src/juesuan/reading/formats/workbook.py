"""Workbooks: xlsx, xls and ods, every sheet one grid.

calamine reads the values. What it does not give, error values and how far a sheet reaches
before it is laid out in memory, ``sheet_survey`` finds.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.hidden_lines import Lines, hidden_lines, with_figures
from juesuan.reading.formats.package import open_package
from juesuan.reading.formats.sheet_survey import (
    Decimals,
    Errors,
    check_area,
    survey_xls,
    survey_xlsx,
)
from juesuan.reading.formats.sheets import Area, Worksheet, read_sheets, read_sheets_apart
from juesuan.reading.formats.shown import shown_text
from juesuan.reading.formats.text import read_bytes

__all__ = ["MAX_CELLS", "MAX_WORKBOOK_BYTES", "read_workbook"]

MAX_WORKBOOK_BYTES = 128 * 1024 * 1024
"""The largest workbook file."""
MAX_CELLS = 1_000_000
"""Cells of all sheets of a workbook, empty ones between others counted."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_workbook(path: Path) -> Document:
    """Every sheet, hidden ones too: its name as a heading, and its cells as one grid.

    The grid spans the cells that hold something and the merged ranges that begin there.
    Covered cells are ``None``, empty ones have empty text. A sheet without cells is its
    heading only.
    """
    data = read_bytes(path, MAX_WORKBOOK_BYTES)
    errors: Errors = {}
    decimals: Decimals = {}
    if _is_open_document(path):
        kind = "ods"
        key, sheets, reason = read_sheets_apart(data, MAX_CELLS)
    elif data.startswith(b"PK"):
        kind, (errors, decimals) = "xlsx", survey_xlsx(path)
        key, sheets, reason = read_sheets(data, MAX_CELLS)
    else:
        kind, errors = "xls", survey_xls(data)
        key, sheets, reason = read_sheets_apart(data, MAX_CELLS)
    if key != "sheets":
        raise UnreadableError(key, reason=reason)
    document = Document(path.name, kind)
    hidden = hidden_lines(path) if kind == "xlsx" else {}
    left = MAX_CELLS
    for sheet in sheets:
        spot = Spot(file=path.name, sheet=sheet.name)
        document.add(Paragraph(sheet.name, spot, heading=True))
        known = errors.get(sheet.name, {}), decimals.get(sheet.name, {})
        grid = _grid(path.name, sheet, *known, left)
        if grid:
            left -= sum(map(len, grid.rows))
            document.add(grid)
            if sheet.name in hidden:
                _tell_hidden(document, grid, hidden[sheet.name])
    if not document.grids:
        raise UnreadableError("empty")
    return document


def _tell_hidden(document: Document, grid: Grid, lines: Lines) -> None:
    rows, columns = document.hidden[grid.spot.sheet] = with_figures(grid, lines)
    places = [*map(str, sorted(rows)), *(_letters(column - 1) for column in sorted(columns))]
    if places:
        document.unread.append(("hidden_lines", grid.spot, {"lines": "、".join(places)}))


def _is_open_document(path: Path) -> bool:
    """Whether a file is an OpenDocument; one that unpacks to too much is refused."""
    with path.open("rb") as file:
        if b"mimetypeapplication/vnd.oasis" not in file.read(200):
            return False
    with open_package(path):
        return True


def number_text(number: float) -> str:
    """A number as its shortest exact decimal text.

    >>> number_text(3538.65), number_text(12.0), number_text(1e-7)
    ('3538.65', '12', '0.0000001')
    """
    text = format(Decimal(repr(number)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def address(row: int, column: int) -> str:
    """A cell's address from its row and column from 0.

    >>> address(6, 1), address(0, 25), address(0, 26), address(1048575, 16383)
    ('B7', 'Z1', 'AA1', 'XFD1048576')
    """
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=1 << 10)
def _letters(column: int) -> str:
    letters = ""
    left = column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _grid(
    file: str,
    sheet: Worksheet,
    errors: Mapping[tuple[int, int], str],
    decimals: Mapping[tuple[int, int], int],
    left: int,
) -> Grid | None:
    """A sheet's cells."""
    texts = dict(errors)
    top, first = sheet.start
    for row, values in enumerate(sheet.rows, top):
        for column, value in enumerate(values, first):
            if value != "":
                texts.setdefault((row, column), _text(value, decimals.get((row, column))))
    if not texts:
        return None
    top, first, last_row, last_column = area = _area(texts, sheet.merges)
    check_area(last_row - top + 1, last_column - first + 1, left)
    covered = _covered(area, sheet.merges, left)

    def cell(row: int, column: int) -> GridText | None:
        place = (row, column)
        if place in covered:
            return None
        spot = Spot(file=file, sheet=sheet.name, cell=address(row, column))
        return GridText(texts.get(place, ""), spot)

    rows = tuple(
        tuple(cell(row, column) for column in range(first, last_column + 1))
        for row in range(top, last_row + 1)
    )
    return Grid(rows, Spot(file=file, sheet=sheet.name, cell=address(top, first)))


def _area(texts: Mapping[tuple[int, int], str], merges: list[Area]) -> Area:
    """The area of the cells that hold something, with the ranges merged into them."""
    rows = [row for row, _ in texts]
    columns = [column for _, column in texts]
    for top, first, last_row, last_column in merges:
        if (top, first) in texts:
            rows.append(last_row)
            columns.append(last_column)
    return min(rows), min(columns), max(rows), max(columns)


def _covered(area: Area, merges: list[Area], left: int) -> set[tuple[int, int]]:
    """Places under a merged range, but for the place where it begins."""
    covered: set[tuple[int, int]] = set()
    visited = 0
    for top, first, last_row, last_column in merges:
        rows = range(max(top, area[0]), min(last_row, area[2]) + 1)
        columns = range(max(first, area[1]), min(last_column, area[3]) + 1)
        visited += len(rows) * len(columns)
        if visited > 2 * left:
            raise UnreadableError("too_large", cells=visited, most=2 * left)
        covered.update(
            (row, column) for row in rows for column in columns if (row, column) != (top, first)
        )
    return covered


def _text(value: object, decimals: int | None = None) -> str:
    """A cell's value as text, numbers with the decimals that their format shows."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown_text(number_text(value), decimals)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")
