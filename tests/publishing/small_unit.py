"""A small unit with a little of everything: figures, counts, an empty form, odd cents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from juesuan.forms import Disclosure

Fill = Callable[..., Disclosure]


def fact(measure: str, value: int, **where: str) -> tuple[Any, ...]:
    """One fact of unit 01 in 2023; general public budget and final account unless said."""
    point = {"stage": "final", "fund": "general", "unit_kind": "institution", **where}
    names = ("stage", "fund", "function", "economic", "nature", "carry", "unit_kind", "item")
    return ("01", 2023, measure, *(point.get(name, "") for name in names), "", value)


FACTS = [
    fact("income", 318_994_567, function="2013750", nature="basic"),
    fact(
        "expenditure", 281_940_010, function="2013750", economic="30101", nature="basic.personnel"
    ),
    fact("expenditure", 37_054_557, function="2013750", economic="30201", nature="basic.public"),
    fact("income", 2_357_500_000, function="2060503", nature="project"),
    fact("expenditure", 2_357_500_000, function="2060503", economic="30227", nature="project"),
    fact("expenditure", 4_550_000, stage="initial", economic="30217"),
    fact("income", -12_345, fund="other", function="2013750"),
    fact("count", 1_023, item="batches.domestic"),
    fact("asset_gross", 371_340_000, fund="", item="fixed.other"),
    fact("asset_net", 249_750_000, fund="", item="fixed.other"),
]
