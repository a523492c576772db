"""More spent than there was (超预算): the sum spent against the budget it is measured on."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.money import rounding_slack
from juesuan.checks.tables.saying import finding, money, number
from juesuan.performance import rounded

__all__ = ["RULES"]


def overspent(subject: Subject) -> Iterator[Finding]:
    """J314: a project spent more than its full-year budget; where the table has only the
    initial one, which may have been raised, for information unless it earns full points."""
    for project in subject.once(evaluations).projects:
        figures, row = project.figures, project.figures.main
        budget, spent = figures.budget, figures.executed
        if row is None or not budget or spent is None or not row["executed"]:
            continue
        raised = figures.base != "initial"
        full = figures.printed_execution == figures.execution_weight
        if spent - budget > rounding_slack(1, project.unit):
            yield finding(
                "J314",
                project,
                where=[
                    project.where(row["executed"], row.label),
                    *([project.where(row["rate"], row.label)] if row["rate"] else []),
                ],
                severity=None if raised or full else "info",
                spent=money(spent, project.unit),
                budget=money(budget, project.unit),
                more=money(spent - budget, project.unit),
                rate=number(rounded((figures.rate or 0) * 100)),
            )


RULES = {"J314": overspent}
