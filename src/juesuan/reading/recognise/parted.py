"""Several tables in one grid (一页多表): one under another or side by side, each with a title.

Workbooks put a whole set on one sheet, or two forms next to each other. A grid is cut where a
title stands below the rows of a table, and between blocks of columns that have titles of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from juesuan.forms import form_titles
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.figures import read_figure
from juesuan.reading.words import bare_title, words
from juesuan.text import plain

__all__ = ["parted"]

_LONGEST = 40
_FEW = 4
"""Texts in a row of titles: those of forms side by side, their numbers and units."""
_ABOVE = 4
"""Rows that may stand above a title and still belong to it: a number, a unit."""

Row = Sequence[GridText | None]


def parted(document: Document) -> Document:
    """The document with each of its tables in a grid of its own."""
    parts: list[Paragraph | Grid] = []
    for part in document.parts:
        parts += _tables(part) if isinstance(part, Grid) else [part]
    if len(parts) == len(document.parts):
        return document
    return replace(document, parts=parts)


def _tables(grid: Grid) -> list[Grid]:
    below = [piece for rows in _one_under_another(grid.rows) for piece in _side_by_side(rows)]
    return [grid] if len(below) < 2 else [_grid(rows, grid) for rows in below]


def _grid(rows: Sequence[Row], whole: Grid) -> Grid:
    first = next((cell for row in rows for cell in row if cell), None)
    return Grid(tuple(tuple(row) for row in rows), first.spot if first else whole.spot)


def _one_under_another(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows of each table: one ends where a title comes after rows of a table, or before the
    lines just above that title."""
    begin, body = 0, False
    for place, row in enumerate(rows):
        if _is_title(row):
            if body:
                start = _with_lines_above(rows, begin, place)
                yield rows[begin:start]
                begin, body = start, False
        elif not body:
            texts = _texts(row)
            body = len(texts) > 1 and not any(map(words().around.head.search, texts))
    yield rows[begin:]


def _with_lines_above(rows: Sequence[Row], begin: int, place: int) -> int:
    """Where a table begins whose title is at a place: its number or unit may stand above."""
    for above in range(place - 1, max(begin, place - _ABOVE), -1):
        texts = _texts(rows[above])
        if not texts:
            return above + 1
        if len(texts) > _FEW or not all(words().around.head.search(text) for text in texts):
            return above + 1
    return place


def _side_by_side(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows of each table of several beside each other, with an empty column between."""
    width = max(map(len, rows), default=0)
    filled = [any(_text(row, column) for row in rows) for column in range(width)]
    blocks: list[tuple[int, int]] = []
    for column in range(width):
        if filled[column]:
            if blocks and blocks[-1][1] == column:
                blocks[-1] = (blocks[-1][0], column + 1)
            else:
                blocks.append((column, column + 1))
    pieces = [[row[first:last] for row in rows] for first, last in blocks]
    titled = [any(map(_is_title, piece[:_ABOVE])) for piece in pieces]
    return [*pieces] if len(pieces) > 1 and all(titled) else [rows]


def _text(row: Row, column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.text.strip() if cell else ""


def _texts(row: Row) -> list[str]:
    return [plain(cell.text) for cell in row if cell and cell.text.strip()]


def _is_title(row: Row) -> bool:
    """Whether a row holds titles of forms or performance tables, and nothing of a table."""
    texts = _texts(row)
    if not 0 < len(texts) <= _FEW or any(read_figure(text).is_number for text in texts):
        return False
    return any(len(text) <= _LONGEST and _names_a_table(text) for text in texts)


def _names_a_table(text: str) -> bool:
    said = words()
    if bare_title(text) in _titles():
        return True
    named = said.documents.accounts in text or said.titles.evaluation.finds_in(text)
    return text.endswith(said.titles.form) and named


@cache
def _titles() -> frozenset[str]:
    """Titles of all forms that come with the package."""
    return frozenset(map(bare_title, form_titles()))
