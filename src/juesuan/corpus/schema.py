"""The schema of a corpus (语料库的结构): tables and columns, from ``data/corpus/schema.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from juesuan.resources import load

__all__ = ["SchemaColumn", "SchemaTable", "partitions", "schema_version", "tables"]

_FILE = "corpus/schema.toml"


class SchemaColumn(Struct, frozen=True):
    """A column: its name, its type in the engine, and what it holds in both languages."""

    name: str
    type: str
    zh: str
    en: str


class SchemaTable(Struct, frozen=True):
    """A table: its columns in order. ``partitioned`` by year and region, or one for all."""

    name: str
    zh: str
    en: str
    columns: tuple[SchemaColumn, ...]
    partitioned: bool = True

    @property
    def struct(self) -> str:
        """The type of one row."""
        inner = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f"STRUCT({inner})"

    @property
    def all_columns(self) -> tuple[tuple[str, str], ...]:
        """Names and types with those that the folders' names give."""
        own = tuple((column.name, column.type) for column in self.columns)
        return (*own, *partitions().items()) if self.partitioned else own


@cache
def schema_version() -> int:
    """The version of the schema that this program writes."""
    return int(load(_FILE)["version"])


@cache
def partitions() -> Mapping[str, str]:
    """The columns by which a corpus is partitioned, and their types."""
    types = {"year": "INTEGER", "region": "VARCHAR"}
    return {name: types[name] for name in load(_FILE)["partitions"]}


@cache
def tables() -> Mapping[str, SchemaTable]:
    """The tables by their names."""
    return {
        name: SchemaTable(
            name,
            said["zh"],
            said["en"],
            tuple(
                SchemaColumn(column, of["type"], of["zh"], of["en"])
                for column, of in said["columns"].items()
            ),
            said.get("partitioned", True),
        )
        for name, said in load(_FILE).items()
        if isinstance(said, Mapping)
    }
