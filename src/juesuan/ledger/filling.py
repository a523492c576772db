"""What a new book's workbook already holds when it is written (新账套中带入的内容)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field

__all__ = ["BookRow", "Filling"]

BookRow = Mapping[str, str | Decimal]
"""A row of a table: column key → what stands in its cell; ``""`` where it is still to be given."""


class Filling(Struct, frozen=True, kw_only=True):
    """What to write into an empty book: entries of the page 账套 by key, units (code, name,
    kind), rows of tables by the table's key, and lines for the page that explains the book
    (a heading, a text)."""

    head: Mapping[str, str] = field(default_factory=dict)
    units: Sequence[tuple[str, str, str]] = ()
    rows: Mapping[str, Sequence[BookRow]] = field(default_factory=dict)
    told: Sequence[tuple[str, str]] = ()
