"""``juesuan sql``: a question to a corpus."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from juesuan.cli.console import out, report_stream
from juesuan.cli.errors import UsageError
from juesuan.corpus import open_corpus
from juesuan.corpus.answers import FORMATS, table_of, write_answer
from juesuan.corpus.opened import OpenCorpus
from juesuan.publishing import replace_file

__all__ = ["run"]

_ENGINES = ("duckdb", "spark")
_BINARY = {"parquet", "xlsx"}


def run(query: str, corpus: Path, output: str, form: str, engine: str, lang: str) -> int:
    """Answer a query in a format; the exit status."""
    form = form or ("table" if output == "-" else Path(output).suffix.lstrip(".").lower())
    if form not in FORMATS:
        raise UsageError("corpus.bad_format", found=form, known=FORMATS)
    if engine not in _ENGINES:
        raise UsageError("corpus.bad_engine", found=engine, known=_ENGINES)
    if engine == "spark" and form == "parquet":
        raise UsageError("corpus.no_parquet_on_spark")
    if query == "-":
        query = sys.stdin.read()
    if output != "-":
        with replace_file(Path(output)) as target, _opened(corpus, engine, target) as opened:
            write_answer(opened, query, form, target, lang)
        return 0
    if form in _BINARY and report_stream().isatty():
        raise UsageError("corpus.not_for_a_terminal", form=form)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"answer.{form}"
        with _opened(corpus, engine, target) as opened:
            if form == "table":
                out.print(table_of(opened, query, lang))
                return 0
            write_answer(opened, query, form, target, lang)
        stream = report_stream()
        stream.buffer.write(target.read_bytes())
        stream.flush()
    return 0


def _opened(corpus: Path, engine: str, target: Path) -> OpenCorpus:
    if engine == "spark":
        from juesuan.corpus.spark import open_on_spark

        return open_on_spark(corpus)
    return open_corpus(corpus, output=target.absolute())
