"""Identities checked as one relational query: residual = Σ coefficient × value.

All identities are one table of (identity, cell, coefficient), all figures another; checking
is a join and a group-by, for one disclosure or for many. A residual counts only beyond what
rounding to the printed digit can give.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from juesuan.facts.store import connect
from juesuan.forms import MONEY, Disclosure, Identity

__all__ = ["Residual", "check_identities"]

_QUERY = """
SELECT t.identity,
    sum(t.coefficient * coalesce(v.value, 0)) AS residual,
    count(*) AS figures,
    count(v.value) AS known
FROM terms AS t LEFT JOIN printed AS v
    ON v.form = t.form AND v.row = t.row AND v.col = t.col
GROUP BY t.identity
"""


@dataclass(frozen=True)
class Residual:
    """An identity and by how much its printed figures miss it.

    ``value`` is left minus right in cents (or counted things); ``tail`` says the difference
    is one that rounding gives (尾差); ``known`` how many of its figures are printed.
    """

    identity: Identity
    value: int
    known: int
    tail: bool

    @property
    def holds(self) -> bool:
        """Whether nothing but rounding separates the two sides."""
        return self.tail or (self.value >= 0 if self.identity.kind == "part" else self.value == 0)


def check_identities(
    disclosure: Disclosure,
    identities: Sequence[Identity] | None = None,
    db: duckdb.DuckDBPyConnection | None = None,
) -> list[Residual]:
    """Check the printed figures of a disclosure; every identity gives one residual.

    In rounded forms a whole of n parts may differ from them by less than (n + 1) halves of
    the last printed digit; in 元, which nothing rounds, by nothing.
    """
    checked = list(disclosure.identities if identities is None else identities)
    db = db or connect()
    _load(db, disclosure, checked)
    money = {str(c.key) for f in disclosure.forms for c in f.sheet.cells if c.unit == MONEY}
    found = []
    for number, residual, figures, known in db.execute(_QUERY).fetchall():
        identity = checked[number]
        amounts = str(identity.terms[0][1]) in money
        step = disclosure.money.print_step if amounts and disclosure.rounded_to_print else 0
        value = int(residual)
        missed = -value if identity.kind == "part" else abs(value)
        tail = missed > 0 and 2 * missed < figures * step
        found.append(Residual(identity, value, known, tail))
    return sorted(found, key=lambda residual: str(residual.identity))


def _load(
    db: duckdb.DuckDBPyConnection, disclosure: Disclosure, identities: Iterable[Identity]
) -> None:
    terms = [
        (number, coefficient, key.form, key.row, key.column)
        for number, identity in enumerate(identities)
        for coefficient, key in identity.terms
    ]
    printed = [
        (cell.key.form, cell.key.row, cell.key.column, value)
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if (value := disclosure.printed(filled, cell)) is not None
    ]
    _table(
        db,
        "terms",
        "identity BIGINT, coefficient BIGINT, form VARCHAR, row VARCHAR, col VARCHAR",
        terms,
    )
    _table(db, "printed", "form VARCHAR, row VARCHAR, col VARCHAR, value BIGINT", printed)


def _table(
    db: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[tuple[object, ...]]
) -> None:
    """A table filled column by column, which the engine takes in one statement."""
    db.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    if rows:
        lists = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?)" for _ in lists)
        db.execute(f"INSERT INTO {name} SELECT {marks}", lists)
