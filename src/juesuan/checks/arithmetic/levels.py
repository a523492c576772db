"""Which rows of a table are the parts of which: by codes (类、款、项), by the numbers of
their labels, by the rows of totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from juesuan.checks.arithmetic.tables import FigureTable
from juesuan.keeping import compiled

__all__ = ["parts_of"]

_NUMBERS = (
    compiled(r"[一二三四五六七八九十]+、"),
    compiled(r"[(（][一二三四五六七八九十]+[)）]"),
    compiled(r"\d{1,2}[.、．](?!\d)"),
)
"""How labels are numbered, from the widest."""

_ADDED = 3
"""Rows at least of a table in which one that is not called so is a total."""

_TOLD = 5
"""Digits of an amount and numbers that make it up, together, for no coincidence."""

_TELLING = 3
"""Digits of an amount that others do not make up by chance."""

Parts = Callable[[int], Sequence[int]]
"""The rows that are parts, as a column tells them."""


def parts_of(table: FigureTable) -> Iterator[tuple[int, Parts, bool]]:
    """Each row that is a sum, with its parts and whether they are all other rows: rows below that
    of their class or section, by codes or by the numbers of their labels, and rows up to one that
    is called a total."""
    count = len(table.values)
    levels = _levels(table)
    for row in range(count):
        below = _below(levels, row) if row not in table.totals else []
        if not below and table.codes[row]:
            below = _before(table.codes, row)
        if len(below) > (0 if table.codes[row] else 1) and not table.some.intersection(below):
            yield row, partial(_each, below), False
    yield from _edges(table)
    for total in (*table.totals, *table.wholes):
        rows = _up_to_next(table, total)
        whole = len(rows) == count - 1 and not table.some
        if any(levels[n] is not None for n in rows):
            known = [level for n in rows if (level := levels[n]) is not None]
            highest = min(known)
            if levels[rows[0]] != highest or table.some.intersection(rows):
                continue
            tops = [n for n in rows if levels[n] == highest]
            yield total, partial(_each, tops), len(rows) == count - 1
        else:
            yield total, partial(_without_details, table, rows), whole


def _edges(table: FigureTable) -> Iterator[tuple[int, Parts, bool]]:
    """The first and last row where no row is called a total, and it adds up all others in a
    column."""
    count = len(table.values)
    if table.totals or count < _ADDED:
        return
    for total in (0, count - 1):
        rows = [n for n in range(count) if n != total]
        if any(_adds_up(table, total, rows, column) for column in range(len(table.columns))):
            yield total, partial(_each, rows), True


def _adds_up(table: FigureTable, total: int, rows: Sequence[int], column: int) -> bool:
    whole = table.values[total][column]
    parts = [table.values[n][column] for n in rows]
    digits = len(str(whole).strip("0"))
    told = digits + len(rows) >= _TOLD and all(table.printed[n][column] for n in rows)
    return told and 2 * abs(sum(parts) - whole) <= table.half * (len(rows) + 1)


def _each(rows: Sequence[int], column: int) -> Sequence[int]:
    """The same rows in every column."""
    return rows


def _levels(table: FigureTable) -> Sequence[int | None]:
    """How deep each row stands: by its code where most rows have one, else by the number of its
    label (一、 above （一） above 1.); none where rows have neither."""
    codes = table.codes
    rows = [n for n in range(len(codes)) if n not in table.totals]
    if 2 * sum(bool(codes[n]) for n in rows) > len(rows):
        if not all(codes[n] for n in rows):
            return [None] * len(codes)
        return [len(code) or None for code in codes]
    numbered = [_numbered(label) for label in table.labels]
    if len({level for level in numbered if level is not None}) == 0:
        return numbered
    deepest = len(_NUMBERS)
    return [deepest if level is None and n in rows else level for n, level in enumerate(numbered)]


def _numbered(label: str) -> int | None:
    return next((n for n, number in enumerate(_NUMBERS) if number.match(label)), None)


def _before(codes: Sequence[str], row: int) -> list[int]:
    """The rows of one level right before a row of whose code theirs are, where the class stands
    behind its items."""
    own, found = codes[row], list[int]()
    for n in range(row - 1, -1, -1):
        if not codes[n].startswith(own) or codes[n] == own:
            break
        found.insert(0, n)
    return found if len({len(codes[n]) for n in found}) == 1 and len(found) > 1 else []


def _below(levels: Sequence[int | None], row: int) -> list[int]:
    """The rows of the next level right below a row."""
    own = levels[row]
    found: list[tuple[int, int]] = []
    for n in range(row + 1, len(levels)):
        level = levels[n]
        if own is None or level is None or level <= own:
            break
        found.append((level, n))
    if not found or found[0][0] != min(found)[0]:
        return []
    return [n for level, n in found if level == found[0][0]]


def _up_to_next(table: FigureTable, total: int) -> list[int]:
    """The rows above a total up to another; of the first row those below it."""
    totals = set(table.totals)
    count = len(table.values)
    if total == 0:
        end = next((n for n in range(1, count) if n in totals), count)
        return list(range(1, end))
    above = next((n for n in range(total - 1, -1, -1) if n in totals), -1)
    return list(range(above + 1, total))


def _without_details(table: FigureTable, rows: Sequence[int], column: int) -> list[int]:
    """The rows without those that only say what another has in it: those behind it, of which the
    first may say so (其中), that make it up exactly; nothing where 其中 is not so explained."""
    found: list[int] = []
    place = 0
    while place < len(rows):
        row = rows[place]
        if row in table.some:
            return []
        found.append(row)
        end = _details(table, rows, place, column)
        if end == place and place + 1 < len(rows) and rows[place + 1] in table.some:
            return []
        place = end + 1
    return found


def _details(table: FigureTable, rows: Sequence[int], place: int, column: int) -> int:
    """The place of the last row behind one that is, with those between, exactly what makes it up;
    its own place where none is."""
    whole, made = table.values[rows[place]][column], 0
    if len(str(whole).strip("0")) < _TELLING:
        return place
    for end in range(place + 1, len(rows)):
        made += table.values[rows[end]][column]
        if end > place + 1 and abs(made - whole) <= table.half and made:
            return end
        if made > whole + table.half:
            break
    return place
