"""Rounding where exact multiples cannot all stay: which move, and what cannot hold at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from juesuan.rounding.errors import SolverError
from juesuan.rounding.rows import LinearRow

__all__ = ["relax"]


def relax(
    rows: Sequence[LinearRow],
    costs: Mapping[int, int],
    exact: Sequence[int],
    step: int,
    scale: int,
) -> tuple[dict[int, int], list[int]]:
    """By how many steps every column is above its base, and the sources of rows in conflict.

    ``costs`` are of the columns that may go up; the ``exact`` ones may go up or down by one
    step. As few of these move as can be; then the distance is least. If the rows conflict,
    those of a smallest conflicting set are named, and the rounding misses the rows by the
    fewest steps.
    """
    from juesuan.rounding.programme import Programme

    first = max([*costs, *exact]) + 1
    down = {column: first + number for number, column in enumerate(exact)}
    free = first + len(exact)
    loose = [
        LinearRow(
            {**row.terms, **{down[n]: -c for n, c in row.terms.items() if n in down}},
            row.right,
            row.equal,
            row.source,
        )
        for row in rows
    ]
    columns = [*costs, *exact, *down.values()]
    moves = dict.fromkeys((*exact, *down.values()), 1)
    distance = {**costs, **dict.fromkeys(moves, step * scale)}

    def possible(some: Sequence[LinearRow]) -> bool:
        return Programme(columns, list(some), scale=scale).solve({}) is not None

    found = Programme(columns, list(loose), scale=scale).lexicographic([moves, distance])
    conflict: list[LinearRow] = []
    if found is None:
        conflict = _smallest(loose, possible)
        found = _missing_least(loose, columns, free, [moves, distance], scale)
    shift = {column: found[column] for column in costs}
    shift |= {column: found[column] - found[down[column]] for column in exact}
    return shift, sorted(row.source for row in conflict)


def _missing_least(
    rows: Sequence[LinearRow],
    columns: Sequence[int],
    free: int,
    goals: Iterable[Mapping[int, int]],
    scale: int,
) -> dict[int, int]:
    """The values that miss the rows by the fewest steps, and are then best by the goals."""
    from juesuan.rounding.programme import Programme

    missing: dict[int, int] = {}
    elastic = []
    for row in rows:
        most = abs(row.right) + sum(map(abs, row.terms.values()))
        terms = dict(row.terms)
        for sign in (1, -1) if row.equal else (1,):
            terms[free + len(missing)] = sign
            missing[free + len(missing)] = most
        elastic.append(LinearRow(terms, row.right, row.equal, row.source))
    programme = Programme([*columns, *missing], elastic, missing, scale)
    found = programme.lexicographic([dict.fromkeys(missing, 1), *goals])
    if found is None:
        raise SolverError("no_way")
    return found


def _smallest(
    rows: Sequence[LinearRow], possible: Callable[[Sequence[LinearRow]], bool]
) -> list[LinearRow]:
    """A conflicting set of rows of which none can be left out (QuickXplain, Junker 2004)."""

    def explain(base: list[LinearRow], added: bool, some: Sequence[LinearRow]) -> list[LinearRow]:
        if added and not possible(base):
            return []
        if len(some) == 1:
            return list(some)
        half = len(some) // 2
        one, other = some[:half], some[half:]
        second = explain([*base, *one], bool(one), other)
        return explain([*base, *second], bool(second), one) + second

    return explain([], False, rows)
