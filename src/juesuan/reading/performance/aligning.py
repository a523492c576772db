"""Which column each cell of a row belongs to, where rows may stand shifted against their head.

Cells keep their order. A cell is welcome in a column by what it looks like; standing elsewhere
than the head says costs something, changing the shift within a row costs more, leaving a cell
out most. The cheapest assignment wins; a rival at nearly the same cost makes it doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import inf
from typing import NamedTuple

from msgspec import Struct, field

from juesuan.keeping import compiled
from juesuan.lexicon.performance import level_key, words
from juesuan.reading.figures import read_figure
from juesuan.reading.performance.joined import is_joined
from juesuan.text import plain

__all__ = ["AlignedColumn", "Alignment", "align", "misfit"]

_DROP = 6.0
_REACH = 4
_NAMELESS = 1.5
"""What it costs to pass over the column of names: a row without a name is unusual."""
_NEAR = 0.4
_UNLISTED = 0.5
"""How badly a word fits that might stand in a column, though it is not listed."""
_STRAIGHT = 0.5
"""Cells under their heads that fit no worse than this are where they belong."""
_LEVEL = 16
_SHORT = 5
"""Characters that names of levels, and words for a direction or a nature, have at most."""
_TARGET = compiled(r"[≥≤<>=＝]")


class AlignedColumn(Struct, frozen=True):
    """A column as the head has it: role, index of its cell, kind of what stands in it.

    ``end`` is the index after the last that the head's cell covers; 0 for one that covers its
    own only. ``known`` is false where the head's word is not known: what stands there is kept
    out of other columns, and is nobody's."""

    role: str
    place: int
    kind: str
    end: int = 0
    known: bool = True

    def covers(self, index: int) -> bool:
        """Whether a cell at an index stands below the head's."""
        return self.place <= index < max(self.end, self.place + 1)


class Alignment(Struct, frozen=True):
    """Where the cells of a row belong. ``places`` maps column numbers to cell indices;
    ``more`` has further cells below one head (≥ | 95 | %); ``left_out`` are cells without a
    column; ``misfit`` is how badly the worst cell fits; ``doubtful`` tells that another
    assignment is nearly as good."""

    places: dict[int, int]
    left_out: tuple[int, ...] = ()
    misfit: float = 0.0
    doubtful: bool = False
    more: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


@lru_cache(maxsize=1 << 14)
def misfit(kind: str, text: str) -> float:
    """How badly a text fits a kind of column: negative where it is typical, above 2 where
    it hardly can stand."""
    known = words()
    figure = read_figure(text)
    level = level_key(text)
    if kind == "text":
        return 0.0
    if kind in {"level1", "level2"}:
        typical = known.level1 if kind == "level1" else known.level2
        if level in typical:
            return (
                -0.5 if level in known.level1 and level in known.level2 and kind == "level1" else -2
            )
        other = known.level2 if kind == "level1" else known.level1
        return 2.8 if level in other or kind == "level2" else 4.0
    if kind == "level":
        return 4.0 if figure.is_number else (0.0 if len(text) <= _LEVEL else _UNLISTED)
    if kind == "name":
        if figure.kind != "text" or _TARGET.match(plain(text)):
            return 3.0
        return 0.6 if level in known.level1 or level in known.level2 else 0.0
    if kind == "operator":
        folded = plain(text).strip(",、")
        if folded in known.operator_codes:
            return -0.5
        if folded in known.operators:
            return -2.0
        return 3.0 if figure.kind != "text" or len(folded) > _SHORT else _UNLISTED
    if kind == "value":
        if plain(text) in known.operators:
            return 3.0
        return 3.0 if level in known.level2 else (-0.2 if _TARGET.match(plain(text)) else 0.0)
    if kind == "nature":
        if plain(text) in known.natures:
            return -2.0
        return 3.0 if figure.kind != "text" or len(text) > _SHORT else _UNLISTED
    if kind == "unit":
        return 0.3 if figure.is_number else (1.0 if len(text) > 12 else 0.0)
    return _figure_misfit(kind, text)


