"""A corpus in slices (分片): the plan looks at some layouts at a time, so that its memory is that
of a slice, whatever the corpus holds.

Identities never reach from one disclosure into another, so the answer of the whole is that of the
slices together. Observations and terms lie sorted by layout: a slice reads its own row groups only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from juesuan.corpus.plan import plan

if TYPE_CHECKING:
    import duckdb

__all__ = ["FIGURES", "Slice", "slices", "tell_broken"]

FIGURES = 2_000_000
"""Printed figures of a slice: some 300 MB while it is looked at."""
_SEEN, _TERMS = "_slice", "_slice_terms"
_LAYOUTS = (
    "SELECT layout, count(*) FROM _observations WHERE layout IS NOT NULL GROUP BY 1 ORDER BY 1"
)
_DOCUMENTS = """
SELECT min(document), max(document) FROM (
    SELECT document, ntile(?) OVER (ORDER BY document) AS slice
    FROM (SELECT DISTINCT document FROM _observations WHERE layout = ?))
GROUP BY slice ORDER BY 1
"""


class Slice(Struct, frozen=True):
    """The layouts from ``first`` to ``last``; of one only the ``documents`` from … to, if said."""

    first: int
    last: int
    documents: tuple[int, int] | None = None

    @property
    def layouts(self) -> str:
        """Which terms, in SQL."""
        return f"layout BETWEEN {self.first} AND {self.last}"

    @property
    def observations(self) -> str:
        """Which observations, in SQL."""
        if self.documents is None:
            return self.layouts
        return f"{self.layouts} AND document BETWEEN {self.documents[0]} AND {self.documents[1]}"


def slices(db: duckdb.DuckDBPyConnection, figures: int = FIGURES) -> Iterator[Slice]:
    """All of ``_observations`` in slices of about so many figures, each in one slice only."""
    first = last = held = 0
    for layout, count in db.execute(_LAYOUTS).fetchall():
        if held and held + count > figures:
            yield Slice(first, last)
            held = 0
        if count > figures:
            for ends in db.execute(_DOCUMENTS, [-(-count // figures), layout]).fetchall():
                yield Slice(layout, layout, ends)
            continue
        first, last, held = layout if not held else first, layout, held + count
    if held:
        yield Slice(first, last)


def tell_broken(db: duckdb.DuckDBPyConnection, table: str, figures: int = FIGURES) -> None:
    """Put the broken identities of all disclosures into a table, slice by slice."""
    query = plan(_SEEN, _TERMS)["broken"]
    for one in list(slices(db, figures)):
        for view, of, which in (
            (_SEEN, "_observations", one.observations),
            (_TERMS, "_terms", one.layouts),
        ):
            db.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS FROM {of} WHERE {which}")
        db.execute(f"INSERT INTO {table} {query}")
