"""A department's book from its units' books (合并): all rows, transfers within it eliminated.

Within a department money moves twice: a unit subsidises another (对附属单位补助支出 here,
上级补助收入 there), or hands money up (上缴上级支出, 附属单位上缴收入). Where what was paid and
received agrees, the payer's expenditure becomes income given back, and the receiver's income,
with what it paid of it, becomes the payer's kind of money; so every row stays, traceable to its
unit, and nothing counts twice. Where it does not agree nothing is eliminated, and the difference
is told with the units.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from juesuan.corpus.errors import CorpusError
from juesuan.facts import MoneyUnit, parse_amount, plain_amount
from juesuan.ledger import Book, read_book
from juesuan.ledger.schema import ColumnSpec, choices, sheet

__all__ = ["PAIRS", "Consolidated", "Transfer", "consolidate"]

_TABLES = (
    *("entries", "income", "budgets", "balances", "statistics", "assets", "procurement"),
    *("codes", "projects", "indicators"),
)
PAIRS = {"subsidy": "superior", "remit": "affiliate"}
"""The payer's kind of expenditure, and the receiver's source of income."""
_GIVEN_BACK = {"expenditure": "income_refund", "expenditure_refund": "income"}


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """Money moved within a department: ``nature`` is ``subsidy`` or ``remit``; who paid and who
    received, in cents. ``eliminated`` where both agree and one kind of money paid it. ``coded``:
    the payers' income of that money names its functional codes, so what is given back does."""

    nature: str
    payers: tuple[str, ...]
    receivers: tuple[str, ...]
    paid: int
    received: int
    fund: str
    eliminated: bool
    coded: bool = True

    @property
    def difference(self) -> int:
        """What was paid and not received."""
        return self.paid - self.received


@dataclass(frozen=True)
class Consolidated:
    """A department's book as written: its folder, its units, its rows, the transfers in it."""

    folder: Path
    units: tuple[str, ...]
    rows: int
    transfers: tuple[Transfer, ...]


def consolidate(books: Sequence[str | Path], folder: str | Path, unit: str = "") -> Consolidated:
    """Write the book of a department made of its units' books; ``unit`` is its name, by default
    the first book's. Raises ``BookError`` for a book that cannot be read, ``CorpusError`` for
    books of several years or form sets (``unlike_books``)."""
    from juesuan.publishing import OutputFolder

    read = [read_book(book) for book in books]
    first = read[0].description
    for book in read[1:]:
        said = (book.description.year, book.description.form_set)
        if said != (first.year, first.form_set):
            details = {"first": read[0].path, "other": book.path}
            raise CorpusError("unlike_books", **details)
    codes = {
        (number, one.code): f"{place:02d}"
        for place, (number, one) in enumerate(
            ((n, u) for n, book in enumerate(read) for u in book.description.units), 1
        )
    }
    transfers = tuple(_transfers(read))
    head = {
        "program": "juesuan",
        "kind": "consolidated book",
        "books": [str(book.path) for book in read],
        "transfers": [_plain(transfer) for transfer in transfers],
    }
    rows = 0
    with OutputFolder(Path(folder), head) as output:
        name = unit or first.unit
        (output.path / "book.toml").write_text(_description(read, codes, name), "utf-8")
        for table in _TABLES:
            rows += _write(table, read, codes, transfers, output.path)
    names = tuple(one.name for book in read for one in book.description.units)
    return Consolidated(Path(folder), names, rows, transfers)


def _plain(transfer: Transfer) -> dict[str, Any]:
    names = ("nature", "payers", "receivers", "paid", "received", "fund", "eliminated")
    return {name: getattr(transfer, name) for name in names}


def _description(books: Sequence[Book], codes: Mapping[tuple[int, str], str], unit: str) -> str:
    said = books[0].description
    kinds = {choice.id: choice.zh for choice in choices("unit_kind")}
    lines = [
        f"year = {said.year}",
        f'money = "{said.money.zh}"',
        f'form_set = "{said.form_set}"',
        f'print = "{(said.print or said.money).zh}"',
        f"unit = {_toml(unit)}",
    ]
    for number, book in enumerate(books):
        for one in book.description.units:
            lines += ["", "[[units]]", f'code = "{codes[number, one.code]}"']
            lines += [f"name = {_toml(one.name)}", f'kind = "{kinds[one.kind]}"']
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _transfers(books: Sequence[Book]) -> Iterator[Transfer]:
    for nature, source in PAIRS.items():
        paid: dict[str, int] = defaultdict(int)
        got: dict[str, int] = defaultdict(int)
        funds = set()
        for book in books:
            names = {one.code: one.name for one in book.description.units}
            for code, fund, amount in _spent(book, nature):
                paid[names.get(code, book.description.unit)] += amount
                funds.add(fund)
            for code, amount in _received(book, source):
                got[names.get(code, book.description.unit)] += amount
        if paid and got:
            agree = sum(paid.values()) == sum(got.values()) and len(funds) == 1
            yield Transfer(
                nature=nature,
                payers=tuple(paid),
                receivers=tuple(got),
                paid=sum(paid.values()),
                received=sum(got.values()),
                fund=min(funds),
                eliminated=agree,
                coded=not any(_uncoded(book, min(funds)) for book in books),
            )


