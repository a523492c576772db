"""Money of the performance tables (项目资金): filled in, and adding up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.money import amount_in, projects_of, rows_of, sure_row, unit_of
from juesuan.checks.tables.view import finding, money, view
from juesuan.facts import MoneyUnit, plain_amount
from juesuan.performance import plain
from juesuan.reading.performance import DepartmentTable, MoneyRow

__all__ = ["RULES"]


def executed_blank(subject: Subject) -> Iterator[Finding]:
    """J301: there is a budget, but what was spent is left blank; ``parts`` where its sources
    tell it."""
    for table, project, _ in projects_of(subject):
        row, budget = project.main, project.budget
        if row is None or not budget or row["executed"]:
            continue
        if "executed" not in row.values:
            continue
        spent = project.executed or 0
        yield finding(
            "J301",
            table,
            where=[table.where(row[project.base], row.label)],
            expected=plain_amount(spent, project.money_unit),
            variant="parts" if spent else "",
            budget=money(budget, project.money_unit),
            spent=money(spent, project.money_unit),
        )


def money_empty(subject: Subject) -> Iterator[Finding]:
    """J306: the money rows are empty; ``told`` where the texts give the amounts."""
    roles = ("declared", "initial", "full", "executed")
    for table, project, told in projects_of(subject):
        rows = project.table.money
        if not rows or any(project.amount(row, role) is not None for row in rows for role in roles):
            continue
        if told is None and not project.lines:
            continue
        yield finding(
            "J306",
            table,
            where=[table.where(rows[0].path[-1], rows[0].label) if rows[0].path else table.where()],
            variant="told" if told else "",
            budget=money(told.budget, project.money_unit) if told else "",
            spent=money(told.executed, project.money_unit) if told else "",
        )


def _parts_differ(
    whole: MoneyRow, parts: Sequence[MoneyRow], roles: Sequence[str], unit: MoneyUnit
) -> Iterator[tuple[str, int, int]]:
    for role in roles:
        total = amount_in(whole[role], unit)
        found = [amount_in(row[role], unit) for row in parts]
        if total is None or not any(value is not None for value in found):
            continue
        summed = sum(value or 0 for value in found)
        slack = 0 if unit.cents == 100 else (len(parts) + 1) * unit.print_step // 2
        if abs(total - summed) > slack:
            yield role, total, summed


def sources(subject: Subject) -> Iterator[Finding]:
    """J310: the sources of money do not add up to the whole."""
    seen = subject.once(view)
    for table in seen.tables:
        if table.project is not None:
            project = table.project
            unit = project.money_unit
            groups = [(project.main, list(project.parts))] if project.main else []
        elif table.department is not None:
            groups, unit = _groups(table.department), unit_of(table.department, seen.unit)
        else:
            continue
        roles = ("initial", "adjustment", "confirmed", "full", "executed")
        groups = [(whole, parts) for whole, parts in groups if not _nested(parts)]
        found = [
            (whole, role, total, summed)
            for whole, parts in groups
            if parts and all(sure_row(row, (whole, *parts)) for row in (whole, *parts))
            for role, total, summed in _parts_differ(whole, parts, roles, unit)
        ]
        if found:
            whole, _, total, summed = found[0]
            yield finding(
                "J310",
                table,
                where=[table.where(row[r], row.label) for row, r, _, _ in found],
                label=whole.label,
                total=money(total, unit),
                sum=money(summed, unit),
                difference=money(total - summed, unit),
                more=len(found),
            )


def _nested(parts: Sequence[MoneyRow]) -> bool:
    """Whether some of these sources are parts of others: more than one says 其中."""
    return sum(plain(row.label).startswith("其中") for row in parts) > 1


def _groups(table: DepartmentTable) -> list[tuple[MoneyRow, list[MoneyRow]]]:
    """Whole and parts of the department's money: 年度资金总额 = 基本支出 + 项目支出, and the
    project expenditure's sources."""
    groups: dict[str, list[MoneyRow]] = {}
    for row in table.money:
        group = row.path[0].text if len(row.path) > 1 else ""
        groups.setdefault(group or row.label, []).append(row)
    names = list(groups)
    found = []
    if len(names) >= 3 and all(len(row.path) == 1 for row in groups[names[0]]):
        found.append((groups[names[0]][0], [groups[name][0] for name in names[1:]]))
    found += [(rows[0], rows[1:]) for rows in groups.values() if len(rows) > 1]
    return found


def adjustment(subject: Subject) -> Iterator[Finding]:
    """J311: the confirmed budget is not the initial one with its adjustment."""
    for table, row, unit, _ in rows_of(subject):
        initial, change = amount_in(row["initial"], unit), amount_in(row["adjustment"], unit)
        confirmed = amount_in(row["confirmed"], unit)
        if confirmed is None or (initial is None and change is None):
            continue
        due = (initial or 0) + (change or 0)
        slack = 0 if unit.cents == 100 else 3 * unit.print_step // 2
        if abs(due - confirmed) > slack:
            yield finding(
                "J311",
                table,
                where=[table.where(row["confirmed"], row.label)],
                expected=money(due, unit),
                label=row.label,
                confirmed=money(confirmed, unit),
                due=money(due, unit),
            )


def task_parts(subject: Subject) -> Iterator[Finding]:
    """J312: a task's approved money is not its fiscal and other money together."""
    seen = subject.once(view)
    for table in seen.departments:
        if table.department is None:
            continue
        unit = unit_of(table.department, seen.unit)
        for task in table.department.tasks:
            approved, fiscal = amount_in(task.approved, unit), amount_in(task.approved_fiscal, unit)
            if approved is None or fiscal is None or task.shifted:
                continue
            other = amount_in(task.approved_other, unit) or 0
            slack = 0 if unit.cents == 100 else 3 * unit.print_step // 2
            if abs(approved - fiscal - other) > slack:
                yield finding(
                    "J312",
                    table,
                    where=[table.where(task.approved, task.name.text[:20])],
                    expected=money(fiscal + other, unit),
                    approved=money(approved, unit),
                    fiscal=money(fiscal, unit),
                    other=money(other, unit),
                    difference=money(approved - fiscal - other, unit),
                )


RULES = {
    "J301": executed_blank,
    "J306": money_empty,
    "J310": sources,
    "J311": adjustment,
    "J312": task_parts,
}
