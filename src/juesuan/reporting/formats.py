"""The formats of reports: those written document by document, and those of one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol, TextIO

from rich.console import Console

from juesuan.checks import Checked
from juesuan.reporting.model import DocumentReport
from juesuan.reporting.page import write_page
from juesuan.reporting.plain import JsonWriter, Summary
from juesuan.reporting.sarif import SarifWriter
from juesuan.reporting.text import TextWriter
from juesuan.reporting.workbook import write_report_workbook

__all__ = ["FORMATS", "PAGE_FORMATS", "Writer", "page_writer", "text_writer", "writer"]

FORMATS = ("text", "json", "html", "xlsx", "sarif")


class PageWriter(Protocol):
    """Writes one document with its forms."""

    def __call__(self, checked: Checked, report: DocumentReport, path: Path, lang: str) -> None:
        """Write to a path. Raises ``OSError``."""


PAGE_FORMATS: Mapping[str, PageWriter] = {
    "html": write_page,
    "xlsx": write_report_workbook,
}
"""Formats that show the document's own forms: a file for each document."""


class Writer(Protocol):
    """Writes reports as they come, then what they come to."""

    def document(self, report: DocumentReport) -> None:
        """Write one document."""

    def end(self, summary: Summary) -> None:
        """Write the end."""


def writer(form: str, stream: TextIO, lang: str) -> Writer:
    """A writer of ``json`` or ``sarif``."""
    return SarifWriter(stream, lang) if form == "sarif" else JsonWriter(stream, lang)


def text_writer(console: Console, lang: str) -> Writer:
    """A writer of text for people."""
    return TextWriter(console, lang)


def page_writer(form: str, lang: str) -> Callable[[Checked, DocumentReport, Path], None]:
    """What writes a document of a format with its forms; it can be sent to a process."""
    return partial(PAGE_FORMATS[form], lang=lang)
