"""The library of indicators (指标库): what projects of a kind usually measure."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from juesuan.ledger.schema import choices, levels_of_parts
from juesuan.resources import load_rows

__all__ = ["KnownIndicator", "indicator_library"]


class KnownIndicator(Struct, frozen=True, kw_only=True):
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
    levels = {part: of[0] for part, of in levels_of_parts().items()}
    return tuple(
        KnownIndicator(
            kind=row["kind"],
            level1=first[levels[row["level2"]]],
            level2=second[row["level2"]],
            name=row["name"],
            operator=row["operator"],
            unit=row["unit"],
            typical=row["typical"],
        )
        for row in load_rows("performance/library.csv")
    )
