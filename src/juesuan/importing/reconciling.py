"""Reconciliation (核对): a source held against the book, account by account."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.importing.draft import DraftRow, Drafts
from juesuan.importing.payments import FISCAL
from juesuan.importing.rows import LeftOut, SourceRow
from juesuan.importing.target import TargetBook
from juesuan.importing.understanding import Understanding
from juesuan.importing.values import read_date
from juesuan.ledger.schema import called, compared, kinds, written_choices
from juesuan.messages import say

__all__ = ["Unreconciled", "reconcile", "statement"]

_SPENT = "expenditure"
_CHOICES = {"fund": "fund", "nature": "nature", "item": "asset_items"}
Key = tuple[tuple[str, str], ...]


class Unreconciled(Struct, frozen=True, kw_only=True):
    """An account on which source and book differ: what is compared (``expenditure``, ``income``,
    ``opening``, ``gross``, ``net``), the account, the rows of the source and of the book, and the
    cents of both."""

    what: str
    account: str
    rows: tuple[int, ...]
    booked_rows: tuple[int, ...]
    said: int
    booked: int


def statement(rows: Sequence[SourceRow], reader: Understanding, comparing: bool = True) -> Drafts:
    """What a treasury statement (国库对账单) says was spent, by the codes it has."""
    del comparing
    drafts = Drafts()
    reader.learn(rows)
    codes = [reader.written_code(row, "function") for row in rows]
    for row, code in zip(rows, codes, strict=True):
        cents = row.money.get("paid", row.money.get("amount", _moved(row)))
        if code and any(other != code and other.startswith(code) for other in codes):
            drafts.left_out.append(LeftOut(row.sheet, row.number, "above"))
            continue
        values: dict[str, str | int] = {"kind": called("kinds", _SPENT), "amount": cents}
        for kind in ("function", "economic"):
            if reader.has(row, kind):
                values[kind] = reader.code(row, kind, cents, ())
        if row.text("fund"):
            values["fund"] = called("fund", reader.fund(row, cents))
        if row.date:
            values["date"] = row.date.isoformat()
        if not (values.get("function") or values.get("economic")):
            values["project"] = reader.project(row, "project")
        drafts.add(DraftRow("entries", values, row))
    return drafts


def _moved(row: SourceRow) -> int:
    """Cents that an account paid: debit less credit."""
    return row.money.get("debit", 0) - row.money.get("credit", 0)


def reconcile(
    book: TargetBook, drafts: Sequence[DraftRow], fiscal: bool
) -> tuple[int, list[Unreconciled]]:
    """Hold what a source says against the book: how many accounts agree, and the differences.

    Both are summed over the columns that every row of the source fills. ``fiscal``: the source
    tells of fiscal money only.
    """
    held = 0
    found: list[Unreconciled] = []
    for what, (table, column) in _KINDS.items():
        ours = [draft for draft in drafts if _what(draft, book) in _SAME.get(what, (what,))]
        if not ours:
            continue
        names = [n for n in _DIMENSIONS[what] if all(draft.values.get(n) for draft in ours)]
        if names == [] and all(draft.values.get("date") for draft in ours):
            names = ["month"]
        said = _listed(
            (_key(draft.values, names, table, book), draft.row.number, draft.values[column])
            for draft in ours
        )
        booked = _listed(_booked(book, what, column, names, fiscal))
        for key in sorted(said.keys() | booked.keys()):
            here, there = said.get(key, []), booked.get(key, [])
            sums = [sum(cents for _, cents in rows) for rows in (here, there)]
            if sums[0] == sums[1]:
                held += 1
                continue
            found.append(
                Unreconciled(
                    what=what,
                    account=_words(key, book),
                    rows=_unmatched(here, there),
                    booked_rows=_unmatched(there, here),
                    said=sums[0],
                    booked=sums[1],
                )
            )
    return held, found


_KINDS = {
    "expenditure": ("entries", "amount"),
    "income": ("income", "amount"),
    "opening": ("balances", "amount"),
    "gross": ("assets", "gross"),
    "net": ("assets", "net"),
}
"""What is compared → its table and column."""
_SAME = {"gross": ("assets",), "net": ("assets",)}
_DIMENSIONS = {
    "expenditure": ("unit", "fund", "function", "economic", "project"),
    "income": ("unit", "fund", "function"),
    "opening": ("unit", "fund", "function"),
    "gross": ("unit", "item"),
    "net": ("unit", "item"),
}


def _what(draft: DraftRow, book: TargetBook) -> str:
    """What a draft is compared as."""
    if draft.table == "entries":
        return kind_of(book, draft.values)[0]
    return "opening" if draft.table == "balances" else draft.table


def kind_of(book: TargetBook, values: Mapping[str, object]) -> tuple[str, int]:
    """The measure of an entry and its sign."""
    key = written_choices("kinds").get(compared(str(values.get("kind", ""))), "")
    return kinds().get(key, ("", 1))


def _listed(entries: Iterable[tuple[Key, int, object]]) -> dict[Key, list[tuple[int, int]]]:
    """Row and cents of each entry, by account."""
    found: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for key, number, cents in entries:
        found[key].append((number, int(str(cents))))
    return found


def _unmatched(
    rows: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> tuple[int, ...]:
    """The rows whose amount has no counterpart on the other side."""
    left = Counter(cents for _, cents in others)
    found = []
    for number, cents in rows:
        if left[cents] > 0:
            left[cents] -= 1
        else:
            found.append(number)
    return tuple(found)


def _key(values: Mapping[str, object], names: Sequence[str], table: str, book: TargetBook) -> Key:
    """An account: dimension and id of each column compared."""
    found = []
    for name in names:
        text = str(values.get(name, ""))
        if name == "month":
            day = read_date(str(values.get("date", "")), book.description.year)
            text = f"{day:%Y-%m}" if day else ""
        elif name in _CHOICES:
            text = written_choices(_CHOICES[name]).get(compared(text), text)
        elif name in book.space.codes:
            text = book.code({name: text}, name)
        found.append((name, text))
    return tuple(found)


def _booked(
    book: TargetBook, what: str, column: str, names: Sequence[str], fiscal: bool
) -> Iterator[tuple[Key, int, object]]:
    """The book's rows of what is compared."""
    tables = ("entries", "income") if what == "income" else (_KINDS[what][0],)
    for table in tables:
        for number, record in book.tables[table].records() if table in book.tables else ():
            sign = 1
            if table == "entries":
                measure, sign = kind_of(book, record)
                if measure != what:
                    continue
            if what == "opening" and book.chosen("balances", "point", record) != "opening":
                continue
            if fiscal and book.chosen(table, "fund", record) not in FISCAL:
                continue
            cents = sign * book.money(table, column, record, number)
            yield _key(record, names, table, book), number, cents


def _words(key: Key, book: TargetBook) -> str:
    """An account in words: codes with their names."""
    said = []
    for name, text in key:
        if name in book.space.codes:
            said.append(f"{text} {book.space.codes[name].name(text)}".strip())
        else:
            said.append(called(_CHOICES[name], text) if name in _CHOICES else text)
    return " · ".join(filter(None, said)) or say("reconciled.all")
