"""Rules that rows of a book must satisfy, read from ``data/book/rules.toml`` and run as SQL."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import Literal

import duckdb

from juesuan.facts import Space, named_dimensions
from juesuan.ledger.problems import Problem
from juesuan.ledger.schema import ColumnSpec, levels_of_parts, sheet
from juesuan.ledger.source import SHOWN, RawTable, Tables
from juesuan.ledger.sql import blank, filled, listed, quoted
from juesuan.resources import Record, load_typed

__all__ = ["RowRule", "check_rows", "prepare_lookups", "row_rules"]

_INCOME = {"entries": "kind IN ('income', 'income_refund')", "income": "true"}
_ONE_UNIT = "CASE WHEN unit = '' THEN (SELECT min(code) FROM units) ELSE unit END"


@cache
def _repeats() -> Mapping[str, tuple[str, str]]:
    """Of tables whose key columns do not identify a row by themselves (voucher numbers begin anew
    every month and in every unit): the SQL of the columns that do identify it, and the condition
    under which two rows with the same ones are a repetition."""
    return {
        "entries": (f'{_ONE_UNIT}, month(date), voucher, "line"', "date IS NOT NULL"),
        "statistics": (f"{_ONE_UNIT}, {filled('statistics', 'fund')}, item", "true"),
        "assets": (f"{_ONE_UNIT}, item", "true"),
        "reasons": ("about, code, against", "true"),
        "indicators": ("project, level2, name", "true"),
    }


class RowRule(Record):
    """A rule: the ``sheets`` it holds for, the ``column`` it points at, and the condition
    (SQL) that finds the rows breaking it."""

    sheets: tuple[str, ...]
    column: str
    when: str
    source: str
    level: Literal["problem", "notice"] = "problem"


def row_rules() -> Mapping[str, RowRule]:
    """Key → rule, as written in the data."""
    return load_typed(dict[str, RowRule], "book/rules.toml")


def prepare_lookups(db: duckdb.DuckDBPyConnection, space: Space) -> None:
    """Make the lists that rules and postings look things up in."""
    fiscal = ", ".join(f"'{f}'" for f in sorted(named_dimensions()["fund"].atoms["fiscal"]))
    db.execute(f"CREATE OR REPLACE MACRO is_fiscal(f) AS f IN ({fiscal})")
    for kind, column in (("economic", "group"), ("function", "fund")):
        entries = [(c.code, getattr(c, column)) for c in space.codes[kind]]
        keys, values = [e[0] for e in entries], [e[1] for e in entries]
        db.execute(
            f"CREATE OR REPLACE TABLE {kind}_codes AS"
            " SELECT unnest(?) AS code, unnest(?) AS belongs",
            [keys, values],
        )
    parts = levels_of_parts().items()
    whens = " ".join(f"WHEN {quoted(part)} THEN {listed(of)}" for part, of in parts)
    db.execute(f"CREATE OR REPLACE MACRO levels_of(p) AS CASE p {whens} END")
    detailed = listed(sheet("entries").column("detail").codes)
    db.execute(f"CREATE OR REPLACE MACRO may_have_detail(c) AS list_contains({detailed}, c[1:5])")
    db.execute(
        "CREATE OR REPLACE MACRO group_of(c) AS"
        " coalesce((SELECT any_value(belongs) FROM economic_codes WHERE code = c[1:3]), '')"
    )
    db.execute(
        "CREATE OR REPLACE MACRO fund_of(c) AS"
        " coalesce((SELECT any_value(belongs) FROM function_codes WHERE code = c), '')"
    )


def check_rows(
    db: duckdb.DuckDBPyConnection,
    tables: Tables,
    units: Sequence[str],
    refused: Container[tuple[str, str]] = (),
) -> tuple[list[Problem], list[Problem]]:
    """Run every rule on every table. Returns problems and notices. A text already
    ``refused`` in a (table, column) is not complained of again."""
    problems: list[Problem] = []
    notices: list[Problem] = []
    lacking: set[tuple[str, str]] = set()
    rows = {key: db.execute(f"SELECT 1 FROM typed_{key} LIMIT 1").fetchone() for key in tables}
    tables = {key: table for key, table in tables.items() if rows[key]}
    for key, rule in row_rules().items():
        for table in rule.sheets:
            if (table, rule.column) in lacking:
                continue
            if table in tables:
                column = rule.column
                when = rule.when.replace("{income}", _INCOME.get(table, "true"))
                if (table, column) in refused:
                    when = (
                        f'({when}) AND NOT ("{column}" IS NULL AND row IN (SELECT row FROM'
                        f" {tables[table].name} AS raw WHERE NOT ({blank('raw.' + column)})))"
                    )
                found = _broken(db, tables[table], key, column, when)
                if found and column not in tables[table].positions:
                    lacking.add((table, column))
                (notices if rule.level == "notice" else problems).extend(found)
    for raw in tables.values():
        if any(column.key == "unit" for column in raw.spec.columns):
            problems += _wrong_units(db, raw, units)
        problems += _repeated(db, raw)
    return problems, notices


def _wrong_units(
    db: duckdb.DuckDBPyConnection, table: RawTable, units: Sequence[str]
) -> list[Problem]:
    """Units that the book does not have, and rows that leave open which of several is meant."""
    listed = list(units)
    problems = []
    if len(units) > 1:
        problems += _broken(db, table, "unit_needed", "unit", "unit = ''", {"units": listed})
    found = db.execute(
        f"SELECT unit, count(*), min(row, {SHOWN}) FROM typed_{table.spec.key}"
        " WHERE unit <> '' AND NOT list_contains(?, unit) GROUP BY unit ORDER BY min(row)",
        [list(units)],
    ).fetchall()
    for text, count, rows in found:
        details = {"text": text, "units": listed}
        place = table.place(rows[0], "unit")
        problems.append(Problem("unknown_unit", place, details, tuple(rows[1:]), count))
    return problems


def _broken(
    db: duckdb.DuckDBPyConnection,
    table: RawTable,
    key: str,
    column: str,
    when: str,
    details: dict[str, object] | None = None,
) -> list[Problem]:
    found = db.execute(
        f"SELECT count(*), min(row, {SHOWN}) FROM typed_{table.spec.key} WHERE {when}"
    ).fetchone()
    if not found or not found[0]:
        return []
    rows = found[1]
    place = table.place(rows[0], column)
    said = dict(details or {})
    if place.cell:
        said["stands"] = table.text(db, rows[0], column)
    return [Problem(key, place, said, tuple(rows[1:]), found[0])]


def _given(column: ColumnSpec) -> str:
    number = column.type in {"integer", "count", "amount", "points"}
    return f'"{column.key}" IS NOT NULL' if number else f"\"{column.key}\" <> ''"


def _repeated(db: duckdb.DuckDBPyConnection, table: RawTable) -> list[Problem]:
    """Rows that say again what a row with the same key has said (凭证号和分录号重复)."""
    unique = [column.key for column in table.spec.columns if column.unique]
    if not unique:
        return []
    keys, known = _repeats().get(table.spec.key, (", ".join(f'"{k}"' for k in unique), "true"))
    filled = " AND ".join([known, *(_given(table.spec.column(key)) for key in unique)])
    groups = f"FROM typed_{table.spec.key} WHERE {filled} GROUP BY {keys} HAVING count(*) > 1"
    if db.execute(f"SELECT 1 {groups} LIMIT 1").fetchone() is None:
        return []
    found = db.execute(
        f"SELECT count(*), min(row, {SHOWN + 1}) {groups} ORDER BY min(row) LIMIT 100"
    ).fetchall()
    named = [table.spec.column(key).zh for key in unique]
    return [
        Problem(
            "repeated",
            table.place(rows[1], unique[0]),
            {"first": rows[0], "key": named},
            tuple(rows[2:]),
            n - 1,
        )
        for n, rows in found
    ]
