"""Lists of the projects evaluated (汇总表) as rules look at them: figures with their places."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.money import amount_in
from juesuan.facts import MoneyUnit, money_unit
from juesuan.lexicon.performance import words
from juesuan.performance.figures import rate_in
from juesuan.reading.performance import ListedProject, ProjectList, Value

__all__ = ["EvaluatedList", "lists"]


class EvaluatedList(Struct, frozen=True):
    """A list and the unit of its money."""

    printed: ProjectList
    unit: MoneyUnit

    @property
    def name(self) -> str:
        """Its title; what such a list is called where none is printed."""
        return self.printed.title or words().titles["lists"][0]

    @property
    def rows(self) -> Sequence[ListedProject]:
        """The projects, then the total if there is one."""
        total = self.printed.total
        return (*self.printed.projects, *([total] if total else []))

    @property
    def scores(self) -> Sequence[Decimal | None]:
        """The projects' scores."""
        return [rate_in(row.score) for row in self.printed.projects]

    def amount(self, value: Value) -> int | None:
        """Cents that a cell prints; ``None`` for no number."""
        return amount_in(value, self.unit)

    def figures(self, row: ListedProject) -> tuple[str, ...]:
        """What a row prints of money and points."""
        cells = (row.initial, row.full, row.executed, row.score)
        return tuple(cell.text for cell in cells)

    def where(self, value: Value, row: ListedProject | None = None) -> Where:
        """The place of a cell, named after the project of its row."""
        item = row.name.text if row else ""
        return Where(spot=value.spot, project=self.name, item=item, printed=value.text)


def lists(subject: Subject) -> Sequence[EvaluatedList]:
    """The lists of a document; use ``subject.once(lists)``."""
    unit = subject.disclosure.money
    return [
        EvaluatedList(printed, money_unit(printed.money_unit) if printed.money_unit else unit)
        for printed in subject.performance.lists
    ]
