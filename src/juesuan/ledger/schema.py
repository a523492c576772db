"""The tables of a book (账套) as described in ``data/book/sheets.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from msgspec import Struct, field

from juesuan.facts import named_dimensions
from juesuan.resources import Pattern, Record, load_typed
from juesuan.text import plain

__all__ = [
    "Caption",
    "Choice",
    "ColumnSpec",
    "SheetSpec",
    "called",
    "choices",
    "compared",
    "example_mark",
    "head_entries",
    "heading_key",
    "kinds",
    "levels_of_parts",
    "pages",
    "sheet",
    "sheets",
    "unit_columns",
    "written_choices",
]

ColumnType = Literal["text", "code", "choice", "amount", "count", "points", "date", "integer"]


class Caption(Record):
    """What a page or an entry is called."""

    zh: str
    en: str


class _WrittenKind(Record):
    zh: str
    en: str
    measure: str
    sign: Literal[-1, 1]


class _WrittenChoice(Record):
    zh: str
    en: str
    also: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class _WrittenColumn(Record):
    zh: str
    en: str
    type: ColumnType
    values: str = ""
    required: bool = False
    key: bool = False
    about: str = ""
    otherwise: str = ""
    codes: tuple[str, ...] = ()


class _WrittenSheet(Record):
    file: str
    title: str
    title_en: str
    about: str
    about_en: str
    source: str
    columns: Mapping[str, _WrittenColumn]
    folded: bool = False
    example: Mapping[str, str] = {}


class _Written(Record):
    """What ``data/book/sheets.toml`` says."""

    pages: Mapping[str, Caption]
    book: Mapping[str, Caption]
    units: Mapping[str, Caption]
    sheets: Mapping[str, _WrittenSheet]
    kinds: Mapping[str, _WrittenKind]
    choices: Mapping[str, Mapping[str, _WrittenChoice]]
    items: Mapping[str, tuple[str, ...]]
    example_mark: str
    total_rows: Pattern


class Choice(Struct, frozen=True):
    """One allowed value of a column: its id, its labels and how else it may be written."""

    id: str
    zh: str
    en: str
    also: tuple[str, ...] = ()


class ColumnSpec(Struct, frozen=True, kw_only=True):
    """A column of a table: what it is called and what it may hold. ``otherwise`` is what an
    empty cell means; ``codes`` are the economic codes that the column is for."""

    key: str
    zh: str
    en: str
    type: ColumnType
    values: str = ""
    required: bool = False
    unique: bool = False
    about: str = ""
    otherwise: str = ""
    codes: tuple[str, ...] = ()


class SheetSpec(Struct, frozen=True, kw_only=True):
    """A table of a book. ``file`` is its CSV file's stem, ``title`` its sheet's name.
    ``folded``: few units need it, so a new workbook hides its sheet; ``example`` is the row
    that shows how to fill it in, by column."""

    key: str
    file: str
    title: str
    title_en: str
    about: str
    about_en: str
    columns: tuple[ColumnSpec, ...]
    folded: bool = False
    example: Mapping[str, str] = field(default_factory=dict)

    def column(self, key: str) -> ColumnSpec:
        """The column with this key; ``KeyError`` if there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


def _data() -> _Written:
    return load_typed(_Written, "book/sheets.toml")


@cache
def sheets() -> tuple[SheetSpec, ...]:
    """All tables a book may have, entries first."""
    return tuple(
        SheetSpec(
            key=key,
            file=sheet.file,
            title=sheet.title,
            title_en=sheet.title_en,
            about=sheet.about,
            about_en=sheet.about_en,
            columns=tuple(_column(name, column) for name, column in sheet.columns.items()),
            folded=sheet.folded,
            example=sheet.example,
        )
        for key, sheet in _data().sheets.items()
    )


def sheet(key: str) -> SheetSpec:
    """The table with this key; ``KeyError`` if there is none."""
    return next((spec for spec in sheets() if spec.key == key), None) or _missing(key)


def _missing(key: str) -> SheetSpec:
    raise KeyError(key)


def _column(name: str, column: _WrittenColumn) -> ColumnSpec:
    return ColumnSpec(
        key=name,
        zh=column.zh,
        en=column.en,
        type=column.type,
        values=column.values,
        required=column.required,
        unique=column.key,
        about=column.about,
        otherwise=column.otherwise,
        codes=column.codes,
    )


def pages() -> Mapping[str, Caption]:
    """The sheets of a book's workbook (账套工作簿) that hold no table of records: ``book`` and
    ``units`` to fill in, ``codes``, ``library`` and ``lists`` to look things up."""
    return _data().pages


def head_entries() -> Mapping[str, Caption]:
    """What ``book.toml`` may say besides its units, and what the workbook's page calls it."""
    return _data().book


def example_mark() -> str:
    """What an example row says of itself (样例)."""
    return _data().example_mark


def total_rows() -> Pattern:
    """What a cell says that makes its row a total (合计): of a text as ``plain`` gives it."""
    return _data().total_rows


def unit_columns() -> Mapping[str, Caption]:
    """What a book says of each of its units (单位): the columns of the page ``units``."""
    return _data().units


@cache
def kinds() -> Mapping[str, tuple[str, int]]:
    """Entry kinds (分录类型): id → measure and sign."""
    return {key: (kind.measure, kind.sign) for key, kind in _data().kinds.items()}


def levels_of_parts() -> Mapping[str, tuple[str, ...]]:
    """Second-level indicators (数量、质量…): id → the first levels that may hold it, the usual
    one first."""
    return {key: part.of for key, part in _data().choices["indicator_parts"].items()}


@cache
def choices(values: str) -> tuple[Choice, ...]:
    """What a choice column may hold: a list of ``sheets.toml``, a dimension's postable
    nodes, or some of its items (counted things, assets, procurement, receptions)."""
    if values == "kinds":
        return tuple(Choice(key, kind.zh, kind.en) for key, kind in _data().kinds.items())
    if listed := _data().choices.get(values):
        return tuple(Choice(key, one.zh, one.en, one.also) for key, one in listed.items())
    dimension = named_dimensions()["item" if values in _data().items else values]
    return tuple(
        Choice(node.id, node.zh, node.en, node.also)
        for node in dimension.nodes.values()
        if not node.group and _chosen(values, node.id)
    )


def _chosen(values: str, node: str) -> bool:
    heads = _data().items.get(values)
    return heads is None or any(node == head or node.startswith(head + ".") for head in heads)


def called(values: str, key: str, lang: str = "zh") -> str:
    """What a choice is called; a key that is none stays as it is."""
    found = {choice.id: choice.zh if lang == "zh" else choice.en for choice in choices(values)}
    return found.get(key, key)


def compared(text: str) -> str:
    """A text as headings and choices are compared: half-width, without blanks, in lower case."""
    return plain(text).lower()


@cache
def written_choices(values: str) -> Mapping[str, str]:
    """Every accepted way of writing a choice → its id."""
    return {
        compared(text): choice.id
        for choice in choices(values)
        for text in (choice.id, choice.zh, choice.en, *choice.also)
    }


def heading_key(heading: str, columns: Iterable[ColumnSpec]) -> str | None:
    """The column a heading stands for, by key, Chinese or English name."""
    said = compared(heading).rstrip("*")
    for column in columns:
        if said in {compared(column.key), compared(column.zh), compared(column.en)}:
            return column.key
    return None
