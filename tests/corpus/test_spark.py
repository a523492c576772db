"""Spark gives what DuckDB gives, to the cent, and reads what this machine reads."""

import csv
import os
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from juesuan.corpus import Audit, Corpus, CorpusError, open_corpus
from juesuan.corpus.open import views
from juesuan.corpus.spark import SparkCorpus, carried_over, open_on_spark, spark_session
from juesuan.corpus.spark_reading import DEAD_LETTERS, read_on_spark
from support.java import java_home

sqlglot = pytest.importorskip("sqlglot", reason="sqlglot is not installed (juesuan[spark])")


def test_every_view_can_be_carried_over() -> None:
    for query in views().values():
        assert sqlglot.parse_one(carried_over(query), read="spark")


@pytest.mark.parametrize(
    "query", ["DROP VIEW facts", "SELECT 1; SELECT 2", "SELECT * FROM read_csv('/etc/passwd')"]
)
def test_only_one_question_to_the_corpus_is_carried_over(query: str) -> None:
    with pytest.raises(CorpusError) as told:
        carried_over(query)
    assert told.value.key == "not_a_query"


EXECUTORS = 2
"""Executors, each a process of its own with one core."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Spark cluster of several executors on this machine."""
    pytest.importorskip("pyspark", reason="pyspark is not installed (make spark)")
    home = java_home(tmp_path_factory.mktemp("java"))
    if home is None:
        pytest.skip("there is no Java on this machine (make spark brings one)")
    with pytest.MonkeyPatch.context() as patch:
        if home:
            patch.setenv("JAVA_HOME", home)
        patch.setenv("SPARK_MASTER", f"local-cluster[{EXECUTORS},1,1024]")
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        started = spark_session()
        yield started
        started.stop()


@pytest.fixture(scope="module")
def spark(session: Any, folder: Path) -> Iterator[SparkCorpus]:
    with open_on_spark(folder) as opened:
        opened.session.conf.set("spark.sql.shuffle.partitions", "4")
        yield opened


@pytest.mark.parametrize("name", list(views()))
def test_a_view_has_the_same_rows_on_spark(spark: SparkCorpus, corpus: Corpus, name: str) -> None:
    names, _ = corpus.stream(f"SELECT * FROM {name}")
    columns = ", ".join(f'"{column}"' for column in names if column != "files")
    ours = corpus.rows(f"SELECT {columns} FROM {name}")
    theirs = spark.rows(f"SELECT {columns} FROM {name}")
    assert sorted(map(str, theirs)) == sorted(map(str, ours))


def test_the_plan_is_the_same_over_thousands_of_partitions(
    spark: SparkCorpus, corpus: Corpus
) -> None:
    query = "SELECT document, identity, residual FROM identities"
    settings = {"spark.sql.shuffle.partitions": "2000", "spark.sql.adaptive.enabled": "false"}
    before = {name: spark.session.conf.get(name) for name in settings}
    for name, value in settings.items():
        spark.session.conf.set(name, value)
    try:
        theirs = spark.rows(query)
    finally:
        for name, value in before.items():
            spark.session.conf.set(name, value)
    assert sorted(theirs) == sorted(corpus.rows(query)) != []


def test_what_executors_read_is_what_this_machine_reads(
    session: Any, source: Path, folder: Path, tmp_path: Path
) -> None:
    work = Audit(source, tmp_path / "corpus")
    done: list[str] = []
    work.run(done.append, partial(read_on_spark, together=2))
    assert sorted(done) == sorted(group.name for group in work.groups)
    assert not (tmp_path / "corpus" / DEAD_LETTERS).exists()
    with open_corpus(folder) as here, open_corpus(tmp_path / "corpus") as there:
        for name in ("documents", "facts", "findings", "identities", "not_read"):
            query = f"SELECT * FROM {name}"
            assert sorted(map(str, there.rows(query))) == sorted(map(str, here.rows(query))), name
    assert Audit(source, tmp_path / "corpus").todo == []


def test_what_breaks_each_time_is_a_dead_letter_and_costs_no_other(
    session: Any, source: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "disclosures"
    shutil.copytree(source, folder)
    work = Audit(folder, tmp_path / "corpus")
    gone = work.groups[0]
    for name in gone.files:
        (folder / name).unlink()  # the store has lost it since it was listed
    found = work.run(read=partial(read_on_spark, again=1))
    assert found.documents == len(work.groups) and found.not_read >= 1
    with (tmp_path / "corpus" / DEAD_LETTERS).open(encoding="utf-8-sig", newline="") as file:
        (letter,) = csv.DictReader(file)
    assert (letter["file"], letter["attempts"]) == (gone.files[0], "2")
    assert letter["reason"]
    with open_corpus(tmp_path / "corpus") as corpus:
        query = f"SELECT status FROM documents WHERE document = {int(letter['document'])}"
        told = corpus.rows(query)
    assert told == [("not_read",)]
