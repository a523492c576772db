"""Totals of tasks (任务金额合计): what the tasks of a department add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import DepartmentEvaluation, evaluations
from juesuan.checks.tables.money import amount_in, rate_span, rounding_slack, sure_tasks
from juesuan.checks.tables.saying import finding, money
from juesuan.facts import format_amount
from juesuan.lexicon.performance import words
from juesuan.performance.figures import rate_in
from juesuan.reading.performance import Task

__all__ = ["RULES"]

_COLUMNS = ("approved", "spent")
_SEVERAL = 2


def tasks_and_total(subject: Subject) -> Iterator[Finding]:
    """J315: the row of the total is not the sum of the tasks above it. A value is proposed where
    the total's own rate speaks for the sum."""
    for department in subject.once(evaluations).departments:
        tasks = sure_tasks(department)
        totals = [task for task in tasks if task.name and words().names_whole(task.name.text)]
        parts = [task for task in tasks if task.name and task not in totals]
        if len(totals) == 1 and len(parts) >= _SEVERAL:
            for column in _COLUMNS:
                yield from _against_sum(department, totals[0], parts, column)


def _against_sum(
    department: DepartmentEvaluation, total: Task, parts: Sequence[Task], column: str
) -> Iterator[Finding]:
    unit = department.unit
    printed = amount_in(getattr(total, column), unit)
    amounts = [amount_in(getattr(task, column), unit) for task in parts]
    known = [amount for amount in amounts if amount is not None]
    if printed is None or len(known) < len(parts):
        return
    due = sum(known)
    if abs(printed - due) <= rounding_slack(len(parts), unit):
        return
    cell = getattr(total, column)
    text = format_amount(due, unit)
    yield finding(
        "J315",
        department,
        where=[
            department.at_task(total, cell),
            *(department.at_task(task, getattr(task, column)) for task in parts),
        ],
        expected=(text if "," in cell.text else text.replace(",", ""))
        if _rate_speaks_for(department, total, column, due)
        else "",
        variant=column if _rate_speaks_for(department, total, column, due) else "",
        printed=money(printed, unit),
        due=money(due, unit),
        number=len(parts),
    )


def _rate_speaks_for(department: DepartmentEvaluation, total: Task, column: str, due: int) -> bool:
    """Whether the total's rate comes out with the sum, and not with what is printed."""
    unit, rate = department.unit, rate_in(total.rate)
    approved, spent = (amount_in(getattr(total, one), unit) for one in _COLUMNS)
    if rate is None or not approved or spent is None or due <= 0:
        return False
    with_sum = (spent, due) if column == "approved" else (due, approved)
    return rate_span(*with_sum, unit).fits(rate) and not rate_span(spent, approved, unit).fits(rate)


RULES = {"J315": tasks_and_total}
