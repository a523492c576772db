"""The plan and the views on Spark give what they give on DuckDB, to the cent."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.corpus import Corpus, CorpusError
from juesuan.corpus.open import views
from juesuan.corpus.spark import SparkCorpus, carried_over, open_on_spark

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


@pytest.fixture(scope="module")
def spark(folder: Path) -> Iterator[SparkCorpus]:
    pytest.importorskip("pyspark", reason="pyspark is not installed (juesuan[spark])")
    if shutil.which("java") is None:
        pytest.skip("there is no Java on this machine")
    with open_on_spark(folder) as opened:
        opened.session.conf.set("spark.sql.shuffle.partitions", "4")
        yield opened
    opened.session.stop()


@pytest.mark.parametrize("name", ["identities", "broken", "facts", "findings", "documents"])
def test_a_view_has_the_same_rows_on_spark(spark: SparkCorpus, corpus: Corpus, name: str) -> None:
    names, _ = corpus.stream(f"SELECT * FROM {name}")
    columns = ", ".join(f'"{column}"' for column in names if column != "files")
    ours = corpus.rows(f"SELECT {columns} FROM {name}")
    theirs = spark.rows(f"SELECT {columns} FROM {name}")
    assert sorted(map(str, theirs)) == sorted(map(str, ours)) != []
