"""The smallest sets of printed figures that must change (Fellegi-Holt), by exact search.

Every broken constraint must have one of its figures changed, and what a constraint implies for
a figure is its difference taken away from it. The search changes one figure, then two, then a
few, in whole numbers only, and keeps every smallest set after which no constraint of the
neighbourhood is broken. What it cannot settle within its budget is left to ``covering``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, field

from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.settings import cause_settings

__all__ = ["Repairs", "components", "smallest"]

Change = Mapping[int, int]
"""New values by the number of a place."""


class Repairs(Struct):
    """The smallest sets of changes found, and whether these are all of them."""

    sets: list[dict[int, int]] = field(default_factory=list)
    complete: bool = True


def components(system: Constraints, broken: Iterable[int]) -> list[list[int]]:
    """Broken constraints in groups that share no place."""
    groups: list[tuple[set[int], list[int]]] = []
    for number in broken:
        places = {place for _, place in system.each[number].terms}
        members = [number]
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
    system: Constraints, broken: Collection[int], fixed: Collection[int] = (), deepest: int = 0
) -> Repairs:
    """The smallest sets of at most ``deepest`` changes (as many as the settings say, if 0) that
    mend ``broken`` (constraints of one component) and break nothing; ``fixed`` are places that
    must stay as they are."""
    search = _Search(system, fixed)
    for depth in range(1, (deepest or search.bounds.deepest) + 1):
        search.look(dict.fromkeys(broken, 0), depth)
        if search.kept or search.exhausted:
            break
    return Repairs(list(search.kept.values()), bool(search.kept) and not search.exhausted)


class _Search:
    def __init__(self, system: Constraints, fixed: Collection[int]) -> None:
        """Parts that are larger than their wholes from the start are let be."""
        self.system, self.bounds = system, cause_settings().search
        self.residual = [system.residual(n) for n in range(len(system.each))]
        self.values = list(system.values)
        self.fixed = set(fixed)
        self.changed: dict[int, int] = {}
        self.kept: dict[frozenset[int], dict[int, int]] = {}
        self.steps = 0
        self._exactness: dict[frozenset[int], tuple[int, int]] = {}
        self._wrong = {
            n
            for n, constraint in enumerate(system.each)
            if constraint.identity.kind == "part" and not system.fits(n, self.residual[n])
        }

    @property
    def exhausted(self) -> bool:
        """Whether all tries are spent."""
        return self.steps > self.bounds.budget

    def look(self, broken: dict[int, int], depth: int) -> None:
        """Change up to ``depth`` more figures so that no constraint is broken."""
        if not broken:
            self._keep()
            return
        if not depth or self.exhausted or len(self.kept) >= self.bounds.enough:
            return
        for place in self._suspects(broken, depth):
            for value in self._implied(place, broken):
                self._try(place, value, broken, depth)

    def _suspects(self, broken: Mapping[int, int], depth: int) -> Sequence[int]:
        """Places of which one must change: those of the shortest broken constraint; with one change
        left, those that all broken constraints share; none if too many constraints lie apart."""
        shut = self.fixed | self.changed.keys()
        open_places = [
            [place for _, place in self.system.each[number].terms if place not in shut]
            for number in broken
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
        """The values that broken constraints imply for a place; in rounded forms also what its
        other constraints imply, where rounding is all that lies between."""
        implied: dict[int, None] = {}
        for number in broken:
            if c := self.system.at[place].get(number):
                implied.setdefault(self.values[place] - self.residual[number] // c)
        if self.system.claims[place].half:
            for value in list(implied):
                for number, c in self.system.at[place].items():
                    near = self.values[place] - self.residual[number] // c
                    if abs(near - value) <= self.system.allowed[number] + self._half(place):
                        implied.setdefault(near)
        return list(implied)

    def _half(self, place: int) -> int:
        return self.system.claims[place].half

    def _try(self, place: int, value: int, broken: dict[int, int], depth: int) -> None:
        self.steps += 1
        if self.exhausted:
            return
        by = value - self.values[place]
        self._move(place, by)
        self.changed[place] = value
        after = {number: 0 for number in broken if number not in self.system.at[place]}
        hurt = False
        for number in self.system.at[place]:
            if not self._fits(number):
                after[number] = 0
                hurt = hurt or depth == 1
        if not hurt:
            self.look(after, depth - 1)
        del self.changed[place]
        self._move(place, -by)

    def _move(self, place: int, by: int) -> None:
        self.values[place] += by
        for number, c in self.system.at[place].items():
            self.residual[number] += c * by

    def _fits(self, number: int) -> bool:
        """Whether a constraint holds now, or was a part larger than its whole from the start."""
        if number in self._wrong or self.system.fits(number, self.residual[number]):
            return True
        put = [
            self.system.claims[place].half
            for place in self.changed
            if number in self.system.at[place] and self.system.claims[place].state != "number"
        ]
        return bool(put) and self.system.fits(number, self.residual[number], sum(put))

    def _keep(self) -> None:
        """Keep a set, with the values that most constraints agree on exactly."""
        key = frozenset(self.changed)
        was = dict(self.changed)
        for place in was:
            if self.system.claims[place].half:
                self._settle(place)
        exact = self._exact()
        if key not in self.kept or exact > self._exactness[key]:
            self.kept[key] = dict(self.changed)
            self._exactness[key] = exact
        for place, value in was.items():
            self._put(place, value)

    def _settle(self, place: int) -> None:
        """Choose among the values that the constraints of a rounded figure imply."""
        best, kept = self._exact(), self.values[place]
        touched = [n for n in self.system.at[place] if self.system.each[n].identity.kind != "part"]
        for value in self._implied(place, touched):
            self._put(place, value)
            if all(map(self._fits, self.system.at[place])) and (exact := self._exact()) > best:
                best, kept = exact, value
        self._put(place, kept)

    def _put(self, place: int, value: int) -> None:
        self._move(place, value - self.values[place])
        self.changed[place] = value

    def _exact(self) -> tuple[int, int]:
        """How many constraints of the changed places hold exactly, and how closely all hold."""
        touched = {number for place in self.changed for number in self.system.at[place]}
        equal = [n for n in touched if self.system.each[n].identity.kind != "part"]
        return (
            sum(self.residual[n] == 0 for n in equal),
            -sum(abs(self.residual[n]) for n in equal),
        )
