"""Moves of figures within their rounding that satisfy all constraints, found by trying.

Most documents in 万元 print totals that are off by a last digit (尾差), and true figures that
explain them lie near: they are found by moving, at each constraint that does not hold, the
figures whose move costs the others least, where those that stay broken count ever more. A solver
need only be loaded, and asked, where trying finds none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from juesuan.checks.causes.constraints import Constraints

__all__ = ["moves_by_trying"]

_TRIES = 4
"""Moves tried for each constraint before it is given up."""


def moves_by_trying(
    system: Constraints, equal: Sequence[int], room: Mapping[int, int]
) -> Mapping[int, int] | None:
    """By place, by how much its true figure differs from the printed one (in cents, or as
    counted), at most its ``room``, so that all constraints hold exactly; ``None`` where none
    were found, though there may be some."""
    tried = _Trying(system, equal, room)
    return tried.moves if tried.settled() else None


class _Trying:
    def __init__(self, system: Constraints, equal: Sequence[int], room: Mapping[int, int]) -> None:
        self.room, self.moves = room, dict.fromkeys(room, 0)
        self.terms = {n: [(c, p) for c, p in system.each[n].terms if p in room] for n in equal}
        self.left = {n: system.residual(n) for n in equal}
        self.at: dict[int, list[tuple[int, int]]] = {place: [] for place in room}
        for number, terms in self.terms.items():
            for c, place in terms:
                self.at[place].append((c, number))
        self.weight = dict.fromkeys(equal, 1)

    def settled(self) -> bool:
        """Whether all constraints hold after some moves."""
        waiting = deque(number for number, left in self.left.items() if left)
        for _ in range(_TRIES * len(self.terms)):
            if not waiting:
                return True
            number = waiting.popleft()
            if self.left[number]:
                self.weight[number] += 1
                waiting.extend(self._mended(number))
        return not waiting

    def _mended(self, number: int) -> Iterable[int]:
        """Move places of a constraint until it holds or none is left to move; the constraints
        that are broken then, itself perhaps among them."""
        touched = {number: None}
        for c, place in sorted(self.terms[number], key=lambda term: self._cost(number, *term)):
            new = self.moves[place] - self.left[number] // c
            new = max(-self.room[place], min(self.room[place], new))
            by, self.moves[place] = new - self.moves[place], new
            for factor, other in self.at[place] if by else ():
                self.left[other] += factor * by
                touched[other] = None
            if not self.left[number]:
                break
        return [other for other in touched if self.left[other]]

    def _cost(self, number: int, c: int, place: int) -> tuple[int, int]:
        """What a move of a place for a constraint costs the others: how much further from holding
        they are by it, then how many there are."""
        way = -1 if self.left[number] * c > 0 else 1
        others = [(factor, other) for factor, other in self.at[place] if other != number]
        further = sum(
            self.weight[other] * (abs(self.left[other] + way * factor) - abs(self.left[other]))
            for factor, other in others
        )
        return further, len(others)
