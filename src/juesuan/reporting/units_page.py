"""Reports of many documents as one web page: all units in a table, then each one's findings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juesuan import __version__
from juesuan.checks import SEVERITIES
from juesuan.messages import say
from juesuan.publishing.page import environment
from juesuan.publishing.texts import texts
from juesuan.reporting import words
from juesuan.reporting.model import DocumentReport
from juesuan.reporting.overview import unchecked, verdict
from juesuan.reporting.page import kept
from juesuan.reporting.plain import Summary
from juesuan.reporting.words import SIGNS

__all__ = ["write_units_page"]


def write_units_page(reports: Sequence[DocumentReport], path: Path, lang: str = "zh") -> None:
    """Write the page; it needs nothing else. Every text is escaped. Raises ``OSError``."""
    summary = Summary()
    for report in reports:
        summary.add(report)
    text = (
        environment()
        .get_template("units.html")
        .render(
            reports=reports,
            summary=summary,
            severities=SEVERITIES,
            signs=SIGNS,
            words=texts(lang),
            lang=lang,
            say=lambda key, **details: say(key, lang, **details),
            kept=kept,
            name=lambda report: Path(report.file).name,
            verdict=lambda report: verdict(report, lang),
            unchecked=lambda report: list(unchecked(report.coverage, lang)),
            places=lambda found, report: words.places_words(found, lang, report.file, 4),
            printed=lambda found: words.printed_words(found.where[0], lang) if found.where else "",
            expected=words.expected_words,
            todo=lambda found: words.todo_lines(found, lang),
            explained=lambda found: words.explained_words(found, lang),
            version=__version__,
        )
    )
    path.write_text(text, encoding="utf-8", newline="\n")
