"""Balanced rounding (舍位平衡): amounts rounded together so that what adds up still does.

Each amount goes down or up to a multiple of the step, exact multiples stay, and among the ways
that satisfy every constraint the one nearest to the true values is taken, or in a large set one
that is hardly farther (controlled rounding; Bacharach 1966, Cox and Ernst 1982). A hierarchy or a
two-way table always has one.
Where three classifications cross there may be none: then as few exact multiples as can be
move by one step (zeros never), and if that is not enough either, the constraints that
conflict are named and the nearest rounding is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic

from juesuan.facts import round_half_away
from juesuan.rounding.model import Balanced, Constraint, Key
from juesuan.rounding.nearest import nearest
from juesuan.rounding.relaxing import relax
from juesuan.rounding.rows import LinearRow, components

__all__ = ["balance"]


def balance(
    values: Mapping[Key, int], constraints: Sequence[Constraint[Key]], step: int
) -> Balanced[Key]:
    """Round amounts to multiples of ``step`` so that every constraint holds exactly.

    Amounts and ``step`` are in one unit (cents), keys may be anything. A constraint with ≥
    counts only where the true values satisfy it. The same input gives the same answer.
    Raises ``ValueError`` for a step below 1 and ``SolverError`` if the solver fails.
    """
    if step < 1:
        raise ValueError(f"step {step}")
    asked = [c for c in constraints if c.equal or c.holds(values)]
    problem = _Problem(values, asked, step)
    problem.strictly()
    conflicts: list[int] = []
    if problem.infeasible:
        conflicts = problem.relaxed()
    rounded = dict(zip(values, problem.rounded(), strict=True))
    return Balanced(
        values=rounded,
        step=step,
        moved=tuple(k for k, v in values.items() if v % step == 0 and rounded[k] != v),
        conflicts=tuple(asked[number] for number in conflicts),
        broken=tuple(c for c in asked if not c.holds(rounded)),
        distance=sum(abs(rounded[key] - value) for key, value in values.items()),
        cells_changed_from_plain=tuple(
            k for k, v in values.items() if rounded[k] != round_half_away(v, step) * step
        ),
    )


class _Problem(Generic[Key]):
    """The rounding of a set of amounts, each a numbered column.

    ``base`` is how many whole steps (of 100 元, say) a column has, rounded down; ``rest`` are the
    cents above them. What is decided is which columns go one step up (``shift`` 1).
    """

    def __init__(
        self, values: Mapping[Key, int], constraints: Sequence[Constraint[Key]], step: int
    ) -> None:
        self.step = step
        amounts = list(values.values())
        self.base = [value // step for value in amounts]
        self.rest = [value % step for value in amounts]
        ties = sum(2 * rest == step for rest in self.rest)
        self.scale = ties + 1
        self.costs = {
            column: self.scale * (step - 2 * rest) - (2 * rest == step and amounts[column] > 0)
            for column, rest in enumerate(self.rest)
            if rest
        }
        """By column: how much farther from the true amount it is to go up than to go down, times
        ``scale``; negative where up is nearer. An exact half counts as a little nearer on the side
        away from zero (四舍五入)."""
        self.shift = [0] * len(amounts)
        self.infeasible: set[int] = set()
        numbers = {key: n for n, (key, value) in enumerate(values.items()) if value}
        self.rows = [self._row(n, c, numbers) for n, c in enumerate(constraints)]

    def _row(
        self, number: int, constraint: Constraint[Key], numbers: Mapping[Key, int]
    ) -> LinearRow:
        terms: dict[int, int] = {}
        right = 0
        for c, key in constraint.terms:
            if (column := numbers.get(key)) is not None:
                terms[column] = terms.get(column, 0) + c
                right -= c * self.base[column]
        return LinearRow({n: c for n, c in terms.items() if c}, right, constraint.equal, number)

    def strictly(self) -> None:
        """Round with every exact multiple where it is. ``infeasible`` gets the constraints of
        the parts where that cannot be."""
        rest = self.rest
        strict: list[LinearRow] = []
        for row in self.rows:
            terms = {column: c for column, c in row.terms.items() if rest[column]}
            if terms:
                strict.append(LinearRow(terms, row.right, row.equal, row.source))
            elif row.equal and row.right:  # one with ≥ is asked only where it holds
                self.infeasible.add(row.source)
        touched = {column for row in strict for column in row.terms}
        for column, cost in self.costs.items():
            if column not in touched:
                self.shift[column] = int(cost < 0)
        found = nearest(strict, self._costs_of(strict), self.scale)
        if found is not None:
            self._take(found)
            return
        for part in components(strict):
            found = nearest(part, self._costs_of(part), self.scale)
            if found is None:
                self.infeasible |= {row.source for row in part}
            else:
                self._take(found)

    def _costs_of(self, rows: Sequence[LinearRow]) -> dict[int, int]:
        return {n: self.costs[n] for n in sorted({n for row in rows for n in row.terms})}

    def _take(self, found: Mapping[int, int]) -> None:
        for column, up in found.items():
            self.shift[column] = up

    def relaxed(self) -> list[int]:
        """Round the parts that cannot be strict again, exact multiples free to move by one
        step; the constraints that even then conflict."""
        conflicts: list[int] = []
        for part in components(row for row in self.rows if row.terms):
            if not any(row.source in self.infeasible for row in part):
                continue
            columns = sorted({column for row in part for column in row.terms})
            exact = [column for column in columns if not self.rest[column]]
            costs = {c: self.costs[c] for c in columns if self.rest[c]}
            found, conflict = relax(part, costs, exact, self.step, self.scale)
            self.shift = [found.get(column, old) for column, old in enumerate(self.shift)]
            conflicts += conflict
        return conflicts

    def rounded(self) -> list[int]:
        """The amounts, rounded."""
        return [
            (base + shift) * self.step for base, shift in zip(self.base, self.shift, strict=True)
        ]
