"""Blank columns between others (空列), as sheets have them for looks: nothing stands in them, in
the head or below. They are no columns of the form, and a head does not go on over them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from juesuan.lexicon import Lexicon, lexicon
from juesuan.lexicon.head import STUB
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.recognise.comparing import form_set_names, form_set_of
from juesuan.reading.recognise.meanings import is_amount

__all__ = ["without_spacers"]

Row = tuple[GridText | None, ...]


def without_spacers(document: Document) -> Document:
    """The document without such columns; the same where it has none."""
    parts: list[Paragraph | Grid] = []
    for part in document.parts:
        gone = _spacers(part) if isinstance(part, Grid) else set()
        if gone and isinstance(part, Grid):
            rows = (tuple(c for at, c in enumerate(r) if at not in gone) for r in part.rows)
            part = replace(part, rows=tuple(rows))
        parts.append(part)
    same = all(one is other for one, other in zip(parts, document.parts, strict=True))
    return document if same else replace(document, parts=parts)


def _spacers(grid: Grid) -> set[int]:
    """Columns between others in which nothing stands, below a head: a part of a table without its
    head may have none in a column that others fill. Places that a merged cell covers are none,
    unless one does in every row of several texts, and the table does not go on from a page before:
    its columns are those of the part with the head."""
    several = [row for row in grid.rows if sum(map(_said, row)) > 1]
    filled = {at for row in grid.rows for at, cell in enumerate(row) if _said(cell)}
    blank = set(range(min(filled, default=0), max(filled, default=0))) - filled
    goes_on = bool(grid.rows) and any(cell and is_amount(cell.text) for cell in grid.rows[0])
    always = set() if goes_on else _always_covered(several) - filled
    if not blank or not _has_head(grid):
        return always
    first = _first(grid)
    covered = {at for row in grid.rows[first - 1 :] for at, cell in enumerate(row) if cell is None}
    return (blank - covered) | always


def _always_covered(rows: Sequence[Row]) -> set[int]:
    """The places that a merged cell covers in every row."""
    width = max(map(len, rows), default=0)
    return {n for n in range(width) if all(n < len(row) and row[n] is None for row in rows)}


def _first(grid: Grid) -> int:
    """The first row with an amount."""
    amounts = (n for n, row in enumerate(grid.rows) if any(c and is_amount(c.text) for c in row))
    return next(amounts, 0)


def _has_head(grid: Grid) -> bool:
    """Whether a word that heads what rows are called (科目编码, 项目) stands above the amounts."""
    said = (cell.text for row in grid.rows[: _first(grid)] for cell in row if cell and _said(cell))
    return any(_words().read(text).roles & STUB for text in said)


def _said(cell: GridText | None) -> bool:
    return cell is not None and bool(cell.text.strip())


@cache
def _words() -> Lexicon:
    """Words of the newest year: those of heads hardly change."""
    return lexicon(max(form_set_of(name).last_year for name in form_set_names()))
