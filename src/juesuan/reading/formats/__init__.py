"""Readers of file formats: each makes paragraphs and grids of a file, and nothing more."""

from __future__ import annotations

from pathlib import Path

from juesuan.reading.document import Document
from juesuan.reading.formats.kinds import SUFFIXES, format_of
from juesuan.reading.formats.simplifying import in_simplified

__all__ = ["SUFFIXES", "format_of", "read_file"]

_TITLED = frozenset({"docx", "html", "workbook"})
"""Kinds of files that give themselves a title."""


def read_file(path: Path) -> Document:
    """A file of any known format, told by its content, and by its suffix where that does not
    tell. Raises ``UnreadableError``, also for what is beyond the limits."""
    kind = format_of(path)
    document = in_simplified(_read(path, kind))
    if kind in _TITLED:
        from juesuan.reading.formats.own_title import own_title

        document.title = own_title(path, kind) or document.title
    return document


def _read(path: Path, kind: str) -> Document:
    """The file by the reader for its kind, which alone is loaded."""
    if kind == "pdf":
        from juesuan.reading.formats.pdf import read_pdf

        return read_pdf(path)
    if kind == "ofd":
        from juesuan.reading.formats.ofd import read_ofd

        return read_ofd(path)
    if kind == "workbook":
        from juesuan.reading.formats.workbook import read_workbook

        return read_workbook(path)
    if kind == "xml_workbook":
        from juesuan.reading.formats.xml_workbook import read_xml_workbook

        return read_xml_workbook(path)
    if kind == "docx":
        from juesuan.reading.formats.docx import read_docx

        return read_docx(path)
    if kind in ("doc", "rtf", "odt"):
        from juesuan.reading.formats.converting import read_converted

        return read_converted(path, kind)
    if kind in ("html", "web_archive"):
        from juesuan.reading.formats import html

        return html.read_html(path) if kind == "html" else html.read_web_archive(path)
    if kind == "image":
        from juesuan.reading.formats.ocr import read_image

        return read_image(path)
    from juesuan.reading.formats.text import read_text

    return read_text(path)
