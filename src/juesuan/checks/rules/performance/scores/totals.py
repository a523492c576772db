"""Totals and grades (总分、等次): the total follows from the scores, the grade from the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.chain import (
    due_total,
    never_filled_in,
    printed_as,
    printed_grade,
    total_to_grade,
)
from juesuan.checks.tables.evaluations import ProjectEvaluation, evaluations
from juesuan.checks.tables.saying import finding, number
from juesuan.performance.figures import points_in

__all__ = ["RULES"]


def total_score(subject: Subject) -> Iterator[Finding]:
    """J104: the total is not the sum; ``execution`` where just execution is left out; ``over``
    where the sum is more than the full score, and cannot be the total; ``twice`` where the table
    prints two totals; ``alone`` where execution has no points of its own."""
    for project in subject.once(evaluations).sure_scored:
        printed, due = project.figures.total, due_total(project)
        if printed is None:
            continue
        if other := _said_twice(project, printed, due):
            yield other
        if due is None or printed_as(printed, due):
            continue
        indicators = sum(project.figures.scored, Decimal(0))
        full = project.figures.policy.total
        variant = "over" if due > full else "alone" if due == indicators else ""
        yield finding(
            "J104",
            project,
            where=[project.where(project.printed.score)],
            expected="" if variant == "over" else number(due),
            variant="execution" if not variant and printed_as(printed, indicators) else variant,
            full=number(full),
            printed=number(printed),
            indicators=number(indicators),
            execution=number(due - indicators),
            total=number(due),
        )


def _said_twice(
    project: ProjectEvaluation, printed: Decimal, due: Decimal | None
) -> Finding | None:
    """The total of the last row of sums, where it is not the one told elsewhere in the table,
    and that is the due one (or which is due cannot be told)."""
    again = project.printed.other_score
    second = points_in(again)
    if second is None or printed_as(second, printed):
        return None
    if due is not None and not printed_as(printed, due):
        return None
    return finding(
        "J104",
        project,
        where=[project.where(again), project.where(project.printed.score)],
        expected=number(printed) if due is not None else "",
        variant="twice",
        printed=number(second),
        total=number(printed),
    )


def grade(subject: Subject) -> Iterator[Finding]:
    """J105: the grade does not follow from the total; ``recomputed``: from the due total, where
    the printed one is wrong; ``no_basis``: no indicator is scored at all."""
    for project in subject.once(evaluations).sure_scored:
        policy, printed = project.figures.policy, project.printed.grade
        total = total_to_grade(project)
        if not printed or total is None or project.figures.total is None:
            continue
        variant = "" if total == project.figures.total else "recomputed"
        due = policy.grade(total)
        if never_filled_in(project):
            variant, due = "no_basis", ""
        elif printed_grade(project) not in {known.name for known in policy.grades}:
            continue
        if due != printed_grade(project):
            yield finding(
                "J105",
                project,
                where=[project.where(printed)],
                expected=due,
                variant=variant,
                grade=printed.text,
                total=number(total),
                due=due,
            )


RULES = {"J104": total_score, "J105": grade}
