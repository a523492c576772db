"""Tables with what stands around them, and what those lines say: number, department, unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.lexicon import TableMeaning, names_units
from juesuan.lexicon.cells import code_in, kind_of
from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.figures import read_figure
from juesuan.reading.words import bare_title, words
from juesuan.text import plain, whole_number

__all__ = [
    "ExtraColumn",
    "SeenTable",
    "Table",
    "department_of",
    "money_of",
    "other_money_of",
    "page_furniture",
    "printed_number",
    "repeated_lines",
    "tables_of",
    "texts_of",
]

_NEAR = 8
_HEAD_ROWS = 12
_REPEATED = 3
_LINE = 60
_CAPTION = 2
"""Rows that the lines above a table may take where they are set as a table."""


class ExtraColumn(Struct, frozen=True, kw_only=True):
    """A printed column that is set aside, for its words are not known: its ``head`` (empty where
    none is printed), its ``place`` in the rows, whether it is ``alone`` below its head, and its
    cells, one for each row."""

    head: str
    place: int
    alone: bool
    cells: tuple[GridText | None, ...]


class Table(Struct, dict=True):
    """A grid with what stands around it, perhaps continued over several grids.

    ``before`` are the texts between it and the table before, ``after`` those that follow;
    ``spots`` say where the texts before stand.
    """

    rows: list[tuple[GridText | None, ...]]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    meant: dict[tuple[int, int], TableMeaning] = field(default_factory=dict)
    """What it means in a year with so many rows, once that is known."""

    @cached_property
    def seen(self) -> SeenTable:
        """What of it is compared with forms."""
        if self.begins_with is not None and len(self.begins_with.rows) == len(self.rows):
            return self.begins_with.seen
        return SeenTable.of(self)

    @cached_property
    def begins_with(self) -> Table | None:
        """The table that it begins with, where it may go on over others."""
        return None

    @cached_property
    def figures_by_name(self) -> dict[str, tuple[Decimal, ...]]:
        """What its rows are called, by codes and words, and their figures; of names that stand
        once. Whole numbers are none, but for zeros."""
        rows = [(name, said) for row in self.rows if (name := _name(row)) and (said := _said(row))]
        often = Counter(name for name, _ in rows)
        return {name: said for name, said in rows if often[name] == 1}

    @cached_property
    def of_two_perhaps(self) -> bool:
        """Whether its parts may be of two units: nothing tells."""
        return False

    @cached_property
    def extra(self) -> tuple[ExtraColumn, ...]:
        """The columns that were set aside."""
        return ()

    @property
    def spot(self) -> Spot:
        """Where its first cell stands."""
        return next((cell.spot for row in self.rows for cell in row if cell), Spot())

    def going_on(self) -> Table:
        """A table of the same rows to which others can be added."""
        whole = replace(self, rows=list(self.rows))
        whole.begins_with = self
        whole.of_two_perhaps = self.of_two_perhaps
        return whole

    @cached_property
    def department(self) -> str:
        """The department that the lines above it, or its first ones, name; plain, or empty."""
        lines = (*reversed(self.before[-_NEAR:]), *self.texts(5))
        return next((plain(name) for text in lines if (name := department_of(text))), "")

    def text(self, row: int, column: int) -> str:
        """The stripped text at a place; empty where there is none."""
        cells = self.rows[row]
        cell = cells[column] if column < len(cells) else None
        return cell.text.strip() if cell else ""

    def texts(self, rows: int | None = None) -> list[str]:
        """All texts of the first rows, in order."""
        return [c.text for line in self.rows[:rows] for c in line if c and c.text.strip()]

    def without_blank_columns(self, widths: Collection[int]) -> Table:
        """The table without the columns in which nothing stands, if all rows are as long and
        as many columns as expected (one of ``widths``) are left then; else the table itself."""
        width = max((len(row) for row in self.rows), default=0)
        if width <= max(widths, default=0) or any(len(row) != width for row in self.rows):
            return self
        filled = {
            n
            for row in self.rows
            for n, cell in enumerate(row)
            if cell is not None and cell.text.strip()
        }
        if len(filled) not in widths:
            return self
        kept = [tuple(cell for n, cell in enumerate(row) if n in filled) for row in self.rows]
        return Table(list(kept), self.before, self.after, self.spots)

    def columns_left_of(self, part: Table) -> int:
        """How many columns of a workbook, blank in a part that goes on with the table, stand left
        of what that part prints; 0 where its rows are as wide as the table's."""
        first, own = self._first_column, part._first_column
        if not (first and own):
            return 0
        width = max(map(len, self.rows), default=0)
        moved = own - first
        return moved if 0 < moved <= width - max(map(len, part.rows)) else 0

    @property
    def _first_column(self) -> int:
        """The column of the workbook where its rows begin, from 1; 0 in other files."""
        found = ((n, cell) for row in self.rows for n, cell in enumerate(row) if cell is not None)
        place, cell = next(found, (0, None))
        return cell.spot.column_of_sheet - place if cell and cell.spot.cell else 0

    @property
    def near(self) -> list[str]:
        """The lines just above and the first ones in the table, in order."""
        return [*self.before[-_NEAR:], *self.texts(4)]


