"""The figures of printed self-evaluation tables (绩效自评表), and what should follow from them.

Nothing printed is changed: ``ProjectFigures`` gives the printed figures as exact numbers and,
beside them, the rate, points, total and grade that they lead to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from msgspec import Struct

from juesuan.facts import AmountError, MoneyUnit, money_unit, parse_amount
from juesuan.lexicon.performance import label_key, level_key, words
from juesuan.performance.comparing import Comparison, compare
from juesuan.performance.policy import Policy
from juesuan.performance.rates import last_digit
from juesuan.performance.scoring import Score, execution_points, execution_rate, score_project
from juesuan.performance.targets import Understood, understand_actual, understand_target
from juesuan.performance.vocabulary import plain
from juesuan.reading.performance import (
    DepartmentTable,
    Indicator,
    MoneyRow,
    ProjectTable,
    Value,
)

__all__ = [
    "AssessedIndicator",
    "ProjectFigures",
    "assessed",
    "cents_in",
    "level_of",
    "points_in",
    "rate_in",
]

_POINTS = re.compile(r"[+-]?\d+(?:\.\d+)?")


@lru_cache(maxsize=1 << 14)
def cents_in(printed: str, unit: MoneyUnit) -> int | None:
    """Cents in an amount as printed, ``None`` for no amount."""
    try:
        return parse_amount(printed, unit)
    except AmountError:
        return None


def points_in(value: Value) -> Decimal | None:
    """The points that a cell prints, ``None`` where it prints no number."""
    return _number(value.text, "分")


def rate_in(value: Value) -> Decimal | None:
    """The percentage that a cell prints (83.33 for 83.33%), ``None`` for no number."""
    return _number(value.text, "%")


@lru_cache(maxsize=1 << 14)
def _number(printed: str, unit: str) -> Decimal | None:
    text = plain(printed).removesuffix(unit).replace(",", "")
    return Decimal(text) if _POINTS.fullmatch(text) else None


_POINTS_AFTER = re.compile(r"\d+(?:\.\d+)?分?$")


def level_of(indicator: Indicator) -> str:
    """The first level without 指标 and points: 产出, 效益, 满意度, 成本. Where none is printed,
    the level that the second one belongs to; empty where it may belong to several."""
    if own := level_key(_POINTS_AFTER.sub("", plain(indicator.level1.text))):
        return own
    second = level_key(indicator.level2.text)
    above = words().parents(second) or []
    return above[0] if above and second not in above[1:] else ""


class AssessedIndicator(Struct, frozen=True):
    """An indicator (指标): as printed, its target and actual value understood, and the two
    compared."""

    printed: Indicator
    target: Understood
    actual: Understood
    comparison: Comparison

    @property
    def name(self) -> str:
        """The indicator's name, or its level where the name is missing."""
        return self.printed.level3.text or self.printed.level2.text

    @property
    def weight(self) -> Decimal | None:
        """The printed weight."""
        return points_in(self.printed.weight)

    @property
    def score(self) -> Decimal | None:
        """The printed score."""
        return points_in(self.printed.score)

    @property
    def goal(self) -> Value:
        """The target that holds: the adjusted one where there is one."""
        return self.printed.adjusted or self.printed.target

    @property
    def full(self) -> bool:
        """Whether the weight is above zero and scored in full."""
        return bool(self.weight) and self.score == self.weight

    @property
    def reduced(self) -> bool:
        """Whether less than the weight is scored."""
        weight, score = self.weight, self.score
        return weight is not None and score is not None and score < weight


def assessed(table: ProjectTable | DepartmentTable) -> tuple[AssessedIndicator, ...]:
    """The indicators of a table, understood and compared."""
    return tuple(_assessed(indicator) for indicator in table.indicators)


def _assessed(printed: Indicator) -> AssessedIndicator:
    name, unit = printed.level3.text, printed.unit.text
    goal = (printed.adjusted or printed.target).text
    compared = _compared(goal, printed.operator.text, printed.actual.text, unit, name)
    return AssessedIndicator(printed, *compared)


@lru_cache(maxsize=1 << 13)
def _compared(
    goal: str, operator: str, reached: str, unit: str, name: str
) -> tuple[Understood, Understood, Comparison]:
    """The target and the actual value of an indicator understood, and compared; documents with
    some figures put right ask again for most of theirs."""
    target = understand_target(goal, operator, unit, name)
    actual = understand_actual(reached, unit, name)
    return target, actual, compare(target, actual, name)


