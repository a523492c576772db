"""Layouts of performance tables as data: pictures of the tables, filled with texts.

A picture (``data/performance/tables``) is a grid as of a form's head: each line a row, ``<``
continues the cell on the left, ``^`` the one above. ``{name}`` is filled in; a line that begins
with ``+indicators`` is repeated for each indicator, levels alike are merged; one that begins with
``?other`` stands only where there is such a source of money.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from juesuan.forms import FormSet, GridError, parse_grid
from juesuan.performance.choosing import by_form_set, chosen_for
from juesuan.performance.preparing.model import PreparedCell, PreparedTable
from juesuan.resources import (
    DataError,
    Record,
    data_names,
    find_data,
    inherited,
    read_toml,
    typed,
)
from juesuan.text import nearest

__all__ = ["Layout", "Picture", "TableDataError", "available_layouts", "layout_for", "load_layout"]

_FOLDER = "performance/tables"
KINDS = ("overall", "department", "project")
_PLACE = re.compile(r"\{([\w.]+)\}")
_LINE = re.compile(r"(?:([+?])(\w+))?\s*(\|.*\|)")
_MERGED = ("level1", "level2")
_RIGHT = {
    "initial", "full", "executed", "declared", "left", "adjustment", "approved",
    "approved_fiscal", "approved_other", "spent",
}  # fmt: skip
_CENTER = {
    "weight", "score", "rate", "grade", "level1", "level2", "operator", "measure", "year", "level",
    "whole_target", "whole_adjusted", "whole_actual",
}  # fmt: skip

Values = Mapping[str, str]
Repeated = Mapping[str, Sequence[Values]]


class TableDataError(DataError):
    """A layout that cannot be used. Keys besides those of any data file: ``no_such_layout``,
    ``bad_grid``, ``bad_line``, ``no_such_list``, ``no_such_value``."""

    section = "tables"


class Picture(Struct, frozen=True, kw_only=True):
    """One table of a layout: ``kind`` of the layout ``layout``."""

    kind: str
    layout: str
    number: str
    each: str
    title: str
    department: str
    unit: str
    widths: tuple[float, ...]
    notes: tuple[str, ...]
    grid: str

    def filled(
        self, values: Values, repeated: Repeated, present: frozenset[str], count: int = 0
    ) -> PreparedTable:
        """The table with texts in its places. ``present`` are the optional lines to print;
        ``count`` numbers the tables of one kind, 0 for the only one. Raises
        ``TableDataError``."""
        every = dict(values)
        for name, records in repeated.items():
            for row, record in enumerate(records):
                every |= {f"{name}.{row}.{key}": text for key, text in record.items()}
        number = self.each if count and self.each else self.number
        told = {**values, "n": str(count)}
        return PreparedTable(
            kind=self.kind,
            number=self._said(number, told),
            title=self._said(self.title, told),
            rows=self._rows(every, repeated, present),
            widths=self.widths,
            department_line=self._said(self.department, told),
            unit_line=self._said(self.unit, told),
            notes=self.notes,
            project=values.get("name", "") if self.kind == "project" else "",
        )

    def _wrong(self, key: str, **details: object) -> TableDataError:
        return TableDataError(key, self.layout, self.kind, **details)

    def _rows(
        self, values: Values, repeated: Repeated, present: frozenset[str]
    ) -> tuple[tuple[PreparedCell, ...], ...]:
        lines = [line for text in self.grid.strip().splitlines() if (line := text.strip())]
        drawn = [row for line in lines for row in self._drawn(line, repeated, present)]
        try:
            spans = parse_grid("\n".join(drawn), len(self.widths))
        except GridError as error:
            raise self._wrong("bad_grid", why=error) from None
        rows: list[list[PreparedCell]] = [[] for _ in drawn]
        for span in sorted(spans, key=lambda s: (s.row, s.column)):
            said = self._said(span.text, values)
            align, head = _set(span.text)
            place = _PLACE.fullmatch(span.text.strip())
            rows[span.row].append(
                PreparedCell(
                    text=said,
                    rows=span.rows,
                    columns=span.columns,
                    align=align,
                    head=head,
                    place=place[1] if place else "",
                )
            )
        return tuple(tuple(row) for row in rows)

    def _drawn(self, line: str, repeated: Repeated, present: frozenset[str]) -> list[str]:
        match = _LINE.fullmatch(line)
        if match is None:
            raise self._wrong("bad_line", line=line)
        sign, name, cells = match[1], match[2], match[3]
        if sign == "?":
            return [cells] if name in present else []
        if sign != "+":
            return [cells]
        if name not in repeated:
            raise self._wrong(
                "no_such_list", name=name, near=nearest(name, repeated) or list(repeated)
            )
        records = repeated[name]
        if not records:
            return [_PLACE.sub("", cells)]
        return [self._one(name, cells, records, number) for number in range(len(records))]

    @staticmethod
    def _one(name: str, cells: str, records: Sequence[Values], number: int) -> str:
        """The line of one record; what the record does not have is the table's."""
        drawn = cells
        before = records[number - 1] if number else None
        for depth, level in enumerate(_MERGED, 1):
            alike = before is not None and all(
                before.get(key) == records[number].get(key) for key in _MERGED[:depth]
            )
            if alike and level in records[number]:
                drawn = drawn.replace(f"{{{level}}}", "^")

        def own(match: re.Match[str]) -> str:
            return f"{{{name}.{number}.{match[1]}}}" if match[1] in records[number] else match[0]

        return _PLACE.sub(own, drawn)

    def _said(self, text: str, values: Values) -> str:
        try:
            return _PLACE.sub(lambda match: values[match[1]], text)
        except KeyError as error:
            name = error.args[0]
            near = nearest(name, values) or "—"
            raise self._wrong("no_such_value", name=name, near=near) from None


