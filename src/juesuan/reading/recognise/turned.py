"""Forms printed on their side, their rows as columns, or with codes and names behind all figures:
turned back before they are recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from juesuan.lexicon.labels import label_of
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.comparing import form_set_names, form_set_of
from juesuan.reading.recognise.meanings import intact, is_amount, meaning_of
from juesuan.reading.recognise.tables import Table
from juesuan.text import plain

__all__ = ["newest_year", "turned_back"]

_CODE = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_CODES = 3
"""Functional codes, or numbered labels, in one row from which they head columns."""
_HEAD = 6
"""Rows among which that row is, from the first that says more than one thing."""
_STUBS = 4
"""Columns that may say what the rows of a table on its side hold."""
_NEAR = 8

Row = tuple[GridText | None, ...]


def turned_back(document: Document) -> Document:
    """The document with its tables on their side as they usually are; the same where it has
    none."""
    parts: list[Paragraph | Grid] = []
    before: list[str] = []
    for part in document.parts:
        if isinstance(part, Grid):
            part, before = _labels_first(_upright(part, before)), []
        else:
            before.append(part.text)
        parts.append(part)
    if all(one is other for one, other in zip(parts, document.parts, strict=True)):
        return document
    return replace(document, parts=parts)


def _labels_first(grid: Grid) -> Grid:
    """A grid with its columns of codes and names before those of figures, where they stand behind
    all of them."""
    first = next((n for n, row in enumerate(grid.rows) if any(map(_is_amount, row))), 0)
    body = grid.rows[first:]
    end = max((n for row in body for n, cell in enumerate(row, 1) if _is_amount(cell)), default=0)
    behind = [[row[n] for row in body if n < len(row)] for n in range(end, grid.width)]
    named = any(max(sum(map(_coded, one)), _numbered(one)) >= _CODES for one in behind)
    before = (cell for row in body for cell in row[:end] if cell and cell.text.strip())
    if not first or not named or not all(map(_is_figure, before)):
        return grid
    rows = ((*row, *(None,) * (grid.width - len(row))) for row in grid.rows)
    return replace(grid, rows=tuple((*row[end:], *row[:end]) for row in rows))


def _is_amount(cell: GridText | None) -> bool:
    return cell is not None and is_amount(cell.text)


def _is_figure(cell: GridText) -> bool:
    return read_figure(cell.text).kind != "text"


def _upright(grid: Grid, before: Sequence[str]) -> Grid:
    """A grid turned back if its codes head columns, or if only so its words are understood."""
    first = next((n for n, row in enumerate(grid.rows) if len(_said(row)) > 1), 0)
    rows = grid.rows[first:]
    numbered = _headed_by_numbered(rows)
    if not (numbered or _headed_by_codes(rows) or _of_one_column(rows)):
        return grid
    width = max(map(len, rows))
    above = (row[: _end(row)] for row in grid.rows[:first])
    turned = (tuple(row[n] if n < len(row) else None for row in rows) for n in range(width))
    new = replace(grid, rows=(*above, *turned))
    if _understood(new, before) and (numbered or not _understood(grid, before)):
        return new
    return grid


def _said(row: Row) -> list[str]:
    return [plain(cell.text) for cell in row if cell is not None and cell.text.strip()]


def _end(row: Row) -> int:
    """The place behind the last cell that says something."""
    return max((n for n, cell in enumerate(row, 1) if cell and cell.text.strip()), default=0)


def _headed_by_codes(rows: Sequence[Row]) -> bool:
    """Whether functional codes stand side by side over amounts, and none one below another."""
    for row in rows[:_HEAD]:
        texts = _said(row)
        codes = [text for text in texts if _CODE.fullmatch(text)]
        if len(codes) >= _CODES and len(codes) >= len(texts) - _STUBS:
            return all(sum(map(_coded, column)) < _CODES for column in _columns(rows, _STUBS))
    return False


def _headed_by_numbered(rows: Sequence[Row]) -> bool:
    """Whether labels numbered as rows are (一、, （一）, 1.), each by another number, stand side by
    side over amounts, and none one below another. Rows of blocks side by side all begin alike."""
    if not any(len(_numbers(row)) >= _CODES for row in rows[:_HEAD]):
        return False
    return all(_numbered(column) < _CODES for column in _columns(rows, _STUBS))


def _numbered(cells: Sequence[GridText | None]) -> int:
    return sum(cell is not None and label_of(cell.text).level > 0 for cell in cells)


def _numbers(row: Row) -> set[str]:
    """The numbers of the labels in a row."""
    labels = ((cell.text, label_of(cell.text)) for cell in row if cell is not None)
    return {plain(text).partition(label.words)[0] for text, label in labels if label.level}


def _whole(cells: Sequence[GridText | None]) -> int:
    return sum(cell is not None and cell.text.strip().isdigit() for cell in cells)


def _coded(cell: GridText | None) -> bool:
    return cell is not None and _CODE.fullmatch(plain(cell.text)) is not None


def _columns(rows: Sequence[Row], count: int) -> Iterator[list[GridText | None]]:
    for place in range(count):
        yield [row[place] for row in rows if place < len(row)]


def _of_one_column(rows: Sequence[Row]) -> bool:
    """Whether all amounts stand in the last column, behind two or more of words that are no rows'
    labels and numbers."""
    width = max(map(len, rows), default=0)
    if not _CODES <= width <= _STUBS + 1 or len(rows) < _CODES:
        return False
    *stubs, last = _columns(rows, width)
    if any(is_amount(cell.text) for column in stubs for cell in column if cell):
        return False
    if any(max(_numbered(column), _whole(column)) >= _CODES for column in stubs):
        return False
    return any(cell is not None and is_amount(cell.text) for cell in last)


def _understood(grid: Grid, before: Sequence[str]) -> bool:
    """Whether the head of a grid is understood and what its cells mean."""
    table = Table(list(grid.rows), list(before[-_NEAR:]))
    meaning = meaning_of(table, newest_year())
    told = sum(cell.selection is not None for cell in meaning.cells)
    return intact(table, meaning) and 2 * told > len(meaning.cells)


@cache
def newest_year() -> int:
    """The newest year of any set: heads of tables hardly change."""
    return max(form_set_of(name).last_year for name in form_set_names())
