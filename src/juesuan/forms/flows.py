"""Flows (收支平衡): opening + income + surplus used = expenditure + distribution + closing, for
every combination of fund, function and nature that a form prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from juesuan.facts import Region
from juesuan.forms.cells_by_region import CellsByRegion, largest, nodes_of
from juesuan.forms.sheet import Cell

__all__ = ["Found", "flows"]

Found = tuple[str, str, list[Cell], list[Cell]]
"""Kind and dimension of an identity, the cells of its left side and of its right side."""


def flows(by: CellsByRegion) -> Iterator[Found]:
    """Every flow that a form prints in full, and the sums of its sides (本年收入合计 …)."""
    groups: dict[Region, list[Region]] = defaultdict(list)
    ways = [by.space.expand("measure", way) for way in ("inflow", "outflow")]
    flowing = ways[0] | ways[1]
    for region in by.index:
        if (key := _flow_key(by, region, flowing)) is not None:
            groups[key].append(region)
    for members in groups.values():
        if len(members) < 2:
            continue
        for form in by.forms(members):
            here = {r: c for r in members if (c := by.in_form(form, r))}
            if len(here) > 1:
                yield from _flow(by, here, ways)


def _flow_key(by: CellsByRegion, region: Region, flowing: frozenset[str]) -> Region | None:
    measures = region.get("measure") or frozenset()
    if not measures or not measures <= flowing or region.get("economic"):
        return None
    carry = region.get("carry")
    if carry is not None:
        return None
    key = region.without("measure")
    nature = region.get("nature")
    if nature is not None and (whole := by.space.rounded_up("nature", nature)) != nature:
        key = key.with_("nature", whole)
    return key


def _flow(
    by: CellsByRegion, here: dict[Region, Cell], ways: list[frozenset[str]]
) -> Iterator[Found]:
    sides: list[list[Cell]] = []
    for way in ways:
        possible = _possible(by, here, way)
        total = next((c for r, c in here.items() if r.get("measure") == possible), None)
        parts = {r: m for r in here if (m := nodes_of(r, "measure")) <= way and m != possible}
        top = largest(parts)
        complete = sum(len(parts[r]) for r in top) == len(possible) and top
        if total and complete:
            yield "rollup", "measure", [total], [here[r] for r in top]
        if not total and not complete:
            return
        sides.append([total] if total else [here[r] for r in top])
    yield "flow", "", sides[0], sides[1]


def _possible(by: CellsByRegion, here: dict[Region, Cell], way: frozenset[str]) -> frozenset[str]:
    """The measures of one way that can exist at these points."""
    some = next(iter(here))
    cut = by.space.cut(some.with_("measure", way))
    return (cut.get("measure") if cut else None) or way
