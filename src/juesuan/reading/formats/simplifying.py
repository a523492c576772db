"""Documents in traditional characters (繁体) read in simplified ones, which all words are in."""

from __future__ import annotations

from itertools import islice

from msgspec.structs import replace

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.words import words
from juesuan.text import is_traditional, simplified

__all__ = ["in_simplified"]

_SAMPLE = 2000
"""Texts by which a document is judged."""
_SHARE = 50
"""Of so many characters one must be a traditional one of the trade for the rest to be asked."""


def in_simplified(document: Document) -> Document:
    """The document in simplified characters, and told as such, where it is in traditional ones;
    itself elsewhere."""
    sample = "".join(islice(document.texts, _SAMPLE))
    found = sum(1 for _ in words().documents.traditional.finditer(sample))
    if found * _SHARE < len(sample) or not found or not is_traditional(sample):
        return document
    document.parts = [_simplified(part) for part in document.parts]
    document.unread.append(("traditional", Spot(file=document.file), {}))
    return document


def _simplified(part: Paragraph | Grid) -> Paragraph | Grid:
    if isinstance(part, Paragraph):
        return replace(part, text=simplified(part.text))
    return replace(part, rows=tuple(tuple(map(_cell, row)) for row in part.rows))


def _cell(cell: GridText | None) -> GridText | None:
    return cell and replace(cell, text=simplified(cell.text))
