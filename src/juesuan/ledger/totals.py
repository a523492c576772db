"""Rows of a book's table that only say a total (合计): a book has one row for each record."""

from __future__ import annotations

import duckdb

from juesuan.ledger.problems import Problem
from juesuan.ledger.schema import total_rows
from juesuan.ledger.source import SHOWN, RawTable
from juesuan.ledger.sql import blank, quoted

__all__ = ["without_totals"]

_OF_A_RECORD = 3
"""Columns that must be filled where a row is a record, which a total cannot be."""
_BLANKS = r"[\s　]"


def without_totals(db: duckdb.DuckDBPyConnection, table: RawTable) -> list[Problem]:
    """Leave out the rows of totals: each is told once, not for every cell that it lacks."""
    must = [f'"{column.key}"' for column in table.spec.columns if column.required]
    if len(must) < _OF_A_RECORD or not db.execute(f"FROM {table.name} LIMIT 1").fetchone():
        return []
    said = quoted(total_rows().pattern)
    total = " OR ".join(
        f"regexp_matches(regexp_replace(\"{key}\", '{_BLANKS}', '', 'g'), {said})"
        for key in table.positions
    )
    lacking = " OR ".join(f"({blank(name)})" for name in must)
    found = db.execute(
        f"SELECT row FROM {table.name} WHERE ({lacking}) AND ({total}) ORDER BY row"
    ).fetchall()
    if not found:
        return []
    rows = [row for (row,) in found]
    left_out = ", ".join(map(str, rows))
    kept = f"{table.name}_kept"
    db.execute(f"CREATE TABLE {kept} AS FROM {table.name} WHERE row NOT IN ({left_out})")
    db.execute(f"DROP VIEW {table.name}")
    db.execute(f"CREATE VIEW {table.name} AS FROM {kept}")
    return [Problem("total_row", table.place(rows[0]), {}, tuple(rows[1:SHOWN]), len(rows))]
