"""The bureau's report on a corpus (审核总报告): what was found by unit, rule and department, who
is missing, what could not be read; as tables for a page, a workbook, a Word document and JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from juesuan.corpus.open import Corpus

__all__ = ["ReportTable", "report_summary", "report_tables", "write_report"]

_PRINTED = 200
"""Rows of a table that go on paper."""
_NARROW, _WIDE = 6, 40
"""Bounds of what a column's longest text asks for of the paper's width."""
_PLACE = re.compile(r"([^:, ]+):([^:]+):([^:, ]+)")
"""A place in a form as the corpus writes it: form, row, column."""


class ReportTable(Struct, frozen=True):
    """A table of the report: its title, the names of its columns, its rows as texts."""

    key: str
    title: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def report_tables(corpus: Corpus, words: Mapping[str, Any], lang: str) -> list[ReportTable]:
    """The tables in order: units with the gravest findings first, rules, the roster, what could
    not be read."""
    title = "title" if lang == "zh" else "title_en"
    reason = "reason" if lang == "zh" else "reason_en"
    states = words["states"]
    queries: Mapping[str, tuple[str, tuple[str, ...]]] = {
        "worst": (
            "SELECT unit, region, year, errors, warnings, infos FROM documents"
            " WHERE status = 'read' AND errors + warnings > 0"
            " ORDER BY errors DESC, broken DESC, warnings DESC, unit, year",
            ("unit", "region", "year", "errors", "warnings", "infos"),
        ),
        "by_rule": (
            f"SELECT code || ' ' || any_value({title}), any_value(severity), count(*),"
            " count(DISTINCT document) FROM findings GROUP BY code"
            " ORDER BY min(CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END),"
            " 3 DESC, 1",
            ("rule", "state", "count", "documents_of"),
        ),
        "by_department": (
            "SELECT m.department, count(DISTINCT m.unit),"
            " count(*) FILTER (m.state IN ('late', 'missing', 'not_read')),"
            " coalesce(sum(d.errors), 0)::BIGINT, coalesce(sum(d.warnings), 0)::BIGINT"
            " FROM missing AS m"
            " LEFT JOIN documents AS d ON d.document = m.document AND m.documents > 0"
            " WHERE m.department <> '' GROUP BY m.department ORDER BY 4 DESC, 3 DESC, 1",
            ("department", "units_of", "lacking", "errors", "warnings"),
        ),
        "missing": (
            "SELECT unit, region, year, state, {'state': state, 'days_late': days_late,"
            " 'found_year': found_year, 'found_unit': found_unit, 'missing_forms': missing_forms,"
            " 'differs_at': differs_at, 'differing': differing} FROM missing"
            " WHERE state <> 'published' ORDER BY state, region, unit",
            ("unit", "region", "year", "state", "details"),
        ),
        "unreadable": (
            f"SELECT name, region, year, {reason} FROM documents WHERE status = 'not_read'"
            " ORDER BY name",
            ("documents_of", "region", "year", "state"),
        ),
    }
    tables = []
    for key, (query, columns) in queries.items():
        names = tuple(states[name] if name in states else words[name] for name in columns)
        known = {**states, **{s: words[f"{s}s"] for s in ("error", "warning", "info")}}
        rows = tuple(tuple(_text(v, known, words) for v in row) for row in corpus.rows(query))
        tables.append(_telling(ReportTable(key, words[key], names, rows)))
    return tables


def _text(value: Any, known: Mapping[str, str], words: Mapping[str, Any]) -> str:
    """A value in words; of what was found for a row of the roster what belongs to its state."""
    if not isinstance(value, Mapping):
        return "" if value is None else known.get(str(value), str(value))
    said = words["details_of"].get(value["state"], "")
    places = _PLACE.sub(words["place"], value["differs_at"] or "").replace(", ", words["between"])
    return str(said.format(**{**value, "differs_at": places}))


def _telling(table: ReportTable) -> ReportTable:
    """The table without the columns in which no row says anything."""
    if not table.rows:
        return table
    kept = [n for n, texts in enumerate(zip(*table.rows, strict=True)) if any(texts)]
    names, *rows = (tuple(line[n] for n in kept) for line in (table.names, *table.rows))
    return replace(table, names=names, rows=tuple(rows))


def report_summary(corpus: Corpus, words: Mapping[str, Any]) -> str:
    """The one sentence that stands above the tables."""
    names, rows = corpus.stream(
        "SELECT count(*) AS documents, count(*) FILTER (status = 'read') AS read,"
        " count(*) FILTER (errors > 0) AS faulty, coalesce(sum(errors), 0) AS errors,"
        " coalesce(sum(warnings), 0) AS warnings, coalesce(sum(infos), 0) AS infos FROM documents"
    )
    said = dict(zip(names, next(rows), strict=True))
    return str(words["summary"].format(**said))


def write_report(
    tables: Sequence[ReportTable], folder: Path, words: Mapping[str, Any], summary: str
) -> list[str]:
    """Write the report as a workbook, a Word document and JSON; the names of the files."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / "report.xlsx")) as book:
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.title[:31])
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, 0, 40)
            for column, name in enumerate(table.names):
                sheet.write_string(0, column, name, bold)
            for number, row in enumerate(table.rows, 1):
                for column, text in enumerate(row):
                    if text.isascii() and text.isdigit() and len(text) < 12:
                        sheet.write_number(number, column, int(text))
                    else:
                        sheet.write_string(number, column, text)
    text = json.dumps([asdict(table) for table in tables], ensure_ascii=False, indent=1)
    (folder / "report.json").write_text(text + "\n", "utf-8")
    (folder / "report.docx").write_bytes(_paper(tables, words, summary))
    return ["report.xlsx", "report.docx", "report.json"]


def _paper(tables: Sequence[ReportTable], words: Mapping[str, Any], summary: str) -> bytes:
    """The report to hand over: of a long table the beginning, and how much more there is."""
    from juesuan.reporting.paper import Paper

    paper = Paper(words["report"], across=True, size=10.5)
    paper.heading(words["report"])
    paper.line(summary)
    for table in tables:
        if table.rows:
            paper.heading(table.title, 2)
            printed = table.rows[:_PRINTED]
            longest = (max(map(len, texts)) for texts in zip(table.names, *printed, strict=True))
            widths = [max(_NARROW, min(_WIDE, length)) for length in longest]
            paper.table(table.names, printed, widths, centred=())
            if (more := len(table.rows) - _PRINTED) > 0:
                paper.line(words["more"].format(count=more))
    return paper.bytes()
