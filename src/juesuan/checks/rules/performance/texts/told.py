"""Goals and results against indicators (目标、完成情况与指标): one number for one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.saying import finding
from juesuan.checks.tables.telling import Telling, ToldQuantity, told_of
from juesuan.checks.tables.wording import Source, texts
from juesuan.reading.performance import Value

__all__ = ["RULES", "SETTINGS"]


def _otherwise(
    evaluation: Evaluation, code: str, source: Source
) -> Iterator[tuple[ToldQuantity, Value]]:
    """What the texts of a place tell of indicators, and otherwise than these."""
    asked, goal = Telling.of(code), source == "goal"
    values = texts(evaluation, source)
    for value in values:
        for one in told_of(value.text, evaluation.indicators, asked, target=goal):
            if not one.agrees:
                yield one, value


def _findings(code: str, subject: Subject, source: Source) -> Iterator[Finding]:
    for evaluation in subject.once(evaluations).every:
        if told := list(_otherwise(evaluation, code, source)):
            yield _finding(code, evaluation, told, source == "goal")


def _finding(
    code: str, evaluation: Evaluation, told: Sequence[tuple[ToldQuantity, Value]], goal: bool
) -> Finding:
    indicators = [one.indicator for one, _ in told]
    cells = [one.goal if goal else one.printed.actual for one in indicators]
    places = [
        place
        for one, cell, (_, value) in zip(indicators, cells, told, strict=True)
        for place in (evaluation.where(value), evaluation.at(one, cell))
    ]
    return finding(
        code, evaluation, indicators, where=places, told="、".join(one.figure for one, _ in told)
    )


def goals_otherwise(subject: Subject) -> Iterator[Finding]:
    """J712: the goal tells another number than the target of the indicator."""
    yield from _findings("J712", subject, "goal")


def results_otherwise(subject: Subject) -> Iterator[Finding]:
    """J713: the result tells another number than the indicator reports."""
    yield from _findings("J713", subject, "result")


RULES = {"J712": goals_otherwise, "J713": results_otherwise}
SETTINGS = {"J712": Telling, "J713": Telling}
