"""Money of self-evaluations (项目资金、部门预算资金): amounts, rows read with certainty, tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.tables.evaluations import (
    DepartmentEvaluation,
    Evaluation,
    Evaluations,
)
from juesuan.facts import YUAN, MoneyUnit
from juesuan.lexicon.performance import words
from juesuan.performance.figures import cents_in
from juesuan.performance.rates import RateSpan, allowed_rates
from juesuan.reading.performance import NOTHING, MoneyRow, Task, Value

__all__ = [
    "ProjectsSpent",
    "TaskMoney",
    "amount_in",
    "projects_spent",
    "rate_span",
    "rounding_slack",
    "sure_rows",
    "sure_tasks",
    "task_money",
    "unit_unsure",
    "whole_below",
]


_GRANTED = ("initial", "full", "executed")
"""What was planned, granted and spent."""
_TWO = 2


def amount_in(value: Value, unit: MoneyUnit) -> int | None:
    """Cents that a cell prints; ``None`` for no number."""
    return cents_in(value.text, unit) if value else None


def rounding_slack(parts: int, unit: MoneyUnit) -> int:
    """By how many cents a printed sum may differ from so many printed parts: by less than
    parts + 1 half-units of the last digit; in 元 nothing is rounded."""
    return 0 if unit == YUAN else (parts + 1) * unit.print_step // 2


def rate_span(spent: int, budget: int, unit: MoneyUnit) -> RateSpan:
    """The rates (%) that two amounts printed in a unit allow; the budget is above zero."""
    return allowed_rates(spent, budget, unit.print_step, unit.print_step)


def whole_below(rows: Sequence[MoneyRow]) -> MoneyRow | None:
    """The last row, where it stands below sources in rows of their own, and is called the whole or
    is what they come to."""
    flat = (
        len(rows) > 1 and all(len(row.path) == 1 for row in rows[:-1]) and len(rows[-1].path) < _TWO
    )
    wholes = [row for row in rows if words().names_whole(row.label)]
    last = wholes == [rows[-1]] if wholes else any(_is_sum(rows, role) for role in _GRANTED)
    return rows[-1] if flat and last else None


def _is_sum(rows: Sequence[MoneyRow], role: str) -> bool:
    """Whether the last of three rows or more prints what the others come to."""
    amounts = [amount_in(row[role], YUAN) for row in rows]
    known = [amount for amount in amounts if amount]
    return len(known) == len(rows) > _TWO and known[-1] == sum(known[:-1])


def sure_rows(rows: Sequence[MoneyRow]) -> Sequence[MoneyRow]:
    """The rows of money that were read with certainty: those under their head, or all where
    all are moved against it alike."""
    shifts = {row.shifted for row in rows}
    return [row for row in rows if not row.shifted or len(shifts) == 1]


def sure_tasks(evaluation: DepartmentEvaluation) -> Sequence[Task]:
    """The department's tasks whose cells stand under their heads."""
    return [task for task in evaluation.printed.tasks if not task.shifted]


class TaskMoney(Struct, frozen=True):
    """What all tasks of a department were granted and spent (cents), and where the latter
    stands: the cell, and the row's label where it is no task's."""

    approved: int | None
    spent: int | None
    place: Value = NOTHING
    label: str = ""


def task_money(evaluation: DepartmentEvaluation) -> TaskMoney:
    """The money of all tasks together: that of the row of the total (one without a name, or
    named so), else the sum over the tasks."""
    tasks = sure_tasks(evaluation)
    totals = [task for task in tasks if not task.name or words().names_whole(task.name.text)]
    rows = totals[:1] or tasks
    places = (task.spent for task in evaluation.printed.tasks if task.spent)
    return TaskMoney(
        _sum(amount_in(task.approved, evaluation.unit) for task in rows),
        _sum(amount_in(task.spent, evaluation.unit) for task in rows),
        next(places, NOTHING),
    )


def _sum(amounts: Iterator[int | None]) -> int | None:
    """The sum of the amounts that are printed; ``None`` where none is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


class ProjectsSpent(Struct, frozen=True):
    """What all project tables spent together, and by how much rounding may move it (cents)."""

    total: int
    slack: int


def projects_spent(found: Evaluations) -> ProjectsSpent | None:
    """What all projects spent; ``None`` where there is none or one does not say."""
    spent = [project.figures.executed for project in found.projects]
    known = [amount for amount in spent if amount is not None]
    if not spent or len(known) < len(spent):
        return None
    slack = sum(project.unit.print_step // 2 for project in found.projects)
    return ProjectsSpent(sum(known), slack)


_FAR = 100
"""Sums that differ so many times are rather in two units (元, 万元) than both wrong."""


def unit_unsure(tables: Sequence[Evaluation], told: int, other: int) -> bool:
    """Whether some of the tables print no unit of money, and their sum and another one (cents)
    are so far apart that it is probably another unit than the forms'."""
    low, high = sorted((told, other))
    return any(not table.printed.money_unit for table in tables) and _FAR * low < high
