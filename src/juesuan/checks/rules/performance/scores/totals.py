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
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.saying import finding, number

__all__ = ["RULES"]


def total_score(subject: Subject) -> Iterator[Finding]:
    """J104: the total is not the sum; ``execution`` where just execution is left out; ``over``
    where the sum is more than the full score, and cannot be the total."""
    for project in subject.once(evaluations).sure_projects:
        printed, due = project.figures.total, due_total(project)
        if printed is None or due is None or printed_as(printed, due):
            continue
        indicators = sum(project.figures.scored, Decimal(0))
        full = project.figures.policy.total
        variant = "over" if due > full else ""
        yield finding(
            "J104",
            project,
            where=[project.where(project.printed.score)],
            expected="" if variant else number(due),
            variant="execution" if not variant and printed_as(printed, indicators) else variant,
            full=number(full),
            printed=number(printed),
            indicators=number(indicators),
            execution=number(due - indicators),
            total=number(due),
        )


def grade(subject: Subject) -> Iterator[Finding]:
    """J105: the grade does not follow from the total; ``recomputed``: from the due total, where
    the printed one is wrong; ``no_basis``: no indicator is scored at all."""
    for project in subject.once(evaluations).sure_projects:
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
