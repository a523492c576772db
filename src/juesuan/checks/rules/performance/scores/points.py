"""Points (得分): those of execution follow from the rate, those of indicators from the results."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import passages_with
from juesuan.checks.tables.chain import due_execution, printed_as, rate_for_points
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.saying import finding, number, where_indicators
from juesuan.performance import Policy, rounded, suggest
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.rates import last_digit
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_RISING = {">=", ">", "="}
"""Operators of targets of which more is better."""


class ExecutionPoints(RuleSettings, frozen=True):
    """J107: words of steps by which a document gives points for execution."""

    stepped: Pattern


def execution_score(subject: Subject) -> Iterator[Finding]:
    """J107: the points of execution are not its weight × the rate; not where the document prints
    steps of its own for them."""
    found = list(_otherwise(subject))
    if found and not passages_with(subject, ExecutionPoints.of("J107").stepped):
        yield from found


def _otherwise(subject: Subject) -> Iterator[Finding]:
    """Points of execution that are not their weight × the rate."""
    for project in subject.once(evaluations).sure_scored:
        figures = project.figures
        row, points, weight = figures.main, figures.printed_execution, figures.execution_weight
        rate, due = rate_for_points(project), due_execution(project)
        if row is None or points is None or rate is None or due is None:
            continue
        fits = printed_as(points, due) or _rounds_to(project, points, rate)
        off = not fits or _total_knows(project, points, due)
        if points <= weight and off:
            yield finding(
                "J107",
                project,
                where=[project.where(row["score"], row.label)],
                expected=number(due),
                points=number(points),
                weight=number(weight),
                rate=number(rounded(rate * 100)),
                due=number(due),
            )


def _rounds_to(project: ProjectEvaluation, points: Decimal, rate: Fraction) -> bool:
    """Whether points are weight × rate (the printed one, or that of the amounts), up or down by
    no more than half of their last digit."""
    figures = project.figures
    rates = [rate] if figures.rate is None else [rate, figures.rate]
    every = [min(each, Fraction(1)) * Fraction(figures.execution_weight) for each in rates]
    return any(abs(each - Fraction(points)) * 2 <= last_digit(points) for each in every)


def _total_knows(project: ProjectEvaluation, points: Decimal, due: Decimal) -> bool:
    """Whether the total was made with the due points, and not with the printed ones, which
    could be the due ones rounded."""
    scored, total = sum(project.figures.scored, Decimal(0)), project.figures.total
    return points != due and total == scored + due


def _nothing_done(indicator: AssessedIndicator) -> bool:
    """Whether an actual value of 0 misses a target above 0."""
    nothing = indicator.actual.kind == "number" and indicator.actual.high == 0
    missed = indicator.comparison.outcome == "missed"
    return missed and nothing and indicator.target.operator in _RISING


def points_for_nothing(subject: Subject) -> Iterator[Finding]:
    """J108: nothing was done (actual 0 of a target above 0), yet some points are given."""
    yield from where_indicators(
        "J108",
        subject.once(evaluations).sure_scored,
        lambda one: _nothing_done(one) and (one.score or 0) > 0 and not one.full,
    )


class OutOfProportion(RuleSettings, frozen=True):
    """``off``: points off its proportion from which a score is told."""

    off: Decimal


def _proportion(indicator: AssessedIndicator, policy: Policy) -> Decimal | None:
    """The points that a missed quantitative target is due in proportion; ``None`` where these
    cannot be told, or full or no points are the matter of other rules."""
    weight, score = indicator.weight, indicator.score
    comparison, target = indicator.comparison, indicator.target
    if weight is None or score is None or indicator.full or comparison.outcome != "missed":
        return None
    if comparison.ratio is None or _nothing_done(indicator) or target.operator not in _RISING:
        return None
    name = indicator.printed.level3.text
    return suggest(target, indicator.actual, weight, policy, name).exact


def proportion(subject: Subject) -> Iterator[Finding]:
    """J109: a missed quantitative target is scored off its proportion."""
    least = OutOfProportion.of("J109").off
    for project in subject.once(evaluations).sure_scored:
        off = []
        for indicator in project.indicators:
            due = _proportion(indicator, project.figures.policy)
            if due is not None and abs(due - (indicator.score or 0)) >= least:
                off.append((indicator, due))
        if off:
            points = "、".join(number(due) for _, due in off)
            yield finding("J109", project, [one for one, _ in off], due=points)


def _score_blank(indicator: AssessedIndicator) -> bool:
    reported = indicator.weight is not None and indicator.actual.kind != "none"
    return reported and not indicator.printed.score


def score_blank(subject: Subject) -> Iterator[Finding]:
    """J110: an indicator's score is left blank while others are scored."""
    projects = subject.once(evaluations).sure_scored
    scored = [project for project in projects if project.figures.scored]
    yield from where_indicators("J110", scored, _score_blank)


RULES = {
    "J107": execution_score,
    "J108": points_for_nothing,
    "J109": proportion,
    "J110": score_blank,
}
SETTINGS = {"J107": ExecutionPoints, "J109": OutOfProportion}
