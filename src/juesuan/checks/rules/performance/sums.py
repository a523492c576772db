"""Money of the performance tables against the forms (绩效表与报表): one sum in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.money import amount_in, sure_row, unit_of
from juesuan.checks.tables.view import Table, finding, money, view
from juesuan.facts import MoneyUnit
from juesuan.performance import plain
from juesuan.performance.statements import says
from juesuan.reading.performance import DepartmentTable

__all__ = ["RULES"]

PROJECT = "expenditure[nature=project]"
BASIC = "expenditure[nature=basic]"
ALL = "expenditure"
FISCAL = {
    PROJECT: "expenditure[fund=fiscal, nature=project]",
    BASIC: "expenditure[fund=fiscal, nature=basic]",
    ALL: "expenditure[fund=fiscal]",
}
"""Figures of the forms, and the same of fiscal money only: tables may cover just that."""


def _stands(subject: Subject, amount: int, fact: str, slack: int) -> bool:
    """Whether an amount is a figure of the forms, of all money or of fiscal money."""
    figures = (subject.fact(fact), subject.fact(FISCAL[fact]))
    step = subject.disclosure.money.print_step // 2
    return any(figure is not None and abs(figure - amount) <= slack + step for figure in figures)


def _executed(subject: Subject) -> tuple[int, int] | None:
    """What all projects spent, and by how much rounding may move the sum, in cents; ``None``
    where a project does not say."""
    total = slack = 0
    seen = subject.once(view)
    for table in seen.projects:
        spent = table.project.executed if table.project else None
        if spent is None or table.project is None:
            return None
        total += spent
        slack += table.project.money_unit.print_step // 2
    return (total, slack) if seen.projects else None


def _slack(count: int, unit: MoneyUnit) -> int:
    """How far a sum of so many rounded amounts may be off, in cents."""
    return 0 if unit.cents == 100 else (count + 1) * unit.print_step // 2


def _unit_unsure(tables: Sequence[Table], told: int, form: int) -> bool:
    """Whether the tables print no unit of money and two figures are so far apart that it is
    probably another than the forms'."""
    units = [(table.project.table if table.project else table.department) for table in tables]
    unsaid = any(printed is not None and not printed.money_unit for printed in units)
    low, high = sorted((told, form))
    return unsaid and 100 * low < high


def projects_and_forms(subject: Subject) -> Iterator[Finding]:
    """J401: what the project tables spent is not the project expenditure of the forms; for
    information where tables are there for less than half of it."""
    told, project = _executed(subject), subject.fact(PROJECT)
    if told is None or project is None:
        return
    total, slack = told
    unit = subject.disclosure.money
    if _stands(subject, total, PROJECT, slack):
        return
    seen = subject.once(view)
    if _unit_unsure(seen.projects, total, project):
        return
    form = next((subject.where(key) for key in subject.places(PROJECT)), Where())
    yield finding(
        "J401",
        seen.projects[0],
        where=[form, *(table.where() for table in seen.projects[:1])],
        variant="more" if total > project else "",
        severity="info" if 2 * total < project else "",
        number=len(seen.projects),
        total=money(total, unit),
        form=money(project, unit),
        difference=money(abs(total - project), unit),
    )


def _task_sums(table: DepartmentTable, unit: MoneyUnit) -> tuple[int | None, int | None]:
    """Approved and spent money of all tasks: a total row (without a name) or the sum."""
    tasks = [task for task in table.tasks if not task.shifted]
    totals = [task for task in tasks if not task.name or re.search("合计|总计", task.name.text)]
    approved, spent = [], []
    for task in totals[:1] or tasks:
        approved.append(amount_in(task.approved, unit))
        spent.append(amount_in(task.spent, unit))
    sums = []
    for column in (approved, spent):
        found = [value for value in column if value is not None]
        sums.append(sum(found) if found else None)
    return sums[0], sums[1]


