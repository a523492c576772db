"""A rounding problem made small before it is solved, without losing its best answer.

Every amount is rounded down (0) or up (1), at a cost for going up. What needs no solver is
taken away:

* rows that always hold, and rows that stand there twice;
* columns that a row leaves no choice;
* two columns that a row holds together become one (``b``, or ``1 - b``);
* a row of which all columns but one stand nowhere else is settled for both values of that
  one: its own columns go up in the order of their costs, which is best because costs simply
  add. The row's cost moves to the column that is left; whole trees vanish in this way.

All arithmetic is in whole numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["InfeasibleError", "Reduction", "Row", "components"]


class InfeasibleError(Exception):
    """No rounding satisfies the rows."""


@dataclass(slots=True)
class Row:
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


@dataclass(frozen=True, slots=True)
class _Merged:
    """``gone`` is ``kept``, or with ``flip`` 1 - ``kept``."""

    gone: int
    kept: int
    flip: int


@dataclass(frozen=True, slots=True)
class _Settled:
    """A row taken away: its own columns (with sign) in the order in which they go up, and
    how many do for each value of ``kept`` (-1: no other column was left)."""

    order: tuple[tuple[int, int], ...]
    kept: int
    needed: tuple[int, int]


def components(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows in groups that share no column, in the order of their first rows."""
    parent: dict[int, int] = {}

    def root(column: int) -> int:
        while (above := parent.setdefault(column, column)) != column:
            parent[column] = column = parent.setdefault(above, above)
        return column

    listed = list(rows)
    for row in listed:
        first, *others = row.terms
        for other in others:
            parent[root(other)] = root(first)
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in listed:
        groups[root(next(iter(row.terms)))].append(row)
    return list(groups.values())


class Reduction:
    """Rows over columns with costs, made smaller.

    ``rows`` are what is left for a solver, with ``costs`` as they now are; ``restore`` turns
    its answer into one for every column. Raises ``InfeasibleError``.
    """

    def __init__(self, rows: Iterable[Row], costs: Mapping[int, int]) -> None:
        self.costs = dict(costs)
        self._up: dict[int, int] = {}
        self._undo: list[_Merged | _Settled] = []
        self._alive = {
            number: Row(dict(row.terms), row.right, row.equal, row.source)
            for number, row in enumerate(rows)
        }
        self._at: dict[int, set[int]] = {column: set() for column in costs}
        for number, row in self._alive.items():
            for column in row.terms:
                self._at[column].add(number)
        self._seen: dict[tuple[object, ...], int] = {}
        self._again = set(self._alive)
        while self._again:
            queue, self._again = sorted(self._again), set()
            for number in queue:
                if number in self._alive:
                    self._simplify(number, self._alive[number])

    @property
    def rows(self) -> list[Row]:
        """The rows that are left, none of them empty."""
        return list(self._alive.values())

    def restore(self, found: Mapping[int, int]) -> dict[int, int]:
        """The value of every column, from those of the columns in the rows left."""
        up = {**self._up, **found}
        undone = {c for step in self._undo for c in _columns(step)}
        for column in self.costs.keys() - up.keys() - undone:
            up[column] = int(self.costs[column] < 0)
        for step in reversed(self._undo):
            if isinstance(step, _Merged):
                up[step.gone] = up[step.kept] ^ step.flip
                continue
            needed = step.needed[up[step.kept] if step.kept >= 0 else 0]
            for place, (column, sign) in enumerate(step.order):
                up[column] = int((place < needed) == (sign > 0))
        return up

    def _simplify(self, number: int, row: Row) -> None:
        least = sum(c for c in row.terms.values() if c < 0)
        most = sum(c for c in row.terms.values() if c > 0)
        if row.right > most or (row.equal and row.right < least):
            raise InfeasibleError
        if least == most or (not row.equal and row.right <= least):
            self._remove(number)
        elif row.right == most or (row.equal and row.right == least):
            self._remove(number)
            for column, c in row.terms.items():
                self._fix(column, int((c > 0) == (row.right == most)))
        elif self._repeated(number, row):
            self._remove(number)
        elif row.equal:
            if len(row.terms) == 2 and all(abs(c) == 1 for c in row.terms.values()):
                (one, a), (other, b) = row.terms.items()
                self._remove(number)
                self._merge(one, other, int(a == b))
            else:
                self._settle(number, row)

    def _repeated(self, number: int, row: Row) -> bool:
        signature = row.signature()
        other = self._seen.setdefault(signature, number)
        if other == number:
            return False
        if other in self._alive and self._alive[other].signature() == signature:
            return True
        self._seen[signature] = number
        return False

    def _remove(self, number: int) -> None:
        for column in self._alive.pop(number).terms:
            self._at[column].discard(number)
            self._again |= self._at[column]

    def _fix(self, column: int, up: int) -> None:
        self._up[column] = up
        for number in self._at.pop(column, ()):
            row = self._alive[number]
            row.right -= row.terms.pop(column) * up
            self._again.add(number)

    def _merge(self, kept: int, gone: int, flip: int) -> None:
        if len(self._at[gone]) > len(self._at[kept]):
            kept, gone = gone, kept
        self._undo.append(_Merged(gone, kept, flip))
        self.costs[kept] += -self.costs[gone] if flip else self.costs[gone]
        for number in self._at.pop(gone):
            row = self._alive[number]
            c = row.terms.pop(gone)
            if flip:
                row.right -= c
                c = -c
            if total := row.terms.pop(kept, 0) + c:
                row.terms[kept] = total
                self._at[kept].add(number)
            else:
                self._at[kept].discard(number)
            self._again.add(number)
        self._again |= self._at[kept]

    def _settle(self, number: int, row: Row) -> None:
        shared = [c for c in row.terms if len(self._at[c]) > 1]
        if len(shared) > 1:
            return
        own = [c for c in row.terms if len(self._at[c]) == 1]
        if any(abs(row.terms[c]) != 1 for c in own):
            return
        gains = sorted((self.costs[c] * row.terms[c], c) for c in own)
        kept = shared[0] if shared else -1
        base = row.right + sum(row.terms[c] < 0 for c in own)
        needed = (base, base - row.terms[kept] if shared else -1)
        fits = [0 <= n <= len(own) for n in needed]
        if not any(fits):
            raise InfeasibleError
        order = tuple((column, row.terms[column]) for _, column in gains)
        self._undo.append(_Settled(order, kept, needed))
        self._remove(number)
        if all(fits):
            low, high = sorted(needed)
            between = sum(gain for gain, _ in gains[low:high])
            self.costs[kept] += between if needed[1] == high else -between
        elif shared:
            self._fix(kept, int(fits[1]))


def _columns(step: _Merged | _Settled) -> Sequence[int]:
    return [step.gone] if isinstance(step, _Merged) else [column for column, _ in step.order]
