"""Columns of a form that were not read (多出的栏): each told once, with head, place and reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from juesuan.lexicon import lexicon
from juesuan.lexicon.head import STUB
from juesuan.reading.decide.resolving import ReadForm
from juesuan.reading.document import GridText
from juesuan.reading.recognise.meanings import meaning_of
from juesuan.reading.words import words

__all__ = ["ColumnLeft", "columns_left"]

_SHOWN = 40
_OTHER_THAN_ZERO = frozenset("123456789")
"""Zeros lose nothing."""


class ColumnLeft(Struct, frozen=True, kw_only=True):
    """A column that was not read: the key of what is said of it, and its ``cells`` with numbers.
    ``place`` counts the printed columns from 1."""

    key: str
    head: str
    place: int
    cells: tuple[GridText, ...]

    def details(self, form: str) -> dict[str, object]:
        """What its message says."""
        head = self.head[:_SHOWN] or words().around.no_head
        return {"form": form, "head": head, "place": self.place, "count": len(self.cells)}


def columns_left(form: ReadForm, year: int, known: Collection[int]) -> Iterator[ColumnLeft]:
    """The columns that were set aside for their words are not known (``extra_column``, or
    ``extra_column_doubted`` where those beside are doubted for them), and those whose head says
    that no amounts of the year stand in them (``column_aside``): none of which a cell (by its
    id) is ``known``."""
    key = "extra_column_doubted" if form.certainty < 1 else "extra_column"
    for extra in form.table.extra:
        if cells := _numbers(extra.cells):
            yield ColumnLeft(key=key, head=extra.head, place=extra.place + 1, cells=cells)
    yield from _aside(form, year, known)


def _aside(form: ReadForm, year: int, known: Collection[int]) -> Iterator[ColumnLeft]:
    table = form.table
    if not table.rows:
        return
    meaning = meaning_of(table, year)
    read = {c.place for block in meaning.blocks for c in (*block.stubs, *block.figures)}
    placed = {id(cell.source) for cell in form.way.cells} | {*known}
    for place, path in enumerate(meaning.head.paths):
        if place in read or not path or lexicon(year).read(path[-1]).roles & STUB:
            continue
        below = [row[place] for row in table.rows[meaning.head.last :] if place < len(row)]
        cells = _numbers(below)
        some = any(_OTHER_THAN_ZERO & {*cell.text} for cell in cells)
        if some and not any(id(cell) in placed for cell in cells):
            at = place
            for other in sorted(extra.place for extra in table.extra):
                at += other <= at
            strange = lexicon(year).read(path[-1]).leftover
            key = "extra_column" if strange else "column_aside"
            yield ColumnLeft(key=key, head=path[-1].strip(), place=at + 1, cells=cells)


def _numbers(cells: Sequence[GridText | None]) -> tuple[GridText, ...]:
    return tuple(c for c in cells if c is not None and any(mark.isdigit() for mark in c.text))
