"""Reports of many documents as one workbook: a sheet of all units, one of all findings, one of
what was checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from juesuan.checks import SEVERITIES
from juesuan.messages import say
from juesuan.publishing.open_data import harmless
from juesuan.reporting.coverage_words import coverage_lines
from juesuan.reporting.model import DocumentReport
from juesuan.reporting.overview import gravest_findings, verdict
from juesuan.reporting.word import finding_row

__all__ = ["write_sheet", "write_units_workbook"]

_LONGEST, _A4 = 30_000, 9
_KEYS = ("number", "severity", "message", "where", "printed", "expected", "todo")


def write_units_workbook(reports: Sequence[DocumentReport], path: Path, lang: str = "zh") -> None:
    """Write the workbook. Texts are texts, whatever they begin with. Raises ``OSError``."""
    with xlsxwriter.Workbook(path, {"in_memory": True, "strings_to_formulas": False}) as book:
        name = say("report.all_units", lang)
        write_sheet(book, name, _unit_head(lang), [_unit(one, lang) for one in reports])
        head = [say("report.unit", lang), say("report.document", lang)]
        head += [say(f"sheet.{key}", lang) for key in _KEYS]
        rows = [
            (report.unit, Path(report.file).name, *finding_row(number, found, report, lang))
            for report in reports
            for number, found in enumerate(report.findings, 1)
        ]
        widths = (22, 22, 6, 10, 46, 40, 14, 14, 40)
        write_sheet(book, say("report.findings", lang), head, rows, widths)
        lines = [
            (report.unit, name, said)
            for report in reports
            if report.problem is None
            for name, said, _ in coverage_lines(report, lang)
        ]
        head = [say(f"report.{key}", lang) for key in ("unit", "rules", "result")]
        write_sheet(book, say("report.coverage", lang), head, lines, (22, 14, 100))


def write_sheet(
    book: Any,
    name: str,
    head: Sequence[str],
    rows: Sequence[Sequence[object]],
    widths: Sequence[float] = (),
) -> Any:
    """Add a sheet of a head and rows, whose whole numbers stay numbers, with a filter; printed
    across A4 with its head on each page. The sheet."""
    sheet = book.add_worksheet(name[:31])
    bold = book.add_format({"bold": True, "bg_color": "#F0EDE6", "border": 1, "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for column, said in enumerate(head):
        sheet.write_string(0, column, said, bold)
        sheet.set_column(column, column, widths[column] if column < len(widths) else 16)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, column, value, text)
            else:
                sheet.write_string(line, column, harmless(str(value))[:_LONGEST], text)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(head) - 1)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _unit_head(lang: str) -> list[str]:
    keys = ("unit", "document", "checked_day", "verdict")
    unit, document, day, result = (say(f"report.{key}", lang) for key in keys)
    severities = [say(f"severity.{severity}", lang) for severity in SEVERITIES]
    statuses = ("mended", "remaining", "new", "explained")
    rounds = [say(f"report.{status}", lang) for status in statuses]
    return [unit, document, *severities, result, say("report.gravest", lang), *rounds, day]


def _unit(report: DocumentReport, lang: str) -> list[object]:
    counts: list[object] = ["—"] * len(SEVERITIES)
    if report.problem is None:
        counts = list(report.counts.values())
    said = verdict(report, lang)[0]
    if report.problem is not None:
        said += f"  {report.problem.text}"
    gravest = "\n".join(f"{one.found.code} {one.said}" for one in gravest_findings(report))
    rounds = [
        sum(found.status == status for found in report.findings)
        for status in ("remaining", "new", "explained")
    ]
    day = report.checked_on.isoformat() if report.checked_on else ""
    name = Path(report.file).name
    return [report.unit, name, *counts, said, gravest, len(report.mended), *rounds, day]
