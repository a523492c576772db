"""What a file is, by what it holds; its ending only tells where the content does not."""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.keeping import compiled
from juesuan.reading.errors import UnreadableError

__all__ = ["SUFFIXES", "format_of"]

SUFFIXES = {".pdf": "pdf", ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html"}
"""Suffix → reader, for files whose content does not tell."""
_TEXTS_BESIDE = (
    "css js mjs json jsonl xml xsl svg toml yaml yml ini cfg log sql py sh bat map typ sarif"
)
_NO_DOCUMENTS = frozenset(f".{suffix}" for suffix in _TEXTS_BESIDE.split())
"""Endings of texts that are no disclosure: what lies beside a web page, data, programs."""

_LOOK = 4096
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PROLOGUE = compiled(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PAGE = compiled(r"<(?:!doctype\s+html|html|head|body|meta|title|table|style)\b", re.IGNORECASE)
_XML_WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet"
_MAIL = re.compile(rb"\s*(?:MIME-Version|Content-Type|From|Subject)\s*:", re.IGNORECASE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHERS = (b"GIF8", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""How images, archives and other files begin that are not read, whatever they are called."""
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def format_of(path: Path) -> str:
    """Which reader a file is for: ``pdf``, ``ofd``, ``workbook``, ``xml_workbook``, ``docx``,
    ``doc``, ``rtf``, ``odt``, ``html``, ``web_archive``, ``image`` or ``text``. Raises
    ``UnreadableError``."""
    if path.is_dir():
        raise UnreadableError("not_this_format")
    with path.open("rb") as file:
        head = file.read(_LOOK)
    if not head:
        raise UnreadableError("empty")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packaged(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES):
        return "image"
    return _text(path, head)


def _text(path: Path, head: bytes) -> str:
    """What a file is that is none of the known containers."""
    suffix = path.suffix.lower()
    text = _beginning(head)
    prologue = _PROLOGUE.match(text)
    if _PAGE.match(text, prologue.end() if prologue else 0):
        return "html"
    if _XML_WORKBOOK in text and text.startswith(("<?xml", "<")):
        return "xml_workbook"
    if _MAIL.match(head) and b"multipart/related" in head.lower():
        return "web_archive"
    wide = head.startswith(_MARKS)
    if suffix in _NO_DOCUMENTS or (b"\0" in head and not wide):
        raise UnreadableError("not_this_format", suffix=suffix)
    if head.startswith(_OTHERS) and b"\0" in path.read_bytes()[: 1 << 20]:
        raise UnreadableError("not_this_format", suffix=suffix)
    return SUFFIXES.get(suffix, "text")


def _beginning(head: bytes) -> str:
    """The first characters of a file, those that are ASCII at least."""
    wide = head.startswith(_MARKS[1:])
    text = head.decode("utf-16" if wide else "latin-1", "ignore")
    return text.removeprefix("\xef\xbb\xbf").removeprefix("\ufeff").lstrip()


def _packaged(path: Path) -> str:
    """What a zip is, by the names in it."""
    from juesuan.reading.formats.ofd import ROOT_PART
    from juesuan.reading.formats.package import open_package

    with open_package(path) as package:
        names = package.namelist()
        open_document = package.read("mimetype")[:99] if "mimetype" in names else b""
    if open_document.startswith(_OPEN_DOCUMENT):
        kind = open_document.removeprefix(_OPEN_DOCUMENT)
        if kind in (b"spreadsheet", b"text"):
            return "workbook" if kind == b"spreadsheet" else "odt"
        raise UnreadableError("not_this_format", kind=kind.decode("ascii", "replace"))
    if any(name.lstrip("/") == ROOT_PART for name in names):
        return "ofd"
    if "[Content_Types].xml" in names:
        for folder, kind_of in (("word/", "docx"), ("xl/", "workbook")):
            if any(name.startswith(folder) for name in names):
                return kind_of
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
    if names & {"WordDocument", "WpsContent", "CONTENTS"}:
        return "doc"
    raise UnreadableError("not_this_format", kind="ole")
