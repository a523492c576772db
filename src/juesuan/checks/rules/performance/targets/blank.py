"""What was left blank (空白): results not filled in, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.saying import finding, where_indicators
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.statements import no_reason
from juesuan.reading import Spot
from juesuan.reading.performance import Value

__all__ = ["RULES", "SETTINGS"]


def _empty_cell(value: Value) -> bool:
    """Whether a cell is there and nothing stands in it."""
    return not value.text and value.spot != Spot()


def _value_blank(one: AssessedIndicator) -> bool:
    scored = (one.score or 0) > 0 and one.target.kind != "none"
    return scored and _empty_cell(one.printed.actual)


def _alone_blank(evaluation: Evaluation) -> list[AssessedIndicator]:
    """In a table without points: the few indicators with a target and an empty value, while most
    others report theirs."""
    asked = [one for one in evaluation.indicators if one.target.kind != "none"]
    if any(one.printed.score or one.printed.weight for one in asked):
        return []
    blank = [one for one in asked if _empty_cell(one.printed.actual)]
    explained = all(no_reason(one.printed.reason.text) for one in blank)
    return blank if explained and len(blank) * 3 <= len(asked) else []


def value_blank(subject: Subject) -> Iterator[Finding]:
    """J210: an indicator without an actual value is scored, while others report theirs;
    ``unscored``: in a table without points."""
    tables = [
        project
        for project in subject.once(evaluations).sure_scored
        if any(one.printed.actual for one in project.indicators)
    ]
    yield from where_indicators("J210", tables, _value_blank)
    for evaluation in subject.once(evaluations).every:
        if blank := _alone_blank(evaluation):
            where = [evaluation.where(one.printed.actual, one.name) for one in blank]
            yield finding("J210", evaluation, blank, where=where, variant="unscored")


class LeftBlank(RuleSettings, frozen=True):
    """``least``: so many indicators make a table that was to be filled in."""

    least: int


def _left_blank(evaluation: Evaluation) -> bool:
    asked = [one.printed for one in evaluation.indicators if one.goal or one.printed.level3]
    if len(asked) < LeftBlank.of("J211").least:
        return False
    if any(one.actual or one.score or not no_reason(one.reason.text) for one in asked):
        return False
    return any(_empty_cell(one.actual) or _empty_cell(one.score) for one in asked)


def left_blank(subject: Subject) -> Iterator[Finding]:
    """J211: a table has indicators, but no result and no score was filled in."""
    for evaluation in subject.once(evaluations).every:
        if _left_blank(evaluation):
            where = [evaluation.where(), *(evaluation.at(one) for one in evaluation.indicators)]
            yield finding("J211", evaluation, evaluation.indicators, where=where)


def result_blank(subject: Subject) -> Iterator[Finding]:
    """J212: the goal stands in words and indicators have their values, but the cell for what
    became of it is blank."""
    for project in subject.once(evaluations).projects:
        printed = project.printed
        reported = any(one.printed.actual for one in project.indicators)
        if reported and printed.target.text and _empty_cell(printed.actual):
            yield finding("J212", project, where=[project.where(printed.actual)])


RULES = {"J210": value_blank, "J211": left_blank, "J212": result_blank}
SETTINGS = {"J211": LeftBlank}
