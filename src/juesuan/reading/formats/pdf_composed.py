"""A page of a pdf as paragraphs and grids, whether its letters were printed or recognised."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from threading import Lock

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.page import Char, Page
from juesuan.reading.formats.pdf_aligned import aligned_tables
from juesuan.reading.formats.pdf_tables import Box, RuledTable, ruled_tables
from juesuan.reading.formats.pdf_text import cell_text, pieces
from juesuan.reading.formats.pdf_turned import upright

__all__ = ["ONE_AT_A_TIME", "add_page"]

MOST_TABLES = 500
_TOUCHING = 0.05
"""The gap between two characters of a word, in widths of a character, at most."""
NOWHERE = (0.0, 0.0, 0.0, 0.0)

ONE_AT_A_TIME = Lock()
"""Held by whoever uses pdfium, which is not made for several threads."""


def add_page(page: Page, number: int, document: Document) -> None:
    """Add the tables and paragraphs of a page to a document, and what is unread of it."""
    place = Spot(file=document.file, page=number)
    page, back = upright(page)
    tables = ruled_tables(page.horizontal, page.vertical)
    if len(tables) > MOST_TABLES:
        raise UnreadableError("too_large", page=number, tables=len(tables), most=MOST_TABLES)
    inside, outside = _shared_out(page.chars, tables)
    aligned, outside, upright_lines = aligned_tables(outside)
    boxes = (*(table.box for table in tables), *(found.box for found in aligned))
    right = max((box[2] for box in boxes), default=0.0)
    parts: list[tuple[float, float, Paragraph | Grid]] = [
        (piece.box[1], piece.box[0], Paragraph(piece.text, _spot(place, back(piece.box))))
        for piece in pieces(outside, right, upright_lines)
    ]
    for table, texts in zip(tables, inside, strict=True):
        grid = Grid(
            tuple(
                tuple(
                    GridText(
                        cell_text(texts[r, c]) if (r, c) in texts else "", _spot(place, back(cell))
                    )
                    if cell
                    else None
                    for c, cell in enumerate(row)
                )
                for r, row in enumerate(table.rows)
            ),
            _spot(place, back(table.box)),
        )
        parts.append((table.box[1], table.box[0], grid))
    for found in aligned:
        key = "aligned_table" if found.sure else "unruled_table"
        document.unread.append((key, _spot(place, back(found.box)), {}))
        rows = tuple(
            tuple(
                GridText(cell_text(part.chars), _spot(place, back(part.box))) if part else None
                for part in row
            )
            for row in found.rows
        )
        grid = Grid(rows, _spot(place, back(found.box)))
        parts.append((found.box[1], found.box[0], grid))
    for *_, part in sorted(parts, key=lambda part: part[:2]):
        document.add(part)
    if _is_picture(page):
        document.unread.append(("scanned_page", place, {}))
    if page.unmapped:
        document.unread.append(("unmapped_text", place, {"count": page.unmapped}))


@lru_cache(maxsize=4096)
def _rounded(place: float) -> float:
    """A hundredth of a point; the cells of a row and of a column share their sides."""
    return round(place, 2)


def _spot(place: Spot, box: Box) -> Spot:
    left, top, right, bottom = map(_rounded, box)
    return Spot(file=place.file, page=place.page, box=(left, top, right, bottom))


def _shared_out(
    chars: list[Char], tables: list[RuledTable]
) -> tuple[list[dict[tuple[int, int], list[Char]]], list[Char]]:
    """Characters by table and cell, by where their centres lie, and those outside.

    One that goes on with a word over the line of its cell belongs to the word's cell. Where a
    table stands within a cell of another, the inner one has them; slanted text, as of a
    watermark, belongs to no cell.
    """
    inside: list[dict[tuple[int, int], list[Char]]] = [{} for _ in tables]
    outside: list[Char] = [] if tables else list(chars)
    by_size = sorted(range(len(tables)), key=lambda n: _area(tables[n].box))
    places = [(tables[n], tables[n].locator(), inside[n]) for n in by_size]
    nested = any(_overlap(one.box, other.box) for one, other in combinations(tables, 2))
    left = top = right = bottom = 0.0
    here: list[Char] = []
    for char in chars if places else ():
        _, _, _, _, (x0, y0, x1, y1), turn = char
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        inside_it = left <= x < right and top <= y < bottom and turn >= 0
        if inside_it or (here and right and _goes_on(here[-1], char, right)):
            here.append(char)  # in the cell of the one before it
            continue
        for table, locate, cells in places:
            cell = locate(x, y) if turn >= 0 else None
            if cell:
                here = cells.setdefault(cell, [])
                here.append(char)
                if not nested:
                    left, top, right, bottom = table.rows[cell[0]][cell[1]] or NOWHERE
                break
        else:
            outside.append(char)
    return inside, outside


def _goes_on(before: Char, char: Char, border: float) -> bool:
    """Whether a Chinese character touches the one before it on a line that crosses a border."""
    if char.base != before.base or before.turn or char.turn or before.box[0] >= border:
        return False
    touching = abs(char.start - before.end) < _TOUCHING * (char.end - char.start)
    return touching and not (char.text.isascii() or before.text.isascii())


def _is_picture(page: Page) -> bool:
    """Whether the page has pictures (or letters drawn as curves) in place of its text.

    Page numbers above or below a picture of a page are no text of it.
    """
    if not (page.images or page.curves):
        return False
    ink = [char for char in page.chars if not char.text.isspace()]
    if not ink:
        return bool(page.images) or page.curves > 0
    margin = page.height / 10
    whole = (0.0, 0.0, page.width, page.height)
    covered = max((_area(_common(image, whole)) for image in page.images), default=0.0)
    return covered > _area(whole) / 2 and all(
        char.box[3] < margin or char.box[1] > page.height - margin for char in ink
    )


def _common(one: Box, other: Box) -> Box:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return (left, top, max(left, min(one[2], other[2])), max(top, min(one[3], other[3])))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _overlap(one: Box, other: Box) -> bool:
    return _area(_common(one, other)) > 0