def _set(drawn: str) -> tuple[Literal["left", "center", "right"], bool]:
    """How a cell is set: labels in the middle, amounts on the right, texts on the left."""
    places = _PLACE.findall(drawn)
    if all(place == "unit" for place in places):
        return "center", bool(drawn) and drawn != "—"
    whose, _, role = places[0].rpartition(".")
    if role in _RIGHT:
        return "right", False
    measured = whose.startswith("indicators") and role in {"target", "actual"}
    return ("center" if role in _CENTER or measured else "left"), False


class Layout(Struct, frozen=True, kw_only=True):
    """The performance tables of a form set. ``rate`` is how a rate is printed, ``no_reason``
    what stands for no reason."""

    id: str
    source: str
    form_sets: tuple[str, ...]
    rate: str
    no_reason: str
    pictures: Mapping[str, Picture]


class _WrittenPicture(Record):
    """What the file of a layout says of one table."""

    title: str
    number: str = ""
    each: str = ""
    department: str = ""
    unit: str = ""
    widths: tuple[float, ...]
    notes: tuple[str, ...] = ()
    grid: str


class _Written(Record):
    """What the file of a layout says."""

    source: str
    form_sets: tuple[str, ...]
    rate: str
    no_reason: str
    overall: _WrittenPicture | None = None
    department: _WrittenPicture | None = None
    project: _WrittenPicture | None = None


def available_layouts() -> list[str]:
    """Ids of the layouts that come with the package."""
    return data_names(_FOLDER)


def _read(name: str) -> dict[str, Any] | None:
    file = find_data(_FOLDER, name)
    return None if file is None else read_toml(file, TableDataError)


@cache
def load_layout(name: str) -> Layout:
    """The layout with this id, or in this toml file. Raises ``TableDataError``."""
    if find_data(_FOLDER, name) is None:
        raise TableDataError("no_such_layout", name, known=available_layouts())
    said = typed(_Written, inherited(name, _read, TableDataError), name, error=TableDataError)
    written = {kind: getattr(said, kind) for kind in KINDS}
    return Layout(
        id=name,
        source=said.source,
        form_sets=said.form_sets,
        rate=said.rate,
        no_reason=said.no_reason,
        pictures={
            kind: Picture(kind=kind, layout=name, **msgspec.structs.asdict(picture))
            for kind, picture in written.items()
            if picture is not None
        },
    )


@cache
def _by_form_set() -> Mapping[str, str]:
    return by_form_set(_FOLDER)


def layout_for(form_set: FormSet) -> Layout | None:
    """The layout of a form set, or of the nearest one it builds on; ``None`` where no
    performance tables are prescribed (Shanghai reports in words)."""
    name = chosen_for(form_set, _by_form_set())
    return load_layout(name) if name else None
