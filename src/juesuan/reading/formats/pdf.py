"""Published booklets in pdf that have text: ruled tables as grids, other text as paragraphs.

A page that is only a picture is told as unread, or recognised where the extra ``ocr`` is
installed. pdfium does the decoding; it is not made for several threads, so one file is read
at a time.
"""

from __future__ import annotations

import re
from pathlib import Path

from juesuan.reading.document import Document, Grid, Paragraph, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.page import Page
from juesuan.reading.formats.pdf_composed import ONE_AT_A_TIME, add_page
from juesuan.reading.formats.pdf_drawing import check_drawing
from juesuan.reading.formats.pdf_fonts import fonts_of_boxes
from juesuan.reading.formats.pdf_library import pdfium, pypdfium2
from juesuan.reading.formats.pdf_page import load_page
from juesuan.reading.steps import one_step

__all__ = ["read_pdf"]

MOST_PAGES = 2_000
_HEAD, _TAIL = 1024, 65_536
_LENGTH = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)|/L\s+(\d+)[^>]*?/Linearized\b")
_END = re.compile(rb"startxref\s+\d+")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")


def read_pdf(path: Path) -> Document:
    """A pdf file: one Grid for every ruled table of every page, and paragraphs between them.

    Grids have one text per cell with its page and box; a merged cell stands at its first
    place, ``None`` where it covers. Pages that are pictures are told as ``scanned_page`` in
    ``unread``, or as ``read_by_ocr`` where they could be recognised; characters whose meaning
    the file does not tell, read as U+FFFD, as ``unmapped_text``; tables without ruling as
    ``aligned_table``, or as ``unruled_table`` where their columns could not be told.

    Raises UnreadableError for files that need a password, are cut off, damaged, empty, too
    large, without an end or no pdf; OSError as usual.
    """
    _check(path)
    check_drawing(path)
    document = Document(path.name, "pdf")
    with ONE_AT_A_TIME, fonts_of_boxes():
        opened = _open(path)
        try:
            document.pages = len(opened)
            document.title = opened.get_metadata_value("Title").strip()
            if document.pages > MOST_PAGES:
                raise UnreadableError("too_large", pages=document.pages, most=MOST_PAGES)
            if not document.pages:
                raise UnreadableError("empty", pages=0)
            for number in range(1, document.pages + 1):
                with one_step(number):
                    page = load_page(opened.raw, number)
                add_page(page, number, document)
        finally:
            opened.close()
    _recognise(path, document)
    return document


def _recognise(path: Path, document: Document) -> None:
    """Read the pages that are pictures by recognition, where the extra for it is installed.

    A page in which nothing but its number is found stays told as unread.
    """
    scanned = [spot.page for key, spot, _ in document.unread if key == "scanned_page"]
    if not scanned:
        return
    from juesuan.reading.formats import ocr

    if not ocr.is_available():
        return
    parts: dict[int, list[Paragraph | Grid]] = {}
    for part in document.parts:
        parts.setdefault(part.spot.page, []).append(part)
    for number, found in ocr.read_scanned(path, scanned):
        page = Document(document.file, document.format)
        add_page(found.page, number, page)
        place = Spot(file=document.file, page=number)
        if _has_text(found.page):
            parts[number] = page.parts
            at = document.unread.index(("scanned_page", place, {}))
            document.unread[at] = ocr.told(found, place)
    document.parts = [part for _, there in sorted(parts.items()) for part in there]


def _has_text(page: Page) -> bool:
    """Whether more stands on a page than a page number above or below."""
    margin = page.height / 10
    return any(
        char.box[3] >= margin and char.box[1] <= page.height - margin
        for char in page.chars
        if not char.text.isspace()
    )


def _check(path: Path) -> None:
    """Refuse what is no pdf or was cut off; pdfium would repair the latter in silence."""
    size = path.stat().st_size
    if not size:
        raise UnreadableError("empty", bytes=0)
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    if b"%PDF-" not in head:
        raise UnreadableError("not_this_format")
    length = _LENGTH.search(head)
    if length and int(length[1] or length[2]) > size:
        raise UnreadableError("damaged", bytes=size, expected=int(length[1] or length[2]))
    ends = list(_END.finditer(tail))
    if not ends or _OBJECT.search(tail, ends[-1].end()):
        raise UnreadableError("damaged", cut_off=True, bytes=size)


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        locked = code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise UnreadableError("encrypted" if locked else "damaged") from error
