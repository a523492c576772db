"""Sums that the rows or columns of a table keep, found from the figures alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, product
from operator import itemgetter, mul

from msgspec import Struct

from juesuan.checks.arithmetic.tables import FigureTable

__all__ = ["Break", "Place", "broken"]

Place = tuple[int, int]
"""A row and a column of figures."""

_MOST_COLUMNS = 9
"""So many columns at most are tried in all ways; of more those that stand side by side."""

_TERMS = (3, 4, 5)
_SURE_ROWS = 3
"""Rows that keep a sum of columns at least; two of them with large figures in all its columns, for
a coincidence to be out of the question."""

_SURE_COUNTS = 4
"""Rows that keep a sum of small whole numbers."""

_SMALL = 1000
"""Below it a number comes out by chance."""

_MOST_OTHERS = 10
"""Rows beside a total up to which all ways to make it are tried."""

_NEAR = 5
"""A lone total is held to its rows where it misses them by less than one in so many: what is more
has rows that count twice."""


class Break(Struct, frozen=True, kw_only=True):
    """A sum that does not come out: the places with their signs, of which the first is that of the
    total, and what is left over (Σ sign × value); ``along`` a row or a column of the table;
    ``kept`` in how many other columns or rows the same sum comes out; ``stated`` whether a note
    says it; ``wrong`` the only place where a slip, or a figure elsewhere, explains what is left."""

    terms: tuple[tuple[Place, int], ...]
    left: int
    along: str
    kept: int
    stated: bool = False
    wrong: Place | None = None

    @property
    def places(self) -> frozenset[Place]:
        """The places it speaks of."""
        return frozenset(place for place, _ in self.terms)


def broken(table: FigureTable) -> tuple[list[Break], frozenset[Place]]:
    """Where a sum that the table keeps elsewhere is broken, and the places that some sum holds."""
    breaks: list[Break] = []
    held: set[Place] = set()
    for found in (_of_columns(table), _of_rows(table) if not table.blocks else ()):
        for sums, places in found:
            breaks += sums
            held |= places
    return breaks, frozenset(held)


# Sums of columns, which every row keeps.


def _of_columns(table: FigureTable) -> Iterator[tuple[list[Break], set[Place]]]:
    kept: list[tuple[tuple[int, ...], frozenset[int]]] = []
    open_: list[tuple[tuple[int, ...], tuple[int, ...], list[int]]] = []
    for columns, signs in _ways(len(table.columns)):
        missed = _missed(table, columns, signs)
        if missed is None:
            continue
        if missed:
            open_.append((columns, signs, missed))
        else:
            kept.append((columns, frozenset(columns)))
            yield [], {(row, column) for row in range(len(table.values)) for column in columns}
    taken: set[tuple[int, frozenset[int]]] = set()
    for columns, signs, (row, *_) in open_:
        if any(set(columns) < more for _, more in kept):
            continue  # with one more column it comes out in every row
        if any(place == row and few <= set(columns) for place, few in taken):
            continue
        taken.add((row, frozenset(columns)))
        alone = [n for n, sign in enumerate(signs) if signs.count(sign) == 1]
        total = alone[0] if alone else len(columns) - 1
        order = sorted(range(len(columns)), key=lambda n: (n != total, n))
        terms = tuple(((row, columns[n]), signs[n]) for n in order)
        left = _left(table, terms)
        sums = [Break(terms=terms, left=left, along="row", kept=len(table.values) - 1)]
        others = (n for n in range(len(table.values)) if n != row)
        yield sums, {(n, column) for n in others for column in columns}


@cache
def _ways(count: int) -> Sequence[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Ways to add columns up to nothing: some of them, each with its sign."""
    return list(_each_way(count))


