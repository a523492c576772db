"""Identities checked as one relational query: residual = Σ coefficient × value.

All identities are one table of (layout, identity, form, row, column, coefficient), all figures
another of (document, layout, form, row, column, value, half of the last printed digit).
Checking is one join and one group-by, for one document or for all of a province; documents
whose forms show the same codes share a layout. A residual counts only beyond what rounding to
the printed digit can give; which figure is to blame is worked out elsewhere, and only for
documents that this query does not clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from juesuan.checks.causes.claims import Claim
from juesuan.forms import MONEY, CellKey, Disclosure, Identity

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "Residual",
    "add_document",
    "add_layout",
    "check_identities",
    "create_tables",
    "residuals",
]

_TERMS = (
    "layout BIGINT, identity BIGINT, kind VARCHAR, form VARCHAR, row VARCHAR, col VARCHAR,"
    " coefficient BIGINT"
)
_PRINTED = (
    "document BIGINT, layout BIGINT, form VARCHAR, row VARCHAR, col VARCHAR, value BIGINT,"
    " half BIGINT"
)
_QUERY = """
SELECT p.document, t.identity, any_value(t.kind) AS kind,
    sum(t.coefficient * p.value) AS residual, sum(p.half) AS width, count(*) AS known
FROM {printed} AS p JOIN {terms} AS t
    ON t.layout = p.layout AND t.form = p.form AND t.row = p.row AND t.col = p.col
GROUP BY p.document, t.identity
"""
_BEYOND = """
WITH weights AS (
    SELECT layout, form, row, col,
        (sum(coefficient * (hash(identity + 1) % {prime})::BIGINT) % {prime})::BIGINT AS weight
    FROM {terms} WHERE kind <> 'part' GROUP BY ALL
), doubtful AS (
    SELECT p.document FROM {printed} AS p JOIN weights AS w
        ON w.layout = p.layout AND w.form = p.form AND w.row = p.row AND w.col = p.col
    GROUP BY p.document HAVING sum((p.value % {prime}) * w.weight) % {prime} <> 0
), equal AS (
    SELECT p.document, t.identity, any_value(t.kind) AS kind,
        sum(t.coefficient * p.value) AS residual, sum(p.half) AS width, count(*) AS known
    FROM {printed} AS p SEMI JOIN doubtful USING (document) JOIN {terms} AS t
        ON t.layout = p.layout AND t.form = p.form AND t.row = p.row AND t.col = p.col
    WHERE t.kind <> 'part' GROUP BY p.document, t.identity
    HAVING residual <> 0 AND abs(residual) >= width + (any_value(t.kind) = 'same')::BIGINT
), part AS (
    SELECT p.document, t.identity, 'part' AS kind,
        sum(t.coefficient * p.value) AS residual, sum(p.half) AS width, count(*) AS known
    FROM {printed} AS p JOIN {terms} AS t
        ON t.layout = p.layout AND t.form = p.form AND t.row = p.row AND t.col = p.col
    WHERE t.kind = 'part' GROUP BY p.document, t.identity HAVING -residual > width
)
FROM equal UNION ALL FROM part
"""
_PRIME = 2**31 - 1
"""Weights are hashes modulo this; identities count from 1 there, as the engine hashes 0 to 0."""


def residuals(
    db: duckdb.DuckDBPyConnection,
    printed: str = "printed",
    terms: str = "terms",
    *,
    beyond: bool = False,
) -> duckdb.DuckDBPyRelation:
    """The residual of every identity of every document: document, identity, kind, residual,
    width (what rounding each figure by itself can give) and how many figures are printed.

    ``printed`` and ``terms`` are tables, or files in quotes, with the columns named above.
    With ``beyond`` only the residuals that rounding each figure by itself cannot give: a
    document that has none needs no further look. All equalities of a document are then first
    tried together, as one sum with a random weight for each (one wrong set in two thousand
    million would pass), and one by one only in documents where that is not zero.
    """
    query = _BEYOND if beyond else _QUERY
    return db.sql(query.format(printed=printed, terms=terms, prime=_PRIME))


def create_tables(db: duckdb.DuckDBPyConnection) -> None:
    """The two tables, empty."""
    db.execute(f"CREATE OR REPLACE TEMP TABLE terms ({_TERMS})")
    db.execute(f"CREATE OR REPLACE TEMP TABLE printed ({_PRINTED})")


def add_layout(db: duckdb.DuckDBPyConnection, layout: int, identities: Iterable[Identity]) -> None:
    """The identities of a layout, known from now on by their order."""
    rows = [
        (layout, number, identity.kind, key.form, key.row, key.column, coefficient)
        for number, identity in enumerate(identities)
        for coefficient, key in identity.terms
    ]
    _insert(db, "terms", rows)


def add_document(
    db: duckdb.DuckDBPyConnection, document: int, layout: int, claims: Mapping[CellKey, Claim]
) -> None:
    """The figures that a document prints; blanks add nothing to any residual."""
    rows = [
        (document, layout, key.form, key.row, key.column, claim.value, claim.half)
        for key, claim in claims.items()
        if claim.state == "number"
    ]
    _insert(db, "printed", rows)


def _insert(db: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Rows put in column by column, which the engine takes in one statement."""
    if rows:
        lists = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?)" for _ in lists)
        db.execute(f"INSERT INTO {table} SELECT {marks}", lists)


class Residual(Struct, frozen=True):
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
    disclosure: Disclosure, identities: Sequence[Identity] | None = None
) -> list[Residual]:
    """Check the printed figures of a disclosure; every identity gives one residual.

    In rounded forms a whole of n parts may differ from them by less than (n + 1) halves of
    the last printed digit; in 元, which nothing rounds, by nothing. One document is added up
    here: to start the engine takes longer.
    """
    checked = disclosure.identities if identities is None else identities
    printed = _printed(disclosure)
    money = {c.key for f in disclosure.forms for c in f.sheet.cells if c.unit == MONEY}
    found = []
    for identity in checked:
        told = [(c, printed[key].value) for c, key in identity.terms if key in printed]
        value = sum(coefficient * figure for coefficient, figure in told)
        amounts = identity.terms[0][1] in money
        step = disclosure.money.print_step if amounts and disclosure.rounded_to_print else 0
        missed = -value if identity.kind == "part" else abs(value)
        tail = missed > 0 and 2 * missed < len(identity.terms) * step
        found.append(Residual(identity, value, len(told), tail))
    return sorted(found, key=lambda residual: str(residual.identity))


def _printed(disclosure: Disclosure) -> Mapping[CellKey, Claim]:
    """What a filled disclosure prints."""
    step = disclosure.money.print_step if disclosure.rounded_to_print else 0
    return {
        cell.key: Claim("number", value, step // 2 if cell.unit == MONEY else 0)
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if (value := disclosure.printed(filled, cell)) is not None
    }
