"""A corpus's figures and terms as Parquet files, written batch by batch: memory stays flat."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from bench.planted import random_set
from juesuan.checks import Subject, check, selected
from juesuan.corpus.records import rows_of
from juesuan.corpus.schema import tables
from juesuan.facts import WAN, YUAN
from juesuan.facts.store import connect

__all__ = ["LAYOUTS", "WRONG", "drawn_set", "write_dataset"]

LAYOUTS = 40
_FACTS = (60, 160)
WRONG = 20
"""One in so many has a planted error: 5 %."""
_BATCH = 5_000
"""Documents of one file, all of one layout."""
_NEEDED = ("layout", "form", "row", "col", "state", "value", "width", "weight", "cell")


def write_dataset(folder: Path, documents: int, rounded: int = 0) -> dict[str, int]:
    """The observations and terms of so many disclosures as Parquet files: random units, each
    multiplied by a number of its own, which keeps every sum exact; one layout in ``rounded``
    (none, if 0) prints 万元 with its last digits; one disclosure in twenty has a figure changed."""
    folder.mkdir(parents=True, exist_ok=True)
    db = connect("4GB")
    layouts = LAYOUTS
    wan = set(range(0, layouts, rounded)) if rounded else set()
    drawn = [drawn_set(seed, WAN if seed in wan else YUAN) for seed in range(layouts)]
    each = [rows_of(check(Subject(disclosure=one), selected(["K999"]))) for one in drawn]
    for table in ("observations", "terms"):
        with (folder / f"{table}.json").open("wb") as file:
            for seed, rows in enumerate(each):
                for row in rows[table]:
                    row["seed"] = seed
                    file.write(msgspec.json.encode(row) + b"\n")
        kinds = {column.name: column.type for column in tables()[table].columns}
        source = f"read_json('{folder / table}.json', columns = {kinds | {'seed': 'BIGINT'}})"
        db.execute(f"CREATE TABLE {table} AS SELECT * FROM {source}")
    draw = random.Random(1)
    made = [
        (n, n % layouts, 1 if n % layouts in wan else draw.randrange(1, 1000), n % WRONG == 7)
        for n in range(documents)
    ]
    db.execute("CREATE TABLE made (document BIGINT, seed BIGINT, times BIGINT, wrong BOOLEAN)")
    db.execute(
        "INSERT INTO made SELECT unnest(?), unnest(?), unnest(?), unnest(?)",
        [list(column) for column in zip(*made, strict=True)],
    )
    others = ", ".join(f"o.{name}" for name in _NEEDED if name != "value")
    changed = "CASE WHEN m.wrong AND o.first THEN 990000 ELSE 0 END"
    (folder / "observations").mkdir()
    for seed, begin in product(range(layouts), range(0, documents, _BATCH * layouts)):
        one = f"seed = {seed} AND document >= {begin} AND document < {begin + _BATCH * layouts}"
        db.execute(  # a file each: no more than this is ever in memory
            f"COPY (SELECT m.document, {others}, o.value * m.times + {changed} AS value"
            f" FROM (FROM made WHERE {one}) AS m"
            " JOIN (SELECT *, row_number() OVER (PARTITION BY seed ORDER BY form, row, col) = 1"
            " AS first FROM observations) AS o USING (seed) ORDER BY o.layout, m.document)"
            f" TO '{folder}/observations/{seed}-{begin}.parquet'"
            " (FORMAT parquet, COMPRESSION zstd)"
        )
    (folder / "terms").mkdir()
    db.execute(
        "COPY (SELECT DISTINCT * EXCLUDE (seed) FROM terms ORDER BY layout, identity, position)"
        f" TO '{folder}/terms/all.parquet' (FORMAT parquet, COMPRESSION zstd)"
    )
    ((count,),) = db.execute(f"SELECT count(*) FROM '{folder}/observations/*.parquet'").fetchall()
    ((terms,),) = db.execute("SELECT count(*) FROM terms").fetchall()
    wrong = sum(row[3] for row in made)
    return {"observations": count, "terms": terms // layouts, "wrong": wrong}


def drawn_set(seed: int, money: Any) -> Any:
    """The balanced forms of a random unit, as printed in a unit of money."""
    return random_set(seed, money=money, facts=_FACTS)
