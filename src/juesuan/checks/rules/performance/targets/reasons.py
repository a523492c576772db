"""Reasons (偏差原因): given where something deviates, true to the points, and not elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.results import all_of_it, far_beyond
from juesuan.checks.tables.saying import where_indicators
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.statements import no_reason, statements
from juesuan.reading import Spot
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class OwedReason(RuleSettings, frozen=True):
    """``spending`` finds rows of the money spent against its budget (预算执行率)."""

    spending: Pattern


def _unexplained(indicator: AssessedIndicator) -> bool:
    return no_reason(indicator.printed.reason.text)


def _not_done(indicator: AssessedIndicator) -> bool:
    """Whether the reason says that the thing was not, or not yet, or differently done."""
    return statements().reasons.not_done.finds_in(plain(indicator.printed.reason.text))


def _asks_for_reasons(evaluation: Evaluation) -> bool:
    """Whether the table has a column for reasons at all."""
    return any(one.printed.reason.spot != Spot() for one in evaluation.indicators)


def _owes_a_reason(indicator: AssessedIndicator) -> bool:
    """Whether a target was missed, or points are taken for a value that is not compared; of
    words, more than a tenth."""
    outcome = indicator.comparison.outcome
    if indicator.comparison.reason == "no_operator" and _is_of_spending(indicator):
        return False  # 预算50万元，执行49万元: its points follow from the rate
    unclear = outcome == "unclear" and indicator.reduced and bool(indicator.actual.text)
    if unclear and indicator.target.kind == "words":
        unclear = 10 * (indicator.score or 0) < 9 * (indicator.weight or 0)
    return (outcome == "missed" or unclear) and not all_of_it(indicator)


def _is_of_spending(indicator: AssessedIndicator) -> bool:
    row = indicator.printed
    names = plain(row.level1.text + row.level2.text + row.level3.text)
    return OwedReason.of("J203").spending.finds_in(names)


def missing_reason(subject: Subject) -> Iterator[Finding]:
    """J203: a missed target, or points taken, without a reason."""
    tables = [table for table in subject.once(evaluations).every if _asks_for_reasons(table)]
    yield from where_indicators(
        "J203", tables, lambda one: _owes_a_reason(one) and _unexplained(one)
    )


class DeniedDeviation(RuleSettings, frozen=True):
    """``denied`` finds that a reason says the target was met or nothing deviates."""

    denied: Pattern


def deviation_denied(subject: Subject) -> Iterator[Finding]:
    """J214: a target was missed, yet the reason says that it was met."""
    denied = DeniedDeviation.of("J214").denied

    def wanted(one: AssessedIndicator) -> bool:
        says_met = denied.finds_in(plain(one.printed.reason.text))
        missed = one.comparison.outcome == "missed" and not all_of_it(one)
        return missed and says_met and not _unexplained(one) and not _not_done(one)

    yield from where_indicators(
        "J214", subject.once(evaluations).every, wanted, lambda one: one.printed.reason
    )


def reason_says_not_done(subject: Subject) -> Iterator[Finding]:
    """J204: full points, while the reason says that it was not (or not yet) done."""
    yield from where_indicators(
        "J204",
        subject.once(evaluations).projects,
        lambda one: one.full and one.comparison.outcome != "missed" and _not_done(one),
        lambda one: one.printed.reason,
    )


class NeedlessReason(RuleSettings, frozen=True):
    """``deviation`` finds that a reason explains a deviation."""

    deviation: Pattern


def _just_met(indicator: AssessedIndicator) -> bool:
    """Whether the value measured is the target itself, and no points are taken."""
    comparison = indicator.comparison
    measured = comparison.outcome == "met" and comparison.reason == "measured"
    return measured and comparison.ratio == 1 and not indicator.reduced


def needless_reason(subject: Subject) -> Iterator[Finding]:
    """J205: the value equals the target, yet a deviation is explained."""
    deviation = NeedlessReason.of("J205").deviation

    def wanted(one: AssessedIndicator) -> bool:
        explained = deviation.finds_in(plain(one.printed.reason.text))
        return _just_met(one) and explained and not _unexplained(one) and not _not_done(one)

    yield from where_indicators("J205", subject.once(evaluations).every, wanted)


def target_too_low(subject: Subject) -> Iterator[Finding]:
    """J206: a target exceeded several times over, with no word on why it was set so low."""
    found = subject.once(evaluations)
    yield from where_indicators(
        "J206", found.every, lambda one: far_beyond(one, found.policy) and _unexplained(one)
    )


RULES = {
    "J203": missing_reason,
    "J204": reason_says_not_done,
    "J205": needless_reason,
    "J206": target_too_low,
    "J214": deviation_denied,
}
SETTINGS: dict[str, type[RuleSettings]] = {
    "J203": OwedReason,
    "J205": NeedlessReason,
    "J214": DeniedDeviation,
}
