"""Ten thousand documents' figures in one file, for checking all of them in one query."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb

from bench.planted import random_set
from juesuan.checks import Subject
from juesuan.checks.causes.claims import claims_of, identities_of
from juesuan.checks.causes.residuals import add_document, add_layout, create_tables, residuals

__all__ = ["BARE", "beyond", "write_corpus"]

_LAYOUTS = 20
_FACTS = (60, 160)
"""Kinds of spending of a unit, for about five hundred figures."""
_WRONG = 100
"""One document in so many has a wrong figure."""

BARE = """
SELECT count(*), sum(total), sum(figures) FROM (
    SELECT document, form, row, sum(value) AS total, count(*) AS figures
    FROM '{path}' GROUP BY document, form, row)
"""
"""What any look at the file costs: read it once, and sum by document and row."""


def write_corpus(db: duckdb.DuckDBPyConnection, path: Path, documents: int) -> dict[str, int]:
    """Write the figures of so many documents, and leave their identities in ``terms``.

    The documents are random units of some layouts, each multiplied by a number of its own,
    which keeps every sum exact; one in a hundred has a figure changed.
    """
    create_tables(db)
    terms = 0
    for layout in range(_LAYOUTS):
        subject = Subject(disclosure=random_set(layout, facts=_FACTS))
        identities = identities_of(subject)
        terms += sum(len(identity.terms) for identity in identities)
        add_layout(db, layout, identities)
        add_document(db, layout, layout, claims_of(subject))
    draw = random.Random(1)
    rows = [
        (number, number % _LAYOUTS, draw.randrange(1, 1000), draw.random() < 1 / _WRONG)
        for number in range(documents)
    ]
    db.execute("CREATE TEMP TABLE made (document BIGINT, layout BIGINT, times BIGINT, wrong BOOL)")
    db.execute(
        "INSERT INTO made SELECT unnest(?), unnest(?), unnest(?), unnest(?)",
        [list(column) for column in zip(*rows, strict=True)],
    )
    db.execute(
        f"""COPY (
            SELECT m.document, m.layout, p.form, p.row, p.col,
                p.value * m.times + CASE WHEN m.wrong AND p.first THEN 9 ELSE 0 END AS value,
                p.half
            FROM made AS m JOIN (
                SELECT *, row_number() OVER (PARTITION BY layout ORDER BY form, row, col) = 1
                    AS first FROM printed
            ) AS p USING (layout) ORDER BY m.document
        ) TO '{path}' (FORMAT parquet)"""
    )
    ((count,),) = db.execute(f"SELECT count(*) FROM '{path}'").fetchall()
    return {
        "observations": count,
        "terms": terms // _LAYOUTS,
        "wrong": sum(row[3] for row in rows),
    }


def beyond(db: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Check all documents: how many have an identity that does not hold."""
    found = residuals(db, f"'{path}'", "terms", beyond=True)
    return len(found.aggregate("document", "document").fetchall())
