"""From text to typed tables: amounts to cents, codes and choices to their ids, dates checked.

The distinct texts of a column are few even in a large book: each is read once, and a join
brings its meaning to every row. Only plainly written amounts are read by the engine itself.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

import duckdb
from msgspec import Struct, field

from juesuan.classification import CodeList
from juesuan.facts import YUAN, AmountError, MoneyUnit, Space, parse_amount
from juesuan.ledger.problems import Problem
from juesuan.ledger.schema import ColumnSpec, choices, compared, sheet, written_choices
from juesuan.ledger.source import SHOWN, RawTable
from juesuan.ledger.sql import SPACES, SQL_TYPES, blank, tidy, typed_columns
from juesuan.messages import JuesuanError, Message

__all__ = [
    "TextError",
    "Typing",
    "bare_code",
    "blank_refused",
    "read_text",
    "type_table",
]

_DATE = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d)|年(\d{1,2})月(\d{1,2})日)"
    r"(?:[t ] *\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
)
_PLAIN_AMOUNT = r"[+-]?(\d{{1,{digits}}}|\d{{1,3}}(,\d{{3}}){{1,{groups}}})(\.\d{{1,{decimals}}})?"
_COUNT = MoneyUnit("count", "", 1, 1, 0)
_SMALL = 2_000
"""Up to so many rows, a table is small."""


class Typing(Struct):
    """What texts of a book are read against, and the problems met on the way.

    ``refused`` holds the (table, column) keys in which some text could not be read."""

    space: Space
    year: int
    money: MoneyUnit
    problems: list[Problem] = field(default_factory=list)
    refused: set[tuple[str, str]] = field(default_factory=set)


class TextError(JuesuanError, ValueError):
    """A text that means nothing in its column."""

    section = "book"
    borrows = (AmountError.section,)


def read_text(column: ColumnSpec, text: str, money: MoneyUnit = YUAN) -> str:
    """What a text means in a column: cents of an amount, hundredths of points, a choice's id, a
    whole number; other texts stay. Raises ``TextError``."""
    if column.type == "amount":
        return _amount_reader(money)(text)
    if column.type == "choice":
        return _choice_reader(column)(text)
    readers = {"points": _points, "integer": _integer, "count": _count}
    return readers.get(column.type, str)(text)


def type_table(db: duckdb.DuckDBPyConnection, table: RawTable, typing: Typing) -> None:
    """Make ``typed_KEY`` from ``raw_KEY``; faulty texts become problems and nulls."""
    joins, selected, given = [], ["raw.row"], []
    texts = _Texts.of(db, table)
    if texts.rows == []:
        db.execute(f"CREATE OR REPLACE TABLE typed_{table.spec.key} ({typed_columns(table.spec)})")
        return
    for number, column in enumerate(table.spec.columns):
        name = f'"{column.key}"'
        if column.type == "text":
            selected.append(f"{tidy('raw.' + name)} AS {name}")
            continue
        read = _reader(column, typing)
        plainly = _plainly(typing.money) if column.type == "amount" else ""
        meanings = _meanings(table, column, typing, texts.written(column.key, plainly), read)
        value = f"m{number}.meaning" if meanings else "NULL"
        if meanings:
            of = "SELECT unnest(?) AS written, unnest(?) AS meaning"
            joins.append(f"LEFT JOIN ({of}) AS m{number} ON m{number}.written = raw.{name}")
            given += [list(meanings), list(meanings.values())]
        if plainly:
            selected.append(f"{_amount_sql(name, value, plainly, typing.money)} AS {name}")
        elif kind := SQL_TYPES.get(column.type):
            selected.append(f"CAST({value} AS {kind}) AS {name}")  # refused texts become null
        else:
            unsaid = f"{value} IS NULL AND ({blank('raw.' + name)})"
            selected.append(f"CASE WHEN {unsaid} THEN '' ELSE {value} END AS {name}")
    _required(table, typing, texts)
    db.execute(
        f"CREATE OR REPLACE TABLE typed_{table.spec.key} AS SELECT {', '.join(selected)}"
        f" FROM {table.name} AS raw {' '.join(joins)}",
        given,
    )


Written = tuple[str, int, list[int]]
"""A text, how often it stands in a column, and the first rows it stands in."""


class _Texts(Struct):
    """What is written in a loaded table. The rows of a small one are looked at here: planning a
    question of the engine for each column takes longer."""

    db: duckdb.DuckDBPyConnection
    table: RawTable
    rows: list[tuple[Any, ...]] | None
    """The row's number and its texts; ``None`` where there are many."""

    @staticmethod
    def of(db: duckdb.DuckDBPyConnection, table: RawTable) -> _Texts:
        """What is written in a table."""
        names = ", ".join(f'"{column.key}"' for column in table.spec.columns)
        asked = db.execute(f"SELECT row, {names} FROM {table.name} LIMIT {_SMALL + 1}")
        rows = sorted(asked.fetchall(), key=itemgetter(0))
        return _Texts(db, table, rows if len(rows) <= _SMALL else None)

    def written(self, key: str, plainly: str = "") -> list[Written]:
        """The distinct texts of a column in the order of their first rows; without those that
        match the pattern ``plainly``."""
        if self.rows is None:
            no = f"NOT regexp_full_match(\"{key}\", '{plainly}')" if plainly else "true"
            return self.db.execute(
                f'SELECT "{key}", count(*), min(row, {SHOWN}) FROM {self.table.name}'
                f' WHERE "{key}" IS NOT NULL AND {no} GROUP BY "{key}" ORDER BY min(row)'
            ).fetchall()
        found: dict[str, list[int]] = {}
        for row, text in self._column(key):
            if text is not None:
                found.setdefault(text, []).append(row)
        plain = re.compile(plainly, re.ASCII) if plainly else None
        return [
            (text, len(rows), rows[:SHOWN])
            for text, rows in found.items()
            if plain is None or not plain.fullmatch(text)
        ]

    def blank_rows(self, key: str) -> tuple[int, list[int]]:
        """In how many rows a column says nothing, and the first of them."""
        if self.rows is None:
            name = f'"{key}"'
            found = self.db.execute(
                f"SELECT count(*), min(row, {SHOWN}) FROM {self.table.name} WHERE {blank(name)}"
            ).fetchone()
            return (found[0], found[1] or []) if found else (0, [])
        rows = [row for row, text in self._column(key) if not (text or "").strip(SPACES)]
        return len(rows), rows[:SHOWN]

    def _column(self, key: str) -> Iterator[tuple[int, str | None]]:
        number = 1 + [column.key for column in self.table.spec.columns].index(key)
        return ((row[0], row[number]) for row in self.rows or ())


