"""The notice of correction (整改通知书) that a unit receives: what is wrong, where, what should
stand there, until when, and room for what was done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from juesuan.messages import say
from juesuan.reporting import words
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.paper import Paper

__all__ = ["needs_notice", "write_notice"]

_SHARES = (5, 24, 29, 11, 11, 24, 14)
_PRINTED, _PLACES = 40, 3


def needs_notice(report: DocumentReport) -> bool:
    """Whether a unit has something to mend: an error, or a warning without an explanation."""
    return bool(_to_mend(report))


def write_notice(
    report: DocumentReport, path: str | Path, lang: str = "zh", due: date | None = None
) -> None:
    """Write a unit's notice. Notes (提示) are not in it; what is explained is listed apart.
    Without ``due`` the day is left open. Raises ``OSError``."""
    unit = report.unit or say("report.unknown_unit", lang)
    paper = Paper(say("notice.title", lang))
    paper.heading(say("notice.title", lang))
    paper.line(say("notice.to", lang, unit=unit))
    found = _to_mend(report)
    errors = sum(one.severity == "error" for one in found)
    day = say("notice.day", lang, date=due.isoformat()) if due else say("notice.open_day", lang)
    details = {"year": report.year, "file": Path(report.file).name, "due": day}
    counts = {"errors": errors, "warnings": len(found) - errors}
    paper.line(say("notice.text", lang, **details, **counts), indent=True)
    if report.sha256:
        on = report.checked_on.isoformat() if report.checked_on else ""
        paper.line(say("notice.version", lang, date=on, sha256=report.sha256), indent=True)
    keys = ("number", "where", "message", "printed", "expected", "todo")
    head = (*(say(f"sheet.{key}", lang) for key in keys), say("notice.done", lang))
    paper.table(head, [_row(n, one, report, lang) for n, one in enumerate(found, 1)], _SHARES)
    if explained := [one for one in report.findings if one.status == "explained"]:
        paper.heading(say("report.explained", lang), 2)
        for one in explained:
            why = words.explained_words(one, lang)
            paper.line(f"{one.code} {one.message}{why}")
    paper.line(say("notice.signed", lang), align="right")
    paper.line(say("notice.open_date", lang), align="right")
    Path(path).write_bytes(paper.bytes())


def _to_mend(report: DocumentReport) -> list[ReportedFinding]:
    """Errors, and warnings that nobody explained."""
    return [
        found
        for found in report.findings
        if found.severity == "error"
        or (found.severity == "warning" and found.status != "explained")
    ]


def _row(number: int, found: ReportedFinding, report: DocumentReport, lang: str) -> tuple[str, ...]:
    first = found.where[0] if found.where else None
    return (
        str(number),
        words.places_words(found, lang, report.file, _PLACES),
        found.message,
        words.cut(words.printed_words(first, lang), _PRINTED) if first else "",
        words.expected_words(found),
        "\n".join(words.todo_lines(found, lang)),
        "",
    )
