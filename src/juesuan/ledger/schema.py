"""The tables of a book (账套) as described in ``data/book/sheets.toml``."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from juesuan.facts import named_dimensions

__all__ = [
    "Choice",
    "ColumnSpec",
    "SheetSpec",
    "choices",
    "heading_key",
    "kinds",
    "plain",
    "sheets",
]


@dataclass(frozen=True)
class Choice:
    """One allowed value of a column: its id, its labels and how else it may be written."""

    id: str
    zh: str
    en: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnSpec:
    """A column of a table: what it is called and what it may hold."""

    key: str
    zh: str
    en: str
    type: str
    values: str = ""
    required: bool = False
    unique: bool = False
    about: str = ""


@dataclass(frozen=True)
class SheetSpec:
    """A table of a book. ``file`` is its CSV file's stem, ``title`` its sheet's name."""

    key: str
    file: str
    title: str
    title_en: str
    about: str
    about_en: str
    columns: tuple[ColumnSpec, ...]

    def column(self, key: str) -> ColumnSpec:
        """The column with this key; ``KeyError`` if there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@cache
def _data() -> Mapping[str, Any]:
    path = resources.files("juesuan") / "data" / "book" / "sheets.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def sheets() -> tuple[SheetSpec, ...]:
    """All tables a book may have, entries first."""
    return tuple(
        SheetSpec(
            key=key,
            file=entry["file"],
            title=entry["title"],
            title_en=entry["title_en"],
            about=entry["about"],
            about_en=entry["about_en"],
            columns=tuple(
                ColumnSpec(
                    key=name,
                    zh=column["zh"],
                    en=column["en"],
                    type=column["type"],
                    values=column.get("values", ""),
                    required=column.get("required", False),
                    unique=column.get("key", False),
                    about=column.get("about", ""),
                )
                for name, column in entry["columns"].items()
            ),
        )
        for key, entry in _data().items()
        if "columns" in entry
    )


@cache
def kinds() -> Mapping[str, tuple[str, int]]:
    """Entry kinds (分录类型): id → measure and sign."""
    return {key: (kind["measure"], kind["sign"]) for key, kind in _data()["kinds"].items()}


@cache
def choices(values: str) -> tuple[Choice, ...]:
    """What a choice column may hold: a list of ``sheets.toml``, a dimension's postable
    nodes, or some of its items (counted things, assets, procurement, receptions)."""
    if values in _data():
        return tuple(
            Choice(key, entry["zh"], entry["en"], tuple(entry.get("also", ())))
            for key, entry in _data()[values].items()
        )
    dimension = named_dimensions()["item" if values in _data()["items"] else values]
    return tuple(
        Choice(node.id, node.zh, node.en, node.also)
        for node in dimension.nodes.values()
        if not node.group and _chosen(values, node.id)
    )


def _chosen(values: str, node: str) -> bool:
    heads = _data()["items"].get(values)
    return heads is None or any(node == head or node.startswith(head + ".") for head in heads)


def plain(text: str) -> str:
    """A text as it is compared: half-width, without blanks, in lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


@cache
def written_choices(values: str) -> Mapping[str, str]:
    """Every accepted way of writing a choice → its id."""
    return {
        plain(text): choice.id
        for choice in choices(values)
        for text in (choice.id, choice.zh, choice.en, *choice.also)
    }


def heading_key(heading: str, columns: Iterable[ColumnSpec]) -> str | None:
    """The column a heading stands for, by key, Chinese or English name."""
    said = plain(heading).rstrip("*")
    for column in columns:
        if said in {plain(column.key), plain(column.zh), plain(column.en)}:
            return column.key
    return None
