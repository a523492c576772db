"""Goals, results and the name of a self-evaluation that stand in the lines above its table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.keeping import compiled
from juesuan.lexicon.performance import label_key, words
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.performance.piece_words import piece_words
from juesuan.text import fold

__all__ = ["has_head", "with_texts_above"]

_ABOVE = 8
"""Lines above a table in which goals and results may stand."""
_NAME = 30
_TEXTS = frozenset({"target", "actual", "name"})
_MEASURED = frozenset({"target", "actual"})
_COLON = "："
_MARKED = compiled(r"[【\[（(]([^】\]）)]{2,12})[】\]）)](.+)$")
"""A label in brackets of its own: 【年度总体目标】新设食堂2家."""

_Row = tuple[GridText | None, ...]


def has_head(grid: Grid) -> bool:
    """Whether a grid has a head of targets and of what came of them."""
    return any(_roles(row) >= _MEASURED for row in grid.rows)


def _roles(row: _Row) -> set[str]:
    texts = [text for cell in row if cell and (text := cell.text.strip())]
    if len(texts) < len(_MEASURED):
        return set()
    heads = (words().head("indicators", text) for text in words().in_full(texts))
    return {head.role for head in heads if head}


def with_texts_above(document: Document) -> Document:
    """The document with goals, results and the name that stand in the lines right above its first
    table, one of indicators, as rows of it."""
    place = next((n for n, part in enumerate(document.parts) if isinstance(part, Grid)), -1)
    grid = document.parts[place] if place > 0 else None
    if not isinstance(grid, Grid) or not has_head(grid):
        return document
    lines = [part for part in document.parts[:place] if isinstance(part, Paragraph)]
    taken, rows = _rows_above(lines)
    if not rows:
        return document
    above = [line for number, line in enumerate(lines) if number not in taken]
    whole = replace(grid, rows=(*rows, *grid.rows))
    return replace(document, parts=[*above, whole, *document.parts[place + 1 :]])


def _rows_above(lines: Sequence[Paragraph]) -> tuple[set[int], list[_Row]]:
    """Which of the lines right above a table tell its name, goals and results, and these as
    rows."""
    rows: list[_Row] = []
    taken: set[int] = set()
    below: list[int] = []
    for number in range(len(lines) - 1, max(len(lines) - _ABOVE, 0) - 1, -1):
        line = lines[number]
        label, text = _labelled(line.text)
        if label and not text:
            text = "\n".join(lines[n].text for n in reversed(below))
            taken |= set(below) if text else set()
        if label and text:
            rows.insert(0, (GridText(label, line.spot), GridText(text, line.spot)))
            taken.add(number)
            below = []
        elif below or not _is_caption(line.text):
            below.append(number)
    return taken, rows


def _is_caption(text: str) -> bool:
    """Whether a line is the caption of the table below it and tells nothing."""
    return len(text.strip()) <= _NAME and text.strip()[-1:] not in "。；"


def _labelled(text: str) -> tuple[str, str]:
    """The label of a goal, a result or a name that a line begins with, and what follows it."""
    bare = text.strip()
    if words().field(bare) in _TEXTS:
        return label_key(bare), ""
    marked = _MARKED.match(bare)
    if marked and words().field(marked[1]) in _TEXTS:
        return label_key(marked[1]), marked[2].strip()
    short, colon, told = fold(bare).partition(_COLON)
    if colon and label_key(short) in piece_words().short:
        return piece_words().short[label_key(short)], told
    for end in range(min(len(bare), _NAME), 1, -1):
        match = piece_words().lead.search(bare[end:])
        if match and words().field(bare[:end]) in _TEXTS:
            return label_key(bare[:end]), bare[end + match.end() :]
    return "", ""
