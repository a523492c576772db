"""Figures in the analysis (文字中的数与指标): the same as the indicators report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.naming import bare_name, pairs, shared_ending
from juesuan.checks.tables.quantities import PlacedQuantity, placed_quantities
from juesuan.checks.tables.saying import finding, number
from juesuan.checks.tables.wording import texts
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.in_words import RateInWords, rates_in_words
from juesuan.performance.quantities import Quantity
from juesuan.reading.performance import Value
from juesuan.resources import Pattern, Record

__all__ = ["RULES", "SETTINGS"]


class _Otherwise(Struct, frozen=True):
    """An indicator of which a text tells another figure (as worded)."""

    indicator: AssessedIndicator
    value: Value
    figure: str


def _told_otherwise(
    code: str, project: ProjectEvaluation, told: Sequence[_Otherwise]
) -> Iterator[Finding]:
    """One finding for the indicators of a table of which the texts tell other figures."""
    if told:
        places = [(project.at(one.indicator), project.where(one.value)) for one in told]
        yield finding(
            code,
            project,
            [one.indicator for one in told],
            where=[place for both in places for place in both],
            told="、".join(one.figure for one in told),
        )


class RatesInWords(RuleSettings, frozen=True):
    """How a rate in words is tied to an indicator. ``cut`` finds where words that are no name
    end; ``satisfaction`` is how names of satisfaction end. ``shared``: so many characters at
    their ends make two names near, if the values are no more than ``near`` points apart;
    ``least``: so many characters tell of whose satisfaction."""

    cut: Pattern
    satisfaction: str
    shared: int
    near: int
    least: int


def _is_of(rate: RateInWords, indicator: AssessedIndicator) -> bool:
    """Whether a rate told in words is an indicator's.

    It is where what is told ends with the indicator's name (全年培训合格率: 培训合格率); where
    the two names end alike and the values are near; or where both are satisfaction, and one
    name ends with the other (学员满意度: 满意度).
    """
    asked = RatesInWords.of("J705")
    name, told = bare_name(indicator), asked.cut.regex.split(rate.subject)[-1]
    if name.endswith(asked.satisfaction):
        return len(told) >= asked.least and (name.endswith(told) or told.endswith(name))
    near = abs(indicator.actual.low - Fraction(rate.value)) <= asked.near
    return told.endswith(name) or (asked.shared <= shared_ending(told, name) < len(told) and near)


def _other_rates(project: ProjectEvaluation) -> Iterator[_Otherwise]:
    """The indicators in percent of which the analysis tells another rate, and never theirs."""
    told = [
        (value, rate) for value in texts(project, "analysis") for rate in rates_in_words(value.text)
    ]
    percent = [
        one for one in project.indicators if one.actual.kind == "number" and one.actual.unit.percent
    ]
    seen: list[AssessedIndicator] = []
    for value, rate in told:
        tied = [one for one in percent if _is_of(rate, one)]
        if len(tied) != 1 or tied[0] in seen:
            continue
        values = [Fraction(other.value) for _, other in told if _is_of(other, tied[0])]
        if tied[0].actual.low not in values:
            seen.append(tied[0])
            yield _Otherwise(tied[0], value, f"{number(rate.value)}%")


def rates_told(subject: Subject) -> Iterator[Finding]:
    """J705: the texts tell another percentage than the indicator reports."""
    for project in subject.once(evaluations).projects:
        yield from _told_otherwise("J705", project, list(_other_rates(project)))


class WayOfSaying(Record, frozen=True):
    """One way in which texts tell a count that an indicator reports. ``units``: units of the
    count; ``names`` finds names of such indicators; ``before`` and ``after`` find the words
    next to the number; ``own``: on which side a pair of characters of the indicator's own
    name must be."""

    units: tuple[str, ...]
    names: Pattern
    before: Pattern | None = None
    after: Pattern | None = None
    own: Literal["before", "after", ""] = ""


class CountsInWords(RuleSettings, frozen=True):
    """``ways`` by name; ``near``: so many characters are next to a number; ``generic`` finds
    pairs of characters that say nothing of what is counted."""

    ways: Mapping[str, WayOfSaying]
    near: int
    generic: Pattern


def _fits(quantity: Quantity, name: str, way: WayOfSaying) -> bool:
    """Whether a quantity is told in a way, of an indicator of this name."""
    asked = CountsInWords.of("J709")
    before, after = quantity.before[-asked.near :], quantity.after[: asked.near]
    if quantity.unit.text not in way.units:
        return False
    if way.before is not None and not way.before.finds_in(before):
        return False
    if way.after is not None and not way.after.finds_in(after):
        return False
    side = {"before": before, "after": after}.get(way.own)
    own = (pair for pair in pairs(name) if not asked.generic.finds_in(pair))
    return side is None or any(pair in side for pair in own)


def _agrees(indicator: AssessedIndicator, quantity: Quantity) -> bool:
    """Whether a quantity is the one reported, or more where at least so many are reported."""
    actual, most = indicator.actual, indicator.target.operator == "<="
    more = actual.operator in {">=", ">"} and not most and quantity.number > actual.low
    return quantity.number == actual.low or more


def _other_count(indicator: AssessedIndicator, told: Sequence[PlacedQuantity]) -> _Otherwise | None:
    """Another count than the indicator's, told in a way in which the texts never tell the
    indicator's own."""
    name = bare_name(indicator)
    for way in CountsInWords.of("J709").ways.values():
        if indicator.actual.unit.text not in way.units or not way.names.finds_in(name):
            continue
        fitting = [one for one in told if _fits(one.quantity, name, way)]
        if fitting and not any(_agrees(indicator, one.quantity) for one in fitting):
            return _Otherwise(indicator, fitting[0].text, str(fitting[0].quantity.number))
    return None


def counts_told(subject: Subject) -> Iterator[Finding]:
    """J709: the texts tell another number of persons or kinds than the indicator."""
    for project in subject.once(evaluations).projects:
        told = list(placed_quantities(project, "analysis"))
        counted = [one for one in project.indicators if one.actual.kind == "number"]
        others = (_other_count(indicator, told) for indicator in counted)
        yield from _told_otherwise("J709", project, [one for one in others if one is not None])


RULES = {"J705": rates_told, "J709": counts_told}
SETTINGS = {"J705": RatesInWords, "J709": CountsInWords}
