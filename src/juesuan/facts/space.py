"""All dimensions of one year, and the algebra of regions in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from juesuan.classification import CodeList, code_list
from juesuan.facts.dimensions import (
    CODED,
    OBJECT,
    UnknownNodeError,
    code_groups,
    domain,
    named_dimensions,
)
from juesuan.facts.regions import Region

__all__ = ["Space", "standard_space"]


def _ones(number: int) -> Iterator[int]:
    """Where a number has ones, in binary."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


_JOINED = {"zh": "、", "en": ", "}


@cache
def standard_space(year: int) -> Space:
    """The dimensions of a year with the standard lists only, made once."""
    return Space(year)


class Space:
    """All dimensions in one year: named ones and the year's classification lists."""

    def __init__(
        self,
        year: int,
        functions: CodeList | None = None,
        economics: CodeList | None = None,
    ) -> None:
        self.year = year
        self.named = named_dimensions()
        self.codes: Mapping[str, CodeList] = {
            "function": functions or code_list("function", year),
            "economic": economics or code_list("economic", year),
        }
        self.settled: dict[Any, Any] = {}
        """Selections in their one form, as far as any was asked for (``settled``)."""
        self.products: dict[Any, Any] = {}
        """What two selections are together, in its one form, as far as any was asked for: the
        cells of the same forms are laid out over and over."""
        self.sheets: dict[Any, Any] = {}
        """Forms laid out for the codes they were asked with, the last of them."""
        self.identities: dict[Any, Any] = {}
        """The identities among cells, for the last sets of sheets they were asked of."""
        self._canonical: dict[Region, Region | None] = {}
        self._cuts: dict[Region, Region | None] = {}
        self._domain = [(self._expanded(rule.when), self._expanded(rule.then)) for rule in domain()]
        self._ruled = {name for when, then in self._domain for name in (*when, *then)}
        self._asked = sorted({name for when, _ in self._domain for name in when})
        self._met: dict[tuple[str, frozenset[str] | None], int] = {}
        self._rounded: dict[tuple[str, frozenset[str]], frozenset[str]] = {}

    def _expanded(self, parts: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
        return {
            name: frozenset().union(*(self.expand(name, node) for node in nodes))
            for name, nodes in parts.items()
        }

    def expand(self, dimension: str, node: str) -> frozenset[str]:
        """The node set meant by one written node; ``UnknownNodeError`` if there is none."""
        if dimension in CODED:
            return frozenset({node})
        if dimension not in self.named:
            raise UnknownNodeError(dimension, node)
        return self.named[dimension].expand(node)

    def within(self, dimension: str, inner: frozenset[str], outer: frozenset[str]) -> bool:
        """Whether every point of ``inner`` is one of ``outer``."""
        if dimension not in CODED:
            return inner <= outer
        return all(any(self.code_within(dimension, a, b) for b in outer) for a in inner)

    def code_within(self, dimension: str, code: str, outer: str) -> bool:
        """Whether ``code`` is ``outer`` or lies below it in the classification."""
        return outer in self.lineage(dimension, code)

    def lineage(self, dimension: str, code: str) -> tuple[str, ...]:
        """A code and everything above it. A code that this year does not know is placed by its
        digits, and so is one that lies below it."""
        codes = self.codes[dimension]
        if code in codes or code in codes.groups:
            return codes.lineage(code)
        above = next((code[:n] for n in (5, 3) if n < len(code)), None)
        return (code, *(self.lineage(dimension, above) if above else ()))

    def intersect(
        self, dimension: str, first: frozenset[str], second: frozenset[str]
    ) -> frozenset[str]:
        """The points in both sets."""
        if dimension not in CODED:
            return first & second
        deeper = [
            (a if self.code_within(dimension, a, b) else b)
            for a in first
            for b in second
            if self.code_within(dimension, a, b) or self.code_within(dimension, b, a)
        ]
        return frozenset(deeper)

    def canonical(self, region: Region) -> Region | None:
        """The region in its one standard form; ``None`` if none of its points can exist.

        It is cut down to points that can exist, and what then goes without saying is left
        out. Two regions with the same canonical form hold the same facts: this is how a
        figure printed in several forms is known to be one figure.
        """
        if region not in self._canonical:
            if self._free(region):
                return self._canonical_of_free(region)
            cut = self.cut(region)
            if cut is not None:
                whole = self.cut(cut)
                for name, _ in cut.parts:
                    if name != "measure" and self.cut(shorter := cut.without(name)) == whole:
                        cut = shorter
            self._canonical[region] = cut
        return self._canonical[region]

    def _free(self, region: Region) -> bool:
        """Whether the region names functional codes, which no domain rule speaks of."""
        return region.get("function") is not None and "function" not in self._ruled

    def _canonical_of_free(self, region: Region) -> Region | None:
        rest = self.canonical(region.without("function"))
        nodes = region.get("function") or frozenset()
        return rest.with_("function", nodes) if rest else None

    def cut(self, region: Region) -> Region | None:
        """The region with every constraint that follows from the others written out;
        ``None`` if no point is left."""
        if region not in self._cuts:
            self._cuts[region] = self._cut(region)
        return self._cuts[region]

    def _cut(self, region: Region) -> Region | None:
        parts = dict(region.parts)
        done = 0
        while rules := self._applying(parts) & ~done:
            done |= rules
            for number in _ones(rules):
                for name, nodes in self._domain[number][1].items():
                    had = parts.get(name)
                    cut = nodes if had is None else self.intersect(name, had, nodes)
                    if not cut:
                        return None
                    parts[name] = cut
        return Region.of(parts)

    def _applying(self, parts: Mapping[str, frozenset[str]]) -> int:
        """The rules whose conditions hold, as a number with a one for each: the parts only
        grow narrower, so a rule that applies goes on to."""
        rules = (1 << len(self._domain)) - 1
        for name in self._asked:
            nodes = parts.get(name)
            met = self._met.get((name, nodes))
            if met is None:
                met = self._met[name, nodes] = self._rules_met(name, nodes)
            rules &= met
        return rules

    def _rules_met(self, dimension: str, nodes: frozenset[str] | None) -> int:
        """The rules that ask nothing of a dimension, or whose condition these nodes meet."""
        return sum(
            1 << number
            for number, (when, _) in enumerate(self._domain)
            if dimension not in when
            or (nodes is not None and self.within(dimension, nodes, when[dimension]))
        )

    def universe(self, region: Region, dimension: str) -> frozenset[str] | None:
        """Every node of a named dimension that a point of the region can have; ``None``
        where a fact need not have any."""
        cut = self.cut(region)
        nodes = cut.get(dimension) if cut else None
        if nodes is None and dimension in {"fund", "unit_kind", "measure"}:
            nodes = frozenset(n.id for n in self.named[dimension].nodes.values() if not n.group)
        return nodes

    def rounded_up(self, dimension: str, nodes: frozenset[str]) -> frozenset[str]:
        """The nodes with every node added whose parts are all among them."""
        if (found := self._rounded.get((dimension, nodes))) is None:
            atoms = self.named[dimension].atoms
            whole = {node for node, parts in atoms.items() if node in parts and parts - {node}}
            found = nodes | {node for node in whole if atoms[node] - {node} <= nodes}
            self._rounded[dimension, nodes] = found
        return found

    def label(self, dimension: str, nodes: frozenset[str], lang: str = "zh") -> str:
        """The nodes in words: whole groups by their name, codes with their names."""
        if dimension in CODED:
            return _JOINED[lang].join(self._code(dimension, node, lang) for node in sorted(nodes))
        if dimension == OBJECT:
            return _JOINED[lang].join(sorted(nodes))
        dim = self.named[dimension]
        left: set[str] = set(self.rounded_up(dimension, nodes))
        names: list[str] = []
        for node in dim.nodes.values():  # parents stand before their parts
            atoms = dim.atoms[node.id]
            if atoms and atoms <= left:
                names.append(node.zh if lang == "zh" else node.en)
                left -= atoms
        names += [
            (node.zh if lang == "zh" else node.en) for node in dim.nodes.values() if node.id in left
        ]
        return _JOINED[lang].join(names)

    def _code(self, dimension: str, node: str, lang: str) -> str:
        """A code with its name, or the codes that a group of them holds."""
        if groups := code_groups(dimension).get(node):
            return groups
        name = self.codes[dimension].name(node, lang)
        return f"{node} {name}" if name != node else node
