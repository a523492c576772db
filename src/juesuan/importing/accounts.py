"""Accounts (会计科目) of a journal or of balances: what their digits, names and auxiliaries say.

Only budget accounts (6, 7, 8) make rows of a book: financial accounts record the same money a
second time. Of dotted accounts only the lowest count, those above are their totals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.importing.faults import Fault
from juesuan.importing.kinds import BudgetAccount, accounts, words
from juesuan.importing.payments import FISCAL
from juesuan.importing.rows import SourceRow
from juesuan.importing.understanding import Understanding
from juesuan.text import plain

__all__ = [
    "AUXILIARY",
    "BALANCE",
    "INCOME",
    "SPENT",
    "code_of",
    "names_of",
    "told_by_account",
    "unknown_account",
    "values_of",
]

_CODE = re.compile(r"[\[(（]?(\d{4}[\d.\-_|/\\]*)[\])）]?")
_LEVEL = re.compile(r"[\[(（]?(\d[\d.\-_|/\\]*)[\])）]?")
_DIGITS = {"function": 7, "economic": 5}
"""Digits of the codes to which money is posted."""
_LEVELS = ("account1", "account2", "account3", "account4", "account5")
_PARTED = re.compile(r"[.\-_|/\\]+")
_NAMES = re.compile(r"[\-—–_|/\\>.:：]+")
AUXILIARY = (
    *("function", "function_code", "function_name", "function_class"),
    *("economic", "economic_code", "economic_name", "economic_class", "project"),
)
INCOME, SPENT, BALANCE = "income", "expenditure", "balance"


def code_of(row: SourceRow) -> str:
    """The digits and marks of a row's account, put together where its levels stand in columns;
    empty where it has none."""
    code = ""
    for text in (row.text("account"), *(row.text(name) for name in _LEVELS)):
        digits = _LEVEL.match(plain(text))
        if digits is None:
            continue
        part = digits[1].rstrip(".-_|/\\")
        code = part if not code or part.startswith(code) else f"{code}.{part}"
    return code if _CODE.match(code) else ""


def names_of(row: SourceRow) -> list[str]:
    """The names that a row gives its account, highest first."""
    texts = [row.text("account"), *(row.text(name) for name in _LEVELS)]
    said = [_LEVEL.sub("", plain(text), count=1) for text in texts]
    said.append(plain(row.text("account_name")))
    return [part for text in said for part in _NAMES.split(text) if part]


def told_by_account(
    row: SourceRow, code: str, names: Sequence[str], reader: Understanding
) -> SourceRow:
    """A row with what its account says in the columns it lacks."""
    cells = dict(row.cells)
    path = "/".join(dict.fromkeys(names))
    cells["account"] = f"{code} {path}".strip()
    parts = [part for part in _PARTED.split(code) if part]
    named = {kind: _named(names, kind, reader) for kind in _DIGITS}
    for kind, length in _DIGITS.items():
        if any(row.text(name) for name in AUXILIARY if name.startswith(kind)):
            continue
        codes = reader.book.space.codes[kind]
        digits = [part for part in parts[1:] if len(part) == length and codes.is_leaf(part)]
        own = [name for name in named[kind] if kind == "economic" or name not in named["economic"]]
        if digits or named[kind]:
            cells[kind] = (digits or own or named[kind])[0]
    used = {name for found in named.values() for name in found}
    for values, more in (("nature", words().natures), ("fund", words().funds)):
        said = [name for name in reversed(names) if reader.choice(values, name, more)]
        used.update(said)
        if said and not row.text(values) and not (values == "nature" and row.text("category")):
            cells[values] = said[0]
    known = {account.name for account in accounts().values()}
    rest = [name for name in names if name not in used | known]
    if rest and used & set(names[: names.index(rest[-1])]) and not row.text("project"):
        cells["project"] = rest[-1]
    return replace(row, cells=cells)


def _named(names: Sequence[str], kind: str, reader: Understanding) -> list[str]:
    """The names of an account's path that are a code's, the lowest first; where none is one
    code's alone, those that several codes have (行政运行)."""
    codes = reader.readers[kind]
    found = [name for name in reversed(names) if codes.read(name).code]
    return found or [name for name in reversed(names) if codes.called(name)]


def unknown_account(row: SourceRow, code: str) -> Fault:
    """An account that is none of government accounting: told, and its row left out."""
    known = [number for number in accounts() if number[0] == code[0]]
    details = {"code": code, "known": [f"{number} {accounts()[number].name}" for number in known]}
    place = row.at("account", *_LEVELS)
    return Fault(place=place, key="import.unknown_account", details=details, stops=False)


def values_of(
    row: SourceRow, account: BudgetAccount, cents: int, reader: Understanding
) -> dict[str, str | int]:
    """What an amount on a budget account is in the book."""
    fund = account.fund
    if row.text("fund") or not fund:
        fund = reader.fund(row, cents)
    function = economic = nature = ""
    placed = account.part == SPENT or fund in FISCAL
    if placed or reader.has(row, "function"):
        function = reader.code(row, "function", cents, ("account",))
    if account.part == SPENT:
        economic = reader.code(row, "economic", cents, ("account",))
    if placed or row.text("nature", "category"):
        nature = account.nature or reader.nature(row, cents, function, economic)
    return reader.line(row, cents, fund=fund, function=function, economic=economic, nature=nature)
