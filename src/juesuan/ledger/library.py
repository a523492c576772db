"""The library of indicators (指标库): what projects of a kind usually measure."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from juesuan.ledger.schema import choices

__all__ = ["KnownIndicator", "indicator_library"]

_LEVELS = {
    "quantity": "output",
    "quality": "output",
    "time": "output",
    "costs": "output",
    "economic_cost": "cost",
    "social_cost": "cost",
    "ecological_cost": "cost",
    "economic": "benefit",
    "social": "benefit",
    "ecological": "benefit",
    "lasting": "benefit",
    "satisfaction": "satisfied",
}


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator of the library. ``kind`` is a project's kind by its id, levels are as
    printed, ``typical`` a usual target (empty where projects differ)."""

    kind: str
    level1: str
    level2: str
    name: str
    operator: str
    unit: str
    typical: str = ""

    def __str__(self) -> str:
        goal = f" {self.operator}{self.typical}{self.unit}" if self.typical else ""
        unit = f"（{self.unit}）" if self.unit and not goal else ""
        return f"{self.name}{goal}{unit}"


@cache
def indicator_library() -> tuple[KnownIndicator, ...]:
    """All indicators of the library, by kind and level."""
    first = {choice.id: choice.zh for choice in choices("indicator_levels")}
    second = {choice.id: choice.zh for choice in choices("indicator_parts")}
    path = resources.files("juesuan") / "data" / "performance" / "library.csv"
    return tuple(
        KnownIndicator(
            row["kind"],
            first[_LEVELS[row["level2"]]],
            second[row["level2"]],
            row["name"],
            row["operator"],
            row["unit"],
            row["typical"],
        )
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
    )