def _name(row: Sequence[GridText | None]) -> str:
    """The code and the words before a row's figures."""
    name = ""
    for cell in row:
        text = plain(cell.text) if cell else ""
        if kind_of(text) == "text" or code_in(text)[0]:
            name += text
        elif name and text:
            break
    return name


def _said(row: Sequence[GridText | None]) -> tuple[Decimal, ...]:
    figures = (read_figure(cell.text) for cell in row if cell)
    return tuple(f.value for f in figures if f.is_number and ("." in f.text or not f.value))


class SeenTable(Struct, frozen=True, kw_only=True, eq=False):
    """What of a table is compared with forms, gathered once.

    ``near`` are the plain texts around its head in order, ``number`` the official number
    (公开05表), ``informal`` another one (附表5, 表五)."""

    near: tuple[str, ...]
    number: str
    informal: str
    head: frozenset[str]
    everything: frozenset[str]
    words: frozenset[str]
    codes: frozenset[str]
    essences: dict[Hashable, Any] = field(default_factory=dict)
    """What was found out by comparing it, by what it was compared with."""

    @classmethod
    def of(cls, table: Table) -> SeenTable:
        """Gather it."""
        near = tuple(plain(text) for text in table.near)
        everything = frozenset(plain(text) for text in table.texts())
        official, informal = printed_number(near)
        return cls(
            near=near,
            number=official,
            informal=informal,
            head=frozenset(plain(text) for text in table.texts(_HEAD_ROWS)),
            everything=everything,
            words=frozenset(text for text in everything if read_figure(text).kind == "text"),
            codes=frozenset(text for text in everything if re.fullmatch(r"3\d{2}(\d\d)?", text)),
        )


def printed_number(near: Sequence[str]) -> tuple[str, str]:
    """The official (公开05表) and the informal number (附表5, 表五) that plain lines print
    last, as two digits and the number of a branch (02-1); empty where none is."""
    official = [m[1] for text in near for m in words().around.number.finditer(text)]
    informal = [match[1] for text in near if (match := words().around.informal.fullmatch(text))]
    return (
        re.sub(r"^\d\b", r"0\g<0>", official[-1]) if official else "",
        f"{whole_number(informal[-1]) or 0:02d}" if informal else "",
    )


