"""Larger sets of figures that must change: a covering problem, solved in integers.

Every broken line, and every combination of lines that is broken as a whole, needs one of its
places changed (the implied edits of Fellegi and Holt). A solver picks the cheapest places that
cover all such sets known so far; whether figures exist at those places that satisfy all lines
is decided apart, exactly where nothing is rounded. If none do, the lines that contradict each
other give one more set to cover. The solver's floats choose places, never values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from juesuan.checks.causes.lines import Lines
from juesuan.rounding.solver import solver

__all__ = ["cover", "explainable"]

_ROUNDS = 15
_TOLERANCE = 1e-6
_ANYWHERE = (-1e12, 1e12)
Cost = Callable[[int], float]
Contradiction = dict[int, float]
"""Multipliers of lines that together cannot hold."""


def cover(lines: Lines, broken: Collection[int], cost: Cost, largest: int = 8) -> frozenset[int]:
    """The cheapest places of which figures must change to mend ``broken``; empty if these are
    more than ``largest``, or were not found in a dozen rounds."""
    sets = [frozenset(place for _, place in lines.lines[line].terms) for line in broken]
    for _ in range(_ROUNDS):
        chosen = _cheapest(sets, cost)
        if len(chosen) > largest:
            break
        found = _contradiction(lines, chosen, broken)
        if found is None:
            return chosen
        weights: dict[int, float] = {}
        for line, factor in found.items():
            for c, place in lines.lines[line].terms:
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
    lines: Lines, chosen: Collection[int], broken: Iterable[int]
) -> Contradiction | None:
    """Lines that contradict each other whatever stands at the chosen places; ``None`` if
    figures there can satisfy all."""
    touched = {line for place in chosen for line in lines.at[place]}
    for line in broken:
        if line not in touched:
            return {line: 1.0}
    equal = [n for n in sorted(touched) if lines.lines[n].identity.kind != "part"]
    if any(lines.allowed[n] for n in equal):
        return _by_solver(lines, equal, dict.fromkeys(chosen, _ANYWHERE))
    return _by_elimination(lines, equal, set(chosen))


def _by_elimination(
    lines: Lines, equal: Iterable[int], chosen: Collection[int]
) -> Contradiction | None:
    """Exact: Gaussian elimination of the chosen places, each row remembering its lines."""
    done: list[tuple[int, dict[int, Fraction], Fraction, dict[int, Fraction]]] = []
    for line in equal:
        row = {p: Fraction(c) for c, p in lines.lines[line].terms if p in chosen}
        right, made_of = Fraction(-lines.residual(line)), {line: Fraction(1)}
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
    lines: Lines, equal: Sequence[int], moves: Mapping[int, tuple[float, float]]
) -> Contradiction | None:
    """The lines that no moves of places within bounds (in half digits) satisfy, with their
    multipliers; ``None`` if some moves do."""
    if _moved(lines, equal, moves, elastic=False) is None:
        return None
    return _moved(lines, equal, moves, elastic=True)


def _moved(
    lines: Lines, equal: Sequence[int], moves: Mapping[int, tuple[float, float]], elastic: bool
) -> Contradiction | None:
    """Solve for the moves: ``None`` if there are some; else, with ``elastic`` lines that may
    give way at a cost, the lines that have to and those that force them."""
    unit = float(max(1, min((c.half for c in lines.claims if c.half), default=1)))
    column = {place: n for n, place in enumerate(moves)}
    size, slack = len(column), 2 * len(equal) * elastic
    starts, index, value, low, high = [0], list[int](), list[float](), list[float](), list[float]()
    for number, line in enumerate(equal):
        free, middle = 0.0, -lines.residual(line) / unit
        for c, place in lines.lines[line].terms:
            if place in column:
                index.append(column[place])
                value.append(float(c))
            elif lines.claims[place].state == "number":
                free += lines.widths[place] / unit
        if elastic:
            index += [size + 2 * number, size + 2 * number + 1]
            value += [1.0, -1.0]
        starts.append(len(index))
        low.append(middle - free)
        high.append(middle + free)
    import highspy

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
    return {line: duals[n] for n, line in enumerate(equal) if abs(duals[n]) > _TOLERANCE}


def explainable(lines: Lines) -> Sequence[int]:
    """Whether rounding can explain all lines together: empty if true values exist within the
    widths of all printed figures, else the lines that contradict each other.

    Lines that are broken by themselves are left to the search for causes.
    """
    tails = [n for n in range(len(lines.lines)) if lines.residual(n)]
    if not tails:
        return ()
    equal = [
        n
        for n, line in enumerate(lines.lines)
        if line.identity.kind != "part" and lines.allowed[n] and lines.fits(n, lines.residual(n))
    ]
    unit = float(max(1, min((c.half for c in lines.claims if c.half), default=1)))
    moves = {
        place: (-lines.widths[place] / unit, lines.widths[place] / unit)
        for place in sorted({p for n in equal for _, p in lines.lines[n].terms})
        if lines.widths[place]
    }
    found = _by_solver(lines, equal, moves)
    return sorted(found) if found else ()
