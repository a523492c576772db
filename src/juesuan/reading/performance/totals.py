"""The sums of the indicators and the total of a performance table: weight, score and grade."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from juesuan.lexicon.performance import label_key, level_key, words
from juesuan.reading.document import Spot
from juesuan.reading.figures import read_figure
from juesuan.reading.performance.aligning import AlignedColumn
from juesuan.reading.performance.lines import GridRow, value_at
from juesuan.reading.performance.model import NOTHING, UnreadNote, Value
from juesuan.text import plain

__all__ = ["Totals", "points"]

_FULL = Decimal(100)
_LABELLED = 2
"""Cells of a row that has a label and one figure."""


def points(text: str) -> Decimal | None:
    """The points that a text prints (98.5分); ``None`` for no number."""
    figure = read_figure(plain(text).removesuffix("分"))
    return figure.value if figure.is_number else None


class Totals:
    """The rows of sums and of the total, taken one by one."""

    def __init__(self, unread: list[UnreadNote]) -> None:
        self.sums: list[Value] = []
        """Printed weight and score of the indicators together."""
        self.total: dict[str, Value] = {}
        self.other = NOTHING
        """The score of the last row of sums, where the total is said elsewhere, too."""
        self._unread = unread
        self._figures: list[tuple[int, Value]] = []
        self._heads: dict[str, int] = {}
        self._scored = False
        self._offered: dict[str, Value] = {}
        self._last: GridRow | None = None
        self._alone: list[GridRow] = []
        """Rows of a bare sum: the total where points have no column, and there is but one."""

    # What a row is.

    def is_total(self, texts: Sequence[str]) -> bool:
        """Whether texts are figures, grades and heads of a total only."""
        return all(
            points(text) is not None
            or text in words().grades
            or self._is_head(text)
            or self._is_graded(text)
            for text in texts
        )

    def is_total_sum(self, texts: Sequence[str]) -> bool:
        """Whether a row of sums is the total: with a grade or the heads of the total."""
        if label_key(texts[0]) not in words().sum_labels:
            return False
        graded = any(
            text in words().grades or self._is_head(text) or self._is_graded(text) for text in texts
        )
        return graded and self.is_total(texts[1:])

    def is_named_sum(self, texts: Sequence[str]) -> bool:
        """Whether a row gives sums under a name, maybe of one level: 产出指标 | 小计 | 50 | 48."""
        figures = [place for place, text in enumerate(texts) if points(text) is not None]
        texts = texts[: max(figures, default=-1) + 1]  # what is said after them is a remark
        named = [text for text in texts if points(text) is None]
        keys = [label_key(text) for text in named]
        levels = all(
            key in words().sum_labels
            or key in words().all_sections
            or level_key(text) in words().level1 | words().level2.keys()
            for key, text in zip(keys, named, strict=True)
        )
        summed = any(key in words().sum_labels for key in keys)
        return summed and levels and 1 <= len(texts) - len(named) <= 2

    @staticmethod
    def inline(texts: Sequence[str]) -> bool:
        """Whether a row of a total has its points or its grade in the cell of the label."""
        said = texts[0].replace("：", ":", 1).partition(":")[2].strip()
        return points(said) is not None or said in words().grades

    @staticmethod
    def _is_head(text: str) -> bool:
        return label_key(text) in words().total_heads

    @staticmethod
    def _is_graded(text: str) -> bool:
        """Whether a cell says the grade with its label (等级：优)."""
        label, colon, rest = text.replace("：", ":", 1).partition(":")
        return bool(colon) and label_key(label) in words().total_heads and rest in words().grades

    # Taking rows.

    def sum(self, row: GridRow, columns: Sequence[AlignedColumn]) -> None:
        """Take a row of nothing but one or two sums, below indicators in columns."""
        if self.sums:
            self._odd("performance_said_again", row.spot, row.filled[0][1])
            return
        places = {column.role: column.place for column in columns}
        if len(row.filled) == 2:
            self.sums = [value_at(row, index) for index, _ in row.filled]
            return
        ((index, _),) = row.filled
        of_score = abs(index - places.get("score", 99)) < abs(index - places.get("weight", 99))
        self.sums = [NOTHING, value_at(row, index)] if of_score else [value_at(row, index), NOTHING]

    def named_sum(self, row: GridRow) -> None:
        """Take a row of sums under a name; the last that sums up 100 points may be the total."""
        if any(points(text) == _FULL for _, text in row.filled):
            self._last = row
        elif label_key(row.filled[0][1]) in words().sum_labels and len(row.filled) == _LABELLED:
            self._alone.append(row)

    def row(self, row: GridRow) -> None:
        """Take a row of the total."""
        for index, text in row.filled:
            value, key = value_at(row, index), label_key(text)
            label, _, rest = text.replace("：", ":", 1).partition(":")
            if rest and label_key(label) in {*words().total, *words().total_heads}:
                self._inline(label_key(label), Value(rest.strip(), value.spot))
            elif key in words().total_heads:
                self._heads[words().total_heads[key]] = index
                self._scored |= key in words().total and key not in words().sum_labels
            elif text in words().grades and "grade" not in self.total:
                self.total["grade"] = value
            elif points(text) is not None and len(self._figures) < 2:
                self._figures.append((index, value))
            elif key not in words().total | words().sum_labels:
                self._odd("performance_total", value.spot, text)

    def _inline(self, key: str, value: Value) -> None:
        role = words().total_heads.get(key, "score")
        if points(value.text) is None and role != "grade":
            self._odd("performance_total", value.spot, value.text)
        else:
            self.total.setdefault(role, value)

    def field(self, role: str, value: Value) -> None:
        """Take the score or the grade from a label with its value beside it."""
        if value:
            self.total.setdefault(role, value)

    def offer(self, role: str, value: Value) -> None:
        """Keep what is said of the total outside the table, where the table does not say it."""
        self._offered.setdefault(role, value)

    def close(self, columns: Sequence[AlignedColumn]) -> None:
        """Two figures are the weight and the score, in the order of their columns; one beside
        a grade is the score, alone it belongs to the column it stands in."""
        said = self.total.get("score")
        places = {c.role: c.place for c in columns if c.role in {"weight", "score"}}
        if not self._figures and self._last is None and len(self._alone) == 1:
            self._last = self._alone[0] if "weight" not in places else None
        if not self._figures and self._last is not None:
            self.row(self._last)
        heads = {role: at for role, at in self._heads.items() if role in {"weight", "score"}}
        if len(heads) > 1 or len(places) < 2:  # one is but the label of the row (总得分)
            places |= heads
        values = [value for _, value in self._figures]
        turned = False
        if len(values) == 2:
            turned = places.get("score", 99) < places.get("weight", -1)
            weight, score = reversed(values) if turned else values
            self.total = {"weight": weight, "score": score} | self.total
        elif values:
            alone = "grade" not in self.total and self._figures[0][0] == places.get("weight", -1)
            self.total.setdefault("weight" if alone and not self._scored else "score", values[0])
        self.total = self._offered | self.total
        again = values[1 if len(values) == 2 and not turned else 0] if values else NOTHING
        if said and len(values) == 2 and again.spot != said.spot:
            self.other = again

    def _odd(self, key: str, spot: Spot, text: str) -> None:
        self._unread.append((key, spot, {"text": text[:80]}))
