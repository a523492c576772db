"""A printed table as publishers lay it out: its lines, its texts and its column widths.

Widths are counted in half-width characters: a Chinese character is two, a digit one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from juesuan.forms import Disclosure, FilledForm, GridCell

__all__ = ["LABELS", "PlacedText", "PrintTable", "lines_needed", "printed_table", "text_width"]

_LABEL_MOST = 46
_FIGURE_LEAST, _FIGURE_HEAD = 9, 8
_EMPTY_LEAST, _EMPTY_HEAD = 6, 4
"""Half-width characters of a column of figures and of its head; a column that holds none is
narrower, so that the others get larger print."""
_FIXED = {"row_no": 5, "code": 9}
LABELS = frozenset({"label", "name"})
"""Columns that hold words; they take what room is left."""


class PlacedText(Struct, frozen=True):
    """A cell of the grid with its place (from 0) and its printed text."""

    line: int
    column: int
    cell: GridCell
    text: str


class PrintTable(Struct, frozen=True):
    """A form's table ready to print.

    ``head``: lines of the head; ``roles``: what each column holds (``label``, ``name``,
    ``code``, ``row_no`` or ``figure``); ``widths``: columns in half-width characters;
    ``lead``: columns before the first figure of a one-sided form, 0 for others.
    """

    cells: tuple[tuple[PlacedText, ...], ...]
    head: int
    roles: tuple[str, ...]
    widths: tuple[int, ...]
    lead: int

    def span_width(self, placed: PlacedText) -> int:
        """The width of a cell over all the columns it spans."""
        return sum(self.widths[placed.column : placed.column + placed.cell.columns])


@lru_cache(maxsize=1 << 14)
def text_width(text: str) -> int:
    """Width in half-width characters; quotation marks and the like count as wide.

    >>> text_width("合计 1")
    6
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def lines_needed(text: str, width: int) -> int:
    """Lines that ``text`` takes, wrapped at ``width`` half-width characters."""
    return max(1, -(-text_width(text) // max(width, 2)))


def printed_table(disclosure: Disclosure, filled: FilledForm) -> PrintTable:
    """Lay a filled form out for printing."""
    grid = filled.sheet.grid()
    cells = tuple(
        tuple(
            PlacedText(
                line, column, cell, disclosure.text(filled, cell.cell) if cell.cell else cell.text
            )
            for column, cell in enumerate(row)
            if cell is not None
        )
        for line, row in enumerate(grid)
    )
    form = filled.form
    roles = tuple(
        "figure" if role in side.columns else role for side in form.sides for role in side.body
    )
    lead = 0
    if len(form.sides) == 1:
        lead = next((i for i, role in enumerate(roles) if role == "figure"), 0)
    return PrintTable(cells, form.header_rows, roles, _widths(cells, form.header_rows, roles), lead)


def _widths(
    cells: tuple[tuple[PlacedText, ...], ...], head: int, roles: tuple[str, ...]
) -> tuple[int, ...]:
    filled = {p.column for row in cells for p in row if p.cell.cell and p.text}
    bare = {column for column, role in enumerate(roles) if role == "figure"} - filled
    widths = [_FIGURE_LEAST if role == "figure" else 4 for role in roles]
    for column in bare:
        widths[column] = _EMPTY_LEAST
    for start, length in _runs(roles):
        for column in range(start, start + length):
            if (least := _FIXED.get(roles[column])) is not None:
                widths[column] = -(-least // length)
    for placed in (p for row in cells for p in row if p.cell.columns == 1):
        role, wanted = roles[placed.column], text_width(placed.text)
        if placed.line < head or placed.cell.kind == "header":
            wanted = (
                wanted
                if role in LABELS
                else min(wanted, _EMPTY_HEAD if placed.column in bare else _FIGURE_HEAD)
            )
        elif role == "code":
            continue
        else:
            wanted = min(wanted + 2 * placed.cell.level, _LABEL_MOST)
        widths[placed.column] = max(widths[placed.column], wanted + 2 * (role != "row_no"))
    return tuple(widths)


def _runs(roles: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """First column and length of every run of equal roles."""
    start = 0
    for column in range(1, len(roles) + 1):
        if column == len(roles) or roles[column] != roles[start]:
            yield start, column - start
            start = column
