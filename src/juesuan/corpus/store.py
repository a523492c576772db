"""A corpus's folder (语料库): what was read, part by part, and the dataset made of it.

``parts/`` is the journal: Parquet files of some disclosures each, with all their rows, written
whole or not at all; ``layouts/`` the identities of layouts, likewise. ``compact`` makes of them and
of the dataset before a new one beside it, and puts it in place at the end. Killed at any moment,
the folder is as before or as after: opening it finishes or takes back what was begun.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.migrating import HEAD, migrated
from juesuan.corpus.parts import LAYOUTS, PARTS, Parts, quoted
from juesuan.corpus.reading import FileState
from juesuan.corpus.schema import SchemaTable, partitions, schema_version, tables
from juesuan.facts.store import connect

if TYPE_CHECKING:
    import duckdb

__all__ = ["DATA", "HEAD", "Store", "scan"]

DATA = "data"
_NEXT, _BEFORE, _DONE = ".data.next", ".data.before", ".done"
_MEMORY = "2GB"


def scan(folder: Path, table: SchemaTable) -> str:
    """A query for all rows of a table of a dataset, typed, also where it has none."""
    names = ", ".join(f'"{name}"' for name, _ in table.all_columns)
    if not any((folder / table.name).rglob("*.parquet")):
        nothing = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in table.all_columns)
        return f"(SELECT {nothing} WHERE false)"
    files = quoted(folder / table.name / "**" / "*.parquet")
    if not table.partitioned:
        return f"(SELECT {names} FROM read_parquet({files}, hive_partitioning = false))"
    types = ", ".join(f"'{name}': {kind}" for name, kind in partitions().items())
    given = f"hive_partitioning = true, hive_types = {{{types}}}, union_by_name = false"
    return f"(SELECT {names} FROM read_parquet({files}, {given}))"


class Store:
    """The folder of a corpus, for writing. ``source`` is the folder whose disclosures it holds.

    Raises ``CorpusError``: ``not_a_corpus`` for a folder with other things in it,
    ``newer_schema`` for one that a later program wrote.
    """

    def __init__(self, folder: Path, source: Path) -> None:
        self.folder = folder
        self.parts, self.layouts = folder / PARTS, folder / LAYOUTS
        self._open(source)
        self.db: duckdb.DuckDBPyConnection = connect(_MEMORY)
        self._recover()
        self.journal = Parts(folder, self.db)

    def _open(self, source: Path) -> None:
        head = self.folder / HEAD
        if not head.is_file() and self.folder.exists() and any(self.folder.iterdir()):
            raise CorpusError("not_a_corpus", path=self.folder)
        for folder in (self.parts, self.layouts):
            folder.mkdir(parents=True, exist_ok=True)
        if head.is_file():
            migrated(self.folder)
        said = {"program": "juesuan", "schema": schema_version(), "source": str(source.resolve())}
        temporary = head.with_suffix(".new")
        temporary.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
        temporary.replace(head)

    def _recover(self) -> None:
        """Finish or take back what a killed program had begun."""
        data, following, before = (self.folder / n for n in (DATA, _NEXT, _BEFORE))
        if (following / _DONE).is_file():
            self._swap()
        elif following.exists():
            shutil.rmtree(following)
        if before.exists() and not data.exists():
            before.rename(data)
        shutil.rmtree(before, ignore_errors=True)
        for folder in (self.parts, self.layouts):
            for left in (*folder.glob("*.new"), *folder.glob("*.json")):
                left.unlink()

    # What is known.

    def known(self) -> Mapping[int, tuple[str, list[FileState]]]:
        """By the number of each disclosure that was read, its key and the state of its files."""
        found: dict[int, tuple[str, list[FileState]]] = {}
        data = scan(self.folder / DATA, tables()["documents"])
        queries = [f"SELECT document, key, files FROM {data}"]
        if any(self.parts.glob("*.parquet")):
            queries.append(
                "SELECT one.document, one.key, one.files FROM (SELECT unnest(documents) AS one,"
                f" filename FROM {self._journaled()}) ORDER BY filename"
            )
        for query in queries:
            for document, key, states in self.db.execute(query).fetchall():
                found[document] = (key, [msgspec.convert(s, FileState) for s in states or []])
        return found

    def _journaled(self) -> str:
        """A query for the parts, each row a disclosure; of one that is there more than once, that
        in the file whose name is the last counts."""
        return f"read_parquet({quoted(self.parts / '*.parquet')}, filename = true)"

    def add(self, document: int, content: bytes, layout: int | None, terms: bytes) -> None:
        """Take the rows of a disclosure into a part (``Parts.add``)."""
        self.journal.add(document, content, layout, terms)

    def flush(self) -> None:
        """Write the parts that wait (``Parts.flush``)."""
        self.journal.flush()

    # The dataset.

    def compact(self, wanted: Collection[int]) -> None:
        """Make the dataset anew of the parts and of what it held, and keep only the disclosures
        that are ``wanted``; then the parts are no longer needed."""
        self.flush()
        following = self.folder / _NEXT
        shutil.rmtree(following, ignore_errors=True)
        following.mkdir()
        self.db.execute("CREATE OR REPLACE TEMP TABLE wanted (document BIGINT)")
        self.db.execute("INSERT INTO wanted SELECT unnest(?)", [sorted(set(wanted))])
        self.db.execute("CREATE OR REPLACE TEMP TABLE fresh (document BIGINT, filename VARCHAR)")
        if fresh := any(self.parts.glob("*.parquet")):
            self.db.execute(
                "INSERT INTO fresh SELECT documents[1].document, max(filename)"
                f" FROM {self._journaled()} GROUP BY ALL"
            )
        for table in tables().values():
            if table.name != "terms":
                self._compact(table, following, fresh)
        self._compact_terms(following)
        (following / _DONE).touch()
        self._swap()
        for folder in (self.parts, self.layouts):
            for path in folder.glob("*.parquet"):
                path.unlink()
        self.journal = Parts(self.folder, self.db)

    def _compact(self, table: SchemaTable, following: Path, fresh: bool) -> None:
        columns = ", ".join(f'"{name}"' for name, _ in table.all_columns)
        old = scan(self.folder / DATA, table)
        query = (
            f"SELECT {columns} FROM {old} AS old SEMI JOIN wanted USING (document)"
            " ANTI JOIN fresh USING (document)"
        )
        if fresh:
            inner = ", ".join(f'one."{name}" AS "{name}"' for name, _ in table.all_columns)
            query += (
                f" UNION ALL SELECT {inner} FROM (SELECT unnest({table.name}) AS one FROM"
                f" (SELECT {table.name}, documents[1].document AS document, filename"
                f" FROM {self._journaled()}) SEMI JOIN fresh USING (document, filename)"
                " SEMI JOIN wanted USING (document))"
            )
        self._copy(query, following / table.name, table)

    def _copy(self, query: str, target: Path, table: SchemaTable) -> None:
        if self.db.execute(f"SELECT 1 FROM ({query}) LIMIT 1").fetchone() is None:
            return
        options = "FORMAT parquet, COMPRESSION zstd"
        if table.partitioned:
            by = ", ".join(partitions())
            layout = "layout, " if table.name == "observations" else ""  # as the plan reads them
            order = f"ORDER BY {by}, {layout}document"
            options += f", PARTITION_BY ({by})"
        else:
            target.mkdir()
            order, target = "ORDER BY layout, identity, position", target / "terms.parquet"
        self.db.execute(f"COPY ({query} {order}) TO {quoted(target)} ({options})")

    def _compact_terms(self, following: Path) -> None:
        table = tables()["terms"]
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        used = scan(following, tables()["documents"])
        query = f"SELECT {columns} FROM {scan(self.folder / DATA, table)}"
        if any(self.layouts.glob("*.parquet")):
            files = quoted(self.layouts / "*.parquet")
            inner = ", ".join(f'one."{column.name}"' for column in table.columns)
            query += (
                f" UNION SELECT {inner} FROM (SELECT unnest(terms) AS one"
                f" FROM read_parquet({files}))"
            )
        query = f"SELECT {columns} FROM ({query}) WHERE layout IN (SELECT layout FROM {used})"
        self._copy(query, following / "terms", table)

    def _swap(self) -> None:
        data, following, before = (self.folder / n for n in (DATA, _NEXT, _BEFORE))
        if data.exists() and not before.exists():
            data.rename(before)
        elif data.exists():
            shutil.rmtree(data)
        following.rename(data)
        (data / _DONE).unlink(missing_ok=True)
        shutil.rmtree(before, ignore_errors=True)
