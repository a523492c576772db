"""Units of money that a table prints for some of its columns or rows alone: 决算数（元） beside
年初预算数（万元）, 元 in a column of units."""

from __future__ import annotations

from juesuan.facts import is_money
from juesuan.lexicon.meaning import Meaning
from juesuan.lexicon.terms import units
from juesuan.reading.document import GridText
from juesuan.reading.recognise.meanings import meaning_of
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import unit_in

__all__ = ["MoneyPrinted"]


class MoneyPrinted:
    """The unit of money of each cell of a table: printed after its figure, in its row, above its
    column, or what is ``usual`` in the table. ``strange`` is a unit beside or above some cells that
    accounts are not in (千元、亿元); empty where there is none."""

    def __init__(self, table: Table, year: int, usual: str) -> None:
        self.usual, self.strange = usual, ""
        self.known: dict[int, str] = {}
        meaning = meaning_of(table, year) if table.rows else None
        if meaning is None:
            return
        for block, lines in zip(meaning.blocks, meaning.lines, strict=True):
            above = {c.place: unit for c in block.figures if (unit := self._money(c.meaning))}
            for line in lines:
                row, beside = table.rows[line.place], self._money(line.own)
                for column in block.figures:
                    own = beside or above.get(column.place)
                    cell = row[column.place] if column.place < len(row) else None
                    if own and cell is not None:
                        self.known[id(cell)] = own

    def _money(self, said: Meaning) -> str:
        if said.unit not in units().money:
            return ""
        if is_money(said.unit):
            return said.unit
        self.strange = said.unit
        return ""

    def of(self, cell: GridText) -> str:
        """The unit of one cell."""
        return unit_in(cell.text) or self.known.get(id(cell), self.usual)
