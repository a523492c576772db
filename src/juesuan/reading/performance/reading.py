"""From tables to what they say: the overall, the department's and the projects' tables."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.reading.performance.aligning import Column
from juesuan.reading.performance.blocks import Blocks
from juesuan.reading.performance.finding import Found, find_tables
from juesuan.reading.performance.indicators import place_row, read_indicators
from juesuan.reading.performance.lines import GridRow, value_at
from juesuan.reading.performance.model import (
    NOTHING,
    DepartmentTable,
    MoneyRow,
    OverallTable,
    Performance,
    ProjectTable,
    Task,
    UnreadNote,
    Value,
    YearlyGoal,
)
from juesuan.reading.performance.money import read_money
from juesuan.reading.performance.outline import read_outline
from juesuan.reading.performance.words import layouts, words
from juesuan.reading.tables import Table

__all__ = ["read_performance"]


def read_performance(tables: Sequence[Table]) -> Performance:
    """Read the performance tables among tables given in printed order.

    Texts are kept as printed and nothing is computed. What was not understood is in
    ``unread``: a message key, the spot and details."""
    unread: list[UnreadNote] = []
    overall: list[OverallTable] = []
    department: list[DepartmentTable] = []
    projects: list[ProjectTable] = []
    for found in find_tables(tables, unread):
        if found.kind == "overall":
            overall.append(_overall(found, unread))
        elif found.kind == "department":
            department.append(_department(found, unread))
        else:
            projects.append(_project(found, unread))
    return Performance(tuple(overall), tuple(department), tuple(projects), unread)


def _overall(found: Found, unread: list[UnreadNote]) -> OverallTable:
    rows = [part for part in found.parts if isinstance(part, GridRow)]
    sections, notes = read_outline("overall", [row for row in rows if not _is_note(row)])
    unread += notes
    return OverallTable(found.title, found.number, sections)


def _is_note(row: GridRow) -> bool:
    return bool(row.filled) and (
        words().is_remark(row.filled[0][1])
        or (len(row.filled) == 1 and bool(words().title_kind(row.filled[0][1])))
    )


def _sorted(found: Found) -> Blocks:
    """A table's parts sorted into blocks."""
    blocks = Blocks()
    near = found.spot
    for part in found.parts:
        if isinstance(part, GridRow):
            blocks.row(part)
            near = part.spot
        else:
            blocks.text(part, near)
    blocks.close()
    return blocks


def _department(found: Found, unread: list[UnreadNote]) -> DepartmentTable:
    blocks = _sorted(found)
    unread += blocks.unread
    indicators, notes = read_indicators(blocks.bodies["indicators"])
    unread += notes
    goals = (
        [YearlyGoal(target=blocks.fields["yearly_goal"])]
        if blocks.fields.get("yearly_goal")
        else []
    )
    for row, columns in blocks.bodies["goals"]:
        values, _ = _placed(row, columns, unread)
        goals.append(YearlyGoal(**values))
    tasks = []
    for row, columns in blocks.bodies["tasks"]:
        values, shifted = _placed(row, columns, unread)
        tasks.append(Task(**values, shifted=shifted))
    return DepartmentTable(
        title=found.title,
        number=found.number,
        money_unit=blocks.money_unit or found.money_unit,
        name=blocks.fields.get("department", NOTHING),
        duties=blocks.fields.get("duties", NOTHING),
        goals=blocks.fields.get("goals", NOTHING),
        explanations=tuple(blocks.explanations),
        yearly_goals=tuple(goals),
        tasks=tuple(tasks),
        money=_money(blocks, unread),
        indicators=tuple(indicators),
        other_matters=blocks.fields.get("other_matters", NOTHING),
    )


def _placed(
    row: GridRow, columns: Sequence[Column], unread: list[UnreadNote]
) -> tuple[dict[str, Value], bool]:
    placed = place_row(row, columns)
    unread += placed.unread
    return placed.values, placed.shifted


def _money(blocks: Blocks, unread: list[UnreadNote]) -> tuple[MoneyRow, ...]:
    if not blocks.bodies["money"]:
        return ()
    rows, odd = read_money(blocks.bodies["money"])
    for cell in odd:
        unread.append(("outside_columns", cell.spot, {"text": cell.text.strip()[:40]}))
    return tuple(rows)


def _project(found: Found, unread: list[UnreadNote]) -> ProjectTable:
    blocks = _sorted(found)
    unread += blocks.unread
    indicators, notes = read_indicators(blocks.bodies["indicators"])
    unread += notes
    target, actual = _goals(blocks, unread)
    analysis, notes = read_outline("analysis", blocks.analysis)
    unread += notes
    for section in blocks.explanations:
        unread.append(("outside_columns", section.text.spot, {"text": section.text.text[:40]}))
    layout = _layout(found, blocks)
    subtotal, subtotal_score = (*blocks.sums, NOTHING, NOTHING)[:2]
    table = ProjectTable(
        title=found.title,
        number=found.number,
        layout=layout,
        money_unit=blocks.money_unit or found.money_unit,
        name=blocks.fields.get("name", NOTHING),
        main_body=blocks.fields.get("main_body", NOTHING),
        implementing_unit=blocks.fields.get("implementing_unit", NOTHING),
        money=_money(blocks, unread),
        target=target,
        actual=actual,
        indicators=tuple(indicators),
        subtotal=subtotal,
        subtotal_score=subtotal_score,
        total=blocks.total.get("weight", NOTHING),
        score=blocks.total.get("score", NOTHING),
        grade=blocks.total.get("grade", NOTHING),
        other_matters=blocks.fields.get("other_matters", NOTHING),
        analysis=analysis,
    )
    for part in layouts()[layout]["expects"]:
        if not getattr(table, part):
            unread.append(
                ("performance_part_missing", found.spot, {"part": part, "table": table.name.text})
            )
    return table


def _goals(blocks: Blocks, unread: list[UnreadNote]) -> tuple[Value, Value]:
    """The project's target and what was reached. Of two texts in a row the first is the
    target; one alone belongs to the nearest column."""
    found: dict[str, list[Value]] = {"target": [], "actual": []}
    for row, columns in blocks.bodies["goals"]:
        places = {column.role: column.place for column in columns}
        values = [value_at(row, index) for index, _ in row.filled]
        if len(values) == 2:
            found["target"].append(values[0])
            found["actual"].append(values[1])
        elif len(values) == 1:
            index = row.filled[0][0]
            role = min(places, key=lambda r: abs(places[r] - index))
            found[role].append(values[0])
        for value in values[2:]:
            unread.append(("outside_columns", value.spot, {"text": value.text[:40]}))
    return _joined(found["target"]), _joined(found["actual"])


def _joined(values: Sequence[Value]) -> Value:
    """Texts that go on in further rows, with the spot of the first."""
    if len(values) < 2:
        return values[0] if values else NOTHING
    return Value("\n".join(value.text for value in values), values[0].spot)


def _layout(found: Found, blocks: Blocks) -> str:
    """The layout most of whose words the table prints; the year of the title helps."""

    def likeness(name: str) -> float:
        layout = layouts()[name]
        share = len(layout["words"] & blocks.seen) / len(layout["words"])
        return share + (0.1 if f"{layout['year']}年" in found.title else 0)

    return max(layouts(), key=likeness)
