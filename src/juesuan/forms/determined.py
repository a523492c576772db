"""What a filled set of forms determines (套表所能确定的事实), and nothing beyond it.

A book's facts are told apart along every dimension; forms print sums. A set of forms is asked for
a figure as a book is, and answers with what it prints, or with the sum of printed parts that make
up what is asked. Where forms do not tell a dimension apart, the fact says so (未分).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from juesuan.facts import CODED, COLUMNS, DIMENSIONS, FactStore, Region, Space
from juesuan.forms.fill import Disclosure

__all__ = ["UNDIVIDED", "DeterminedFacts"]

UNDIVIDED = "未分"
"""What stands in a dimension that the forms do not tell apart."""

_DEEPEST = 2
"""Dimensions along which a region is divided at most, to find its parts in the forms."""


class DeterminedFacts(FactStore):
    """The facts that a filled set of forms determines.

    ``evaluate`` gives ``None`` both for what the forms leave blank and for what they do not
    tell; ``untold`` are the regions asked for so far that they do not tell. The table of facts
    holds the finest printed figures: they add up along one form's own division, not over all.
    """

    divided = False
    untold: set[Region]

    def __init__(self, disclosure: Disclosure, space: Space) -> None:
        super().__init__(space)
        self.told = dict(_printed(disclosure))
        self.untold = set()
        self._listed = _listed(disclosure)
        self._blanks = _Blanks([r for r, value in self.told.items() if value is None], space)
        self._beside: dict[tuple[str, Region], list[Region]] = defaultdict(list)
        for region in self.told:
            for name, _ in region.parts:
                self._beside[name, region.without(name)].append(region)
        finest = _finest(disclosure, self.told)
        self.add(_rows(finest, self.told, space, disclosure.year))

    def posted(self, dimension: str) -> list[str]:
        """The codes of a dimension that the forms print with figures, in order."""
        shown = {
            code
            for region, value in self.told.items()
            if value is not None
            for code in region.get(dimension) or ()
        }
        return sorted(code for code in shown if code.isdigit())

    def evaluate(self, regions: Iterable[Region]) -> dict[Region, int | None]:
        """What the forms print for each region, or the sum of its printed parts; ``None``
        where they print nothing, or do not tell it (then it is in ``untold``)."""
        return {region: self._evaluated(region) for region in dict.fromkeys(regions)}

    def _evaluated(self, region: Region) -> int | None:
        cut = self.space.canonical(region)
        if cut is None:
            return None
        try:
            return self._told(cut)
        except KeyError:
            self.untold |= {region, cut}
            return None

    def _told(self, cut: Region, deep: int = _DEEPEST) -> int | None:
        """The figure of a canonical region; ``KeyError`` where the forms do not tell it."""
        if cut in self.told:
            return self.told[cut]
        if self._blanks.hold(cut):
            return None
        for name, nodes in cut.parts:
            if (parts := self._parts(name, cut, nodes, deep)) is not None:
                return _sum(parts)
        raise KeyError(cut)

    def _parts(
        self, name: str, cut: Region, nodes: frozenset[str], deep: int
    ) -> list[int | None] | None:
        """The figures of regions that differ in one dimension only and together make up a
        region; ``None`` where the forms do not tell them all."""
        beside = self._beside.get((name, cut.without(name)), ())
        within = [r for r in beside if self.space.within(name, r.get(name) or frozenset(), nodes)]
        if name in CODED:
            coded = self._coded(name, within, nodes)
            return [self.told[part] for part in coded] if coded else None
        found, left = [], set(nodes)
        for part in sorted(within, key=lambda r: (-len(r.get(name) or ()), r.order)):
            own = part.get(name) or frozenset()
            if own <= left:
                found.append(self.told[part])
                left -= own
        if not left or deep == 0 or len(left) == len(nodes) == 1:
            return found if not left else None
        for node in left:
            rest = self.space.canonical(cut.with_(name, {node}))
            if rest is not None:
                try:
                    found.append(self._told(rest, deep - 1))
                except KeyError:
                    return None
        return found

    def _coded(self, name: str, within: list[Region], nodes: frozenset[str]) -> list[Region]:
        """The printed codes nearest below the ones asked for; all must be printed somewhere
        below each, and a form that lists codes lists all that have money: others, such as the
        three public expenses, name some codes only."""
        found: dict[frozenset[str], Region] = {}
        listed = [region for region in within if region in self._listed]
        for region in sorted(listed, key=lambda r: min(map(len, r.get(name) or ("",)))):
            codes = region.get(name) or frozenset()
            if not any(self.space.within(name, codes, above) for above in found):
                found[codes] = region
        covered = all(
            any(self.space.within(name, codes, frozenset({node})) for codes in found)
            for node in nodes
        )
        return list(found.values()) if covered else []


class _Blanks:
    """Regions that the forms leave blank. Sets of them are whole numbers, a bit for each."""

    def __init__(self, regions: Sequence[Region], space: Space) -> None:
        self.space, self._all = space, (1 << len(regions)) - 1
        self._by: dict[str, dict[frozenset[str], int]] = defaultdict(lambda: defaultdict(int))
        for number, region in enumerate(regions):
            for name, nodes in region.parts:
                self._by[name][nodes] |= 1 << number
        self._open = {n: self._all & ~reduce(or_, by.values()) for n, by in self._by.items()}
        """Of each dimension, the regions that do not say it."""
        self._around: dict[tuple[str, frozenset[str]], int] = {}

    def hold(self, cut: Region) -> bool:
        """Whether a region lies in one of them: there is nothing."""
        left = self._all
        for name in self._by:
            own = cut.get(name)
            left &= self._open[name] if own is None else self._holding(name, own)
            if not left:
                return False
        return bool(left)

    def _holding(self, name: str, own: frozenset[str]) -> int:
        """Those that do not exclude what another region says in a dimension."""
        found = self._around.get((name, own))
        if found is None:
            around = (b for n, b in self._by[name].items() if self.space.within(name, own, n))
            found = self._around[name, own] = reduce(or_, around, self._open[name])
        return found


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _printed(disclosure: Disclosure) -> Iterator[tuple[Region, int | None]]:
    """The regions that the forms print by themselves, with their figures; a region that
    stands in several places has the first figure given."""
    found: dict[Region, int | None] = {}
    for filled in disclosure.forms:
        for cell in filled.sheet.cells:
            if len(cell.selection.terms) != 1 or cell.selection.terms[0][0] != 1:
                continue
            region = cell.selection.terms[0][1]
            if found.get(region) is None:
                found[region] = filled.values.get(cell.key)
    yield from found.items()


def _listed(disclosure: Disclosure) -> set[Region]:
    """The regions of rows that belong to a list of codes (科目)."""
    return {
        region
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if cell.listed is not None
        for _, region in cell.selection.terms
    }


def _finest(disclosure: Disclosure, told: Mapping[Region, int | None]) -> list[Region]:
    """The printed regions that no other printed ones make up."""
    regions = {
        cell.key: cell.selection.terms[0][1]
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if len(cell.selection.terms) == 1 and cell.selection.terms[0][1] in told
    }
    sums = {
        regions[key]
        for identity in disclosure.identities
        if identity.kind == "rollup" and len(identity.terms) > 1
        for coefficient, key in identity.terms
        if coefficient == 1 and key in regions
    }
    return [region for region, value in told.items() if value is not None and region not in sums]


def _rows(
    regions: Iterable[Region], told: Mapping[Region, int | None], space: Space, year: int
) -> Iterator[tuple[object, ...]]:
    """Facts in the order of ``COLUMNS``: a node where the region names one."""
    tells: dict[frozenset[str], set[str]] = defaultdict(set)
    for region in told:
        tells[region.get("measure") or frozenset()] |= {name for name, _ in region.parts}
    for region in regions:
        own = tells[region.get("measure") or frozenset()]
        point: dict[str, object] = {
            name: _node(space, name, nodes)
            if (nodes := region.get(name)) is not None
            else (UNDIVIDED if name in own else "")
            for name in DIMENSIONS
        }
        point |= {"unit": "", "project": "", "year": year, "value": told[region]}
        yield tuple(point[name] for name in COLUMNS)


def _node(space: Space, name: str, nodes: frozenset[str]) -> str:
    """The name of a set of nodes: the one node, the group they make up, or all of them."""
    if len(nodes) == 1:
        return next(iter(nodes))
    if name in space.named:
        for node, atoms in space.named[name].atoms.items():
            if atoms == nodes:
                return node
    return "+".join(sorted(nodes))
