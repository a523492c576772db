"""Numbers of rows and columns (行次、栏次) that a way took for figures: they are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juesuan.reading.document import GridText
from juesuan.reading.recognise.meanings import meaning_of
from juesuan.reading.recognise.numbering import is_numbering
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import Way

__all__ = ["without_numbers"]

_FEWEST = 3
"""Numbers in a row that are those of its columns: fewer may be counted things."""


def without_numbers(table: Table, ways: Iterable[Way], year: int) -> None:
    """Take out of the ways to read a table what stands in a line of column numbers printed again
    within it, and whole numbers below the head of row numbers."""
    numbers = {id(cell) for row in table.rows if _is_line(row) for cell in row if cell}
    columns = {
        column.place
        for block in meaning_of(table, year).blocks
        for column in block.stub("row_no")
        if column.path
    }
    numbers |= {
        id(cell)
        for row in table.rows
        for place, cell in enumerate(row)
        if place in columns and cell and cell.text.strip().isdigit()
    }
    for way in ways:
        way.cells = [cell for cell in way.cells if id(cell.source) not in numbers]


def _is_line(row: Sequence[GridText | None]) -> bool:
    texts = [cell.text.strip() if cell else "" for cell in row]
    return sum(text.isdigit() for text in texts) >= _FEWEST and is_numbering(texts)
