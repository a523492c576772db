"""``juesuan sql``: a question to a corpus."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from juesuan.cli.console import out, report_stream
from juesuan.cli.errors import UsageError
from juesuan.corpus import open_corpus
from juesuan.corpus.answers import FORMATS, write_answer
from juesuan.publishing import replace_file

__all__ = ["run"]

_BINARY = {"parquet", "xlsx"}


def run(query: str, corpus: Path, output: str, form: str, lang: str) -> int:
    """Answer a query in a format; the exit status."""
    form = form or ("table" if output == "-" else Path(output).suffix.lstrip(".").lower())
    if form not in FORMATS:
        raise UsageError("corpus.bad_format", found=form, known=FORMATS)
    if query == "-":
        query = sys.stdin.read()
    if output != "-":
        with replace_file(Path(output)) as target:
            _write(query, corpus, form, target, lang)
        return 0
    if form in _BINARY and report_stream().isatty():
        raise UsageError("corpus.not_for_a_terminal", form=form)
    if form == "table":
        from juesuan.corpus.answers import table_of

        with open_corpus(corpus) as opened:
            out.print(table_of(opened, query, lang))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"answer.{form}"
        _write(query, corpus, form, target, lang)
        stream = report_stream()
        stream.buffer.write(target.read_bytes())
        stream.flush()
    return 0


def _write(query: str, corpus: Path, form: str, target: Path, lang: str) -> None:
    with open_corpus(corpus, output=target.absolute()) as opened:
        write_answer(opened, query, form, target, lang)
