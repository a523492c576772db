"""Text that stands in cells (表格里的文字): a sheet or a box that holds paragraphs, and no table.

Offices put the narrative on a sheet of the workbook, one paragraph a row, or into a frame. Where
all rows have one text each, and on a sheet above a table, they are paragraphs, down to the last
that is a sentence, or to the part of the forms. Below or between the tables of a sheet they are
from a heading of the narrative on (第三部分 决算情况说明), so that the notes of a table (表注) stay
its own. A paragraph may be parted over the cells of its row, its number in one and its words in
the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.narrative.headings import is_heading, kind_of, opens_part, split_number
from juesuan.reading.narrative.vocabulary import ends_with, words_in
from juesuan.reading.recognise.prose_beside import beside_apart
from juesuan.reading.words import words
from juesuan.text import unspaced

__all__ = ["prose_apart"]

_SENTENCE = 20
"""Characters from which a text with a full stop is a sentence and no label."""

_PARTED = 2
"""The cells of a row that has a paragraph's number in one of its own."""

_ENDS = "。；：！？"
"""Signs with which a sentence, or the part of one that a cell holds, is over."""

_CHAPTER = 2
"""The level of a narrative's chapters (一、)."""

_BLANK = GridText("", Spot())
Row = tuple[GridText | None, ...]


def prose_apart(document: Document) -> Document:
    """The document with the paragraphs that stand in cells as paragraphs."""
    pieces = [_pieces(part) if isinstance(part, Grid) else [part] for part in document.parts]
    if all(piece[0] is part for piece, part in zip(pieces, document.parts, strict=True)):
        return document
    return replace(document, parts=[part for piece in pieces for part in piece])


def _pieces(grid: Grid) -> list[Paragraph | Grid]:
    if not grid.spot.sheet:
        return _apart(grid)
    return [piece for part in beside_apart(grid, _opening) for piece in _apart(part)]


def _opening(rows: Sequence[Row]) -> range | None:
    """From a chapter of the narrative to its first sentence."""
    texts = [_only_text(row, True) for row in rows]
    for begin, end in _spans([None, *texts], True):
        span = range(begin - 1, end - 1)
        last = next(n for n in span if _is_sentence(texts[n]))
        first = next(n for n in reversed(range(begin - 1, last + 1)) if _opens(texts[n]))
        return range(first, last + 1)
    return None


def _apart(grid: Grid) -> list[Paragraph | Grid]:
    texts = [_only_text(row, bool(grid.spot.sheet)) for row in grid.rows]
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


def _table(rows: Sequence[Row]) -> list[Grid]:
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
        while begin < start < end and _is_title(texts[start - 1]):
            start -= 1
        ends = [n + 1 for n in range(start, end) if _is_sentence(texts[n])]
        if end < len(texts):
            ends += [n for n in range(start + 1, end) if _heads_forms(texts[n])]
        if ends:
            yield start, end if end == len(texts) else max(ends)
        begin = end + 1


def _opens(cell: GridText | None) -> bool:
    """Whether a text below a table has a heading of the narrative, or of a chapter of it."""
    return cell is not None and any(
        _is_opening(line.strip(), cell) for line in cell.text.splitlines()
    )


def _heads_forms(cell: GridText | None) -> bool:
    """Whether a text is the heading of the part that holds the forms (第二部分 决算表)."""
    number = split_number(cell.text.strip()) if cell else None
    return bool(cell and number and number.level == 1 and kind_of(cell.text) == "forms")


def _is_title(cell: GridText | None) -> bool:
    """Whether a text names the whole booklet: its cover, right above its first part."""
    text = cell.text.strip() if cell else ""
    told = words().documents.accounts in text and is_heading(text, False)
    return told and split_number(text) is None and kind_of(text) != "forms"


def _is_opening(text: str, cell: GridText) -> bool:
    number = split_number(text)
    title = text[number.end :] if number else text
    if kind_of(title) == "forms":
        return False
    if number is None or number.level == 1:
        return bool(number) or opens_part(text)
    said = words().documents
    spoken = said.accounts in title or bool(said.chapter.search(unspaced(title)))
    spoken = spoken and not words().without_figures.of_forms.finds_in(title)
    about = words_in("headings", "about")
    told = is_heading(title, False) and bool(ends_with(unspaced(title), about))
    return number.level == _CHAPTER and spoken and (told or _is_sentence(cell))


def _only_text(row: Row, is_sheet: bool) -> GridText | None:
    """The one text of a row, an empty one where it has none; ``None`` where there are several."""
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(cells) > 1:
        return _joined(cells) if is_sheet else None
    return cells[0] if cells else _BLANK


def _joined(cells: Sequence[GridText]) -> GridText | None:
    """The paragraph that is parted over the cells of a row: its number stands apart, or all but
    its last cell break off within a sentence."""
    texts = [cell.text.strip() for cell in cells]
    number = split_number(texts[0])
    apart = number is not None and number.end == len(texts[0]) and len(texts) == _PARTED
    broken = all(len(text) >= _SENTENCE and text[-1] not in _ENDS for text in texts[:-1])
    if (apart or broken) and not any(split_number(text) for text in texts[1:]):
        return GridText("".join(texts), cells[0].spot)
    return None


def _is_sentence(cell: GridText | None) -> bool:
    return cell is not None and len(cell.text) >= _SENTENCE and "。" in cell.text
