"""The numbers of self-evaluation (绩效自评): money, scores, indicators, and those in texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.checks.accounting.model import FigureClass
from juesuan.checks.accounting.shapes import note_in, shape_of
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import (
    DepartmentEvaluation,
    Evaluation,
    ProjectEvaluation,
    evaluations,
)
from juesuan.checks.tables.lists import lists
from juesuan.checks.tables.wording import texts
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.quantities import Quantity, quantities
from juesuan.reading import Spot
from juesuan.reading.performance import MoneyRow, Value

__all__ = ["Role", "performance_cells", "text_number"]

Role = tuple[FigureClass, str]
"""Class and kind of a cell's number."""

_BEFORE, _AFTER = 8, 12
"""Characters before and after a number among which its unit is."""

_SUMS = frozenset({"initial", "adjustment", "confirmed", "full", "executed", "declared", "left"})
_UNMEASURED = frozenset({"words", "different_kinds", "different_units", "no_actual", "no_target"})


def performance_cells(subject: Subject) -> Mapping[Spot, Role]:
    """What the cells of numbers are, by their spots; texts are not among them."""
    found: dict[Spot, Role] = {}
    for evaluation in subject.once(evaluations).every:
        for value, role in _cells(evaluation):
            if value and value.spot != Spot():
                found.setdefault(value.spot, role)
    for one in subject.once(lists):
        for row in one.rows:
            for value in filter(None, (row.initial, row.full, row.executed, row.rate)):
                found.setdefault(value.spot, ("compared", "sum" if one.printed.total else "rate"))
            if row.score:
                found.setdefault(row.score.spot, ("compared", "sum"))
    return found


def _cells(evaluation: Evaluation) -> Iterator[tuple[Value, Role]]:
    for row in evaluation.money:
        yield from _money(evaluation, row)
    for indicator in evaluation.indicators:
        yield from _indicator(indicator)
    if isinstance(evaluation, ProjectEvaluation):
        table = evaluation.printed
        scored = bool(evaluation.figures.scored)
        for value in (table.subtotal, table.total):
            yield value, ("compared", "sum")
        for value in (table.subtotal_score, table.score):
            yield value, ("compared", "sum") if scored else ("unclear", "not_held")
    elif isinstance(evaluation, DepartmentEvaluation):
        for task in evaluation.printed.tasks:
            rated = bool(task.approved and task.spent)
            for value in (task.approved, task.spent, task.rate):
                yield value, ("compared", "rate") if rated and task.rate else ("known", "alone")
            parts = bool(task.approved and (task.approved_fiscal or task.approved_other))
            for value in (task.approved_fiscal, task.approved_other):
                yield value, ("compared", "sum") if parts else ("known", "alone")


def _money(evaluation: Evaluation, row: MoneyRow) -> Iterator[tuple[Value, Role]]:
    """A row's amounts are compared by its rate, or as whole and parts of several rows."""
    base = row[evaluation.budget_role(row)]
    rated = bool(base and row["executed"] and row["rate"])
    for role, value in row.values.items():
        summed = role in _SUMS and len(evaluation.money) > 1
        in_rate = rated and role in {evaluation.budget_role(row), "executed", "rate", "score"}
        held = summed or in_rate or role == "weight"
        yield value, ("compared", "rate" if in_rate else "sum") if held else ("known", "alone")


def _indicator(indicator: AssessedIndicator) -> Iterator[tuple[Value, Role]]:
    printed = indicator.printed
    measured = indicator.comparison.reason not in _UNMEASURED
    both: Role = ("compared", "target") if measured else ("unclear", "not_held")
    if indicator.comparison.reason in {"no_actual", "no_target"}:
        both = ("known", "alone")
    yield printed.weight, ("compared", "sum")
    yield printed.score, ("compared", "sum")
    for value in (printed.target, printed.adjusted, printed.actual):
        yield value, both
    for value in (printed.level1, printed.level2, printed.level3, printed.operator, printed.unit):
        yield value, ("known", "name")


def text_number(evaluation: Evaluation | None, text: str, start: int, end: int) -> Role:
    """What a number in a text of a table is: told by an indicator or another text, too, or a
    quantity without a counterpart."""
    if kind := shape_of(text, start, end) or note_in(text):
        return "known", kind
    quantity = _at(text, start, end)
    if quantity is None:
        return "unclear", "no_unit"
    if evaluation is not None and _is_told(quantity, evaluation, text):
        return "compared", "text"
    return "known", "alone"


def _at(text: str, start: int, end: int) -> Quantity | None:
    """The quantity that a number is of."""
    for quantity in quantities(text[max(0, start - _BEFORE) : end + _AFTER]):
        if text[start:end] in quantity.clause[quantity.start : quantity.end]:
            return quantity
    return None


def _is_told(quantity: Quantity, evaluation: Evaluation, but: str) -> bool:
    """Whether an indicator or another of the table's texts tells a quantity."""
    number, unit = quantity.number, quantity.unit.text
    for indicator in evaluation.indicators:
        for one in (indicator.target, indicator.actual):
            if one.unit.text == unit and one.kind in {"number", "range"} and one.low == number:
                return True
    return any(
        told.unit.text == unit and told.number == number
        for value in texts(evaluation, "goal", "result", "analysis", "other", "task")
        if value.text != but
        for told in quantities(value.text)
    )
