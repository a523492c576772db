"""Results that say otherwise than indicators whether, or when, a thing was done (没有做却报完成,
完成日期不同)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.naming import bare_name, own_pairs, pairs
from juesuan.checks.tables.saying import finding
from juesuan.checks.tables.wording import texts
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.statements import clauses, statements
from juesuan.reading.performance import Value
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_SHOWN = 40
"""So many characters of a clause a message shows."""


class Undone(RuleSettings, frozen=True):
    """J715: ``undone`` finds that nothing of a thing was done; ``generic`` finds pairs of
    characters that say nothing of which. ``least``: so many other pairs of an indicator's name
    stand in the clause (of a name that has no more, one)."""

    undone: Pattern
    generic: Pattern
    least: int


class OtherDay(RuleSettings, frozen=True):
    """J716: ``generic`` finds pairs of characters that say nothing of what was done."""

    generic: Pattern


def _result_clauses(evaluation: Evaluation) -> Iterator[tuple[str, Value]]:
    """The clauses of the results in words, each with its text."""
    for value in texts(evaluation, "result"):
        for clause in clauses(value.text):
            yield clause, value


def _named_in(
    clause: str, indicators: Sequence[AssessedIndicator], generic: Pattern, least: int
) -> AssessedIndicator | None:
    """The indicator that a clause names more clearly than any other."""
    said = pairs(clause)
    shared = [len(own_pairs(bare_name(one), generic) & said) for one in indicators]
    most = max(shared, default=0)
    if not most or shared.count(most) > 1:
        return None
    found = indicators[shared.index(most)]
    return found if most >= min(least, len(own_pairs(bare_name(found), generic))) else None


def undone(subject: Subject) -> Iterator[Finding]:
    """J715: the results say that nothing of a thing was done which an indicator reports in full."""
    asked = Undone.of("J715")
    for evaluation in subject.once(evaluations).every:
        done = [one for one in evaluation.indicators if _is_done(one)]
        for clause, value in _result_clauses(evaluation):
            if not asked.undone.finds_in(clause) or any(map(str.isdigit, clause)):
                continue
            one = _named_in(clause, evaluation.indicators, asked.generic, asked.least)
            if one is not None and one in done:
                yield _finding("J715", evaluation, one, clause, value)


def _is_done(one: AssessedIndicator) -> bool:
    done = one.actual.kind == "number" and one.actual.low > 0
    return done and one.comparison.outcome == "met"


def other_day(subject: Subject) -> Iterator[Finding]:
    """J716: the results tell another day on which a thing was done than the indicator."""
    generic = OtherDay.of("J716").generic
    for evaluation in subject.once(evaluations).every:
        days = [one for one in evaluation.indicators if _day(one) is not None]
        for clause, value in _result_clauses(evaluation):
            told = statements().dates.day.search(clause)
            one = _named_in(clause, days, generic, 1) if told else None
            if one is None or told is None:
                continue
            day = tuple(int(told[part]) for part in ("year", "month", "day"))
            if day not in _days_printed(one):
                yield _finding("J716", evaluation, one, clause, value)


def _day(one: AssessedIndicator) -> Fraction | None:
    """The day that an indicator reports; ``None`` where it reports none, or a time."""
    actual = one.actual
    sure = actual.kind == "date" and actual.low == actual.high and "no_year" not in actual.notes
    return actual.low if sure else None


def _days_printed(one: AssessedIndicator) -> set[tuple[int, ...]]:
    """The days that an indicator prints as its target and as what came of it."""
    day = statements().dates.day
    found = [day.search(text) for text in (one.target.text, one.actual.text)]
    return {tuple(int(m[part]) for part in ("year", "month", "day")) for m in found if m}


def _finding(
    code: str, evaluation: Evaluation, one: AssessedIndicator, clause: str, value: Value
) -> Finding:
    places = [evaluation.where(value), evaluation.at(one, one.printed.actual)]
    return finding(code, evaluation, [one], where=places, told=clause[:_SHOWN])


RULES = {"J715": undone, "J716": other_day}
SETTINGS = {"J715": Undone, "J716": OtherDay}
