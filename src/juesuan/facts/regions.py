"""Regions (范围): the points that one term of a cell sums over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter

__all__ = ["Region"]


class Region:
    """The points a term sums over: (dimension, nodes) pairs, sorted by dimension.

    Immutable and hashable; equal regions select the same nodes in the same dimensions.
    """

    __slots__ = ("_hash", "_map", "_open", "parts")

    def __init__(self, parts: tuple[tuple[str, frozenset[str]], ...] = ()) -> None:
        self.parts = parts
        self._map = dict(parts)
        self._hash = hash(parts)
        self._open: dict[str, Region] | None = None

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
        return cls(tuple([(name, frozenset(nodes)) for name, nodes in sorted(parts.items())]))

    def get(self, dimension: str) -> frozenset[str] | None:
        """The nodes selected in a dimension; ``None`` when it is not constrained."""
        return self._map.get(dimension)

    def without(self, dimension: str) -> Region:
        """The region with one dimension left open."""
        if dimension not in self._map:
            return self
        if self._open is None:  # asked again and again, for every document of a layout
            self._open = {}
        found = self._open.get(dimension)
        if found is None:
            found = Region(tuple([part for part in self.parts if part[0] != dimension]))
            self._open[dimension] = found
        return found

    def with_(self, dimension: str, nodes: Iterable[str]) -> Region:
        """The region with the nodes of one dimension replaced."""
        placed = (dimension, frozenset(nodes))
        if dimension not in self._map:
            return Region(tuple(sorted((*self.parts, placed), key=itemgetter(0))))
        return Region(tuple([placed if part[0] == dimension else part for part in self.parts]))