def tasks_and_forms(subject: Subject) -> Iterator[Finding]:
    """J402: the tasks took more than the project expenditure, and it is not the whole;
    ``whole``: tasks that are special projects take the whole expenditure, basic expenditure
    included. Tasks may well be a choice and take less."""
    seen = subject.once(view)
    project, every = subject.fact(PROJECT), subject.fact(ALL)
    basic = subject.fact(BASIC)
    if project is None or every is None:
        return
    for table in seen.departments:
        if table.department is None:
            continue
        unit = unit_of(table.department, seen.unit)
        _, spent = _task_sums(table.department, unit)
        if spent is None or _unit_unsure([table], spent, every):
            continue
        named = [task for task in table.department.tasks if task.name]
        slack = _slack(max(len(named), 1), unit)
        places = [table.where(task.spent) for task in table.department.tasks if task.spent][:1]
        special = [t for t in named if says("money", "special_names", t.name.text)]
        whole = bool(basic) and bool(named) and len(special) == len(named)
        all_of_it = _stands(subject, spent, ALL, slack)
        if (all_of_it and not whole) or _stands(subject, spent, PROJECT, slack):
            continue
        if spent < project:
            continue
        yield finding(
            "J402",
            table,
            where=places,
            variant="whole" if all_of_it else "",
            spent=money(spent, unit),
            all=money(every, unit),
            form=money(project, unit),
        )


_GROUPS = (("基本支出", BASIC), ("项目支出", PROJECT))


def department_money(subject: Subject) -> Iterator[Finding]:
    """J403: the department table's money is not that of the forms."""
    seen = subject.once(view)
    for table in seen.departments:
        if table.department is None or not table.department.money:
            continue
        unit = unit_of(table.department, seen.unit)
        wrong: list[tuple[Where, str, int, int]] = []
        for number, row in enumerate(table.department.money):
            top = row.path[0].text if len(row.path) > 1 else row.label
            above = table.department.money[number - 1].path[0].text if number else ""
            if not sure_row(row, table.department.money):
                continue
            heads = number == 0 or len(row.path) == 1 or above != top
            fact = ALL if number == 0 else next((f for n, f in _GROUPS if n in plain(top)), "")
            spent, due = amount_in(row["executed"], unit), subject.fact(fact) if fact else None
            if not heads or spent is None or due is None:
                continue
            if _unit_unsure([table], spent, due):
                continue
            if not _stands(subject, spent, fact, _slack(1, unit)):
                place = table.where(row["executed"], top if number else row.label)
                wrong.append((place, top if number else row.label, spent, due))
        if wrong:
            yield finding(
                "J403",
                table,
                where=[place for place, *_ in wrong],
                label=wrong[0][1],
                spent=money(wrong[0][2], unit),
                form=money(wrong[0][3], unit),
                more=len(wrong),
            )


def tasks_and_projects(subject: Subject) -> Iterator[Finding]:
    """J404: the department's tasks took more than the project tables tell, or its project
    expenditure is another."""
    seen, told = subject.once(view), _executed(subject)
    if told is None:
        return
    total, slack = told
    budgets = [table.project.budget for table in seen.projects if table.project]
    budget = sum(b for b in budgets if b is not None) if None not in budgets else None
    for table in seen.departments:
        if table.department is None:
            continue
        unit = unit_of(table.department, seen.unit)
        approved, spent = _task_sums(table.department, unit)
        place = [table.where(task.spent) for task in table.department.tasks if task.spent][:1]
        if spent is not None and spent < total:
            continue
        if spent is None:
            for row in table.department.money:
                if "项目支出" in plain(row.path[0].text if row.path else ""):
                    spent = amount_in(row["executed"], unit)
                    approved = amount_in(row["confirmed"] or row["full"], unit)
                    place = [table.where(row["executed"], "项目支出")]
                    break
        if spent is None or abs(spent - total) <= slack + unit.print_step // 2:
            continue
        if _unit_unsure([table, *seen.projects], spent, total):
            continue
        yield finding(
            "J404",
            table,
            where=place,
            approved=money(approved or 0, unit),
            spent=money(spent, unit),
            budget=money(budget or 0, unit),
            total=money(total, unit),
        )


RULES = {
    "J401": projects_and_forms,
    "J402": tasks_and_forms,
    "J403": department_money,
    "J404": tasks_and_projects,
}
