"""Indicator rows under their head, with levels carried where cells are merged or left blank."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.lexicon.performance import label_key, level_key, words
from juesuan.reading.document import GridText, Spot
from juesuan.reading.performance.aligning import AlignedColumn, Alignment, align, misfit
from juesuan.reading.performance.joined import taken_apart
from juesuan.reading.performance.lines import GridRow, value_at
from juesuan.reading.performance.model import NOTHING, Indicator, UnreadNote, Value
from juesuan.text import plain

__all__ = ["PlacedRow", "is_execution", "place_row", "read_indicators"]

_BROKEN = {"level3", "target", "actual", "reason", "criterion"}
_FITS = 0.5
_BAD = 2.9
"""A cell that fits its column no better than this is not believed."""


class PlacedRow(Struct, frozen=True):
    """A row whose cells have found their columns. ``shifted``: not where the head says."""

    values: dict[str, Value]
    shifted: bool
    unread: tuple[UnreadNote, ...]


def place_row(row: GridRow, columns: Sequence[AlignedColumn]) -> PlacedRow:
    """Find the column of every cell of a row; what finds none is noted."""
    found = align(row.filled, columns)
    notes = [_note("outside_columns", row.cell(index)) for index in found.left_out]
    if found.misfit > _BAD or found.doubtful:
        key = "performance_row_unfit" if found.misfit > _BAD else "performance_row_doubtful"
        text = " | ".join(text for _, text in row.filled)
        notes.append((key, row.spot, {"text": text[:80]}))
    values = {column.role: NOTHING for column in columns if column.known}
    shift = 0
    for number, column in enumerate(columns):
        at = found.places.get(number)
        shift = at - column.place if at is not None else shift
        value = value_at(row, at if at is not None else column.place + shift)
        if column.known:
            values[column.role] = value if at is not None or not value else NOTHING
    for number, more in found.more.items():
        notes += _several(values, columns[number], [value_at(row, index) for index in more])
    values = {role: value for role, value in values.items() if not role.startswith("not_kept")}
    return PlacedRow(taken_apart(values), _is_shifted(found, columns), tuple(notes))


def is_execution(indicator: Indicator) -> bool:
    """Whether a row is about spending alone: its first level says so, and its name no more."""
    names = [indicator.level1, indicator.level2, indicator.level3]
    own = [name for name in names if name and not name.carried]
    return (
        len(own) > 0
        and bool(indicator.level1)
        and not indicator.level1.carried
        and all(label_key(name.text) in words().execution for name in own)
    )


def _several(
    values: dict[str, Value], column: AlignedColumn, more: Sequence[Value]
) -> list[UnreadNote]:
    """Divide several cells below one head (指标值 over ≥ | 95 | %) into direction, value and unit,
    or take the last of several names, one under another. Cells that are neither are noted."""
    if not column.known or column.role.startswith("not_kept"):
        return []
    cells = [values[column.role], *more]
    if column.kind == "value":
        parts = {"operator": NOTHING, "unit": NOTHING}
        if len(cells) > 1 and plain(cells[0].text) in words().operators:
            parts["operator"] = cells.pop(0)
        if len(cells) > 1 and not values.get("unit"):
            parts["unit"] = cells.pop()
        values[column.role] = cells.pop(0)
        values |= {role: value for role, value in parts.items() if value}
    elif column.kind == "name":
        values[column.role] = cells.pop()
    return [("outside_columns", v.spot, {"text": v.text[:40]}) for v in cells[1:]]


def _is_shifted(found: Alignment, columns: Sequence[AlignedColumn]) -> bool:
    return any(not columns[number].covers(index) for number, index in found.places.items())


def _note(key: str, cell: GridText | None) -> UnreadNote:
    if cell is None:
        raise ValueError("a filled cell has a text")
    return key, cell.spot, {"text": cell.text.strip()[:40]}


def read_indicators(
    rows: Sequence[tuple[GridRow, Sequence[AlignedColumn]]],
) -> tuple[list[Indicator], list[UnreadNote]]:
    """The indicators that rows hold, each row with the columns of its head."""
    unread: list[UnreadNote] = []
    levels = _Levels()
    free = {role for role in ("level1", "level2") if _is_free(role, rows)}
    for row, head in rows:
        columns = [replace(c, kind="level") if c.role in free else c for c in head]
        values: dict[str, Value] = {}
        if not any(column.role == "nature" for column in columns):
            row, values = _nature(row)
        placed = place_row(row, columns)
        unread += placed.unread
        values |= placed.values
        if not values.get("weight") and not any(c.role == "weight" for c in columns):
            values |= _weight_in_name(values.get("level3", NOTHING))
        levels.add(values, placed.shifted or ("nature" in values), "level1" in free, unread)
    headed = {column.role for _, columns in rows for column in columns}
    return levels.finish(headed, unread), unread


def _is_free(role: str, rows: Sequence[tuple[GridRow, Sequence[AlignedColumn]]]) -> bool:
    """Whether the levels of a table are its own: none of its names is listed, the cells of
    its file cannot have slipped, or none has."""
    listed = words().level1 if role == "level1" else words().level2
    texts = [(text, row.spot) for row, _ in rows for _, text in row.filled]
    firm = bool(texts) and all(spot.sheet or spot.table for _, spot in texts)
    if firm or not any(level_key(text) in listed for text, _ in texts):
        return True
    return all(_stands(text, index, columns) for row, columns in rows for index, text in row.filled)


def _stands(text: str, index: int, columns: Sequence[AlignedColumn]) -> bool:
    """Whether a cell stands below a head and looks like what the head names; names of levels
    need not be listed."""
    column = next((column for column in columns if column.covers(index)), None)
    if column is None:
        return False
    if column.role not in {"level1", "level2"}:
        return misfit(column.kind, text) <= _FITS
    level1, level2 = words().level1, words().level2.keys()
    own, other = (level1, level2) if column.role == "level1" else (level2, level1)
    strange = level_key(text) in other and level_key(text) not in own
    return not strange and misfit("level", text) <= _FITS


def _weight_in_name(name: Value) -> dict[str, Value]:
    """The weight that stands in brackets after an indicator's name (宣传场次（15分）)."""
    said = words().points_in(name.text)
    return {"weight": Value(said, name.spot)} if said else {}


