"""Answers of a corpus written down: a table for people, csv, json, Parquet, a workbook."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juesuan.corpus.errors import CorpusError
from juesuan.corpus.open import Corpus
from juesuan.corpus.opened import OpenCorpus
from juesuan.messages import say
from juesuan.publishing.open_data import harmless

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["FORMATS", "table_of", "write_answer"]

FORMATS = ("table", "csv", "json", "parquet", "xlsx")
_SHOWN = 500
"""Rows of a table for people."""
_SHEET = 1_048_575
"""Rows that a sheet holds below its head."""


def write_answer(corpus: OpenCorpus, query: str, form: str, path: Path, lang: str = "zh") -> None:
    """Write the answer to a query in a format; amounts as exact decimals. Raises ``CorpusError``
    and ``OSError``."""
    _WRITERS[form](corpus, query, path, lang)


def table_of(corpus: OpenCorpus, query: str, lang: str = "zh") -> Table:
    """The answer as a table for people, at most some hundred rows of it."""
    from rich.table import Table

    names, rows = corpus.stream(query)
    table = Table(caption="")
    for name in names:
        table.add_column(name, overflow="fold")
    for shown, row in enumerate(rows):
        if shown == _SHOWN:
            table.caption = say("corpus.more_rows", lang, count=_SHOWN)
            break
        table.add_row(*(_text(value) for value in row))
    return table


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)


def _table(corpus: OpenCorpus, query: str, path: Path, lang: str) -> None:
    from rich.console import Console

    with path.open("w", encoding="utf-8", newline="\n") as file:
        console = Console(file=file, width=200, markup=False, emoji=False, highlight=False)
        console.print(table_of(corpus, query, lang))


def _csv(corpus: OpenCorpus, query: str, path: Path, lang: str) -> None:
    names, rows = corpus.stream(query)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(map(harmless, names))
        for row in rows:
            writer.writerow(harmless(v) if isinstance(v, str) else _text(v) for v in row)


def _json(corpus: OpenCorpus, query: str, path: Path, lang: str) -> None:
    names, rows = corpus.stream(query)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, row in enumerate(rows):
            said = json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False)
            file.write(f"{',' if number else ''}\n{said}")
        file.write("\n]\n")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _parquet(corpus: OpenCorpus, query: str, path: Path, lang: str) -> None:
    assert isinstance(corpus, Corpus)
    corpus.write_parquet(query)


def _workbook(corpus: OpenCorpus, query: str, path: Path, lang: str) -> None:
    import xlsxwriter

    names, rows = corpus.stream(query)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet(say("corpus.sheet", lang))
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(names):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, 1):
            if number > _SHEET:
                raise CorpusError("too_many_rows", most=_SHEET)
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(number, column, value, money)
                elif isinstance(value, int) and not isinstance(value, bool) and value < 10**15:
                    sheet.write_number(number, column, value)
                elif value is not None:
                    sheet.write_string(number, column, _text(value))


_WRITERS: Mapping[str, Callable[[OpenCorpus, str, Path, str], None]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
    "xlsx": _workbook,
}
