"""Tables that touch (相连的表): two printed one below another without a line between are one grid,
whose columns are those of both; each is a table of its own again, with its own columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.lexicon import lexicon
from juesuan.lexicon.cells import kind_of
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.recognise.turned import newest_year

__all__ = ["with_own_columns"]

_LEAST = 2
"""Rows that a table has at least."""
_COUNT = frozenset({"count"})
_FIGURES = frozenset({"number", "whole"})

Row = tuple[GridText | None, ...]


def with_own_columns(document: Document) -> Document:
    """The document with such tables apart; the same where it has none."""
    parts: list[Paragraph | Grid] = []
    for part in document.parts:
        parts += _apart(part) if isinstance(part, Grid) else [part]
    return document if len(parts) == len(document.parts) else replace(document, parts=parts)


def _apart(grid: Grid) -> Iterator[Grid]:
    """The tables of a grid: one ends where a head of words follows, from which on merged cells
    cover other places than before, the same in every row of either; or one of nothing but
    things that are counted (团组数 | 人次数), below figures."""
    rows, first = grid.rows, 0
    for at in range(_LEAST, len(rows) - _LEAST + 1):
        if at - first < _LEAST or not _heads(rows[at]) or not _has_figure(rows[at + 1]):
            continue
        above, below = _covered(rows[first:at]), _covered(rows[at:])
        apart = len(above) == len(below) == 1 and _differ(*above, *below)
        if apart or (_counts(rows[at]) and any(map(_has_figure, rows[first:at]))):
            yield _grid(rows[first:at])
            first = at
    yield _grid(rows[first:]) if first else grid


def _grid(rows: Sequence[Row]) -> Grid:
    spot = next(cell.spot for row in rows for cell in row if cell)
    return Grid(tuple(rows), spot)


def _covered(rows: Sequence[Row]) -> set[frozenset[int]]:
    """The places that merged cells cover, of each row."""
    return {frozenset(n for n, cell in enumerate(row) if cell is None) for row in rows}


def _differ(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether each has a place that the other has not."""
    return bool(one - other and other - one)


def _heads(row: Row) -> bool:
    """Whether a row is of words alone, and of several."""
    kinds = [kind_of(cell.text) for cell in row if cell and cell.text.strip()]
    return len(kinds) > 1 and set(kinds) == {"text"}


def _counts(row: Row) -> bool:
    """Whether each word of a head is of things that are counted."""
    known = lexicon(newest_year())
    said = [known.read(cell.text) for cell in row if cell and cell.text.strip()]
    regions = [[region for s in one.readings for _, region in s.terms] for one in said]
    return all(of and all(r.get("measure") == _COUNT for r in of) for of in regions)


def _has_figure(row: Row) -> bool:
    return any(cell is not None and kind_of(cell.text) in _FIGURES for cell in row)
