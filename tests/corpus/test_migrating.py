"""Corpora of earlier versions, brought to the present one on their files."""

import json
import shutil
from pathlib import Path

import duckdb

from juesuan.corpus import open_corpus
from juesuan.corpus.migrating import HEAD, migrated

ASKED = (
    "FROM identities ORDER BY ALL",
    "FROM broken ORDER BY ALL",
    "SELECT document, form, row, col, cell FROM _observations ORDER BY ALL",
    "FROM _terms ORDER BY ALL",
)


def answers(folder: Path) -> list[list[tuple]]:
    with open_corpus(folder) as corpus:
        return [corpus.rows(query) for query in ASKED]


def test_places_are_numbered_as_if_they_had_been_from_the_start(
    folder: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    shutil.copytree(folder, old)
    paths = [p for name in ("observations", "terms") for p in (old / "data" / name).rglob("*.p*t")]
    for path in paths:
        earlier = path.with_suffix(".earlier")
        duckdb.sql(
            f"COPY (SELECT * EXCLUDE (cell) FROM read_parquet('{path}', hive_partitioning = false))"
            f" TO '{earlier}' (FORMAT parquet)"
        )
        earlier.replace(path)
    (old / HEAD).write_text(json.dumps({"program": "juesuan", "schema": 1}), "utf-8")
    (old / "parts").mkdir(exist_ok=True)
    (old / "parts" / "b00000001-0.parquet").touch()  # of an audit that was not finished
    assert migrated(old) == 1
    assert not list((old / "parts").iterdir())
    wanted = answers(folder)
    assert all(wanted) and answers(old) == wanted
