"""Renamed and merged units and codes (更名、合并), so that years can be compared over them.

The package has the changes of the classification (``data/corpus/changes.csv``); what a region
knows of its units stands in a csv that is kept with the corpus. A line says that from a year on
``now`` is what ``before`` was: two lines with one ``now`` are a merger, two with one ``before`` a
division. Units or codes that hang together are compared as one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.listing import keep_rows, lines_of, rows_of
from juesuan.corpus.queries import sql_parts
from juesuan.resources import Record, load_rows, load_typed
from juesuan.text import plain

if TYPE_CHECKING:
    import duckdb

__all__ = ["CHANGES", "Renaming", "create_change_views", "keep_changes", "read_changes"]

CHANGES = "changes.csv"
_YEAR = re.compile(r"(\d{4})\D{0,2}")
_LEVELS = {"function": (3, 5, 7), "economic": (3, 5)}


class Renaming(Struct, frozen=True, kw_only=True):
    """From ``year`` on ``now`` is what ``before`` was: names of units as compared, or codes."""

    list: str
    year: int
    before: str
    now: str
    document: str = ""


class _Alike(Record, frozen=True):
    percent: int


class _Words(Record, frozen=True):
    columns: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]
    alike: _Alike


@cache
def _words() -> _Words:
    return load_typed(_Words, "corpus/changes.toml")


@cache
def official() -> tuple[Renaming, ...]:
    """The changes of the classification that the package knows."""
    return tuple(
        Renaming(
            list=row["list"],
            year=int(row["year"]),
            before=row["before"],
            now=row["now"],
            document=row["document"],
        )
        for row in load_rows("corpus/changes.csv")
    )


def read_changes(path: str | Path) -> list[Renaming]:
    """The changes that a csv or workbook lists. Raises ``CorpusError``: ``no_changes``
    (unreadable, or without its columns), ``change_row`` (with its line)."""
    try:
        lines = lines_of(Path(path))
    except (OSError, UnicodeError) as error:
        raise CorpusError("no_changes", path=path, why=str(error)) from error
    head, rows = rows_of(lines, _words().columns)
    if not {"list", "year", "before", "now"} <= head:
        columns = [words[0] for words in _words().columns.values()]
        raise CorpusError("no_changes", path=path, why=f"{lines[0] if lines else ''} ≠ {columns}")
    return [_change(path, number, said) for number, said in rows if any(said.values())]


def _change(path: str | Path, number: int, said: Mapping[str, str]) -> Renaming:
    lists = {plain(w): name for name, words in _words().lists.items() for w in words}
    kind = lists.get(plain(said.get("list", "")), "")
    year = _YEAR.fullmatch(said.get("year", ""))
    before, now = (said.get(name, "") for name in ("before", "now"))
    codes = kind in _LEVELS
    right = bool(kind and before and now and year)
    if codes:
        right = right and len(before) == len(now) and len(before) in _LEVELS[kind]
        right = right and (before + now).isdecimal()
    if not right or year is None:
        raise CorpusError("change_row", path=path, line=number, found=",".join(said.values()))
    if not codes:
        before, now = plain(before), plain(now)
    return Renaming(
        list=kind, year=int(year[1]), before=before, now=now, document=said.get("document", "")
    )


def keep_changes(path: Path, corpus: Path) -> int:
    """Keep a list of changes with a corpus; how many it has. Raises ``CorpusError``."""
    rows, names = read_changes(path), list(_words().columns)
    keep_rows(corpus / CHANGES, names, ([getattr(row, name) for name in names] for row in rows))
    return len(rows)


def create_change_views(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The views over changes: ``comparable`` and ``code_moves``, on the tables of the changes."""
    path = folder / CHANGES
    every = [*official(), *(read_changes(path) if path.is_file() else ())]
    db.execute("CREATE TABLE _changes (list VARCHAR, year INTEGER, before VARCHAR, now VARCHAR)")
    codes = [(c.list, c.year, c.before, c.now) for c in every if c.list in _LEVELS]
    _fill(db, "_changes", codes)
    columns = "(year INTEGER, side VARCHAR, unit_key VARCHAR, joint VARCHAR)"
    db.execute(f"CREATE TABLE _joint_units {columns}")
    _fill(db, "_joint_units", list(_joint(c for c in every if c.list == "unit")))
    for name, query in sql_parts("corpus/changes.sql").items():
        percent = str(_words().alike.percent)
        db.execute(f"CREATE VIEW {name} AS {query.replace('{percent}', percent)}")


def _fill(db: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("unnest(?)" for _ in rows[0])
        values = [list(column) for column in zip(*rows, strict=True)]
        db.execute(f"INSERT INTO {table} SELECT {marks}", values)


def _joint(changes: Iterable[Renaming]) -> Iterable[tuple[int, str, str, str]]:
    """Of each year the units that hang together: the year, whether the name is the one ``before``
    or ``now``, the name, and the names of the present units as one text."""
    years: dict[int, list[Renaming]] = defaultdict(list)
    for change in changes:
        years[change.year].append(change)
    for year, listed in years.items():
        groups: list[set[tuple[str, str]]] = []
        for change in listed:
            own = {("before", change.before), ("now", change.now)}
            apart = [group for group in groups if not group & own]
            groups = [*apart, own.union(*(group for group in groups if group & own))]
        for group in groups:
            joint = "+".join(sorted(name for side, name in group if side == "now"))
            yield from sorted((year, side, name, joint) for side, name in group)
