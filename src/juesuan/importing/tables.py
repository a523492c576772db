"""The tables of an exported file (表头): where the heading stands, what its columns are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.facts import WAN, YUAN, MoneyUnit
from juesuan.importing.kinds import SourceKind, field_of, fields, heading, kinds, words
from juesuan.ledger import Place
from juesuan.reading import Grid, GridText, read_all
from juesuan.text import plain

__all__ = ["SourceColumn", "SourceTable", "open_source", "row_number"]

_LOOK = 40
"""Rows within which a heading is looked for."""
_FEWEST = 3
"""Known columns that make a heading even where a kind lacks one it needs."""
_BESIDE = 100
"""What the rank of a heading is worse by that only its lower part names."""
_NUMBER = re.compile(r"[-+]?[\d,.]+")

Row = Sequence[GridText | None]


class SourceColumn(Struct, frozen=True):
    """A column of a source: its place from 0 in the table, its heading, its field (empty: extra),
    and its ``position`` from 0 as a spreadsheet shows it (-1: the file has no such columns)."""

    place: int
    heading: str
    field: str
    rank: int = 0
    position: int = -1


class SourceTable(Struct, kw_only=True):
    """A table of a source with its heading found. ``columns`` are all of its columns; ``title``
    is the text above, ``given`` what it says of every row; ``unknown_unit`` a money unit that is
    none the program knows."""

    file: str
    sheet: str
    title: str
    head_row: int
    columns: list[SourceColumn]
    rows: list[Row] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    unit: MoneyUnit = YUAN
    unknown_unit: str = ""
    unit_at: Place = field(default_factory=Place)

    def places(self, name: str) -> list[int]:
        """Where a field's columns stand, the surest first."""
        found = sorted((c.rank, c.place) for c in self.columns if c.field == name)
        return [place for _, place in found]

    def has(self, *names: str) -> bool:
        """Whether one of these fields is there."""
        there = any(column.field in names for column in self.columns)
        return there or any(name in self.given for name in names)

    def heading(self, name: str) -> str:
        """What the file calls a field; the program's own name where it has none."""
        places = self.places(name)
        named = {c.place: c.heading for c in self.columns}
        return named[places[0]] if places else fields()[name].zh

    def at(self, row: int, name: str = "") -> Place:
        """The place of a row, and of its cell of a field."""
        place = Place(self.file, self.sheet, row)
        if not name:
            return place
        place = replace(place, column=self.heading(name))
        first = next(iter(self.places(name)), None)
        position = next((c.position for c in self.columns if c.place == first), -1)
        return place if position < 0 else place.at(row, position)

    def score(self, kind: SourceKind, asked: bool = False) -> int:
        """How much a table looks like a kind; 0 where a column it needs is missing, or a title
        and nobody ``asked`` for the kind."""
        if not all(self.has(*group) for group in kind.needs):
            return 0
        said = [plain(text) for text in (self.file, self.sheet, self.title)]
        titled = any(_names_last(text, kind) for text in said)
        if kind.titled and not (titled or asked):
            return 0
        known = len({c.field for c in self.columns if c.field} | self.given.keys())
        unlike = sum(self.has(name) for name in kind.unlike)
        return max(1, known + 5 * titled - 3 * unlike)


def _names_last(text: str, kind: SourceKind) -> bool:
    """Whether a title names a kind, and none behind it: 集中支付对账单 is a statement."""

    def end(one: SourceKind) -> int:
        return max((text.rfind(word) + len(word) for word in one.titles if word in text), default=0)

    return 0 < end(kind) == max(map(end, kinds().values()))


def open_source(path: Path, named: Mapping[str, str]) -> tuple[list[SourceTable], list[str]]:
    """The tables of a file whose heading is found, and the names of sheets without one.

    ``named`` gives headings that the accountant named: heading → field. Raises
    ``UnreadableError``.
    """
    tables: list[SourceTable] = []
    without: list[str] = []
    for document in read_all(path):
        above: list[str] = []
        for part in document.parts:
            if not isinstance(part, Grid):
                above.append(part.text)
                continue
            found = _table(document.file, part, above, named)
            if found:
                tables.append(found)
            elif tables and _continues(tables[-1], part):
                tables[-1].rows += part.rows
            elif part.spot.sheet or not tables:
                without.append(part.spot.sheet or document.file)
            above = []
    return tables, without


def _continues(table: SourceTable, grid: Grid) -> bool:
    """Whether a grid without a heading goes on with the table before it."""
    return table.sheet == grid.spot.sheet and abs(grid.width - len(table.columns)) <= 1


