"""The formats of reports: those written document by document, and those of one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from juesuan.reporting.model import DocumentReport
from juesuan.reporting.plain import JsonWriter, Summary

if TYPE_CHECKING:
    from juesuan.checks import Checked
    from juesuan.reporting.text import Printed

__all__ = [
    "FORMATS",
    "PAGE_FORMATS",
    "WHOLE_FORMATS",
    "Writer",
    "page_writer",
    "text_writer",
    "whole_writer",
    "writer",
]

FORMATS = ("text", "json", "html", "xlsx", "docx", "sarif")


PAGE_FORMATS = ("html", "xlsx")
"""Formats that show the document's own forms: a file for each document."""

WHOLE_FORMATS = ("docx", "html", "xlsx")
"""Formats that tell of many documents in one file."""


class Writer(Protocol):
    """Writes reports as they come, then what they come to."""

    def document(self, report: DocumentReport) -> None:
        """Write one document."""

    def end(self, summary: Summary) -> None:
        """Write the end."""


def writer(form: str, stream: TextIO, lang: str) -> Writer:
    """A writer of ``json`` or ``sarif``."""
    if form == "json":
        return JsonWriter(stream, lang)
    from juesuan.reporting.sarif import SarifWriter

    return SarifWriter(stream, lang)


def text_writer(console: Printed, lang: str) -> Writer:
    """A writer of text for people."""
    from juesuan.reporting.text import TextWriter

    return TextWriter(console, lang)


def whole_writer(form: str) -> Callable[[Sequence[DocumentReport], Path, str], None]:
    """What writes one file of documents' reports in a format of ``WHOLE_FORMATS``: the reports,
    the path, the language."""
    if form == "html":
        from juesuan.reporting.units_page import write_units_page

        return write_units_page
    if form == "xlsx":
        from juesuan.reporting.units_workbook import write_units_workbook

        return write_units_workbook
    from juesuan.reporting.word import write_report_word

    return write_report_word


def page_writer(form: str, lang: str) -> Callable[[Checked, DocumentReport, Path], None]:
    """What writes a document of a format with its forms; it can be sent to a process."""
    if form == "html":
        from juesuan.reporting.page import write_page

        return partial(write_page, lang=lang)
    from juesuan.reporting.workbook import write_report_workbook

    return partial(write_report_workbook, lang=lang)
