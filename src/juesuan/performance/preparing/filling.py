"""From what was prepared to the texts that the tables print."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from juesuan.facts import MoneyUnit, format_amount
from juesuan.lexicon.performance import words
from juesuan.performance.policy import Policy
from juesuan.performance.preparing.model import (
    AmountKey,
    Lines,
    PreparedProject,
    PreparedTable,
    ScoredIndicator,
)
from juesuan.performance.preparing.pictures import Layout, Values
from juesuan.performance.preparing.written import WrittenPerformance, WrittenTask
from juesuan.performance.scoring import execution_rate, rounded
from juesuan.performance.targets import understand_actual, understand_target

__all__ = ["Printing"]

_SOURCES = ("total", "fiscal", "current", "carried", "other", "basic", "all")
_ROLES = ("declared", "initial", "full", "executed", "left", "adjustment")
_ANALYSIS = (
    "execution", "output", "benefit", "satisfaction", "experience", "problems", "measures",
)  # fmt: skip


class Printing(Struct, frozen=True, kw_only=True):
    """How things are printed: the unit's name and year, the money unit, the amounts as they
    were rounded together (cents), policy and layout."""

    department: str
    year: int
    money: MoneyUnit
    amounts: Mapping[Hashable, int]
    policy: Policy
    layout: Layout

    def amount(self, key: AmountKey) -> str:
        """An amount as it is printed; empty where there is none."""
        cents = self.amounts.get(key)
        return "" if cents is None else format_amount(cents, self.money)

    def rate(self, rate: Fraction | None) -> str:
        """An execution rate in percent with two decimals."""
        return "" if rate is None else self.layout.rate.format(rate=rounded(rate * 100))

    def _common(self) -> dict[str, str]:
        return {"department": self.department, "year": str(self.year), "unit": self.money.zh}

    def _money(self, name: str, lines: Lines) -> dict[str, str]:
        values = {}
        for source in _SOURCES:
            for role in _ROLES:
                values[f"{source}.{role}"] = self.amount(AmountKey(name, source, role))
            line = lines.get(source)
            values[f"{source}.rate"] = self.rate(line.rate if line else None)
        if not values["total.declared"]:
            values["total.declared"] = values["total.initial"]
        return values

    def overall(self, texts: Mapping[str, str]) -> PreparedTable:
        """The self-evaluation in words."""
        return self.layout.pictures["overall"].filled(
            {**_Blank(texts), **self._common()}, {}, frozenset()
        )

    def of_department(
        self,
        written: WrittenPerformance,
        lines: Lines,
        indicators: Iterable[ScoredIndicator],
        texts: Mapping[str, str],
    ) -> PreparedTable:
        """The department's table."""
        goals: list[Values] = [
            {"year": str(goal.year), "target": goal.target, "actual": goal.actual or "—"}
            for goal in written.goals
        ]
        repeated = {
            "goals": goals,
            "tasks": [self._task(task) for task in written.tasks],
            "indicators": [self._indicator(one) for one in indicators],
        }
        values = {**_Blank(texts), **self._money("", lines), **self._common()}
        return self.layout.pictures["department"].filled(values, repeated, frozenset())

    def _task(self, task: WrittenTask) -> Values:
        roles = ("approved", "approved_fiscal", "approved_other", "spent")
        values = {r: self.amount(AmountKey(f"task:{task.name}", "task", r)) for r in roles}
        approved = (task.fiscal or 0) + (task.other or 0)
        rate = None if task.spent is None else execution_rate(task.spent, approved)
        return {
            "name": task.name,
            "level": task.level,
            "content": task.content,
            **values,
            "rate": self.rate(rate),
            "reason": task.reason,
        }

    def project(
        self, project: PreparedProject, count: int = 0, *, every: bool = False
    ) -> PreparedTable:
        """A project's table; ``count`` is its number among several. ``every``: sources of money
        without any are shown, too, to be filled in."""
        written, name = project.written, project.name
        values = {
            **self._common(),
            **self._money(name, project.money),
            "name": name,
            "main_body": written.main_body or self.department,
            "implementing_unit": written.implementing_unit or self.department,
            "execution.weight": points(self.policy.execution),
            "execution.score": points(project.execution),
            "execution.reason": written.reason,
            "goal": written.target,
            "result": written.actual,
            "other_matters": written.other or self._reason_besides(project) or words().nothing,
            "indicators.weight": points(_sum(one.weight for one in project.indicators)),
            "indicators.score": points(_sum(one.score for one in project.indicators)),
            "weight": points(self.policy.total),
            "score": points(project.total),
            "grade": project.grade,
        }
        values |= {f"analysis.{key}": written.analysis.get(key, "") for key in _ANALYSIS}
        present = frozenset(s for s, line in project.money.items() if line or every)
        repeated = {"indicators": [self._indicator(one) for one in project.indicators]}
        return self.layout.pictures["project"].filled(values, repeated, present, count)

    def _reason_besides(self, project: PreparedProject) -> str:
        """The reason of the execution, where the layout has no column for it."""
        return "" if "{execution.reason}" in self._grid("project") else project.written.reason

    def _grid(self, kind: str) -> str:
        return self.layout.pictures[kind].grid

    def _indicator(self, one: ScoredIndicator) -> Values:
        written = one.written
        goal = f"{written.operator}{_with_unit(written.goal, written.unit, written.name)}"
        first = f"{written.operator}{_with_unit(written.target, written.unit, written.name)}"
        actual = understand_actual(written.actual, written.unit, written.name)
        measured = actual.kind in {"number", "range"} and not actual.stated
        return {
            "level1": one.level1,
            "level2": one.level2,
            "level3": written.name,
            "operator": written.operator,
            "target": written.goal,
            "measure": written.unit,
            "actual": written.actual,
            "weight": points(one.weight),
            "score": points(one.score),
            "reason": written.reason or ("" if self._due(one) else self.layout.no_reason),
            "whole_target": first if written.target else "",
            "whole_adjusted": goal if written.goal else "",
            "whole_actual": _with_unit(written.actual, written.unit, written.name)
            if measured
            else written.actual,
        }

    @staticmethod
    def _due(one: ScoredIndicator) -> bool:
        """Whether a reason is due, or the result is not known yet."""
        short = one.score is not None and one.weight is not None and one.score < one.weight
        return (
            short or bool(one.suggestion and one.suggestion.needs_reason) or not one.written.actual
        )


class _Blank(dict[str, str]):
    """Texts by place, with every place of the tables there."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(dict.fromkeys(_PLACES, "") | dict(texts))


_PLACES = (
    "profile", "goal_setting", "money", "rules_of_budget", "three_public", "purpose",
    "preparation", "conduct", "conclusion", "problems", "results_used", "experience",
    "evaluation_other", "duties", "goals", "year_goal",
)  # fmt: skip


def points(value: Decimal | None) -> str:
    """Points with two decimals; empty for none."""
    return "" if value is None else str(rounded(value))


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = list(values)
    return None if None in known else sum((v for v in known if v is not None), Decimal(0))


def _with_unit(text: str, unit: str, name: str) -> str:
    """A number with its unit beside it; words and what has a unit already stay."""
    said = understand_target(text, "", unit, name)
    own = "unit_in_cell" in said.notes or said.kind not in {"number", "range", "rhythm"}
    return text if own or text.endswith(unit) else f"{text}{unit}"
