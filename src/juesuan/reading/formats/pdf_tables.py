"""Ruled tables from the straight edges of a page: snap, join, cross, close to cells, group.

This is the lattice method with the tolerances of pdfplumber, whose results it is held to;
only the search runs over indices instead of over every pair of edges.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import nan

from msgspec import Struct

from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.page import Edge

__all__ = ["Box", "RuledTable", "ruled_tables"]

NEAR = 3.0
"""Edges so near to each other are one; so far they may miss each other and still cross."""
SHORTEST = 3.0
ROW = 8.0
"""The least height of a row of words."""
LINES = 4
"""Lines between columns from which on rows go on over the page."""
MOST_STEPS = 20_000_000
"""Comparisons for one page; drawings that need more are no tables of a booklet."""
MOST_BITS = 1024
"""Lines at one place that are told apart: a table's has few, a dashed one some hundred."""

Box = tuple[float, float, float, float]


class RuledTable(Struct, frozen=True):
    """A table: its cells as boxes under their first row and column, ``None`` elsewhere."""

    rows: tuple[tuple[Box | None, ...], ...]
    box: Box

    def locator(self) -> Callable[[float, float], tuple[int, int] | None]:
        """A function that tells the row and column of the cell in which a point lies."""
        cells = [cell for row in self.rows for cell in row if cell]
        xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
        ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
        column_of, row_of = ({at: n for n, at in enumerate(line)} for line in (xs, ys))
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if cell:
                    for y in range(row_of[cell[1]], row_of[cell[3]]):
                        for x in range(column_of[cell[0]], column_of[cell[2]]):
                            owners[y, x] = (r, c)

        def locate(x: float, y: float) -> tuple[int, int] | None:
            return owners.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))

        return locate


