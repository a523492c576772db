"""The dimensions (维度) along which facts lie, and the regions a form's cell may select.

Two kinds of dimension: *named* ones, listed in ``data/dimensions.toml`` (measure, stage,
fund, nature, carry, unit kind, item), whose nodes form small trees, and *coded* ones
(function, economic), whose nodes are the codes of a classification list.

A ``Region`` says which points a term of a cell sums over: for each constrained dimension a
set of nodes. For named dimensions the set holds postable nodes only; for coded ones the
highest codes selected. ``Space`` holds the dimensions of one year and does the algebra.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from juesuan.classification import CodeList, code_list
from juesuan.messages import JuesuanError
from juesuan.text import nearest

__all__ = [
    "CODED",
    "DIMENSIONS",
    "Node",
    "Region",
    "Space",
    "UnknownNodeError",
    "named_dimensions",
    "standard_space",
]

CODED = ("function", "economic")
DIMENSIONS = (
    "measure",
    "stage",
    "fund",
    "function",
    "economic",
    "nature",
    "carry",
    "unit_kind",
    "item",
)
"""The dimensions that forms select by. Facts also carry unit, year and project."""


class UnknownNodeError(JuesuanError, KeyError):
    """A ``dimension``, or a ``node`` of it, that does not exist. Keys: ``no_dimension``,
    ``no_node``."""

    section = "selection"

    def __init__(self, dimension: str, node: str, known: Iterable[str] = ()) -> None:
        self.dimension, self.node = dimension, node
        if nodes := tuple(known):
            near = nearest(node, nodes) or nodes
            super().__init__("no_node", dimension=dimension, node=node, near=near)
        else:
            super().__init__("no_dimension", text=dimension, known=DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a named dimension, with its Chinese and English label."""

    id: str
    zh: str
    en: str
    parent: str | None = None
    group: bool = False
    unit: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamedDimension:
    """A dimension whose nodes are listed in data."""

    id: str
    zh: str
    en: str
    default: str | None
    nodes: Mapping[str, Node]

    @cached_property
    def atoms(self) -> Mapping[str, frozenset[str]]:
        """For every node, the postable nodes at or below it."""
        found: dict[str, set[str]] = {node: set() for node in self.nodes}
        for node in self.nodes.values():
            if not node.group:
                above: str | None = node.id
                while above is not None:
                    found[above].add(node.id)
                    above = self.nodes[above].parent
        return {node: frozenset(atoms) for node, atoms in found.items()}

    def expand(self, node: str) -> frozenset[str]:
        """Postable nodes meant by ``node``; ``=node`` means the node itself and no part."""
        if node.startswith("=") and node[1:] in self.nodes:
            return frozenset({node[1:]})
        try:
            return self.atoms[node]
        except KeyError:
            raise UnknownNodeError(self.id, node, self.nodes) from None

    def written(self) -> dict[str, str]:
        """Every way of writing a postable node (id, labels, other names) and its id."""
        return {
            text: node.id
            for node in self.nodes.values()
            if not node.group
            for text in (node.id, node.zh, node.en, *node.also)
        }


@cache
def _data() -> Mapping[str, Any]:
    path = resources.files("juesuan") / "data" / "dimensions.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def named_dimensions() -> Mapping[str, NamedDimension]:
    """All named dimensions, read once from ``data/dimensions.toml``."""
    found: dict[str, NamedDimension] = {}
    for name, entry in _data().items():
        if name == "domain":
            continue
        nodes = {
            key: Node(
                id=key,
                zh=node["zh"],
                en=node["en"],
                parent=node.get("in"),
                group=node.get("group", False),
                unit=node.get("unit", ""),
                also=tuple(node.get("also", ())),
            )
            for key, node in entry["nodes"].items()
        }
        found[name] = NamedDimension(
            name, entry["label"], entry["label_en"], entry.get("default"), nodes
        )
    return found


class Region:
    """The points a term sums over: (dimension, nodes) pairs, sorted by dimension.

    Immutable and hashable; equal regions select the same nodes in the same dimensions.
    """

    __slots__ = ("_hash", "_map", "parts")

    def __init__(self, parts: tuple[tuple[str, frozenset[str]], ...] = ()) -> None:
        self.parts = parts
        self._map = dict(parts)
        self._hash = hash(parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Region) and self.parts == other.parts

    def __repr__(self) -> str:
        return f"Region({dict(self.order)})"

    @property
    def order(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A key that sorts regions the same way in every run."""
        return tuple((name, tuple(sorted(nodes))) for name, nodes in self.parts)

    @classmethod
    def of(cls, parts: Mapping[str, Iterable[str]]) -> Region:
        """A region from a mapping; nothing is expanded or checked."""
        return cls(tuple((name, frozenset(parts[name])) for name in sorted(parts)))

    def get(self, dimension: str) -> frozenset[str] | None:
        """The nodes selected in a dimension; ``None`` when it is not constrained."""
        return self._map.get(dimension)

    def without(self, dimension: str) -> Region:
        """The region with one dimension left open."""
        if dimension not in self._map:
            return self
        return Region(tuple([part for part in self.parts if part[0] != dimension]))

    def with_(self, dimension: str, nodes: Iterable[str]) -> Region:
        """The region with the nodes of one dimension replaced."""
        return Region.of({**self._map, dimension: nodes})


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
        self._canonical: dict[Region, Region | None] = {}
        self._cuts: dict[Region, Region | None] = {}
        self._domain = [
            (self._rule(rule["when"]), self._rule(rule["then"])) for rule in _data()["domain"]
        ]

        self._ruled = {name for when, then in self._domain for name in (*when, *then)}

    def _rule(self, parts: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
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
        """A code and everything above it. A code of another year is placed by its digits."""
        codes = self.codes[dimension]
        if code in codes or code in codes.groups:
            return codes.lineage(code)
        above = next((code[:n] for n in (5, 3) if n < len(code) and code[:n] in codes), None)
        return (code, *(codes.lineage(above) if above else ()))

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
                for name, _ in cut.parts:
                    if name != "measure" and self.cut(shorter := cut.without(name)) == self.cut(
                        cut
                    ):
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
        changed = True
        while changed:
            changed = False
            for when, then in self._domain:
                if not self._applies(when, parts):
                    continue
                for name, nodes in then.items():
                    had = parts.get(name)
                    cut = nodes if had is None else self.intersect(name, had, nodes)
                    if not cut:
                        return None
                    if cut != had:
                        parts[name] = cut
                        changed = True
        return Region.of(parts)

    def _applies(
        self, when: Mapping[str, frozenset[str]], parts: Mapping[str, frozenset[str]]
    ) -> bool:
        for name, nodes in when.items():
            if name not in parts or not self.within(name, parts[name], nodes):
                return False
        return True

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
        atoms = self.named[dimension].atoms
        whole = {node for node, parts in atoms.items() if node in parts and parts - {node}}
        return nodes | {node for node in whole if atoms[node] - {node} <= nodes}

    def label(self, dimension: str, nodes: frozenset[str], lang: str = "zh") -> str:
        """The nodes in words: whole groups by their name, codes with their names."""
        if dimension in CODED:
            named = {"personnel": "301、303", "public": "302、307–399"}
            listed = self.codes[dimension]
            return "、".join(
                named.get(n) or (f"{n} {listed.name(n)}" if listed.name(n) != n else n)
                for n in sorted(nodes)
            )
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
        return ("、" if lang == "zh" else ", ").join(names)
