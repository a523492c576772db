"""Several tables in one grid (一页多表): one under another or side by side, each with a title.

Workbooks put a whole set on one sheet, or two forms next to each other. A grid is cut where a
title stands below the rows of a table, and between blocks of columns that have titles of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from operator import is_

from msgspec.structs import replace

from juesuan.forms import form_titles
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.second_head import under_own_heads
from juesuan.reading.recognise.tables import printed_number
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
    if len(parts) == len(document.parts) and all(map(is_, parts, document.parts)):
        return document
    return replace(document, parts=parts)


def _tables(grid: Grid) -> list[Grid]:
    pieces = [table for rows in _pieces(grid.rows) for table in under_own_heads(rows)]
    if len(pieces) == 1 and pieces[0] is grid.rows:
        return [grid]
    return [_grid(rows, grid) for rows in pieces]


def _pieces(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows of each table, however they stand under and beside one another."""
    for parts in (_side_by_side(rows), list(_one_under_another(rows))):
        if len(parts) > 1:
            return [piece for part in parts for piece in _pieces(part)]
    return [rows]


def _grid(rows: Sequence[Row], whole: Grid) -> Grid:
    first = next((cell for row in rows for cell in row if cell), None)
    return Grid(tuple(tuple(row) for row in rows), first.spot if first else whole.spot)


def _one_under_another(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows of each table: one ends where a title, or the number of another form, comes after
    rows of a table, or before the lines just above that title."""
    begin, body, number = 0, False, ""
    for place, row in enumerate(rows):
        texts = _texts(row)
        other = _number(texts)
        if (
            _is_title(texts)
            or _titles_by_place(rows, place, texts)
            or (number and other not in ("", number) and _all_above(texts))
        ):
            if body:
                start = _with_lines_above(rows, begin, place)
                yield rows[begin:start]
                begin, body, number = start, False, ""
        elif not body:
            body = len(texts) > 1 and not any(map(words().around.head.search, texts))
        number = number or other
    yield rows[begin:]


def _number(texts: Sequence[str]) -> str:
    """The official number of a form that a row prints; empty where it prints none."""
    return printed_number(texts)[0]


def _all_above(texts: Sequence[str]) -> bool:
    """Whether a row holds nothing but what stands above a form: its number, unit, department."""
    return 0 < len(texts) <= _FEW and all(map(words().around.head.search, texts))


def _with_lines_above(rows: Sequence[Row], begin: int, place: int) -> int:
    """Where a table begins whose title is at a place: its number or unit may stand above."""
    for above in range(place - 1, max(begin, place - _ABOVE), -1):
        texts = _texts(rows[above])
        if not texts:
            return above + 1
        if not _all_above(texts):
            return above + 1
    return place


def _side_by_side(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows of each table of several beside each other: with an empty column between, or each
    below a title of its own that begins over words, not over figures."""
    width = max(map(len, rows), default=0)
    filled = [any(_text(row, column) for row in rows) for column in range(width)]
    begins = [n for n in range(width) if filled[n] and not (n and filled[n - 1])]
    ends = [*begins[1:], width]
    parts = zip(begins, ends, strict=False) if len(begins) > 1 else ()
    titled = [first for first, end in parts if _titled(rows, first, end)]
    if len(titled) < 2 or titled[0] != begins[0]:
        titled = _below_titles(rows)
    if len(titled) < 2:
        return [rows]
    ends = [*titled[1:], width]
    return [[row[a:b] for row in rows] for a, b in zip([0, *titled[1:]], ends, strict=True)]


def _titled(rows: Sequence[Row], first: int, end: int) -> bool:
    """Whether a title or the number of a form stands over columns."""
    above = [_texts(row[first:end]) for row in rows[:_ABOVE]]
    return any(_is_title(texts) or _number(texts) for texts in above)


def _below_titles(rows: Sequence[Row]) -> list[int]:
    """The columns over which titles begin that stand beside each other; none where a column holds
    amounts, as below a title set in the middle."""
    for row in rows[:_ABOVE]:
        begins = [n for n, cell in enumerate(row) if cell and _names_a_table(plain(cell.text))]
        amounts = (_text(row, n) for n in begins for row in rows)
        if len(begins) > 1 and not any("." in t and read_figure(t).is_number for t in amounts):
            return begins
    return []


def _text(row: Row, column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.text.strip() if cell else ""


def _texts(row: Row) -> list[str]:
    return [plain(cell.text) for cell in row if cell and cell.text.strip()]


def _is_title(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are titles of forms or performance tables, and nothing of a
    table."""
    if not 0 < len(texts) <= _FEW or any(read_figure(text).is_number for text in texts):
        return False
    return any(map(_names_a_table, texts))


def _titles_by_place(rows: Sequence[Row], place: int, texts: Sequence[str]) -> bool:
    """Whether the ``texts`` of a row are one that ends as titles do, right above or below a line
    that says the unit or the department."""
    if len(texts) != 1 or len(texts[0]) > _LONGEST or not texts[0].endswith(words().titles.form):
        return False
    beside = (rows[n] for n in (place - 1, place + 1) if 0 <= n < len(rows))
    return any(_all_above(_texts(row)) for row in beside)


def _names_a_table(text: str) -> bool:
    said = words()
    if len(text) > _LONGEST:
        return False
    text = said.titles.around.sub("", text)
    if bare_title(text) in _titles():
        return True
    named = said.documents.accounts in text or said.titles.evaluation.finds_in(text)
    return text.endswith(said.titles.form) and named


@cache
def _titles() -> frozenset[str]:
    """Titles of all forms that come with the package."""
    return frozenset(map(bare_title, form_titles()))
