"""Completion (完成、验收): what the texts tell as awaited or new against points and money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.naming import bare_name
from juesuan.checks.tables.saying import finding
from juesuan.checks.tables.wording import around, texts
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.statements import no_reason
from juesuan.reading.performance import Value
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class NotYetDone(RuleSettings, frozen=True):
    """What texts tell: ``drafts`` (only a draft), ``waiting`` (acceptance is awaited),
    ``pay_later`` (payment waits for it), ``later`` (delivered afterwards). What indicators are
    named for: ``accepted`` (acceptance, review), ``product`` (a thing made), ``made`` (that it
    is finished). ``nearly``: from this percentage of the weight on, nearly all points are
    given."""

    drafts: Pattern
    waiting: Pattern
    pay_later: Pattern
    later: Pattern
    accepted: Pattern
    product: Pattern
    made: Pattern
    nearly: int


def _accepted(indicator: AssessedIndicator, asked: NotYetDone) -> bool:
    """Whether an indicator is about passing acceptance or review."""
    return asked.accepted.finds_in(bare_name(indicator)) and indicator.target.kind == "number"


def _claims_acceptance(indicator: AssessedIndicator, asked: NotYetDone) -> bool:
    """Whether nearly all points are given for acceptance, with no word on why not."""
    score, weight = indicator.score or 0, indicator.weight or 1
    missed = indicator.comparison.outcome == "missed"
    unsaid = missed or no_reason(indicator.printed.reason.text)
    return _accepted(indicator, asked) and unsaid and score * 100 >= weight * asked.nearly


def _claims_a_product(indicator: AssessedIndicator, asked: NotYetDone) -> bool:
    """Whether full points are given for a finished product, not for having begun one."""
    name = bare_name(indicator)
    product = asked.product.finds_in(name) and asked.made.finds_in(name)
    met = indicator.full and indicator.comparison.outcome == "met"
    return met and (product or _accepted(indicator, asked))


def _saying(told: Sequence[Value], pattern: Pattern) -> list[Value]:
    return [value for value in told if pattern.finds_in(plain(value.text))]


def not_yet_done(subject: Subject) -> Iterator[Finding]:
    """J605: acceptance, or a finished product, is scored in full while the texts tell that
    acceptance is awaited or only a draft exists."""
    asked = NotYetDone.of("J605")
    for project in subject.once(evaluations).projects:
        told = texts(project, "result", "other")
        drafts = _saying(texts(project, "result"), asked.drafts)
        later = _saying(told, asked.later)
        waiting = _saying(told, asked.waiting)
        waiting += _saying(texts(project, "analysis"), asked.pay_later)
        indicators = [
            one
            for one in project.indicators
            if (waiting and _claims_acceptance(one, asked))
            or (drafts and _claims_a_product(one, asked))
            or (later and one.full and one.actual.stated == "met")
        ]
        if indicators:
            text = (waiting or drafts or later)[0]
            where = [*(project.at(one) for one in indicators), project.where(text)]
            yield finding("J605", project, indicators, where=where)


class AddedLate(RuleSettings, frozen=True):
    """``added`` finds that something was added at the end of the year; nearby, ``this`` finds
    that it is this project, ``elsewhere`` that it is another one named there. ``before`` and
    ``after``: so many characters around are nearby."""

    added: Pattern
    this: Pattern
    elsewhere: Pattern
    before: int
    after: int


def _added_late(project: ProjectEvaluation) -> tuple[Value, str] | None:
    """The text that tells that this project was added at the end of the year."""
    asked = AddedLate.of("J606")
    for value in texts(project, "other", "result"):
        text = plain(value.text)
        if match := asked.added.search(text):
            near = around(text, match, asked.before, asked.after)
            if asked.this.finds_in(near) and not asked.elsewhere.finds_in(near):
                return value, near
    return None


def added_late(subject: Subject) -> Iterator[Finding]:
    """J606: a project that the texts say was added at the end of the year has an initial
    budget."""
    for project in subject.once(evaluations).projects:
        row, told = project.figures.main, _added_late(project)
        if row is None or told is None or not project.figures.amount(row, "initial"):
            continue
        value, text = told
        where = [project.where(row["initial"]), project.where(value)]
        yield finding("J606", project, where=where, text=text)


RULES = {"J605": not_yet_done, "J606": added_late}
SETTINGS = {"J605": NotYetDone, "J606": AddedLate}
