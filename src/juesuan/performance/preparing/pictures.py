"""Layouts of performance tables as data: pictures of the tables, filled with texts.

A picture (``data/performance/tables``) is a grid as of a form's head: each line a row, ``<``
continues the cell on the left, ``^`` the one above. ``{name}`` is filled in; a line that begins
with ``+indicators`` is repeated for each indicator, levels alike are merged; one that begins with
``?other`` stands only where there is such a source of money.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from juesuan.forms import FormSet, FormSetError, GridError, load_form_set, parse_grid
from juesuan.messages import say
from juesuan.performance.preparing.model import PreparedCell, PreparedTable

__all__ = ["Layout", "Picture", "TableDataError", "available_layouts", "layout_for", "load_layout"]

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


class TableDataError(Exception):
    """A layout that cannot be used: ``key`` is a message key of ``[tables]``."""

    def __init__(self, place: str, key: str, **details: object) -> None:
        super().__init__(f"{place}: {key} {details}")
        self.place = place
        self.key = key
        self.details = details

    def text(self, lang: str = "zh") -> str:
        """What is wrong, in words."""
        return say(f"tables.{self.key}", lang, place=self.place, **self.details)


@dataclass(frozen=True)
class Picture:
    """One table of a layout."""

    kind: str
    place: str
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
            self.kind,
            self._said(number, told),
            self._said(self.title, told),
            self._rows(every, repeated, present),
            self.widths,
            self._said(self.department, told),
            self._said(self.unit, told),
            self.notes,
            values.get("name", "") if self.kind == "project" else "",
        )

    def _rows(
        self, values: Values, repeated: Repeated, present: frozenset[str]
    ) -> tuple[tuple[PreparedCell, ...], ...]:
        lines = [line for text in self.grid.strip().splitlines() if (line := text.strip())]
        drawn = [row for line in lines for row in self._drawn(line, repeated, present)]
        try:
            spans = parse_grid("\n".join(drawn), len(self.widths))
        except GridError as error:
            raise TableDataError(self.place, "bad_grid", why=error) from None
        rows: list[list[PreparedCell]] = [[] for _ in drawn]
        for span in sorted(spans, key=lambda s: (s.row, s.column)):
            said = self._said(span.text, values)
            rows[span.row].append(PreparedCell(said, span.rows, span.columns, *_set(span.text)))
        return tuple(tuple(row) for row in rows)

    def _drawn(self, line: str, repeated: Repeated, present: frozenset[str]) -> list[str]:
        match = _LINE.fullmatch(line)
        if match is None:
            raise TableDataError(self.place, "bad_line", line=line)
        sign, name, cells = match[1], match[2], match[3]
        if sign == "?":
            return [cells] if name in present else []
        if sign != "+":
            return [cells]
        if name not in repeated:
            raise TableDataError(self.place, "no_such_list", name=name)
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
            raise TableDataError(self.place, "no_such_value", name=error.args[0]) from None


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


@dataclass(frozen=True)
class Layout:
    """The performance tables of a form set. ``rate`` is how a rate is printed, ``no_reason``
    what stands for no reason."""

    id: str
    source: str
    form_sets: tuple[str, ...]
    rate: str
    no_reason: str
    pictures: Mapping[str, Picture]


def _root() -> Any:
    return resources.files("juesuan") / "data" / "performance" / "tables"


def available_layouts() -> list[str]:
    """Ids of the layouts that come with the package."""
    return sorted(e.name.removesuffix(".toml") for e in _root().iterdir() if e.is_file())


def _read(name: str, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    own = Path(name)
    path = own if own.suffix == ".toml" and own.is_file() else _root() / f"{name}.toml"
    if not path.is_file() or name in seen:
        raise TableDataError(name, "no_such_layout", known="、".join(available_layouts()))
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TableDataError(name, "not_toml", why=error) from None
    if not (parent := data.pop("inherits", "")):
        return data
    merged = _read(parent, (*seen, name))
    for key, value in data.items():
        merged[key] = {**merged.get(key, {}), **value} if isinstance(value, dict) else value
    return merged


@cache
def load_layout(name: str) -> Layout:
    """The layout with this id, or in this toml file. Raises ``TableDataError``."""
    data = _read(name)
    try:
        pictures = {
            kind: Picture(
                kind,
                f"{name}.{kind}",
                entry.get("number", ""),
                entry.get("each", ""),
                entry["title"],
                entry.get("department", ""),
                entry.get("unit", ""),
                tuple(float(width) for width in entry["widths"]),
                tuple(entry.get("notes", ())),
                entry["grid"],
            )
            for kind in KINDS
            if (entry := data.get(kind))
        }
        return Layout(
            name,
            data["source"],
            tuple(data["form_sets"]),
            data["rate"],
            data["no_reason"],
            pictures,
        )
    except KeyError as error:
        raise TableDataError(name, "missing_entry", entry=error.args[0]) from None
    except (TypeError, ValueError) as error:
        raise TableDataError(name, "malformed", why=error) from None


@cache
def _by_form_set() -> Mapping[str, str]:
    return {s: name for name in available_layouts() for s in _read(name).get("form_sets", ())}


def layout_for(form_set: FormSet) -> Layout | None:
    """The layout of a form set, or of the nearest one it builds on; ``None`` where no
    performance tables are prescribed (Shanghai reports in words)."""
    known, current = _by_form_set(), form_set
    for _ in range(20):
        for candidate in (current.id, current.inherits):
            if candidate in known:
                return load_layout(known[candidate])
        if not current.inherits:
            return None
        try:
            current = load_form_set(current.inherits)
        except (FormSetError, KeyError):
            return None
    return None
