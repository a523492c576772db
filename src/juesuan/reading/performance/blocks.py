"""Walking through the rows of one performance table: which block each row belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.reading.document import Spot
from juesuan.reading.figures import read_figure
from juesuan.reading.performance.aligning import Column
from juesuan.reading.performance.heads import HeadReader, head_block
from juesuan.reading.performance.lines import GridRow, loose_value, value_at
from juesuan.reading.performance.model import NOTHING, LabelledText, UnreadNote, Value
from juesuan.reading.performance.outline import has_label
from juesuan.reading.performance.words import label_key, level_key, money_unit_in, words

__all__ = ["Blocks"]

Body = list[tuple[GridRow, Sequence[Column]]]


class Blocks:
    """The rows of a table sorted into blocks, fed one by one in printed order."""

    def __init__(self) -> None:
        self.fields: dict[str, Value] = {}
        self.explanations: list[LabelledText] = []
        self.bodies: dict[str, Body] = {"money": [], "goals": [], "tasks": [], "indicators": []}
        self.sums: list[Value] = []
        """Printed weight and score of the indicators together."""
        self.total: dict[str, Value] = {}
        self.analysis: list[GridRow] = []
        self.money_unit = ""
        self.seen: set[str] = set()
        """Keys of all short texts, by which the layout is known."""
        self.unread: list[UnreadNote] = []
        self._state = ""
        self._head: HeadReader | None = None
        self._columns: dict[str, tuple[Column, ...]] = {}
        self._figures: list[Value] = []
        self._total_columns: dict[str, int] = {}
        self._last_sum: GridRow | None = None

    def text(self, text: str, near: Spot) -> None:
        """Take a text that stands between parts of the table, ``near`` the row before it."""
        key = label_key(text)
        self.seen.add(key)
        if key in words().total:
            self._close_head()
            self._state = "total"
        elif apart := _labelled_text(text):
            self._field(apart[0], loose_value(apart[1], near))

    def row(self, row: GridRow) -> None:
        """Take a row."""
        if not row.filled:
            return
        self.seen |= {label_key(text) for _, text in row.filled if len(text) <= 30}
        if self._head is not None and self._head.goes_on(row):
            self._add_head(row)
            return
        self._close_head()
        if not self._labelled(row):
            self._body(row)

    def close(self) -> None:
        """Finish what is open."""
        self._close_head()
        if not self._figures and self._last_sum is not None:
            self._total(self._last_sum)
        self._close_total()

    def _labelled(self, row: GridRow) -> bool:
        """Take a row that says itself what it is."""
        texts = [text for _, text in row.filled]
        key = label_key(texts[0])
        if words().is_remark(texts[0]):
            self._state = "notes"
        elif self._state == "total" and self._is_total(texts):
            self._total(row)
        elif key in words().total or self._is_total_sum(texts):
            self._state = "total"
            self._total(row)
        elif self._is_named_sum(texts):
            if any(read_figure(text).value == 100 for text in texts if text != texts[0]):
                self._last_sum = row
        elif block := head_block(row):
            self._state, self._head = block, HeadReader(block)
            self._add_head(row)
        elif all(label_key(text) in words().headings for text in texts) or (
            len(texts) == 1 and words().title_kind(texts[0])
        ):
            self._state = "" if self._state == "notes" else self._state
        elif self._is_field(row):
            self._fields(row)
        elif self._state not in {"money", "goals"} and has_label("analysis", row):
            self._state = "analysis"
            self.analysis.append(row)
        else:
            return False
        return True

    def _body(self, row: GridRow) -> None:
        """Take a row by the block it stands in."""
        if self._state == "analysis":
            self.analysis.append(row)
        elif self._state in self.bodies:
            index, text = row.filled[0]
            if len(row.filled) > 1 and words().is_section(self._state, text):
                self.money_unit = self.money_unit or money_unit_in(text)
                row = row.without(index)
            if self._state == "indicators" and _is_sum(row):
                self._sum(row)
            else:
                self.bodies[self._state].append((row, self._columns[self._state]))
        elif self._state != "notes":
            said = " | ".join(text for _, text in row.filled)
            self._odd("performance_row", row.spot, said)

    # Heads.

    def _add_head(self, row: GridRow) -> None:
        if self._head is None:
            return
        self._head.add(row)
        for _, text in row.filled:
            self.money_unit = self.money_unit or money_unit_in(text)

    def _close_head(self) -> None:
        if self._head is None:
            return
        head, self._head = self._head, None
        for text in head.unknown.values():
            self._odd("performance_head", head.spot, text)
        if head.columns:
            self._columns[head.block] = head.columns
        else:
            self._state = ""

    # Labels with a value beside them.

    def _is_field(self, row: GridRow) -> bool:
        first = label_key(row.filled[0][1])
        return (
            first in words().fields
            or (
                first in words().all_sections
                and len(row.filled) > 1
                and label_key(row.filled[1][1]) in words().fields
            )
            or any(_labelled_text(text) for _, text in row.filled[:1])
        )

    def _fields(self, row: GridRow) -> None:
        self._state = ""
        role, label = "", NOTHING
        taken = True
        for index, text in row.filled:
            new = words().fields.get(label_key(text))
            apart = _labelled_text(text)
            if new:
                if not taken:
                    self._field(role, self._after(row, label))
                role, label, taken = new, value_at(row, index), False
            elif apart:
                role, label, taken = apart[0], value_at(row, index), True
                self._field(role, Value(apart[1], label.spot))
            elif not role:
                continue
            elif not taken:
                self._field(role, value_at(row, index))
                taken = True
            else:
                self.explanations.append(LabelledText((label,), value_at(row, index)))
        if not taken:
            self._field(role, self._after(row, label))

    def _after(self, row: GridRow, label: Value) -> Value:
        """The empty cell after a label."""
        place = next(i for i, cell in enumerate(row.cells) if cell and cell.spot == label.spot)
        return next(
            (value_at(row, i) for i in range(place + 1, len(row.cells)) if row.cells[i]), NOTHING
        )

    def _field(self, role: str, value: Value) -> None:
        if self.fields.get(role):
            if value:
                self._odd("performance_said_again", value.spot, value.text)
            return
        self.fields[role] = value

    # Sums of the indicators, and the total.

    def _sum(self, row: GridRow) -> None:
        if self.sums:
            self._odd("performance_said_again", row.spot, row.filled[0][1])
            return
        places = {c.role: c.place for c in self._columns["indicators"]}
        if len(row.filled) == 2:
            self.sums = [value_at(row, index) for index, _ in row.filled]
            return
        ((index, _),) = row.filled
        of_score = abs(index - places.get("score", 99)) < abs(index - places.get("weight", 99))
        self.sums = [NOTHING, value_at(row, index)] if of_score else [value_at(row, index), NOTHING]

    def _is_total(self, texts: Sequence[str]) -> bool:
        return all(
            read_figure(text).is_number
            or text in words().grades
            or label_key(text) in words().total_heads
            for text in texts
        )

    def _is_total_sum(self, texts: Sequence[str]) -> bool:
        """Whether a row of sums is the total: with a grade or the heads of the total."""
        if not self.bodies["indicators"] or label_key(texts[0]) not in words().sum_labels:
            return False
        graded = any(t in words().grades or label_key(t) in words().total_heads for t in texts)
        return graded and self._is_total(texts[1:])

    def _is_named_sum(self, texts: Sequence[str]) -> bool:
        """Whether a row gives sums under a name, maybe of one level: 产出指标 | 小计 | 50 | 48."""
        if self._state not in {"", "indicators"} or not self.bodies["indicators"]:
            return False
        named = [text for text in texts if not read_figure(text).is_number]
        keys = [label_key(text) for text in named]
        levels = all(
            key in words().sum_labels
            or key in words().all_sections
            or level_key(text) in words().level1 | words().level2.keys()
            for key, text in zip(keys, named, strict=True)
        )
        summed = any(key in words().sum_labels for key in keys)
        return summed and levels and 1 <= len(texts) - len(named) <= 2

    def _total(self, row: GridRow) -> None:
        for index, text in row.filled:
            value, key = value_at(row, index), label_key(text)
            if key in words().total_heads:
                self._total_columns[words().total_heads[key]] = index
            elif text in words().grades and "grade" not in self.total:
                self.total["grade"] = value
            elif read_figure(text).is_number and len(self._figures) < 2:
                self._figures.append(value)
                self._total_columns.setdefault(f"figure{len(self._figures)}", index)
            elif key not in words().total | words().sum_labels:
                self._odd("performance_total", value.spot, text)

    def _close_total(self) -> None:
        """Two figures are the weight and the score; one beside a grade is the score, alone it
        belongs to the column it stands in."""
        if len(self._figures) == 2:
            self.total |= dict(zip(("weight", "score"), self._figures, strict=True))
        elif self._figures:
            places = {c.role: c.place for c in self._columns.get("indicators", ())}
            here = self._total_columns["figure1"]
            weight = self._total_columns.get("weight", places.get("weight", -1))
            alone = "grade" not in self.total and here == weight
            self.total["weight" if alone else "score"] = self._figures[0]

    def _odd(self, key: str, spot: Spot, text: str) -> None:
        self.unread.append((key, spot, {"text": text[:80]}))


def _is_sum(row: GridRow) -> bool:
    return len(row.filled) <= 2 and all(read_figure(text).is_number for _, text in row.filled)


def _labelled_text(text: str) -> tuple[str, str] | None:
    """A cell that holds a label, a colon and the value."""
    label, colon, rest = text.replace("：", ":", 1).partition(":")
    role = words().fields.get(label_key(label)) if colon and len(label) < 20 else None
    return (role, rest.strip()) if role and rest.strip() else None
