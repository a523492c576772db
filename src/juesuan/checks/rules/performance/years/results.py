"""Results of other years (非本年度的结果) reported as this year's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.naming import bare_name, pairs
from juesuan.checks.tables.saying import finding
from juesuan.checks.tables.wording import around, texts, years_in
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.quantities import quantities
from juesuan.performance.statements import clauses, sentences, statements
from juesuan.reading.performance import Value
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class LateResults(RuleSettings, frozen=True):
    """``finished`` finds that a thing was done, ``planned`` that it was only meant or due;
    ``until`` that a date after it (or before it, ``since``) makes a span of time. ``before``
    and ``after``: so many characters around a date speak of it, ``close``: so many before it
    say that it was done."""

    finished: Pattern
    planned: Pattern
    until: Pattern
    since: Pattern
    before: int
    after: int
    close: int


def _late(text: str, year: int) -> str:
    """What a text reports as done after a year: date and words, or nothing."""
    asked = LateResults.of("J602")
    for clause in clauses(text):
        for match in statements().dates.month.finditer(clause):
            before = clause[max(0, match.start() - asked.before) : match.start()]
            after = clause[match.end() : match.end() + asked.after]
            if int(match["year"]) <= year or asked.planned.finds_in(before + after):
                continue
            if asked.until.match(after) or asked.since.finds_in(before):
                continue
            close = before[-asked.close :]
            if asked.finished.finds_in(after) or asked.finished.finds_in(close):
                return around(clause, match)
    return ""


def result_after_year(subject: Subject) -> Iterator[Finding]:
    """J602: results of a later year are reported, and full points are given."""
    found = subject.once(evaluations)
    for project in found.projects:
        if not any(indicator.full for indicator in project.indicators):
            continue
        actual = [indicator.printed.actual for indicator in project.indicators]
        for value in [*texts(project, "result", "analysis"), *actual]:
            if text := _late(value.text, found.year):
                where = [project.where(value)]
                yield finding("J602", project, where=where, text=text, year=found.year)
                break


class EarlierResults(RuleSettings, frozen=True):
    """``shared``: so many pairs of characters a sentence has in common with the name of the
    indicator whose result it tells."""

    shared: int


class _Earlier(Struct, frozen=True):
    """A sentence that speaks of an earlier year only, and the text it stands in."""

    value: Value
    sentence: str


def _of_earlier_years(project: ProjectEvaluation, year: int) -> Iterator[_Earlier]:
    """The sentences of the analysis that are dated to an earlier year."""
    for value in texts(project, "analysis"):
        for sentence in map(plain, sentences(value.text)):
            dated = [int(match["year"]) for match in statements().dates.month.finditer(sentence)]
            if dated and max(dated) < year and year not in years_in(sentence):
                yield _Earlier(value, sentence)


def _tells(sentence: str, indicator: AssessedIndicator) -> bool:
    """Whether a sentence tells the very count that an indicator reports."""
    actual = indicator.actual
    if actual.kind != "number" or actual.unit.kind != "counted":
        return False
    shared = sum(pair in sentence for pair in pairs(bare_name(indicator)))
    return shared >= EarlierResults.of("J604").shared and any(
        told.number == actual.low and told.unit.text == actual.unit.text
        for told in quantities(sentence)
    )


def earlier_result(subject: Subject) -> Iterator[Finding]:
    """J604: a result that the texts date to an earlier year is scored again."""
    found = subject.once(evaluations)
    for project in found.projects:
        earlier = list(_of_earlier_years(project, found.year))
        told = [
            (indicator, one.value)
            for indicator in project.indicators
            for one in earlier
            if indicator.full and _tells(one.sentence, indicator)
        ]
        if told:
            indicators = list({id(indicator): indicator for indicator, _ in told}.values())
            points = sum((one.score or Decimal(0) for one in indicators), Decimal(0))
            where = [*(project.at(one) for one in indicators), project.where(told[0][1])]
            yield finding("J604", project, indicators, where=where, points=points, year=found.year)


RULES = {"J602": result_after_year, "J604": earlier_result}
SETTINGS = {"J602": LateResults, "J604": EarlierResults}
