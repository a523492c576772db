"""Who is missing (缺报): a roster (应公开名单) against what was found.

A roster is a csv or xlsx: region, department, unit, kind, scope (部门 or 本级), year, the days of
approval and of the deadline, address. Its headings, and how many days there are from approval to
publication, are data (``data/corpus/roster.toml``). The view ``missing`` has its rows with what
became of each: ``published``, ``late``, ``missing``, ``wrong_year`` (under this year's name lies
another year's), ``incomplete`` (forms are missing), ``twice`` (with other figures), ``other_unit``
(under this name lies another unit's), ``not_read``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.listing import keep_rows, lines_of, rows_of
from juesuan.corpus.queries import sql_parts
from juesuan.resources import Record, load_typed
from juesuan.text import plain

if TYPE_CHECKING:
    import duckdb

__all__ = ["ROSTER", "create_views", "keep_roster", "read_roster"]

ROSTER = "roster.csv"
_COLUMNS = {
    "number": "BIGINT",
    "region": "VARCHAR",
    "department": "VARCHAR",
    "unit": "VARCHAR",
    "unit_key": "VARCHAR",
    "kind": "VARCHAR",
    "scope": "VARCHAR",
    "year": "INTEGER",
    "approved": "DATE",
    "due": "DATE",
    "address": "VARCHAR",
}
_DAY = re.compile(r"(20\d\d)\D{1,2}(\d\d?)\D{1,2}(\d\d?)")


class _RosterWords(Record, frozen=True):
    due_days: int
    columns: Mapping[str, tuple[str, ...]]
    scopes: Mapping[str, tuple[str, ...]]


@cache
def _words() -> _RosterWords:
    return load_typed(_RosterWords, "corpus/roster.toml")


def read_roster(path: Path) -> list[dict[str, Any]]:
    """The rows of a roster, in order. Raises ``CorpusError``: ``no_roster``, ``roster_columns``
    (no unit or year), ``roster_row`` (a year or day that is none, with its line)."""
    try:
        lines = lines_of(path)
    except (OSError, UnicodeError) as error:
        raise CorpusError("no_roster", path=path, why=str(error)) from error
    head, rows = rows_of(lines, _words().columns)
    if not {"unit", "year"} <= head:
        wanted = [words[0] for words in _words().columns.values()]
        raise CorpusError("roster_columns", path=path, known=wanted)
    return [_row(path, number, said) for number, said in rows if said.get("unit")]


def _row(path: Path, number: int, said: Mapping[str, str]) -> dict[str, Any]:
    year = said.get("year", "").removesuffix("年度").removesuffix("年")
    if not (year.isdigit() and len(year) == 4):
        raise CorpusError("roster_row", path=path, line=number, found=said.get("year", ""))
    approved, due = (_day(path, number, said.get(name, "")) for name in ("approved", "due"))
    if due is None and approved is not None:
        due = approved + timedelta(days=_words().due_days)
    scopes = {word: name for name, words in _words().scopes.items() for word in words}
    texts = {name: said.get(name, "") for name in ("region", "department", "unit", "kind")}
    return {
        **texts,
        "number": number,
        "unit_key": plain(said["unit"]),
        "scope": scopes.get(said.get("scope", ""), ""),
        "year": int(year),
        "approved": approved,
        "due": due,
        "address": said.get("address", ""),
    }


def _day(path: Path, number: int, text: str) -> date | None:
    if not text:
        return None
    found = _DAY.match(text)
    try:
        if found is None:
            raise ValueError
        return date(*map(int, found.groups()))
    except ValueError:
        raise CorpusError("roster_row", path=path, line=number, found=text) from None


def keep_roster(path: Path, corpus: Path) -> int:
    """Keep a roster with a corpus; how many rows it has. Raises ``CorpusError``."""
    rows, names = read_roster(path), list(_words().columns)
    keep_rows(corpus / ROSTER, names, ([row[name] for name in names] for row in rows))
    return len(rows)


def create_views(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The views on a roster (``missing``, ``department_sums``; without rows where none was given)
    and on years (``carried``, ``growth``)."""
    columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    db.execute(f"CREATE TABLE _roster ({columns})")
    path = folder / ROSTER
    rows: Sequence[Mapping[str, Any]] = read_roster(path) if path.is_file() else ()
    if rows:
        marks = ", ".join("unnest(?)" for _ in _COLUMNS)
        values = [[row[name] for row in rows] for name in _COLUMNS]
        db.execute(f"INSERT INTO _roster SELECT {marks}", values)
    for file in ("corpus/missing.sql", "corpus/years.sql"):
        for name, query in sql_parts(file).items():
            db.execute(f"CREATE VIEW {name} AS {query}")
