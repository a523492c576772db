"""Sums that a table's own notes state (表注中的关系): 固定资产＝房屋构筑物＋车辆＋其他固定资产."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from juesuan.checks.arithmetic.relations import Break, Place
from juesuan.checks.arithmetic.tables import FigureTable
from juesuan.keeping import compiled
from juesuan.text import plain, shortens

__all__ = ["stated_sums"]

_CLAUSE = compiled(r"[；;。，,\n]")
_SUM = compiled(r"(?:.*[:：、.．])?([^=:：]+)=([^=]+)")
_TERM = compiled(r"([+-]?)([^+-]+)")
_LEAST = 3
"""Signs from which on a name may leave some out (单价200万以上大型设备)."""

_MOST = 5
"""A name may leave out one sign in so many."""


def stated_sums(table: FigureTable) -> Iterator[Break]:
    """The sums that notes state and rows, or columns, do not keep."""
    for along, names in (("row", table.heads), ("column", table.labels)):
        for signs in _equations(table.notes, names, table.words.total.regex):
            yield from _broken(table, along, signs)


def _equations(
    notes: Sequence[str], names: Sequence[str], total: re.Pattern[str]
) -> Iterator[Mapping[int, int]]:
    """The equations of notes all of whose terms are known: number of the row or column → sign,
    -1 of what stands alone."""
    for note in notes:
        for clause in _CLAUSE.split(plain(note)):
            found = _SUM.fullmatch(clause)
            terms = [(-1, found[1])] if found else []
            terms += [
                (-1 if term[1] == "-" else 1, term[2])
                for term in _TERM.finditer(found[2] if found else "")
            ]
            places = [(_named(name, names, total), sign) for sign, name in terms]
            known = {place: sign for place, sign in places if place is not None}
            if len(known) == len(terms) > 2:
                yield known


def _named(name: str, names: Sequence[str], total: re.Pattern[str]) -> int | None:
    """The one row or column of a name: called so, its total, or the only one called much alike."""
    said = [plain(each) for each in names]
    exact = [n for n, each in enumerate(said) if each == name]
    exact = exact or [n for n, e in enumerate(said) if e.startswith(name) and total.search(e)]
    exact = exact or [n for n, each in enumerate(said) if each.endswith(name)]
    exact = exact or [n for n, each in enumerate(said) if _alike(name, each)]
    return exact[0] if len(exact) == 1 else None


def _alike(name: str, head: str) -> bool:
    """Whether the end of a head, or a name, leaves out little of the other."""
    ends = (head[start:] for start in range(len(head) - _LEAST))
    return len(name) > _LEAST and any(
        (shortens(end, name) or shortens(name, end))
        and _MOST * abs(len(end) - len(name)) < len(name)
        for end in ends
    )


def _broken(table: FigureTable, along: str, signs: Mapping[int, int]) -> Iterator[Break]:
    lines = len(table.values) if along == "row" else len(table.columns)
    for line in range(lines):
        terms: list[tuple[Place, int]] = [
            ((line, n) if along == "row" else (n, line), sign) for n, sign in signs.items()
        ]
        if not all(table.printed[row][column] for (row, column), _ in terms[:1]):
            continue
        left = sum(sign * table.values[row][column] for (row, column), sign in terms)
        if 2 * abs(left) > table.half * len(terms):
            yield Break(terms=tuple(terms), left=left, along=along, kept=0, stated=True)
