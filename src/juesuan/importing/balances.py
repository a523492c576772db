"""Account balances (科目余额表) become expenditure, income and opening balances of a book, of each
budget account the lowest once; or are held against what the book has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.importing.accounts import (
    AUXILIARY,
    BALANCE,
    INCOME,
    SPENT,
    code_of,
    names_of,
    told_by_account,
    unknown_account,
    values_of,
)
from juesuan.importing.below import own_rows
from juesuan.importing.draft import DraftRow, Drafts, voucher_lines
from juesuan.importing.kinds import BudgetAccount, accounts, words
from juesuan.importing.rows import LeftOut, SourceRow, TotalRow
from juesuan.importing.understanding import Understanding
from juesuan.ledger.schema import called

__all__ = ["balances"]


def balances(rows: Sequence[SourceRow], reader: Understanding, comparing: bool = False) -> Drafts:
    """Expenditure, income and opening balances from account balances. What the book has already
    from elsewhere is left out, and held against it instead."""
    drafts = Drafts()
    budget = []
    rows, totals = own_rows(rows, reader)
    for row in rows:
        code = code_of(row)
        if code[:4] in accounts():
            budget.append(row)
            continue
        why = "financial" if code[:1] in set("12345") else "unknown_account" if code else ""
        drafts.left_out.append(LeftOut(row.sheet, row.number, why or "no_account"))
        if why == "unknown_account":
            drafts.faults.append(unknown_account(row, code))
    reader.learn(budget)
    lowest = _lowest(budget) - totals
    _hold_totals(budget, lowest, drafts)
    there = frozenset() if comparing else _there(reader, {row.tag for row in rows})
    named = {code_of(row): names_of(row) for row in reversed(budget)}
    lines = voucher_lines(reader.book)
    for row in budget:
        code = code_of(row)
        account = accounts()[code[:4]]
        why = "above" if id(row) not in lowest else ""
        why = why or ("" if account.part else "balance_account")
        why = why or ("there_already" if account.part in there else "")
        cents = 0 if why else _amount(row, account)
        if why or not cents:
            drafts.left_out.append(LeftOut(row.sheet, row.number, why or "zero"))
            continue
        above = sorted((c for c in named if code.startswith(c)), key=len)
        names = [account.name, *(name for c in above for name in named[c]), *names_of(row)]
        told = told_by_account(row, code, names, reader)
        values = values_of(told, account, cents, reader)
        note = row.text("account_name") or account.name
        if account.part == SPENT:
            voucher = f"{row.file.rpartition('.')[0] or row.file}-{row.number}"
            head = {
                "date": f"{reader.book.description.year}-12-31",
                "voucher": voucher,
                "line": lines.next(voucher),
                "kind": called("kinds", SPENT),
            }
            drafts.add(DraftRow("entries", {**head, **values, "summary": note}, row))
        elif account.part == INCOME:
            values.pop("economic")
            drafts.add(DraftRow("income", {**values, "note": note}, row))
        else:
            values.pop("economic")
            head = {"point": called("points", "opening"), "carry": called("carry", account.carry)}
            drafts.add(DraftRow("balances", {**head, **values, "note": note}, row))
    return drafts


def _lowest(rows: Sequence[SourceRow]) -> set[int]:
    """Rows (by identity) of the lowest accounts: no other begins with theirs, and of rows of one
    account those that name auxiliaries, where some do."""
    codes = {code_of(row) for row in rows}
    above = {c for c in codes if any(o != c and o.startswith(c) for o in codes)}
    detailed = {code_of(row) for row in rows if any(row.text(name) for name in AUXILIARY)}
    return {
        id(row)
        for row in rows
        if code_of(row) not in above
        and (code_of(row) not in detailed or any(row.text(name) for name in AUXILIARY))
    }


def _hold_totals(rows: Sequence[SourceRow], lowest: set[int], drafts: Drafts) -> None:
    """Hold the first row of each budget account against the sum of its lowest ones."""
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        if id(row) in lowest:
            sums[code_of(row)[:4]] += _amount(row, accounts()[code_of(row)[:4]])
    for row in rows:
        code = code_of(row)
        if len(code) == 4 and id(row) not in lowest:
            said = _amount(row, accounts()[code])
            if said == sums[code]:
                drafts.totals_held += 1
            else:
                drafts.totals_wrong.append(
                    TotalRow(
                        place=replace(row.at("account"), column=row.text("account")),
                        said=said,
                        counted=sums[code],
                    )
                )


def _there(reader: Understanding, tags: set[str]) -> frozenset[str]:
    """Parts that the book has from elsewhere than this file."""
    book = reader.book
    found = set()
    kinds = {SPENT: "entries", INCOME: "entries"}
    for part, table in kinds.items():
        for record in book.from_elsewhere(table, tags):
            if book.chosen(table, "kind", record).startswith(part):
                found.add(part)
    if any(True for _ in book.from_elsewhere("income", tags)):
        found.add(INCOME)
    if any(
        book.chosen("balances", "point", record) == "opening"
        for record in book.from_elsewhere("balances", tags)
    ):
        found.add(BALANCE)
    return frozenset(found)


def _amount(row: SourceRow, account: BudgetAccount) -> int:
    """Cents of the year on a budget account, expenditure and income positive: what stands on it
    before the year is closed, else what the year moved; of balances, the opening."""
    if account.part == BALANCE:
        return -_signed(row, "opening")
    side = 1 if account.part != INCOME else -1
    if left := _signed(row, "closing"):
        return left * side
    for stem in ("total_", "period_", ""):
        moved = [row.money.get(f"{stem}{name}", 0) for name in ("debit", "credit")]
        if any(moved):
            return moved[0 if side > 0 else 1]
    return abs(row.money.get("total", row.money.get("period", 0)))


def _signed(row: SourceRow, stem: str) -> int:
    """A balance, debit positive: by its two columns, or by one with its direction."""
    money = row.money
    if f"{stem}_debit" in money or f"{stem}_credit" in money:
        return money.get(f"{stem}_debit", 0) - money.get(f"{stem}_credit", 0)
    credit = words().directions.credit in row.text("direction") or (
        not row.text("direction") and code_of(row)[:1] in {"6", "8"}
    )
    balance = money.get(stem, 0)
    return -balance if credit else balance