class ProjectFigures(Struct, frozen=True, dict=True):
    """The figures of one project's table. ``unit`` is the unit of money where the table
    prints none; amounts are in cents."""

    table: ProjectTable
    policy: Policy
    unit: MoneyUnit

    @property
    def name(self) -> str:
        """The project's name, else the table's title."""
        return self.table.name.text or self.table.title

    @cached_property
    def indicators(self) -> tuple[AssessedIndicator, ...]:
        """The indicators, understood and compared."""
        return assessed(self.table)

    @cached_property
    def money_unit(self) -> MoneyUnit:
        """The unit of money that the table prints, else the booklet's."""
        return money_unit(self.table.money_unit) if self.table.money_unit else self.unit

    @cached_property
    def main(self) -> MoneyRow | None:
        """The row of the whole sum (年度资金总额); ``None`` where only its sources have rows."""
        rows = self.table.money
        whole = next((row for row in rows if words().names_whole(row.label)), None)
        if whole is not None or not rows:
            return whole
        return None if len(rows) > 1 and words().source(rows[0].label) else rows[0]

    @property
    def parts(self) -> Sequence[MoneyRow]:
        """The rows of the sources of money."""
        return [row for row in self.table.money if row is not self.main]

    def amount(self, row: MoneyRow | None, role: str) -> int | None:
        """An amount of a row in cents, ``None`` where no number is printed."""
        if row is None or not row[role]:
            return None
        return cents_in(row[role].text, self.money_unit)

    @cached_property
    def base(self) -> str:
        """The role of the budget that execution is measured on: 全年预算数, else 调整后预算数,
        else 年初预算数 where the table has no other."""
        values = self.main.values if self.main else {}
        return next((role for role in ("full", "confirmed", "initial") if role in values), "full")

    @cached_property
    def budget(self) -> int | None:
        """The budget that execution is measured on, cents."""
        return self.amount(self.main, self.base)

    @cached_property
    def executed(self) -> int | None:
        """What was spent (全年执行数), cents; where the whole is blank, what its sources spent;
        a blank cell beside a budget is taken as nothing, no cell at all as not told."""
        found = self.amount(self.main, "executed")
        if found is not None:
            return found
        parts = [self.amount(row, "executed") for row in self.parts]
        known = [amount for amount in parts if amount is not None]
        if known:
            return sum(known)
        blank = any("executed" in row.values for row in self.table.money)
        return 0 if blank and self.budget is not None else None

    @cached_property
    def rate(self) -> Fraction | None:
        """The execution rate that follows."""
        if self.budget is None or self.executed is None:
            return None
        return execution_rate(self.executed, self.budget)

    @cached_property
    def printed_rate(self) -> Decimal | None:
        """The printed execution rate in percent; 0.95 and 1 are taken as 95 and 100 where the
        amounts say so."""
        printed = rate_in(self.main["rate"]) if self.main else None
        if printed is None or self.rate is None or printed > 1:
            return printed
        near = abs(Fraction(printed) - self.rate) < Fraction(1, 100)
        return printed * 100 if near and self.rate > Fraction(1, 50) else printed

    @property
    def execution_weight(self) -> Decimal:
        """The printed weight of execution, else what the indicators leave of the full score if
        the printed points are that × the rate, else the policy's; none where the indicators alone
        make up the full score, or where 执行率 is one of them."""
        printed = points_in(self.main["weight"]) if self.main else None
        unprinted = printed is None and self.printed_execution is None
        if unprinted and (self._complete or self._among_indicators):
            return Decimal(0)
        return (self._left_for_execution or self.policy.execution) if printed is None else printed

    @property
    def _left_for_execution(self) -> Decimal | None:
        """What the indicators leave of the full score, where all are weighed and the points
        printed of execution are that × the rate; else ``None``."""
        points, rate = self.printed_execution, self.rate
        left = self.policy.total - sum(self.weighed, Decimal(0))
        if points is None or rate is None or left <= 0 or len(self.weighed) < len(self.indicators):
            return None
        due = execution_points(rate, self.policy, left)
        return left if abs(points - due) * 2 <= max(last_digit(points), last_digit(due)) else None

    @property
    def _among_indicators(self) -> bool:
        """Whether execution is weighed as one of the indicators."""
        names = [label_key(one.printed.level3.text) for one in self.indicators if one.weight]
        return any(name in words().execution for name in names)

    @property
    def _complete(self) -> bool:
        """Whether the indicators make up the full score: their weights, or, where none is
        printed, scores that leave no room for more."""
        if not self.weighed:
            return sum(self.scored) > self.policy.total - self.policy.execution
        every = len(self.weighed) == len(self.indicators)
        return every and sum(self.weighed) == self.policy.total

    @property
    def printed_execution(self) -> Decimal | None:
        """The printed points of execution."""
        return points_in(self.main["score"]) if self.main else None

    @property
    def execution(self) -> Decimal | None:
        """The points of execution: as printed, else as they follow from the rate; ``None``
        where no figure leads to any."""
        if self.printed_execution is not None:
            return self.printed_execution
        if self.main is None and self.weighed and self._complete:
            return Decimal(0)
        if self.rate is None:
            return None
        return execution_points(self.rate, self.policy, self.execution_weight)

    @cached_property
    def scored(self) -> list[Decimal]:
        """The printed scores of the indicators."""
        return [indicator.score for indicator in self.indicators if indicator.score is not None]

    @cached_property
    def weighed(self) -> list[Decimal]:
        """The printed weights of the indicators."""
        return [indicator.weight for indicator in self.indicators if indicator.weight is not None]

    @property
    def total(self) -> Decimal | None:
        """The printed total of the scores."""
        return points_in(self.table.score)

    def recomputed(self, execution: Decimal | None = None) -> Score | None:
        """Total and grade from the printed scores of the indicators and the points of
        execution (the table's, if not given); ``None`` where scores are missing."""
        points = self.execution if execution is None else execution
        if points is None or not self.scored:
            return None
        return score_project(None, self.scored, self.policy, points)
