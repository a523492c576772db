"""The journal of a corpus (语料库): Parquet files of some disclosures each, written whole or not at
all. Several processes and machines may write parts of one corpus at the same time.

To write a file for every disclosure took as long as a tenth of reading it. So disclosures wait
until there are enough of them, or the first has waited long enough; what is killed before is
read again.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from juesuan.corpus.records import Rows
from juesuan.corpus.schema import SchemaTable, tables
from juesuan.facts.store import connect

if TYPE_CHECKING:
    import duckdb

__all__ = ["LAYOUTS", "PARTS", "Parts", "encoded", "journaled", "quoted"]

PARTS, LAYOUTS = "parts", "layouts"
_MEMORY = "1GB"
_ROOM = 1 << 16
"""Bytes that the engine wants beyond the text it reads."""
_TOGETHER = 100
"""Disclosures of one file."""
_BYTES = 1 << 25
"""Bytes of rows that wait at most, as JSON."""
_SECONDS = 10.0
"""How long a disclosure waits at most, if others come."""


def quoted(path: Path | str) -> str:
    """A path or text as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"


class Parts:
    """Writes parts into the folder of a corpus. ``together`` is how many disclosures a file has
    at most; what waits is written by ``flush``."""

    def __init__(
        self,
        folder: Path,
        db: duckdb.DuckDBPyConnection | None = None,
        together: int = _TOGETHER,
    ) -> None:
        self.parts, self.layouts = folder / PARTS, folder / LAYOUTS
        self.db = db or connect(_MEMORY)
        self.together = together
        self._written: set[int] = set()
        self._waiting: dict[int, bytes] = {}
        self._terms: dict[int, bytes] = {}
        self._since = 0.0

    def add(self, document: int, content: bytes, layout: int | None, terms: bytes) -> bool:
        """Take the rows of a disclosure (JSON, by table) and those of its layout, which are
        written before it. Whether all that was taken is written now."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting[document] = content
        if layout is not None and terms and layout not in self._written:
            self._terms[layout] = terms
        size = sum(map(len, self._waiting.values()))
        waited = time.monotonic() - self._since
        if len(self._waiting) < self.together and size < _BYTES and waited < _SECONDS:
            return False
        self.flush()
        return True

    def flush(self) -> None:
        """Write what waits: first the layouts, then the disclosures that have them."""
        if self._terms:
            self._write(self.layouts, {"terms": tables()["terms"].struct}, self._terms.values())
            self._written |= self._terms.keys()
            self._terms = {}
        if self._waiting:
            kinds = {name: _full(table) for name, table in tables().items() if name != "terms"}
            self._write(self.parts, kinds, self._waiting.values())
            self._waiting = {}

    def _write(self, folder: Path, rows: Mapping[str, str], lines: Iterable[bytes]) -> None:
        """Write lines of JSON with lists of rows as one file. The names of files are in the order
        in which they are written: what is written of a disclosure last is what counts."""
        last = max((path.stem for path in folder.glob("b*.parquet")), default="b0")
        number = int(last[1:].split("-")[0]) + 1
        new = folder / f"b{number:08d}-{uuid.uuid4().hex[:8]}.new"  # another may write one, too
        text = new.with_suffix(".json")
        content = list(lines)
        text.write_bytes(b"\n".join(content) + b"\n")
        types = ", ".join(f"'{name}': {quoted(f'{kind}[]')}" for name, kind in rows.items())
        self.db.execute(
            f"COPY (SELECT * FROM read_json({quoted(text)}, format = 'newline_delimited',"
            f" columns = {{{types}}}, maximum_object_size = {max(map(len, content)) + _ROOM}))"
            f" TO {quoted(new)} (FORMAT parquet, COMPRESSION zstd)"
        )
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(new.with_suffix(".parquet"))
        text.unlink()


def journaled(folder: Path, since: float = 0.0) -> set[int]:
    """The numbers of the disclosures in the parts of a corpus that were written ``since``
    (seconds of the epoch)."""
    files = [path for path in (folder / PARTS).glob("*.parquet") if path.stat().st_mtime >= since]
    if not files:
        return set()
    names = ", ".join(map(quoted, files))
    query = f"SELECT documents[1].document FROM read_parquet([{names}])"
    return {number for (number,) in connect(_MEMORY).execute(query).fetchall()}


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
