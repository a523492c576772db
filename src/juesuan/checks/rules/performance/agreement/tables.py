"""Self-evaluations against one another (各表之间): sums, values of an indicator, copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import DepartmentEvaluation, ProjectEvaluation, evaluations
from juesuan.checks.tables.money import (
    TaskMoney,
    amount_in,
    projects_spent,
    task_money,
    unit_unsure,
)
from juesuan.checks.tables.naming import bare, same_name
from juesuan.checks.tables.saying import finding, indicator_in_short, money
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator

__all__ = ["RULES", "SETTINGS"]


class ProjectRows(RuleSettings, frozen=True):
    """``project``: what the row of project expenditure is called."""

    project: str


def _project_row(department: DepartmentEvaluation) -> TaskMoney:
    """The money of the department's row of project expenditure."""
    name, unit = ProjectRows.of("J404").project, department.unit
    for row in department.money:
        if row.path and name in plain(row.path[0].text):
            approved = amount_in(row["confirmed"] or row["full"], unit)
            spent = amount_in(row["executed"], unit)
            return TaskMoney(approved, spent, row["executed"], name)
    return TaskMoney(None, None)


_NOT_PRINTED = "—"
"""For an amount that the tables do not print: it is not zero."""


def tasks_and_projects(subject: Subject) -> Iterator[Finding]:
    """J404: the department's tasks took more than the project tables tell, or (where tasks
    tell nothing) its project expenditure is less: projects without a table J401 tells."""
    found = subject.once(evaluations)
    projects = projects_spent(found)
    if projects is None:
        return
    budgets = [project.figures.budget for project in found.projects]
    known = [budget for budget in budgets if budget is not None]
    for department in found.departments:
        told, unit = task_money(department), department.unit
        of_tasks = told.spent is not None
        if not of_tasks:
            told = _project_row(department)
        if told.spent is None or of_tasks == (told.spent < projects.total):
            continue
        if abs(told.spent - projects.total) <= projects.slack + unit.print_step // 2:
            continue
        if unit_unsure([department, *found.projects], told.spent, projects.total):
            continue
        yield finding(
            "J404",
            department,
            where=[department.where(told.place, told.label)],
            approved=_NOT_PRINTED if told.approved is None else money(told.approved, unit),
            spent=money(told.spent, unit),
            budget=money(sum(known), unit) if known else _NOT_PRINTED,
            total=money(projects.total, unit),
        )


class TwoValues(RuleSettings, frozen=True):
    """``least``: so many characters a name needs to be told from others; ``own``: the endings of
    what each project measures for itself (a survey of its own, its own rate)."""

    least: int
    own: tuple[str, ...]


class _Twice(Struct, frozen=True):
    """An indicator of the department and the same one of a project."""

    indicator: AssessedIndicator
    project: ProjectEvaluation
    other: AssessedIndicator

    @property
    def values_differ(self) -> bool:
        """Whether one target in numbers has two actual values."""
        mine, theirs = self.indicator, self.other
        said = (mine.target, mine.actual, theirs.target, theirs.actual)
        return (
            all(each.kind == "number" for each in said)
            and mine.target.low == theirs.target.low
            and mine.target.operator == theirs.target.operator
            and mine.target.unit.base == theirs.target.unit.base
            and mine.actual.low != theirs.actual.low
        )

    @property
    def measures_its_own(self) -> bool:
        """Whether department and project may each have measured it: by a survey, say."""
        return bare(self.indicator.name).endswith(TwoValues.of("J405").own)

    @property
    def kinds_differ(self) -> bool:
        """Whether the target is once a number, once in words, and both report a value."""
        mine, theirs = self.indicator, self.other
        kinds = {mine.target.kind, theirs.target.kind}
        return kinds == {"number", "words"} and not mine.actual.stated and not theirs.actual.stated


