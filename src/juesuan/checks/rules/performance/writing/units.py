"""Units (度量单位): there, the target's own, and written once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Severity
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.results import units_apart
from juesuan.checks.tables.saying import finding, where_indicators
from juesuan.performance import MeasureUnit, plain, vocabulary
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.quantities import quantities
from juesuan.performance.targets import Understood
from juesuan.resources import Pattern, Record

__all__ = ["RULES", "SETTINGS"]

_ALL = "100%"
"""What is written for all of it, whatever the target's unit."""

_NO_UNITS = {"none", "code", "date", "words"}
"""Kinds of what stands in a unit column that are no unit to compare with."""


def _clash(own: MeasureUnit, column: MeasureUnit) -> bool:
    """Whether the unit written with a number is not that of the unit column."""
    if own.kind == column.kind == "counted":
        return own.text not in column.text and column.text not in own.text
    if own.kind == column.kind == "known":
        return own.base != column.base
    return {own.kind, column.kind} == {"known", "counted"}


def _clashes(indicator: AssessedIndicator) -> bool:
    """Whether a target carries a unit or magnitude that its unit column contradicts."""
    target, column = indicator.target, vocabulary().unit(indicator.printed.unit.text)
    if column.kind in _NO_UNITS or target.kind not in {"number", "range"}:
        return False
    own = "unit_in_cell" in target.notes and _clash(target.unit, column)
    return own or "two_magnitudes" in target.notes


def units_clash(subject: Subject) -> Iterator[Finding]:
    """J505: the target carries a unit or magnitude that its unit column contradicts."""
    yield from where_indicators("J505", subject.once(evaluations).every, _clashes)


def units_differ(subject: Subject) -> Iterator[Finding]:
    """J506: target and result differ so much that they must be in different units."""
    yield from where_indicators("J506", subject.once(evaluations).every, units_apart)


class UnitlessNumber(RuleSettings, frozen=True):
    """``unitless`` finds names whose numbers need no unit; ``cost`` second levels whose
    targets are sums of money."""

    unitless: Pattern
    cost: Pattern


def _lacks_unit(indicator: AssessedIndicator) -> bool:
    target = indicator.target
    bare = target.kind in {"number", "range"} and target.unit.kind == "none"
    written = "magnitude_in_cell" in target.notes
    named = UnitlessNumber.of("J507").unitless.finds_in(indicator.printed.level3.text.strip())
    return bare and not written and not named


def _costs(indicator: AssessedIndicator) -> bool:
    """Whether an indicator's target is a sum of money."""
    cost = UnitlessNumber.of("J507").cost.finds_in(indicator.printed.level2.text)
    return cost and bool(vocabulary().money_names.search(indicator.name))


def no_unit(subject: Subject) -> Iterator[Finding]:
    """J507: a number without a unit; where sums of money lack it, a warning of these."""
    for evaluation in subject.once(evaluations).every:
        lacking = [one for one in evaluation.indicators if _lacks_unit(one)]
        costs = [one for one in lacking if _costs(one)]
        if lacking:
            severity: Severity | None = "warning" if costs else None
            yield finding("J507", evaluation, costs or lacking, severity=severity)


def _magnitude_apart(indicator: AssessedIndicator) -> bool:
    target = indicator.target
    written = "magnitude_in_cell" in target.notes and "unit_in_cell" not in target.notes
    beside = target.kind == "number" and bool(indicator.printed.unit)
    return written and beside and not _clashes(indicator)


def magnitude_in_cell(subject: Subject) -> Iterator[Finding]:
    """J508: the number cell carries a magnitude (2亿) beside a unit column."""
    yield from where_indicators("J508", subject.once(evaluations).every, _magnitude_apart)


class CountedIn(Record, frozen=True):
    """Names of one kind of things, and units that never count them."""

    names: Pattern
    never: tuple[str, ...]


