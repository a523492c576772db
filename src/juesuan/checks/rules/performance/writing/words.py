"""Words where a number or a name is due (文字目标、无名指标)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.saying import finding, where_indicators
from juesuan.performance import MeasureUnit, vocabulary
from juesuan.performance.figures import AssessedIndicator
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_BOUNDS = {">=", ">", "<=", "<"}


class NoNumber(RuleSettings, frozen=True):
    """``year`` finds targets that are nothing but a year; ``times`` are units of time, ``others``
    units, or their bases, in which no date is answered."""

    year: Pattern
    times: tuple[str, ...]
    others: tuple[str, ...]


def _no_number(indicator: AssessedIndicator) -> bool:
    """Whether a target that should be a number is words with a bound, or a year."""
    target = indicator.target
    if target.kind == "date":
        return NoNumber.of("J510").year.finds_in(target.text)
    bounded = target.kind == "words" and target.operator in _BOUNDS
    return bounded and not re.search(r"\d", target.text)


def _is_no_time(unit: MeasureUnit) -> bool:
    """Whether a unit counts or measures, and no time."""
    times = NoNumber.of("J510").times
    return unit.kind == "counted" or (unit.kind == "known" and unit.base not in times)


def _of_no_time(indicator: AssessedIndicator) -> bool:
    """Whether a date is due and another thing is told: things counted, or money."""
    unit, others = indicator.actual.unit, NoNumber.of("J510").others
    year = NoNumber.of("J510").year.finds_in(indicator.target.text)
    return year or unit.text in others or unit.base in others


def words_for_number(subject: Subject) -> Iterator[Finding]:
    """J510: the target is words or a year while the result is a number, or a count of things while
    the result is a date. Words that name a figure (预算数, 上年水平) are left alone: it stands
    elsewhere."""
    named = vocabulary().named_figures

    def wanted(one: AssessedIndicator) -> bool:
        if one.actual.kind == "date":
            return one.target.kind == "number" and _is_no_time(one.target.unit)
        if one.target.kind == "date" and one.actual.kind == "number":
            return _of_no_time(one)
        answered = one.actual.kind == "number" or bool(one.actual.stated)
        return answered and _no_number(one) and not named.search(one.target.text)

    yield from where_indicators("J510", subject.once(evaluations).every, wanted)


def no_name(subject: Subject) -> Iterator[Finding]:
    """J511: an indicator without a name of its own, in a table where most have one."""
    for evaluation in subject.once(evaluations).every:
        nameless = [
            one
            for one in evaluation.indicators
            if not one.printed.level3 and one.goal and one.printed.actual
        ]
        if nameless and len(nameless) * 2 < len(evaluation.indicators):
            yield finding("J511", evaluation, nameless)


RULES = {"J510": words_for_number, "J511": no_name}
SETTINGS = {"J510": NoNumber}
