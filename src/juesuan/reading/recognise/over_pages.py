"""Tables that a page of a pdf cuts (跨页): a row broken in two, whose rest stands alone on top of
the next page, is one row again; and a part whose cells are all merged over columns that only the
part before tells apart has these columns."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from juesuan.forms import form_titles
from juesuan.lexicon import label_of, lexicon
from juesuan.lexicon.cells import code_in, kind_of
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.recognise.tables import (
    is_furniture,
    page_furniture,
    repeated_lines,
    tables_of,
)
from juesuan.reading.recognise.turned import newest_year
from juesuan.text import plain

__all__ = ["whole_over_pages"]

_NEAR = 2.0
"""How far two edges of one column stand apart at most, in points."""
_FIGURES = frozenset({"number", "whole", "dash"})

Row = tuple[GridText | None, ...]


def whole_over_pages(document: Document) -> Document:
    """The document with such rows and columns; the same where it has none."""
    if document.format != "pdf":
        return document
    running = page_furniture(repeated_lines(tables_of([document])), form_titles())
    parts: list[Paragraph | Grid] = []
    before = -1
    """Where the table stands that the next one may go on with."""
    for part in document.parts:
        if isinstance(part, Paragraph):
            before = before if is_furniture(part.text, running) else -1
        else:
            above = parts[before] if before >= 0 else None
            if isinstance(above, Grid) and _follows(above, part):
                part = _as_wide(above, part)
                above, part = _rejoined(above, part)
                parts[before] = above
            before = len(parts)
        parts.append(part)
    same = all(one is other for one, other in zip(parts, document.parts, strict=True))
    return document if same else replace(document, parts=parts)


def _follows(above: Grid, below: Grid) -> bool:
    """Whether a table opens the page behind the one that another ends."""
    last = next((cell.spot for row in above.rows[::-1] for cell in row if cell), above.spot)
    return last.page > 0 and below.spot.page == last.page + 1 and len(below.rows) > 0


def _lefts(grid: Grid) -> Mapping[int, float]:
    """The left edge of each column, as far as a cell begins there."""
    return {
        n: cell.spot.box[0]
        for row in grid.rows
        for n, cell in enumerate(row)
        if cell is not None and cell.spot.box
    }


def _as_wide(above: Grid, below: Grid) -> Grid:
    """The table with the columns of the one above it, where it has fewer and each of its own
    begins where one of those does."""
    there, here = _lefts(above), _lefts(below)
    if below.width >= above.width or len(here) < below.width:
        return below
    places = [
        next((to for to, left in there.items() if abs(left - here[n]) <= _NEAR), -1)
        for n in range(below.width)
    ]
    if -1 in places or sorted(set(places)) != places or places[0] != 0:
        return below
    rows = []
    for row in below.rows:
        wide: list[GridText | None] = [None] * above.width
        for n, cell in enumerate(row):
            wide[places[n]] = cell
        rows.append(tuple(wide))
    return replace(below, rows=tuple(rows))


def _rejoined(above: Grid, below: Grid) -> tuple[Grid, Grid]:
    """Both tables, the rest of a row that the second begins with (below the head printed once
    more) put behind the first's last one."""
    head = 0
    for one, other in zip(above.rows, below.rows, strict=False):
        if not any(one) or _texts(one) != _texts(other):
            break
        head += 1
    if head >= min(len(above.rows), len(below.rows)):
        return above, below
    last, rest = above.rows[-1], below.rows[head]
    if not _is_rest(last, rest):
        return above, below
    more = {n: cell.text.strip() for n, cell in enumerate(rest) if cell}
    whole = tuple(
        cell and (replace(cell, text=cell.text + said) if (said := more.get(n, "")) else cell)
        for n, cell in enumerate(last)
    )
    return (
        replace(above, rows=(*above.rows[:-1], whole)),
        replace(below, rows=(*below.rows[:head], *below.rows[head + 1 :])),
    )


def _texts(row: Row) -> list[str]:
    return [plain(cell.text) if cell else "" for cell in row]


def _is_rest(last: Row, rest: Row) -> bool:
    """Whether a row of words alone is the rest of one with figures: each of its words stands below
    others, and with them makes a name that is known, or is none by itself."""
    said = {n: text for n, text in enumerate(_texts(rest)) if text}
    above = dict(enumerate(_texts(last)))
    if not said or not any(kind_of(text) in _FIGURES for text in above.values()):
        return False
    if any(kind_of(text) != "text" or code_in(text)[0] for text in said.values()):
        return False
    if any(kind_of(above.get(n, "")) != "text" or label_of(t).level for n, t in said.items()):
        return False
    known = lexicon(newest_year())

    def whole(text: str) -> bool:
        return known.read(text).whole

    return all(
        not whole(text) or (whole(above[n] + text) and not whole(above[n]))
        for n, text in said.items()
    )
