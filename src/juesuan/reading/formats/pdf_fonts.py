"""The fonts that pdfium works with while text is read: boxes for Chinese, its own for the rest.

Offices publish pdfs that only name their fonts (宋体, STSong). Which of them a machine has must not
matter to what is read, and how far the ink of a sign reaches matters to nobody then. So pdfium is
told of one font for them, of boxes, and afterwards of those of the machine again, to draw with.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from juesuan.reading.formats.box_font import box_font
from juesuan.reading.formats.pdf_library import pdfium

__all__ = ["fonts_of_boxes"]

_BY_NAME_ONLY = 2
"""The version of pdfium's interface that never asks for a list of all fonts."""
_EASTERN = frozenset((128, 129, 130, 134, 136))
"""What pdfium calls the signs of a font: Japanese, Korean (two), simplified and traditional."""
_BOXES = 1
"""Our name for the font of boxes."""


@contextmanager
def fonts_of_boxes() -> Iterator[None]:
    """Within, text of documents that embed no font lies in boxes, on every machine in the same.

    For one thread at a time, as all of pdfium; documents are opened and closed within.
    """
    pdfium.FPDF_SetSystemFontInfo(_told())
    try:
        yield
    finally:
        usual = pdfium.FPDF_GetDefaultSystemFontInfo()
        if usual:  # none where pdfium knows no fonts of the machine
            pdfium.FPDF_SetSystemFontInfo(usual)
            _KEPT["usual"], before = usual, _KEPT.get("usual")
            if before:
                pdfium.FPDF_FreeDefaultSystemFontInfo(before)


_KEPT: dict[str, Any] = {}
"""What pdfium goes on to call or to read in memory."""


def _told() -> Any:
    """What pdfium is told of fonts; made once."""
    if "boxes" not in _KEPT:
        kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
        answers = {"MapFont": _font_for, "GetFontData": _file_of, "DeleteFont": _forget}
        made = {name: kinds[name](answer) for name, answer in answers.items()}
        _KEPT["boxes"] = pdfium.FPDF_SYSFONTINFO(version=_BY_NAME_ONLY, **made)
    return _KEPT["boxes"]


def _font_for(
    _this: object, _weight: int, _italic: int, signs: int, _pitch: int, _name: object, _same: object
) -> int | None:
    return _BOXES if signs in _EASTERN else None


def _file_of(_this: object, _font: int, table: int, room: Any, size: int) -> int:
    """How long the file of the font is, copied to where there is room; no table by itself."""
    if table:
        return 0
    file = box_font()
    if room and size >= len(file):
        ctypes.memmove(room, file, len(file))
    return len(file)


def _forget(_this: object, _font: int) -> None:
    """There is nothing to give back."""
