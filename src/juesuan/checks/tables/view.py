"""What the rules of performance evaluation look at: the tables with their figures, once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from juesuan.checks.model import Finding, Severity, Where
from juesuan.checks.subject import Subject
from juesuan.facts import MoneyUnit, format_amount
from juesuan.performance import Policy, policy_for
from juesuan.performance.statements import ToldMoney, told_money
from juesuan.performance.tables import Line, Project, lines_of
from juesuan.reading import Spot
from juesuan.reading.performance import NOTHING, DepartmentTable, Value

__all__ = [
    "Table",
    "View",
    "finding",
    "item",
    "items",
    "last_digit",
    "money",
    "number",
    "scoring_columns",
    "view",
]


@dataclass(frozen=True)
class Table:
    """A table with indicators: a project's, or the department's (``project`` is ``None``).

    ``lines`` are the indicators that were read with certainty; ``sure``: all were.
    """

    name: str
    lines: tuple[Line, ...]
    project: Project | None = None
    department: DepartmentTable | None = None
    sure: bool = True

    def where(self, value: Value = NOTHING, thing: str = "") -> Where:
        """A place in the table; without a value the table's name."""
        at = value
        if not value.spot.file and not value:
            source = self.project.table if self.project else self.department
            at = source.name if source else NOTHING
            return Where(spot=at.spot, project=self.name, item=thing)
        return Where(spot=at.spot, project=self.name, item=thing, printed=at.text)

    def at(self, line: Line, value: Value | None = None) -> Where:
        """The place of an indicator, by default its actual value's."""
        indicator = line.indicator
        shown = value or indicator.actual or indicator.target or indicator.level3
        return self.where(shown, line.name)


@dataclass(frozen=True)
class View:
    """All performance tables of a document. ``told`` is, by project, the money told in its
    texts: budget, spent, rate."""

    policy: Policy
    unit: MoneyUnit
    year: int
    projects: tuple[Table, ...]
    departments: tuple[Table, ...]
    told: tuple[ToldMoney | None, ...]

    @property
    def tables(self) -> Sequence[Table]:
        """The department's tables, then the projects'."""
        return (*self.departments, *self.projects)


def view(subject: Subject) -> View:
    """The tables of a subject; use ``subject.once(view)``."""
    disclosure = subject.disclosure
    policy = policy_for(disclosure.form_set)
    unit = disclosure.money
    doubts = _Doubts(subject)
    projects = []
    for printed in subject.performance.projects:
        project = Project(printed, policy, unit)
        sure = doubts.sure_lines(project.lines)
        whole = len(sure) == len(project.lines) and not doubts.within(project.lines)
        projects.append(Table(project.name, sure, project, sure=whole))
    departments = tuple(
        Table(
            printed.title or printed.name.text,
            doubts.sure_lines(lines_of(printed)),
            department=printed,
        )
        for printed in subject.performance.department
    )
    told = tuple(_told(table.project) for table in projects if table.project)
    return View(policy, unit, disclosure.year, tuple(projects), departments, told)


_DOUBTS = {"performance_row_unfit", "performance_row_doubtful", "outside_columns"}
"""Notes of the reading after which the cells of a row may be another column's."""


_HEAD_ROWS = 2
"""So many rows above its first indicator a head may begin."""


class _Doubts:
    """The rows of performance tables that were not read with certainty."""

    def __init__(self, subject: Subject) -> None:
        notes = subject.performance.unread
        self.rows = {_row(spot) for key, spot, _ in notes if key in _DOUBTS}
        self.heads = {_row(spot) for key, spot, _ in notes if key == "performance_head"}

    def sure_lines(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines of rows without a note; none below a head with a column that is unknown."""
        first = min((_row(line.indicator.actual.spot) for line in lines), default=None)
        if first and any(
            head[:4] == first[:4] and 0 < first[4] - head[4] <= _HEAD_ROWS for head in self.heads
        ):
            return ()
        return tuple(line for line in lines if not self._touches(line))

    def _touches(self, line: Line) -> bool:
        indicator = line.indicator
        values = (indicator.level3, indicator.target, indicator.actual, indicator.score)
        return any(_row(value.spot) in self.rows for value in values if value)

    def within(self, lines: Sequence[Line]) -> bool:
        """Whether a note stands between the first and the last of these lines."""
        spots = [_row(line.indicator.actual.spot) for line in lines if line.indicator.actual]
        return bool(spots) and any(min(spots) <= row <= max(spots) for row in self.rows)


def _row(spot: Spot) -> tuple[str, str, int, int, int, int]:
    """What places a row in its file, in reading order."""
    cell = int(re.sub(r"\D", "", spot.cell) or 0)
    top = int(spot.box[1]) if spot.box else 0
    return (spot.file, spot.sheet, spot.page, spot.table, spot.row or spot.line or cell, top)


def _told(project: Project) -> ToldMoney | None:
    """Money told in the analysis sections of a project: what tells a rate first."""
    found = [told for section in project.table.analysis if (told := told_money(section.text.text))]
    return next((told for told in found if told.rate), found[0] if found else None)


def item(line: Line) -> str:
    """An indicator in few signs: name, target → actual, score/weight."""
    printed = line.indicator
    notes = line.target.notes
    operator = line.target.operator if "operator_code" in notes else printed.operator.text
    if "operator_in_cell" in notes:
        operator = ""
    unit = printed.unit.text if "unit_code" not in notes else ""
    goal = f"{operator}{line.goal.text}{'' if line.goal.text.endswith(unit) else f' {unit}'}"
    points = f", {_shown(line.score)}/{_shown(line.weight)}" if line.weight is not None else ""
    return f"{line.name}（{goal[:30]} → {printed.actual.text[:30] or '—'}{points}）"


def _shown(points: Decimal | None) -> str:
    return "—" if points is None else number(points)


def items(lines: Iterable[Line], most: int = 4) -> str:
    """Some indicators in few signs, and how many more there are."""
    listed = [item(line) for line in lines]
    more = f" … +{len(listed) - most}" if len(listed) > most else ""
    return "；".join(listed[:most]) + more


def number(value: Decimal) -> str:
    """Points without idle zeros: 90, 78.33."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def last_digit(value: Decimal) -> Decimal:
    """One unit of the last printed digit."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def scoring_columns(table: Table) -> bool:
    """Whether the table prints weights or scores."""
    return any(line.weight is not None or line.score is not None for line in table.lines)


def finding(
    code: str,
    table: Table,
    lines: Sequence[Line] = (),
    where: Sequence[Where] = (),
    expected: str = "",
    variant: str = "",
    severity: Severity | Literal[""] = "",
    **details: object,
) -> Finding:
    """One finding of a table: its places, its name and the indicators concerned."""
    places = tuple(where) or tuple(table.at(line) for line in lines) or (table.where(),)
    said = {"project": table.name, "items": items(lines), "count": len(lines), **details}
    return Finding(
        code=code, where=places, details=said, expected=expected, variant=variant, severity=severity
    )


def money(cents: int, unit: MoneyUnit) -> str:
    """An amount with its unit."""
    return f"{format_amount(cents, unit)}{unit.zh}"