def tables_of(documents: Iterable[Document]) -> list[Table]:
    """The tables of documents in order, each with its surroundings."""
    tables: list[Table] = []
    said: list[str] = []
    spots: list[Spot] = []
    for document in documents:
        for part in document.parts:
            if isinstance(part, Paragraph):
                wrapped = words().titles.wrapped.fullmatch(part.text.strip())
                said.append(wrapped[1] if wrapped else part.text)
                spots.append(part.spot)
            elif isinstance(part, Grid) and (lines := _caption(part)):
                said += lines
                spots += [part.spot] * len(lines)
            elif isinstance(part, Grid) and part.rows:
                if tables:
                    tables[-1].after = list(said)
                tables.append(Table(list(part.rows), said, spots=spots))
                said, spots = [], []
    if tables:
        tables[-1].after = said
    return tables


def _caption(grid: Grid) -> list[str]:
    """The lines of a grid that is no table but stands above one (部门：…　公开07表　单位：万元),
    as pages of sites set them; empty for any other grid."""
    cells = [cell.text for row in grid.rows for cell in row if cell and cell.text.strip()]
    lines = [line.strip() for text in cells for line in text.split("\n") if line.strip()]
    around, year = words().around, words().documents.year
    if len(grid.rows) > _CAPTION or not any(around.head.search(line) for line in lines):
        return []
    known = (around.head.search(x) or around.number.search(x) or year.search(x) for x in lines)
    return lines if all(known) else []


def texts_of(documents: Iterable[Document], rows: int) -> Iterator[str]:
    """All paragraphs, and the texts in the first rows of tables."""
    for document in documents:
        for part in document.parts:
            if isinstance(part, Paragraph):
                yield part.text
            else:
                yield from (cell.text for line in part.rows[:rows] for cell in line if cell)


def page_furniture(repeated: Iterable[str], titles: Iterable[str]) -> frozenset[str]:
    """Running heads among lines that come again and again (``repeated_lines``): titles of forms
    are none."""
    known = {bare_title(title) for title in titles}
    return frozenset(line for line in repeated if bare_title(line) not in known)


def repeated_lines(tables: Sequence[Table]) -> frozenset[str]:
    """Lines between tables that come again and again, but for their digits. Numbers of forms and
    what says the department or unit are none."""
    counted = Counter(
        line
        for table in tables
        for line in {_bare(text) for text in table.before if len(text) <= _LINE}
    )
    return frozenset(
        line
        for line, times in counted.items()
        if times >= _REPEATED
        and not words().around.head.search(line)
        and not words().around.note.search(line)
    )


def is_furniture(text: str, repeated: frozenset[str] = frozenset()) -> bool:
    """Whether a line between the parts of a table says nothing: page numbers, 续表, running
    heads."""
    folded = plain(text)
    if len(folded) <= 3 or _bare(text) in repeated:
        return True
    return words().around.furniture.fullmatch(folded) is not None


def _bare(text: str) -> str:
    return re.sub(r"\d", "", plain(text))


def department_of(text: str) -> str:
    """The department a line names (部门：…); empty if none."""
    match = words().around.department.match(text.strip())
    if match is None:
        return ""
    name = match[1].strip()
    said = plain(name).partition("(")[0] or plain(name)  # 万元（节约以正数表示）
    return "" if names_units(said) or words().around.money.fullmatch(said) else name


def other_money_of(table: Table) -> str:
    """A money unit printed nearest to a table that accounts are not in (千元、亿元); else empty."""
    for text in (*reversed(table.before[-_NEAR:]), *table.texts(5)):
        if match := words().around.other_unit.search(plain(text)):
            return match[1]
        if words().around.unit.search(plain(text)):
            return ""
    return ""


def money_of(table: Table) -> str:
    """The money unit printed near a table, or in its head (元 or 万元); empty if none is."""
    for text in (*reversed(table.before[-_NEAR:]), *table.texts(5)):
        if match := words().around.unit.search(plain(text)):
            return match[1]
    for text in reversed(table.before[-_NEAR:]):
        if match := words().around.title_unit.search(plain(text)):
            return match[1]
    heads = (words().around.head_unit.search(plain(text)) for text in table.texts(2))
    said = {match[1] for match in heads if match}
    return said.pop() if len(said) == 1 else ""
