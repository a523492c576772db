"""All identities over growing corpora: time against a bare scan, memory, growth, and Spark beside.

``python -m bench.at_scale --documents 100000`` measures a tenth, half and all of so many documents,
each size in a process of its own, so that its peak memory is its own; ``--spark`` asks Spark the
same (``juesuan[spark]`` and Java) and estimates from how many documents on it would be faster.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from bench.dataset import write_dataset
from bench.memory import peak
from juesuan.corpus.plan import plan
from juesuan.corpus.slices import tell_broken
from juesuan.facts.store import connect

__all__ = ["Asked", "asked_apart", "asking", "crossing", "exponent", "growing"]

_TURNS = 5
"""How often the plan and the bare scan are asked in turn; a ratio is the median of the turns."""
_MEMORY = "2GB"
"""What the engine may take; it spills to disk beyond."""
PASSED, WORKED = 0, 1
"""Which time: what passes, or what processors spend."""
BARE = """
SELECT count(*), sum(total), sum(figures) FROM (
    SELECT document, form, row, sum(value) AS total, count(*) AS figures
    FROM _observations GROUP BY document, form, row)
"""
_TOLD = f"SELECT DISTINCT document FROM ({plan()['broken']})"
"""What Spark is asked; DuckDB is asked the same slice by slice."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How long the plan took and a bare scan and aggregate of the same files, each turn of both
    as (seconds that pass, seconds of processors); the documents told and the peak memory in MB of
    the process after it was first asked, before anything else was."""

    documents: int
    plan: list[tuple[float, float]]
    bare: list[tuple[float, float]]
    told: int
    memory: int

    def ratio(self, which: int) -> float:
        """The plan's time as a ratio to the bare scan's of the same turn, the median of all."""
        turns = zip(self.plan, self.bare, strict=True)
        return median(mine[which] / theirs[which] for mine, theirs in turns)

    @property
    def seconds(self) -> tuple[float, float]:
        """The median that passes, and of processors, for the plan."""
        return median(one[PASSED] for one in self.plan), median(one[WORKED] for one in self.plan)


def asking(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection that sees a dataset as the plan wants it."""
    db = connect(_MEMORY)
    for table in ("observations", "terms"):
        db.execute(f"CREATE VIEW _{table} AS FROM '{folder}/{table}/*.parquet'")
    return db


def asked_apart(folder: Path, documents: int) -> Asked:
    """The plan asked of a dataset, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_asked, (folder, documents))


def _asked(folder: Path, documents: int) -> Asked:
    db = asking(folder)
    found: list[Any] = []

    def ask() -> None:
        db.execute(f"CREATE OR REPLACE TABLE told AS FROM ({plan()['broken']}) LIMIT 0")
        tell_broken(db, "told")
        found[:] = db.execute("SELECT DISTINCT document FROM told").fetchall()

    ask()
    memory = peak() >> 20
    plans, bares = [], []
    for _ in range(_TURNS):
        plans.append(_timed(ask))
        bares.append(_timed(lambda: db.execute(BARE).fetchall()))
    return Asked(documents=documents, plan=plans, bare=bares, told=len(found), memory=memory)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that pass, and seconds of this process's processors."""
    began, before = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - before


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of the size by which time grows, from the first to the last.

    >>> exponent([100, 400], [1.0, 4.0])
    1.0
    """
    return math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])


def crossing(sizes: Sequence[int], ours: Sequence[float], others: Sequence[float]) -> float | None:
    """From which size on the others are faster, both taken for straight lines through the first
    and the last size; ``None`` if never.

    >>> crossing([0, 10], [0.0, 10.0], [4.0, 9.0])
    8.0
    >>> crossing([0, 10], [0.0, 5.0], [4.0, 9.0]) is None
    True
    """
    width = sizes[-1] - sizes[0]
    mine, theirs = ((line[-1] - line[0]) / width for line in (ours, others))
    if theirs >= mine:
        return None
    return sizes[0] + (others[0] - ours[0]) / (mine - theirs)


def growing(folder: Path, sizes: Sequence[int], rounded: int, spark: bool = False) -> None:
    """Measure and print."""
    kind = f"one in {rounded} in 万元" if rounded else "all in 元"
    seconds, work, on_spark, peaks = [], [], [], []
    for size in sizes:
        place = folder / str(size)
        written = write_dataset(place, size, rounded)
        asked = asked_apart(place, size)
        seconds.append(asked.seconds[PASSED])
        work.append(asked.seconds[WORKED])
        peaks.append(asked.memory)
        print(
            f"identities over {size:,} documents, {kind} ({written['observations']:,} figures,"
            f" {written['terms']:,} terms a layout): {seconds[-1]:.2f} s, {work[-1]:.2f} s of"
            f" processors; ratio to a bare scan and aggregate, median of {len(asked.bare)} turns:"
            f" {asked.ratio(PASSED):.2f}, of processors' time {asked.ratio(WORKED):.2f} (goal"
            f" 2.5); found {asked.told:,} of {written['wrong']:,} changed documents; peak"
            f" {asked.memory} MB",
            flush=True,
        )
        if spark:
            on_spark.append(_by_spark(place, asked.told))
            ratio = on_spark[-1] / seconds[-1]
            print(f"  Spark: {on_spark[-1]:.2f} s, {ratio:.1f} times DuckDB", flush=True)
        shutil.rmtree(place)
    print(
        f"growth of time: exponent {exponent(sizes, seconds):.2f};"
        f" of processors' time {exponent(sizes, work):.2f}"
    )
    print(f"growth of peak memory: {peaks[-1] / peaks[0]:.2f} times")
    if spark:
        met = crossing(sizes, seconds, on_spark)
        print(f"Spark is faster from: {f'{met:,.0f} documents' if met else 'never here'}")


def _by_spark(folder: Path, told: int) -> float:
    from juesuan.corpus.spark import carried_over, spark_session

    session = spark_session()
    for table in ("observations", "terms"):
        session.read.parquet(str(folder / table)).createOrReplaceTempView(f"_{table}")
    query = carried_over(_TOLD)

    def ask() -> None:
        if len(session.sql(query).collect()) != told:
            raise RuntimeError("Spark tells other documents than DuckDB")

    return min(_timed(ask)[PASSED] for _ in range(2))  # the first run also compiles the plan


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench.at_scale", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounded", type=int, default=4)
    parser.add_argument("--spark", action="store_true")
    given = parser.parse_args(arguments)
    sizes = [given.documents // 10, given.documents // 2, given.documents]
    with tempfile.TemporaryDirectory(prefix="juesuan-scale-") as place:
        growing(Path(place), sizes, given.rounded, given.spark)


if __name__ == "__main__":
    main()
