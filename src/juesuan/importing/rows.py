"""The rows of a source (明细行): which are data, and which are totals, feet or headings."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct, field

from juesuan.facts import AmountError
from juesuan.importing.above import GroupReader
from juesuan.importing.faults import Fault
from juesuan.importing.kinds import SourceKind, field_of, fields, words
from juesuan.importing.tables import Row, SourceTable, row_number
from juesuan.importing.values import end_of_month, read_amount, read_date
from juesuan.ledger import Place
from juesuan.ledger.schema import total_rows
from juesuan.messages import Message
from juesuan.text import plain

__all__ = ["MONEY", "LeftOut", "SourceRow", "TakenRows", "TotalRow", "take_rows"]

MONEY = frozenset(
    f"{stem}{side}"
    for stem in ("opening", "period", "total", "closing")
    for side in ("", "_debit", "_credit")
) | {
    *("amount", "refund", "direct", "authorised", "debit", "credit", "paid"),
    *("gross", "depreciation", "net"),
}
"""Fields that hold money."""

_AMOUNT = re.compile(r"[¥￥]?[-+(（]?[¥￥]?[\d,，.]+[)）]?")
"""A text that is an amount and nothing else."""
_FREE = frozenset({"purpose", "project", "payee", "asset_name"})
"""Fields whose text may be anything: a word in them makes no total."""


class SourceRow(Struct, kw_only=True, eq=False):
    """A row of data of a ``table``: its texts by field, its money in cents, its date. ``tag``
    tells it from all others: the same row in another file of the same kind has the same. ``last``
    is the last of several rows that were summed."""

    table: SourceTable
    number: int
    cells: Mapping[str, str]
    money: Mapping[str, int]
    date: datetime.date | None = None
    tag: str = ""
    last: int = 0

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.table.file

    @property
    def sheet(self) -> str:
        """The name of its sheet; empty where files have none."""
        return self.table.sheet

    def at(self, *names: str) -> Place:
        """The place of the first of these fields that is filled, else of the first that has a
        column; of the row where none has."""
        there = [name for name in names if self.table.places(name)]
        filled = [name for name in there if self.cells.get(name)]
        return self.table.at(self.number, next(iter(filled + there), ""))

    def text(self, *names: str) -> str:
        """The text of the first of these fields that is filled."""
        return next((self.cells[name] for name in names if self.cells.get(name)), "")


class LeftOut(Struct, frozen=True):
    """A row that is no data, and why: ``total``, ``heading``, ``foot``, ``zero`` …"""

    sheet: str
    number: int
    why: str


class TotalRow(Struct, frozen=True, kw_only=True):
    """A total row that does not agree with the rows above it: what it says and what they give."""

    place: Place
    said: int
    counted: int


class TakenRows(Struct, kw_only=True):
    """What was taken from the tables of a source; ``months_only`` counts rows with a month and
    no day, which stand at its end."""

    rows: list[SourceRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    totals_held: int = 0
    totals_wrong: list[TotalRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    months_only: int = 0


def take_rows(
    tables: Sequence[SourceTable], kind: SourceKind, year: int, groups: GroupReader
) -> TakenRows:
    """The rows of tables of one kind, each known by its tag."""
    taken = TakenRows()
    for table in tables:
        groups.said = {}
        _Sheet(table, kind, year, taken, groups).take()
    seen: dict[str, list[int]] = {}
    for row in taken.rows:
        said = "\0".join(_said(row, name) for name in kind.of_row)
        before = seen.setdefault(said, [])
        if before and kind.paid and row.text("voucher"):
            details = {"first": before[0]}
            again = Fault(place=row.at(), key="import.twice", details=details, stops=False)
            taken.faults.append(again)
        before.append(row.number)
        row.tag = hashlib.sha256(f"{said}\0{len(before)}".encode()).hexdigest()[:12]
    return taken


def _said(row: SourceRow, name: str) -> str:
    """What a row says in a field, however it is written."""
    if name in row.money:
        return str(row.money[name])
    if name == "date" and row.date:
        return row.date.isoformat()
    return "|".join(plain(row.cells.get(part, "")) for part in _parts(name))


@cache
def _parts(name: str) -> tuple[str, ...]:
    """A field and those whose headings are made of its words."""
    return (name, *(key for key, field in fields().items() if field.of == name))


class _Sheet:
    """Goes through the rows of one table."""

    def __init__(
        self,
        table: SourceTable,
        kind: SourceKind,
        year: int,
        taken: TakenRows,
        groups: GroupReader,
    ) -> None:
        self.table, self.kind, self.year, self.taken = table, kind, year, taken
        self.groups = groups
        years = {*words().dates.of_year.regex.findall(plain(table.title))}
        self.said = int(years.pop()) if len(years) == 1 else year
        """The year that months are of: the one above the heading, else the book's."""
        names = {column.field for column in table.columns if column.field}
        self.places = {name: table.places(name) for name in sorted(names)}
        self.heads = {c.heading for c in table.columns if c.heading}
        self.blanks = frozenset(words().blanks.words)
        self.last: dict[str, str] = {}
        self.sums: dict[str, int] = {}
        self.since: dict[str, int] = {}
        self.months: dict[str, int] = {}
        self.month = 0
        self.doubtful: tuple[str, TotalRow] | None = None

    def take(self) -> None:
        for place, row in enumerate(self.table.rows, 1):
            texts = [cell.text.strip() for cell in row if cell and cell.text.strip()]
            if not texts:
                continue
            number = row_number(row) or place
            if account := self._next_account(texts):
                self.table.given["account"] = account
                self.sums, self.since, self.months = {}, {}, {}
                self.taken.left_out.append(LeftOut(self.table.sheet, number, "heading"))
                continue
            cells = self._cells(row)
            why = self._no_data(texts, cells)
            if why == "total":
                self._compare(number, cells)
            if why == "no_amount" and self.kind.paid and self.groups.takes(texts, self.table):
                why = "group"
            if why == "no_amount" and self.kind.paid and cells.get("date"):
                self._fault(number, "amount", Message("import.no_amount"), stops=False)
            if why:
                self.taken.left_out.append(LeftOut(self.table.sheet, number, why))
            else:
                self._add(number, cells)
        self._settle()

    def _next_account(self, texts: Sequence[str]) -> str:
        """The account that a line between two pages of a ledger names, where each has its own."""
        if "account" not in self.table.given:
            return ""
        found = words().above_account.regex.search(" ".join(texts))
        return found[1] if found else ""

    def _cells(self, row: Row) -> dict[str, str]:
        """The row's texts by field; what a merged cell covers takes the text it begins with."""
        cells: dict[str, str] = dict(self.table.given)
        for name, places in self.places.items():
            for place in places:
                cell = row[place] if place < len(row) else None
                if cell is None and place < len(row) and name not in MONEY:
                    cells[name] = self.last.get(name, "")
                elif cell and cell.text.strip():
                    cells[name] = " ".join(cell.text.split())
                if cells.get(name):
                    break
        for label, value in words().auxiliaries.regex.findall(cells.get("auxiliary", "")):
            if (name := field_of(label)[0]) and not cells.get(name):
                cells[name] = value
        return cells

    def _no_data(self, texts: Sequence[str], cells: Mapping[str, str]) -> str:
        """Why a row is no data; empty where it is."""
        said = words()
        if len(self.heads & {"".join(text.split()) for text in texts}) >= max(2, len(texts) // 2):
            return "heading"
        if all(said.column_numbers.regex.search(plain(text)) for text in texts) and len(texts) > 2:
            numbers = [int(text) for text in texts if text.isdigit()]
            if numbers == sorted(set(numbers)):
                return "column_numbers"
        bare = [plain(text) for text in texts]
        if any(said.opening_rows.regex.search(text) for text in bare):
            return "opening_row"
        if any(total_rows().regex.search(text) for text in bare):
            return "total"
        others = (text for text in texts[1:] if text not in self.blanks)
        if said.named_totals.regex.search(bare[0]) and all(map(_AMOUNT.fullmatch, others)):
            return "total"  # what it covers, merged, is not its own
        dated = cells.get("date") or cells.get("voucher") or cells.get("asset_number")
        if not dated and not any(cells.get(name) for name in ("account", "account1")):
            named = [plain(t) for name, t in cells.items() if name not in _FREE | MONEY]
            if any(said.named_totals.regex.search(text) for text in [*named, bare[0]]):
                return "total"
        if not any(cells.get(name, "") not in self.blanks for name in MONEY):
            return "foot" if said.feet.regex.search(bare[0]) else "no_amount"
        return ""

    def _compare(self, number: int, cells: Mapping[str, str]) -> None:
        """Hold a total row against the rows above it: all, those since the last total, or the
        month's; where none agrees, against those below it."""
        self._settle()
        counted = False
        for name in self.places:
            if name not in MONEY or not cells.get(name):
                continue
            try:
                amount = read_amount(cells[name], self.table.unit)
            except AmountError:
                continue
            sums = [self.sums.get(name, 0), self.since.get(name, 0), self.months.get(name, 0)]
            if amount in sums:
                counted = True
            elif name in _principal(self.places):
                place = self.table.at(number, name)
                self.doubtful = name, TotalRow(place=place, said=amount, counted=sums[0])
        self.taken.totals_held += counted
        self.since = {}

    def _settle(self) -> None:
        """Judge a total that the rows above did not give by those that came after it."""
        if self.doubtful is None:
            return
        name, total = self.doubtful
        self.doubtful = None
        if total.said == self.since.get(name):
            self.taken.totals_held += 1
        else:
            self.taken.totals_wrong.append(total)

    def _add(self, number: int, cells: dict[str, str]) -> None:
        for name in self.kind.carried:
            if not cells.get(name):
                cells[name] = self.last.get(name, "")
        cells |= self.groups.of(cells)
        self.last = cells
        date = self._date(number, cells)
        money: dict[str, int] = {}
        wrong = False
        for name in MONEY & cells.keys():
            if plain(cells[name]) in self.blanks:
                continue
            try:
                money[name] = read_amount(cells[name], self.table.unit)
            except AmountError as error:
                wrong = True
                self._fault(number, name, Message(f"amount.{error.key}", error.details))
        if date and date.month != self.month:
            self.month, self.months = date.month, {}
        for name, cents in money.items():
            for sums in (self.sums, self.since, self.months):
                sums[name] = sums.get(name, 0) + cents
        if not any(money.values()):
            if wrong:
                return
            self.taken.left_out.append(LeftOut(self.table.sheet, number, "zero"))
            return
        self.taken.rows.append(
            SourceRow(
                table=self.table,
                number=number,
                cells=cells,
                money=money,
                date=date,
            )
        )

    def _date(self, number: int, cells: Mapping[str, str]) -> datetime.date | None:
        text = cells.get("date", "")
        month, day = cells.get("month", ""), cells.get("day", "")
        if month:
            year = plain(text)[:4]
            text = f"{year if year.isdigit() and len(year) == 4 else self.said}-{month}"
            text += f"-{day}" if day else ""
        if not text:
            return None
        date = read_date(text, self.year)
        if date is None and (date := end_of_month(text, self.year)):
            self.taken.months_only += 1
        if date is None:
            self._fault(number, "date", Message("import.not_a_date", {"text": text}))
        elif date.year != self.year:
            details = {"text": text, "year": self.year}
            self._fault(number, "date", Message("import.date_out_of_year", details))
        return date

    def _fault(self, number: int, name: str, why: Message, stops: bool = True) -> None:
        place = self.table.at(number, name)
        self.taken.faults.append(Fault(place=place, key=why.key, details=why.details, stops=stops))


def _principal(names: Mapping[str, list[int]]) -> set[str]:
    """The money fields by which a table is judged."""
    chosen = [n for n in ("amount", "paid", "gross", "debit", "closing_debit") if n in names]
    return set(chosen[:1])