def ruled_tables(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[RuledTable]:
    """The tables of a page from above to below; a single closed box is no table."""
    across, down = _merged(horizontal), _merged(vertical)
    across = sorted([*across, *_cut_off(across, down)])
    groups = _groups(_cells(across, down))
    return sorted(map(_table, groups), key=lambda table: (table.box[1], table.box[0]))


def _cut_off(across: Sequence[Edge], down: Sequence[Edge]) -> list[Edge]:
    """The edges that a page break leaves out above the first row or below the last: all lines
    between columns go on past the outermost edge and end at one height, or the merged cell of
    the first columns has none where the rows beside it do."""
    if not across:
        return []
    found = []
    first, last = min(edge.at for edge in across), max(edge.at for edge in across)
    above = [e for e in down if e.low < first - ROW and e.high > first - NEAR]
    below = [e for e in down if e.high > last + ROW and e.low < last + NEAR]
    for edges, ends in ((above, [e.low for e in above]), (below, [e.high for e in below])):
        if len(edges) >= LINES and max(ends) - min(ends) <= NEAR:
            places = [edge.at for edge in edges]
            found.append(Edge(sum(ends) / len(ends), min(places), max(places)))
    left = min(edge.low for edge in across if edge.at == last)
    ending = [e.at for e in down if abs(e.high - last) <= NEAR]
    if len(ending) >= LINES and min(ending) < left - NEAR:
        found.append(Edge(last, min(ending), left))
    return found


def _merged(edges: Sequence[Edge]) -> list[Edge]:
    """Edges drawn at the mean place of their neighbours, joined where they (nearly) touch."""
    places = sorted({edge.at for edge in edges})
    cluster_of: dict[float, int] = {}
    number = -1
    for n, place in enumerate(places):
        number += n == 0 or place > places[n - 1] + NEAR
        cluster_of[place] = number
    clusters: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        clusters[cluster_of[edge.at]].append(edge)
    merged: list[Edge] = []
    for _, members in sorted(clusters.items()):
        at = sum(edge.at for edge in members) / len(members)
        spans = sorted((edge.low, edge.high) for edge in members)
        low, high = spans[0]
        for next_low, next_high in spans[1:]:
            if next_low <= high + NEAR:
                high = max(high, next_high)
            else:
                merged.append(Edge(at, low, high))
                low, high = next_low, next_high
        merged.append(Edge(at, low, high))
    return [edge for edge in merged if edge.high - edge.low >= SHORTEST]


class _Crossing:
    """Where lines cross: the lines through it, each a bit among those of its column or row, and
    the next crossings to the right and below."""

    __slots__ = ("across", "below", "down", "right", "x", "y")

    def __init__(self, x: float, y: float) -> None:
        self.x, self.y = x, y
        self.down = self.across = 0
        self.right: _Crossing | None = None
        self.below: _Crossing | None = None


def _crossings(across: Sequence[Edge], down: Sequence[Edge]) -> list[_Crossing]:
    """All crossings, column by column. The edges of either kind are sorted, so those at one place
    stand together and one number tells each."""
    heights = [edge.at for edge in across]
    bits = [1 << (h - bisect_left(heights, y)) % MOST_BITS for h, y in enumerate(heights)]
    found: list[_Crossing] = []
    last_in_row: dict[float, _Crossing] = {}
    column: dict[float, _Crossing] = {}
    place, number, steps = nan, 0, 0
    for x, top, bottom in (*down, Edge(nan, 0.0, 0.0)):
        if x != place:
            ordered = sorted(column)
            for above, y in pairwise(ordered):
                column[above].below = column[y]
            found += column.values()
            place, number, column = x, 0, {}
        bit = 1 << number % MOST_BITS
        number += 1
        first, last = bisect_left(heights, top - NEAR), bisect_right(heights, bottom + NEAR)
        steps += last - first
        if steps > MOST_STEPS:
            raise UnreadableError("too_large", edges=len(across) + len(down))
        for h in range(first, last):
            y, left, right = across[h]
            if left - NEAR <= x <= right + NEAR:
                here = column.get(y)
                if here is None:
                    here = column[y] = _Crossing(x, y)
                    if y in last_in_row:
                        last_in_row[y].right = here
                    last_in_row[y] = here
                here.down |= bit
                here.across |= bits[h]
    return found


def _cells(across: list[Edge], down: list[Edge]) -> list[Box]:
    """The smallest closed boxes, one for each crossing that is an upper left corner."""
    cells: list[Box] = []
    steps = 0
    for corner in _crossings(across, down):
        right, below = corner.right, corner.below
        if right is None or below is None:
            continue
        last = _at(below, right.x)  # most are closed by the next crossings
        if (
            last
            and corner.across & right.across
            and corner.down & below.down
            and last.down & right.down
            and last.across & below.across
        ):
            steps += 1
            cells.append((corner.x, corner.y, right.x, below.y))
            continue
        rights = [other for other in _following(right, "right") if other.across & corner.across]
        belows = list(_following(below, "below")) if rights else []
        steps += len(rights) + len(belows)
        for lower in belows:
            if not lower.down & corner.down:
                continue
            steps += len(rights)
            closing = {other.x: other for other in _following(lower, "right")}
            end = next(
                (
                    upper
                    for upper in rights
                    if (last := closing.get(upper.x))
                    and last.down & upper.down
                    and last.across & lower.across
                ),
                None,
            )
            if end is not None:
                cells.append((corner.x, corner.y, end.x, lower.y))
                break
        if steps > MOST_STEPS:
            raise UnreadableError("too_large", crossings=len(cells))
    return cells


def _at(left: _Crossing, x: float) -> _Crossing | None:
    """The crossing of a row at an abscissa to the right of one in it."""
    here = left.right
    while here is not None and here.x < x:
        here = here.right
    return here if here is not None and here.x == x else None


def _following(first: _Crossing, way: str) -> Iterator[_Crossing]:
    """A crossing and all behind it, to the right or below."""
    here: _Crossing | None = first
    while here is not None:
        yield here
        here = here.right if way == "right" else here.below


def _groups(cells: list[Box]) -> list[list[Box]]:
    """Cells that share corners with each other, and so on; groups of one are left out."""
    at_corner: dict[tuple[float, float], list[int]] = defaultdict(list)
    for n, (left, top, right, bottom) in enumerate(cells):
        for corner in ((left, top), (right, top), (left, bottom), (right, bottom)):
            at_corner[corner].append(n)
    groups: list[list[Box]] = []
    unseen = set(range(len(cells)))
    for start in range(len(cells)):
        if start not in unseen:
            continue
        unseen.discard(start)
        queue, members = [start], []
        while queue:
            left, top, right, bottom = cells[queue.pop()]
            members.append((left, top, right, bottom))
            for corner in ((left, top), (right, top), (left, bottom), (right, bottom)):
                for n in at_corner.pop(corner, ()):
                    if n in unseen:
                        unseen.discard(n)
                        queue.append(n)
        if len(members) > 1:
            groups.append(members)
    return groups


def _table(cells: list[Box]) -> RuledTable:
    xs = sorted({cell[0] for cell in cells})
    by_row: dict[float, dict[float, Box]] = defaultdict(dict)
    for cell in cells:
        by_row[cell[1]][cell[0]] = cell
    rows = tuple(tuple(row.get(x) for x in xs) for _, row in sorted(by_row.items()))
    box = (
        xs[0],
        min(by_row),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )
    return RuledTable(rows, box)
