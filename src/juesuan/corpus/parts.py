"""The journal of a corpus (语料库): one Parquet file a disclosure, one a layout, written whole or
not at all. Several processes and machines may write parts of one corpus at the same time.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from juesuan.corpus.records import Rows
from juesuan.corpus.schema import SchemaTable, tables
from juesuan.facts.store import connect

if TYPE_CHECKING:
    import duckdb

__all__ = ["LAYOUTS", "PARTS", "Parts", "encoded", "quoted"]

PARTS, LAYOUTS = "parts", "layouts"
_MEMORY = "1GB"
_ROOM = 1 << 16
"""Bytes that the engine wants beyond the text it reads."""


def quoted(path: Path | str) -> str:
    """A path or text as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"


class Parts:
    """Writes parts into the folder of a corpus."""

    def __init__(self, folder: Path, db: duckdb.DuckDBPyConnection | None = None) -> None:
        self.parts, self.layouts = folder / PARTS, folder / LAYOUTS
        self.db = db or connect(_MEMORY)
        self._written = {int(path.stem) for path in self.layouts.glob("*.parquet")}

    def add(self, document: int, content: bytes, layout: int | None, terms: bytes) -> None:
        """Write the rows of a disclosure (JSON, by table) as its part, those of its layout
        before it."""
        if layout is not None and layout not in self._written and terms:
            struct = tables()["terms"].struct
            self._write(self.layouts / f"{layout}.parquet", {"terms": f"{struct}[]"}, terms)
            self._written.add(layout)
        kinds = {name: f"{_full(table)}[]" for name, table in tables().items() if name != "terms"}
        self._write(self.parts / f"{document}.parquet", kinds, content)

    def _write(self, path: Path, columns: Mapping[str, str], content: bytes) -> None:
        mine = path.with_suffix(f".{uuid.uuid4().hex[:8]}.json")  # another may write it, too
        text, new = mine, mine.with_suffix(".new")
        text.write_bytes(content)
        types = ", ".join(f"'{name}': {quoted(kind)}" for name, kind in columns.items())
        self.db.execute(
            f"COPY (SELECT * FROM read_json({quoted(text)}, format = 'newline_delimited',"
            f" columns = {{{types}}}, maximum_object_size = {len(content) + _ROOM}))"
            f" TO {quoted(new)} (FORMAT parquet, COMPRESSION zstd)"
        )
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(path)
        text.unlink()


def _full(table: SchemaTable) -> str:
    inner = ", ".join(f'"{name}" {kind}' for name, kind in table.all_columns)
    return f"STRUCT({inner})"


def encoded(rows: Rows) -> tuple[int, bytes, int | None, bytes]:
    """Rows as ``Store.add`` takes them: number, JSON, layout, and the JSON of its terms."""
    head: dict[str, Any] = rows["documents"][0]
    terms = rows.pop("terms", [])
    layout = head.get("layout") if terms else None
    said = msgspec.json.encode({"terms": terms}) if terms else b""
    return head["document"], msgspec.json.encode(rows), layout, said
