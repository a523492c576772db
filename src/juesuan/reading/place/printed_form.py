"""A form (表) made of a printed table: its own rows and columns, with selections from words.

Where no form set knows a table's layout, the table is its own form: figures, identities and
checks then work on it as on any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.facts import ALL, EVERY_OBJECT, OBJECT, Region, Selection, Space
from juesuan.forms import MONEY, Form, Places, Row, Side, Span
from juesuan.forms.formset import cell_selection
from juesuan.forms.model import RowSource
from juesuan.lexicon import CellMeaning, TableMeaning
from juesuan.lexicon.columns import Block
from juesuan.lexicon.rows import TableRow
from juesuan.lexicon.terms import units
from juesuan.reading.place.selections import common_part, of_one_row, rest_of
from juesuan.reading.words import words
from juesuan.text import unspaced

__all__ = ["printed_form"]


class _Made(Struct, frozen=True):
    """A side and its footer rows, and the places that stay closed: the product of row and
    column is not what the words say there."""

    side: Side
    footer: Mapping[str, Selection]
    closed: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def printed_form(meaning: TableMeaning, no: str, key: str, title: str, space: Space) -> Form | None:
    """The form that a table is by its own words; ``None`` where its words tell no figure."""
    if not any(cell.selection for cell in (*meaning.cells, *meaning.heads.values())):
        return None
    numbers = _column_keys(meaning)
    made = [
        _side(f"side{n}", block, lines, meaning, numbers, space)
        for n, (block, lines) in enumerate(zip(meaning.blocks, meaning.lines, strict=True), 1)
    ]
    width = sum(len(each.side.body) for each in made)
    header = tuple(_header(meaning))
    footer: dict[str, Selection] = {}
    for each in made:
        footer |= each.footer
    return Form(
        key=key,
        no=no,
        number=words().around.printed_number.format(no=no),
        title=title,
        title_en=title,
        scope=ALL,
        header=header,
        width=width,
        sides=tuple(each.side for each in made),
        footer=(),
        footer_rows=footer,
        notes=(),
        empty="",
        department_line="",
        unit_line="",
        closed=Places(tuple(place for each in made for place in each.closed)),
        zeros=Places(),
        numbered=_numbered(meaning),
        landscape=width > 8,
    )


def _header(meaning: TableMeaning) -> Iterator[Span]:
    """The head over the columns that are in a block; those left out have no place in the form."""
    kept = sorted(c.place for block in meaning.blocks for c in (*block.stubs, *block.figures))
    for text, line, place, columns in meaning.head.spans():
        inside = [n for n, at in enumerate(kept) if place <= at < place + columns]
        if inside:
            yield Span(text, line, inside[0], 1, len(inside))


def _numbered(meaning: TableMeaning) -> bool:
    """Whether rows are known by their numbers: each block prints them, and not only beside the
    rows that its totals add, nor beside all but the last of these (总计)."""
    blocks = [block for block in meaning.blocks if block.stubs]
    totals = [
        line
        for lines in meaning.lines
        for line in lines
        if line.figures and line.label and "total" in line.own.roles
    ]
    return (
        bool(blocks)
        and all(block.stub("row_no") and not block.stub("code") for block in blocks)
        and all(line.row_no for line in totals)
    )


def _column_keys(meaning: TableMeaning) -> dict[int, str]:
    """A key for every column of figures: its printed number, else its place in order."""
    places = [column.place for block in meaning.blocks for column in block.figures]
    printed = [str(meaning.head.numbers.get(place, "")) for place in places]
    if all(printed) and len(set(printed)) == len(printed):
        return dict(zip(places, printed, strict=True))
    return {place: str(n) for n, place in enumerate(places, 1)}


def _side(
    name: str,
    block: Block,
    lines: Sequence[TableRow],
    meaning: TableMeaning,
    numbers: Mapping[int, str],
    space: Space,
) -> _Made:
    cells = {
        (cell.row, cell.column): cell
        for column in block.figures
        for cell in meaning.in_column(column.place)
    }
    coded = Counter(
        "function" if line.code[0] == "2" else "economic" for line in lines if line.code
    )
    body = _body(block, numbers)
    if coded and not meaning.by_object:
        dimension = coded.most_common(1)[0][0]
        return _coded(name, body, block, lines, meaning, numbers, dimension)
    if not block.stubs:
        columns = _heads(block, meaning, numbers)
        row = RowSource(key="total", row=Row(key="total", label="", selection=ALL))
        return _Made(Side(key=name, body=body, columns=columns, sources=(row,)), {}, ())
    return _labelled(name, body, block, lines, cells, numbers, meaning, space)


def _body(block: Block, numbers: Mapping[int, str]) -> tuple[str, ...]:
    roles = {column.place: column.role for column in block.stubs}
    roles = {
        place: "name" if role in {"object", "project"} else role for place, role in roles.items()
    }
    return tuple(
        (roles | {c.place: numbers[c.place] for c in block.figures})[p]
        for p in sorted(roles | {c.place: "" for c in block.figures})
    )


def _heads(block: Block, meaning: TableMeaning, numbers: Mapping[int, str]) -> dict[str, Selection]:
    """What each column sums over all rows; nothing where its words do not say."""
    return {
        numbers[column.place]: meaning.heads[column.place].selection or Selection(())
        for column in block.figures
    }


def _coded(
    name: str,
    body: tuple[str, ...],
    block: Block,
    lines: Sequence[TableRow],
    meaning: TableMeaning,
    numbers: Mapping[int, str],
    dimension: str,
) -> _Made:
    """Rows by code below their total."""
    if dimension == "function":
        label = words().around.total
        total = RowSource(key="total", row=Row(key="total", label=label, selection=ALL))
        codes = RowSource(key="codes", each="function codes", selection=ALL)
        columns = _heads(block, meaning, numbers)
        return _Made(Side(key=name, body=body, columns=columns, sources=(total, codes)), {}, ())
    if len(block.figures) > 1:
        return _by_economic(name, body, block, lines, meaning, numbers)
    whole = common_part([c.selection for c in meaning.heads.values() if c.selection])
    own = [meaning.heads[c.place].selection for c in block.figures]
    listed = tuple(dict.fromkeys(line.code for line in lines if line.code))
    rows = _beside(own[0], whole) if own and own[0] else ALL
    source = RowSource(key="codes", each="economic codes", selection=rows, codes=listed)
    footer = {
        unspaced(line.label): line.own.readings[0]
        for line in lines
        if not line.code and line.own.says and len(line.own.readings) == 1
    }
    sums = [n for n in lines if n.figures and "total" in n.own.roles and not (n.code or n.own.says)]
    if len(meaning.blocks) == 1 and len(sums) == 1:  # of several blocks side by side: of which?
        footer[unspaced(sums[0].label)] = rows
    body = tuple("1" if role in numbers.values() else role for role in body)
    return _Made(Side(key=name, body=body, columns={"1": whole}, sources=(source,)), footer, ())


def _by_economic(
    name: str,
    body: tuple[str, ...],
    block: Block,
    lines: Sequence[TableRow],
    meaning: TableMeaning,
    numbers: Mapping[int, str],
) -> _Made:
    """Rows by economic class in several columns (合计、人员经费、公用经费), their total above,
    and rows of other words."""
    total = RowSource(key="total", row=Row(key="total", label="合计", selection=ALL))
    listed = tuple(dict.fromkeys(line.code for line in lines if line.code))
    codes = RowSource(key="codes", each="economic codes", selection=ALL, codes=listed)
    others = {
        unspaced(line.label): _source(line, unspaced(line.label), line.own.readings[0])
        for line in lines
        if not line.code and line.own.says and len(line.own.readings) == 1
    }
    sources = (total, codes, *others.values())
    columns = _heads(block, meaning, numbers)
    return _Made(Side(key=name, body=body, columns=columns, sources=sources), {}, ())


def _beside(selection: Selection, whole: Selection) -> Selection:
    """What a selection says that another does not."""
    said = {name for _, region in whole.terms for name, _ in region.parts}
    parts = {n: nodes for _, region in selection.terms for n, nodes in region.parts}
    return Selection(((1, Region.of({n: nodes for n, nodes in parts.items() if n not in said})),))


def _labelled(
    name: str,
    body: tuple[str, ...],
    block: Block,
    lines: Sequence[TableRow],
    cells: Mapping[tuple[int, int], CellMeaning],
    numbers: Mapping[int, str],
    meaning: TableMeaning,
    space: Space,
) -> _Made:
    """The side of a form whose rows have labels (项目) or numbers (行次).

    What all cells of a row mean in common becomes the row's selection, the rest the column's.
    Where row and column together do not mean what the cell means, the place is closed.
    """
    numbered = bool(block.stub("row_no")) and not meaning.by_object
    numbered = numbered and (bool(block.stub("code")) or _numbered(meaning))
    columns = [column.place for column in block.figures]
    rows: list[tuple[TableRow, str, Selection]] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        key = line.row_no if numbered else str(number)
        if numbered and not key.isdigit():
            continue
        if not key or key in seen:
            continue
        seen.add(key)
        told = [cells[line.place, place] for place in columns if (line.place, place) in cells]
        rows.append((line, key, common_part([c.selection for c in told if c.selection])))
    rows = _without_twins(_without_headings(rows, meaning, columns), meaning, columns)
    if len(rows) == 1 and any(len(c.selection.terms) > 1 for c in cells.values() if c.selection):
        # One row of unlike sums (资产总额): what its cells mean is what their columns do.
        rows = [(line, key, ALL) for line, key, _ in rows]
        place_of = rows[0][0].place
        sums = {numbers[n]: of_one_row(cells.get((place_of, n))) for n in columns}
    else:
        told_rows = [row for row in rows if row[2].terms]
        sums = {numbers[place]: rest_of(place, told_rows, cells) for place in columns}
    closed = []
    sources = []
    unknown = any(line.figures and not selection.terms for line, _, selection in rows)
    for line, key, selection in rows:
        for place in columns:
            cell = cells.get((line.place, place))
            product = cell_selection(selection, sums[numbers[place]], space)
            if cell is None or cell.selection is None or product != cell.selection:
                closed.append(((key,), (numbers[place],)))
        source = _source(line, key, selection)
        # Where a row's words are not known, its total is not the sum of the others.
        sources.append(replace(source, listed="") if unknown else source)
    if numbered:
        known = {source.key for source in sources}
        (column,) = block.stub("row_no")[:1]
        for printed in meaning.printed(column.place):
            if printed not in known:
                empty = Row(key=printed, label="", selection=Selection(()), row_no=printed)
                sources.append(RowSource(key=printed, row=empty))
        sources.sort(key=lambda source: int(source.key))
    return _Made(Side(key=name, body=body, columns=sums, sources=tuple(sources)), {}, tuple(closed))


def _without_twins(
    rows: Sequence[tuple[TableRow, str, Selection]], meaning: TableMeaning, columns: Sequence[int]
) -> list[tuple[TableRow, str, Selection]]:
    """The rows; of those that would mean the same, while every one of their several figures
    differs, the words of none are surely understood; totals stand for other rows."""
    printed: dict[Selection, list[tuple[str, ...]]] = {}
    for line, _, selection in rows if len(columns) > 1 else ():
        if "total" in line.own.roles:
            continue
        texts = meaning.rows[line.place]
        figures = tuple(texts[n] if n < len(texts) else "" for n in columns)
        if selection.terms and any(mark.isdigit() for text in figures for mark in text):
            printed.setdefault(selection, []).append(figures)
    apart = {
        selection
        for selection, lines in printed.items()
        if len(lines) > 1
        and all(len(set(texts)) == len(lines) for texts in zip(*lines, strict=True))
    }
    nothing = Selection(())
    return [(line, key, nothing if sel in apart else sel) for line, key, sel in rows]


def _without_headings(
    rows: Sequence[tuple[TableRow, str, Selection]], meaning: TableMeaning, columns: Sequence[int]
) -> list[tuple[TableRow, str, Selection]]:
    """The rows, those that print no figure and mean what a row below them does (“三公”经费支出
    above 支出合计) meaning nothing of their own: the sum is that of the row below."""
    found: list[tuple[TableRow, str, Selection]] = []
    below: set[Selection] = set()
    for line, key, selection in reversed(rows):
        texts = (meaning.rows[line.place][n] for n in columns if n < len(meaning.rows[line.place]))
        bald = not any(mark.isdigit() for text in texts for mark in text)
        heading = bald and selection in below
        found.append((line, key, Selection(()) if heading else selection))
        below.add(selection)
    return found[::-1]


def _source(line: TableRow, key: str, selection: Selection) -> RowSource:
    regions = [region for _, region in selection.terms]
    unit = line.own.unit if line.own.unit not in ("", *units().money) else MONEY
    listed = next(
        (
            n
            for n in (OBJECT, "function", "economic")
            if len(regions) == 1 and len((regions[0].get(n) or frozenset()) - {EVERY_OBJECT}) == 1
        ),
        "",
    )
    label = unspaced(line.label)
    row = Row(key=key, label=label, selection=selection, row_no=line.row_no, unit=unit)
    return RowSource(key=key, row=row, listed="" if listed == "economic" else listed)
