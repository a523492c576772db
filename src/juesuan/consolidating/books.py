"""A department's book from its units' books (合并): all rows, transfers within it eliminated.

Within a department money moves twice: a unit subsidises another (对附属单位补助支出 here,
上级补助收入 there), or hands money up (上缴上级支出, 附属单位上缴收入). Where what was paid and
received agrees, the payer's expenditure becomes income given back, and the receiver's income,
with what it paid of it, becomes the payer's kind of money; so every row stays, traceable to its
unit, and nothing counts twice. Where it does not agree it is not eliminated, and the difference
is told with the units. A department's adjustment set (调整表) takes transfers out by itself.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from juesuan.consolidating.errors import ConsolidationError
from juesuan.consolidating.kinds import kind_of, kinds
from juesuan.consolidating.transfers import PAIRS, Got, Paid, Transfer, transfers
from juesuan.facts import MoneyUnit, parse_amount, plain_amount
from juesuan.ledger import Book, read_book
from juesuan.ledger.schema import ColumnSpec, choices, sheet

__all__ = ["Consolidated", "consolidate"]

_TABLES = (
    *("entries", "income", "budgets", "balances", "statistics", "assets", "procurement"),
    *("codes", "projects", "indicators"),
)
_PROJECT = {"projects": "name"}
"""The column that names a project, where it is not ``project``."""
_GIVEN_BACK = {"expenditure": "income_refund", "expenditure_refund": "income"}


class Consolidated(Struct, frozen=True):
    """A department's book as written: its folder, its units, its rows, the transfers in it."""

    folder: Path
    units: tuple[str, ...]
    rows: int
    transfers: tuple[Transfer, ...]


def consolidate(
    books: Sequence[str | Path],
    folder: str | Path,
    unit: str = "",
    said: Mapping[str, str] | None = None,
) -> Consolidated:
    """Write the book of a department made of its units' books; ``unit`` is its name, by default
    the first book's; ``said`` the kinds of sets (报表小类) by the books' names, where these do not
    tell. Raises ``BookError`` for a book that cannot be read, ``ConsolidationError`` for books of
    several years or form sets (``unlike_books``) and a unit that two books hold
    (``counted_twice``)."""
    from juesuan.publishing import OutputFolder

    read = [read_book(book) for book in books]
    kind = [kind_of(book, said) for book in books]
    first = read[0].description
    for book in read[1:]:
        own = (book.description.year, book.description.form_set)
        if own != (first.year, first.form_set):
            details = {"first": read[0].path, "other": book.path}
            raise ConsolidationError("unlike_books", **details)
    _once(read, kind)
    codes = {
        (number, one.code): f"{place:02d}"
        for place, (number, one) in enumerate(
            ((n, u) for n, book in enumerate(read) for u in book.description.units), 1
        )
    }
    moved = tuple(_moved(read, kind))
    head = {
        "program": "juesuan",
        "kind": "consolidated book",
        "books": [str(book.path) for book in read],
        "kinds": kind,
        "transfers": [_plain(transfer) for transfer in moved],
    }
    rows = 0
    with OutputFolder(Path(folder), head) as output:
        name = unit or first.unit
        (output.path / "book.toml").write_text(_description(read, codes, name), "utf-8")
        for table in _TABLES:
            rows += _write(table, read, codes, moved, output.path)
    names = tuple(one.name for book in read for one in book.description.units)
    return Consolidated(Path(folder), names, rows, moved)


def _once(books: Sequence[Book], kind: Sequence[str]) -> None:
    """Refuse a unit whose accounts two books hold."""
    held: dict[str, Path] = {}
    for book, of in zip(books, kind, strict=True):
        if kinds()[of].holds == "corrections":
            continue
        for name in {one.name for one in book.description.units}:
            if (other := held.setdefault(name, book.path)) != book.path:
                details = {"unit": name, "first": other, "other": book.path}
                raise ConsolidationError("counted_twice", **details)


def _plain(transfer: Transfer) -> dict[str, Any]:
    return {
        "nature": transfer.nature,
        "paid": transfer.of_each(transfer.paid),
        "received": transfer.of_each(transfer.received),
        "fund": transfer.fund,
        "state": transfer.state,
    }


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


def _moved(books: Sequence[Book], kind: Sequence[str]) -> Iterator[Transfer]:
    """The transfers of all books."""
    units = [one.name for book in books for one in book.description.units]
    for nature, source in PAIRS.items():
        paid: dict[Paid, int] = defaultdict(int)
        got: dict[Got, int] = defaultdict(int)
        settled = False
        for book, of in zip(books, kind, strict=True):
            spent, received = _spent(book, nature), _received(book, source)
            for code, fund, summary, amount in spent:
                name = _name(book, code)
                paid[Paid(name, fund, _other(summary, units, name))] += amount
            for code, summary, amount in received:
                name = _name(book, code)
                got[Got(name, _other(summary, units, name))] += amount
            settled |= kinds()[of].settles and bool(spent or received)
        for one in transfers(nature, paid, got, settled):
            coded = not any(_uncoded(book, one.fund) for book in books)
            yield replace(one, coded=coded)


