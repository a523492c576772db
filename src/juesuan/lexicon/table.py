"""What the cells of a printed table mean, by its words alone: the intersection of title,
column path and row path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.facts import OBJECT, Region, Selection, settled
from juesuan.lexicon.cells import Texts, kind_of
from juesuan.lexicon.columns import Block, Column, blocks_of
from juesuan.lexicon.head import Head, head_of
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.meaning import WORTH, Meaning, combined, narrowed
from juesuan.lexicon.rest import rest_of, with_other_funds
from juesuan.lexicon.rows import TableRow, lines_of
from juesuan.lexicon.said import (
    both_ways,
    carried_wrongly,
    counts,
    leaves_open,
    outweighs,
    said_measures,
    says,
    spent,
    without_measure,
)
from juesuan.lexicon.sources import with_sources
from juesuan.lexicon.titles import Surroundings, said_around, title_of
from juesuan.text import plain

__all__ = ["OF_THINGS", "CellMeaning", "TableMeaning", "titled", "understand"]

_COUNT = frozenset({"count"})
_GROSS = frozenset({"asset_gross"})
_WORTH_SAID = frozenset({"asset_gross", "asset_net"})
_CLOSING = frozenset({"closing"})
OF_THINGS = WORTH | _COUNT
"""What a thing (资产) may be told by: its values, and how many there are."""
_NONE: frozenset[str] = frozenset()
_FREE = frozenset({"fund", "measure"})
"""Dimensions in which what is usual holds where nothing is said."""


class CellMeaning(Struct, frozen=True, kw_only=True):
    """What one place of a table means: ``selection`` (canonical, the final account unless
    another stage is said) where the words tell; else ``why`` not: ``contradiction``,
    ``ambiguous``, ``unknown`` words, ``nothing`` said, or ``impossible``. ``unit`` is a unit
    of money, of counting, or empty where no word says. ``others`` are readings set aside for
    what is usual."""

    row: int
    column: int
    selection: Selection | None
    why: str = ""
    unit: str = ""
    line: TableRow
    head: Column
    readings: tuple[Selection, ...] = ()
    others: tuple[Selection, ...] = ()


class TableMeaning(Struct, frozen=True, kw_only=True, dict=True):
    """A printed table understood by its words. ``heads`` are what its columns of figures mean
    in a row that says nothing of its own, by their place."""

    said: Surroundings
    head: Head
    blocks: tuple[Block, ...]
    lines: tuple[tuple[TableRow, ...], ...]
    cells: tuple[CellMeaning, ...]
    heads: dict[int, CellMeaning]
    rows: tuple[Texts, ...] = ()
    compared: dict[Hashable, Any] = field(default_factory=dict)
    """What was found out by comparing it with others; the same in tables of the same words."""

    def printed(self, place: int) -> list[str]:
        """The whole numbers in one column of the body, each once, from the top down."""
        texts = [row[place] for row in self.rows[self.head.last :] if place < len(row)]
        return list(dict.fromkeys(plain(t) for t in texts if kind_of(t) == "whole"))

    @cached_property
    def _columns(self) -> dict[int, list[CellMeaning]]:
        found: dict[int, list[CellMeaning]] = defaultdict(list)
        for cell in self.cells:
            found[cell.column].append(cell)
        return found

    def in_column(self, place: int) -> list[CellMeaning]:
        """The cells of one column, from the top down."""
        return self._columns.get(place, [])

    @cached_property
    def by_object(self) -> bool:
        """Whether the rows are of units or projects that the table lists."""
        return any(cell.selection and OBJECT in _named(cell.selection) for cell in self.cells)

    def at(self, row: int, column: int) -> CellMeaning | None:
        """What a place means; ``None`` for one that holds no figure."""
        return next((c for c in self.cells if (c.row, c.column) == (row, column)), None)


def understand(
    rows: Sequence[Texts], words: Lexicon, before: Sequence[str] = (), after: Sequence[str] = ()
) -> TableMeaning:
    """Read a table: ``rows`` are its texts (blank where nothing stands or a merged cell
    covers), ``before`` and ``after`` the lines around it."""
    head = head_of(rows, words)
    said = said_around([*before, *head.above], after, words)
    blocks = with_sources(blocks_of(rows, head, words), said.readings)
    blocks = with_other_funds(blocks, words)
    by_unit = "by_unit" in words.title(said.title).roles
    lines = [lines_of(rows, head.last, block, words, by_unit) for block in blocks]
    reader = _Reader(said, words, chain.from_iterable(lines))
    cells = [
        reader.cell(block, line, column, owner)
        for number, block in enumerate(blocks)
        for line, owner in _with_owner(lines, number)
        for column in block.figures
    ]
    none = TableRow(place=-1)
    heads = {
        column.place: reader.cell(block, none, column, none)
        for block in blocks
        for column in block.figures
    }
    strange = {cell.row for cell in cells if cell.why == "unknown" and cell.line.figures}
    placed = [(cell.selection, cell.row) for cell in (*cells, *heads.values())]
    rest = rest_of(placed, strange, words.space)
    if rest:
        cells = [_resting(cell, rest) for cell in cells]
        heads = {place: _resting(cell, rest) for place, cell in heads.items()}
    return TableMeaning(
        said=said,
        head=head,
        blocks=tuple(blocks),
        lines=tuple(map(tuple, lines)),
        cells=tuple(cells),
        heads=heads,
        rows=tuple(rows),
    )


def titled(rows: Sequence[Texts], words: Lexicon, before: Sequence[str] = ()) -> str:
    """The title that ``understand`` finds, without reading what stands below it."""
    return title_of([*before, *head_of(rows, words).above], words)


def _resting(cell: CellMeaning, rest: Mapping[Selection, Selection]) -> CellMeaning:
    """A cell of 其他 with what that stands for in its table."""
    if cell.selection is None or cell.selection not in rest:
        return cell
    return replace(cell, selection=rest[cell.selection])


def _with_owner(
    lines: Sequence[Sequence[TableRow]], number: int
) -> list[tuple[TableRow, TableRow]]:
    """The lines of a block, each with the line whose label holds: a figure without a label of
    its own goes with the label to its left (公用经费合计 over two blocks)."""
    found = []
    for line in lines[number]:
        owner = line
        if not (line.label or line.code) and number:
            for left in reversed(lines[:number]):
                same = next((other for other in left if other.place == line.place), None)
                if same is not None and (same.label or same.code):
                    owner = same if not same.figures else line
                    break
        found.append((line, owner))
    return found


class _Reader:
    """Puts title, block, column and row together."""

    def __init__(self, said: Surroundings, words: Lexicon, lines: Iterable[TableRow]) -> None:
        self.said, self.words, self.space = said, words, words.space
        own = (said_measures(line.own.readings) for line in lines if line.own.says)
        self.listed = _NONE.union(*(said for said in own if len(said) == 1))
        self.heads: dict[int, CellMeaning] = {}

    def cell(self, block: Block, line: TableRow, column: Column, owner: TableRow) -> CellMeaning:
        if (code := _function_of(owner)) and not self._speaks_of_functions(block, column):
            return self._of_code(code, block, line, column, owner)
        meaning, head = owner.meaning, column.meaning
        unit = meaning.unit or head.unit
        readings: Sequence[Selection] = ()
        why = ""
        if meaning.leftover or head.leftover:
            why = "unknown"
        else:
            counted = any(region.get("measure") == _COUNT for region in head.usual)
            said = said_measures(meaning.readings)
            worth = bool(said) and said <= WORTH  # no number of things (数量) but their value
            readings = () if counted and worth else self._readings(meaning, head, block)
            why = "" if readings else "contradiction"
        measured = (region for region in head.usual if region.get("measure"))
        usual = (*measured, *meaning.usual, *head.usual, *self.said.usual)
        if any(region.get("measure") == _GROSS for region in head.usual):
            readings = [r for r in readings if not counts(r)] or readings
        found = self._settled([spent(reading, self.space) for reading in readings], usual)
        if not why and _silent(owner):
            why = "nothing"
        if not why and len(found) != 1:
            why = "ambiguous" if found else "impossible"
        if not why and carried_wrongly(found[0]):
            why = "impossible"
        if not why and owner.place >= 0 and both_ways(found[0], self.space):
            why = "ambiguous"
        if not why and not any(region.get("measure") for _, region in found[0].terms):
            why = "nothing"
        return CellMeaning(
            row=line.place,
            column=column.place,
            selection=found[0] if not why else None,
            why=why,
            unit=unit or self.said.unit,
            line=owner,
            head=column,
            readings=tuple(found),
            others=self._aside(readings, found) if len(readings) > 1 else (),
        )

    def _of_code(
        self, code: Region, block: Block, line: TableRow, column: Column, owner: TableRow
    ) -> CellMeaning:
        """A row of one functional code means what the column's head does, for that code."""
        if column.place not in self.heads:
            none = TableRow(place=-1)
            self.heads[column.place] = self.cell(block, none, column, none)
        head = self.heads[column.place]
        return replace(
            head,
            row=line.place,
            selection=_within(head.selection, code) if head.selection else None,
            unit=owner.meaning.unit or head.unit,
            line=owner,
            readings=tuple(_within(reading, code) for reading in head.readings),
            others=tuple(_within(other, code) for other in head.others),
        )

    def _speaks_of_functions(self, block: Block, column: Column) -> bool:
        said = (*column.meaning.readings, *block.readings, *self.said.readings)
        return says(said, "function")

    def _readings(self, meaning: Meaning, head: Meaning, block: Block) -> Sequence[Selection]:
        above = head.readings
        if _of_several(meaning.readings) and (worth := said_measures(above)) and worth <= WORTH:
            # 资产总额 is gross of some and net of others: 原值 of it is that of all.
            return narrowed(above, block.readings, self.space) if worth == _GROSS else ()
        if said_measures(self.said.readings) >= _WORTH_SAID and said_measures(above) == _CLOSING:
            above = tuple(without_measure(reading) for reading in above)  # 年末数 of assets
        inner = combined(meaning.readings, above, self.space)
        if not inner and outweighs(meaning.readings, head.readings):
            inner = meaning.readings
        inner = narrowed(inner, block.readings, self.space)
        own, titled = said_measures(inner), said_measures(self.said.readings)
        outer = self.said.readings
        if titled and titled < own and self.listed & (own - titled):  # 总计 below 年初结转和结余
            outer = tuple(map(without_measure, outer))
        number = [] if titled else [reading for reading in inner if counts(reading)]
        if any(region.get("item") for reading in outer for _, region in reading.terms):
            # 固定资产情况 counts 车辆, too, which are none of its values.
            kept = [r for r in inner if r not in number or combined(outer, [r], self.space)]
            found = narrowed(kept, outer, self.space) if kept else ()
            return (*found, *(r for r in number if r not in kept))
        return narrowed(inner, outer, self.space)

    def _settled(self, readings: Sequence[Selection], usual: Sequence[Region]) -> list[Selection]:
        """Canonical readings, told apart by what is usual."""
        defined = [region for _, region in self.said.defined]
        for region in (*defined, *usual):
            for name, nodes in region.parts:
                if name == "measure" and nodes <= OF_THINGS:
                    free = leaves_open(readings, nodes)
                else:
                    free = len(readings) > 1 or (name in _FREE and not says(readings, name))
                if free:
                    limit = Selection(((1, Region.of({name: nodes})),))
                    readings = combined(readings, [limit], self.space) or readings
        whole = (settled(reading, self.space) for reading in readings)
        return list(dict.fromkeys(r for r in whole if r.terms))

    def _aside(
        self, readings: Sequence[Selection], found: Sequence[Selection]
    ) -> tuple[Selection, ...]:
        """Readings that what is usual has set aside, canonical as the one kept is."""
        kept = {name for s in found for _, region in s.terms for name, _ in region.parts}
        aside = []
        for reading in readings:
            limits = [
                Region.of({name: nodes})
                for s in found
                for _, region in s.terms
                for name, nodes in region.parts
                if name in _FREE and name in kept and not says([reading], name)
            ]
            aside += self._settled([reading], limits)
        return tuple(s for s in dict.fromkeys(aside) if s not in found)