def _figure_misfit(kind: str, text: str) -> float:
    figure = read_figure(text)
    percent = plain(text).endswith("%")
    if kind in {"points", "rate"} and is_joined(text):
        return 0.0
    if kind == "points":
        figure = read_figure(plain(text).removesuffix("分"))
        if percent:
            return 2.0
        if not figure.is_number:
            return 0.0 if figure.kind == "dash" else 4.0
        return -1.0 if Decimal(0) <= figure.value <= 100 else 2.0
    if kind == "rate":
        if percent:
            return -2.0
        return 2.0 if figure.kind == "text" else -0.2
    if kind == "amount":
        return 3.0 if figure.kind == "text" else 0.0
    if kind == "year":
        return -1.0 if re.search(r"20\d\d", text) else 3.0
    return 3.0 if figure.is_number else 0.0


_Steps = tuple[tuple[int, int], ...]
"""(cell index, column number) pairs."""


class _Path(NamedTuple):
    cost: float
    steps: _Steps


def align(cells: Sequence[tuple[int, str]], columns: Sequence[AlignedColumn]) -> Alignment:
    """Assign the filled cells of a row, given as (index, text), to columns in order."""
    straight = _straight(cells, columns)
    if straight is not None:
        return straight
    paths = _paths(cells, columns)
    if not paths:
        return Alignment({}, tuple(index for index, _ in cells), _DROP)
    best = paths[0]
    texts = dict(cells)
    places = {number: index for index, number in best.steps}
    worst = max(misfit(columns[n].kind, texts[i]) for i, n in best.steps)
    left_out = tuple(index for index, _ in cells if index not in places.values())
    doubtful = len(paths) > 1 and paths[1].cost - best.cost < _NEAR
    return Alignment(places, left_out, worst, doubtful)


def _straight(
    cells: Sequence[tuple[int, str]], columns: Sequence[AlignedColumn]
) -> Alignment | None:
    """Every cell under its head and none out of place, if so."""
    places: dict[int, int] = {}
    more: dict[int, tuple[int, ...]] = {}
    for index, text in cells:
        number = next((n for n, column in enumerate(columns) if column.covers(index)), None)
        if number is None:
            return None
        column = columns[number]
        several = number in places or (column.kind == "value" and column.end > column.place + 1)
        if misfit(column.kind, text) > _STRAIGHT and not several:
            return None
        if number in places:
            more[number] = (*more.get(number, ()), index)
        places.setdefault(number, index)
    return Alignment(places, more=more)


def _paths(cells: Sequence[tuple[int, str]], columns: Sequence[AlignedColumn]) -> list[_Path]:
    """The two cheapest assignments, the cheapest first."""
    fits = {
        (order, number): misfit(column.kind, text)
        for order, (index, text) in enumerate(cells)
        for number, column in enumerate(columns)
        if abs(index - column.place) <= _REACH
    }
    ends: list[_Path] = []
    name = next((number for number, c in enumerate(columns) if c.kind == "name"), -1)
    # Cell, column, how far the one stands from the other, and the two cheapest ways there.
    reached: list[tuple[int, int, int, list[_Path]]] = []
    for order, (index, _) in enumerate(cells):
        earlier = list(reached)
        for number, column in enumerate(columns):
            if (order, number) not in fits:
                continue
            shift = index - column.place
            own = fits[order, number]
            cost = order * _DROP + own + _start(shift) + _NAMELESS * (number > name >= 0)
            cheapest: list[tuple[float, _Steps]] = [(cost, ()), (inf, ())]
            for before, left, shifted, paths in earlier:
                if left >= number:
                    continue
                cost = own + (order - before - 1) * _DROP + _turn(shift - shifted)
                cost += _NAMELESS * (left < name < number)
                for path in paths:
                    _take(cheapest, path.cost + cost, path.steps)
            step = (index, number)
            ways = [_Path(cost, (*steps, step)) for cost, steps in cheapest if cost < inf]
            reached.append((order, number, shift, ways))
            rest = (len(cells) - order - 1) * _DROP
            ends += [_Path(path.cost + rest, path.steps) for path in ways]
    ends.sort(key=lambda path: path.cost)
    return ends[:2]


def _take(cheapest: list[tuple[float, _Steps]], cost: float, steps: _Steps) -> None:
    """Put a way among the two cheapest, behind those that cost as much."""
    if cost < cheapest[0][0]:
        cheapest[1], cheapest[0] = cheapest[0], (cost, steps)
    elif cost < cheapest[1][0]:
        cheapest[1] = cost, steps


def _start(shift: int) -> float:
    return 0.5 + 0.2 * abs(shift) if shift else 0.0


def _turn(change: int) -> float:
    return 0.5 + 0.5 * abs(change) if change else 0.0
