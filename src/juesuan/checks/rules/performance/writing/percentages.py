"""Percentages (百分比): not of words, and not printed as ratios."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.saying import where_indicators
from juesuan.performance import plain, vocabulary
from juesuan.performance.figures import AssessedIndicator
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class PercentOnWords(RuleSettings, frozen=True):
    """``measurable`` finds targets in words that are percentages all the same."""

    measurable: Pattern


def percent_on_words(subject: Subject) -> Iterator[Finding]:
    """J503: words with % as their unit (作用明显 %)."""
    measurable = PercentOnWords.of("J503").measurable

    def wanted(one: AssessedIndicator) -> bool:
        words = "percent_on_words" in one.target.notes and not measurable.finds_in(one.target.text)
        return words and one.actual.kind == "words" and not one.actual.stated

    yield from where_indicators("J503", subject.once(evaluations).every, wanted)


def _high_rate(indicator: AssessedIndicator) -> bool:
    """Whether an indicator is a rate that is always some tens of percent."""
    words, name = vocabulary(), plain(indicator.printed.level3.text)
    rate = name.endswith(words.rates) and words.high_rates.search(name)
    return bool(rate) and not words.fewer_is_better.search(name)


def _target_as_ratio(indicator: AssessedIndicator) -> bool:
    """Whether the target of a high rate is printed as 0.95 or 1."""
    target = indicator.target
    percent = target.unit.percent or target.unit.kind == "code"
    if target.kind != "number" or not percent or "unit_in_cell" in target.notes:
        return False
    if target.operator in {"<=", "<", "?"} or not _high_rate(indicator):
        return False
    ratio = 0 < target.low < 1 and "." in target.text
    whole = target.low == 1 and target.unit.percent and indicator.actual.kind != "number"
    return ratio or whole


def percent_as_ratio(subject: Subject) -> Iterator[Finding]:
    """J504: a percentage printed as a ratio: an actual 0.9 for 90 %, a target 0.95 with the
    unit %."""
    yield from where_indicators(
        "J504",
        subject.once(evaluations).every,
        lambda one: one.comparison.as_ratio or _target_as_ratio(one),
    )


RULES = {"J503": percent_on_words, "J504": percent_as_ratio}
SETTINGS = {"J503": PercentOnWords}
