"""Text that stands in cells (表格里的文字): a sheet or a box that holds paragraphs, and no table.

Offices put the narrative on a sheet of the workbook, one paragraph a row, or into a frame. Where
all rows have one text each, and on a sheet above a table, they are paragraphs, down to the last
that is a sentence. Below or between the tables of a sheet they are from a heading of the narrative
on (第三部分 决算情况说明), so that the notes of a table (表注) stay its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.narrative.headings import is_heading, kind_of, opens_part, split_number
from juesuan.reading.narrative.vocabulary import ends_with, words_in
from juesuan.reading.words import words
from juesuan.text import unspaced

__all__ = ["prose_apart"]

_SENTENCE = 20
"""Characters from which a text with a full stop is a sentence and no label."""

_CHAPTER = 2
"""The level of a narrative's chapters (一、)."""

_BLANK = GridText("", Spot())
Row = Sequence[GridText | None]


def prose_apart(document: Document) -> Document:
    """The document with the paragraphs that stand in cells as paragraphs."""
    pieces = [_apart(part) if isinstance(part, Grid) else [part] for part in document.parts]
    if all(piece[0] is part for piece, part in zip(pieces, document.parts, strict=True)):
        return document
    return replace(document, parts=[part for piece in pieces for part in piece])


def _apart(grid: Grid) -> list[Paragraph | Grid]:
    texts = [_only_text(row) for row in grid.rows]
    spans = list(_spans(texts, bool(grid.spot.sheet)))
    if not spans:
        return [grid]
    found: list[Paragraph | Grid] = []
    done = 0
    for begin, end in [*spans, (len(texts), len(texts))]:
        found += _table(grid.rows[done:begin])
        found += [
            Paragraph(line, cell.spot)
            for cell in texts[begin:end]
            if cell is not None
            for line in cell.text.splitlines()
            if line.strip()
        ]
        done = end
    return found


def _table(rows: Sequence[tuple[GridText | None, ...]]) -> list[Grid]:
    """The grid of rows, if they hold anything."""
    first = next((cell for row in rows for cell in row if cell and cell.text.strip()), None)
    return [] if first is None else [Grid(tuple(rows), first.spot)]


def _spans(texts: Sequence[GridText | None], is_sheet: bool) -> Iterator[tuple[int, int]]:
    """Where paragraphs begin and end; ``texts`` has the one text of each row, ``None`` for a row
    of several."""
    begin = 0
    while begin < len(texts):
        end = next((n for n in range(begin, len(texts)) if texts[n] is None), len(texts))
        if end < len(texts) and not is_sheet:
            return
        starts = (n for n in range(begin, end) if not begin or _opens(texts[n]))
        start = next(starts, end)
        sentences = [n for n in range(start, end) if _is_sentence(texts[n])]
        if sentences:
            yield start, sentences[-1] + 1
        begin = end + 1


def _opens(cell: GridText | None) -> bool:
    """Whether a text below a table is a heading of the narrative, or a chapter of it."""
    text = cell.text.strip().split("\n")[0] if cell else ""
    number = split_number(text)
    title = text[number.end :] if number else text
    if kind_of(title) == "forms":
        return False
    if number is None or number.level == 1:
        return bool(number) or opens_part(text)
    said = words().documents
    spoken = said.accounts in title or bool(said.chapter.search(unspaced(title)))
    about = words_in("headings", "about")
    told = is_heading(title, False) and bool(ends_with(unspaced(title), about))
    return number.level == _CHAPTER and spoken and (told or _is_sentence(cell))


def _only_text(row: Row) -> GridText | None:
    """The one text of a row, an empty one where it has none; ``None`` where there are several."""
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(cells) > 1:
        return None
    return cells[0] if cells else _BLANK


def _is_sentence(cell: GridText | None) -> bool:
    return cell is not None and len(cell.text) >= _SENTENCE and "。" in cell.text
