"""Journals (序时账、明细账) become entries: the lines on budget accounts alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from juesuan.importing.accounts import (
    INCOME,
    SPENT,
    code_of,
    names_of,
    told_by_account,
    unknown_account,
    values_of,
)
from juesuan.importing.draft import DraftRow, Drafts, voucher_lines
from juesuan.importing.kinds import BudgetAccount, accounts, closing, words
from juesuan.importing.payments import no_date
from juesuan.importing.rows import LeftOut, SourceRow
from juesuan.importing.understanding import Understanding
from juesuan.ledger.schema import called
from juesuan.text import plain

__all__ = ["journal"]


def journal(rows: Sequence[SourceRow], reader: Understanding, comparing: bool = False) -> Drafts:
    """Entries from the budget accounts of a journal."""
    drafts = Drafts()
    reader.learn(rows)
    lines = voucher_lines(reader.book)
    transfers = _transfers(rows)
    for row in rows:
        code = code_of(row)
        account = accounts().get(code[:4])
        why = _not_counted(row, code, account, _voucher(row) in transfers)
        if why or account is None:
            drafts.left_out.append(LeftOut(row.sheet, row.number, why))
            if why == "unknown_account":
                drafts.faults.append(unknown_account(row, code))
            continue
        debit = _side(row)
        told = told_by_account(row, code, [account.name, *names_of(row)], reader)
        cents = debit if account.part == SPENT else -debit
        values = values_of(told, account, cents, reader)
        if row.date is None:
            drafts.faults += no_date(row)
            continue
        voucher = row.text("voucher") or f"{row.file.rpartition('.')[0] or row.file}-{row.number}"
        drafts.add(
            DraftRow(
                "entries",
                {
                    "date": row.date.isoformat(),
                    "voucher": voucher,
                    "line": lines.next(voucher),
                    "kind": called("kinds", account.part),
                    **values,
                    "summary": row.text("purpose"),
                },
                row,
            )
        )
    return drafts


def _voucher(row: SourceRow) -> tuple[str, int]:
    return row.text("voucher"), row.date.month if row.date else 0


def _transfers(rows: Iterable[SourceRow]) -> set[tuple[str, int]]:
    """Vouchers that carry income and expenditure over to balances at the end of the year."""
    heads: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows:
        if row.text("voucher"):
            heads[_voucher(row)].add(code_of(row)[:4])
    against = set(closing().against)
    return {v for v, found in heads.items() if found & against and found - against}


def _not_counted(row: SourceRow, code: str, account: BudgetAccount | None, transfer: bool) -> str:
    """Why a row of a journal makes no entry; empty where it does."""
    if not code:
        return "no_account"
    if account is None:
        return "financial" if code[:1] in "12345" else "unknown_account"
    said = plain(row.text("purpose"))
    if transfer or any(word in said for word in closing().words):
        return "transfer"
    return "" if account.part in {INCOME, SPENT} else "balance_account"


def _side(row: SourceRow) -> int:
    """Cents on the debit side, credits negative."""
    money = row.money
    if "debit" in money or "credit" in money:
        return money.get("debit", 0) - money.get("credit", 0)
    if "period_debit" in money or "period_credit" in money:
        return money.get("period_debit", 0) - money.get("period_credit", 0)
    return money.get("amount", 0) * (
        -1 if words().directions.credit in row.text("direction") else 1
    )
