"""Ruled tables from the straight edges of a page: snap, join, cross, close to cells, group.

This is the lattice method with the tolerances of pdfplumber, whose results it is held to;
only the search runs over indices instead of over every pair of edges.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

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


def _cells(across: list[Edge], down: list[Edge]) -> list[Box]:
    """The smallest closed boxes, one for each crossing that is an upper left corner."""
    heights = [edge.at for edge in across]
    crossings: dict[tuple[float, float], tuple[set[int], set[int]]] = {}
    on_column: dict[float, dict[float, None]] = defaultdict(dict)
    on_row: dict[float, dict[float, None]] = defaultdict(dict)
    steps = 0
    for v, (x, top, bottom) in enumerate(down):
        first, last = bisect_left(heights, top - NEAR), bisect_right(heights, bottom + NEAR)
        steps += last - first
        if steps > MOST_STEPS:
            raise UnreadableError("too_large", edges=len(across) + len(down))
        for h in range(first, last):
            y, left, right = across[h]
            if left - NEAR <= x <= right + NEAR:
                through = crossings.setdefault((x, y), (set(), set()))
                through[0].add(v)
                through[1].add(h)
                on_column[x][y] = None
                on_row[y][x] = None
    columns = {x: sorted(ys) for x, ys in on_column.items()}
    rows = {y: sorted(xs) for y, xs in on_row.items()}
    cells: list[Box] = []
    for (x, y), (verticals, horizontals) in crossings.items():
        column, row = columns[x], rows[y]
        near = _nearest(crossings, (x, y), column, row)
        if near:
            steps += 1
            cells.append(near)
            continue
        rights = [
            (right, crossings[right, y][0])
            for right in row[bisect_right(row, x) :]
            if not horizontals.isdisjoint(crossings[right, y][1])
        ]
        below = column[bisect_right(column, y) :] if rights else []
        steps += len(row) + len(below)
        found: Box | None = None
        for bottom in below:
            left_corner = crossings[x, bottom]
            if verticals.isdisjoint(left_corner[0]):
                continue
            for right, right_verticals in rights:
                steps += 1
                corner = crossings.get((right, bottom))
                if (
                    corner
                    and not corner[0].isdisjoint(right_verticals)
                    and not corner[1].isdisjoint(left_corner[1])
                ):
                    found = (x, y, right, bottom)
                    break
            if found:
                cells.append(found)
                break
        if steps > MOST_STEPS:
            raise UnreadableError("too_large", crossings=len(crossings))
    return cells


def _nearest(
    crossings: Mapping[tuple[float, float], tuple[set[int], set[int]]],
    corner: tuple[float, float],
    column: Sequence[float],
    row: Sequence[float],
) -> Box | None:
    """The cell between a corner and the next crossings of its row and column, if it is closed:
    most are."""
    x, y = corner
    to_the_right, below = bisect_right(row, x), bisect_right(column, y)
    if to_the_right == len(row) or below == len(column):
        return None
    right, bottom = row[to_the_right], column[below]
    verticals, horizontals = crossings[corner]
    upper, lower, last = crossings[right, y], crossings[x, bottom], crossings.get((right, bottom))
    closed = (
        last
        and not horizontals.isdisjoint(upper[1])
        and not verticals.isdisjoint(lower[0])
        and not last[0].isdisjoint(upper[0])
        and not last[1].isdisjoint(lower[1])
    )
    return (x, y, right, bottom) if closed else None


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