class WrongUnit(RuleSettings, frozen=True):
    """``counts`` finds names of counts, which are never percentages; ``shares`` those of shares,
    which are never counted or timed; ``own``
    what counts of some things are never in, ``things`` units of what is neither an area nor money,
    ``points`` the unit of a score;
    words from ``least`` characters on are no unit."""

    counts: Pattern
    shares: Pattern
    least: int
    times: tuple[str, ...]
    things: tuple[str, ...]
    points: str
    own: Mapping[str, CountedIn]


def _misnamed(indicator: AssessedIndicator) -> bool:
    """Whether a count is in percent, or a target in words has other words as its unit."""
    asked, target = WrongUnit.of("J509"), indicator.target
    unit = vocabulary().unit(indicator.printed.unit.text)
    if target.kind == "number" and _counted_wrongly(indicator, target.unit):
        return True
    if target.kind == "number" and unit.percent and "unit_in_cell" not in target.notes:
        return asked.counts.finds_in(plain(indicator.printed.level3.text))
    if target.kind == "number" and target.unit.percent and indicator.actual.unit.kind == "counted":
        return asked.counts.finds_in(plain(indicator.name))
    if target.kind != "words" or indicator.actual.text != target.text:
        return False
    words = unit.kind == "other" and len(unit.text) >= asked.least and "/" not in unit.text
    return words and unit.text != target.text


def _counted_wrongly(indicator: AssessedIndicator, unit: MeasureUnit) -> bool:
    """Whether what a name says is never in a unit (企业数 次, 及时率 天)."""
    asked, said = WrongUnit.of("J509"), plain(indicator.printed.level3.text)
    name, _, inside = said.partition("(")
    if unit.kind == "none":
        unit = vocabulary().unit(inside.rstrip(")"))
    if _never_a_share(unit) and asked.shares.finds_in(name):
        return True
    return any(unit.text in kind.never and kind.names.finds_in(name) for kind in asked.own.values())


def _never_a_share(unit: MeasureUnit) -> bool:
    """Whether a unit counts things or tells a time."""
    times = WrongUnit.of("J509").times
    return unit.kind == "counted" or (unit.kind == "known" and unit.base in times)


def _told_in(value: Understood) -> MeasureUnit | None:
    """The unit of the one quantity that a value tells, in words or as a number."""
    if value.kind in {"number", "range"}:
        return value.unit
    told = [] if value.kind == "date" else list(quantities(value.text))
    return told[0].unit if len(told) == 1 else None


def _of_another_kind(indicator: AssessedIndicator) -> bool:
    """Whether a target is told in one kind of unit (15日内) and its value in another (13万元)."""
    units = [_told_in(indicator.target), _told_in(indicator.actual)]
    asked = WrongUnit.of("J509")
    times = asked.times
    first, second = units
    bare = indicator.weight is None and indicator.score is None
    if bare and second and second.text == asked.points:
        return False  # a list of what has got so much money and so many points
    if indicator.target.kind == "date" and second:
        return second.percent and indicator.actual.text != _ALL
    if first and second and first.percent and second.kind == "known" and not second.percent:
        return second.base not in times
    if first and second and first.kind == "known" and not first.percent and second.percent:
        return first.base in times and indicator.actual.text != _ALL
    if first and second and {first.text, second.text} & set(asked.things):
        return any(
            u.kind == "known" and not u.percent and u.base not in times for u in (first, second)
        )
    if any(unit is None or unit.kind != "known" or unit.percent for unit in units):
        return False
    return len({"time" if unit.base in times else unit.base for unit in units if unit}) > 1


def wrong_unit(subject: Subject) -> Iterator[Finding]:
    """J509: the unit is none of the target: other words (有效维护 for 有效提升), a percentage
    for a count (期数 %), days for a rate (及时率 天), money for a time (15日内 13万元)."""
    yield from where_indicators(
        "J509",
        subject.once(evaluations).every,
        lambda one: _misnamed(one) or _of_another_kind(one),
    )


RULES = {
    "J505": units_clash,
    "J506": units_differ,
    "J507": no_unit,
    "J508": magnitude_in_cell,
    "J509": wrong_unit,
}
SETTINGS = {"J507": UnitlessNumber, "J509": WrongUnit}
