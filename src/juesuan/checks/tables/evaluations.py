"""A document's self-evaluations (绩效自评): its tables with their figures, worked out once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.certainty import Doubts
from juesuan.facts import MoneyUnit, money_unit
from juesuan.performance import Policy, policy_for
from juesuan.performance.figures import AssessedIndicator, ProjectFigures, assessed
from juesuan.performance.in_words import MoneyInWords, money_in_words
from juesuan.reading.performance import (
    NOTHING,
    DepartmentTable,
    MoneyRow,
    ProjectTable,
    Task,
    Value,
)

__all__ = [
    "DepartmentEvaluation",
    "Evaluation",
    "Evaluations",
    "ProjectEvaluation",
    "evaluations",
]

_TASK_NAME = 20
"""So many characters of a task's name tell it from others; many a name is a paragraph."""


class Evaluation(Struct, frozen=True, kw_only=True):
    """One self-evaluation table (自评表).

    ``name`` is the project's or, for a department, the table's title. ``indicators`` are those
    that were read with certainty; ``sure``: all were. ``unit`` is the unit of its money.
    """

    name: str
    indicators: tuple[AssessedIndicator, ...]
    sure: bool
    unit: MoneyUnit
    printed: ProjectTable | DepartmentTable

    def where(self, value: Value = NOTHING, item: str = "") -> Where:
        """A place in the table; without a value the place of the table's name."""
        if not value and not value.spot.file:
            return Where(spot=self.printed.name.spot, project=self.name, item=item)
        return Where(spot=value.spot, project=self.name, item=item, printed=value.text)

    def at(self, indicator: AssessedIndicator, value: Value = NOTHING) -> Where:
        """The place of an indicator, by default that of its actual value."""
        cells = indicator.printed
        shown = value or cells.actual or cells.target or cells.level3
        return self.where(shown, indicator.name)

    @property
    def money(self) -> Sequence[MoneyRow]:
        """The rows of money."""
        return self.printed.money

    def budget_role(self, row: MoneyRow) -> str:
        """The role of the budget that a row's execution is measured on."""
        raise NotImplementedError


class ProjectEvaluation(Evaluation, frozen=True, kw_only=True):
    """A project's table (项目支出绩效自评表) with its figures, and the money that its texts
    tell (``None`` where they tell none)."""

    printed: ProjectTable
    figures: ProjectFigures
    in_words: MoneyInWords | None

    def budget_role(self, row: MoneyRow) -> str:
        """As the table's head has it: 全年预算数, 调整后预算数 or 年初预算数."""
        return self.figures.base


class DepartmentEvaluation(Evaluation, frozen=True, kw_only=True):
    """The department's table (部门整体支出绩效自评表)."""

    printed: DepartmentTable

    def at_task(self, task: Task, cell: Value) -> Where:
        """A cell of a task, which is named by its first words."""
        return self.where(cell, task.name.text[:_TASK_NAME])

    def budget_role(self, row: MoneyRow) -> str:
        """预算确定数 where the row has it, else 全年预算数."""
        return "confirmed" if "confirmed" in row.values else "full"


class Evaluations(Struct, frozen=True, kw_only=True):
    """All self-evaluations of a document. ``policy`` is the province's scoring policy, ``unit``
    the unit of money of the forms, ``year`` that of the account; ``wholes`` are the department's
    tables that give points, seen as those of projects are."""

    policy: Policy
    unit: MoneyUnit
    year: int
    projects: tuple[ProjectEvaluation, ...]
    departments: tuple[DepartmentEvaluation, ...]
    wholes: tuple[ProjectEvaluation, ...]

    @property
    def sure_scored(self) -> Sequence[ProjectEvaluation]:
        """The tables with points, the department's among them, with indicators all of which
        were read with certainty."""
        return [*self.sure_projects, *(one for one in self.wholes if one.indicators and one.sure)]

    @property
    def scored(self) -> Sequence[ProjectEvaluation]:
        """The tables with points, the department's among them."""
        return (*self.projects, *self.wholes)

    @property
    def sure_projects(self) -> Sequence[ProjectEvaluation]:
        """The projects with indicators all of which were read with certainty."""
        return [project for project in self.projects if project.indicators and project.sure]

    @property
    def every(self) -> Sequence[Evaluation]:
        """The department's tables, then the projects'."""
        return (*self.departments, *self.projects)


def evaluations(subject: Subject) -> Evaluations:
    """The self-evaluations of a document; use ``subject.once(evaluations)``."""
    disclosure, printed = subject.disclosure, subject.performance
    policy, unit = policy_for(disclosure.form_set), disclosure.money
    doubts = Doubts(printed.unread)
    return Evaluations(
        policy=policy,
        unit=unit,
        year=disclosure.year,
        projects=tuple(_project(table, policy, unit, doubts) for table in printed.projects),
        departments=tuple(_department(table, unit, doubts) for table in printed.department),
        wholes=tuple(
            _project(_as_scored(table), policy, unit, doubts)
            for table in printed.department
            if any(one.score for one in table.indicators)
        ),
    )


def _project(
    table: ProjectTable, policy: Policy, unit: MoneyUnit, doubts: Doubts
) -> ProjectEvaluation:
    figures = ProjectFigures(table, policy, unit)
    known = doubts.sure(figures.indicators)
    whole = len(known) == len(figures.indicators) and not doubts.within(figures.indicators)
    return ProjectEvaluation(
        name=figures.name,
        indicators=known,
        sure=whole,
        unit=figures.money_unit,
        printed=table,
        figures=figures,
        in_words=_in_words(table),
    )


def _as_scored(table: DepartmentTable) -> ProjectTable:
    """The department's table as one of points: money, indicators, total and grade."""
    return ProjectTable(
        title=table.title,
        number=table.number,
        layout="",
        money_unit=table.money_unit,
        name=Value(table.title, table.name.spot) if table.title else table.name,
        money=table.money,
        indicators=table.indicators,
        total=table.total,
        score=table.score,
        grade=table.grade,
        other_score=table.other_score,
    )


def _department(table: DepartmentTable, unit: MoneyUnit, doubts: Doubts) -> DepartmentEvaluation:
    return DepartmentEvaluation(
        name=table.title or table.name.text,
        indicators=doubts.sure(assessed(table)),
        sure=True,
        unit=money_unit(table.money_unit) if table.money_unit else unit,
        printed=table,
    )


def _in_words(table: ProjectTable) -> MoneyInWords | None:
    """The money that the analysis of a project tells; a section that tells a rate comes first."""
    told = [money_in_words(section.text.text) for section in table.analysis]
    sums = [money for money in told if money is not None]
    rated = [money for money in sums if money.rate is not None]
    return next(iter(rated or sums), None)
