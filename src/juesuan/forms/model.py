"""What a form file says, checked and typed: forms (表), their sides, rows and columns.

Nothing here knows about facts: a form is a view, and these are its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import product

from msgspec import Struct, field

from juesuan.classification import function_classes
from juesuan.facts import Selection
from juesuan.forms.errors import FormDataError
from juesuan.forms.grid import Span
from juesuan.text import chinese

__all__ = ["MONEY", "ClassList", "Form", "Places", "Row", "RowSource", "Side", "natural"]

MONEY = "money"
"""The unit of cells that hold amounts; other units are words such as 辆."""

ROLES = frozenset({"label", "row_no", "code", "name"})
"""What a printed column of a side can hold besides a numbered column's figures."""


def natural(key: str) -> tuple[int, int | str]:
    """Sort key that puts 2 before 10, numbers before words."""
    return (0, int(key)) if key.isdigit() else (1, key)


class Places(Struct, frozen=True, dict=True):
    """A set of cells written as ``rows:columns``, such as ``8-10,12:1-2`` or ``*:1``.

    A row ending in ``*`` means every code that begins so.
    """

    entries: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()

    @classmethod
    def parse(cls, written: Sequence[str]) -> Places:
        """Read places; a form set's ``closed`` and ``zeros`` are lists of them."""
        entries = []
        for text in written:
            rows, _, columns = text.rpartition(":")
            if not rows or not columns:
                raise FormDataError("bad_places", text=text)
            entries.append((_keys(rows), _keys(columns)))
        return cls(tuple(entries))

    @classmethod
    def by_form(cls, written: list[str]) -> dict[str, Places]:
        """Read places that name their form first, as a book's ``zeros`` do: ``05:*:1-3``."""
        found: dict[str, list[str]] = {}
        for text in written:
            form, _, rest = text.partition(":")
            found.setdefault(form.strip(), []).append(rest)
        return {form: cls.parse(places) for form, places in found.items()}

    def __contains__(self, place: tuple[str, str]) -> bool:
        row, column = place
        return place in self._exact or any(
            any(_matches(row, pattern) for pattern in rows)
            and any(_matches(column, pattern) for pattern in columns)
            for rows, columns in self._patterns
        )

    @cached_property
    def _exact(self) -> frozenset[tuple[str, str]]:
        """The places of entries without ``*``."""
        return frozenset(
            place
            for rows, columns in self.entries
            if not _open(rows, columns)
            for place in product(rows, columns)
        )

    @cached_property
    def _patterns(self) -> Sequence[tuple[tuple[str, ...], tuple[str, ...]]]:
        return [entry for entry in self.entries if _open(*entry)]


def _open(*keys: tuple[str, ...]) -> bool:
    return any(key.endswith("*") for group in keys for key in group)


def _keys(text: str) -> tuple[str, ...]:
    keys: list[str] = []
    for piece in (part.strip() for part in text.split(",")):
        first, dash, last = piece.partition("-")
        if dash and first.isdigit() and last.isdigit():
            keys += [str(n) for n in range(int(first), int(last) + 1)]
        else:
            keys.append(piece)
    return tuple(keys)


def _matches(key: str, pattern: str) -> bool:
    return key.startswith(pattern[:-1]) if pattern.endswith("*") else key == pattern


class Row(Struct, frozen=True, kw_only=True):
    """One printed row: its key (行次, code or ``total``), label, selection and unit."""

    key: str
    label: str
    selection: Selection
    row_no: str = ""
    code: str = ""
    unit: str = MONEY
    above: tuple[str, ...] = ()
    appended: bool = False


class RowSource(Struct, frozen=True, kw_only=True):
    """Where the rows of an entry come from.

    ``each`` is ``""`` for the one row in ``row``; ``function classes`` for the listed
    classes, numbered from ``first``; ``function codes`` for every code with facts (浮动行);
    ``economic codes`` for the ``codes`` listed. ``listed`` names the dimension of whose list
    the one row is a part.
    """

    key: str
    each: str = ""
    row: Row | None = None
    selection: Selection | None = None
    first: int | None = None
    codes: tuple[str, ...] = ()
    listed: str = ""


class Side(Struct, frozen=True, kw_only=True):
    """A block of columns with rows of its own; most forms have one, 01 has two, 06 three.

    ``body`` names what each printed column holds: ``label``, ``row_no``, ``code``, ``name``
    or a column number (栏次). ``labels`` are the form's own names for codes, ``maps`` send a
    code without a row here to a row that stands for it.
    """

    key: str
    body: tuple[str, ...]
    columns: Mapping[str, Selection]
    sources: tuple[RowSource, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    maps: Mapping[str, str] = field(default_factory=dict)


class ClassList(Struct, frozen=True, dict=True):
    """The functional classes (类) that forms print: a list's name and the year it is read for,
    since classes come, go and are renamed."""

    name: str = "function_classes"
    year: int = 0

    @cached_property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """Code and printed label (一、…) of every class in its order."""
        listed = function_classes(self.name, self.year)
        return tuple((entry.code, f"{chinese(entry.order)}、{entry.name}") for entry in listed)


class Form(Struct, frozen=True, kw_only=True):
    """A prescribed table (表) of a form set."""

    key: str
    no: str
    number: str
    title: str
    title_en: str
    scope: Selection
    header: tuple[Span, ...]
    width: int
    sides: tuple[Side, ...]
    footer: tuple[Span, ...]
    footer_rows: Mapping[str, Selection]
    notes: tuple[str, ...]
    empty: str
    department_line: str
    unit_line: str
    closed: Places
    zeros: Places
    numbered: bool
    landscape: bool
    classes: ClassList = ClassList()

    @property
    def header_rows(self) -> int:
        """Lines of the printed head."""
        return max((span.row + span.rows for span in self.header), default=0)
