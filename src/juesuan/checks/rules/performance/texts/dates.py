"""Dates in the analysis (先后日期): what was begun first ends later."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.saying import finding
from juesuan.checks.tables.wording import texts
from juesuan.performance.statements import clauses, sentences, statements
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_SHOWN = 40
"""So many characters of a clause a message shows."""


class Steps(RuleSettings, frozen=True):
    """``begun`` finds the beginning of a thing after its date, ``ended`` its end; ``then``
    finds clauses that go on with what the clause before began."""

    begun: Pattern
    ended: Pattern
    then: Pattern


def _reversed(sentence: str) -> str:
    """The clause of a sentence that ends a thing before the date at which it was begun; empty
    for none."""
    asked, begun = Steps.of("J710"), (0, 0)
    for clause in clauses(sentence):
        match = statements().dates.month.search(clause)
        if match is None:
            continue
        when = int(match["year"]), int(match["month"])
        if asked.then.match(clause) and asked.ended.finds_in(clause):
            if when < begun:
                return clause
        elif asked.begun.finds_in(clause[match.end() :]):
            begun = when
    return ""


def dates_reversed(subject: Subject) -> Iterator[Finding]:
    """J710: what was begun is told as finished before: 10月征求意见，并于6月完成终稿."""
    for project in subject.once(evaluations).projects:
        for value in texts(project, "analysis"):
            told = filter(None, map(_reversed, sentences(value.text)))
            if text := next(told, ""):
                yield finding("J710", project, where=[project.where(value)], text=text[:_SHOWN])
                break


RULES = {"J710": dates_reversed}
SETTINGS = {"J710": Steps}
