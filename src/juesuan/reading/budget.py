"""Telling a budget (部门预算) from a final account (部门决算), by titles alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from juesuan.reading.document import Document, Paragraph
from juesuan.reading.narrative import Narrative
from juesuan.text import plain

__all__ = ["has_text", "is_budget", "tells_accounts"]

_BUDGET = re.compile(
    r"(?:20\d\d年度?.{0,30}(?:部门|单位)?预算(?:公开.{0,10}|表|说明|报告)?"
    r"|.{0,30}(?:收支|收入|支出)预算(?:总|明细)?表"
    r"|.{0,10}预算(?:收支|收入|支出|财政拨款).{0,12}表|.{0,24}经费.{0,6}预算.{0,4}表)"
)
_LONGEST = 40


def is_budget(documents: Iterable[Document]) -> bool:
    """Whether titles speak of a budget and hardly of a final account. Words such as
    年初预算数 in the body do not count."""
    budgets = finals = 0
    for text in _titles(documents):
        if "决算" in text:
            finals += 1
        elif "预算" in text and _BUDGET.fullmatch(re.sub(r"\d{0,3}$", "", text)):
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


def tells_accounts(documents: Iterable[Document], narrative: Narrative) -> bool:
    """Whether a text without forms speaks of final accounts: a title or heading says 决算, and
    amounts are told."""
    titled = any("决算" in text for text in _titles(documents))
    return titled and any(mention.kind == "money" for _, _, mention in narrative.mentions())


def _titles(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        for part in document.parts:
            if isinstance(part, Paragraph):
                texts = [part.text]
            else:
                texts = [cell.text for row in part.rows[:2] for cell in row if cell][:6]
            for text in texts:
                if len(text) <= 2 * _LONGEST and len(folded := plain(text)) <= _LONGEST:
                    yield folded
