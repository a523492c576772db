"""Sources of the department's project money (上年结转、其他资金) against the project tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import DepartmentEvaluation, ProjectEvaluation, evaluations
from juesuan.checks.tables.money import amount_in, rounding_slack, sure_rows, unit_unsure
from juesuan.checks.tables.saying import finding, money
from juesuan.performance import plain
from juesuan.reading.performance import MoneyRow, Value

__all__ = ["RULES", "SETTINGS"]

_COLUMNS = {"initial": ("initial",), "granted": ("confirmed", "full"), "spent": ("executed",)}
"""The columns that tables of departments and projects both have, and their roles."""

_COMPARED = ("granted", "spent")
"""Projects that were given up have a budget at first, and no table."""


class MoneySources(RuleSettings, frozen=True):
    """``names``: what each source is called that few projects have."""

    names: Mapping[str, tuple[str, ...]]


class _Printed(Struct, frozen=True):
    """What one table prints of a source: amounts (cents) and their cells by column."""

    table: DepartmentEvaluation | ProjectEvaluation
    row: MoneyRow
    amounts: Mapping[str, int]
    cells: Mapping[str, Value]


def _source_of(label: str) -> str:
    """The source that a row is of; empty for none of those that are compared."""
    name = plain(label)
    names = MoneySources.of("J410").names
    return next((source for source, words in names.items() if any(w in name for w in words)), "")


def _printed(
    table: DepartmentEvaluation | ProjectEvaluation, rows: Sequence[MoneyRow]
) -> Iterator[_Printed]:
    for row in rows:
        amounts, cells = {}, {}
        for column, roles in _COLUMNS.items():
            cell = next((row[role] for role in roles if row[role]), None)
            amount = amount_in(cell, table.unit) if cell else None
            if cell is not None and amount is not None:
                amounts[column], cells[column] = amount, cell
        yield _Printed(table, row, amounts, cells)


def sources_differ(subject: Subject) -> Iterator[Finding]:
    """J410: a source of the department's money is not the sum over the project tables, though
    one column of it is; ``elsewhere``: the projects have none of it, and one of them prints the
    amount under another source."""
    found = subject.once(evaluations)
    for department in found.departments:
        certain = sure_rows(department.money)
        for mine in _printed(department, department.money):
            source = _source_of(mine.row.label)
            if not source or not any(mine.amounts.values()):
                continue
            theirs = [
                one
                for project in found.projects
                for one in _printed(project, project.money)
                if _source_of(one.row.label) == source and any(one.amounts.values())
            ]
            if theirs and mine.row in certain:
                yield from _against_sum(department, mine, theirs)
            elif not theirs and found.projects:
                yield from _elsewhere(department, mine, found.projects)


def _against_sum(
    department: DepartmentEvaluation, mine: _Printed, theirs: Sequence[_Printed]
) -> Iterator[Finding]:
    unit, slack = department.unit, rounding_slack(len(theirs) + 1, department.unit)
    sums = {column: sum(one.amounts.get(column, 0) for one in theirs) for column in _COLUMNS}
    off = {
        column: abs(amount - sums[column]) > slack
        for column, amount in mine.amounts.items()
        if amount or sums[column]
    }
    wrong = [column for column in _COMPARED if off.get(column)]
    if not wrong or all(off.values()):
        return  # no column is the same: the tables may cover something else
    first = wrong[0]
    if unit_unsure([department], mine.amounts[first], sums[first]):
        return
    cells = [(one.table, one.cells[first]) for one in theirs if first in one.cells]
    yield finding(
        "J410",
        department,
        where=[
            department.where(mine.cells[first], mine.row.label),
            *(table.where(cell, mine.row.label) for table, cell in cells),
        ],
        label=mine.row.label,
        mine=money(mine.amounts[first], unit),
        theirs=money(sums[first], unit),
        beside=theirs[0].table.name,
        number=len(theirs),
    )


def _elsewhere(
    department: DepartmentEvaluation, mine: _Printed, projects: Sequence[ProjectEvaluation]
) -> Iterator[Finding]:
    granted = mine.amounts.get("granted") or mine.amounts.get("spent")
    same = [
        one
        for project in projects
        for one in _printed(project, project.figures.parts)
        if granted and granted in (one.amounts.get("granted"), one.amounts.get("spent"))
    ]
    if len(same) != 1:
        return
    (other,) = same
    cell, its = (next(iter(one.cells.values())) for one in (mine, other))
    yield finding(
        "J410",
        department,
        where=[
            department.where(cell, mine.row.label),
            other.table.where(its, other.row.label),
        ],
        variant="elsewhere",
        label=mine.row.label,
        mine=money(granted or 0, department.unit),
        beside=other.table.name,
        other=other.row.label,
    )


RULES = {"J410": sources_differ}
SETTINGS = {"J410": MoneySources}
