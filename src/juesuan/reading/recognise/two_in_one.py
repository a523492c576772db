"""Two rows printed as one, a line break in every cell: taken apart where their keys say so.

A page without the line between two rows, and a cell that somebody merged, print two codes (or two
row numbers, one after the other, or two names of which one excludes the other) in one cell. Figures
that are two as well belong to them in order; a single one is left out and told, for nobody knows
whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from msgspec.structs import replace

from juesuan.facts import Selection
from juesuan.lexicon import lexicon
from juesuan.lexicon.cells import CODE
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.turned import newest_year

__all__ = ["rows_apart"]

_NUMBER = re.compile(r"\d{1,3}")

Row = tuple[GridText | None, ...]


def rows_apart(document: Document) -> Document:
    """The document with such rows as two; the same where it has none."""
    unread = list(document.unread)
    parts: list[Paragraph | Grid] = []
    for part in document.parts:
        if isinstance(part, Grid) and any(map(_is_two, part.rows)):
            rows: list[Row] = []
            for row in part.rows:
                if _is_two(row):
                    rows += _apart(row)
                    for cell in _lost(row):
                        unread.append(("row_unknown", cell.spot, {"text": cell.text.strip()}))
                else:
                    rows.append(row)
            part = replace(part, rows=tuple(rows))
        parts.append(part)
    same = all(one is other for one, other in zip(parts, document.parts, strict=True))
    return document if same else replace(document, parts=parts, unread=unread)


def _lines(cell: GridText | None) -> list[str]:
    return [line.strip() for line in cell.text.split("\n") if line.strip()] if cell else []


def _is_two(row: Row) -> bool:
    """Whether a row prints two keys in a cell, and in each cell two texts or one figure."""
    if not any(cell is not None and "\n" in cell.text for cell in row):
        return False
    lines = [(cell, found) for cell in row if (found := _lines(cell))]
    keys = any(_are_keys(found) for _, found in lines)
    figures = any(_is_amount(line) for _, found in lines for line in found)
    if not keys and not (figures and any(_exclude_each_other(found) for _, found in lines)):
        return False
    return all(len(found) == 2 or cell in _lost(row) for cell, found in lines)


def _are_keys(lines: Sequence[str]) -> bool:
    """Whether two lines are the codes or the running numbers of two rows."""
    if len(lines) != 2 or lines[0] == lines[1]:
        return False
    if all(CODE.fullmatch(line) for line in lines):
        return True
    numbered = all(_NUMBER.fullmatch(line) for line in lines)
    return numbered and int(lines[1]) == int(lines[0]) + 1


def _exclude_each_other(lines: Sequence[str]) -> bool:
    """Whether two lines name two different things of one kind, each by itself."""
    if len(lines) != 2:
        return False
    one, other = (lexicon(newest_year()).read(line) for line in lines)
    if not all(found.whole and found.says for found in (one, other)):
        return False
    return all(_apart_from(*both) for both in product(one.readings, other.readings))


def _apart_from(one: Selection, other: Selection) -> bool:
    """Whether two selections of one region each have nothing in common."""
    if len(one.terms) != 1 or len(other.terms) != 1:
        return False
    second = dict(other.terms[0][1].parts)
    return any(not nodes & second.get(kind, nodes) for kind, nodes in one.terms[0][1].parts)


def _lost(row: Row) -> list[GridText]:
    """The cells with a single figure."""
    found = ((cell, _lines(cell)) for cell in row if cell)
    return [cell for cell, lines in found if len(lines) == 1 and _is_amount(lines[0])]


def _is_amount(text: str) -> bool:
    return "." in text and read_figure(text).is_number


def _apart(row: Row) -> Iterator[Row]:
    for n in range(2):
        yield tuple(cell and GridText(_line(cell, n), cell.spot) for cell in row)


def _line(cell: GridText, n: int) -> str:
    lines = _lines(cell)
    return lines[n] if len(lines) == 2 else ""
