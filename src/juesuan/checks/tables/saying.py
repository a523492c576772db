"""How findings on self-evaluation are worded: their places, indicators, points and money."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from juesuan.checks.model import Finding, Severity, Where
from juesuan.checks.tables.evaluations import Evaluation
from juesuan.facts import MoneyUnit, format_amount
from juesuan.messages import Message
from juesuan.performance.figures import AssessedIndicator
from juesuan.reading.performance import Value

__all__ = ["finding", "indicator_in_short", "money", "number", "where_indicators"]

_LISTED = 4
"""So many indicators a message lists; of others it tells how many."""

_WIDE = 30
"""So many characters of a target or actual value a message shows."""


def number(value: Decimal) -> str:
    """Points or a rate without idle zeros: 90, 78.33."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(cents: int, unit: MoneyUnit) -> str:
    """An amount with its unit."""
    return f"{format_amount(cents, unit)}{unit.zh}"


def indicator_in_short(indicator: AssessedIndicator) -> str:
    """An indicator in few signs: name, target → actual, score/weight."""
    printed, notes = indicator.printed, indicator.target.notes
    operator = printed.operator.text
    if "operator_code" in notes:
        operator = indicator.target.operator
    if "operator_in_cell" in notes:
        operator = ""
    unit = "" if "unit_code" in notes else printed.unit.text
    goal = indicator.goal.text
    goal = f"{operator}{goal}" if goal.endswith(unit) else f"{operator}{goal} {unit}"
    points = ""
    if indicator.weight is not None:
        points = f", {_points(indicator.score)}/{_points(indicator.weight)}"
    return f"{indicator.name}（{goal[:_WIDE]} → {printed.actual.text[:_WIDE] or '—'}{points}）"


def _points(value: Decimal | None) -> str:
    return "—" if value is None else number(value)


def _in_short(indicators: Iterable[AssessedIndicator]) -> str:
    """Some indicators in few signs, and how many more there are."""
    listed = [indicator_in_short(indicator) for indicator in indicators]
    more = f" … +{len(listed) - _LISTED}" if len(listed) > _LISTED else ""
    return "；".join(listed[:_LISTED]) + more


def finding(
    code: str,
    evaluation: Evaluation,
    indicators: Sequence[AssessedIndicator] = (),
    /,
    *,
    where: Sequence[Where] = (),
    expected: str = "",
    variant: str = "",
    severity: Severity | None = None,
    details: Mapping[str, object] | None = None,
    **more: object,
) -> Finding:
    """One finding of a table: its places (those of the indicators, or the table's, if none are
    given), and what every message may say: ``project`` (the table's name), ``items`` and
    ``count`` (the indicators)."""
    places = tuple(where) or tuple(evaluation.at(indicator) for indicator in indicators)
    name = evaluation.name or Message("report.nameless_table")
    told = {"project": name, "items": _in_short(indicators), "count": len(indicators)}
    return Finding(
        code=code,
        where=places or (evaluation.where(),),
        details={**told, **(details or {}), **more},
        expected=expected,
        variant=variant,
        severity=severity or "",
    )


def where_indicators(
    code: str,
    tables: Iterable[Evaluation],
    wanted: Callable[[AssessedIndicator], bool],
    cell: Callable[[AssessedIndicator], Value] = lambda one: one.printed.actual,
    details: Mapping[str, object] | None = None,
) -> Iterator[Finding]:
    """One finding for each table that has such indicators; its places are the cells that
    ``cell`` names (the actual values)."""
    for evaluation in tables:
        if indicators := [one for one in evaluation.indicators if wanted(one)]:
            where = [evaluation.at(one, cell(one)) for one in indicators]
            yield finding(code, evaluation, indicators, where=where, details=details)
