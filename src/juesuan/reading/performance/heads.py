"""Heads of the blocks of a performance table: which column holds what.

A head may stand in one row or two, its words may be broken over both, and columns may be
named anew where a table goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.reading.document import Spot
from juesuan.reading.performance.aligning import Column
from juesuan.reading.performance.lines import GridRow
from juesuan.reading.performance.words import label_key, words

__all__ = ["HeadReader", "head_block"]

_FIRST = {
    "goals": {"target", "actual"},
    "money": {"initial", "full", "executed", "confirmed", "rate"},
    "tasks": {"name", "content", "spent"},
    "indicators": {"level2", "level3", "operator", "adjusted"},
}
"""Roles of which two in one row show that a block begins."""


def head_block(row: GridRow) -> str:
    """The block whose head a row is, if any."""
    texts = [text for _, text in row.filled]
    for block, first in _FIRST.items():
        roles = {head.role for text in texts if (head := words().head(block, text))}
        if len(roles & first) >= 2 and _mostly_words(block, texts):
            return block
    if len(texts) < 2:
        return ""
    for block in _FIRST:
        if any(words().head(block, text) for text in texts) and _nearly_all_words(block, texts):
            return block
    return ""


def _mostly_words(block: str, texts: Sequence[str]) -> bool:
    known = sum(_is_head_word(block, text) for text in texts)
    return 2 * known > len(texts)


def _nearly_all_words(block: str, texts: Sequence[str]) -> bool:
    """Whether the texts are words of a head, or many are and few are broken or unknown."""
    known = sum(_is_head_word(block, text) for text in texts)
    return known == len(texts) or (known >= 3 and known > 2 * (len(texts) - known))


def _is_head_word(block: str, text: str) -> bool:
    return (
        words().head(block, text) is not None
        or label_key(text) in words().groups
        or label_key(text) in words().sections[block]
    )


class HeadReader:
    """Collects the rows of one head."""

    def __init__(self, block: str) -> None:
        self.block = block
        self.spot = Spot()
        self._texts: dict[int, str] = {}
        self._unknown: dict[int, str] = {}
        self._columns: dict[str, Column] = {}

    def add(self, row: GridRow) -> None:
        """Take a row of the head; a lower row says more than the one above."""
        self.spot = row.spot
        for index, text in row.filled:
            head = words().head(self.block, text)
            if head is None and index in self._texts:
                head = words().head(self.block, self._texts[index] + text)
            if head is not None:
                for column in list(self._columns.values()):
                    if column.place == index:
                        del self._columns[column.role]
                self._columns[head.role] = Column(head.role, index, head.kind)
                self._unknown.pop(index, None)
            elif not _is_head_word(self.block, text) and not words().is_section(self.block, text):
                self._unknown[index] = text
            self._texts[index] = text

    def goes_on(self, row: GridRow) -> bool:
        """Whether a row still belongs to the head."""
        whole = [self._texts.get(index, "") + text for index, text in row.filled]
        return bool(row.filled) and _nearly_all_words(
            self.block,
            [
                joined if words().head(self.block, joined) else text
                for joined, (_, text) in zip(whole, row.filled, strict=True)
            ],
        )

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return tuple(sorted(self._columns.values(), key=lambda column: column.place))

    @property
    def unknown(self) -> dict[int, str]:
        """Head words that name nothing known, by index."""
        return self._unknown
