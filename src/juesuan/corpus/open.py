"""A corpus opened to be asked (查询): views whose names and columns stay, read only.

>>> from juesuan.corpus import open_corpus  # doctest: +SKIP
>>> with open_corpus("corpus") as corpus:  # doctest: +SKIP
...     corpus.rows("SELECT unit, amount FROM facts WHERE measure = 'income' AND fund = ''")
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.migrating import version_of
from juesuan.corpus.opened import OpenCorpus
from juesuan.corpus.parts import quoted
from juesuan.corpus.plan import plan
from juesuan.corpus.queries import sql_parts
from juesuan.corpus.schema import schema_version, tables
from juesuan.corpus.slices import tell_broken
from juesuan.corpus.store import DATA, scan
from juesuan.facts.store import connect

if TYPE_CHECKING:
    import duckdb

__all__ = ["Corpus", "open_corpus", "views"]

_ALLOWED = {"SELECT", "EXPLAIN"}
_ROWS = 10_000
_BROKEN = "_broken"
_ASKS_BROKEN = re.compile(r"(?:\b(?:from|join)\s+|,\s*|\.)\"?broken\b", re.IGNORECASE)
"""A question that reads the view ``broken``, or may: a column of this name only costs time."""


@cache
def views() -> Mapping[str, str]:
    """The views by name, as SQL over the dataset's tables and each other, in their order."""
    return {
        **sql_parts("corpus/views.sql"),
        **{name: _named(f"({query})") for name, query in plan().items()},
    }


def _asked_of() -> list[str]:
    """The names of all views that can be asked."""
    more = (sql_parts(f"corpus/{name}.sql") for name in ("missing", "years", "changes"))
    return [name for names in (views(), *more) for name in names if not name.startswith("_")]


def _named(told: str) -> str:
    """What the plan tells, with the names of what it is of."""
    return (
        f"SELECT d.unit, d.year, d.region, p.* FROM {told} AS p"
        " JOIN _documents AS d USING (document)"
    )


def open_corpus(
    folder: str | Path,
    *,
    output: str | Path | None = None,
    memory: str = "2GB",
    locked: bool = True,
) -> Corpus:
    """Open a corpus to ask it. A query can read the corpus's own files and no others, and write
    nothing but ``output`` (``Corpus.write_parquet``); unless ``locked`` is false, as only this
    program's own queries need. Raises ``CorpusError``: ``no_corpus``, ``not_a_corpus``,
    ``newer_schema``, ``older_schema``."""
    path = Path(folder)
    found, known = version_of(path), schema_version()
    if found != known:
        key = "newer_schema" if found > known else "older_schema"
        raise CorpusError(key, path=path, found=found, known=known)
    if not (path / DATA).is_dir():
        raise CorpusError("not_finished", path=path)
    return Corpus(path, connect(memory), Path(output) if output else None, locked)


class Corpus(OpenCorpus):
    """An open corpus. ``rows`` gives the answer to a question; close it, or use it
    in a ``with``."""

    def __init__(
        self,
        folder: Path,
        db: duckdb.DuckDBPyConnection,
        output: Path | None = None,
        locked: bool = True,
    ) -> None:
        self.folder, self.db, self.output = folder, db, output
        for table in tables().values():
            query = scan(folder / DATA, table)
            db.execute(f"CREATE VIEW _{table.name} AS FROM {query}")
        for name, query in views().items():
            db.execute(f"CREATE VIEW {name} AS {query}")
        db.execute(f"CREATE TABLE {_BROKEN} AS FROM ({plan()['broken']}) LIMIT 0")
        db.execute(f"CREATE OR REPLACE VIEW broken AS {_named(_BROKEN)}")
        self._told_broken = False
        from juesuan.corpus.changes import create_change_views
        from juesuan.corpus.missing import create_views

        create_views(db, folder)
        create_change_views(db, folder)
        if locked:
            self._lock()

    def _lock(self) -> None:
        data = quoted(self.folder.resolve() / DATA)
        self.db.execute(f"SET allowed_directories = [{quoted(self.folder / DATA)}, {data}]")
        if self.output is not None:
            self.db.execute(f"SET allowed_paths = [{quoted(self.output)}]")
        self.db.execute("SET enable_external_access = false")
        self.db.execute("SET lock_configuration = true")

    def close(self) -> None:
        """Let the engine go."""
        self.db.close()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of the answer to one ``SELECT``. Raises ``CorpusError``: ``bad_sql`` (the
        engine's words), ``not_a_query`` (something else than one ``SELECT``)."""
        return list(self.stream(query, values)[1])

    def stream(
        self, query: str, values: Sequence[Any] = ()
    ) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns of an answer and its rows, some thousands at a time, until the next
        question is asked. Raises ``CorpusError`` as ``rows`` does."""
        with _told():
            answer = self.db.execute(self._ready(query), list(values) or None)
            names = [str(column[0]) for column in answer.description or ()]
        return names, _streamed(answer)

    def write_parquet(self, query: str) -> None:
        """Write an answer to ``output``. Raises ``CorpusError``."""
        assert self.output is not None
        with _told():
            text = self._ready(query).strip().rstrip(";")
            target = f"{quoted(self.output)} (FORMAT parquet, COMPRESSION zstd)"
            self.db.execute(f"COPY ({text}) TO {target}")

    def _ready(self, query: str) -> str:
        """The one question in a text, once what it asks about is worked out."""
        text = self._one(query)
        if not self._told_broken and _ASKS_BROKEN.search(text):
            tell_broken(self.db, _BROKEN)
            self._told_broken = True
        return text

    def _one(self, query: str) -> str:
        """The text of the one question in a text."""
        statements = self.db.extract_statements(query)
        if len(statements) != 1 or statements[0].type.name not in _ALLOWED:
            raise CorpusError("not_a_query")
        return str(statements[0].query)


def _streamed(answer: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    with _told():
        while rows := answer.fetchmany(_ROWS):
            yield from rows


@contextmanager
def _told() -> Iterator[None]:
    """What the engine refuses, as an error of ours."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise CorpusError("bad_sql", why=str(error), views=_asked_of()) from error
