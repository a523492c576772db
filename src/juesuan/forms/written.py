"""What the files of a form set (套表) may say: ``set.toml`` and one file a form.

A file may leave out what it inherits and write ``false`` for what it takes away; all files of a
form together must say what is required here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from juesuan.forms.errors import FormSetError
from juesuan.resources import DataError, Record, part_of, typed

__all__ = ["FormFile", "RowEntry", "SetFile", "SideEntry", "checked", "read_as"]


class SetFile(Record):
    """``set.toml``: the conventions of a set, and its forms' files by their numbers.

    ``words`` are the set's own words for those of the heads it inherits; ``abstract`` sets are
    only inherited.
    """

    id: str
    name: str
    name_en: str
    source: str
    first_year: int
    money: Literal["元", "万元"]
    dash: str
    total_label: str
    classes: str
    form_number: str
    department_line: str
    unit_line: str
    forms: Mapping[str, str]
    inherits: str = ""
    abstract: bool = False
    region: str = ""
    last_year: int = 0
    numbered: bool = True
    words: Mapping[str, str] = {}

    @property
    def last(self) -> int:
        """The last year a set is meant for; its first one where it names no other."""
        return self.last_year or self.first_year


class RowEntry(Record):
    """A row written as a table: one row, or a list of rows (``each``), of ``codes`` where named."""

    label: str = ""
    select: str = ""
    row_no: str | None = None
    above: tuple[str, ...] = ()
    each: Literal["", "function classes", "function codes", "economic codes"] = ""
    codes: str = ""


class SideEntry(Record):
    """A block of columns with rows of its own; a short row is written [label, selection]."""

    body: str
    columns: Mapping[str, str]
    rows: Mapping[str, tuple[str, str] | RowEntry]
    order: tuple[str, ...] = ()
    labels: Mapping[str, str] = {}
    maps: Mapping[str, str] = {}


class FormFile(Record):
    """The file of a form: its title, head, sides with columns and rows, notes and conventions.

    What is ``None`` is as the set says, or as the form's width asks.
    """

    title: str
    title_en: str
    header: str
    side: Mapping[str, SideEntry]
    follows: str = ""
    scope: str = ""
    footer: str = ""
    footer_rows: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()
    empty: str = ""
    department_line: str | None = None
    unit_line: str | None = None
    closed: tuple[str, ...] = ()
    zeros: tuple[str, ...] = ()
    numbered: bool | None = None
    landscape: bool | None = None


Kind = TypeVar("Kind", bound=Record)


def checked(kind: type[Record], data: Mapping[str, Any], place: str) -> None:
    """See that one file says nothing that is not known. Raises ``FormSetError`` with the file,
    the entry's place in it, and the nearest known name."""
    read_as(part_of(kind), data, place)


def read_as(kind: type[Kind], data: Mapping[str, Any], place: str) -> Kind:
    """What all files of a set or form say together. Raises ``FormSetError``."""
    try:
        return typed(kind, data, place)
    except DataError as error:
        where = " ".join(filter(None, (error.file, error.place)))
        raise FormSetError(where, error.key, **error.details) from None
