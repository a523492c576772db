"""Reports as a Word document (docx), to be handed over: for each document the summary, every
finding in a table, the second round, and what was checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juesuan.checks import SEVERITIES
from juesuan.messages import say
from juesuan.reporting import words
from juesuan.reporting.coverage_words import coverage_lines
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.overview import about, summary_lines, verdict
from juesuan.reporting.paper import Paper

__all__ = ["finding_row", "write_report_word"]

_SHARES = (4, 7, 30, 22, 11, 11, 26)
_PLACES, _PRINTED = 4, 60


def write_report_word(reports: Sequence[DocumentReport], path: Path, lang: str = "zh") -> None:
    """Write documents' reports, one after the other; of several, a table of all units first.
    Raises ``OSError``."""
    paper = Paper(say("report.title", lang), across=True, size=10.5)
    if len(reports) > 1:
        _units(paper, reports, lang)
    for number, report in enumerate(reports):
        _document(paper, report, lang, new_page=number > 0 or len(reports) > 1)
    path.write_bytes(paper.bytes())


def _units(paper: Paper, reports: Sequence[DocumentReport], lang: str) -> None:
    paper.heading(say("report.documents", lang, count=len(reports)))
    head = [
        say("report.unit", lang),
        say("report.document", lang),
        *(say(f"severity.{severity}", lang) for severity in SEVERITIES),
        say("report.verdict", lang),
    ]
    rows = []
    for report in reports:
        counts = [str(count) for count in report.counts.values()]
        row = [report.unit, Path(report.file).name, *counts, verdict(report, lang)[0]]
        rows.append(row)
    paper.table(head, rows, (24, 24, 6, 6, 6, 34), centred=(2, 3, 4))


def _document(paper: Paper, report: DocumentReport, lang: str, new_page: bool) -> None:
    unit = report.unit or say("report.unknown_unit", lang)
    title = say("report.title_of", lang, unit=unit, year=report.year or "")
    paper.heading(title if report.problem is None else report.file, 1, new_page)
    if report.problem is not None:
        paper.line(f"{verdict(report, lang)[0]}  {report.problem.text}")
        return
    paper.line(" · ".join(about(report, lang)))
    paper.heading(say("report.summary", lang), 2)
    paper.line(verdict(report, lang)[0], bold=True)
    for line in summary_lines(report, lang):
        paper.line(line)
    _findings(paper, report, lang)
    paper.heading(say("report.coverage", lang), 2)
    rows = [(name, said) for name, said, _ in coverage_lines(report, lang)]
    paper.table((say("report.rules", lang), say("report.result", lang)), rows, (12, 88))


def _findings(paper: Paper, report: DocumentReport, lang: str) -> None:
    groups = (
        ("findings", report.findings),
        ("mended", report.mended),
        ("not_checked_again", report.unchecked),
        ("accepted", report.accepted),
    )
    keys = ("severity", "message", "where", "printed", "expected", "todo")
    head = (say("sheet.number", lang), *(say(f"sheet.{key}", lang) for key in keys))
    for name, found in groups:
        if found:
            paper.heading(say(f"report.{name}", lang), 2)
            rows = [finding_row(number, one, report, lang) for number, one in enumerate(found, 1)]
            paper.table(head, rows, _SHARES, centred=(0, 1))


def finding_row(
    number: int, found: ReportedFinding, report: DocumentReport, lang: str
) -> tuple[str, ...]:
    """A finding as a row: number, severity, what, where, printed, right, what to do."""
    first = found.where[0] if found.where else None
    sign, severity = words.SIGNS[found.severity], say(f"severity.{found.severity}", lang)
    status = f"\n{say(f'report.{found.status}', lang)}" if found.status else ""
    explained = words.explained_words(found, lang)
    return (
        str(number),
        f"{sign} {severity}{status}",
        f"{found.code} {found.title}\n{found.message}",
        words.places_words(found, lang, report.file, _PLACES),
        words.cut(words.printed_words(first, lang), _PRINTED) if first else "",
        words.expected_words(found),
        "\n".join(filter(None, (*words.todo_lines(found, lang), explained))),
    )
