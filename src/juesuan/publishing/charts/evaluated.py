"""Charts of the performance self-evaluation (绩效自评): scores with grades, money executed."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.facts import MoneyUnit, format_amount
from juesuan.performance.preparing import PreparedProject
from juesuan.publishing.charts.model import Amount, ChartGroup, Series

__all__ = ["project_money", "project_scores"]

Head = tuple[str, str, str]
"""Key, title and caption of a chart."""


def project_scores(head: Head, name: str, projects: Sequence[PreparedProject]) -> Series | None:
    """Each project's total (hundredths of a point) and its grade, as printed in its table."""
    groups = tuple(
        ChartGroup(
            project.name, (Amount(int(project.total * 100), f"{project.total} {project.grade}"),)
        )
        for project in projects
        if project.total is not None
    )
    return (
        Series(
            key=head[0], title=head[1], caption=head[2], names=(name,), groups=groups, money=False
        )
        if groups
        else None
    )


def project_money(
    head: Head, names: tuple[str, ...], projects: Sequence[PreparedProject], money: MoneyUnit
) -> Series | None:
    """Each project's full-year budget and what was executed of it."""

    def amount(cents: int | None) -> Amount:
        return Amount(cents, "—" if cents is None else format_amount(cents, money))

    groups = tuple(
        ChartGroup(project.name, (amount(line.full), amount(line.executed)))
        for project in projects
        if (line := project.money.get("total")) and (line.full or line.executed)
    )
    return (
        Series(key=head[0], title=head[1], caption=head[2], names=names, groups=groups)
        if groups
        else None
    )
