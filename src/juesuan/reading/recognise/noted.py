"""A note in the margin of a table (表侧的注): a column at its edge in which a note alone stands,
often merged over all rows. It is no column of the form, and becomes a line below the table."""

from __future__ import annotations

from msgspec.structs import replace

from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["notes_aside"]

_ROWS = 3
_COLUMNS = 3
"""Rows and columns that a table has at least."""

Row = tuple[GridText | None, ...]


def notes_aside(document: Document) -> Document:
    """The document with such notes as paragraphs; the same where it has none."""
    parts: list[Paragraph | Grid] = []
    for part in document.parts:
        parts += _aside(part) if isinstance(part, Grid) else [part]
    return document if len(parts) == len(document.parts) else replace(document, parts=parts)


def _aside(grid: Grid) -> list[Paragraph | Grid]:
    width = grid.width
    for edge in {0, width - 1} if width >= _COLUMNS and len(grid.rows) >= _ROWS else ():
        notes = _notes(grid, edge)
        if notes:
            rows = tuple(_without(row, edge, notes) for row in grid.rows)
            below = [Paragraph(note.text, note.spot) for note in notes]
            return [*_aside(Grid(rows, grid.spot)), *below[:1]]
    return [grid]


def _notes(grid: Grid, edge: int) -> list[GridText]:
    """The cells of a column at the edge, all of one note; none where anything else stands in it.
    Titles and the lines above the head stand in no column."""
    found: list[GridText] = []
    for row in grid.rows:
        cell = row[edge] if edge < len(row) else None
        if cell is None or not cell.text.strip() or _above(row):
            continue
        if not words().around.note.match(plain(cell.text)):
            return []
        found.append(cell)
    return found if len({plain(cell.text) for cell in found}) == 1 else []


def _above(row: Row) -> bool:
    """Whether a row is one text alone (a title), or the line of number, year and unit."""
    texts = [plain(cell.text) for cell in row if cell and cell.text.strip()]
    around, year = words().around, words().documents.year
    known = (around.head.search(t) or around.number.search(t) or year.search(t) for t in texts)
    return len(texts) == 1 or all(known)


def _without(row: Row, edge: int, notes: list[GridText]) -> Row:
    """A row without the column; what stands in none keeps its place."""
    cell = row[edge] if edge < len(row) else None
    if cell is None or not cell.text.strip() or any(cell is note for note in notes):
        return (*row[:edge], *row[edge + 1 :])
    return row