def _of_several(readings: Sequence[Selection]) -> bool:
    """Whether readings are sums of several measures (资产总额)."""
    return bool(readings) and all(len(reading.terms) > 1 for reading in readings)


def _named(selection: Selection) -> set[str]:
    return {name for _, region in selection.terms for name, _ in region.parts}


def _function_of(line: TableRow) -> Region | None:
    """The functional code that is all a row says; ``None`` for any other row."""
    meaning = line.meaning
    if not line.code.startswith("2") or meaning.leftover or len(meaning.readings) != 1:
        return None
    terms = meaning.readings[0].terms
    only = len(terms) == 1 and [name for name, _ in terms[0][1].parts] == ["function"]
    return terms[0][1] if only and not meaning.usual else None


def _within(selection: Selection, code: Region) -> Selection:
    nodes = code.get("function") or frozenset()
    return Selection(tuple((c, region.with_("function", nodes)) for c, region in selection.terms))


_SPOKEN = frozenset({"total", "figure"})


def _silent(line: TableRow) -> bool:
    """Whether a row has a label that names no fact, no total and not just its figures (数量), a
    heading between rows, or is of another year."""
    own = line.own
    if "other_year" in own.roles:
        return True
    return bool(line.label) and not (line.code or own.says or own.roles & _SPOKEN)
