"""Points against results (得分与完成情况): full points for a target met, fewer for one missed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.results import all_of_it
from juesuan.checks.tables.saying import where_indicators
from juesuan.performance import Policy
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.rates import last_digit
from juesuan.performance.statements import no_reason
from juesuan.reading import Spot
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class MissedInFull(RuleSettings, frozen=True):
    """``shown``: points that must be missing before a score printed with two digits shows it;
    ``counted`` finds second levels of which more is better, whatever operator is left out;
    ``less`` names of things of which less is, where there is no level."""

    shown: Decimal
    counted: Pattern
    less: Pattern


class MetButReduced(RuleSettings, frozen=True):
    """``aimed_low`` finds reasons by which a target was set too low, for which points are taken
    where it was left far behind."""

    aimed_low: Pattern


def _unseen(indicator: AssessedIndicator) -> bool:
    """Whether so little is missing (99.99 of 100 %) that the points do not show it."""
    weight, ratio = indicator.weight, indicator.comparison.ratio
    if weight is None or ratio is None or indicator.comparison.as_ratio:
        return False
    missing = Fraction(weight) * (1 - ratio)
    return 0 <= missing < Fraction(MissedInFull.of("J201").shown)


def missed_in_full(subject: Subject) -> Iterator[Finding]:
    """J201: a target that was missed is scored in full; a warning where no operator is printed, and
    fewer were counted than aimed at."""

    def wanted(one: AssessedIndicator) -> bool:
        missed = one.comparison.outcome == "missed" and one.full
        return missed and not _unseen(one) and not (one.full and all_of_it(one))

    tables = subject.once(evaluations).scored
    yield from where_indicators("J201", tables, wanted)
    for one in where_indicators("J201", tables, _fewer):
        yield replace(one, severity="warning")


def _fewer(indicator: AssessedIndicator) -> bool:
    """Whether less was counted than aimed at, and no operator says that less is better."""
    if indicator.comparison.reason != "no_operator" or indicator.printed.operator:
        return False
    asked, target, actual = MissedInFull.of("J201"), indicator.target, indicator.actual
    level = indicator.printed.level2.text
    things = not level and target.unit.kind == "counted" and not asked.less.finds_in(indicator.name)
    if not (things or asked.counted.finds_in(level)):
        return False
    same = target.unit.text == actual.unit.text or target.unit.base == actual.unit.base != ""
    return same and actual.high < target.low and indicator.full


def _taken_without_need(indicator: AssessedIndicator, policy: Policy) -> bool:
    """Whether a target was plainly met and points are taken, more than a tenth or
    without a reason. Going far beyond a
    target may cost points; words that a target was met earn the upper band at least."""
    comparison, target = indicator.comparison, indicator.target
    if comparison.outcome != "met" or not indicator.reduced or target.kind == "none":
        return False
    little = 10 * (indicator.score or 0) >= 9 * (indicator.weight or 0)
    if little and not no_reason(indicator.printed.reason.text):
        return False
    if _of_itself(indicator):
        return False
    if comparison.reason in {"stated", "same_words"}:
        return _below_the_band(indicator, policy)
    ratio = comparison.ratio
    if ratio is None:
        return True
    if ratio > 1 and MetButReduced.of("J202").aimed_low.search(indicator.printed.reason.text):
        return False
    beyond_equal = ratio > 1 and target.operator == "="
    return not beyond_equal and ratio * 100 < Fraction(policy.review_above)


def _of_itself(indicator: AssessedIndicator) -> bool:
    """Whether a rate earns its own share of the weight (满意度95.6%，10分得9.56分), whatever the
    target."""
    weight, score, actual = indicator.weight, indicator.score, indicator.actual
    if weight is None or score is None or actual.kind != "number" or not actual.unit.percent:
        return False
    return abs(Fraction(weight) * actual.low / 100 - Fraction(score)) < last_digit(score)


def _below_the_band(indicator: AssessedIndicator, policy: Policy) -> bool:
    """Whether a score is less than the least share of the weight for what was met in words."""
    weight, score = indicator.weight, indicator.score
    _, least = policy.bands["met"]
    return weight is not None and score is not None and score * 100 < weight * least


def met_but_reduced(subject: Subject) -> Iterator[Finding]:
    """J202: a target that was met loses points."""
    found = subject.once(evaluations)
    yield from where_indicators(
        "J202", found.scored, lambda one: _taken_without_need(one, found.policy)
    )


def no_target(subject: Subject) -> Iterator[Finding]:
    """J207: an indicator without a target is scored, in a table that has a place for targets."""
    tables = [
        project
        for project in subject.once(evaluations).projects
        if any(one.printed.target.spot != Spot() for one in project.indicators)
    ]
    yield from where_indicators(
        "J207",
        tables,
        lambda one: one.target.kind == "none" and (one.score or 0) > 0,
    )


RULES = {"J201": missed_in_full, "J202": met_but_reduced, "J207": no_target}
SETTINGS = {"J201": MissedInFull, "J202": MetButReduced}
