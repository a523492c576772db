"""Drafts (待写): rows that an import would add to a book, each with the row it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct, field

from juesuan.importing.faults import Fault
from juesuan.importing.rows import LeftOut, SourceRow, TotalRow
from juesuan.importing.target import TargetBook
from juesuan.messages import say

__all__ = ["DraftRow", "Drafts", "VoucherLines", "source_text", "voucher_lines"]


class DraftRow(Struct, frozen=True):
    """A row to add: the book's table, its values, and the source's row."""

    table: str
    values: Mapping[str, str | int]
    row: SourceRow

    @property
    def cents(self) -> int:
        """Its amount; of an asset the gross value."""
        value = self.values.get("amount", self.values.get("gross", 0))
        return value if isinstance(value, int) else 0

    def written(self) -> dict[str, str | int]:
        """The values with where they came from."""
        return {**self.values, "source": source_text(self.row)}


class Drafts(Struct, kw_only=True):
    """What the rows of a source would add; ``turned`` counts refunds that became negative."""

    rows: list[DraftRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    turned: int = 0
    totals_held: int = 0
    totals_wrong: list[TotalRow] = field(default_factory=list)

    def add(self, draft: DraftRow) -> None:
        """One more row."""
        self.rows.append(draft)


def source_text(row: SourceRow) -> str:
    """Where a row came from, with the tag by which it is known again."""
    sheet = f" {row.sheet}" if row.sheet else ""
    rows = f"{row.number}—{row.last}" if row.last > row.number else row.number
    return f"{row.file}{sheet} {say('place.row', row=rows)} #{row.tag}"


class VoucherLines:
    """Numbers the entries of vouchers on from those that the book has."""

    def __init__(self, last: Counter[str]) -> None:
        self.last = last

    def next(self, voucher: str) -> str:
        """The next free number of a voucher."""
        self.last[voucher] += 1
        return str(self.last[voucher])


def voucher_lines(book: TargetBook) -> VoucherLines:
    """The numbers that a book's vouchers have used."""
    last: Counter[str] = Counter()
    for _, record in book.tables["entries"].records() if "entries" in book.tables else ():
        line = record.get("line", "")
        voucher = record.get("voucher", "")
        last[voucher] = max(last[voucher], int(line) if line.isdecimal() else 0)
    return VoucherLines(last)
