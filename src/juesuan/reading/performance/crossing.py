"""Money whose stages (年初预算数, 执行数) and sources (财政拨款, 其他资金) cross in any way.

A figure means what the words left of it in its row and those above it say together: pairs of
label and figure, sources side by side above rows of stages, or sources below stages. A figure
without a stage is told, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.keeping import compiled
from juesuan.lexicon.performance import label_key, words
from juesuan.reading.document import GridText
from juesuan.reading.figures import read_figure
from juesuan.reading.performance.lines import GridRow, value_of
from juesuan.reading.performance.model import NOTHING, MoneyRow, Value
from juesuan.text import plain

__all__ = ["is_figure", "is_pairs", "read_crossed", "stage"]

_AMOUNT = compiled(r"(-?[\d,]+(?:\.\d+)?)(?:万元|元|分|%)?")
_SUMS = frozenset(
    {"declared", "initial", "adjustment", "confirmed", "full", "received", "executed"}
)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, a percentage or a dash."""
    return read_figure(text).kind in {"number", "dash"} or bool(_AMOUNT.fullmatch(plain(text)))


def stage(text: str) -> str:
    """The role of a label of a stage (or of the rate, the weight, the score)."""
    head = words().head("money", text)
    if head and head.role == "initial" and any(mark in text for mark in words().adjusted_marks):
        return "confirmed"
    return head.role if head and head.kind in {"amount", "rate", "points"} else ""


def apart(text: str) -> tuple[str, str]:
    """A cell that holds a label, a colon and a figure; the figure is empty where it does not."""
    label, colon, rest = text.replace("：", ":", 1).partition(":")
    return (label, rest.strip()) if colon and is_figure(rest) and rest.strip() else (text, "")


def is_pairs(row: GridRow) -> bool:
    """Whether a row has the label of a sum's stage with its figure, and none but that, beside it
    (预算数：| 100)."""
    cells = [*row.filled, (-1, "")]
    for (index, text), (after, figure), (_, then) in zip(cells, cells[1:], cells[2:], strict=False):
        if stage(text) in _SUMS and is_figure(figure) and after == row.end(index):
            return not is_figure(then)
    return any(stage(label) in _SUMS for _, text in row.filled for label, f in [apart(text)] if f)


class _Crossing:
    """The rows of money found so far, by the key of their source."""

    def __init__(self) -> None:
        self.labels: dict[str, Value] = {}
        self.values: dict[str, dict[str, Value]] = {}
        self.odd: list[GridText] = []
        self._stages: dict[int, str] = {}
        self._sources: dict[int, Value] = {}

    def row(self, row: GridRow) -> None:
        """Take a row."""
        cells = [(index, *apart(text)) for index, text in row.filled]
        if not any(is_figure(text) or figure for _, text, figure in cells):
            self._head(row)
            return
        role, source, consumed = "", NOTHING, False
        first, fresh = NOTHING, False
        for index, text, figure in cells:
            cell = row.cell(index)
            if cell is None:
                continue
            said = self._meant(stage(text), text, index)
            if said and not is_figure(text):
                role, source, consumed, fresh = said, first, False, True
                self._over(self._stages, row, index, said)
            elif words().source(text):
                if not role and not consumed:
                    first = value_of(cell)
                source, fresh = Value(text, cell.spot), True
            if is_figure(text) or figure:
                value = Value(figure, cell.spot) if figure else value_of(cell)
                above = self._stages.get(index, "")
                own = role if role and (fresh or not above) else above
                self._put(cell, own, source, index, value)
                consumed, fresh = True, False

    def _meant(self, said: str, text: str, index: int) -> str:
        """The stage of a label: one for any budget is what stands above it, if that says more."""
        above = self._stages.get(index, "")
        generic = label_key(text) in words().any_budget
        return above if generic and above in {"confirmed", "full"} else said

    def _head(self, row: GridRow) -> None:
        for index, text in row.filled:
            if said := stage(text):
                self._over(self._stages, row, index, said)
            elif words().source(text):
                cell = row.cell(index)
                for place in range(index, row.after(index)):
                    self._sources[place] = value_of(cell)

    def _over(self, stages: dict[int, str], row: GridRow, index: int, said: str) -> None:
        for place in range(index, row.after(index)):
            stages[place] = said
        after = row.after(index)
        if after < len(row.cells) and is_figure(dict(row.filled).get(after, "")):
            stages[after] = said

    def _put(self, cell: GridText, role: str, source: Value, index: int, value: Value) -> None:
        if read_figure(value.text).kind == "dash" and not role:
            return
        if not role:
            self.odd.append(cell)
            return
        source = source or self._sources.get(index, NOTHING)
        key = words().source(source.text)
        self.labels.setdefault(key, source)
        roles = self.values.setdefault(key, {})
        if role in roles:
            self.odd.append(cell)
        else:
            roles[role] = value


def read_crossed(rows: Sequence[GridRow]) -> tuple[list[MoneyRow], list[GridText]]:
    """The money of rows in which stages and sources cross, one row for each source, and the
    figures whose stage no word says."""
    found = _Crossing()
    for row in rows:
        found.row(row)
    keys = list(found.values)
    whole = next((key for key in keys if key and words().names_whole(key)), "")
    if whole and "" in found.values:
        found.values[whole] = {**found.values.pop(""), **found.values[whole]}
        keys.remove("")
    keys.sort(key=lambda key: bool(key) and not words().names_whole(key))
    return [
        MoneyRow((found.labels[key],) if key else (), found.values[key]) for key in keys
    ], found.odd
