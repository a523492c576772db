"""From typed tables to facts: every row of a book posted to its point, then summed.

``postings`` is a view of all rows as facts with the table and row they come from; the facts
table is its sum. That view is also how a figure is traced back to its entries.
"""

from __future__ import annotations

import duckdb

from juesuan.facts import COLUMNS, DIMENSIONS
from juesuan.ledger.schema import kinds, sheets
from juesuan.ledger.source import Tables
from juesuan.ledger.sql import filled, typed_columns

__all__ = ["post", "post_computed", "prepare_typed", "sum_up"]

_BASIC = """CASE WHEN nature[1:5] <> 'basic' THEN nature
    WHEN economic = '' THEN nature ELSE 'basic.' || coalesce(eg.belongs, 'public') END"""
_COARSE = "CASE WHEN nature[1:6] = 'basic.' THEN 'basic' ELSE nature END"
_GROUPS = "LEFT JOIN economic_codes AS eg ON eg.code = economic[1:3]"


def prepare_typed(db: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    """Make empty typed tables for the sheets a book does not have."""
    for spec in sheets():
        if spec.key not in tables:
            db.execute(f"CREATE OR REPLACE TABLE typed_{spec.key} ({typed_columns(spec)})")


_SUMMED = """(SELECT unit, kind, fund, "function", economic, nature, project, detail,
    sum(amount) AS amount, 0 AS row FROM typed_entries GROUP BY ALL)"""
"""Entries alike in all that places them, as one: most of the work is done on these few."""


def _select(
    sheet: str, where: str = "true", joins: str = "", source: str = "", **values: str
) -> str:
    """One branch of the postings: SQL for each dimension, the empty text where not given."""
    fields = ", ".join(f"{values.get(name, _EMPTY)} AS {name}" for name in DIMENSIONS)
    project = values.get("project", _EMPTY)
    unit = f"CASE WHEN {sheet}.unit = '' THEN (SELECT min(code) FROM units) ELSE {sheet}.unit END"
    return (
        f"SELECT '{sheet}' AS sheet, {sheet}.row AS row, {unit} AS unit, {fields},"
        f" {project} AS project, {values['value']} AS value"
        f" FROM {source or f'typed_{sheet}'} AS {sheet} {joins} WHERE {where}"
    )


_EMPTY = "''"


def _case(column: str, pairs: dict[str, str]) -> str:
    whens = " ".join(f"WHEN '{key}' THEN {value}" for key, value in pairs.items())
    return f"CASE {column} {whens} END"


_MONEY = {"stage": "'final'", "fund": "fund", "function": "function", "project": "project"}


def _branches(entries: str = "") -> list[str]:
    """All branches; ``entries`` may name another source of entries than their rows."""
    return [_entries(entries), _income(), *_budgets(), _balances(), *_counted()]


def _entries(source: str) -> str:
    entry_kinds = kinds()
    spent = "kind IN ('expenditure', 'expenditure_refund')"
    detailed = f"may_have_detail(economic) AND {spent}"
    return _select(
        "entries",
        joins=_GROUPS,
        source=source,
        measure=_case("kind", {key: f"'{m}'" for key, (m, _) in entry_kinds.items()}),
        economic=f"CASE WHEN {spent} THEN economic ELSE '' END",
        nature=f"CASE WHEN {spent} THEN {_BASIC} ELSE {_COARSE} END",
        item=f"CASE WHEN {detailed} THEN {filled('entries', 'detail')} ELSE '' END",
        value=f"amount * {_case('kind', {key: str(s) for key, (_, s) in entry_kinds.items()})}",
        **_MONEY,
    )


def _income() -> str:
    return _select("income", measure="'income'", nature=_COARSE, value="amount", **_MONEY)


def _balances() -> str:
    carry = filled("balances", "carry")
    return _select(
        "balances", measure="point", nature=_COARSE, carry=carry, value="amount", **_MONEY
    )


def _budgets() -> list[str]:
    budget = {
        "fund": "fund",
        "function": "function",
        "economic": "economic",
        "nature": _BASIC,
        "project": "project",
        "value": "amount",
        "joins": _GROUPS,
        "measure": "'expenditure'",
    }
    return [
        _select("budgets", "budgets.stage = 'initial'", stage="'initial'", **budget),
        _select("budgets", stage="'adjusted'", **budget),
    ]


def _counted() -> list[str]:
    """Counts, assets and procurement."""
    net = "item[1:6] = 'fixed.' OR item IN ('intangible', 'other_assets')"
    final = {"stage": "'final'", "item": "item"}
    return [
        _select(
            "statistics",
            measure="'count'",
            fund=filled("statistics", "fund"),
            value="amount",
            **final,
        ),
        _select("assets", measure="'asset_gross'", value="gross", **final),
        _select("assets", net, measure="'asset_net'", value="net", **final),
        _select("procurement", measure="'procurement'", value="amount", **final),
    ]


_UNION = "\nUNION ALL BY NAME\n"
_KEYS = ", ".join(name for name in COLUMNS if name != "value")


_PROJECT = (
    "CASE WHEN every.project IN (SELECT name FROM withheld_projects) THEN '' ELSE every.project END"
)


def _posted(source: str, year: int) -> str:
    """Postings with the year and the kind of their unit, without what is not to be published."""
    return (
        "SELECT every.* REPLACE (units.kind AS unit_kind,"
        f" coalesce(hidden.above, every.function) AS function, {_PROJECT} AS project),"
        f" {year} AS year"
        f" FROM ({source}) AS every JOIN units ON units.code = every.unit"
        " LEFT JOIN withheld_functions AS hidden ON hidden.code = every.function"
    )


def post(db: duckdb.DuckDBPyConnection, year: int) -> None:
    """Make the ``postings`` view and fill the ``facts`` table with its sums.

    Needs ``units`` (code, kind), the typed tables, the lookup lists and what is withheld. The
    ``computed`` table takes what is found out later (closing balances the book leaves to us).
    """
    rows = _UNION.join(_branches())
    db.execute(f"CREATE TABLE IF NOT EXISTS computed AS SELECT * FROM ({rows}) AS every LIMIT 0")
    every = f"{rows}{_UNION}SELECT * FROM computed"
    db.execute(f"CREATE OR REPLACE VIEW postings AS {_posted(every, year)}")
    sum_up(db, year)


def sum_up(db: duckdb.DuckDBPyConnection, year: int) -> None:
    """Sum all rows of the typed tables into the facts table anew."""
    summed = _posted(_UNION.join(_branches(_SUMMED)), year)
    db.execute("DELETE FROM facts")
    db.execute(
        f"INSERT INTO facts SELECT {_KEYS}, CAST(sum(value) AS BIGINT) FROM ({summed})"
        f" GROUP BY {_KEYS} HAVING sum(value) IS NOT NULL"
    )


def post_computed(db: duckdb.DuckDBPyConnection, year: int) -> None:
    """Add what was computed to the facts."""
    posted = _posted("SELECT * FROM computed", year)
    db.execute(f"INSERT INTO facts SELECT {_KEYS}, CAST(value AS BIGINT) FROM ({posted})")
