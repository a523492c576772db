"""From text to typed tables: amounts to cents, codes and choices to their ids, dates checked.

The distinct texts of a column are few even in a large book: each is read once, and a join
brings its meaning to every row. Only plainly written amounts are read by the engine itself.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable

import duckdb
from msgspec import Struct, field

from juesuan.classification import CodeList
from juesuan.facts import YUAN, AmountError, MoneyUnit, Space, parse_amount
from juesuan.ledger.problems import Problem
from juesuan.ledger.schema import ColumnSpec, choices, compared, sheet, written_choices
from juesuan.ledger.source import SHOWN, RawTable
from juesuan.ledger.sql import SPACES, blank, tidy
from juesuan.messages import JuesuanError, Message

__all__ = [
    "SQL_TYPES",
    "TextError",
    "Typing",
    "bare_code",
    "blank_refused",
    "read_text",
    "type_table",
]

SQL_TYPES = {
    "amount": "BIGINT",
    "count": "BIGINT",
    "integer": "BIGINT",
    "points": "BIGINT",
    "date": "DATE",
}
"""How typed columns are held: amounts in cents, points in hundredths; all else is text."""

_DATE = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d)|年(\d{1,2})月(\d{1,2})日)"
    r"(?:[t ] *\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
)
_PLAIN_AMOUNT = r"[+-]?(\d{{1,{digits}}}|\d{{1,3}}(,\d{{3}}){{1,{groups}}})(\.\d{{1,{decimals}}})?"
_COUNT = MoneyUnit("count", "", 1, 1, 0)


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
    joins, selected = [], ["raw.row"]
    for number, column in enumerate(table.spec.columns):
        name = f'"{column.key}"'
        if column.type == "text":
            selected.append(f"{tidy('raw.' + name)} AS {name}")
            continue
        if column.type == "amount":
            _map_odd_amounts(db, table, column, typing, number)
            selected.append(f"{_amount_sql(name, number, typing.money)} AS {name}")
        else:
            _map_texts(db, table, column, typing, number)
            kind = SQL_TYPES.get(column.type)
            value = f"m{number}.meaning"
            given = (
                f"CASE WHEN {value} IS NULL AND ({blank('raw.' + name)}) THEN '' ELSE {value} END"
            )
            cast = f"CAST({value} AS {kind})" if kind else given  # refused texts become null
            selected.append(f"{cast} AS {name}")
        joins.append(f"LEFT JOIN map{number} AS m{number} ON m{number}.written = raw.{name}")
    _required(db, table, typing)
    db.execute(
        f"CREATE OR REPLACE TABLE typed_{table.spec.key} AS SELECT {', '.join(selected)}"
        f" FROM {table.name} AS raw {' '.join(joins)}"
    )
    for number in range(len(table.spec.columns)):
        db.execute(f"DROP TABLE IF EXISTS map{number}")


def _plainly(money: MoneyUnit) -> str:
    """The pattern of amounts that the engine reads itself: plain, and never too large."""
    digits = 17 - len(str(money.cents)) + 1
    return _PLAIN_AMOUNT.format(digits=digits, groups=digits // 3 - 1, decimals=money.decimals)


def _amount_sql(name: str, number: int, money: MoneyUnit) -> str:
    """Cents of a plainly written amount by the engine, of any other from the map."""
    plainly = _plainly(money)
    exact = f"CAST(replace(raw.{name}, ',', '') AS DECIMAL(24, {money.decimals}))"
    return (
        f"CASE WHEN regexp_full_match(raw.{name}, '{plainly}')"
        f" THEN CAST({exact} * {money.cents} AS BIGINT)"
        f" ELSE CAST(m{number}.meaning AS BIGINT) END"
    )


def _map_odd_amounts(
    db: duckdb.DuckDBPyConnection,
    table: RawTable,
    column: ColumnSpec,
    typing: Typing,
    number: int,
) -> None:
    plainly = _plainly(typing.money)
    name = f'"{column.key}"'
    odd = f"NOT regexp_full_match({name}, '{plainly}')"
    _build_map(db, table, column, typing, number, odd, _amount_reader(typing.money))


def _amount_reader(money: MoneyUnit) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            return str(parse_amount(text, money))
        except AmountError as error:
            raise TextError(error.key, **error.details) from None

    return read


def _map_texts(
    db: duckdb.DuckDBPyConnection,
    table: RawTable,
    column: ColumnSpec,
    typing: Typing,
    number: int,
) -> None:
    readers: dict[str, Callable[[str], str]] = {
        "choice": _choice_reader(column),
        "date": lambda text: _date(text, typing.year),
        "integer": _integer,
        "count": _count,
        "points": _points,
    }
    if column.type == "code":
        reader = _code_reader(typing.space.codes[column.values])
    else:
        reader = readers[column.type]
    there = f'"{column.key}" IS NOT NULL'
    _build_map(db, table, column, typing, number, there, reader)


def _build_map(
    db: duckdb.DuckDBPyConnection,
    table: RawTable,
    column: ColumnSpec,
    typing: Typing,
    number: int,
    condition: str,
    read: Callable[[str], str],
) -> None:
    """A table of written text → meaning for the column; what cannot be read is a problem."""
    db.execute(f"CREATE OR REPLACE TEMP TABLE map{number} (written VARCHAR, meaning VARCHAR)")
    name = f'"{column.key}"'
    found = db.execute(
        f"SELECT {name}, count(*), min(row, {SHOWN}) FROM {table.name}"
        f" WHERE {condition} GROUP BY {name} ORDER BY min(row)"
    ).fetchall()
    meanings = []
    for text, count, rows in found:
        if not text.strip(SPACES):
            continue
        try:
            meanings.append((text, read(text)))
        except TextError as refusal:
            place = table.place(rows[0], column.key)
            typing.refused.add((table.spec.key, column.key))
            typing.problems.append(
                Problem(refusal.key, place, refusal.details, tuple(rows[1:]), count)
            )
    _insert(db, f"map{number}", meanings)


def _insert(
    db: duckdb.DuckDBPyConnection, table: str, pairs: Iterable[tuple[str, str]], batch: int = 5000
) -> None:
    """Insert pairs in batches: one statement for many rows is fast, row by row is not."""
    pairs = list(pairs)
    for start in range(0, len(pairs), batch):
        part = pairs[start : start + batch]
        db.execute(
            f"INSERT INTO {table} SELECT unnest(?), unnest(?)",
            [[a for a, _ in part], [b for _, b in part]],
        )


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


def _required(db: duckdb.DuckDBPyConnection, table: RawTable, typing: Typing) -> None:
    for column in table.spec.columns:
        if not column.required:
            continue
        name = f'"{column.key}"'
        found = db.execute(
            f"SELECT count(*), min(row, {SHOWN}) FROM {table.name} WHERE {blank(name)}"
        ).fetchone()
        if found and found[0]:
            place = table.place(found[1][0], column.key)
            typing.problems.append(
                Problem("missing_value", place, _like(column), tuple(found[1][1:]), found[0])
            )


def _like(column: ColumnSpec) -> dict[str, object]:
    """What to write into an empty cell, for a message."""
    if column.type == "choice":
        allowed = [choice.zh for choice in choices(column.values)]
        return {"like": Message("book.missing_choice", {"allowed": allowed})}
    if column.about:
        return {"like": Message("book.missing_kind", {"about": column.about})}
    return {"like": ""}
