"""The figures of a table that is its own form, each at the row and column it is printed in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from juesuan.facts import Selection
from juesuan.forms import Form, Side
from juesuan.lexicon import CellMeaning, Lexicon, TableMeaning
from juesuan.lexicon.columns import Block
from juesuan.lexicon.head import STUB
from juesuan.lexicon.rows import TableRow
from juesuan.reading.document import GridText
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import PrintedRow as Placing
from juesuan.reading.way import Way, figure_of
from juesuan.text import unspaced

__all__ = ["printed_way"]

_COUNT = frozenset({"count"})


def printed_way(form: Form, table: Table, meaning: TableMeaning, words: Lexicon) -> Way:
    """Read a table as the form made of it: its columns are where its head says. Rows with an
    amount in a column that is not kept (交回财政资金) are doubted: what they balance to is not
    known; so are those with one in a column whose own upper words are lost."""
    way = Way(headed=True)
    twice = _told_twice(table, meaning)
    parts = zip(form.sides, meaning.blocks, meaning.lines, strict=True)
    owners = {
        id(line): side
        for side, lines in zip(form.sides, meaning.lines, strict=True)
        for line in lines
    }
    for side, block, lines in parts:
        numbers = {line.place: line.row_no for line in lines}
        _block(way, side, block, table, meaning, numbers if form.numbered else {}, twice, owners)
    if aside := [*_not_kept(meaning, words), *_below_labels(meaning, words)]:
        given = {id(row[n]) for row in table.rows for n in range(len(row)) if _given(row, aside)}
        doubted = (line.key for line in way.lines if any(id(c) in given for c in line.cells if c))
        way.doubt(doubted)
    return way


def _given(row: Sequence[GridText | None], places: Sequence[int]) -> bool:
    """Whether a row has an amount at one of some places."""
    cells = (row[place] for place in places if place < len(row))
    return any(cell is not None and figure_of(cell.text).value for cell in cells)


def _not_kept(meaning: TableMeaning, words: Lexicon) -> list[int]:
    """The columns whose head says that their amounts are of no income or expenditure."""
    return [
        place
        for place, path in enumerate(meaning.head.paths)
        if any("not_kept" in words.read(text).roles for text in path)
    ]


def _below_labels(meaning: TableMeaning, words: Lexicon) -> list[int]:
    """The columns of figures over which a head of labels (项目) goes on while over others it does
    not: words of their own stood there."""
    figures = [column for block in meaning.blocks for column in block.figures]
    below = [
        column.place
        for column in figures
        if len(column.path) > 1
        and words.read(column.path[0]).roles & STUB
        and not words.read(column.path[0]).says
    ]
    return below if len(below) < len(figures) else []


def _told_twice(table: Table, meaning: TableMeaning) -> set[int]:
    """The rows of one label whose words mean the same, and whose figures are not: they are of
    different years or stages that nothing tells apart."""
    said: dict[tuple[str, Selection], set[str]] = defaultdict(set)
    rows: dict[tuple[str, Selection], set[int]] = defaultdict(set)
    for cell in meaning.cells:
        if cell.selection is None or not cell.line.label or cell.line.code:
            continue
        fact = unspaced(cell.line.label), cell.selection
        printed = _at(table, cell.row, cell.column)
        said[fact].add(printed.text.strip() if printed else "")
        rows[fact].add(cell.row)
    return {row for fact, there in rows.items() if len(said[fact]) > 1 for row in there}


def _block(
    way: Way,
    side: Side,
    block: Block,
    table: Table,
    meaning: TableMeaning,
    numbers: Mapping[int, str],
    twice: Collection[int],
    sides: Mapping[int, Side],
) -> None:
    places = [column.place for column in block.figures]
    columns = list(side.columns)
    coded = any(source.each == "function codes" for source in side.sources)
    listed = any(source.each == "economic codes" for source in side.sources)
    summed = any(source.key == "total" for source in side.sources)
    names: Counter[str] = Counter()
    flows: dict[str, frozenset[str]] = {}
    named = any(cell.line.label for cell in meaning.cells if cell.column in places)
    owners = {cell.row: cell for cell in meaning.cells if cell.column in places}
    for row, cell in owners.items():
        key = numbers[row] if numbers else _key(cell, coded or (listed and summed), listed, named)
        if not key:
            continue
        if not (coded or listed or numbers):
            names[key] += 1
            again, own = names[key] > 1, cell.line.own
            if again and not cell.line.label:  # several rows without a name: which is the total?
                way.doubt([key, f"{key}#{names[key]}"])
            name = key
            key += f"#{names[key]}" if again else ""
            flow, other = _measures(cell), flows.get(name, frozenset())
            apart = (
                flow and other and not flow & other
            )  # 总计 of what comes in, and of what goes out
            if again and "total" in own.roles and not own.says and not apart:
                way.doubt([key])  # a second 小计: nobody knows of what
            flows[name] = flow | other if flow else flow
            if row in twice:
                way.doubt([key])
        if not meaning.said.title and _fund_is_usual(cell, block):
            way.doubt([key])
        if coded and cell.line.code:
            way.codes.append(cell.line.code)
            way.names[cell.line.code] = cell.line.label
        cells = [_at(table, row, place) for place in places]
        owner = list(sides[id(cell.line)].columns)  # 公用经费合计 over two blocks is the first's
        there = owner if len(owner) == len(columns) else columns
        way.place(Placing(key, there, cells, range(len(cells))))


def _fund_is_usual(cell: CellMeaning, block: Block) -> bool:
    """Whether whose money a cell is follows from what is usual alone: no word beside or above it
    says so. Things counted (公务用车保有量) are no money."""
    said = (*cell.line.meaning.readings, *cell.head.meaning.readings, *block.readings)
    meant = cell.selection.terms if cell.selection else ()
    return any(
        region.get("fund") and region.get("measure") != _COUNT for _, region in meant
    ) and not any(region.get("fund") for reading in said for _, region in reading.terms)


def _measures(cell: CellMeaning) -> frozenset[str]:
    """The measures that a cell sums; none where its words do not say."""
    said = (region.get("measure") for _, region in (cell.selection.terms if cell.selection else ()))
    return frozenset().union(*filter(None, said))


def _key(cell: CellMeaning, coded: bool, listed: bool, named: bool) -> str:
    """The key of the row that a cell stands in; none for figures beside no words where the other
    rows are ``named``."""
    line: TableRow = cell.line
    label = unspaced(line.label)
    if coded:
        total = not label or ("total" in line.own.roles and not line.own.says)
        return line.code or ("total" if total else label if listed else "")
    if listed:
        return line.code or label
    return label or ("" if named else "total")


def _at(table: Table, row: int, place: int) -> GridText | None:
    cells = table.rows[row]
    return cells[place] if place < len(cells) else None
