"""Money of the performance tables (项目资金): the rows that were read with certainty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.subject import Subject
from juesuan.checks.tables.view import Table, view
from juesuan.facts import AmountError, MoneyUnit, money_unit, parse_amount
from juesuan.performance.statements import ToldMoney
from juesuan.performance.tables import Project
from juesuan.reading.performance import DepartmentTable, MoneyRow, Value

__all__ = ["amount_in", "projects_of", "rows_of", "sure_row", "unit_of"]


def unit_of(table: DepartmentTable, default: MoneyUnit) -> MoneyUnit:
    """The unit of money of the department's table."""
    return money_unit(table.money_unit) if table.money_unit else default


def amount_in(value: Value, unit: MoneyUnit) -> int | None:
    """Cents that a cell prints; ``None`` for no number."""
    try:
        return parse_amount(value.text, unit) if value else None
    except AmountError:
        return None


def projects_of(subject: Subject) -> Iterator[tuple[Table, Project, ToldMoney | None]]:
    """The projects with their tables and the money told in their texts."""
    seen = subject.once(view)
    for table, told in zip(seen.projects, seen.told, strict=True):
        if table.project is not None:
            yield table, table.project, told


def sure_row(row: MoneyRow, rows: Sequence[MoneyRow]) -> bool:
    """Whether a row of money was read with certainty: under its head, or moved against it
    just as all rows of the table are."""
    return not row.shifted or all(other.shifted == row.shifted for other in rows)


def rows_of(subject: Subject) -> Iterator[tuple[Table, MoneyRow, MoneyUnit, str]]:
    """Rows that were read with certainty, the unit of their amounts, and the role of the
    budget that execution is due on."""
    seen = subject.once(view)
    for table in seen.projects:
        if table.project is not None:
            rows = table.project.table.money
            for row in (row for row in rows if sure_row(row, rows)):
                yield table, row, table.project.money_unit, table.project.base
    for table in seen.departments:
        if table.department is not None:
            unit = unit_of(table.department, seen.unit)
            rows = table.department.money
            for row in (row for row in rows if sure_row(row, rows)):
                yield table, row, unit, "confirmed" if "confirmed" in row.values else "full"
