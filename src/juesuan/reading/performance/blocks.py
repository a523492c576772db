"""Walking through the rows of one performance table: which block each row belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from juesuan.lexicon.performance import label_key, level_key, money_unit_in, words
from juesuan.reading.document import Spot
from juesuan.reading.performance.aligning import AlignedColumn
from juesuan.reading.performance.crossing import is_figure, is_pairs
from juesuan.reading.performance.heads import OF_ALL, HeadReader, head_block, is_source_head
from juesuan.reading.performance.labelled import Fields, labelled_text
from juesuan.reading.performance.lines import GridRow, loose_value, value_at
from juesuan.reading.performance.model import NOTHING, UnreadNote, Value
from juesuan.reading.performance.outline import has_label
from juesuan.reading.performance.totals import Totals, points

__all__ = ["Blocks"]

Body = list[tuple[GridRow, Sequence[AlignedColumn]]]


class Blocks:
    """The rows of a table sorted into blocks, fed one by one in printed order."""

    def __init__(self) -> None:
        self.unread: list[UnreadNote] = []
        self.totals = Totals(self.unread)
        self.fields = Fields(self.totals, self.unread)
        self.bodies: dict[str, Body] = {"money": [], "goals": [], "tasks": [], "indicators": []}
        self.crossed: list[GridRow] = []
        """Rows of money in which stages and sources cross."""
        self.analysis: list[GridRow] = []
        self.money_unit = ""
        self.execution = NOTHING
        """The points of execution where the label of the block or the head says them."""
        self._of_all: list[Value] = []
        """What stands in a column of the score of the whole."""
        self.seen: set[str] = set()
        """Keys of all short texts, by which the layout is known."""
        self._state = ""
        self._head: HeadReader | None = None
        self._columns: dict[str, tuple[AlignedColumn, ...]] = {}

    def text(self, text: str, near: Spot) -> None:
        """Take a text that stands between parts of the table, ``near`` the row before it."""
        key = label_key(text)
        self.seen.add(key)
        if key in words().total:
            self._close_head()
            self._state = "total"
        elif apart := labelled_text(text):
            self.fields.put(apart[0], loose_value(apart[1], near))

    def row(self, row: GridRow) -> None:
        """Take a row."""
        if not row.filled:
            return
        self.seen |= {label_key(text) for _, text in row.filled if len(text) <= 30}
        if self._head is not None:
            if self._head.block == "money" and (is_source_head(row) or is_pairs(row)):
                self._cross([*self._head.rows, row])
                return
            if self._head.goes_on(row):
                self._add_head(row)
                return
        self._close_head()
        if not self._labelled(row):
            self._body(row)

    def close(self) -> None:
        """Finish what is open."""
        self._close_head()
        if len(self._of_all) == 1:
            self.totals.offer("score", self._of_all[0])
        self.totals.close(self._columns.get("indicators", ()))

    def _labelled(self, row: GridRow) -> bool:
        """Take a row that says itself what it is."""
        texts = [text for _, text in row.filled]
        if words().is_remark(texts[0]):
            self._state = "notes"
        elif self._takes_total(row, texts):
            pass
        elif self._is_indicator(row):
            self._state = "indicators"
            self._body(row)
        elif self._takes_money(row):
            pass
        elif block := head_block(row):
            self._state, self._head = block, HeadReader(block)
            self._add_head(row)
        elif self.fields.starts(row, self._state):
            self._state = ""
            self.fields.row(row)
        elif all(label_key(text) in words().headings for text in texts) or (
            len(texts) == 1
            and (words().title_kind(texts[0]) or label_key(texts[0]) in words().all_sections)
        ):
            self._state = "" if self._state == "notes" else self._state
        elif self.fields.below(row):
            pass
        elif self._state not in {"money", "goals"} and has_label("analysis", row):
            self._state = "analysis"
            self.analysis.append(row)
        else:
            return False
        return True

    def _takes_total(self, row: GridRow, texts: Sequence[str]) -> bool:
        """Take a row of the total or of sums, if it is one."""
        totals, key = self.totals, label_key(texts[0])
        inline = label_key(texts[0].replace("：", ":", 1).partition(":")[0])
        begun = bool(self.bodies["indicators"])
        kept = self._without_aside(row)
        if self._state == "total" and totals.is_total(texts):
            totals.row(row)
        elif (
            key in words().total
            or (inline in words().total and totals.inline(texts))
            or (begun and totals.is_total_sum(texts))
        ):
            self._state = "total"
            totals.row(row)
        elif (
            begun
            and self._state in {"", "indicators"}
            and totals.is_named_sum([text for _, text in kept.filled])
        ):
            totals.named_sum(kept)
        else:
            return False
        return True

    def _without_aside(self, row: GridRow) -> GridRow:
        """A row without the points below heads that are not kept: weights of whole levels."""
        aside = [c for c in self._columns.get("indicators", ()) if c.role.startswith("not_kept")]
        for index, text in row.filled:
            if points(text) is not None and any(column.covers(index) for column in aside):
                row = row.without(index)
        return row

    def _is_indicator(self, row: GridRow) -> bool:
        """Whether a row of another block is an indicator's: the head of indicators stands
        above that block (some forms print it once, over all), and the row begins with levels."""
        if self._state in {"indicators", "analysis"} or not self._columns.get("indicators"):
            return False
        first, *rest = (level_key(text) for _, text in row.filled)
        known = words()
        named = first in known.level2 or (first in known.level1 and rest[:1] != [])
        return named and len(rest) > 1 and head_block(row) == ""

    def _takes_money(self, row: GridRow) -> bool:
        """Take a row of money in which stages and sources cross, if it is one."""
        if self._state == "crossed":
            figures = any(is_figure(text) for _, text in row.filled)
            named = any(
                words().source(text) or words().head("money", text) for _, text in row.filled
            )
            if not figures and (not named or head_block(row) in {"goals", "indicators"}):
                return False
            if not named and (head_block(row) or self.fields.starts(row, self._state)):
                return False
            self._cross([row])
            return True
        if self._state == "money" and self._columns.get("money") and not is_source_head(row):
            return False
        if is_pairs(row) or (is_source_head(row) and self._state not in {"indicators", "tasks"}):
            self._cross([row])
            return True
        return False

    def _cross(self, rows: Sequence[GridRow]) -> None:
        self._head, self._state = None, "crossed"
        for row in rows:
            self._unit(row)
            self.crossed.append(self._without_total(row))

    def _without_total(self, row: GridRow) -> GridRow:
        """A row of money without the score of the whole: one beside a grade (自评得分 | 98 |
        自评等级 | 优), or under a label that no money has."""
        pairs = list(pairwise(row.filled))
        graded = any(
            words().field(label) == "grade" and text in words().grades
            for (_, label), (_, text) in pairs
        )
        for (index, label), (beside, text) in pairs:
            role = words().field(label)
            of_money = words().head("money", label) is not None and not graded
            if role == "grade" or (role == "score" and points(text) is not None and not of_money):
                self.fields.put(role, value_at(row, beside))
                row = row.without(index).without(beside)
        return row

    def _unit(self, row: GridRow) -> None:
        for index, text in row.filled:
            self.money_unit = self.money_unit or money_unit_in(text)
            head = words().head("money", text)
            of_money = label_key(text) in words().sections["money"]
            if of_money or (head and head.role == "score" and self._state == "money"):
                said = words().points_in(text)
                if said and not self.execution:
                    self.execution = Value(said, value_at(row, index).spot)

    def _body(self, row: GridRow) -> None:
        """Take a row by the block it stands in."""
        if self._state == "analysis":
            self.analysis.append(row)
        elif self._state in self.bodies:
            index, text = row.filled[0]
            if len(row.filled) > 1 and words().is_section(self._state, text):
                self._unit(GridRow(row.cells, row.filled[:1]))
                row = row.without(index)
            elif len(row.filled) > 1 and self._state == "indicators" and words().names_goal(text):
                row = row.without(index)
            for column in self._columns[self._state]:
                value = value_at(row, column.place) if column.role.startswith(OF_ALL) else NOTHING
                self._of_all += [value] if points(value.text) is not None else []
            if self._state == "indicators" and _is_sum(row):
                self.totals.sum(row, self._columns["indicators"])
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
        self._unit(row)

    def _close_head(self) -> None:
        if self._head is None:
            return
        head, self._head = self._head, None
        for text in head.unknown.values():
            self._odd("performance_head", head.spot, text)
        if any(column.known for column in head.columns):
            self._columns[head.block] = head.columns
        else:
            self._state = ""

    def _odd(self, key: str, spot: Spot, text: str) -> None:
        self.unread.append((key, spot, {"text": text[:80]}))


def _is_sum(row: GridRow) -> bool:
    return len(row.filled) <= 2 and all(points(text) is not None for _, text in row.filled)
