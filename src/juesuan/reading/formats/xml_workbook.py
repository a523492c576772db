"""Workbooks written as one XML file (XML 表格 2003), which report programs call ``.xls``."""

from __future__ import annotations

from pathlib import Path

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.package import listen, local
from juesuan.reading.formats.sheet_survey import check_area
from juesuan.reading.formats.workbook import MAX_CELLS, MAX_WORKBOOK_BYTES, address

__all__ = ["read_xml_workbook"]


def read_xml_workbook(path: Path) -> Document:
    """Every sheet: its name as a heading, and its cells as one grid; covered cells are ``None``.

    Raises ``UnreadableError``: ``empty``, ``damaged``, ``too_large``.
    """
    if path.stat().st_size > MAX_WORKBOOK_BYTES:
        raise UnreadableError("too_large", bytes=path.stat().st_size, most=MAX_WORKBOOK_BYTES)
    document = Document(path.name, "xml_workbook")
    with path.open("rb") as file:
        listen(file, path.name, _Sheets(document))
    if not document.grids:
        raise UnreadableError("empty")
    return document


class _Sheets:
    """Follows the elements of the file and fills a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.name = ""
        self.cells: dict[tuple[int, int], str] = {}
        self.covered: set[tuple[int, int]] = set()
        self.row = self.column = -1
        self.text: list[str] | None = None
        self.left = MAX_CELLS

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """An element begins."""
        name = local(tag)
        told = {local(key): text for key, text in attributes.items()}
        if name == "Worksheet":
            self.name, self.cells, self.covered = told.get("Name", ""), {}, set()
            self.row = self.column = -1
        elif name == "Row":
            self.row, self.column = _number(told, "Index", self.row + 2) - 1, -1
        elif name == "Cell":
            self.column = _number(told, "Index", self._free()) - 1
            down, across = _number(told, "MergeDown", 0), _number(told, "MergeAcross", 0)
            self._cover(down, across)
        elif name == "Data":
            self.text = []

    def data(self, data: str, /) -> None:
        """Characters stand in the element that is open."""
        if self.text is not None:
            self.text.append(data)

    def end(self, tag: str, /) -> None:
        """An element ends."""
        name = local(tag)
        if name == "Data" and self.text is not None:
            self.cells[self.row, self.column] = "".join(self.text)
            self.text = None
        elif name == "Worksheet":
            self._sheet()

    def _free(self) -> int:
        """The number, from 1, of the next column that no cell from above covers."""
        column = self.column + 1
        while (self.row, column) in self.covered:
            column += 1
        return column + 1

    def _cover(self, down: int, across: int) -> None:
        count = (down + 1) * (across + 1)
        check_area(down + 1, across + 1, self.left)
        self.left -= count - 1
        self.covered |= {
            (self.row + r, self.column + c)
            for r in range(down + 1)
            for c in range(across + 1)
            if r or c
        }

    def _sheet(self) -> None:
        file = self.document.file
        self.document.add(Paragraph(self.name, Spot(file=file, sheet=self.name), heading=True))
        if not self.cells:
            return
        places = [*self.cells, *self.covered]
        bottom, right = max(r for r, _ in places), max(c for _, c in places)
        top, first = min(r for r, _ in self.cells), min(c for _, c in self.cells)
        check_area(bottom - top + 1, right - first + 1, self.left)
        self.left -= (bottom - top + 1) * (right - first + 1)

        def cell(row: int, column: int) -> GridText | None:
            if (row, column) in self.covered:
                return None
            spot = Spot(file=file, sheet=self.name, cell=address(row, column))
            return GridText(self.cells.get((row, column), ""), spot)

        rows = tuple(
            tuple(cell(row, column) for column in range(first, right + 1))
            for row in range(top, bottom + 1)
        )
        place = Spot(file=file, sheet=self.name, cell=address(top, first))
        self.document.add(Grid(rows, place))


def _number(told: dict[str, str], name: str, otherwise: int) -> int:
    text = told.get(name, "")
    if not text.isdecimal():
        return otherwise
    if len(text) > 7:
        raise UnreadableError("too_large", number=text[:20])
    return int(text)
