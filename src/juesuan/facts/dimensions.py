"""The dimensions (维度) along which facts lie.

Two kinds of dimension: *named* ones, listed in ``data/dimensions.toml`` (measure, stage,
fund, nature, carry, unit kind, item), whose nodes form small trees, and *coded* ones
(function, economic), whose nodes are the codes of a classification list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property

import msgspec
from msgspec import Struct

from juesuan.messages import JuesuanError
from juesuan.resources import Record, load_typed
from juesuan.text import nearest

__all__ = [
    "CODED",
    "DIMENSIONS",
    "EVERY_OBJECT",
    "LISTED",
    "OBJECT",
    "DomainRule",
    "NamedDimension",
    "Node",
    "UnknownNodeError",
    "code_groups",
    "domain",
    "named_dimensions",
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
OBJECT = "object"
"""What a printed table lists its figures by besides (按单位、项目列示): its nodes are the names
that the table prints, so it is no dimension of the facts of one unit."""
LISTED = (*CODED, OBJECT)
"""The dimensions along which tables list what they have, and leave out what they have not."""
EVERY_OBJECT = "*"
"""All that a table lists, where it need not be all there is (the projects of a table)."""


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


class Node(Struct, frozen=True, kw_only=True):
    """One value of a named dimension, with its Chinese and English label. ``parent`` is the
    node it belongs to; a ``group`` holds no facts itself; a ``rest`` (其他) stands for the
    kinds of its group that a table does not list; ``unit`` is that of counted things."""

    id: str
    zh: str
    en: str
    parent: str | None = None
    group: bool = False
    rest: bool = False
    unit: str = ""
    also: tuple[str, ...] = ()


class NamedDimension(Struct, frozen=True, dict=True):
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


class DomainRule(Record):
    """What facts can exist: where a fact lies in ``when``, it lies in ``then`` too. Both are
    nodes by dimension."""

    when: Mapping[str, tuple[str, ...]]
    then: Mapping[str, tuple[str, ...]]
    source: str


class _WrittenNode(Record):
    zh: str
    en: str
    parent: str | None = msgspec.field(name="in", default=None)
    group: bool = False
    rest: bool = False
    unit: str = ""
    also: tuple[str, ...] = ()


class _WrittenDimension(Record):
    label: str
    label_en: str
    source: str = ""
    default: str | None = None
    nodes: Mapping[str, _WrittenNode]


class _Written(Record):
    """What ``data/dimensions.toml`` says."""

    measure: _WrittenDimension
    stage: _WrittenDimension
    fund: _WrittenDimension
    nature: _WrittenDimension
    carry: _WrittenDimension
    unit_kind: _WrittenDimension
    item: _WrittenDimension
    domain: tuple[DomainRule, ...]
    groups: Mapping[str, Mapping[str, str]]


def _data() -> _Written:
    return load_typed(_Written, "dimensions.toml")


@cache
def named_dimensions() -> Mapping[str, NamedDimension]:
    """All named dimensions, read once from ``data/dimensions.toml``."""
    found: dict[str, NamedDimension] = {}
    for name in _Written.__struct_fields__:
        entry = getattr(_data(), name)
        if isinstance(entry, _WrittenDimension):
            nodes = {
                key: Node(id=key, **msgspec.structs.asdict(node))
                for key, node in entry.nodes.items()
            }
            found[name] = NamedDimension(name, entry.label, entry.label_en, entry.default, nodes)
    return found


def domain() -> tuple[DomainRule, ...]:
    """Which points can exist."""
    return _data().domain


def code_groups(dimension: str) -> Mapping[str, str]:
    """The groups above the codes of a coded dimension (人员、公用), and which codes they hold,
    in words."""
    return _data().groups.get(dimension, {})
