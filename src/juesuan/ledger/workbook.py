"""Reading a book that is one workbook (xlsx): its sheets as rows of text.

Only plain values are accepted. A formula may show a figure that is out of date, a merged
cell hides which row a value belongs to: both are reported with their place, not guessed at.
"""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from juesuan.ledger.problems import Place, Problem
from juesuan.text import column_letters

__all__ = ["MAX_PART", "WorkbookRows", "open_workbook"]

MAX_PART = 1 << 30
"""Most bytes a workbook may unpack to: more is taken for a zip bomb."""

_ODD = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b' t="e"', b" t='e'")
"""What a sheet with formulas or error values has in its XML."""

_PERHAPS_FAR = re.compile(rb"r=[\"'][A-Za-z](?:[A-Za-z]|\d{7})")
_FAR = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=[\"'](?P<cell>[A-Za-z]{2,}\d+|[A-Za-z](?:\d{8,}|[2-9]\d{6}))[\"']"
    rb"[^>]*(?<!/)>(?!\s*(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</)"
)
"""A cell with contents beyond column Z or the last row: the reader would have to make room
for everything before it, and a file of a few bytes could ask for all memory there is."""


class WorkbookRows:
    """The sheets of a workbook, as rows of text with their row numbers."""

    def __init__(self, path: Path, workbook: CalamineWorkbook, odd: bool) -> None:
        self.path, self._workbook = path, workbook
        self._odd = _odd_cells(path) if odd else {}

    @property
    def sheets(self) -> list[str]:
        """The sheets' names in order."""
        return list(self._workbook.sheet_names)

    def rows(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Every row of a sheet: its number (from 1) and its cells as text."""
        page = self._workbook.get_sheet_by_name(sheet)
        for number, cells in enumerate(page.to_python(skip_empty_area=False), 1):
            yield number, [_text(cell) for cell in cells]

    def filled(self, sheet: str) -> bool:
        """Whether a sheet holds anything."""
        return any(any(cells) for _, cells in self.rows(sheet))

    def unreadable(self, sheet: str) -> list[Problem]:
        """What a sheet of a book must not have: formulas, error values, merged cells."""
        place = Place(self.path.name, sheet)
        problems = []
        for key, cells in self._odd.get(sheet, {}).items():
            details: dict[str, object] = {"cells": "、".join(cells[:5]), "count": len(cells)}
            problems.append(Problem(key, place, details))
        ranges = self._workbook.get_sheet_by_name(sheet).merged_cell_ranges or []
        for first, last in ranges:
            merged = f"{_address(*first)}:{_address(*last)}"
            problems.append(Problem("merged_cells", place, {"cells": merged}))
        return problems


def _address(row: int, column: int) -> str:
    return f"{column_letters(column + 1)}{row + 1}"


def _text(value: object) -> str:
    """A cell's value as text; numbers with the shortest digits that mean the same."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    return "" if value is None else str(value).strip()


def open_workbook(path: Path) -> tuple[WorkbookRows | None, list[Problem]]:
    """Open a workbook, unless it is none, or could not be held in memory."""
    place = Place(path.name)
    odd = False
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_PART:
                return None, [Problem("workbook_too_large", place)]
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    content = archive.read(name)
                    if _PERHAPS_FAR.search(content) and (far := _FAR.search(content)):
                        details: dict[str, object] = {"cells": far["cell"].decode()}
                        return None, [Problem("stray_cells", place, details)]
                    odd = odd or any(mark in content for mark in _ODD)
        return WorkbookRows(path, CalamineWorkbook.from_path(str(path)), odd), []
    except (
        zipfile.BadZipFile,
        zlib.error,
        CalamineError,
        OSError,
        EOFError,
        KeyError,
        RuntimeError,  # an encrypted part, or one packed in an unknown way
    ) as error:
        return None, [Problem("not_a_workbook", place, {"why": str(error)})]


def _odd_cells(path: Path) -> dict[str, dict[str, list[str]]]:
    """Sheet → what is wrong (a message's key) → the cells that are formulas or errors."""
    from openpyxl import load_workbook  # heavy to load, and needed only to name odd cells

    found: dict[str, dict[str, list[str]]] = {}
    keys = {"f": "formulas", "e": "error_cells"}
    workbook = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    for page in workbook.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None and (key := keys.get(cell.data_type)):
                    cells = found.setdefault(page.title, {}).setdefault(key, [])
                    cells.append(cell.coordinate)
    workbook.close()
    return found
