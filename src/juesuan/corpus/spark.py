"""The same views and the same plan on a Spark cluster (``juesuan[spark]``).

The SQL is written once, for DuckDB; sqlglot carries it over. The session is the one that
``spark-submit`` gives, else a local one over all cores; the corpus may lie on any store that the
cluster can read. Sums are of whole numbers, and an overflow is an error, never a wrong sum.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.open import views
from juesuan.corpus.opened import OpenCorpus
from juesuan.corpus.schema import SchemaTable, tables
from juesuan.corpus.store import DATA

__all__ = ["SparkCorpus", "carried_over", "open_on_spark", "spark_session"]


_PROGRESS = "spark.ui.showConsoleProgress"
_REGION = "decode(encode(region, 'ISO-8859-1'), 'UTF-8') AS region"


def carried_over(query: str) -> str:
    """A query of ours as Spark writes it. Raises ``CorpusError`` (``not_a_query``, ``bad_sql``,
    ``no_spark``)."""
    try:
        import sqlglot
        from sqlglot import exp
    except ImportError:
        raise CorpusError("no_spark", why="sqlglot") from None
    try:
        parsed = sqlglot.parse(query, read="duckdb")
    except sqlglot.errors.SqlglotError as error:
        raise CorpusError("bad_sql", why=str(error), views=list(views())) from error
    if len(parsed) != 1 or not isinstance(parsed[0], exp.Query):
        raise CorpusError("not_a_query")
    if any(isinstance(node.this, exp.Func) for node in parsed[0].find_all(exp.Table)):
        raise CorpusError("not_a_query")  # read_csv('…') and its like
    for part in parsed[0].find_all(exp.CTE):
        part.set("materialized", None)  # Spark knows no such word, and needs none
    return str(parsed[0].sql(dialect="spark", identify=True))


def spark_session() -> Any:
    """The session that ``spark-submit`` gives, that of ``SPARK_MASTER``, or a local one.
    Raises ``CorpusError`` (``no_spark``)."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise CorpusError("no_spark", why="pyspark") from None
    if (active := SparkSession.getActiveSession()) is not None:
        return active
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("juesuan").config(_PROGRESS, "false")
    master = os.environ.get("SPARK_MASTER", "")
    if not master and "SPARK_ENV_LOADED" not in os.environ:
        master = "local[*]"
        builder = builder.config("spark.ui.enabled", "false")
    if master:
        builder = builder.master(master)
    if master.startswith("local"):  # nothing of it is for other machines
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        session = builder.config("spark.sql.ansi.enabled", "true").getOrCreate()
    except Exception as error:  # no Java, no cluster: whatever the gateway says
        raise CorpusError("no_spark", why=f"{type(error).__name__}: {error}") from error
    session.sparkContext.setLogLevel("ERROR")
    atexit.register(session.stop)  # before the gateway goes, or its executors complain
    return session


def open_on_spark(folder: str | Path) -> SparkCorpus:
    """Open a corpus on Spark. Raises ``CorpusError`` (``no_spark`` where it cannot run)."""
    return SparkCorpus(Path(folder), spark_session())


class SparkCorpus(OpenCorpus):
    """A corpus on Spark: asked like a ``Corpus``, with the same answers."""

    def __init__(self, folder: Path, session: Any) -> None:
        self.folder, self.session = folder, session
        for table in tables().values():
            self._table(table)
        for name, query in views().items():
            session.sql(carried_over(query)).createOrReplaceTempView(name)

    def _table(self, table: SchemaTable) -> None:
        place = self.folder / DATA / table.name
        if any(place.rglob("*.parquet")):
            found = self.session.read.parquet(str(place.resolve()))
            if "region" in found.columns:  # Spark reads the folders' names byte by byte
                found = found.selectExpr("* EXCEPT (region)", _REGION)
        else:
            nothing = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in table.all_columns)
            found = self.session.sql(carried_over(f"SELECT {nothing} WHERE false"))
        found.createOrReplaceTempView(f"_{table.name}")

    def close(self) -> None:
        """Let the session's views go; the session may be others', too."""
        for name in (*views(), *(f"_{table}" for table in tables())):
            self.session.catalog.dropTempView(name)

    def stream(self, query: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns of an answer and its rows, partition by partition. Raises ``CorpusError``."""
        text = carried_over(query)
        try:
            answer = self.session.sql(text)
        except Exception as error:  # the cluster's own kinds of error
            raise CorpusError("bad_sql", why=str(error), views=list(views())) from error
        names: Sequence[str] = answer.columns
        return list(names), (tuple(row) for row in answer.toLocalIterator())
