"""Which way a target points (≥、≤): down where less is better, up where more is."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.saying import where_indicators
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_AT_LEAST, _AT_MOST = frozenset({">=", ">"}), frozenset({"<=", "<"})


class WrongWay(RuleSettings, frozen=True):
    """Names of what is better the ``less`` of it there is, and the ``more``; ``neither`` finds
    names that tell of a change or of money, which may be meant either way."""

    less: Pattern
    more: Pattern
    neither: Pattern


def _points_wrongly(indicator: AssessedIndicator) -> bool:
    asked, target = WrongWay.of("J217"), indicator.target
    name = plain(indicator.printed.level3.text).partition("(")[0]
    if target.kind != "number" or asked.neither.finds_in(name):
        return False
    if target.operator in _AT_LEAST:
        return asked.less.finds_in(name)
    return target.operator in _AT_MOST and asked.more.finds_in(name)


def wrong_way(subject: Subject) -> Iterator[Finding]:
    """J217: at least so many failures are aimed at, or at most so much of what should be all."""
    tables = subject.once(evaluations).every
    yield from where_indicators("J217", tables, _points_wrongly, lambda one: one.goal)


RULES = {"J217": wrong_way}
SETTINGS = {"J217": WrongWay}
