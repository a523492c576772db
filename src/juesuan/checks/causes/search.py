"""The smallest sets of printed figures that must change (Fellegi-Holt), by exact search.

Every broken line must have one of its figures changed, and what a line implies for a figure
is its difference taken away from it. The search changes one figure, then two, then a few, in
whole numbers only, and keeps every smallest set after which no line of the neighbourhood is
broken. What it cannot settle within its budget is left to ``covering``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from juesuan.checks.causes.lines import Lines

__all__ = ["Repairs", "components", "smallest"]

Change = Mapping[int, int]
"""New values by the number of a place."""

DEEPEST = 3
"""Most figures that the search changes together."""
BUDGET = 12_000
"""Most figures that are tried; some tenths of a second."""
ENOUGH = 200
"""Most sets that are kept."""


@dataclass
class Repairs:
    """The smallest sets of changes found, and whether these are all of them."""

    sets: list[dict[int, int]] = field(default_factory=list)
    complete: bool = True


def components(lines: Lines, broken: Iterable[int]) -> list[list[int]]:
    """Broken lines in groups that share no place."""
    groups: list[tuple[set[int], list[int]]] = []
    for line in broken:
        places = {place for _, place in lines.lines[line].terms}
        members = [line]
        apart = []
        for group in groups:
            if group[0].isdisjoint(places):
                apart.append(group)
            else:
                places |= group[0]
                members = group[1] + members
        groups = [*apart, (places, members)]
    return sorted(sorted(members) for _, members in groups)


def smallest(
    lines: Lines, broken: Collection[int], fixed: Collection[int] = (), deepest: int = DEEPEST
) -> Repairs:
    """The smallest sets of at most ``deepest`` changes that mend ``broken`` (lines of one
    component) and break nothing; ``fixed`` are places that must stay as they are."""
    search = _Search(lines, fixed)
    for depth in range(1, deepest + 1):
        search.look(dict.fromkeys(broken, 0), depth)
        if search.found or search.steps > BUDGET:
            break
    complete = search.steps <= BUDGET
    return Repairs(list(search.found.values()), complete and bool(search.found))


class _Search:
    def __init__(self, lines: Lines, fixed: Collection[int]) -> None:
        """Parts that are larger than their wholes from the start are let be."""
        self.lines = lines
        self.residual = [lines.residual(n) for n in range(len(lines.lines))]
        self.values = list(lines.values)
        self.fixed = set(fixed)
        self.changed: dict[int, int] = {}
        self.found: dict[frozenset[int], dict[int, int]] = {}
        self.steps = 0
        self._exactness: dict[frozenset[int], tuple[int, int]] = {}
        self._wrong = {
            n
            for n, line in enumerate(lines.lines)
            if line.identity.kind == "part" and not lines.fits(n, self.residual[n])
        }

    def look(self, broken: dict[int, int], depth: int) -> None:
        """Change up to ``depth`` more figures so that no line is broken."""
        if not broken:
            self._keep()
            return
        if not depth or self.steps > BUDGET or len(self.found) >= ENOUGH:
            return
        for place in self._suspects(broken, depth):
            for value in self._implied(place, broken):
                self._try(place, value, broken, depth)

    def _suspects(self, broken: Mapping[int, int], depth: int) -> Sequence[int]:
        """Places of which one must change: those of the shortest broken line; with one change
        left, those that all broken lines share; none if too many lines lie apart."""
        shut = self.fixed | self.changed.keys()
        open_places = [
            [place for _, place in self.lines.lines[line].terms if place not in shut]
            for line in broken
        ]
        open_places.sort(key=len)
        apart: list[set[int]] = []
        for places in open_places:
            if all(other.isdisjoint(places) for other in apart):
                apart.append(set(places))
                if len(apart) > depth:
                    return ()
        if depth == 1:
            shared = set(open_places[0]).intersection(*open_places[1:])
            return [p for p in open_places[0] if p in shared]
        return open_places[0]

    def _implied(self, place: int, broken: Iterable[int]) -> Sequence[int]:
        """The values that broken lines imply for a place; in rounded forms also what its other
        lines imply, where rounding is all that lies between."""
        found: dict[int, None] = {}
        for line in broken:
            if c := self.lines.at[place].get(line):
                found.setdefault(self.values[place] - self.residual[line] // c)
        if self.lines.claims[place].half:
            for value in list(found):
                for line, c in self.lines.at[place].items():
                    near = self.values[place] - self.residual[line] // c
                    if abs(near - value) <= self.lines.allowed[line] + self._half(place):
                        found.setdefault(near)
        return list(found)

    def _half(self, place: int) -> int:
        return self.lines.claims[place].half

    def _try(self, place: int, value: int, broken: dict[int, int], depth: int) -> None:
        self.steps += 1
        if self.steps > BUDGET:
            return
        by = value - self.values[place]
        self._move(place, by)
        self.changed[place] = value
        after = {line: 0 for line in broken if line not in self.lines.at[place]}
        hurt = False
        for line in self.lines.at[place]:
            if not self._fits(line):
                after[line] = 0
                hurt = hurt or depth == 1
        if not hurt:
            self.look(after, depth - 1)
        del self.changed[place]
        self._move(place, -by)

    def _move(self, place: int, by: int) -> None:
        self.values[place] += by
        for line, c in self.lines.at[place].items():
            self.residual[line] += c * by

    def _fits(self, line: int) -> bool:
        """Whether a line holds now, or was a part larger than its whole from the start."""
        if line in self._wrong or self.lines.fits(line, self.residual[line]):
            return True
        put = [
            self.lines.claims[place].half
            for place in self.changed
            if line in self.lines.at[place] and self.lines.claims[place].state != "number"
        ]
        return bool(put) and self.lines.fits(line, self.residual[line], sum(put))

    def _keep(self) -> None:
        """Keep a set, with the values that most lines agree on exactly."""
        key = frozenset(self.changed)
        was = dict(self.changed)
        for place in was:
            if self.lines.claims[place].half:
                self._settle(place)
        exact = self._exact()
        if key not in self.found or exact > self._exactness[key]:
            self.found[key] = dict(self.changed)
            self._exactness[key] = exact
        for place, value in was.items():
            self._put(place, value)

    def _settle(self, place: int) -> None:
        """Choose among the values that the lines of a rounded figure imply."""
        best, kept = self._exact(), self.values[place]
        touched = [n for n in self.lines.at[place] if self.lines.lines[n].identity.kind != "part"]
        for value in self._implied(place, touched):
            self._put(place, value)
            if all(map(self._fits, self.lines.at[place])) and (exact := self._exact()) > best:
                best, kept = exact, value
        self._put(place, kept)

    def _put(self, place: int, value: int) -> None:
        self._move(place, value - self.values[place])
        self.changed[place] = value

    def _exact(self) -> tuple[int, int]:
        """How many lines of the changed places hold exactly, and how closely all hold."""
        touched = {line for place in self.changed for line in self.lines.at[place]}
        equal = [n for n in touched if self.lines.lines[n].identity.kind != "part"]
        return (
            sum(self.residual[n] == 0 for n in equal),
            -sum(abs(self.residual[n]) for n in equal),
        )
