"""Numbers that cannot be (写坏的数): two points in one, a share of more than the whole."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.saying import finding, where_indicators
from juesuan.checks.tables.wording import texts
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.reading.performance import Value
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class Garbled(RuleSettings, frozen=True):
    """``anywhere`` finds a broken number in any text; ``alone`` one that is all of a cell for a
    number."""

    anywhere: Pattern
    alone: Pattern


def _in_texts(evaluation: Evaluation) -> Iterator[tuple[Where, str]]:
    pattern = Garbled.of("J512").anywhere
    for value in texts(evaluation, "goal", "result", "task", "analysis", "other", "reason"):
        if match := pattern.search(plain(value.text)):
            yield evaluation.where(value), match[0]


def _in_cells(evaluation: Evaluation) -> Iterator[tuple[Where, str]]:
    asked = Garbled.of("J512")
    for one in evaluation.indicators:
        for value in (one.goal, one.printed.actual, one.printed.score, one.printed.weight):
            match = asked.anywhere.search(plain(value.text))
            if _of_numbers(one, value) and asked.alone.search(plain(value.text)):
                yield evaluation.at(one, value), value.text
            elif match:
                yield evaluation.at(one, value), match[0]


def _of_numbers(one: AssessedIndicator, value: Value) -> bool:
    """Whether a cell is for points, or the other one beside it holds a number."""
    if value in (one.printed.score, one.printed.weight):
        return True
    other = one.actual if value is one.goal else one.target
    return other.kind == "number"


def garbled(subject: Subject) -> Iterator[Finding]:
    """J512: a number with two points, or two signs of percent."""
    for evaluation in subject.once(evaluations).every:
        if told := [*_in_cells(evaluation), *_in_texts(evaluation)]:
            yield finding(
                "J512",
                evaluation,
                where=[place for place, _ in told],
                printed="、".join(dict.fromkeys(text for _, text in told)),
            )


class BeyondAll(RuleSettings, frozen=True):
    """``capped`` finds names of shares of which there is never more than the whole; ``share`` all
    rates, of which most are such, but those that are ``open``."""

    capped: Pattern
    share: Pattern
    open: Pattern


def _beyond_all(one: AssessedIndicator) -> bool:
    name = plain(one.printed.level3.text).partition("(")[0]
    asked = BeyondAll.of("J513")
    share = asked.share.finds_in(name) and not asked.open.finds_in(name)
    if not (share or asked.capped.finds_in(name)):
        return False
    said = (one.target, one.actual)
    return any(each.kind == "number" and each.unit.percent and each.low > 100 for each in said)


def beyond_all(subject: Subject) -> Iterator[Finding]:
    """J513: a share of a whole is above 100 %."""
    yield from where_indicators("J513", subject.once(evaluations).every, _beyond_all)


RULES = {"J512": garbled, "J513": beyond_all}
SETTINGS = {"J512": Garbled, "J513": BeyondAll}
