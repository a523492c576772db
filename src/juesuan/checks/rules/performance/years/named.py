"""Years named (所写年度): titles, goals and names of indicators speak of the account's year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.saying import finding, where_indicators
from juesuan.checks.tables.wording import around, texts, years_in
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.statements import clauses
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_YEAR = re.compile(r"20\d\d")


def later_year(subject: Subject) -> Iterator[Finding]:
    """J601: an indicator named for a later year is reported as reached."""
    found = subject.once(evaluations)

    def wanted(one: AssessedIndicator) -> bool:
        years = years_in(plain(one.printed.level3.text))
        reached = one.comparison.outcome == "met" and (one.score or 0) > 0
        return reached and bool(years) and min(years) > found.year

    yield from where_indicators("J601", found.projects, wanted, details={"year": found.year})


class EarlierGoal(RuleSettings, frozen=True):
    """``due`` finds that something is to be done in a year (its group)."""

    due: Pattern


def goal_of_earlier_year(subject: Subject) -> Iterator[Finding]:
    """J603: the year's goal says what must be done in an earlier year."""
    found, due = subject.once(evaluations), EarlierGoal.of("J603").due
    for project in found.projects:
        for clause in clauses(project.printed.target.text):
            match = due.search(clause)
            if match and int(match[1]) < found.year and found.year not in years_in(clause):
                yield finding(
                    "J603",
                    project,
                    where=[project.where(project.printed.target)],
                    text=around(clause, match),
                    year=found.year,
                )
                break


class TitledYear(RuleSettings, frozen=True):
    """``titled`` finds the year that a table's title names (in one of its groups), ``dated`` the
    year with which a result begins."""

    titled: Pattern
    dated: Pattern


def _titled_year(evaluation: Evaluation) -> int:
    """The year that a table's title names; 0 for none."""
    match = TitledYear.of("J607").titled.search(plain(evaluation.printed.title))
    return int(next(filter(None, match.groups()))) if match else 0


def another_year(subject: Subject) -> Iterator[Finding]:
    """J607: a table's title names another year; ``goals``: the department's yearly goals do
    not speak of the year at all; ``result``: what became of the goal is dated to another year."""
    found = subject.once(evaluations)
    for evaluation in found.every:
        titled = _titled_year(evaluation)
        if titled not in (0, found.year):
            yield finding(
                "J607", evaluation, expected=str(found.year), named=titled, year=found.year
            )
        if not _own_years(evaluation):
            yield from _of_another_year(evaluation, found.year)
    for department in found.departments:
        dated = [goal.year for goal in department.printed.yearly_goals if goal.year]
        years = {int(year) for cell in dated for year in _YEAR.findall(cell.text)}
        if years and found.year not in years:
            yield finding(
                "J607",
                department,
                where=[department.where(dated[0])],
                expected=str(found.year),
                variant="goals",
                named="、".join(map(str, sorted(years))),
                year=found.year,
            )


def _own_years(evaluation: Evaluation) -> bool:
    """Whether goals and results stand beside the years they are of."""
    goals = getattr(evaluation.printed, "yearly_goals", ())
    return any(goal.year for goal in goals)


def _of_another_year(evaluation: Evaluation, year: int) -> Iterator[Finding]:
    for value in texts(evaluation, "result"):
        text = plain(value.text)
        match = TitledYear.of("J607").dated.search(text)
        named = int(match[1]) if match else year
        if named != year and year not in years_in(text):
            yield finding(
                "J607",
                evaluation,
                where=[evaluation.where(value)],
                expected=str(year),
                variant="result",
                named=named,
                year=year,
            )


RULES = {"J601": later_year, "J603": goal_of_earlier_year, "J607": another_year}
SETTINGS: dict[str, type[RuleSettings]] = {"J603": EarlierGoal, "J607": TitledYear}
