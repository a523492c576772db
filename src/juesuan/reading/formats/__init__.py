"""Readers of file formats: each makes paragraphs and grids of a file, and nothing more."""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.reading.document import Document
from juesuan.reading.errors import UnreadableError
from juesuan.reading.limits import bounded

__all__ = ["SUFFIXES", "format_of", "read_file"]

SUFFIXES = {
    ".pdf": "pdf",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xls": "workbook",
    ".et": "workbook",
    ".ods": "workbook",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".tsv": "text",
    ".md": "text",
}
"""Suffix → reader, for files whose content does not tell."""

_LOOK = 4096
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|table)\b", re.IGNORECASE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OTHERS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)
"""How images, archives and other files begin that are not read, whatever they are called."""


def read_file(path: Path) -> Document:
    """A file of any known format, told by its content, and by its suffix where that does not
    tell. Raises ``UnreadableError``, also for what is beyond the limits."""
    return bounded(_read(path, format_of(path)))


def _read(path: Path, kind: str) -> Document:
    if kind == "pdf":
        from juesuan.reading.formats.pdf import read_pdf

        return read_pdf(path)
    if kind == "workbook":
        from juesuan.reading.formats.workbook import read_workbook

        return read_workbook(path)
    if kind == "docx":
        from juesuan.reading.formats.docx import read_docx

        return read_docx(path)
    if kind == "html":
        from juesuan.reading.formats.html import read_html

        return read_html(path)
    if kind == "image":
        from juesuan.reading.formats.ocr import read_image

        return read_image(path)
    from juesuan.reading.formats.text import read_text

    return read_text(path)


def format_of(path: Path) -> str:
    """Which reader a file is for: ``pdf``, ``workbook``, ``docx``, ``html``, ``image`` or
    ``text``."""
    if path.is_dir():
        raise UnreadableError("not_this_format")
    with path.open("rb") as file:
        head = file.read(_LOOK)
    if not head:
        raise UnreadableError("empty")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packaged(path)
    if head.startswith(_OLE):
        return _compound(path)
    if _is_page(head):
        return "html"
    if head.startswith(_PICTURES):
        return "image"
    kind = SUFFIXES.get(path.suffix.lower(), "")
    if not kind or (head.startswith(_OTHERS) and b"\0" in head):
        raise UnreadableError("not_this_format", suffix=path.suffix.lower())
    return kind


def _packaged(path: Path) -> str:
    """What a zip is, by the names in it."""
    from juesuan.reading.formats.package import open_package

    with open_package(path) as package:
        names = package.namelist()
        open_document = package.read("mimetype")[:99] if "mimetype" in names else b""
    if open_document == b"application/vnd.oasis.opendocument.spreadsheet":
        return "workbook"
    if open_document.startswith(b"application/vnd.oasis.opendocument."):
        raise UnreadableError("not_this_format", kind="odt")
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "workbook")):
            if any(name.startswith(folder) for name in names):
                return kind
    raise UnreadableError("not_this_format", kind="zip")


def _compound(path: Path) -> str:
    """What an OLE file is, by the streams in it."""
    from juesuan.reading.formats.ole import CompoundFile
    from juesuan.reading.formats.text import read_bytes
    from juesuan.reading.formats.workbook import MAX_WORKBOOK_BYTES

    names = CompoundFile(read_bytes(path, MAX_WORKBOOK_BYTES)).names
    if "EncryptedPackage" in names:
        raise UnreadableError("encrypted")
    if names & {"Workbook", "Book"}:
        return "workbook"
    raise UnreadableError("not_this_format", kind="doc" if "WordDocument" in names else "ole")


def _is_page(head: bytes) -> bool:
    """Whether a file begins as a web page does."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "latin-1", "ignore")
    text = text.removeprefix("\xef\xbb\xbf").removeprefix("\ufeff")
    prologue = _PROLOGUE.match(text)
    return bool(_PAGE.match(text, prologue.end() if prologue else 0))