def _twice(
    department: DepartmentEvaluation, projects: Sequence[ProjectEvaluation]
) -> Iterator[_Twice]:
    """The department's indicators that projects have under the same name."""
    least = TwoValues.of("J405").least
    named = [(project, one, bare(one.name)) for project in projects for one in project.indicators]
    for indicator in department.indicators:
        name = bare(indicator.name)
        for project, other, its_name in named:
            if len(name) >= least and same_name(name, its_name):
                yield _Twice(indicator, project, other)


def two_values(subject: Subject) -> Iterator[Finding]:
    """J405: the same indicator with the same target has two values in two tables;
    ``kinds``: once a number, once in words; ``own``: each may have measured its own."""
    found = subject.once(evaluations)
    for department in found.departments:
        twice = list(_twice(department, found.projects))
        values = [one for one in twice if one.values_differ]
        shared = [one for one in values if not one.measures_its_own]
        own = [one for one in values if one.measures_its_own]
        kinds = [one for one in twice if one.kinds_differ and not one.values_differ]
        for variant, pairs in (("", shared), ("own", own), ("kinds", kinds)):
            if pairs:
                yield _two_values(department, pairs, variant)


def _two_values(department: DepartmentEvaluation, pairs: Sequence[_Twice], variant: str) -> Finding:
    places = [(department.at(pair.indicator), pair.project.at(pair.other)) for pair in pairs]
    return finding(
        "J405",
        department,
        severity="info" if variant == "own" else None,
        where=[place for both in places for place in both],
        variant=variant,
        one=indicator_in_short(pairs[0].indicator),
        other=indicator_in_short(pairs[0].other),
        beside=pairs[0].project.name,
        more=len(pairs),
    )


class Copied(RuleSettings, frozen=True):
    """``least``: so many indicators must be the same; ``share``: of the larger table's so many
    percent. ``own_count``: a count from here on is no everyday one; ``everyday``: the endings
    of names that any project may have."""

    least: int
    share: int
    own_count: int
    everyday: tuple[str, ...]


def _value(indicator: AssessedIndicator) -> tuple[str, str, str]:
    """What makes an indicator a copy: name, actual value, weight."""
    actual = plain(indicator.printed.actual.text)
    return (bare(indicator.name), actual, str(indicator.weight))


def _in_common(project: ProjectEvaluation, other: ProjectEvaluation) -> int:
    """How many indicators of a table are those of another one; 0 unless nearly all are."""
    asked = Copied.of("J406")
    mine = Counter(_value(one) for one in project.indicators)
    theirs = Counter(_value(one) for one in other.indicators)
    shared = mine & theirs
    larger = max(mine.total(), theirs.total())
    nearly_all = shared.total() * 100 >= asked.share * larger
    return shared.total() if len(shared) >= asked.least and nearly_all else 0


def _everyday(indicator: AssessedIndicator) -> bool:
    """Whether any project may have such an indicator: a rate, or a small count."""
    asked, actual = Copied.of("J406"), indicator.actual
    counted = actual.kind == "number" and not actual.unit.percent
    own = counted and actual.low >= asked.own_count
    return not own or bare(indicator.name).endswith(asked.everyday)


def copied_indicators(subject: Subject) -> Iterator[Finding]:
    """J406: a project's indicators, with their values, are another project's; where all of
    them are everyday ones, for information."""
    projects = subject.once(evaluations).projects
    for number, project in enumerate(projects):
        common = ((other, _in_common(project, other)) for other in projects[:number])
        other, count = next(((one, shared) for one, shared in common if shared), (None, 0))
        if other is not None:
            yield finding(
                "J406",
                project,
                severity="info" if all(map(_everyday, project.indicators)) else None,
                where=[project.where(), other.where()],
                other=other.name,
                number=count,
            )


RULES = {"J404": tasks_and_projects, "J405": two_values, "J406": copied_indicators}
SETTINGS = {"J404": ProjectRows, "J405": TwoValues, "J406": Copied}
