"""Rules that rows of a book must satisfy, read from ``data/book/rules.toml`` and run as SQL."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import duckdb

from juesuan.facts import Space, named_dimensions
from juesuan.ledger.problems import Problem
from juesuan.ledger.source import SHOWN, RawTable, Tables

__all__ = ["check_rows", "prepare_lookups", "row_rules"]

_INCOME = {"entries": "kind IN ('income', 'income_refund')", "income": "true"}
_REPEATS = {"entries": 'unit, month(date), voucher, "line"'}


@cache
def row_rules() -> Mapping[str, Any]:
    """Key → rule, as written in the data."""
    path = resources.files("juesuan") / "data" / "book" / "rules.toml"
    return tomllib.loads(path.read_text("utf-8"))


def prepare_lookups(db: duckdb.DuckDBPyConnection, space: Space) -> None:
    """Make the lists that rules and postings look things up in."""
    fiscal = ", ".join(f"'{f}'" for f in sorted(named_dimensions()["fund"].atoms["fiscal"]))
    db.execute(f"CREATE OR REPLACE MACRO is_fiscal(f) AS f IN ({fiscal})")
    for kind, column in (("economic", "group"), ("function", "fund")):
        entries = [(c.code, getattr(c, column)) for c in space.codes[kind]]
        entries += [(c, line[-1]) for c, line in _own_groups(space, kind)]
        keys, values = [e[0] for e in entries], [e[1] for e in entries]
        db.execute(
            f"CREATE OR REPLACE TABLE {kind}_codes AS"
            " SELECT unnest(?) AS code, unnest(?) AS belongs",
            [keys, values],
        )
    db.execute(
        "CREATE OR REPLACE MACRO group_of(c) AS"
        " coalesce((SELECT any_value(belongs) FROM economic_codes WHERE code = c[1:3]), '')"
    )
    db.execute(
        "CREATE OR REPLACE MACRO fund_of(c) AS"
        " coalesce((SELECT any_value(belongs) FROM function_codes WHERE code = c), '')"
    )


def _own_groups(space: Space, kind: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """A unit's own economic codes belong to the group of the class above them."""
    if kind != "economic":
        return []
    codes = space.codes[kind]
    return [(c.code, codes.lineage(c.code)) for c in codes if not c.group]


def check_rows(
    db: duckdb.DuckDBPyConnection, tables: Tables, units: Iterable[str]
) -> tuple[list[Problem], list[Problem]]:
    """Run every rule on every table. Returns problems and notices."""
    problems: list[Problem] = []
    notices: list[Problem] = []
    for key, rule in row_rules().items():
        for sheet in rule["sheets"]:
            if sheet in tables:
                when = rule["when"].replace("{income}", _INCOME.get(sheet, "true"))
                found = _broken(db, tables[sheet], key, rule["column"], when)
                (notices if rule.get("level") == "notice" else problems).extend(found)
    known = ", ".join("'" + unit.replace("'", "''") + "'" for unit in units) or "''"
    for table in tables.values():
        if any(column.key == "unit" for column in table.spec.columns):
            when = f"unit <> '' AND unit NOT IN ({known})"
            problems += _broken(db, table, "unknown_unit", "unit", when, {"units": known})
        problems += _repeated(db, table)
    return problems, notices


def _broken(
    db: duckdb.DuckDBPyConnection,
    table: RawTable,
    key: str,
    column: str,
    when: str,
    details: dict[str, object] | None = None,
) -> list[Problem]:
    found = db.execute(
        f"SELECT count(*), list(row ORDER BY row)[1:{SHOWN}]"
        f" FROM typed_{table.spec.key} WHERE {when}"
    ).fetchone()
    if not found or not found[0]:
        return []
    place = table.place(found[1][0], column)
    return [Problem(key, place, details or {}, tuple(found[1][1:]), found[0])]


def _repeated(db: duckdb.DuckDBPyConnection, table: RawTable) -> list[Problem]:
    """Rows that say again what a row with the same key has said (凭证号和分录号重复)."""
    unique = [column.key for column in table.spec.columns if column.unique]
    if not unique:
        return []
    has = {column.key for column in table.spec.columns}
    keys = ", ".join(f'"{k}"' for k in (*(k for k in ("unit", "fund") if k in has), *unique))
    keys = _REPEATS.get(table.spec.key, keys)
    filled = " AND ".join(f'"{key}" IS NOT NULL' for key in unique)
    found = db.execute(
        f"SELECT count(*), list(row ORDER BY row)[1:{SHOWN + 1}] FROM typed_{table.spec.key}"
        f" WHERE {filled} GROUP BY {keys} HAVING count(*) > 1 ORDER BY min(row) LIMIT 100"
    ).fetchall()
    named = "、".join(table.spec.column(key).zh for key in unique)
    return [
        Problem(
            "repeated",
            table.place(rows[1]),
            {"first": rows[0], "key": named},
            tuple(rows[2:]),
            n - 1,
        )
        for n, rows in found
    ]
