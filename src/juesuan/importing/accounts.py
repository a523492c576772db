"""Accounts (会计科目) of a journal or of balances: what their digits, names and auxiliaries say.

Only budget accounts (6, 7, 8) make rows of a book: financial accounts record the same money a
second time. Of dotted accounts only the lowest count, those above are their totals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from juesuan.importing.draft import Draft, Drafts, voucher_lines
from juesuan.importing.kinds import Account, accounts, closing, words
from juesuan.importing.payments import FISCAL, no_date
from juesuan.importing.rows import LeftOut, SourceRow, TotalRow
from juesuan.importing.understanding import Understanding
from juesuan.ledger.schema import called
from juesuan.text import plain

__all__ = ["balances", "journal"]

_CODE = re.compile(r"[\[(（]?(\d{4}[\d.\-_|/\\]*)[\])）]?")
_PARTED = re.compile(r"[.\-_|/\\]+")
_NAMES = re.compile(r"[\-—–_|/\\>.:：]+")
_AUXILIARY = (
    *("function", "function_code", "function_name", "function_class"),
    *("economic", "economic_code", "economic_name", "economic_class", "project"),
)
_INCOME, _SPENT, _BALANCE = "income", "expenditure", "balance"


def _code(row: SourceRow) -> str:
    """The digits and marks of a row's account; empty where it has none."""
    found = _CODE.match(plain(row.text("account")))
    return found[1].rstrip(".-_|/\\") if found else ""


def _names(row: SourceRow) -> list[str]:
    """The names that a row gives its account, highest first."""
    rest = _CODE.sub("", plain(row.text("account")), count=1)
    said = [rest, plain(row.text("account_name"))]
    return [part for text in said for part in _NAMES.split(text) if part]


def _told(row: SourceRow, code: str, names: Sequence[str], reader: Understanding) -> SourceRow:
    """A row with what its account says in the columns it lacks."""
    cells = dict(row.cells)
    path = "/".join(dict.fromkeys(names))
    cells["account"] = f"{code} {path}".strip()
    parts = [part for part in _PARTED.split(code) if part]
    for kind, length in (("function", 7), ("economic", 5)):
        if any(row.text(name) for name in _AUXILIARY if name.startswith(kind)):
            continue
        codes = reader.book.space.codes[kind]
        digits = [part for part in parts[1:] if len(part) == length and codes.is_leaf(part)]
        named = [n for n in reversed(names) if reader.readers[kind].read("", n).code]
        if digits or named:
            cells[kind] = (digits or named)[0]
    for values, more in (("nature", words().natures), ("fund", words().funds)):
        if not row.text(values) and not (values == "nature" and row.text("category")):
            said = (n for n in reversed(names) if reader.choice(values, n, more))
            if text := next(said, ""):
                cells[values] = text
    return replace(row, cells=cells)


def _values(
    row: SourceRow, account: Account, cents: int, reader: Understanding
) -> dict[str, str | int]:
    """What an amount on a budget account is in the book."""
    fund = account.fund
    if row.text("fund") or not fund:
        fund = reader.fund(row, cents)
    function = economic = nature = ""
    placed = account.part == _SPENT or fund in FISCAL
    if placed or reader.has(row, "function"):
        function = reader.code(row, "function", cents, ("account",))
    if account.part == _SPENT:
        economic = reader.code(row, "economic", cents, ("account",))
    if placed or row.text("nature", "category"):
        nature = account.nature or reader.nature(row, cents, function, economic)
    return {
        "unit": reader.unit(row, cents),
        "fund": called("fund", fund),
        "function": function,
        "economic": economic,
        "nature": called("nature", nature),
        "project": reader.project(row, nature),
        "amount": cents,
    }


