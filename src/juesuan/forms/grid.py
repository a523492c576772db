"""Header grids: a form's printed head, written as a picture of itself.

Each line is a row of the head, each ``|`` a cell border. ``<`` continues the cell on the
left, ``^`` the cell above, so that merged cells look merged in the file too::

    | 项目     | <        | 本年支出合计 |
    | 科目编码 | 科目名称 | ^            |
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from juesuan.forms.errors import FormDataError

__all__ = ["GridError", "Span", "parse_grid"]


class GridError(FormDataError):
    """A header grid whose lines do not fit together."""


class Span(Struct, frozen=True):
    """One cell of a grid: its text, its first row and column (from 0) and its size."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def parse_grid(text: str, width: int | None = None) -> list[Span]:
    """The cells of a grid, row by row. Raises ``GridError`` for ragged lines, a
    continuation with nothing to continue, or merged cells that are no rectangle."""
    return list(_parsed(text, width))


@lru_cache(maxsize=256)
def _parsed(text: str, width: int | None) -> tuple[Span, ...]:
    """The cells; most sets take most of their heads from the one that they build on."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    width = width or (len(rows[0]) if rows else 0)
    for number, row in enumerate(rows):
        if len(row) != width:
            raise GridError("ragged_grid", line=number + 1, found=len(row), wanted=width)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            source = (r, c - 1) if cell == "<" else (r - 1, c) if cell == "^" else None
            if source is not None and source not in owner:
                raise GridError("continues_nothing", line=r + 1, cell=c + 1, sign=cell)
            owner[r, c] = owner[source] if source else (r, c)
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, first in owner.items():
        members.setdefault(first, []).append(place)
    spans = []
    for (r, c), places in members.items():
        height = max(p[0] for p in places) - r + 1
        across = max(p[1] for p in places) - c + 1
        if height * across != len(places):
            raise GridError("no_rectangle", line=r + 1, cell=c + 1, text=rows[r][c])
        spans.append(Span(rows[r][c], r, c, height, across))
    return tuple(spans)