def _spent(book: Book, nature: str) -> list[tuple[str, str, int]]:
    if "entries" not in book.tables:
        return []
    signed = "sum(CASE WHEN kind = 'expenditure' THEN amount ELSE -amount END)::BIGINT"
    return book.db.execute(
        f"SELECT unit, fund, {signed} FROM typed_entries WHERE nature = ?"
        " AND kind IN ('expenditure', 'expenditure_refund') GROUP BY unit, fund ORDER BY ALL",
        [nature],
    ).fetchall()


def _received(book: Book, source: str) -> list[tuple[str, int]]:
    queries = []
    if "entries" in book.tables:
        queries.append(
            "SELECT unit, CASE WHEN kind = 'income' THEN amount ELSE -amount END AS amount"
            f" FROM typed_entries WHERE fund = '{source}' AND kind IN ('income', 'income_refund')"
        )
    if "income" in book.tables:
        queries.append(f"SELECT unit, amount FROM typed_income WHERE fund = '{source}'")
    if not queries:
        return []
    every = " UNION ALL ".join(queries)
    return book.db.execute(
        f"SELECT unit, sum(amount)::BIGINT FROM ({every}) GROUP BY unit ORDER BY unit"
    ).fetchall()


def _uncoded(book: Book, fund: str) -> bool:
    """Whether a book has income of a kind of money without a functional code."""
    queries = [
        f"SELECT 1 FROM typed_{table} WHERE fund = ? AND coalesce(function, '') = '' {only}"
        for table, only in (("entries", "AND kind = 'income'"), ("income", ""))
        if table in book.tables
    ]
    return any(book.db.execute(f"{query} LIMIT 1", [fund]).fetchone() for query in queries)


def _write(
    table: str,
    books: Sequence[Book],
    codes: Mapping[tuple[int, str], str],
    transfers: Sequence[Transfer],
    folder: Path,
) -> int:
    """Write one table of all books; how many rows it has. No file where it has none."""
    columns = sheet(table).columns
    money = books[0].description.money
    rows: list[list[str]] = []
    for number, book in enumerate(books):
        if table in book.tables:
            for row in _rows(book, table, columns):
                _settle(row, columns, book.description.money, money)
                if "unit" in row:
                    row["unit"] = codes[number, row["unit"] or book.description.units[0].code]
                if table == "entries":
                    row["voucher"] = f"{row['unit']}-{row['voucher']}"
                for transfer in transfers:
                    if transfer.eliminated:
                        _eliminate(row, transfer)
                line = [row[column.key] for column in columns]
                if table not in {"codes"} or line not in rows:
                    rows.append(line)
    if rows:
        with (folder / f"{sheet(table).file}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([column.zh for column in columns])
            writer.writerows(rows)
    return len(rows)


def _rows(book: Book, table: str, columns: Sequence[ColumnSpec]) -> Iterator[dict[str, str]]:
    """The rows of a table as written, kinds of money and the like by their ids beside them."""
    names = [column.key for column in columns]
    wanted = ", ".join(f"coalesce(r.\"{name}\", '')" for name in names)
    typed = [n for n in ("kind", "fund", "nature", "unit") if n in names]
    ids = "".join(f", coalesce(t.\"{name}\", '')::VARCHAR" for name in typed)
    query = (
        f"SELECT {wanted}{ids} FROM {book.tables[table].name} AS r"
        f" JOIN typed_{table} AS t USING (row) ORDER BY row"
    )
    for line in book.db.execute(query).fetchall():
        row = dict(zip(names, line, strict=False))
        row |= {f"_{n}": v for n, v in zip(typed, line[len(names) :], strict=True)}
        if "unit" in row:
            row["unit"] = row["_unit"]
        yield row


def _settle(
    row: dict[str, str], columns: Sequence[ColumnSpec], was: MoneyUnit, now: MoneyUnit
) -> None:
    """Amounts in the money unit of the department's book."""
    for column in columns:
        if column.type == "amount" and row[column.key] and was != now:
            cents = parse_amount(row[column.key], was)
            row[column.key] = plain_amount(cents, now)


def _eliminate(row: dict[str, str], transfer: Transfer) -> None:
    """A row as it stands once the transfer is eliminated."""
    fund, nature, kind = (row.get(f"_{name}", "") for name in ("fund", "nature", "kind"))
    if nature == transfer.nature and kind in _GIVEN_BACK:
        named = {choice.id: choice.zh for choice in choices("kinds")}
        row["kind"] = named[_GIVEN_BACK[kind]]
        row["nature"] = row["economic"] = row["detail"] = ""
        if not transfer.coded:
            row["function"] = ""
    elif fund == PAIRS[transfer.nature]:
        funds = {choice.id: choice.zh for choice in choices("fund")}
        row["fund"] = funds[transfer.fund]