def journal(rows: Sequence[SourceRow], reader: Understanding, comparing: bool = False) -> Drafts:
    """Entries from the budget accounts of a journal."""
    drafts = Drafts()
    reader.learn(rows)
    lines = voucher_lines(reader.book)
    transfers = set() if comparing else _transfers(rows)
    for row in rows:
        code = _code(row)
        account = accounts().get(code[:4])
        why = _not_counted(row, code, account, _voucher(row) in transfers)
        if why or account is None:
            drafts.left_out.append(LeftOut(row.sheet, row.number, why))
            continue
        debit = _side(row)
        if row.date is None:
            drafts.faults.append(no_date(row))
            continue
        told = _told(row, code, [account.name, *_names(row)], reader)
        cents = debit if account.part == _SPENT else -debit
        voucher = row.text("voucher") or f"{row.file.rpartition('.')[0] or row.file}-{row.number}"
        drafts.add(
            Draft(
                "entries",
                {
                    "date": row.date.isoformat(),
                    "voucher": voucher,
                    "line": lines.next(voucher),
                    "kind": called("kinds", account.part),
                    **_values(told, account, cents, reader),
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
            heads[_voucher(row)].add(_code(row)[:4])
    against = set(closing().against)
    return {v for v, found in heads.items() if found & against and found - against}


def _not_counted(row: SourceRow, code: str, account: Account | None, transfer: bool) -> str:
    """Why a row of a journal makes no entry; empty where it does."""
    if not code:
        return "no_account"
    if account is None:
        return "financial" if code[:1] in "12345" else "unknown_account"
    said = plain(row.text("purpose"))
    if transfer or any(word in said for word in closing().words):
        return "transfer"
    return "" if account.part in {_INCOME, _SPENT} else "balance_account"


def _side(row: SourceRow) -> int:
    """Cents on the debit side, credits negative."""
    money = row.money
    if "debit" in money or "credit" in money:
        return money.get("debit", 0) - money.get("credit", 0)
    if "period_debit" in money or "period_credit" in money:
        return money.get("period_debit", 0) - money.get("period_credit", 0)
    return money.get("amount", 0) * (-1 if "贷" in row.text("direction") else 1)


def balances(rows: Sequence[SourceRow], reader: Understanding, comparing: bool = False) -> Drafts:
    """Expenditure, income and opening balances from account balances. What the book has already
    from elsewhere is left out, and held against it instead."""
    drafts = Drafts()
    budget = [row for row in rows if accounts().get(_code(row)[:4])]
    for row in rows:
        if row not in budget:
            why = "financial" if _code(row)[:1] in set("12345") else "no_account"
            drafts.left_out.append(LeftOut(row.sheet, row.number, why))
    reader.learn(budget)
    lowest = _lowest(budget)
    _hold_totals(budget, lowest, drafts)
    there = frozenset() if comparing else _there(reader, {row.tag for row in rows})
    named = {_code(row): _names(row) for row in reversed(budget)}
    lines = voucher_lines(reader.book)
    for row in budget:
        code = _code(row)
        account = accounts()[code[:4]]
        why = "above" if id(row) not in lowest else ""
        why = why or ("" if account.part else "balance_account")
        why = why or ("there_already" if account.part in there else "")
        cents = 0 if why else _amount(row, account)
        if why or not cents:
            drafts.left_out.append(LeftOut(row.sheet, row.number, why or "zero"))
            continue
        above = sorted((c for c in named if code.startswith(c)), key=len)
        names = [account.name, *(name for c in above for name in named[c]), *_names(row)]
        told = _told(row, code, names, reader)
        values = _values(told, account, cents, reader)
        note = row.text("account_name") or account.name
        if account.part == _SPENT:
            voucher = f"{row.file.rpartition('.')[0] or row.file}-{row.number}"
            head = {
                "date": f"{reader.book.description.year}-12-31",
                "voucher": voucher,
                "line": lines.next(voucher),
                "kind": called("kinds", _SPENT),
            }
            drafts.add(Draft("entries", {**head, **values, "summary": note}, row))
        elif account.part == _INCOME:
            values.pop("economic")
            drafts.add(Draft("income", {**values, "note": note}, row))
        else:
            values.pop("economic")
            head = {"point": called("points", "opening"), "carry": called("carry", account.carry)}
            drafts.add(Draft("balances", {**head, **values, "note": note}, row))
    return drafts


def _lowest(rows: Sequence[SourceRow]) -> set[int]:
    """Rows (by identity) of the lowest accounts: no other begins with theirs, and of rows of one
    account those that name auxiliaries, where some do."""
    codes = {_code(row) for row in rows}
    above = {c for c in codes if any(o != c and o.startswith(c) for o in codes)}
    detailed = {_code(row) for row in rows if any(row.text(name) for name in _AUXILIARY)}
    return {
        id(row)
        for row in rows
        if _code(row) not in above
        and (_code(row) not in detailed or any(row.text(name) for name in _AUXILIARY))
    }


def _hold_totals(rows: Sequence[SourceRow], lowest: set[int], drafts: Drafts) -> None:
    """Hold the first row of each budget account against the sum of its lowest ones."""
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        if id(row) in lowest:
            sums[_code(row)[:4]] += _amount(row, accounts()[_code(row)[:4]])
    for row in rows:
        code = _code(row)
        if len(code) == 4 and id(row) not in lowest:
            said = _amount(row, accounts()[code])
            if said == sums[code]:
                drafts.totals_held += 1
            else:
                drafts.totals_wrong.append(
                    TotalRow(
                        sheet=row.sheet,
                        number=row.number,
                        column=row.text("account"),
                        said=said,
                        counted=sums[code],
                    )
                )


def _there(reader: Understanding, tags: set[str]) -> frozenset[str]:
    """Parts that the book has from elsewhere than this file."""
    book = reader.book
    found = set()
    kinds = {_SPENT: "entries", _INCOME: "entries"}
    for part, table in kinds.items():
        for record in book.from_elsewhere(table, tags):
            if book.chosen(table, "kind", record).startswith(part):
                found.add(part)
    if any(True for _ in book.from_elsewhere("income", tags)):
        found.add(_INCOME)
    if any(
        book.chosen("balances", "point", record) == "opening"
        for record in book.from_elsewhere("balances", tags)
    ):
        found.add(_BALANCE)
    return frozenset(found)


def _amount(row: SourceRow, account: Account) -> int:
    """Cents of the year on a budget account, expenditure and income positive: what stands on it
    before the year is closed, else what the year moved; of balances, the opening."""
    if account.part == _BALANCE:
        return -_signed(row, "opening")
    side = 1 if account.part != _INCOME else -1
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
    credit = "贷" in row.text("direction") or (
        not row.text("direction") and _code(row)[:1] in {"6", "8"}
    )
    return money.get(stem, 0) * (-1 if credit else 1)
