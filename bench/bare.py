"""The same sums by a bare DuckDB script, ``bare.sql``: what ours is measured against."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import duckdb

__all__ = ["Cells", "connect", "cube", "fill", "read"]

Cells = dict[tuple[str, str, str], int]
"""(form, row, column) → cents."""


@cache
def _script() -> dict[str, str]:
    """The script's parts by name."""
    text = (Path(__file__).parent / "bare.sql").read_text("utf-8")
    parts = re.split(r"^-- name: (.+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def connect(memory: str) -> duckdb.DuckDBPyConnection:
    """An engine of its own with the same limit as ours."""
    db = duckdb.connect(config={"memory_limit": memory})
    db.execute("SET enable_progress_bar = false")
    return db


def read(db: duckdb.DuckDBPyConnection, book: Path, load: bool = True) -> None:
    """Make the files tables; without ``load`` views, so that summing reads the files."""
    db.execute("SET VARIABLE folder = ?", [str(book)])
    db.execute(_script()["files"].replace("{kind}", "TABLE" if load else "VIEW"))


def cube(db: duckdb.DuckDBPyConnection) -> None:
    """Sum the entries to the points that forms look at."""
    db.execute(_script()["cube"])


def fill(db: duckdb.DuckDBPyConnection) -> Cells:
    """The cells of all forms."""
    cells: Cells = {}
    for name, query in _script().items():
        form, *columns = name.split()
        if form.isdigit():
            for row, *amounts in db.execute(query).fetchall():
                for column, amount in zip(columns, amounts, strict=True):
                    if amount is not None:
                        cells[form, row, column] = int(amount * 100)
    return cells
