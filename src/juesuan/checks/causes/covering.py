"""Larger sets of figures that must change: a covering problem, solved in integers.

Every broken constraint, and every combination of constraints that is broken as a whole, needs
one of its places changed (the implied edits of Fellegi and Holt). A solver picks the cheapest
places that cover all such sets known so far; whether figures exist at those places that satisfy
all constraints is decided apart, exactly where nothing is rounded. If none do, the constraints
that contradict each other give one more set to cover. The solver's floats choose places, never
values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.moving import moves_by_trying
from juesuan.checks.causes.settings import cause_settings

__all__ = ["cover", "explainable"]

_TOLERANCE = 1e-6
_ANYWHERE = (-1e12, 1e12)
Cost = Callable[[int], float]
Contradiction = dict[int, float]
"""Multipliers of constraints that together cannot hold."""


def cover(system: Constraints, broken: Collection[int], cost: Cost) -> frozenset[int]:
    """The cheapest places of which figures must change to mend ``broken``; empty if these are
    too many, or were not found in as many rounds as the settings allow."""
    bounds = cause_settings().covering
    sets = [frozenset(place for _, place in system.each[number].terms) for number in broken]
    for _ in range(bounds.rounds):
        chosen = _cheapest(sets, cost)
        if len(chosen) > bounds.largest:
            break
        contradiction = _contradiction(system, chosen, broken)
        if contradiction is None:
            return chosen
        weights: dict[int, float] = {}
        for number, factor in contradiction.items():
            for c, place in system.each[number].terms:
                weights[place] = weights.get(place, 0.0) + c * factor
        more = frozenset(
            place
            for place, weight in weights.items()
            if place not in chosen and abs(weight) > _TOLERANCE
        )
        if not more or more in sets:
            break
        sets.append(more)
    return frozenset()


def _cheapest(sets: Sequence[frozenset[int]], cost: Cost) -> frozenset[int]:
    """The cheapest places that meet every set."""
    import highspy  # heavy to load: only when there is something to solve

    from juesuan.rounding.solver import solver

    made = solver()
    places = sorted(frozenset().union(*sets))
    column = {place: n for n, place in enumerate(places)}
    for place in places:
        made.addCol(cost(place), 0.0, 1.0, 0, [], [])
        made.changeColIntegrality(column[place], highspy.HighsVarType.kInteger)
    for needed in sets:
        at = sorted(column[place] for place in needed)
        made.addRow(1.0, highspy.kHighsInf, len(at), at, [1.0] * len(at))
    made.run()
    values = made.getSolution().col_value
    return frozenset(place for place in places if values[column[place]] > 0.5)


def _contradiction(
    system: Constraints, chosen: Collection[int], broken: Iterable[int]
) -> Contradiction | None:
    """Constraints that contradict each other whatever stands at the chosen places; ``None`` if
    figures there can satisfy all."""
    touched = {number for place in chosen for number in system.at[place]}
    for number in broken:
        if number not in touched:
            return {number: 1.0}
    equal = [n for n in sorted(touched) if system.each[n].identity.kind != "part"]
    if any(system.allowed[n] for n in equal):
        return _by_solver(system, equal, dict.fromkeys(chosen, _ANYWHERE))
    return _by_elimination(system, equal, set(chosen))


def _by_elimination(
    system: Constraints, equal: Iterable[int], chosen: Collection[int]
) -> Contradiction | None:
    """Exact: Gaussian elimination of the chosen places, each row remembering its constraints."""
    done: list[tuple[int, dict[int, Fraction], Fraction, dict[int, Fraction]]] = []
    for number in equal:
        row = {p: Fraction(c) for c, p in system.each[number].terms if p in chosen}
        right, made_of = Fraction(-system.residual(number)), {number: Fraction(1)}
        for pivot, other, other_right, other_made in done:
            if factor := row.get(pivot):
                _subtract(row, other, factor)
                _subtract(made_of, other_made, factor)
                right -= factor * other_right
        if not row:
            if right:
                return {n: float(factor) for n, factor in made_of.items()}
            continue
        pivot, factor = next(iter(row.items()))
        done.append(
            (
                pivot,
                {place: c / factor for place, c in row.items()},
                right / factor,
                {n: c / factor for n, c in made_of.items()},
            )
        )
    return None


def _subtract(row: dict[int, Fraction], other: Mapping[int, Fraction], factor: Fraction) -> None:
    for key, value in other.items():
        left = row.get(key, Fraction(0)) - factor * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _by_solver(
    system: Constraints, equal: Sequence[int], moves: Mapping[int, tuple[float, float]]
) -> Contradiction | None:
    """The constraints that no moves of places within bounds (in half digits) satisfy, with their
    multipliers; ``None`` if some moves do."""
    if _moved(system, equal, moves, elastic=False) is None:
        return None
    return _moved(system, equal, moves, elastic=True)


def _moved(
    system: Constraints,
    equal: Sequence[int],
    moves: Mapping[int, tuple[float, float]],
    elastic: bool,
) -> Contradiction | None:
    """Solve for the moves: ``None`` if there are some; else, with ``elastic`` constraints that may
    give way at a cost, the constraints that have to and those that force them."""
    unit = float(max(1, min((c.half for c in system.claims if c.half), default=1)))
    column = {place: n for n, place in enumerate(moves)}
    size, slack = len(column), 2 * len(equal) * elastic
    starts, index, value, low, high = [0], list[int](), list[float](), list[float](), list[float]()
    for row, number in enumerate(equal):
        free, middle = 0.0, -system.residual(number) / unit
        for c, place in system.each[number].terms:
            if place in column:
                index.append(column[place])
                value.append(float(c))
            elif system.claims[place].state == "number":
                free += system.widths[place] / unit
        if elastic:
            index += [size + 2 * row, size + 2 * row + 1]
            value += [1.0, -1.0]
        starts.append(len(index))
        low.append(middle - free)
        high.append(middle + free)
    import highspy

    from juesuan.rounding.solver import solver

    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = size + slack, len(equal)
    programme.col_cost_ = [0.0] * size + [1.0] * slack
    programme.col_lower_ = [bound[0] for bound in moves.values()] + [0.0] * slack
    programme.col_upper_ = [bound[1] for bound in moves.values()] + [highspy.kHighsInf] * slack
    programme.row_lower_, programme.row_upper_ = low, high
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = starts
    programme.a_matrix_.index_ = index
    programme.a_matrix_.value_ = value
    made = solver()
    made.passModel(programme)
    made.run()
    if not elastic:
        return None if made.getModelStatus() == highspy.HighsModelStatus.kOptimal else {}
    if made.getInfo().objective_function_value < 0.5:
        return None
    duals = made.getSolution().row_dual
    return {number: duals[n] for n, number in enumerate(equal) if abs(duals[n]) > _TOLERANCE}


def explainable(system: Constraints) -> Sequence[int]:
    """Whether rounding can explain all constraints together: empty if true values exist within the
    widths of all printed figures, else the constraints that contradict each other.

    Constraints that are broken by themselves are left to the search for causes.
    """
    tails = [n for n in range(len(system.each)) if system.residual(n)]
    if not tails:
        return ()
    equal = [
        n
        for n, constraint in enumerate(system.each)
        if constraint.identity.kind != "part"
        and system.allowed[n]
        and system.fits(n, system.residual(n))
    ]
    places = sorted({p for n in equal for _, p in system.each[n].terms})
    room = {place: width for place in places if (width := system.widths[place])}
    if moves_by_trying(system, equal, room) is not None:
        return ()
    unit = float(max(1, min((c.half for c in system.claims if c.half), default=1)))
    moves = {place: (-width / unit, width / unit) for place, width in room.items()}
    contradiction = _by_solver(system, equal, moves)
    return sorted(contradiction) if contradiction else ()
