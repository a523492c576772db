"""Payment lists (支付明细) become entries: one expenditure for each row, and where the accountant
says so the appropriation it was paid from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from juesuan.importing.draft import DraftRow, Drafts, voucher_lines
from juesuan.importing.faults import Fault
from juesuan.importing.kinds import words
from juesuan.importing.rows import LeftOut, SourceRow
from juesuan.importing.understanding import Understanding
from juesuan.ledger.schema import called
from juesuan.text import plain

__all__ = ["FISCAL", "no_date", "payments"]

FISCAL = frozenset({"general", "government_funds", "state_capital"})


def payments(rows: Sequence[SourceRow], reader: Understanding, comparing: bool = False) -> Drafts:
    """Entries from the rows of a payment list; ``comparing``: to hold them against a book."""
    drafts = Drafts()
    reader.learn(rows)
    income = not comparing and _income(rows, reader)
    lines = voucher_lines(reader.book)
    for row in rows:
        cents = _paid(row)
        state = plain(row.text("state"))
        if state in words().states.void:
            drafts.left_out.append(LeftOut(row.sheet, row.number, "void"))
            continue
        if state in words().states.refund and cents > 0:
            cents = -cents
            drafts.turned += 1
        function = reader.code(row, "function", cents, ("project", "file"))
        economic = reader.code(row, "economic", cents, ("purpose", "project", "file"))
        fund = reader.fund(row, cents, function)
        nature = reader.nature(row, cents, function, economic)
        if row.date is None:
            drafts.faults += no_date(row)
            continue
        voucher = row.text("voucher") or f"{row.file.rpartition('.')[0] or row.file}-{row.number}"
        values: dict[str, str | int] = {
            "date": row.date.isoformat(),
            "voucher": voucher,
            **reader.line(
                row, cents, fund=fund, function=function, economic=economic, nature=nature
            ),
            "summary": row.text("purpose"),
        }
        spent = {**values, "line": lines.next(voucher), "kind": called("kinds", "expenditure")}
        drafts.add(DraftRow("entries", spent, row))
        if income and fund in FISCAL:
            received = {**values, "line": lines.next(voucher), "kind": called("kinds", "income")}
            drafts.add(DraftRow("entries", {**received, "economic": ""}, row))
    return drafts


def _paid(row: SourceRow) -> int:
    """Cents paid: the amount, or what was paid in both ways together, less what came back."""
    money = row.money
    apart = money.get("direct", 0) + money.get("authorised", 0)
    return money.get("amount", apart) - abs(money.get("refund", 0))


def no_date(row: SourceRow) -> list[Fault]:
    """The fault of a row without a date. What is printed and is no date, reading has told."""
    if row.text("date", "month"):
        return []
    return [Fault(place=row.at("date", "month"), key="import.no_date")]


def _income(rows: Sequence[SourceRow], reader: Understanding) -> bool:
    """Whether each payment of fiscal money is income of the same amount too."""
    if not rows:
        return False
    total = sum(map(_paid, rows))
    book = reader.book
    there = "income" in book.tables and bool(book.tables["income"].rows)
    kinds = Counter(
        book.chosen("entries", "kind", record)
        for _, record in (book.tables["entries"].records() if "entries" in book.tables else ())
        if not record.get("source")
    )
    return bool(reader.yes("income", rows, total, not there and not kinds["income"]))
