"""Causes (原因): which printed figures are wrong, and what should stand there.

Broken lines that share places are explained together by the smallest set of changes. What a
set of changes looks like names the cause: a figure wrong by itself, one left blank, one that
stands in a neighbouring cell, two that changed places, a row that is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from juesuan.checks.causes.covering import cover
from juesuan.checks.causes.lines import Lines
from juesuan.checks.causes.search import Repairs, components, smallest
from juesuan.checks.causes.slips import GAP, cost_of
from juesuan.facts import CODED
from juesuan.forms import CellKey

__all__ = ["Cause", "Change", "causes_of"]

_PATTERN = -0.8
"""A figure in a neighbouring cell is two changes but one slip."""
_MENDS_PART = -0.2
_CROWDED = 40
"""Broken lines of one group beyond which no small set is looked for."""
_LARGEST = 8
"""Most figures that one group of broken lines is explained by."""


@dataclass(frozen=True, slots=True)
class Change:
    """A place, and the value that should stand there (cents, or as counted)."""

    key: CellKey
    expected: int


@dataclass(frozen=True)
class Cause:
    """One cause of broken lines.

    ``kind`` is ``wrong`` (figures that must change), ``blank``, ``moved``, ``swapped``,
    ``row_missing`` (``changes`` then are what the missing row would print, at the row above
    which it is missing), ``form`` (a whole ``form`` disagrees with the others) or ``unsolved``.
    ``changes`` is one of the smallest sets, the likeliest one if ``determined``; ``rivals``
    are others that explain as much.
    """

    kind: str
    changes: tuple[Change, ...]
    lines: tuple[int, ...]
    rivals: tuple[tuple[Change, ...], ...] = ()
    determined: bool = True
    form: str = ""


def causes_of(lines: Lines, broken: Sequence[int], said: Collection[int] = ()) -> list[Cause]:
    """The causes of broken lines, each line under one of them. ``said`` are amounts of the
    text in hundredths of 万元, which confirm figures."""
    found = _missing_rows(lines, broken)
    told = {line for cause in found for line in cause.lines}
    for group in components(lines, [line for line in broken if line not in told]):
        repairs = smallest(lines, group)
        if not repairs.sets:
            repairs = _covered(lines, group, said)
        found += _named(lines, group, repairs, said)
    return _paired(lines, _merged(found))


def _merged(causes: Sequence[Cause]) -> list[Cause]:
    """Causes with the same changes as one, with the lines of all."""
    found: dict[object, Cause] = {}
    for number, cause in enumerate(causes):
        key = (cause.kind, cause.changes) if cause.changes else number
        known = found.get(key)
        together = sorted({*known.lines, *cause.lines}) if known else cause.lines
        found[key] = replace(known or cause, lines=tuple(together))
    return list(found.values())


def _paired(lines: Lines, causes: Sequence[Cause]) -> list[Cause]:
    """Two figures that stand in each other's place as one cause."""
    number = {key: place for place, key in enumerate(lines.keys)}
    left = list(causes)
    found: list[Cause] = []
    while left:
        cause = left.pop(0)
        for other in left:
            both = (*cause.changes, *other.changes)
            single = len(cause.changes) == len(other.changes) == 1
            kinds = {cause.kind, other.kind} <= {"wrong", "blank"}
            if not (single and kinds and cause.determined and other.determined):
                continue
            if kind := _pattern(lines, {number[c.key]: c.expected for c in both}):
                left.remove(other)
                cause = Cause(kind, both, (*cause.lines, *other.lines))
                break
        found.append(cause)
    return found


def _covered(lines: Lines, group: Sequence[int], said: Collection[int]) -> Repairs:
    """The repairs that the covering problem finds."""
    if len(group) > _CROWDED:
        return Repairs([], False)
    places = cover(lines, group, lambda place: cost_of(lines.claims[place], 1, said), _LARGEST)
    if not places:
        return Repairs([], False)
    others = set(range(len(lines.keys))) - places
    found = smallest(lines, group, others, deepest=len(places))
    return Repairs(found.sets, False)