def _name(book: Book, code: str) -> str:
    names = {one.code: one.name for one in book.description.units}
    return names.get(code, book.description.unit)


def _other(summary: str, units: Sequence[str], own: str) -> str:
    """The only other unit of the department that a summary names; empty where none or several."""
    found = [name for name in units if name and name != own and name in summary]
    longest = [name for name in found if not any(name != o and name in o for o in found)]
    return longest[0] if len(set(longest)) == 1 else ""


def _spent(book: Book, nature: str) -> list[tuple[str, str, str, int]]:
    if "entries" not in book.tables:
        return []
    signed = "sum(CASE WHEN t.kind = 'expenditure' THEN t.amount ELSE -t.amount END)::BIGINT"
    return book.db.execute(
        f"SELECT t.unit, t.fund, coalesce(t.summary, ''), {signed} FROM typed_entries AS t"
        " WHERE t.nature = ? AND t.kind IN ('expenditure', 'expenditure_refund')"
        " GROUP BY ALL ORDER BY ALL",
        [nature],
    ).fetchall()


def _received(book: Book, source: str) -> list[tuple[str, str, int]]:
    queries = []
    if "entries" in book.tables:
        queries.append(
            "SELECT unit, coalesce(summary, '') AS words,"
            " CASE WHEN kind = 'income' THEN amount ELSE -amount END AS amount"
            f" FROM typed_entries WHERE fund = '{source}' AND kind IN ('income', 'income_refund')"
        )
    if "income" in book.tables:
        queries.append(
            "SELECT unit, coalesce(note, '') AS words, amount FROM typed_income"
            f" WHERE fund = '{source}'"
        )
    if not queries:
        return []
    every = " UNION ALL ".join(queries)
    return book.db.execute(
        f"SELECT unit, words, sum(amount)::BIGINT FROM ({every}) GROUP BY ALL ORDER BY ALL"
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
    units = [one.name for book in books for one in book.description.units]
    named, shared = _PROJECT.get(table, "project"), _shared(books)
    rows: list[list[str]] = []
    for number, book in enumerate(books):
        if table in book.tables:
            for row in _rows(book, table, columns):
                if table == "indicators" and number and not row["project"]:
                    continue  # what a unit wanted as a whole is not what the department wants
                _settle(row, columns, book.description.money, money)
                if "unit" in row:
                    row["unit"] = codes[number, row["unit"] or book.description.units[0].code]
                if row.get(named) in shared:
                    row[named] = f"{row[named]}（{_holder(book)}）"
                if table == "entries":
                    row["voucher"] = f"{row['unit']}-{row['voucher']}"
                for transfer in transfers:
                    if transfer.eliminated:
                        _eliminate(row, transfer, _name(book, row.get("_unit", "")), units)
                line = [row[column.key] for column in columns]
                if table not in {"codes"} or line not in rows:
                    rows.append(line)
    if rows:
        with (folder / f"{sheet(table).file}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([column.zh for column in columns])
            writer.writerows(rows)
    return len(rows)


def _shared(books: Sequence[Book]) -> set[str]:
    """The names of projects of several books: in the department's book they are so many projects,
    each with its unit's name behind its own."""
    held = Counter(name for book in books for name in _projects(book))
    return {name for name, count in held.items() if count > 1}


def _projects(book: Book) -> set[str]:
    if "projects" not in book.tables:
        return set()
    query = f"SELECT DISTINCT name FROM {book.tables['projects'].name} WHERE name <> ''"
    return {name for (name,) in book.db.execute(query).fetchall()}


def _holder(book: Book) -> str:
    """The unit of a book, as its own projects are told from others' of the same name."""
    return book.description.unit or book.description.units[0].name


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


def _eliminate(row: dict[str, str], transfer: Transfer, name: str, units: Sequence[str]) -> None:
    """A unit's row as it stands once the transfer is eliminated."""
    fund, nature, kind = (row.get(f"_{name}", "") for name in ("fund", "nature", "kind"))
    if nature == transfer.nature and kind in _GIVEN_BACK:
        if Paid(name, fund, _other(row["summary"], units, name)) in transfer.paid:
            named = {choice.id: choice.zh for choice in choices("kinds")}
            row["kind"] = named[_GIVEN_BACK[kind]]
            row["nature"] = row["economic"] = row["detail"] = ""
            if not transfer.coded:
                row["function"] = ""
    elif fund == PAIRS[transfer.nature] and name in transfer.receivers:
        funds = {choice.id: choice.zh for choice in choices("fund")}
        row["fund"] = funds[transfer.fund]
