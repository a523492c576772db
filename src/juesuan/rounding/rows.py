"""A rounding problem as rows over numbered columns: which hang together, which are one.

A column is an amount that is no multiple of the step: it goes down (0) or up (1), at a cost
for going up. All arithmetic is in whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

__all__ = ["Joined", "LinearRow", "components", "only"]


class LinearRow(Struct):
    """Σ coefficient × column = (or ≥) ``right``, over columns by number; ``source`` is the
    number of the constraint it comes from."""

    terms: dict[int, int]
    right: int
    equal: bool
    source: int

    def signature(self) -> tuple[object, ...]:
        """Equal for rows that say the same."""
        terms = sorted(self.terms.items())
        if self.equal and terms and terms[0][1] < 0:
            return (self.equal, -self.right, *((column, -c) for column, c in terms))
        return (self.equal, self.right, *terms)


class _Groups:
    """Numbers in groups, joined two by two (union-find)."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, number: int) -> int:
        """The number that stands for a number's group."""
        while (above := self._above.setdefault(number, number)) != number:
            self._above[number] = number = self._above.setdefault(above, above)
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of two numbers' groups."""
        self._above[self.of(other)] = self.of(one)


def components(rows: Iterable[LinearRow]) -> list[list[LinearRow]]:
    """Rows in parts that share no column, in the order of their first rows."""
    groups, listed = _Groups(), list(rows)
    for row in listed:
        first, *others = row.terms
        for other in others:
            groups.join(first, other)
    parts: dict[int, list[LinearRow]] = defaultdict(list)
    for row in listed:
        parts[groups.of(next(iter(row.terms)))].append(row)
    return list(parts.values())


class Joined:
    """A problem in which one fact printed in several forms is one column, and no row stands
    twice. ``costs`` are of the columns that are left, ``rows`` hold over them."""

    def __init__(self, rows: Iterable[LinearRow], costs: Mapping[int, int]) -> None:
        self._groups, self._all = _Groups(), costs
        rest = []
        for row in rows:
            if row.equal and not row.right and sorted(row.terms.values()) == [-1, 1]:
                self._groups.join(*row.terms)
            else:
                rest.append(row)
        self.costs: dict[int, int] = {}
        for column, cost in costs.items():
            kept = self._groups.of(column)
            self.costs[kept] = self.costs.get(kept, 0) + cost
        once: dict[tuple[object, ...], LinearRow] = {}
        for row in rest:
            terms: dict[int, int] = {}
            for column, c in row.terms.items():
                kept = self._groups.of(column)
                terms[kept] = terms.get(kept, 0) + c
            short = LinearRow(
                {n: c for n, c in terms.items() if c}, row.right, row.equal, row.source
            )
            once.setdefault(short.signature(), short)
        self.rows = list(once.values())

    def parted(self, found: Mapping[int, int]) -> dict[int, int]:
        """The value of every column, from those of the columns that are left."""
        return {column: found[self._groups.of(column)] for column in self._all}


def only(row: LinearRow, columns: set[int], values: Mapping[int, int]) -> LinearRow:
    """What a row asks of some of its columns when the others have their values."""
    settled = sum(c * values[n] for n, c in row.terms.items() if n not in columns)
    terms = {n: c for n, c in row.terms.items() if n in columns}
    return LinearRow(terms, row.right - settled, row.equal, row.source)
