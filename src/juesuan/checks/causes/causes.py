"""Causes (原因): which printed figures are wrong, and what should stand there.

Broken constraints that share places are explained together by the smallest set of changes.
What a set of changes looks like names the cause: a figure wrong by itself, one left blank, one
that stands in a neighbouring cell, two that changed places, a row that is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.covering import cover
from juesuan.checks.causes.search import Repairs, components, smallest
from juesuan.checks.causes.settings import cause_settings
from juesuan.checks.causes.slips import cost_of
from juesuan.facts import LISTED
from juesuan.forms import CellKey

__all__ = ["Cause", "Change", "causes_of"]


class Change(Struct, frozen=True):
    """A place, and the value that should stand there (cents, or as counted)."""

    key: CellKey
    expected: int


class Cause(Struct, frozen=True, kw_only=True):
    """One cause of broken constraints.

    ``kind`` is ``wrong`` (figures that must change), ``blank``, ``moved``, ``swapped``,
    ``row_missing`` (``changes`` then are what the missing row would print, at the row above
    which it is missing), ``form`` (a whole ``form`` disagrees with the others) or ``unsolved``.
    ``changes`` is one of the smallest sets, the likeliest one if ``determined``; ``rivals``
    are others that explain as much. ``broken`` are the numbers of the constraints explained.
    """

    kind: str
    changes: tuple[Change, ...]
    broken: tuple[int, ...]
    rivals: tuple[tuple[Change, ...], ...] = ()
    determined: bool = True
    form: str = ""


class _Witnesses(Struct, frozen=True):
    """What confirms figures beside the constraints: the amounts of the text, and what cells
    would print if they were like their counterparts."""

    said: Collection[int]
    usual: Mapping[CellKey, Collection[int]]

    def cost(self, system: Constraints, place: int, value: int) -> int:
        """How unlikely it is that a place should print a value."""
        usual = self.usual.get(system.keys[place], ())
        return cost_of(system.claims[place], value, self.said, usual)


def causes_of(
    system: Constraints,
    broken: Sequence[int],
    said: Collection[int] = (),
    usual: Mapping[CellKey, Collection[int]] | None = None,
) -> list[Cause]:
    """The causes of broken constraints, each constraint under one of them. ``said`` are amounts
    of the text in hundredths of 万元, ``usual`` what cells would print if they were like their
    customary counterparts: both confirm figures."""
    witnesses = _Witnesses(said, usual or {})
    causes = _missing_rows(system, broken)
    explained = {number for cause in causes for number in cause.broken}
    for group in components(system, [number for number in broken if number not in explained]):
        repairs = smallest(system, group)
        if not repairs.sets:
            repairs = _covered(system, group, witnesses)
        causes += _named(system, group, repairs, witnesses)
    return _paired(system, _merged(causes))


def _merged(causes: Sequence[Cause]) -> list[Cause]:
    """Causes with the same changes as one, with the constraints of all."""
    merged: dict[object, Cause] = {}
    for number, cause in enumerate(causes):
        key = (cause.kind, cause.changes) if cause.changes else number
        known = merged.get(key)
        together = sorted({*known.broken, *cause.broken}) if known else cause.broken
        merged[key] = replace(known or cause, broken=tuple(together))
    return list(merged.values())


def _paired(system: Constraints, causes: Sequence[Cause]) -> list[Cause]:
    """Two figures that stand in each other's place as one cause."""
    place_of = {key: place for place, key in enumerate(system.keys)}
    left = list(causes)
    paired: list[Cause] = []
    while left:
        cause = left.pop(0)
        for other in left:
            both = (*cause.changes, *other.changes)
            single = len(cause.changes) == len(other.changes) == 1
            kinds = {cause.kind, other.kind} <= {"wrong", "blank"}
            if not (single and kinds and cause.determined and other.determined):
                continue
            if kind := _pattern(system, {place_of[c.key]: c.expected for c in both}):
                left.remove(other)
                cause = Cause(kind=kind, changes=both, broken=(*cause.broken, *other.broken))
                break
        paired.append(cause)
    return paired


def _covered(system: Constraints, group: Sequence[int], witnesses: _Witnesses) -> Repairs:
    """The repairs that the covering problem finds."""
    if len(group) > cause_settings().covering.crowded:
        return Repairs([], False)
    places = cover(system, group, lambda place: cost_of(system.claims[place], 1, witnesses.said))
    if not places:
        return Repairs([], False)
    others = set(range(len(system.keys))) - places
    return Repairs(smallest(system, group, others, deepest=len(places)).sets, False)


def _missing_rows(system: Constraints, broken: Sequence[int]) -> list[Cause]:
    """Rows that a listing by codes leaves out: in several columns, the wholes of one row are
    more than the rows printed below it, and nothing else is wrong with these columns."""
    columns = cause_settings().listing.columns
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in broken:
        identity = system.each[number].identity
        whole = identity.terms[0][1]
        listed = identity.kind == "rollup" and identity.dimension in LISTED
        if listed and all(key.form == whole.form for _, key in identity.terms):
            rows[whole.form, whole.row].append(number)
    missing = []
    for group in rows.values():
        changes = [
            Change(system.each[number].identity.terms[0][1], system.residual(number))
            for number in group
        ]
        if len(group) < columns or any(change.expected <= 0 for change in changes):
            continue
        apart = [members for members in components(system, broken) if set(members) & set(group)]
        if all(set(members) <= set(group) for members in apart):
            missing.append(Cause(kind="row_missing", changes=tuple(changes), broken=tuple(group)))
    return missing


