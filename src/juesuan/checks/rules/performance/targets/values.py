"""Actual values (实际完成值) of targets in numbers: numbers of their own."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.saying import finding
from juesuan.performance.figures import AssessedIndicator

__all__ = ["RULES", "SETTINGS"]


class WordsForValues(RuleSettings, frozen=True):
    """``least``: so many indicators make a finding; ``dated_units``: base units of targets
    that words may answer (按期完成)."""

    least: int
    dated_units: tuple[str, ...]


def no_measured_value(subject: Subject) -> Iterator[Finding]:
    """J208: targets in numbers are answered with words (完成) instead of values."""
    asked = WordsForValues.of("J208")

    def in_words(one: AssessedIndicator) -> bool:
        number = one.target.kind in {"number", "range"}
        dated = one.target.unit.base in asked.dated_units
        return number and one.actual.stated in {"met", "partly"} and not dated

    for evaluation in subject.once(evaluations).every:
        indicators = [one for one in evaluation.indicators if in_words(one)]
        if len(indicators) >= asked.least:
            yield finding("J208", evaluation, indicators)


class OperatorInValue(RuleSettings, frozen=True):
    """``least``: so many actual values in the document make a finding."""

    least: int


def _copies_the_operator(indicator: AssessedIndicator) -> bool:
    actual = indicator.actual
    bound = actual.kind == "number" and actual.operator in {">=", ">", "<=", "<"}
    return bound and actual.operator == indicator.target.operator


def operator_in_actual(subject: Subject) -> Iterator[Finding]:
    """J209: actual values are printed with the target's operator (≥8人): one finding for the
    document."""
    copied = [
        (evaluation, indicator)
        for evaluation in subject.once(evaluations).every
        for indicator in evaluation.indicators
        if _copies_the_operator(indicator)
    ]
    if len(copied) >= OperatorInValue.of("J209").least:
        yield finding(
            "J209",
            copied[0][0],
            [indicator for _, indicator in copied],
            where=[evaluation.at(indicator) for evaluation, indicator in copied],
            tables=len({evaluation.name for evaluation, _ in copied}),
        )


RULES = {"J208": no_measured_value, "J209": operator_in_actual}
SETTINGS = {"J208": WordsForValues, "J209": OperatorInValue}
