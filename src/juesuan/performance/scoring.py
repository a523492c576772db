"""Scores that follow from the facts: execution rate, suggested scores, totals, grades.

All points are exact decimals; what is printed with two digits is rounded half away from zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from msgspec import Struct

from juesuan.facts import round_half_away
from juesuan.performance.comparing import Comparison, compare
from juesuan.performance.policy import Policy
from juesuan.performance.targets import Understood

__all__ = [
    "Score",
    "Suggestion",
    "execution_points",
    "execution_rate",
    "rounded",
    "score_project",
    "suggest",
]


def rounded(value: Fraction | Decimal | int, digits: int = 2) -> Decimal:
    """A value with so many decimals, halves away from zero.

    >>> rounded(Fraction(5, 6) * 100)
    Decimal('83.33')
    """
    exact = Fraction(value)
    steps = round_half_away(exact.numerator * 10**digits, exact.denominator)
    return Decimal(steps).scaleb(-digits)


def execution_rate(executed: int, budget: int) -> Fraction | None:
    """The share of the budget executed (1 is 100 %), both in cents; ``None`` where the budget
    is zero and no rate exists."""
    return Fraction(executed, budget) if budget else None


def execution_points(
    rate: Fraction | None, policy: Policy, points: Decimal | None = None
) -> Decimal:
    """Points of budget execution: ``points`` (the policy's, if not given) × rate, with two
    decimals, never above the points and never below zero. No rate earns none."""
    full = policy.execution if points is None else points
    if rate is None or rate <= 0:
        return Decimal("0.00")
    return rounded(min(rate, Fraction(1)) * Fraction(full))


class Suggestion(Struct, frozen=True):
    """A score suggested for an indicator, from ``low`` to ``high`` points.

    ``reason`` is a message key of ``[scoring]``: ``met``, ``beyond`` (met, but so far beyond
    that the target may have been too low), ``in_proportion``, ``band_met``, ``band_partly``,
    ``band_not``, ``missed`` (no ratio can be told), ``unclear``. ``needs_reason``: a reason
    for the deviation is due. ``comparison`` is what it rests on.
    """

    low: Decimal
    high: Decimal
    reason: str
    comparison: Comparison
    needs_reason: bool = False

    @property
    def exact(self) -> Decimal | None:
        """The one score, where there is just one."""
        return self.high if self.low == self.high else None


_BANDS = {"met": "band_met", "partly": "band_partly", "not": "band_not"}


def suggest(
    target: Understood, actual: Understood, weight: Decimal, policy: Policy, name: str = ""
) -> Suggestion:
    """The score that an indicator's facts suggest: full points when the target is met, in
    proportion when not, a band of the weight where words say how far it was reached."""
    found = compare(target, actual, name)
    if found.reason == "stated":
        band = actual.stated
        if band == "met" and target.kind in {"number", "range", "date"}:
            return Suggestion(weight, weight, "met", found)
        most, least = policy.bands[band]
        share = (rounded(Fraction(weight) * Fraction(part) / 100) for part in (least, most))
        low, high = share
        return Suggestion(low, high, _BANDS[band], found, band != "met")
    if found.outcome == "met":
        if found.ratio is not None and found.ratio * 100 >= Fraction(policy.review_above):
            return Suggestion(weight, weight, "beyond", found, True)
        return Suggestion(weight, weight, "met", found)
    if found.outcome == "missed":
        if found.ratio is None:
            return Suggestion(Decimal(0), weight, "missed", found, True)
        points = rounded(Fraction(weight) * min(max(found.ratio, Fraction(0)), Fraction(1)))
        return Suggestion(points, points, "in_proportion", found, True)
    return Suggestion(Decimal(0), weight, "unclear", found)


class Score(Struct, frozen=True):
    """A project's score: points of execution and of indicators, total, grade."""

    execution: Decimal
    indicators: Decimal
    total: Decimal
    grade: str


def score_project(
    rate: Fraction | None,
    scores: Iterable[Decimal],
    policy: Policy,
    execution: Decimal | None = None,
) -> Score:
    """Total and grade from the execution rate (or its points, if given) and the indicators'
    scores."""
    points = execution_points(rate, policy) if execution is None else execution
    indicators = sum(scores, Decimal(0))
    total = (points + indicators).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Score(points, indicators, total, policy.grade(total))
