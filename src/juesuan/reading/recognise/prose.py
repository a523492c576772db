"""Text that stands in cells (表格里的文字): a sheet or a box that holds paragraphs, and no table.

Offices put the narrative on a sheet of the workbook, one paragraph a row, or into a frame. Where
all rows have one text each, and on a sheet above a table, they are paragraphs, down to the last
that is a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot

__all__ = ["prose_apart"]

_SENTENCE = 20
"""Characters from which a text with a full stop is a sentence and no label."""

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
    lines = next((n for n, text in enumerate(texts) if text is None), len(texts))
    sentences = [n for n, text in enumerate(texts[:lines]) if text and _is_sentence(text.text)]
    if not sentences or (lines < len(texts) and not grid.spot.sheet):
        return [grid]
    end = sentences[-1] + 1
    found: list[Paragraph | Grid] = [
        Paragraph(line, cell.spot)
        for cell in texts[:end]
        if cell is not None
        for line in cell.text.splitlines()
        if line.strip()
    ]
    rest = grid.rows[end:]
    first = next((cell for row in rest for cell in row if cell and cell.text.strip()), None)
    return found if first is None else [*found, Grid(rest, first.spot)]


def _only_text(row: Row) -> GridText | None:
    """The one text of a row, an empty one where it has none; ``None`` where there are several."""
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(cells) > 1:
        return None
    return cells[0] if cells else _BLANK


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and "。" in text