def _nature(row: GridRow) -> tuple[GridRow, dict[str, Value]]:
    """A cell saying 定量 or 定性 that no head names, taken out of the row."""
    for index, text in row.filled:
        if plain(text) in words().natures:
            return row.without(index), {"nature": value_at(row, index)}
    return row, {}


class _Levels:
    """Carries levels down the rows, and up to first rows where a merged cell's text stands
    further down."""

    def __init__(self) -> None:
        self._level1 = NOTHING
        self._level2 = NOTHING
        self._found: list[Indicator] = []

    def add(
        self, values: dict[str, Value], shifted: bool, free: bool, unread: list[UnreadNote]
    ) -> None:
        """Take a row; ``free``: any name may stand at the first level."""
        level1, level2 = values.get("level1", NOTHING), values.get("level2", NOTHING)
        known = level1 and not free
        if known and level_key(level1.text) not in words().level1 and words().parents(level1.text):
            unread.append(("performance_odd_level", level1.spot, {"text": level1.text}))
            level1 = NOTHING
        if not level1:
            level1 = _carried(self._level1)
            if level2 and level1 and not _fits(level1, level2):
                level1 = NOTHING
            if not level2:
                level2 = _carried(self._level2)
        self._level1, self._level2 = level1, level2
        rest = {r: v for r, v in values.items() if r not in {"level1", "level2"}}
        if self._found and _goes_on(self._found[-1], values):
            self._found[-1] = _with_more(self._found[-1], rest)
        elif any(rest.values()):
            self._found.append(Indicator(level1=level1, level2=level2, shifted=shifted, **rest))

    def finish(self, headed: Collection[str], unread: list[UnreadNote]) -> list[Indicator]:
        """All indicators; levels and names that have a head and stand nowhere are noted."""
        first = next((i for i, row in enumerate(self._found) if row.level1), 0)
        for number in range(first):
            row, level1 = self._found[number], _carried(self._found[first].level1)
            if _fits(level1, row.level2):
                self._found[number] = replace(row, level1=level1)
        for row in self._found:
            own = (row.level3, row.target, row.adjusted, row.unit, row.actual, row.weight)
            spot = next((v.spot for v in (*own, row.score, row.reason) if v), Spot())
            for level in ("level1", "level2", "level3"):
                if level in headed and not getattr(row, level):
                    details: dict[str, object] = {"text": row.level3.text[:40], "level": level}
                    unread.append(("performance_no_level", spot, details))
        return self._found


def _goes_on(above: Indicator, values: dict[str, Value]) -> bool:
    """Whether a row is the rest of the one above it, which the end of a page has broken: words
    alone below a name, no level, weight or score of its own."""
    page = max((value.spot.page for value in values.values() if value), default=0)
    said = {role for role, value in values.items() if value}
    return (
        0 < above.level3.spot.page < page
        and bool(above.weight or above.score)
        and "level3" in said
        and said <= _BROKEN
    )


def _with_more(above: Indicator, rest: dict[str, Value]) -> Indicator:
    """An indicator with the rest of its texts."""
    said = {role: getattr(above, role) for role, value in rest.items() if value}
    more = {role: replace(v, text=v.text + rest[role].text) for role, v in said.items()}
    return replace(above, **more)


def _carried(value: Value) -> Value:
    return replace(value, carried=True) if value else NOTHING


def _fits(level1: Value, level2: Value) -> bool:
    """Whether a level 2 may stand under a level 1, as far as is known."""
    parents = words().parents(level2.text)
    return parents is None or level_key(level1.text) in parents
