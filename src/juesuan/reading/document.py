"""What a file of any format becomes before it is understood: paragraphs and grids in order.

The readers of formats make nothing else. Each piece knows its place in the file well enough
for a person, or a later report, to find the spot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.reading.limits import Tally
from juesuan.text import without_controls

__all__ = ["Document", "Grid", "GridText", "Paragraph", "Spot"]


class Spot(Struct, frozen=True, kw_only=True):
    """A place in a file. Which parts are filled depends on the format.

    ``page`` (from 1) and ``box`` (left, top, right, bottom in points from the page's upper
    left corner) for pdf; ``sheet`` and ``cell`` (``B7``) for workbooks; ``table``, ``row``
    and ``column`` (from 1) for docx and html; ``line`` and ``field`` (from 1) for text.
    """

    file: str = ""
    page: int = 0
    box: tuple[float, float, float, float] | None = None
    sheet: str = ""
    cell: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    line: int = 0
    field: int = 0

    @property
    def column_of_sheet(self) -> int:
        """The column of a workbook's cell, from 1; 0 in other files.

        >>> Spot(sheet="表1", cell="AB7").column_of_sheet
        28
        """
        number = 0
        for letter in self.cell.rstrip("0123456789"):
            number = 26 * number + ord(letter) - ord("A") + 1
        return number

    @property
    def row_of_sheet(self) -> int:
        """The row of a workbook's cell, from 1; 0 in other files."""
        return int(self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)

    def __str__(self) -> str:
        parts = [self.file]
        if self.page:
            parts.append(f"p{self.page}")
        if self.box:
            parts.append("@" + ",".join(f"{number:.0f}" for number in self.box))
        if self.sheet:
            parts.append(f"{self.sheet}!{self.cell}")
        if self.table:
            parts.append(f"t{self.table}r{self.row}c{self.column}")
        if self.line:
            parts.append(f"l{self.line}f{self.field}")
        return " ".join(part for part in parts if part)


class GridText(Struct, frozen=True):
    """The text of one cell of a grid and where it stands. Line breaks inside are kept."""

    text: str
    spot: Spot


class Paragraph(Struct, frozen=True):
    """A line or paragraph of text outside tables. ``heading``: the format marks it as one."""

    text: str
    spot: Spot
    heading: bool = False


class Grid(Struct, frozen=True):
    """A table as it stands in the file: rows of cells, ``None`` where a merged cell covers
    or nothing stands. Rows may differ in length."""

    rows: tuple[tuple[GridText | None, ...], ...]
    spot: Spot

    def text(self, row: int, column: int) -> str:
        """The stripped text at a place; empty where there is none."""
        cells = self.rows[row]
        cell = cells[column] if column < len(cells) else None
        return cell.text.strip() if cell else ""

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max((len(row) for row in self.rows), default=0)


class Document(Struct, dict=True):
    """One file, read: its parts in order, and what could not be read of it.

    ``unread`` holds (message key, spot, details) such as a scanned page without OCR.
    """

    file: str
    format: str
    parts: list[Paragraph | Grid] = field(default_factory=list)
    unread: list[tuple[str, Spot, dict[str, object]]] = field(default_factory=list)
    pages: int = 0

    @cached_property
    def tally(self) -> Tally:
        """What it holds so far, counted against the limits."""
        return Tally()

    @cached_property
    def title(self) -> str:
        """The title that the file gives itself in its properties, where its reader found one."""
        return ""

    @cached_property
    def hidden(self) -> dict[str, tuple[frozenset[int], frozenset[int]]]:
        """Hidden rows and columns with figures, from 1, by the sheet that has them."""
        return {}

    def hides(self, spot: Spot) -> bool:
        """Whether a place is in a row or column that is not seen."""
        rows, columns = self.hidden.get(spot.sheet, (frozenset(), frozenset()))
        return spot.row_of_sheet in rows or spot.column_of_sheet in columns

    def add(self, part: Paragraph | Grid) -> None:
        """One more part, without signs that steer a terminal. Raises ``UnreadableError`` where
        the limits of a document are passed."""
        if isinstance(part, Paragraph):
            self.tally.paragraph(part.spot, part.text)
        else:
            self.tally.table()
            for row in part.rows:
                self.tally.row(len(row))
                for cell in row:
                    if cell is not None:
                        self.tally.cell(cell.spot, cell.text)
        self.parts.append(_shown(part))

    @property
    def grids(self) -> Sequence[Grid]:
        """The tables in order."""
        return [part for part in self.parts if isinstance(part, Grid)]

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """The text outside tables in order."""
        return [part for part in self.parts if isinstance(part, Paragraph)]

    @property
    def texts(self) -> Iterator[str]:
        """The texts of all paragraphs and cells in order."""
        for part in self.parts:
            if isinstance(part, Paragraph):
                yield part.text
            else:
                yield from (cell.text for row in part.rows for cell in row if cell)


def _shown(part: Paragraph | Grid) -> Paragraph | Grid:
    """A part as a reader sees it: signs that steer a terminal are no text."""
    if isinstance(part, Paragraph):
        text = without_controls(part.text)
        return part if text is part.text else replace(part, text=text)
    texts = [cell.text for row in part.rows for cell in row if cell is not None]
    if all(text is without_controls(text) for text in texts):
        return part
    rows = (
        tuple(cell and replace(cell, text=without_controls(cell.text)) for cell in row)
        for row in part.rows
    )
    return replace(part, rows=tuple(rows))
