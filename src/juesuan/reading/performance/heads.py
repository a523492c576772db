"""Heads of the blocks of a performance table: which column holds what.

A head may stand in one row or two, its words may be broken over both, and columns may be
named anew where a table goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from juesuan.lexicon.performance import label_key, words
from juesuan.reading.document import Spot
from juesuan.reading.figures import read_figure
from juesuan.reading.performance.aligning import AlignedColumn
from juesuan.reading.performance.lines import GridRow

__all__ = ["OF_ALL", "HeadReader", "head_block", "is_source_head"]

_FIRST = {
    "goals": {"target", "actual", "adjusted"},
    "money": {"declared", "initial", "full", "executed", "confirmed", "received", "rate"},
    "tasks": {"name", "content", "spent"},
    "indicators": {"level2", "level3", "operator", "adjusted"},
}
"""Roles of which two in one row show that a block begins."""
_LEVELS = {"level1", "level2", "level3"}
_MEASURED = {"operator", "target", "adjusted", "actual", "weight", "score"}
_UNKNOWN = "unknown"
OF_ALL = "not_kept whole"
"""How the role of a column begins that holds the score of the whole table."""
_APART = 2
"""Columns beside the head of targets from which they stand in cells apart."""


def head_block(row: GridRow) -> str:
    """The block whose head a row is, if any."""
    texts = [text for _, text in row.filled]
    if sum(read_figure(text).is_number for text in texts) > 1 or len(texts) < 2:
        return ""
    roles = {
        block: {head.role for text in texts if (head := words().head(block, text))}
        for block in _FIRST
    }
    begun = [
        block
        for block, first in _FIRST.items()
        if _begins(block, roles[block], first) and _mostly_words(block, texts)
    ]
    if begun:
        return max(begun, key=lambda block: sum(_is_head_word(block, text) for text in texts))
    whole = [
        block
        for block in reversed(_FIRST)
        if roles[block] - {"not_kept"} and _nearly_all_words(block, texts)
    ]
    return max(whole, key=lambda block: (len(roles[block]), _named(block, texts)), default="")


def _named(block: str, texts: Sequence[str]) -> bool:
    """Whether one of some texts is the label of a block."""
    return any(label_key(text) in words().sections[block] for text in texts)


def _begins(block: str, roles: set[str], first: set[str]) -> bool:
    if block == "indicators" and roles & _LEVELS and roles & _MEASURED:
        return len(roles) > 2 or len(roles & first) >= 2
    return len(roles & first) >= 2


def is_source_head(row: GridRow) -> bool:
    """Whether a row names sources of money side by side, as the head of columns."""
    texts = [text for _, text in row.filled]
    named = [text for text in texts if words().source(text)]
    figures = any(read_figure(text).is_number for text in texts)
    others = [t for t in texts if t not in named and not _is_head_word("money", t)]
    return len(named) >= 2 and not figures and len(named) > len(others)


def _parts_values(row: GridRow) -> bool:
    """Whether a row says in which cells a value above it is set (符号 | 数值 | 单位)."""
    return any(label_key(text) in words().parted for _, text in row.filled)


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
        or label_key(text) in words().all_sections
    )


class HeadReader:
    """Collects the rows of one head."""

    def __init__(self, block: str) -> None:
        self.block = block
        self.spot = Spot()
        self.rows: list[GridRow] = []
        self._texts: dict[int, str] = {}
        self._unknown: dict[int, str] = {}
        self._columns: dict[str, AlignedColumn] = {}

    def add(self, row: GridRow) -> None:
        """Take a row of the head; a lower row says more than the one above."""
        self.spot = row.spot
        above, held = set(self._columns.values()), set(self._texts)
        self.rows.append(row)
        outer = self._of_levels(row)
        values = [c for c in above if c.kind == "value"] if _parts_values(row) else []
        for index, text in row.filled:
            if any(column.covers(index) for column in values):
                continue  # its cells are told apart by what stands in them
            head = words().head(self.block, text)
            if head is None and index in self._texts:
                head = words().listed(self.block, self._texts[index] + text)
            if head is not None:
                for column in list(self._columns.values()):
                    if column.place == index or (column in above and column.covers(index)):
                        self._columns.pop(column.role, None)
                aside = head.role == "not_kept" or index in outer
                role = f"not_kept {index}" if aside else head.role
                if role in {"weight", "score"} & self._columns.keys():
                    whole = role == "score" and label_key(text) in words().total
                    # 总得分 beside the scores of the rows, or 复核得分 beside the first
                    role = f"{OF_ALL if whole else 'not_kept'} {index}"
                if role not in self._columns or self._better(role, index):
                    end = min((row.end(index), *(n for n in held if n > index)))
                    self._columns[role] = AlignedColumn(role, index, head.kind, end)
                self._unknown.pop(index, None)
            elif not self._says_nothing(text):
                self._unknown[index] = text
            self._texts[index] = text

    def _of_levels(self, row: GridRow) -> set[int]:
        """Where weights stand that are of the level to their left, of several columns of weights:
        the last is that of the indicators (一级指标 | 权重 | 二级指标 | 权重)."""
        heads = [(index, words().head(self.block, text)) for index, text in row.filled]
        roles = [(index, head.role) for index, head in heads if head is not None]
        weights = [index for index, role in roles if role == "weight"]
        beside = {
            after
            for (_, role), (after, next_role) in pairwise(roles)
            if role in _LEVELS and next_role == "weight"
        }
        return beside - {max(weights)} if len(weights) > 1 else set()

    def _better(self, role: str, index: int) -> bool:
        """Of two columns of one name the one further right holds, as before it stands the
        label of the block (年度总体目标 | 预期目标); weights and scores are the first."""
        return index > self._columns[role].place and role not in {"weight", "score"}

    def _says_nothing(self, text: str) -> bool:
        if _is_head_word(self.block, text) or words().is_section(self.block, text):
            return True
        return self.block == "money" and bool(words().source(text))

    def goes_on(self, row: GridRow) -> bool:
        """Whether a row still belongs to the head."""
        whole = [self._texts.get(index, "") + text for index, text in row.filled]
        return bool(row.filled) and _nearly_all_words(
            self.block,
            [
                joined if words().listed(self.block, joined) else text
                for joined, (_, text) in zip(whole, row.filled, strict=True)
            ],
        )

    @property
    def columns(self) -> tuple[AlignedColumn, ...]:
        """The columns from left to right, those with a word that is not known among them."""
        unknown = (
            AlignedColumn(f"{_UNKNOWN} {index}", index, "text", known=False)
            for index in self._unknown
        )
        found = sorted((*self._columns.values(), *unknown), key=lambda column: column.place)
        return tuple(self._widened(found))

    def _widened(self, columns: Sequence[AlignedColumn]) -> Iterator[AlignedColumn]:
        """The columns, that of targets as wide as the blank cells beside its head where no
        other names their direction and unit: a text has no merged cells."""
        apart = {column.role for column in columns} & {"operator", "unit"}
        for column in columns:
            after = min((n for n in self._texts if n > column.place), default=column.place + 1)
            wide = column.role == "target" and not apart and after > column.place + _APART
            yield replace(column, end=after) if wide else column

    @property
    def unknown(self) -> dict[int, str]:
        """Head words that name nothing known, by index."""
        return self._unknown
