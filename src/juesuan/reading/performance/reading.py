"""From tables to what they say: the overall, the department's and the projects' tables."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.lexicon.performance import words
from juesuan.reading.performance.aligning import AlignedColumn
from juesuan.reading.performance.blocks import Blocks
from juesuan.reading.performance.crossing import read_crossed
from juesuan.reading.performance.finding import Found, find_tables
from juesuan.reading.performance.indicators import is_execution, place_row, read_indicators
from juesuan.reading.performance.layouts import layout_of, parts_expected
from juesuan.reading.performance.lines import GridRow, value_at
from juesuan.reading.performance.listing import read_list
from juesuan.reading.performance.model import (
    NOTHING,
    DepartmentTable,
    Indicator,
    MoneyRow,
    OverallTable,
    Performance,
    ProjectList,
    ProjectTable,
    Task,
    UnreadNote,
    Value,
    YearlyGoal,
)
from juesuan.reading.performance.money import read_money
from juesuan.reading.performance.outline import read_outline
from juesuan.reading.recognise.tables import Table

__all__ = ["read_performance"]


def read_performance(tables: Sequence[Table]) -> Performance:
    """Read the performance tables among tables given in printed order.

    Texts are kept as printed and nothing is computed. What was not understood is in
    ``unread``: a message key, the spot and details."""
    unread: list[UnreadNote] = []
    overall: list[OverallTable] = []
    department: list[DepartmentTable] = []
    projects: list[ProjectTable] = []
    lists: list[ProjectList] = []
    for found in find_tables(tables, unread):
        if found.kind == "overall":
            overall.append(_overall(found, unread))
        elif found.kind == "department":
            department.append(_department(found, unread))
        elif found.kind == "list":
            rows = [part for part in found.parts if isinstance(part, GridRow)]
            lists += filter(None, [read_list(found.title, found.number, found.money_unit, rows)])
        else:
            projects.append(_project(found, unread))
    return Performance(tuple(overall), tuple(department), tuple(projects), unread, tuple(lists))


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
    for line in found.above:
        blocks.fields.offer(line, found.spot)
    blocks.close()
    return blocks


def _department(found: Found, unread: list[UnreadNote]) -> DepartmentTable:
    blocks = _sorted(found)
    unread += blocks.unread
    indicators, money = _indicators(blocks, unread)
    fields = blocks.fields
    goals = []
    if fields.get("yearly_goal", "target", "actual"):
        goals.append(
            YearlyGoal(target=fields.get("yearly_goal", "target"), actual=fields.get("actual"))
        )
    for row, columns in blocks.bodies["goals"]:
        values, _ = _placed(row, columns, unread)
        goals.append(YearlyGoal(**values))
    tasks = []
    for row, columns in blocks.bodies["tasks"]:
        values, shifted = _placed(row, columns, unread)
        tasks.append(Task(**values, shifted=shifted))
    analysis, notes = read_outline("analysis", blocks.analysis)
    unread += notes
    total = blocks.totals.total
    return DepartmentTable(
        title=found.title,
        number=found.number,
        money_unit=blocks.money_unit or found.money_unit,
        name=fields.get("department", "implementing_unit", "main_body"),
        duties=fields.get("duties"),
        goals=fields.get("goals"),
        explanations=tuple(fields.explanations),
        yearly_goals=tuple(goals),
        tasks=tuple(tasks),
        money=money,
        indicators=indicators,
        total=total.get("weight", NOTHING),
        score=total.get("score", NOTHING),
        other_score=blocks.totals.other,
        grade=total.get("grade", NOTHING),
        other_matters=fields.get("other_matters"),
        analysis=analysis,
    )


def _placed(
    row: GridRow, columns: Sequence[AlignedColumn], unread: list[UnreadNote]
) -> tuple[dict[str, Value], bool]:
    placed = place_row(row, columns)
    unread += placed.unread
    return placed.values, placed.shifted


def _money(blocks: Blocks, unread: list[UnreadNote]) -> tuple[MoneyRow, ...]:
    rows: list[MoneyRow] = []
    if blocks.bodies["money"]:
        rows, odd = read_money(blocks.bodies["money"])
        for cell in odd:
            unread.append(("outside_columns", cell.spot, {"text": cell.text.strip()[:40]}))
    if blocks.crossed:
        crossed, odd = read_crossed(blocks.crossed)
        rows += crossed
        for cell in odd:
            unread.append(("money_without_stage", cell.spot, {"text": cell.text.strip()[:40]}))
    if rows and blocks.execution and not any(row["weight"] for row in rows):
        whole = next((n for n, row in enumerate(rows) if words().names_whole(row.label)), 0)
        values = {**rows[whole].values, "weight": blocks.execution}
        rows[whole] = replace(rows[whole], values=values)
    return tuple(rows)


def _indicators(
    blocks: Blocks, unread: list[UnreadNote]
) -> tuple[tuple[Indicator, ...], tuple[MoneyRow, ...]]:
    """The indicators and the money. A row among the indicators that is about spending alone
    (预算执行率) gives its points to the money, where that prints none."""
    found, notes = read_indicators(blocks.bodies["indicators"])
    unread += notes
    money = list(_money(blocks, unread))
    spent = [one for one in found if money and is_execution(one)]
    for one in spent[:1]:
        whole = next((n for n, row in enumerate(money) if words().names_whole(row.label)), 0)
        points = {"weight": one.weight, "score": one.score}
        said = {role: value for role, value in points.items() if value and not money[whole][role]}
        money[whole] = replace(money[whole], values={**money[whole].values, **said})
    return tuple(one for one in found if one not in spent[:1]), tuple(money)


def _project(found: Found, unread: list[UnreadNote]) -> ProjectTable:
    blocks = _sorted(found)
    unread += blocks.unread
    indicators, money = _indicators(blocks, unread)
    goals = _goals(blocks, unread)
    analysis, notes = read_outline("analysis", blocks.analysis)
    unread += notes
    fields, total = blocks.fields, blocks.totals.total
    for section in fields.explanations:
        unread.append(("outside_columns", section.text.spot, {"text": section.text.text[:40]}))
    layout = layout_of(blocks.seen, found.title)
    subtotal, subtotal_score = (*blocks.totals.sums, NOTHING, NOTHING)[:2]
    table = ProjectTable(
        title=found.title,
        number=found.number,
        layout=layout,
        money_unit=blocks.money_unit or found.money_unit,
        name=fields.get("name"),
        main_body=fields.get("main_body"),
        implementing_unit=fields.get("implementing_unit", "department"),
        money=money,
        content=fields.get("content"),
        target=goals["target"],
        adjusted_target=goals["adjusted"],
        actual=goals["actual"],
        indicators=indicators,
        subtotal=subtotal,
        subtotal_score=subtotal_score,
        total=total.get("weight", NOTHING),
        score=total.get("score", NOTHING),
        other_score=blocks.totals.other,
        grade=total.get("grade", NOTHING),
        other_matters=fields.get("other_matters"),
        analysis=analysis,
    )
    if indicators and not any(one.actual or one.score for one in indicators):
        unread.append(("performance_blank", found.spot, {"text": table.name.text}))
    for part in parts_expected(layout):
        if not getattr(table, part):
            unread.append(
                ("performance_part_missing", found.spot, {"part": part, "table": table.name.text})
            )
    return table


def _goals(blocks: Blocks, unread: list[UnreadNote]) -> dict[str, Value]:
    """The project's target (also after adjustment) and what was reached. As many texts as
    columns are theirs in order; one alone belongs to the nearest column, and the cell beside it
    is blank."""
    blank: dict[str, Value] = {}
    found: dict[str, list[Value]] = {"target": [], "adjusted": [], "actual": []}
    for row, columns in blocks.bodies["goals"]:
        known = [column for column in columns if column.role in found]
        other = [column for column in columns if column not in known and column.known]
        cells = [i for i, _ in row.filled if not any(column.covers(i) for column in other)]
        values = [value_at(row, index) for index in cells]
        if len(values) >= len(known):
            for column, value in zip(known, values, strict=False):
                found[column.role].append(value)
        else:
            for index in cells:
                column = min(known, key=lambda c: abs(c.place - index))
                found[column.role].append(value_at(row, index))
            for column in known:
                blank.setdefault(column.role, value_at(row, column.place))
        for value in values[len(known) :]:
            unread.append(("outside_columns", value.spot, {"text": value.text[:40]}))
    joined = {role: _joined(values) for role, values in found.items()}
    return {
        role: value or blocks.fields.get(role) or blank.get(role, NOTHING)
        for role, value in joined.items()
    }


def _joined(values: Sequence[Value]) -> Value:
    """Texts that go on in further rows, with the spot of the first."""
    if len(values) < 2:
        return values[0] if values else NOTHING
    return Value("\n".join(value.text for value in values), values[0].spot)
