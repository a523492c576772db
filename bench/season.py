"""A season of disclosures: the plan over a corpus, reading end to end, growth and memory.

``python -m bench.season`` (``make bench-corpus``) prints ratios; ``--documents`` and ``--files``
set the sizes. Everything is drawn from a seed.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from bench.planted import KINDS, Plant, planted, random_set
from juesuan.checks import Subject, check, selected
from juesuan.corpus import Audit, open_corpus
from juesuan.corpus.plan import plan
from juesuan.corpus.records import rows_of
from juesuan.corpus.schema import tables
from juesuan.facts import WAN, YUAN
from juesuan.facts.store import connect
from juesuan.publishing import write_workbook

__all__ = ["main", "write_dataset", "write_files"]

_LAYOUTS = 40
_FACTS = (60, 160)
_WRONG = 20
"""One in so many has a planted error: 5 %."""
_REPEAT = 5
_NEEDED = ("layout", "form", "row", "col", "state", "value", "width", "weight")
BARE = """
SELECT count(*), sum(total), sum(figures) FROM (
    SELECT document, form, row, sum(value) AS total, count(*) AS figures
    FROM _observations GROUP BY document, form, row)
"""


def write_dataset(folder: Path, documents: int, rounded: int = 0) -> dict[str, int]:
    """The observations and terms of so many disclosures as Parquet files: random units, each
    multiplied by a number of its own, which keeps every sum exact; one layout in ``rounded``
    (none, if 0) prints 万元 with its last digits; one disclosure in twenty has a figure changed."""
    folder.mkdir(parents=True, exist_ok=True)
    db = connect("4GB")
    layouts = _LAYOUTS
    wan = set(range(0, layouts, rounded)) if rounded else set()
    for table in ("observations", "terms"):
        with (folder / f"{table}.json").open("wb") as file:
            for seed in range(layouts):
                money = WAN if seed in wan else YUAN
                rows = rows_of(check(Subject(disclosure=_set(seed, money)), selected(["K999"])))
                for row in rows[table]:
                    row["seed"] = seed
                    file.write(msgspec.json.encode(row) + b"\n")
        kinds = {column.name: column.type for column in tables()[table].columns}
        source = f"read_json('{folder / table}.json', columns = {kinds | {'seed': 'BIGINT'}})"
        db.execute(f"CREATE TABLE {table} AS SELECT * FROM {source}")
    draw = random.Random(1)
    made = [
        (n, n % layouts, 1 if n % layouts in wan else draw.randrange(1, 1000), n % _WRONG == 7)
        for n in range(documents)
    ]
    db.execute("CREATE TABLE made (document BIGINT, seed BIGINT, times BIGINT, wrong BOOLEAN)")
    db.execute(
        "INSERT INTO made SELECT unnest(?), unnest(?), unnest(?), unnest(?)",
        [list(column) for column in zip(*made, strict=True)],
    )
    others = ", ".join(f"o.{name}" for name in _NEEDED if name != "value")
    changed = "CASE WHEN m.wrong AND o.first THEN 990000 ELSE 0 END"
    db.execute(
        f"COPY (SELECT m.document, {others}, o.value * m.times + {changed} AS value FROM made AS m"
        " JOIN (SELECT *, row_number() OVER (PARTITION BY seed ORDER BY form, row, col) = 1"
        " AS first FROM observations) AS o USING (seed) ORDER BY m.document)"
        f" TO '{folder}/observations.parquet' (FORMAT parquet, COMPRESSION zstd)"
    )
    db.execute(
        "COPY (SELECT DISTINCT * EXCLUDE (seed) FROM terms ORDER BY layout, identity, position)"
        f" TO '{folder}/terms.parquet' (FORMAT parquet, COMPRESSION zstd)"
    )
    ((count,),) = db.execute(f"SELECT count(*) FROM '{folder}/observations.parquet'").fetchall()
    ((terms,),) = db.execute("SELECT count(*) FROM terms").fetchall()
    wrong = sum(row[3] for row in made)
    return {"observations": count, "terms": terms // layouts, "wrong": wrong}


def _set(seed: int, money: Any) -> Any:
    return random_set(seed, money=money, facts=_FACTS)


def write_files(folder: Path, files: int) -> set[str]:
    """So many workbooks of units, one in twenty with a planted error; the wrong ones' names."""
    folder.mkdir(parents=True, exist_ok=True)
    draw, wrong = random.Random(2), set()
    for number in range(files):
        disclosure = _set(number % _LAYOUTS, YUAN)
        if number % _WRONG == 7:
            plant: Plant | None = None
            while plant is None:
                plant = planted(disclosure, KINDS[number // _WRONG % len(KINDS)], draw)
            disclosure = plant.disclosure
        name = f"示例{number:05d}局"
        if number % _WRONG == 7:
            wrong.add(name)
        write_workbook(
            replace(disclosure, unit=name), folder / f"{name}2023年度部门决算.xlsx", "zh"
        )
    return wrong


def _asking(folder: Path) -> duckdb.DuckDBPyConnection:
    db = connect("4GB")
    for table in ("observations", "terms"):
        db.execute(f"CREATE VIEW _{table} AS FROM '{folder}/{table}.parquet'")
    return db


def _times(works: Sequence[Callable[[], object]], repeat: int = _REPEAT) -> list[float]:
    """The least time of each, taken in turn."""
    best = [math.inf] * len(works)
    for _ in range(repeat):
        for number, work in enumerate(works):
            began = time.perf_counter()
            work()
            best[number] = min(best[number], time.perf_counter() - began)
    return best


def _identities(folder: Path, documents: int, rounded: int) -> None:
    sizes = [documents // 4, documents]
    kind = f"one in {rounded} in 万元" if rounded else "all in 元"
    seconds = []
    for size in sizes:
        written = write_dataset(folder / str(size), size, rounded)
        db = _asking(folder / str(size))
        found: list[Any] = []

        def ours(db: duckdb.DuckDBPyConnection = db, found: list[Any] = found) -> None:
            found[:] = db.execute(f"SELECT DISTINCT document FROM ({plan()['broken']})").fetchall()

        def bare(db: duckdb.DuckDBPyConnection = db) -> None:
            db.execute(BARE).fetchall()

        mine, theirs = _times([ours, bare])
        seconds.append(mine)
        print(
            f"identities over {size:,} documents, {kind} ({written['observations']:,} figures,"
            f" {written['terms']:,} terms a layout): {mine:.2f} s, bare scan and aggregate"
            f" {theirs:.2f} s, ratio {mine / theirs:.2f} (goal 2.5);"
            f" found {len(found):,} of {written['wrong']:,} changed documents;"
            f" memory so far {_memory()} MB"
        )
        shutil.rmtree(folder / str(size))
    exponent = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
    print(f"growth of time with documents: exponent {exponent:.2f}")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _end_to_end(folder: Path, files: int) -> None:
    wrong = write_files(folder / "in", files)

    def openpyxl_alone() -> None:
        import openpyxl

        for path in (folder / "in").glob("*.xlsx"):
            book = openpyxl.load_workbook(path)
            for sheet in book:
                for row in sheet.iter_rows():
                    for cell in row:
                        _ = cell.value

    (theirs,) = _times([openpyxl_alone], 1)
    print(f"{files} workbooks by openpyxl alone: {theirs:.1f} s")
    for jobs in (1, 2):
        out = folder / f"out{jobs}"
        began = time.perf_counter()
        Audit(folder / "in", out, jobs).run()
        mine = time.perf_counter() - began
        print(f"audited end to end, {jobs} workers: {mine:.1f} s, ratio {mine / theirs:.2f}")
    with open_corpus(folder / "out1") as corpus:
        told = {unit for (unit,) in corpus.rows("SELECT DISTINCT unit FROM broken")}
    print(
        f"planted errors found: {len(told & wrong)} of {len(wrong)};"
        f" others accused: {len(told - wrong)}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench.season", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=100)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="juesuan-season-") as place:
        for rounded in (0, 4):
            _identities(Path(place), given.documents, rounded)
        _end_to_end(Path(place) / "files", given.files)


if __name__ == "__main__":
    main()