def _named(
    system: Constraints, group: Sequence[int], repairs: Repairs, witnesses: _Witnesses
) -> list[Cause]:
    """The causes that the smallest sets of changes amount to."""
    if not repairs.sets:
        return [Cause(kind="unsolved", changes=(), broken=tuple(group))]
    ranked = sorted(repairs.sets, key=lambda one: _order(system, one, witnesses))
    best, *rest = ranked
    limit = _cost(system, best, witnesses) + cause_settings().likelihood.gap
    near = [other for other in rest if _cost(system, other, witnesses) < limit]
    if (kind := _pattern(system, best)) or not rest:
        return _split(system, group, best, kind)
    pool = near or rest
    sure = {
        place: value
        for place, value in best.items()
        if all(other.get(place) == value for other in pool)
    }
    open_ = {place: value for place, value in best.items() if place not in sure}
    causes = []
    left = list(group)
    if sure:
        mine = [number for number in group if any(number in system.at[place] for place in sure)]
        left = [
            number for number in group if any(number in system.at[place] for place in open_)
        ] or mine
        causes += _split(system, mine or group, sure, "")
    rivals = tuple(
        _changes(system, {p: v for p, v in other.items() if p not in sure})
        for other in (*near, *(other for other in rest if other not in near))
        if sure.items() <= other.items()
    )
    kind = "wrong" if near else _kind(system, open_)
    causes.append(
        Cause(
            kind=kind,
            changes=_changes(system, open_),
            broken=tuple(left),
            rivals=rivals,
            determined=not near,
        )
    )
    return causes


def _order(
    system: Constraints, one: Mapping[int, int], witnesses: _Witnesses
) -> tuple[int, object]:
    return _cost(system, one, witnesses), sorted(one.items())


def _cost(system: Constraints, one: Mapping[int, int], witnesses: _Witnesses) -> int:
    """How unlikely a set of changes is, in hundredths of a wrong figure."""
    weigh = cause_settings().likelihood
    cost = sum(witnesses.cost(system, place, value) for place, value in one.items())
    if _pattern(system, one):
        cost += weigh.pattern
    return cost + weigh.mends_part * _parts_mended(system, one)


def _parts_mended(system: Constraints, one: Mapping[int, int]) -> int:
    """How many parts that are larger than their wholes the changes put right."""
    mended = 0
    for number in {number for place in one for number in system.at[place]}:
        if system.each[number].identity.kind != "part":
            continue
        residual = system.residual(number)
        moved = sum(
            system.at[place].get(number, 0) * (value - system.values[place])
            for place, value in one.items()
        )
        mended += not system.fits(number, residual) and system.fits(number, residual + moved)
    return mended


def _pattern(system: Constraints, one: Mapping[int, int]) -> str:
    """``moved`` or ``swapped`` where two changes are one slip, else empty."""
    if len(one) != 2:
        return ""
    (a, to_a), (b, to_b) = one.items()
    was_a, was_b = system.values[a], system.values[b]
    key_a, key_b = system.keys[a], system.keys[b]
    beside = key_a.form == key_b.form and (key_a.row == key_b.row or key_a.column == key_b.column)
    if not beside or was_a != to_b or was_b != to_a:
        return ""
    return "moved" if not was_a or not was_b else "swapped"


def _split(
    system: Constraints, group: Sequence[int], best: Mapping[int, int], kind: str
) -> list[Cause]:
    """One cause a changed figure, unless they belong together."""
    if kind or len(best) == 1:
        kind = kind or _kind(system, best)
        return [Cause(kind=kind, changes=_changes(system, best), broken=tuple(group))]
    if pair := _one_slip(system, best):
        rest = {place: value for place, value in best.items() if place not in pair}
        return [*_touching(system, group, pair), *_touching(system, group, rest)]
    own: dict[int, list[int]] = defaultdict(list)
    for number in group:
        for place in best:
            if number in system.at[place]:
                own[place].append(number)
                break
    if any(place not in own for place in best) or _kind(system, best) == "blank":
        return [
            Cause(kind=_kind(system, best), changes=_changes(system, best), broken=tuple(group))
        ]
    return [
        Cause(
            kind=_kind(system, {place: value}),
            changes=(Change(system.keys[place], value),),
            broken=tuple(number for number in group if number in system.at[place]),
        )
        for place, value in best.items()
    ]


def _one_slip(system: Constraints, best: Mapping[int, int]) -> dict[int, int]:
    """Two of several changes that are one slip: a figure moved, or two in each other's place."""
    pairs = (dict(two) for two in combinations(best.items(), 2))
    return next((pair for pair in pairs if _pattern(system, pair)), {})


def _touching(system: Constraints, group: Sequence[int], some: Mapping[int, int]) -> list[Cause]:
    """The causes of those constraints of a group in which some of its changes lie."""
    mine = [number for number in group if any(number in system.at[place] for place in some)]
    return _split(system, mine, some, _pattern(system, some))


def _kind(system: Constraints, one: Mapping[int, int]) -> str:
    blank = all(system.claims[place].state in {"blank", "dash"} for place in one)
    return "blank" if blank else "wrong"


def _changes(system: Constraints, one: Mapping[int, int]) -> tuple[Change, ...]:
    return tuple(Change(system.keys[place], value) for place, value in sorted(one.items()))
