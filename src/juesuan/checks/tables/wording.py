"""Texts of self-evaluations (目标、完成情况、分析): where they stand, and how to compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from juesuan.checks.tables.evaluations import (
    DepartmentEvaluation,
    Evaluation,
    Evaluations,
    ProjectEvaluation,
)
from juesuan.performance import plain
from juesuan.performance.statements import statements
from juesuan.reading.performance import Value

__all__ = ["Source", "around", "goals_with_results", "texts", "words_only", "years_in"]

Source = Literal["goal", "result", "task", "analysis", "other", "reason"]
"""Where a text stands: 目标, 完成情况, 任务内容, 自评结果分析, 其他需要说明的事项, 偏差原因."""

_NO_WORDS = re.compile(r"[\W_]+")


def words_only(text: str) -> str:
    """A text's words: its leading number, marks and blanks taken out.

    >>> words_only("一、 完善云平台，提供服务。")
    '完善云平台提供服务'
    """
    return _NO_WORDS.sub("", statements().lists.leading.sub("", plain(text)))


def years_in(text: str) -> list[int]:
    """The years that a text names (2023年)."""
    return [int(match["year"]) for match in statements().dates.year.finditer(text)]


def around(text: str, match: re.Match[str], before: int = 8, after: int = 16) -> str:
    """What was found, with so many characters before and after it."""
    return text[max(0, match.start() - before) : match.end() + after]


def texts(evaluation: Evaluation, *sources: Source) -> Sequence[Value]:
    """The texts of a table that stand in certain places, in the order of these. To a
    department's goals belong the yearly ones and the explanations beside them."""
    return [value for source in sources for value in _texts(evaluation, source)]


def _texts(evaluation: Evaluation, source: Source) -> Iterator[Value]:
    if source == "other":
        yield evaluation.printed.other_matters
    elif source == "reason":
        yield from (one.reason for one in evaluation.printed.indicators)
    elif isinstance(evaluation, ProjectEvaluation):
        yield from _of_project(evaluation, source)
    elif isinstance(evaluation, DepartmentEvaluation):
        yield from _of_department(evaluation, source)


def _of_project(evaluation: ProjectEvaluation, source: Source) -> Iterator[Value]:
    printed = evaluation.printed
    if source == "goal":
        yield printed.target
    elif source == "result":
        yield printed.actual
    elif source == "analysis":
        yield from (section.text for section in printed.analysis)


def _of_department(evaluation: DepartmentEvaluation, source: Source) -> Iterator[Value]:
    printed = evaluation.printed
    if source == "goal":
        yield printed.goals
        yield from (goal.target for goal in printed.yearly_goals)
        yield from (section.text for section in printed.explanations)
    elif source == "result":
        yield from (goal.actual for goal in printed.yearly_goals)
    elif source == "task":
        yield from (task.content for task in printed.tasks)


def goals_with_results(found: Evaluations) -> Iterator[tuple[Evaluation, Value, Value]]:
    """Goal and result of the year, table by table."""
    for department in found.departments:
        for goal in department.printed.yearly_goals:
            yield department, goal.target, goal.actual
    for project in found.projects:
        yield project, project.printed.target, project.printed.actual
