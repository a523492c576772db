"""Money in words (文字中的金额): its rate is computed right, and is that of the table."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.saying import finding, money, number
from juesuan.performance import plain, rounded
from juesuan.performance.in_words import MoneyInWords
from juesuan.performance.rates import last_digit
from juesuan.performance.statements import statements

__all__ = ["RULES"]

_SHOWN = 60
"""So many characters of a text a message shows."""


def _with_words(subject: Subject) -> Iterator[tuple[ProjectEvaluation, MoneyInWords]]:
    """The projects whose texts tell their money."""
    for project in subject.once(evaluations).projects:
        if project.in_words is not None:
            yield project, project.in_words


def _section(project: ProjectEvaluation) -> Where:
    """The section whose text tells of the rate."""
    for section in project.printed.analysis:
        if statements().money.rate.finds_in(plain(section.text.text)):
            return project.where(section.text, section.path[-1].text if section.path else "")
    return project.where()


def rate_in_words(subject: Subject) -> Iterator[Finding]:
    """J304: a rate told in the texts is not what the amounts told there give."""
    for project, told in _with_words(subject):
        if told.rate is not None and not told.rates.fits(told.rate):
            due = rounded(Fraction(told.executed, told.budget) * 100)
            yield finding(
                "J304",
                project,
                where=[_section(project)],
                expected=f"{due}%",
                rate=told.rate,
                spent=money(told.executed, project.unit),
                budget=money(told.budget, project.unit),
                due=due,
            )


def words_and_row(subject: Subject) -> Iterator[Finding]:
    """J305: the texts tell another rate than the money row prints."""
    for project, told in _with_words(subject):
        row, printed = project.figures.main, project.figures.printed_rate
        if row is None or printed is None or told.rate is None or project.figures.budget is None:
            continue
        if abs(printed - told.rate) >= max(last_digit(printed), last_digit(told.rate)):
            yield finding(
                "J305",
                project,
                where=[project.where(row["rate"], row.label), _section(project)],
                rate=number(printed),
                budget=money(project.figures.budget, project.unit),
                told=told.rate,
                told_budget=money(told.budget, project.unit),
            )


def mixed_units(subject: Subject) -> Iterator[Finding]:
    """J309: budget and expenditure told in one sentence in two units."""
    size = statements().money.units
    for project, told in _with_words(subject):
        if len({size[unit] for unit in told.units}) > 1:
            yield finding(
                "J309",
                project,
                where=[_section(project)],
                units="、".join(told.units),
                text=told.text[:_SHOWN],
            )


RULES = {"J304": rate_in_words, "J305": words_and_row, "J309": mixed_units}