def _plainly(money: MoneyUnit) -> str:
    """The pattern of amounts that the engine reads itself: plain, and never too large."""
    digits = 17 - len(str(money.cents)) + 1
    return _PLAIN_AMOUNT.format(digits=digits, groups=digits // 3 - 1, decimals=money.decimals)


def _amount_sql(name: str, meaning: str, plainly: str, money: MoneyUnit) -> str:
    """Cents of a plainly written amount by the engine, of any other what it means."""
    exact = f"CAST(replace(raw.{name}, ',', '') AS DECIMAL(24, {money.decimals}))"
    return (
        f"CASE WHEN regexp_full_match(raw.{name}, '{plainly}')"
        f" THEN CAST({exact} * {money.cents} AS BIGINT)"
        f" ELSE CAST({meaning} AS BIGINT) END"
    )


def _amount_reader(money: MoneyUnit) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            return str(parse_amount(text, money))
        except AmountError as error:
            raise TextError(error.key, **error.details) from None

    return read


def _reader(column: ColumnSpec, typing: Typing) -> Callable[[str], str]:
    """What reads the texts of a column."""
    if column.type == "amount":
        return _amount_reader(typing.money)
    if column.type == "code":
        return _code_reader(typing.space.codes[column.values])
    if column.type == "date":
        return lambda text: _date(text, typing.year)
    if column.type == "choice":
        return _choice_reader(column)
    return {"integer": _integer, "count": _count, "points": _points}[column.type]


def _meanings(
    table: RawTable,
    column: ColumnSpec,
    typing: Typing,
    written: Iterable[Written],
    read: Callable[[str], str],
) -> dict[str, str]:
    """Written text → meaning for the column; what cannot be read is a problem."""
    meanings = {}
    for text, count, rows in written:
        if not text.strip(SPACES):
            continue
        try:
            meanings[text] = read(text)
        except TextError as refusal:
            place = table.place(rows[0], column.key)
            typing.refused.add((table.spec.key, column.key))
            typing.problems.append(
                Problem(refusal.key, place, refusal.details, tuple(rows[1:]), count)
            )
    return meanings


def _choice_reader(column: ColumnSpec) -> Callable[[str], str]:
    allowed = written_choices(column.values) if column.type == "choice" else {}

    def read(text: str) -> str:
        found = allowed.get(compared(text))
        if found is None:
            listed = [choice.zh for choice in choices(column.values)]
            raise TextError("not_a_choice", text=text, allowed=listed)
        return found

    return read


def _code_reader(codes: CodeList) -> Callable[[str], str]:
    def read(text: str) -> str:
        code = bare_code(text)
        if codes.is_leaf(code):
            return code
        kind = Message(f"dimension.{codes.kind}")
        if code in codes:
            below = [f"{c} {codes.name(c)}" for c in codes.below(code)[:4]]
            raise TextError("code_not_lowest", code=code, name=codes.name(code), below=below)
        if other := codes.other_years(code):
            years = "；".join(_years(e.first_year, e.last_year, e.name) for e in other)
            raise TextError("code_of_other_year", code=code, year=codes.year, years=years)
        near = [f"{e.code} {e.name}" for e in codes.nearest(code)] or "—"
        raise TextError("unknown_code", code=text, kind=kind, year=codes.year, near=near)

    return read


def bare_code(text: str) -> str:
    """A code as written, without what people put between its levels (``201|37|04``)."""
    return re.sub(r"[\s|/.\-—_、]", "", compared(text))


def _years(first: int | None, last: int | None, name: str) -> str:
    span = f"{first or ''}–{last or ''}"
    return f"{span} {name}"


def _date(text: str, year: int) -> str:
    """A date in one of the usual spellings, its time of day left out."""
    said = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    try:
        if said is None:
            raise ValueError
        written, month, day = (int(part) for part in said.groups() if part and part.isdigit())
        date = datetime.date(written, month, day)
    except ValueError:
        raise TextError("not_a_date", text=text, year=year) from None
    if date.year != year:
        raise TextError("date_out_of_year", text=text, year=year)
    return date.isoformat()


def _integer(text: str) -> str:
    try:
        return str(parse_amount(text, _COUNT))
    except AmountError as error:
        kept = error.key in {"bad_separators", "too_large"}
        raise TextError(error.key if kept else "not_a_whole_number", text=text) from None


def _count(text: str) -> str:
    number = _integer(text)
    if number.startswith("-"):
        raise TextError("negative_count", text=text)
    return number


def _points(text: str) -> str:
    """Points (分值) in hundredths, from 0 to 100."""
    try:
        points = parse_amount(text, YUAN)
    except AmountError:
        points = -1
    if not 0 <= points <= 100_00:
        raise TextError("not_points", text=text)
    return str(points)


def blank_refused(db: duckdb.DuckDBPyConnection, refused: Iterable[tuple[str, str]]) -> None:
    """Make the texts that could not be read empty, so that what they do not touch can be
    summed; the book is refused all the same."""
    for table, key in refused:
        if sheet(table).column(key).type not in SQL_TYPES:
            db.execute(f'UPDATE typed_{table} SET "{key}" = \'\' WHERE "{key}" IS NULL')


def _required(table: RawTable, typing: Typing, texts: _Texts) -> None:
    for column in table.spec.columns:
        if not column.required:
            continue
        count, rows = texts.blank_rows(column.key)
        if count:
            place = table.place(rows[0], column.key)
            typing.problems.append(
                Problem("missing_value", place, _like(column), tuple(rows[1:]), count)
            )


def _like(column: ColumnSpec) -> dict[str, object]:
    """What to write into an empty cell, for a message."""
    if column.type == "choice":
        allowed = [choice.zh for choice in choices(column.values)]
        return {"like": Message("book.missing_choice", {"allowed": allowed})}
    if column.about:
        return {"like": Message("book.missing_kind", {"about": column.about})}
    return {"like": ""}
