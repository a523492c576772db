"""Texts of self-evaluations (目标、完成情况、分析): which there are, and how to compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from juesuan.checks.tables.evaluations import (
    DepartmentEvaluation,
    Evaluation,
    Evaluations,
    ProjectEvaluation,
)
from juesuan.performance import plain
from juesuan.performance.statements import statements
from juesuan.reading.performance import Value

__all__ = [
    "analysis_of",
    "around",
    "goal_texts",
    "goals_with_results",
    "texts_of",
    "words_only",
    "years_in",
]

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


def analysis_of(project: ProjectEvaluation) -> Sequence[Value]:
    """The texts of a project's analysis (自评结果分析)."""
    return [section.text for section in project.printed.analysis]


def goals_with_results(found: Evaluations) -> Iterator[tuple[Evaluation, Value, Value]]:
    """Goal and result of the year, table by table."""
    for department in found.departments:
        for goal in department.printed.yearly_goals:
            yield department, goal.target, goal.actual
    for project in found.projects:
        yield project, project.printed.target, project.printed.actual


def goal_texts(evaluation: Evaluation) -> Sequence[Value]:
    """The texts that set goals: a project's goal; a department's goals, yearly goals and the
    explanations beside them."""
    if isinstance(evaluation, DepartmentEvaluation):
        department = evaluation.printed
        yearly = [goal.target for goal in department.yearly_goals]
        return [department.goals, *yearly, *(part.text for part in department.explanations)]
    return [evaluation.printed.target] if isinstance(evaluation, ProjectEvaluation) else []


def texts_of(evaluation: Evaluation) -> Sequence[Value]:
    """The texts of goals, results and tasks."""
    if isinstance(evaluation, ProjectEvaluation):
        return [evaluation.printed.target, evaluation.printed.actual]
    if isinstance(evaluation, DepartmentEvaluation):
        results = [goal.actual for goal in evaluation.printed.yearly_goals]
        tasks = [task.content for task in evaluation.printed.tasks]
        return [*goal_texts(evaluation), *results, *tasks]
    return []
