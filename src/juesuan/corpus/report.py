"""The bureau's report on a corpus (审核总报告): what was found by unit and rule, who is missing,
what could not be read; as tables for a page, a workbook and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from juesuan.corpus.open import Corpus

__all__ = ["ReportTable", "report_tables", "write_report"]


@dataclass(frozen=True)
class ReportTable:
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
        "missing": (
            "SELECT unit, region, year, state, days_late, differs_at FROM missing"
            " WHERE state <> 'published' ORDER BY state, region, unit",
            ("unit", "region", "year", "state", "late", "twice"),
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
        rows = tuple(
            tuple("" if v is None else known.get(str(v), str(v)) for v in row)
            for row in corpus.rows(query)
        )
        tables.append(ReportTable(key, words[key], names, rows))
    return tables


def write_report(tables: Sequence[ReportTable], folder: Path) -> list[str]:
    """Write the report as a workbook and as JSON; the names of the files."""
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
    return ["report.xlsx", "report.json"]