def _table(
    file: str, grid: Grid, above: Sequence[str], named: Mapping[str, str]
) -> SourceTable | None:
    best: tuple[tuple[int, int, int], int, int, list[SourceColumn]] | None = None
    for number in range(min(_LOOK, len(grid.rows))):
        for depth in (1, 2):
            columns = _columns(grid, number, depth, named)
            spread = _spread(grid, number) if depth == 1 else frozenset()
            count = len({c.field for c in columns if c.field and c.place not in spread})
            by_half = sum(column.rank >= _BESIDE for column in columns)
            score = (count, -by_half, -depth)
            if count >= 2 and (best is None or score > best[0]):
                best = (score, number, depth, columns)
    if best is None:
        return None
    if best[0][0] < _FEWEST and not any(_fits(best[3], kind) for kind in kinds().values()):
        return None
    _, number, depth, columns = best
    titles = [*above, *(_joined(row) for row in grid.rows[:number])]
    table = SourceTable(
        file=file,
        sheet=grid.spot.sheet,
        title=" ".join(filter(None, titles)),
        head_row=row_number(grid.rows[number]),
        columns=columns,
        rows=list(grid.rows[number + depth :]),
    )
    if found := words().above_account.regex.search(table.title):
        table.given["account"] = found[1]
    _set_month(table)
    _set_unit(table, grid.rows[:number])
    return table


def _set_month(table: SourceTable) -> None:
    """The month of a table that has days only: its title says it, or its sheet's name."""
    if not table.has("day") or table.has("date", "month"):
        return
    for said in (table.title, table.sheet):
        months = {*words().dates.of_month.regex.findall(plain(said))}
        if len(months) == 1:
            table.given["month"] = months.pop()
            return


def _spread(grid: Grid, number: int) -> frozenset[int]:
    """Places of a row's cells that stand over several others (支付数 over 本月数 and 本年累计数):
    alone they name no column."""
    if number + 1 >= len(grid.rows):
        return frozenset()
    below = [grid.text(number + 1, place).strip() for place in range(grid.width)]
    named = [bool(text) and not _NUMBER.fullmatch(text) for text in below]
    return frozenset(
        place
        for place in range(grid.width - 1)
        if named[place] and named[place + 1] and grid.text(number, place)
        if not grid.text(number, place + 1)
    )


def _fits(columns: Sequence[SourceColumn], kind: SourceKind) -> bool:
    there = {column.field for column in columns}
    return all(there & set(group) for group in kind.needs)


def _joined(row: Row) -> str:
    return "".join(cell.text for cell in row if cell)


def row_number(row: Row) -> int:
    """The row's number in its file, from 1: of a sheet, of a table or a line."""
    for cell in row:
        if cell:
            spot = cell.spot
            digits = spot.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            return int(digits) if digits else spot.row or spot.line
    return 0


def _columns(grid: Grid, number: int, depth: int, named: Mapping[str, str]) -> list[SourceColumn]:
    """The columns as named by one row, or by two where the upper one groups the lower."""
    if number + depth > len(grid.rows):
        return []
    if depth == 2 and any(_NUMBER.fullmatch(grid.text(number + 1, c)) for c in range(grid.width)):
        return []
    columns: list[SourceColumn] = []
    shift = _shift(grid.rows[number])
    group = ""
    for place in range(grid.width):
        upper = _one_line(grid.text(number, place))
        lower = _one_line(grid.text(number + 1, place)) if depth == 2 else ""
        if upper:
            group = upper
        above = upper or (group if lower else "")
        said = above + lower if depth == 2 else upper
        if named.get(heading(said)):
            name, rank = named[heading(said)], -1
        else:
            name, rank = field_of(said)
            if not name and lower:
                name, rank = field_of(lower)
                rank += _BESIDE
        position = place + shift if shift is not None else -1
        columns.append(SourceColumn(place, said, name, rank, position))
    return columns


def _shift(row: Row) -> int | None:
    """How far a table stands from a spreadsheet's first column; ``None`` where there is none."""
    for place, cell in enumerate(row):
        if cell and (column := cell.spot.column_of_sheet or cell.spot.field):
            return column - 1 - place
    return None


def _one_line(text: str) -> str:
    return "".join(text.split())


def _set_unit(table: SourceTable, above: Sequence[Row]) -> None:
    """The money unit and where it stands: in the rows above, or in the heading of an amount."""
    said = words().unit_above.regex.search(plain(table.title))
    written = said[1] if said else ""
    table.unit_at = table.at(table.head_row)
    for cell in (cell for row in above for cell in row if cell):
        if words().unit_above.regex.search(plain(cell.text)):
            place = Place(table.file, table.sheet, row_number([cell]))
            table.unit_at = replace(place, cell=cell.spot.cell)
    for column in table.columns:
        if found := words().unit_in_heading.regex.search(column.heading):
            written, table.unit_at = found[1], table.at(table.head_row, column.field)
    units = words().units
    if written in units["wan"]:
        table.unit = WAN
    elif written and written not in units["yuan"]:
        table.unknown_unit = written
