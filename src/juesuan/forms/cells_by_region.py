"""The cells of laid-out forms by what they sum (单元格按口径): which cells make up a region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from juesuan.facts import CODED, DIMENSIONS, Region, Space
from juesuan.forms.sheet import Cell

__all__ = ["CellsByRegion", "largest", "nodes_of"]


class CellsByRegion:
    """Cells that sum one region each, by that region in canonical form."""

    def __init__(self, cells: Sequence[Cell], space: Space) -> None:
        self.space = space
        self.index: dict[Region, list[Cell]] = defaultdict(list)
        for cell in cells:
            if len(cell.selection.terms) == 1 and cell.selection.terms[0][0] == 1:
                self.index[cell.selection.terms[0][1]].append(cell)
        self._first: dict[tuple[Region, str], Cell] = {}
        for region, printed in self.index.items():
            for cell in printed:
                self._first.setdefault((region, cell.key.form), cell)
        self._by_rest: dict[str, dict[Region, list[Region]]] = {}
        self._place = {region: place for place, region in enumerate(self.index)}
        self._naming: dict[str, list[Region]] = defaultdict(list)
        """The regions that name nodes of a dimension."""
        for region in self.index:
            for name, _ in region.parts:
                self._naming[name].append(region)

    def groups(self, dimension: str) -> Iterable[list[Region]]:
        """Regions that differ in one dimension only."""
        return [members for members in self._keyed(dimension).values() if len(members) > 1]

    def _keyed(self, dimension: str) -> dict[Region, list[Region]]:
        """Regions by what they say in the other dimensions, where some says anything in this one:
        any other is alone. Both are in the order of the cells."""
        if dimension not in self._by_rest:
            groups: dict[Region, list[Region]] = defaultdict(list)
            for region in self._naming.get(dimension, ()):
                groups[region.without(dimension)].append(region)
            for rest, members in groups.items():
                if rest in self._place:
                    members.append(rest)
                    members.sort(key=self._place.__getitem__)
            ordered = sorted(groups.items(), key=lambda group: self._place[group[1][0]])
            self._by_rest[dimension] = dict(ordered)
        return self._by_rest[dimension]

    def _differing(self, dimension: str, region: Region) -> list[Region]:
        """The regions that say the same as one in all other dimensions."""
        rest = region.without(dimension)
        alone = [rest] if rest in self.index else []
        return self._keyed(dimension).get(rest, alone)

    def in_form(self, form: str, region: Region) -> Cell | None:
        """The first cell of a form that sums just a region."""
        return self._first.get((region, form))

    def forms(self, regions: Iterable[Region]) -> list[str]:
        """The forms in which any of the regions is printed."""
        return sorted({cell.key.form for region in regions for cell in self.index[region]})

    def nodes(self, region: Region, dimension: str) -> frozenset[str] | None:
        """What a region sums in a dimension; where it says nothing, all that can exist."""
        return region.get(dimension) or self.space.universe(region, dimension)

    def covers(self, dimension: str, nodes: frozenset[str], parts: list[frozenset[str]]) -> bool:
        """Whether disjoint parts make up the whole, a node being its parts together."""
        together = frozenset().union(*parts)
        if sum(map(len, parts)) != len(together):
            return False
        return (
            self.space.rounded_up(dimension, together) >= nodes
            if (dimension == "nature")
            else together == nodes
        )

    def pieces(self, form: str, region: Region) -> list[Cell] | None:
        """Cells (of one form, if named) that make up a region: one, or a split of it."""
        if direct := self._some(form, region):
            return [direct]
        for dimension in (name for name in DIMENSIONS if name not in CODED):
            nodes = self.nodes(region, dimension)
            if nodes is None:
                continue
            parts = {
                r: s
                for r in self._differing(dimension, region)
                if self._some(form, r) and (s := self.nodes(r, dimension)) is not None and s < nodes
            }
            top = largest(parts)
            if top and self.covers(dimension, nodes, [parts[r] for r in top]):
                return [cell for r in top if (cell := self._some(form, r))]
        return None

    def _some(self, form: str, region: Region) -> Cell | None:
        if region not in self.index:
            return None
        return self.in_form(form, region) if form else self.index[region][0]


def nodes_of(region: Region, dimension: str) -> frozenset[str]:
    """What a region names in a dimension."""
    return region.get(dimension) or frozenset()


def largest(sets: dict[Region, frozenset[str]]) -> list[Region]:
    """The regions whose set lies in no other's; of equal ones the first."""
    top: list[Region] = []
    for region, nodes in sets.items():
        if any(nodes < other for other in sets.values()):
            continue
        if not any(sets[kept] == nodes for kept in top):
            top.append(region)
    return top
