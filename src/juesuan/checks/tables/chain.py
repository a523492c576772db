"""What follows from what in a project's table (执行率 → 得分 → 总分 → 等次).

Each figure follows from those printed before it: points of execution from the rate, the total
from all points, the grade from the total. A rule compares one printed figure with the due one.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.tables.evaluations import Evaluations, ProjectEvaluation
from juesuan.performance import execution_points, plain
from juesuan.performance.rates import last_digit

__all__ = [
    "due_execution",
    "due_grade",
    "due_grades",
    "due_total",
    "never_filled_in",
    "printed_as",
    "printed_grade",
    "printed_grades",
    "rate_for_points",
    "total_to_grade",
]


def printed_as(printed: Decimal, due: Decimal) -> bool:
    """Whether a printed number is the due one, rounded as either is printed."""
    return abs(printed - due) * 2 <= max(last_digit(printed), last_digit(due))


def never_filled_in(project: ProjectEvaluation) -> bool:
    """Whether a table has indicators, and a total or grade, but no weight and no score."""
    figures = project.figures
    told = bool(figures.table.score or figures.table.grade)
    return told and not figures.weighed and not figures.scored


def rate_for_points(project: ProjectEvaluation) -> Fraction | None:
    """The rate of execution (1 is 100 %) that points are due for: the printed one, else that
    of the amounts; ``None`` where there is neither."""
    printed = project.figures.printed_rate
    return project.figures.rate if printed is None else Fraction(printed) / 100


def due_execution(project: ProjectEvaluation) -> Decimal | None:
    """The points of execution that follow from the rate."""
    rate = rate_for_points(project)
    if rate is None:
        return None
    return execution_points(rate, project.figures.policy, project.figures.execution_weight)


def _execution_in_words(project: ProjectEvaluation) -> Decimal | None:
    """Points of execution by the money that the texts tell, where the row tells none."""
    told, figures = project.in_words, project.figures
    if told is None:
        return None
    rate = Fraction(told.executed, told.budget)
    return execution_points(rate, figures.policy, figures.execution_weight)


def due_total(project: ProjectEvaluation) -> Decimal | None:
    """The total that follows from the printed scores and the points of execution, printed or
    computed from the table's money or its texts; ``None`` where it cannot be told."""
    points = project.figures.execution
    if points is None:
        points = _execution_in_words(project)
    score = project.figures.recomputed(points) if points is not None else None
    return score.total if score else None


def total_to_grade(project: ProjectEvaluation) -> Decimal | None:
    """The total that the grade follows from: the printed one, or the due one where the printed
    one is not that."""
    printed, due = project.figures.total, due_total(project)
    if printed is None or due is None:
        return printed
    return printed if printed_as(printed, due) else due


def printed_grade(project: ProjectEvaluation) -> str:
    """The grade as the policy names it (优 for 优秀); as printed where the policy has no such
    grade, empty where none is printed."""
    text = plain(project.figures.table.grade.text)
    known = (grade.name for grade in project.figures.policy.grades)
    return next((name for name in known if text.startswith(name)), text)


def due_grade(project: ProjectEvaluation) -> str:
    """The grade that follows from the due total; the printed one where none is due."""
    due = due_total(project)
    return printed_grade(project) if due is None else project.figures.policy.grade(due)


def printed_grades(found: Evaluations) -> Counter[str]:
    """How many projects have each grade as printed."""
    return Counter(printed_grade(project) for project in found.projects)


def due_grades(found: Evaluations) -> Counter[str]:
    """How many projects are due each grade."""
    return Counter(due_grade(project) for project in found.projects)