def _each_way(count: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    for size in _TERMS:
        chosen = combinations(range(count), size)
        if count > _MOST_COLUMNS:
            chosen = (tuple(range(n, n + size)) for n in range(count - size + 1))  # type: ignore[assignment]
        for columns in chosen:
            for rest in product((1, -1), repeat=size - 1):
                signs = (1, *rest)
                if -1 in rest:
                    yield columns, signs


def _missed(table: FigureTable, columns: Sequence[int], signs: Sequence[int]) -> list[int] | None:
    """The rows, one at most, that do not keep a sum which enough others keep; ``None`` where the
    table keeps no such sum."""
    bound = table.half * len(columns)
    missed: list[int] = []
    telling = 0
    pick = itemgetter(*columns)
    for n, row in enumerate(table.values):
        numbers = pick(row)
        if 2 * abs(sum(map(mul, signs, numbers))) > bound:
            missed.append(n)
            if len(missed) > 1:
                return None
        elif sum(1 for value in numbers if value) > 2:
            telling += 1
    small = max(abs(row[column]) for row in table.values for column in columns) < _SMALL
    if small and not _is_total(table, columns, signs):
        return None
    fewest = _SURE_COUNTS if small else _SURE_ROWS
    if len(table.values) - len(missed) < fewest or telling < fewest - (not small):
        return None
    return missed if not missed or _each_moves(table, columns) else None


def _is_total(table: FigureTable, columns: Sequence[int], signs: Sequence[int]) -> bool:
    """Whether one column is the total of the others, by its name or as the first or last of some
    side by side: other sums of small numbers come out by chance."""
    alone = [column for column, sign in zip(columns, signs, strict=True) if signs.count(sign) == 1]
    if len(alone) != 1:
        return False
    beside = columns[-1] - columns[0] == len(columns) - 1 and alone[0] in {columns[0], columns[-1]}
    return beside or bool(table.words.total.search(table.heads[alone[0]]))


def _each_moves(table: FigureTable, columns: Sequence[int]) -> bool:
    """Whether every column of a sum has figures in two rows at least: one of zeros adds nothing."""
    return all(sum(1 for row in table.values if row[column]) > 1 for column in columns)


# Sums of rows, which every column keeps.


def _of_rows(table: FigureTable) -> Iterator[tuple[list[Break], set[Place]]]:
    within: set[int] = set()  # rows that a subtotal has added up
    told: set[int] = set()
    for total in sorted(table.totals, key=lambda row: _is_grand(table, row)):
        best: tuple[int, list[int], list[int], Sequence[int]] | None = None
        for rows in _candidates(table, total, within):
            holds, misses = _columns(table, total, rows)
            if not holds and not misses:
                continue
            score = (len(holds), -len(misses))
            if best is None or score > (len(best[1]), -len(best[2])):
                best = (total, holds, misses, rows)
        if best is None:
            continue
        _, holds, misses, rows = best
        if holds:
            within |= set(rows)
        places = {(row, column) for row in (total, *rows) for column in holds}
        sure = len(misses) == 1 and (holds or _is_near(table, total, rows, misses[0]))
        sure = sure and not _made_otherwise(table, total, misses[0])
        breaks = [_row_break(table, total, rows, misses[0], len(holds))] if sure else []
        told.add(total)
        yield breaks, places
    for total in range(len(table.values)):
        if total in told:
            continue
        for rows, holds, misses in _added_up(table, total):
            if len(misses) <= 1 and not any(_made_otherwise(table, total, n) for n in misses):
                places = {(row, column) for row in (total, *rows) for column in holds}
                breaks = [_row_break(table, total, rows, c, len(holds)) for c in misses]
                yield breaks, places
                break


def _is_grand(table: FigureTable, total: int) -> tuple[bool, int]:
    """Subtotals come before what they are added up to: the first and last row of a total are the
    widest."""
    edge = total in {0, len(table.values) - 1}
    return edge, total


def _candidates(table: FigureTable, total: int, within: set[int]) -> Iterator[Sequence[int]]:
    """The rows that a total may add up: those next to it up to another total, all that no other
    total has added up, all totals, or some that stand next to it."""
    count = len(table.values)
    others = [row for row in range(count) if row != total and row not in table.some]
    totals = set(table.totals)
    above = next((row for row in range(total - 1, -1, -1) if row in totals), -1)
    below = next((row for row in range(total + 1, count) if row in totals), count)
    yield [row for row in others if above < row < total]
    yield [row for row in others if total < row < below]
    yield [row for row in others if row not in totals]
    yield [row for row in others if row not in within]
    yield [row for row in others if row not in within and row not in totals]
    yield [row for row in others if row in totals]
    yield [row for row in others if row > total and row not in within]
    yield [row for row in others if row < total and row not in within]
    yield from _runs(table, total)


def _runs(table: FigureTable, total: int) -> Iterator[Sequence[int]]:
    """Rows right behind one, or right before it."""
    count = len(table.values)
    for end in range(total + 2, count):
        yield [row for row in range(total + 1, end + 1) if row not in table.some]
    for first in range(total - 2, -1, -1):
        yield [row for row in range(first, total) if row not in table.some]


def _added_up(
    table: FigureTable, total: int
) -> Iterator[tuple[Sequence[int], list[int], list[int]]]:
    """Those of the runs next to a row that make it in several columns, with what ``_columns`` says
    of them; each run is the one before it with one row more."""
    wholes, printed = table.values[total], table.printed[total]
    told = [(column, whole) for column, whole in enumerate(wholes) if printed[column]]
    for following in (range(total + 1, len(table.values)), range(total - 1, -1, -1)):
        rows: list[int] = []
        sums, filled = [0] * len(wholes), [0] * len(wholes)
        for row in following:
            if row not in table.some:
                rows.append(row)
                for column, value in enumerate(table.values[row]):
                    sums[column] += value
                    filled[column] += value != 0
            if abs(row - total) < 2 or len(rows) < 2:
                continue
            bound = table.half * (len(rows) + 1)
            made = [
                column
                for column, whole in told
                if filled[column] > 1 and 2 * abs(sums[column] - whole) <= bound
            ]
            if len(made) > 1:
                misses = [
                    column
                    for column, _ in told
                    if filled[column] > 1 and column not in made and table.summed(column)
                ]
                yield sorted(rows), made, misses


def _columns(table: FigureTable, total: int, rows: Sequence[int]) -> tuple[list[int], list[int]]:
    """The columns in which some rows make a total, and those in which they do not; not where fewer
    than two have a figure."""
    holds: list[int] = []
    misses: list[int] = []
    if len(rows) < 2:
        return holds, misses
    bound = table.half * (len(rows) + 1)
    wholes, printed = table.values[total], table.printed[total]
    for column, numbers in enumerate(zip(*[table.values[row] for row in rows], strict=True)):
        whole = wholes[column]
        if not printed[column] or len(numbers) - numbers.count(0) < 2:
            continue
        if 2 * abs(sum(numbers) - whole) <= bound:
            if table.places or abs(whole) >= _SMALL or len(table.columns) > 1:
                holds.append(column)
        elif table.summed(column):
            misses.append(column)
    return holds, misses


def _made_otherwise(table: FigureTable, total: int, column: int) -> bool:
    """Whether other rows make a total in every column, the one in question included: a whole beside
    the only one of its parts that is not nothing."""
    others = [row for row in range(len(table.values)) if row != total]
    columns = [n for n in range(len(table.columns)) if table.printed[total][n] and table.summed(n)]
    if len(columns) < 2 or len(others) > _MOST_OTHERS:
        return False
    for size in range(2, len(others) + 1):
        for rows in combinations(others, size):
            if sum(1 for row in rows if table.values[row][column]) < 2:
                continue
            if all(_makes(table, total, rows, n) for n in columns):
                return True
    return False


def _makes(table: FigureTable, total: int, rows: Sequence[int], column: int) -> bool:
    added = sum(table.values[row][column] for row in rows)
    return 2 * abs(added - table.values[total][column]) <= table.half * (len(rows) + 1)


def _is_near(table: FigureTable, total: int, rows: Sequence[int], column: int) -> bool:
    """Whether a total with no other column to tell is missed by little, by all the rows that it can
    add up."""
    others = [row for row in range(len(table.values)) if row != total]
    if len(table.totals) > 1 or table.some or table.part or list(rows) != others or len(rows) < 3:
        return False
    left = sum(table.values[row][column] for row in rows) - table.values[total][column]
    near = abs(left) * _NEAR < abs(table.values[total][column])
    return near and not table.told_twice(rows, column, left)


def _row_break(
    table: FigureTable, total: int, rows: Sequence[int], column: int, kept: int
) -> Break:
    terms = (((total, column), -1), *(((row, column), 1) for row in rows))
    return Break(terms=terms, left=_left(table, terms), along="column", kept=kept)


def _left(table: FigureTable, terms: Sequence[tuple[Place, int]]) -> int:
    return sum(sign * table.values[row][column] for (row, column), sign in terms)
