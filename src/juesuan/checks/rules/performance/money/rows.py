"""Rows of money (资金各行): filled in, and adding up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import (
    DepartmentEvaluation,
    Evaluation,
    ProjectEvaluation,
    evaluations,
)
from juesuan.checks.tables.money import (
    amount_in,
    rounding_slack,
    sure_rows,
    sure_tasks,
    whole_below,
)
from juesuan.checks.tables.saying import finding, money
from juesuan.facts import plain_amount
from juesuan.lexicon.performance import words
from juesuan.reading.performance import MoneyRow

__all__ = ["RULES"]

_AMOUNTS = ("declared", "initial", "full", "executed")
"""Columns of amounts that a row of money may fill."""

_ADDED = ("initial", "adjustment", "confirmed", "full", "executed")
"""Columns of amounts in which sources add up to the whole."""


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


@dataclass(frozen=True)
class _Group:
    """A row of money and the rows that should add up to it."""

    whole: MoneyRow
    parts: Sequence[MoneyRow]

    @property
    def sure(self) -> bool:
        """Whether all rows were read with certainty and no source is part of another one."""
        rows = [self.whole, *self.parts]
        nested = sum(words().names_part(row.label) for row in self.parts) > 1
        return bool(self.parts) and not nested and len(sure_rows(rows)) == len(rows)


@dataclass(frozen=True)
class _Difference:
    """A column in which a whole (cents) is not the sum of its sources."""

    row: MoneyRow
    role: str
    whole: int
    sources: int


def _groups(evaluation: Evaluation) -> Iterator[_Group]:
    if isinstance(evaluation, ProjectEvaluation) and evaluation.figures.main:
        yield _Group(evaluation.figures.main, evaluation.figures.parts)
    if isinstance(evaluation, DepartmentEvaluation):
        yield from _department_groups(evaluation.money)


def _department_groups(rows: Sequence[MoneyRow]) -> Iterator[_Group]:
    """年度资金总额 = 基本支出 + 项目支出, and each of these is the sum of its sources. A whole
    that stands below its sources is the sum of them."""
    if whole := whole_below(rows):
        yield _Group(whole, [row for row in rows if row is not whole])
        return
    groups: dict[str, list[MoneyRow]] = {}
    for row in rows:
        groups.setdefault(row.path[0].text if row.path else "", []).append(row)
    tops = [group[0] for group in groups.values()]
    if len(tops) > 2 and not any(len(row.path) > 1 for row in next(iter(groups.values()))):
        yield _Group(tops[0], tops[1:])
    for group in groups.values():
        yield _Group(group[0], group[1:])


def _differences(evaluation: Evaluation) -> Iterator[_Difference]:
    unit = evaluation.unit
    for group in _groups(evaluation):
        for role in _ADDED if group.sure else ():
            whole = amount_in(group.whole[role], unit)
            printed = [amount_in(row[role], unit) for row in group.parts]
            known = [amount for amount in printed if amount is not None]
            slack = rounding_slack(len(group.parts), unit)
            if whole is not None and known and abs(whole - sum(known)) > slack:
                yield _Difference(group.whole, role, whole, sum(known))


def sources(subject: Subject) -> Iterator[Finding]:
    """J310: the sources of money do not add up to the whole."""
    for evaluation in subject.once(evaluations).every:
        unit = evaluation.unit
        if differences := list(_differences(evaluation)):
            first = differences[0]
            yield finding(
                "J310",
                evaluation,
                where=[evaluation.where(one.row[one.role], one.row.label) for one in differences],
                label=first.row.label,
                total=money(first.whole, unit),
                sum=money(first.sources, unit),
                difference=money(first.whole - first.sources, unit),
                more=len(differences),
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
