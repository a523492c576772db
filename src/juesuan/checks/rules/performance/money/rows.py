"""Rows of money (资金各行): filled in, and adding up."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.money import amount_in, rounding_slack, sure_rows, sure_tasks
from juesuan.checks.tables.saying import finding, money
from juesuan.checks.tables.sources import differences
from juesuan.facts import plain_amount
from juesuan.reading.performance import MoneyRow

__all__ = ["RULES"]

_AMOUNTS = ("declared", "initial", "full", "executed")
"""Columns of amounts that a row of money may fill."""


def executed_blank(subject: Subject) -> Iterator[Finding]:
    """J301: there is a budget, but what was spent is left blank; ``parts`` where its sources
    tell it."""
    for project in subject.once(evaluations).projects:
        figures, row = project.figures, project.figures.main
        if row is None or not figures.budget:
            continue
        if row["executed"] or "executed" not in row.values:
            continue
        spent = figures.executed or 0
        yield finding(
            "J301",
            project,
            where=[project.where(row[figures.base], row.label)],
            expected=plain_amount(spent, project.unit),
            variant="parts" if spent else "",
            budget=money(figures.budget, project.unit),
            spent=money(spent, project.unit),
        )


def money_empty(subject: Subject) -> Iterator[Finding]:
    """J306: the money rows are empty; ``told`` where the texts give the amounts."""
    for project in subject.once(evaluations).projects:
        rows, told = project.money, project.in_words
        filled = any(
            project.figures.amount(row, role) is not None for row in rows for role in _AMOUNTS
        )
        if not rows or filled or (told is None and not project.figures.indicators):
            continue
        yield finding(
            "J306",
            project,
            where=[_label(project, rows[0])],
            variant="told" if told else "",
            budget=money(told.budget, project.unit) if told else "",
            spent=money(told.executed, project.unit) if told else "",
        )


def _label(evaluation: Evaluation, row: MoneyRow) -> Where:
    """The place of a row's label."""
    return evaluation.where(row.path[-1], row.label) if row.path else evaluation.where()


def sources(subject: Subject) -> Iterator[Finding]:
    """J310: the sources of money do not add up to the whole."""
    for evaluation in subject.once(evaluations).every:
        unit = evaluation.unit
        if found := list(differences(evaluation)):
            first = found[0]
            yield finding(
                "J310",
                evaluation,
                where=[evaluation.where(one.row[one.role], one.row.label) for one in found],
                label=first.row.label,
                total=money(first.whole, unit),
                sum=money(first.sources, unit),
                difference=money(first.whole - first.sources, unit),
                more=len(found),
            )


def adjustment(subject: Subject) -> Iterator[Finding]:
    """J311: the confirmed budget is not the initial one with its adjustment."""
    for evaluation in subject.once(evaluations).every:
        unit = evaluation.unit
        for row in sure_rows(evaluation.money):
            initial, change = amount_in(row["initial"], unit), amount_in(row["adjustment"], unit)
            confirmed = amount_in(row["confirmed"], unit)
            if confirmed is None or (initial is None and change is None):
                continue
            if "adjustment" not in row.values:
                continue  # a province may print the adjusted budget alone
            due = (initial or 0) + (change or 0)
            if abs(due - confirmed) > rounding_slack(2, unit):
                yield finding(
                    "J311",
                    evaluation,
                    where=[evaluation.where(row["confirmed"], row.label)],
                    expected=money(due, unit),
                    label=row.label,
                    confirmed=money(confirmed, unit),
                    due=money(due, unit),
                )


def task_parts(subject: Subject) -> Iterator[Finding]:
    """J312: a task's approved money is not its fiscal and other money together."""
    for department in subject.once(evaluations).departments:
        unit = department.unit
        for task in sure_tasks(department):
            approved, fiscal = amount_in(task.approved, unit), amount_in(task.approved_fiscal, unit)
            other = amount_in(task.approved_other, unit) or 0
            if approved is None or fiscal is None:
                continue
            if abs(approved - fiscal - other) > rounding_slack(2, unit):
                yield finding(
                    "J312",
                    department,
                    where=[department.at_task(task, task.approved)],
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
