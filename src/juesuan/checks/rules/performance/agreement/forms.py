"""Money of self-evaluations against the forms (绩效表与报表): one sum in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import DepartmentEvaluation, Evaluations, evaluations
from juesuan.checks.tables.money import (
    amount_in,
    projects_spent,
    rounding_slack,
    sure_rows,
    task_money,
    unit_unsure,
    whole_below,
)
from juesuan.checks.tables.saying import finding, money
from juesuan.performance import plain
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["RULES", "SETTINGS"]

_PROJECT, _BASIC, _ALL = "project", "basic", ""
"""Natures of expenditure: 项目支出, 基本支出, all of it."""


def _selection(nature: str, fund: str = "") -> str:
    """The expenditure of a nature and fund, as form files write it."""
    cuts = [f"{name}={node}" for name, node in (("fund", fund), ("nature", nature)) if node]
    return f"expenditure[{', '.join(cuts)}]" if cuts else "expenditure"


def _spent(subject: Subject, nature: str) -> int | None:
    """The expenditure of a nature by the forms, in cents."""
    return subject.fact(_selection(nature))


def _stands(subject: Subject, amount: int, nature: str, slack: int) -> bool:
    """Whether an amount is the expenditure of the forms, of all money, of fiscal money
    or of the general public budget: tables may cover just that."""
    figures = [subject.fact(_selection(nature, fund)) for fund in ("", "fiscal", "general")]
    step = subject.disclosure.money.print_step // 2
    return any(figure is not None and abs(figure - amount) <= slack + step for figure in figures)


def projects_and_forms(subject: Subject) -> Iterator[Finding]:
    """J401: what the project tables spent is not the project expenditure of the forms; for
    information where tables are there for less than half of it, or the narrative says that they
    are a choice."""
    found, form = subject.once(evaluations), _spent(subject, _PROJECT)
    told = projects_spent(found)
    if told is None or form is None or _stands(subject, told.total, _PROJECT, told.slack):
        return
    if unit_unsure(found.projects, told.total, form):
        return
    unit = subject.disclosure.money
    printed = next((subject.where(key) for key in subject.places(_selection(_PROJECT))), Where())
    yield finding(
        "J401",
        found.projects[0],
        where=[printed, found.projects[0].where()],
        variant="more" if told.total > form else "",
        severity="info" if 2 * told.total < form or _chosen(subject, found) else None,
        number=len(found.projects),
        total=money(told.total, unit),
        form=money(form, unit),
        difference=money(abs(told.total - form), unit),
    )


class Chosen(RuleSettings, frozen=True):
    """``evaluated`` finds sentences on self-evaluation; ``some`` that only some of the projects
    were evaluated or are shown, ``number`` how many (in one of its groups)."""

    evaluated: Pattern
    some: Pattern
    number: Pattern


def _chosen(subject: Subject, found: Evaluations) -> bool:
    """Whether the narrative says that these projects are a choice, or how many they are, or that
    more were evaluated."""
    asked, many = Chosen.of("J401"), len(found.projects)
    for section in subject.narrative.sections:
        for sentence in section.sentences:
            text = plain(sentence.text)
            if not asked.evaluated.finds_in(text):
                continue
            told = (
                whole_number(next(filter(None, m.groups()), ""))
                for m in asked.number.finditer(text)
            )
            if asked.some.finds_in(text) or any((number or 0) >= many for number in told):
                return True
    return False


class TasksOfProjects(RuleSettings, frozen=True):
    """``special`` finds names of tasks that are projects."""

    special: Pattern


def _all_are_projects(department: DepartmentEvaluation) -> bool:
    """Whether all tasks with a name are projects by their names."""
    special = TasksOfProjects.of("J402").special
    names = [plain(task.name.text) for task in department.printed.tasks if task.name]
    return bool(names) and all(special.finds_in(name) for name in names)


def tasks_and_forms(subject: Subject) -> Iterator[Finding]:
    """J402: the tasks took more than the project expenditure, and it is not the whole;
    ``whole``: tasks that are special projects take the whole expenditure, basic expenditure
    included. Tasks may well be a choice and take less."""
    project, every = _spent(subject, _PROJECT), _spent(subject, _ALL)
    if project is None or every is None:
        return
    for department in subject.once(evaluations).departments:
        told, unit = task_money(department), department.unit
        if told.spent is None or told.spent < project:
            continue
        named = sum(bool(task.name) for task in department.printed.tasks)
        slack = rounding_slack(max(named, 1), unit)
        all_of_it = _stands(subject, told.spent, _ALL, slack)
        fits = all_of_it and not (_spent(subject, _BASIC) and _all_are_projects(department))
        if fits or _stands(subject, told.spent, _PROJECT, slack):
            continue
        if not unit_unsure([department], told.spent, every):
            yield finding(
                "J402",
                department,
                where=[department.where(told.place)],
                variant="whole" if all_of_it else "",
                spent=money(told.spent, unit),
                all=money(every, unit),
                form=money(project, unit),
            )


class DepartmentGroups(RuleSettings, frozen=True):
    """``natures``: the nature of expenditure by what the group of a row is called."""

    natures: Mapping[str, str]


class _Head(Struct, frozen=True):
    """A row that sums up a group of the department's money: its label, the nature of its
    expenditure, what was spent (cents), its place."""

    label: str
    nature: str
    spent: int
    place: Where


def _heads(department: DepartmentEvaluation) -> Iterator[_Head]:
    """The row of the whole, and the first row of each group that is known, where they were
    read with certainty."""
    natures, above = DepartmentGroups.of("J403").natures, ""
    sure = sure_rows(department.money)
    below = whole_below(department.money)
    for number, row in enumerate(department.money):
        whole = row is below if below else number == 0
        group = row.path[0].text if len(row.path) > 1 else row.label
        heads = whole or len(row.path) == 1 or group != above
        above = row.path[0].text if row.path else ""
        known = [nature for name, nature in natures.items() if name in plain(group)]
        if whole:
            group, known = row.label, [_ALL]
        spent = amount_in(row["executed"], department.unit)
        if heads and known and spent is not None and row in sure:
            yield _Head(group, known[0], spent, department.where(row["executed"], group))


def department_money(subject: Subject) -> Iterator[Finding]:
    """J403: the department table's money is not that of the forms."""
    for department in subject.once(evaluations).departments:
        unit = department.unit
        wrong = [
            (head, form)
            for head in _heads(department)
            if (form := _spent(subject, head.nature)) is not None
            and not _stands(subject, head.spent, head.nature, rounding_slack(1, unit))
            and not unit_unsure([department], head.spent, form)
        ]
        if wrong:
            first, form = wrong[0]
            yield finding(
                "J403",
                department,
                where=[head.place for head, _ in wrong],
                label=first.label,
                spent=money(first.spent, unit),
                form=money(form, unit),
                more=len(wrong),
            )


RULES = {"J401": projects_and_forms, "J402": tasks_and_forms, "J403": department_money}
SETTINGS = {"J401": Chosen, "J402": TasksOfProjects, "J403": DepartmentGroups}
