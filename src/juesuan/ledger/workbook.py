"""Reading a book that is one workbook (xlsx): its sheets as rows of text.

Only plain values are accepted. A formula may show a figure that is out of date, a merged
cell hides which row a value belongs to: both are reported with their place, not guessed at.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from juesuan.ledger.problems import Place, Problem

__all__ = ["MAX_PART", "WorkbookRows", "open_workbook"]

MAX_PART = 1 << 30
"""Most bytes one part of a workbook may unpack to: more is taken for a zip bomb."""

_FORMULA = re.compile(rb"<f[ >/]")


class WorkbookRows:
    """The sheets of a workbook, as rows of text with their row numbers."""

    def __init__(self, path: Path, workbook: CalamineWorkbook) -> None:
        self.path, self._workbook = path, workbook

    @property
    def sheets(self) -> list[str]:
        """The sheets' names in order."""
        return list(self._workbook.sheet_names)

    def rows(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Every row of a sheet: its number (from 1) and its cells as text."""
        page = self._workbook.get_sheet_by_name(sheet)
        for number, cells in enumerate(page.to_python(skip_empty_area=False), 1):
            yield number, [_text(cell) for cell in cells]

    def merged(self, sheet: str) -> list[str]:
        """Addresses of merged ranges, such as ``A2:B3``."""
        ranges = self._workbook.get_sheet_by_name(sheet).merged_cell_ranges or []
        return [f"{_address(*first)}:{_address(*last)}" for first, last in ranges]


def _address(row: int, column: int) -> str:
    return f"{get_column_letter(column + 1)}{row + 1}"


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
    """Open a workbook and look for what a book must not have: formulas and merged cells."""
    place = Place(path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            if any(part.file_size > MAX_PART for part in archive.infolist()):
                return None, [Problem("workbook_too_large", place)]
            formulas = any(
                _FORMULA.search(archive.read(name))
                for name in archive.namelist()
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)
            )
        book = WorkbookRows(path, CalamineWorkbook.from_path(str(path)))
    except (zipfile.BadZipFile, CalamineError, OSError) as error:
        return None, [Problem("not_a_workbook", place, {"why": str(error)})]
    problems = _formulas(path) if formulas else []
    for sheet in book.sheets:
        for address in book.merged(sheet):
            problems.append(Problem("merged_cells", Place(path.name, sheet), {"cells": address}))
    return book, problems


def _formulas(path: Path) -> list[Problem]:
    """One problem per sheet with formulas, naming the first few cells."""
    problems = []
    workbook = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    for page in workbook.worksheets:
        found = [
            cell.coordinate
            for row in page.iter_rows()
            for cell in row
            if cell.data_type == "f" and cell.value is not None
        ]
        if found:
            details = {"cells": "、".join(found[:5]), "count": len(found)}
            problems.append(Problem("formulas", Place(path.name, page.title), details))
    workbook.close()
    return problems
