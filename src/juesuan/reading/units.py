"""Several units in one file (一件多单位): what belongs to the one that is read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from juesuan.reading.document import Document, Grid, Paragraph
from juesuan.reading.tables import department_of
from juesuan.reading.words import words
from juesuan.reading.years import in_digits
from juesuan.text import plain, unspaced

__all__ = ["own_parts"]

_ROWS = 5
"""Rows of a table in which the line with its department may stand."""


def own_parts(
    documents: Sequence[Document], unit: str, others: Collection[str]
) -> Sequence[Document]:
    """The documents without what stands under the name of another unit: from a line that names
    it above a form, or a title of its accounts, to the next that names ``unit``. ``others`` are
    the plain names of units that the files print forms of."""
    if not others:
        return documents
    owner = plain(unit)
    found = []
    for document in documents:
        parts = []
        for part in document.parts:
            owner = _named(part, {plain(unit), *others}) or owner
            if owner == plain(unit):
                parts.append(part)
        found.append(replace(document, parts=parts))
    return found


def _named(part: Paragraph | Grid, known: Collection[str]) -> str:
    """The known unit that a line or the first rows of a table name; empty where none does."""
    if isinstance(part, Paragraph):
        texts = [part.text]
        titled = words().documents.title.fullmatch(in_digits(unspaced(part.text)))
        if titled and (name := plain(words().documents.part.sub("", titled[1]))) in known:
            return name
    else:
        texts = [cell.text for row in part.rows[:_ROWS] for cell in row if cell]
    names = (plain(department_of(text)) for text in texts)
    return next((name for name in names if name in known), "")
