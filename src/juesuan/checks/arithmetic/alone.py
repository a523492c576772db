"""Totals that stand alone (孤立的合计): no other row or column keeps the same sum, so a slip of one
digit, or a figure printed elsewhere, must bear out that the total is that of all its parts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from juesuan.checks.arithmetic.levels import parts_of
from juesuan.checks.arithmetic.relations import Break, Place
from juesuan.checks.arithmetic.tables import FigureTable
from juesuan.checks.speech.sentences.amounts import slipped

__all__ = ["lone_breaks"]

_SURE = 4
"""Digits of a number, without the zeros at its end, that slip by chance once in a thousand."""
_SURE_OF_ALL = 3
"""The same where a total has all other rows of its table as its parts."""
_ELSEWHERE = 4
"""Digits of a number that is not printed twice by chance."""


class _Sum(Struct, frozen=True):
    """A total and its parts: places in one row or one column."""

    total: Place
    parts: Sequence[Place]
    along: str
    whole: bool
    """Whether the parts are all that the table has beside the total."""
    coded: bool = False
    """Whether codes tell that no part is within another."""

    def left(self, table: FigureTable) -> int:
        """What the parts are more than the total."""
        numbers = [table.values[row][column] for row, column in self.parts]
        return sum(numbers) - table.values[self.total[0]][self.total[1]]

    def kept(self, table: FigureTable) -> bool:
        """Whether it comes out within what rounding adds."""
        return 2 * abs(self.left(table)) <= table.half * (len(self.parts) + 1)


def lone_breaks(
    table: FigureTable, held: Container[Place], told: Container[Place], elsewhere: Container[str]
) -> Iterator[Break]:
    """The broken sums of totals that no other sum holds (``held``) and that are not ``told``
    already, borne out by a slip or by the numbers printed ``elsewhere``."""
    columns = () if table.part else _of_columns(table)
    for one in (*columns, *_of_rows(table)):
        if one.total in told or one.total in held or one.kept(table):
            continue
        filled = [place for place in one.parts if table.values[place[0]][place[1]]]
        if len(filled) < len(one.parts[:2]) or not table.printed[one.total[0]][one.total[1]]:
            continue
        if one.along == "column" and not one.coded and _told_twice(table, one):
            continue
        wrong = _borne_out(table, one, elsewhere)
        if wrong is None:
            continue
        terms = ((one.total, -1), *((place, 1) for place in one.parts))
        alone = wrong[0] if len(wrong) == 1 else None
        left = one.left(table)
        yield Break(terms=terms, left=left, along=one.along, kept=0, wrong=alone)


def _told_twice(table: FigureTable, one: _Sum) -> bool:
    rows = sorted(row for row, _ in one.parts)
    return table.told_twice(rows, one.total[1], one.left(table))


def _borne_out(table: FigureTable, one: _Sum, elsewhere: Container[str]) -> Sequence[Place] | None:
    """The places whose slip would explain what is left, or whose right value stands elsewhere;
    none where nothing bears out the sum. Beside an only part there may be others that are not
    printed: two digits of it must be turned."""
    left = one.left(table)
    needed = _SURE_OF_ALL if one.whole else _SURE
    places = [(one.total, left), *((place, -left) for place in one.parts)]
    slips: list[Place] = []
    for place, moved in places:
        said = table.values[place[0]][place[1]]
        if said <= 0 or said + moved <= 0:
            continue
        before, after = table.text_of(said), table.text_of(said + moved)
        digits = max(_digits(before), _digits(after))
        turned = sorted(before) == sorted(after)
        if slipped(before, after) and digits >= needed and (turned or len(one.parts) > 1):
            slips.append(place)
        elif one.whole and after in elsewhere and _digits(after) >= _ELSEWHERE:
            return [place]
    return slips or None


def _digits(text: str) -> int:
    """How many digits a number has between the zeros before and behind them."""
    return len(text.replace(".", "").strip("0"))


def _of_columns(table: FigureTable) -> Iterator[_Sum]:
    """The sums of rows, in each column that is added up."""
    sums = list(parts_of(table))
    for column in range(len(table.columns)):
        if not table.summed(column):
            continue
        for total, rows, whole in sums:
            places = [(row, column) for row in rows(column)]
            if places:
                coded = bool(table.codes[places[0][0]])
                yield _Sum((total, column), places, "column", whole, coded)


def _of_rows(table: FigureTable) -> Iterator[_Sum]:
    """The sums of columns: one is headed as a total, the others stand beside it, up to another."""
    if table.blocks:
        return
    count = len(table.columns)
    totals = [n for n in range(count) if table.words.total.search(table.heads[n])]
    if len(totals) != 1 or not all(map(table.summed, range(count))):
        return
    (total,) = totals
    parts = [n for n in range(count) if n != total]
    if len(parts) < 2 or total not in {0, count - 1}:
        return
    for row in range(len(table.values)):
        yield _Sum((row, total), [(row, n) for n in parts], "row", whole=True)
