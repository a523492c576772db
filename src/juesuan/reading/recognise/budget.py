"""Telling a budget (部门预算) from a final account (部门决算), by titles alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from juesuan.reading.document import Document, Paragraph, Spot
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["has_text", "is_budget", "titles"]

_LONGEST = 40


def is_budget(documents: Iterable[Document]) -> bool:
    """Whether titles speak of a budget and hardly of a final account. Words such as
    年初预算数 in the body do not count."""
    said = words().documents
    budgets = finals = 0
    for text, _ in titles(documents):
        if said.accounts in text:
            finals += 1
        elif said.planned in text and said.budget.fullmatch(re.sub(r"\d{0,3}$", "", text)):
            budgets += 1
    return budgets > 2 * finals


def has_text(documents: Iterable[Document]) -> bool:
    """Whether there is anything at all to understand."""
    return any(
        part.text.strip()
        if isinstance(part, Paragraph)
        else any(cell and cell.text.strip() for row in part.rows for cell in row)
        for document in documents
        for part in document.parts
    )


def titles(documents: Iterable[Document]) -> Iterator[tuple[str, Spot]]:
    """Short lines and the first texts of tables, plain, with their spots."""
    for document in documents:
        for part in document.parts:
            if isinstance(part, Paragraph):
                texts = [(part.text, part.spot)]
            else:
                cells = [cell for row in part.rows[:2] for cell in row if cell][:6]
                texts = [(cell.text, cell.spot) for cell in cells]
            for text, spot in texts:
                if len(text) <= 2 * _LONGEST and len(folded := plain(text)) <= _LONGEST:
                    yield folded, spot
