"""Labels of a performance table with a value beside or below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from juesuan.facts import is_money
from juesuan.lexicon.performance import label_key, words
from juesuan.reading.document import Spot
from juesuan.reading.performance.lines import GridRow, loose_value, value_at
from juesuan.reading.performance.model import NOTHING, LabelledText, UnreadNote, Value
from juesuan.reading.performance.totals import Totals
from juesuan.reading.recognise.tables import department_of
from juesuan.text import plain

__all__ = ["Fields", "labelled_text"]

_TEXTS = frozenset({"target", "actual", "yearly_goal", "goals", "duties", "content"})
"""Labels whose words may as well be names of indicators."""
_OF_TOTAL = frozenset({"score", "grade"})
_LABEL = 20
_WIDE = re.compile(r"\s{2,}|\t|　")


class _Waiting(Struct, frozen=True):
    """A label whose value may stand below it."""

    role: str
    place: int
    end: int


def labelled_text(text: str) -> tuple[str, str] | None:
    """The role and the value of a cell that holds a label, a colon and the value."""
    label, colon, rest = text.replace("：", ":", 1).partition(":")
    value = rest.strip()
    if not colon or not value or len(label) >= _LABEL or is_money(plain(value)):
        return None
    role = words().field(label)
    return (role, value) if role else None


class Fields:
    """The values of labels found so far, by their role."""

    def __init__(self, totals: Totals, unread: list[UnreadNote]) -> None:
        self.values: dict[str, Value] = {}
        self.explanations: list[LabelledText] = []
        self._totals = totals
        self._unread = unread
        self._waiting: list[_Waiting] = []

    def starts(self, row: GridRow, state: str) -> bool:
        """Whether a row begins with a label that has its value beside or below it; ``state``
        is the block that the row follows."""
        first = row.filled[0][1]
        role = words().field(first) or (labelled_text(first) or ("", ""))[0]
        of_goals = role == "not_kept" or label_key(first) in words().sections["goals"]
        if state == "goals" and of_goals:
            return False
        if role:
            return state != "indicators" or role not in _TEXTS or len(row.filled) <= 2
        if len(row.filled) == 1 or state in {"indicators", "money"}:
            return False
        section = label_key(first) in words().all_sections | words().headings
        return section and bool(words().field(row.filled[1][1]))

    def row(self, row: GridRow) -> None:
        """Take a row of labels and values."""
        role, label, place = "", NOTHING, -1
        taken = True
        waiting: list[_Waiting] = []
        for index, text in row.filled:
            new = words().field(text)
            said = labelled_text(text)
            if new:
                if not taken:
                    self._blank(row, role, place, index, waiting)
                role, label, place, taken = new, value_at(row, index), index, False
            elif said:
                if not taken:
                    self._blank(row, role, place, index, waiting)
                role, label, taken = said[0], value_at(row, index), True
                self.put(role, Value(said[1], label.spot))
            elif not role:
                continue
            elif not taken:
                self.put(role, value_at(row, index))
                taken = True
            else:
                self.explanations.append(LabelledText((label,), value_at(row, index)))
        if not taken:
            self._blank(row, role, place, len(row.cells), waiting)
        self._waiting = waiting

    def _blank(
        self, row: GridRow, role: str, place: int, after: int, waiting: list[_Waiting]
    ) -> None:
        """A label with no value beside it: its cell is blank, or its value stands below."""
        cells = [index for index in range(place + 1, after) if row.cells[index] is not None]
        if cells:
            self.put(role, value_at(row, cells[0]))
        else:
            waiting.append(_Waiting(role, place, max(row.end(place), after)))

    def below(self, row: GridRow) -> bool:
        """Take a row of values below labels, if it is one."""
        waiting, self._waiting = self._waiting, []
        if not waiting or len(row.filled) > len(waiting):
            return False
        found = [
            (one, index)
            for one in waiting
            for index, _ in row.filled
            if one.place <= index < one.end
        ]
        if len(found) < len(row.filled):
            return False
        for one, index in found:
            self.put(one.role, value_at(row, index))
        return True

    def put(self, role: str, value: Value) -> None:
        """Keep a value; the first that is said holds."""
        if role == "not_kept":
            return
        if role in _OF_TOTAL:
            self._totals.field(role, value)
        elif self.values.get(role):
            if value and value.text != self.values[role].text:
                details: dict[str, object] = {"text": value.text[:80]}
                self._unread.append(("performance_said_again", value.spot, details))
        else:
            self.values[role] = value

    def offer(self, line: str, near: Spot) -> None:
        """Keep what a line over the table says, where the table itself says nothing of it."""
        if (name := department_of(line)) and not self.values.get("department"):
            self.values["department"] = loose_value(name, near)
        for text in _WIDE.split(line.strip()):
            role, value = labelled_text(text) or ("", "")
            if role in _OF_TOTAL:
                self._totals.offer(role, loose_value(value, near))
            elif role and not self.values.get(role):
                self.values[role] = loose_value(value, near)

    def get(self, *roles: str) -> Value:
        """The value of the first of some roles that is said."""
        values: Sequence[Value] = [self.values[role] for role in roles if role in self.values]
        return next((value for value in values if value), values[0] if values else NOTHING)