def _missing_rows(lines: Lines, broken: Sequence[int]) -> list[Cause]:
    """Rows that a listing by codes leaves out: in several columns, the wholes of one row are
    more than the rows printed below it, and nothing else is wrong with these columns."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line in broken:
        identity = lines.lines[line].identity
        whole = identity.terms[0][1]
        listed = identity.kind == "rollup" and identity.dimension in CODED
        if listed and all(key.form == whole.form for _, key in identity.terms):
            rows[whole.form, whole.row].append(line)
    found = []
    for group in rows.values():
        changes = [
            Change(lines.lines[line].identity.terms[0][1], lines.residual(line)) for line in group
        ]
        if len(group) < 2 or any(change.expected <= 0 for change in changes):
            continue
        apart = [members for members in components(lines, broken) if set(members) & set(group)]
        if all(set(members) <= set(group) for members in apart):
            found.append(Cause("row_missing", tuple(changes), tuple(group)))
    return found


def _named(
    lines: Lines, group: Sequence[int], repairs: Repairs, said: Collection[int]
) -> list[Cause]:
    """The causes that the smallest sets of changes amount to."""
    if not repairs.sets:
        return [Cause("unsolved", (), tuple(group))]
    ranked = sorted(repairs.sets, key=lambda one: _order(lines, one, said))
    best, *rest = ranked
    least = _cost(lines, best, said)
    near = [other for other in rest if _cost(lines, other, said) < least + GAP]
    if (kind := _pattern(lines, best)) or not rest:
        return _split(lines, group, best, kind)
    pool = near or rest
    sure = {
        place: value
        for place, value in best.items()
        if all(other.get(place) == value for other in pool)
    }
    open_ = {place: value for place, value in best.items() if place not in sure}
    found = []
    left = list(group)
    if sure:
        mine = [line for line in group if any(line in lines.at[place] for place in sure)]
        left = [line for line in group if any(line in lines.at[place] for place in open_)] or mine
        found += _split(lines, mine or group, sure, "")
    rivals = tuple(
        _changes(lines, {p: v for p, v in other.items() if p not in sure})
        for other in (*near, *(other for other in rest if other not in near))
        if sure.items() <= other.items()
    )
    kind = "wrong" if near else _kind(lines, open_)
    found.append(Cause(kind, _changes(lines, open_), tuple(left), rivals, not near))
    return found


def _order(lines: Lines, one: Mapping[int, int], said: Collection[int]) -> tuple[float, object]:
    return _cost(lines, one, said), sorted(one.items())


def _cost(lines: Lines, one: Mapping[int, int], said: Collection[int]) -> float:
    cost = sum(cost_of(lines.claims[place], value, said) for place, value in one.items())
    if _pattern(lines, one):
        cost += _PATTERN
    return cost + _MENDS_PART * _parts_mended(lines, one)


def _parts_mended(lines: Lines, one: Mapping[int, int]) -> int:
    """How many parts that are larger than their wholes the changes put right."""
    mended = 0
    for line in {line for place in one for line in lines.at[place]}:
        if lines.lines[line].identity.kind != "part":
            continue
        residual = lines.residual(line)
        moved = sum(
            lines.at[place].get(line, 0) * (value - lines.values[place])
            for place, value in one.items()
        )
        mended += not lines.fits(line, residual) and lines.fits(line, residual + moved)
    return mended


def _pattern(lines: Lines, one: Mapping[int, int]) -> str:
    """``moved`` or ``swapped`` where two changes are one slip, else empty."""
    if len(one) != 2:
        return ""
    (a, to_a), (b, to_b) = one.items()
    was_a, was_b = lines.values[a], lines.values[b]
    key_a, key_b = lines.keys[a], lines.keys[b]
    beside = key_a.form == key_b.form and (key_a.row == key_b.row or key_a.column == key_b.column)
    if not beside or was_a != to_b or was_b != to_a:
        return ""
    return "moved" if not was_a or not was_b else "swapped"


def _split(lines: Lines, group: Sequence[int], best: Mapping[int, int], kind: str) -> list[Cause]:
    """One cause a changed figure, unless they belong together."""
    if kind or len(best) == 1:
        kind = kind or _kind(lines, best)
        return [Cause(kind, _changes(lines, best), tuple(group))]
    own: dict[int, list[int]] = defaultdict(list)
    for line in group:
        for place in best:
            if line in lines.at[place]:
                own[place].append(line)
                break
    if any(place not in own for place in best) or _kind(lines, best) == "blank":
        return [Cause(_kind(lines, best), _changes(lines, best), tuple(group))]
    return [
        Cause(
            _kind(lines, {place: value}),
            (Change(lines.keys[place], value),),
            tuple(line for line in group if line in lines.at[place]),
        )
        for place, value in best.items()
    ]


def _kind(lines: Lines, one: Mapping[int, int]) -> str:
    blank = all(lines.claims[place].state in {"blank", "dash"} for place in one)
    return "blank" if blank else "wrong"


def _changes(lines: Lines, one: Mapping[int, int]) -> tuple[Change, ...]:
    return tuple(Change(lines.keys[place], value) for place, value in sorted(one.items()))
