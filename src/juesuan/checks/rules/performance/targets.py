"""Targets, results and reasons (指标值、完成值、偏差原因) hold together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.view import Table, finding, view
from juesuan.performance.statements import no_reason, says
from juesuan.performance.tables import Line
from juesuan.reading import Spot

__all__ = ["RULES", "taken_without_need"]

_HIGH_RATE = 50
"""From this percentage on, a bare 1 is rather all of it than one hundredth."""

_GROSS = 1000
"""From this many times the target (or part of it) the two are in different units."""


def missed_in_full(subject: Subject) -> Iterator[Finding]:
    """J201: a target that was missed is scored in full."""
    for table in subject.once(view).projects:
        lines = [
            line
            for line in table.lines
            if line.found.outcome == "missed"
            and line.full
            and not _a_hair(line)
            and not _all_of_it(line)
        ]
        if lines:
            yield finding("J201", table, lines)


def _all_of_it(line: Line) -> bool:
    """Whether a bare 1 with full points stands for all of a high percentage, as spreadsheets
    keep it."""
    high = line.target.unit.percent and line.target.low >= _HIGH_RATE
    return line.full and line.actual.text == "1" and high


def _a_hair(line: Line) -> bool:
    """Whether so little is missing (99.99 of 100 %) that points of two digits do not show it."""
    weight, ratio = line.weight, line.found.ratio
    if weight is None or ratio is None or line.found.as_ratio:
        return False
    return 0 <= Fraction(weight) * (1 - ratio) < Fraction(1, 200)


def taken_without_need(line: Line, review_above: Fraction) -> bool:
    """Whether a target was plainly met and points are taken all the same. Going far beyond a
    target may cost points; words that a target was met earn the upper band at least."""
    if line.found.outcome != "met" or not line.reduced or line.target.kind == "none":
        return False
    if line.found.reason in {"stated", "same_words"}:
        weight, score = line.weight, line.score
        return weight is not None and score is not None and score < weight * 8 / 10
    ratio = line.found.ratio
    if ratio is not None and ratio > 1 and line.target.operator == "=":
        return False
    return ratio is None or ratio * 100 < review_above


def met_but_reduced(subject: Subject) -> Iterator[Finding]:
    """J202: a target that was met loses points."""
    seen = subject.once(view)
    for table in seen.projects:
        above = Fraction(seen.policy.review_above)
        lines = [line for line in table.lines if taken_without_need(line, above)]
        if lines:
            yield finding("J202", table, lines)


def _asks_for_reasons(table: Table) -> bool:
    """Whether the table has a column for reasons at all."""
    return any(line.indicator.reason.spot != Spot() for line in table.lines)


def missing_reason(subject: Subject) -> Iterator[Finding]:
    """J203: a missed target, or points taken, without a reason."""
    for table in subject.once(view).tables:
        if not _asks_for_reasons(table):
            continue
        lines = [
            line
            for line in table.lines
            if no_reason(line.indicator.reason.text)
            and not _all_of_it(line)
            and (
                line.found.outcome == "missed"
                or (line.found.outcome == "unclear" and line.reduced and bool(line.actual.text))
            )
        ]
        if lines:
            yield finding("J203", table, lines)


def reason_says_not_done(subject: Subject) -> Iterator[Finding]:
    """J204: full points, while the reason says that it was not (or not yet) done."""
    for table in subject.once(view).projects:
        lines = [
            line
            for line in table.lines
            if line.full
            and line.found.outcome != "missed"
            and says("reasons", "not_done", line.indicator.reason.text)
        ]
        if lines:
            reasons = [table.at(line, line.indicator.reason) for line in lines]
            yield finding("J204", table, lines, where=reasons)


def needless_reason(subject: Subject) -> Iterator[Finding]:
    """J205: a deviation is explained where there is none."""
    for table in subject.once(view).tables:
        lines = [
            line
            for line in table.lines
            if line.found.outcome == "met"
            and line.found.reason == "measured"
            and line.found.ratio is not None
            and line.found.ratio == 1
            and not line.reduced
            and not no_reason(line.indicator.reason.text)
            and says("reasons", "deviation", line.indicator.reason.text)
            and not says("reasons", "not_done", line.indicator.reason.text)
        ]
        if lines:
            yield finding("J205", table, lines)


def target_too_low(subject: Subject) -> Iterator[Finding]:
    """J206: a target exceeded several times over, with no word on why it was set so low."""
    seen = subject.once(view)
    for table in seen.tables:
        lines = [
            line
            for line in table.lines
            if line.found.outcome == "met"
            and line.target.operator in {">=", ">"}
            and line.found.ratio is not None
            and Fraction(seen.policy.review_above) <= line.found.ratio * 100
            and line.found.ratio < _GROSS
            and no_reason(line.indicator.reason.text)
        ]
        if lines:
            yield finding("J206", table, lines)


def no_target(subject: Subject) -> Iterator[Finding]:
    """J207: an indicator without a target is scored."""
    for table in subject.once(view).projects:
        lines = [
            line for line in table.lines if line.target.kind == "none" and (line.score or 0) > 0
        ]
        if lines:
            yield finding("J207", table, lines)


def no_measured_value(subject: Subject) -> Iterator[Finding]:
    """J208: targets in numbers are answered with words (完成) instead of values."""
    for table in subject.once(view).tables:
        lines = [
            line
            for line in table.lines
            if line.target.kind in {"number", "range"}
            and line.actual.stated in {"met", "partly"}
            and line.target.unit.base not in {"月", "秒"}
        ]
        if len(lines) >= 3:
            yield finding("J208", table, lines)


def operator_in_actual(subject: Subject) -> Iterator[Finding]:
    """J209: actual values are printed with the target's operator (≥8人): one finding for the
    document."""
    found = [
        (table, line)
        for table in subject.once(view).tables
        for line in table.lines
        if line.actual.kind == "number" and line.actual.operator in {">=", ">", "<=", "<"}
        if line.actual.operator == line.target.operator
    ]
    if len(found) >= 3:
        tables = dict.fromkeys(table.name for table, _ in found)
        yield finding(
            "J209",
            found[0][0],
            [line for _, line in found],
            where=[table.at(line) for table, line in found],
            tables=len(tables),
        )


RULES = {
    "J201": missed_in_full,
    "J202": met_but_reduced,
    "J203": missing_reason,
    "J204": reason_says_not_done,
    "J205": needless_reason,
    "J206": target_too_low,
    "J207": no_target,
    "J208": no_measured_value,
    "J209": operator_in_actual,
}
