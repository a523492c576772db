"""What results mean beyond their comparison (完成值): a bare 1 for all of it, far beyond."""

from __future__ import annotations

from fractions import Fraction

from juesuan.performance import Policy, on_one_scale, plain, vocabulary
from juesuan.performance.figures import AssessedIndicator

__all__ = ["all_of_it", "far_beyond", "units_apart"]

_ALL = 100  # percent


def all_of_it(indicator: AssessedIndicator) -> bool:
    """Whether a bare 1 with full points stands for all of a high percentage, as spreadsheets
    keep it."""
    target = indicator.target
    high = target.unit.percent and target.low >= vocabulary().high_percentage
    return indicator.full and indicator.actual.text == "1" and high


def _one_number_in_two_units(indicator: AssessedIndicator) -> bool:
    """Whether target and actual value are written alike but for a magnitude (万) before the
    unit."""
    target, actual = (_bare(one.text) for one in (indicator.target, indicator.actual))
    if not target[:1].isdigit() or target == actual:
        return False
    long, short = sorted((target, actual), key=len, reverse=True)
    return any(
        long == short[:place] + word + short[place:]
        for word, _ in vocabulary().magnitudes
        for place in range(1, len(short))
        if short[place - 1].isdigit() and not short[place].isdigit()
    )


def _share_of_a_count(indicator: AssessedIndicator) -> bool:
    """Whether of target and actual value one is a percentage and the other counts things; 100 %
    of what was to be done is all of it."""
    target, actual = indicator.target, indicator.actual
    if {target.kind, actual.kind} != {"number"}:
        return False
    if target.unit.percent:
        return actual.unit.kind == "counted"
    return actual.unit.percent and target.unit.kind == "counted" and actual.low != _ALL


def _bare(text: str) -> str:
    return plain(text).lstrip("<>=≤≥")


def far_beyond(indicator: AssessedIndicator, policy: Policy) -> bool:
    """Whether a target was exceeded so far that it may have been set too low, but not so far
    that the two must be in different units."""
    ratio = indicator.comparison.ratio
    if indicator.comparison.outcome != "met" or ratio is None:
        return False
    rising = indicator.target.operator in {">=", ">"}
    return (
        rising and Fraction(policy.review_above) <= ratio * 100 and ratio < vocabulary().other_unit
    )


def units_apart(indicator: AssessedIndicator) -> bool:
    """Whether target and actual value are so far apart that they must be in different units, print
    one number in two (480万元/人, 480元/人), or are a share and a count. 180天 and 6个月 are far
    apart as numbers only."""
    if _one_number_in_two_units(indicator) or _share_of_a_count(indicator):
        return True
    kinds, comparison = {indicator.target.kind, indicator.actual.kind}, indicator.comparison
    if kinds != {"number"} or comparison.as_ratio or comparison.reason == "different_units":
        return False
    target, actual = on_one_scale(indicator.target, indicator.actual)
    low, high = sorted((abs(target.low), abs(actual.low)))
    return low > 0 and high >= vocabulary().other_unit * low
