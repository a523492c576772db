"""The C functions of pdfium that are called for every character and every line of a page.

Prototypes that take plain addresses are three times faster than the checked ones of
pypdfium2, and a page has thousands of characters; that is why they are made again here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from juesuan.reading.formats.pdf_library import pdfium


def bound(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A C function of pdfium under a prototype of plain addresses and numbers."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_P, _I = ctypes.c_void_p, ctypes.c_int
load_page = bound("FPDF_LoadPage", _P, _P, _I)
close_page = bound("FPDF_ClosePage", None, _P)
load_text = bound("FPDFText_LoadPage", _P, _P)
close_text = bound("FPDFText_ClosePage", None, _P)
count_chars = bound("FPDFText_CountChars", _I, _P)
unicode_of = bound("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
is_generated = bound("FPDFText_IsGenerated", _I, _P, _I)
has_no_unicode = bound("FPDFText_HasUnicodeMapError", _I, _P, _I)
loose_box = bound("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
origin_of = bound("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
angle_of = bound("FPDFText_GetCharAngle", ctypes.c_float, _P, _I)
count_objects = bound("FPDFPage_CountObjects", _I, _P)
object_at = bound("FPDFPage_GetObject", _P, _P, _I)
count_in_form = bound("FPDFFormObj_CountObjects", _I, _P)
object_in_form = bound("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
type_of = bound("FPDFPageObj_GetType", _I, _P)
matrix_of = bound("FPDFPageObj_GetMatrix", _I, _P, _P)
draw_mode = bound("FPDFPath_GetDrawMode", _I, _P, _P, _P)
count_segments = bound("FPDFPath_CountSegments", _I, _P)
segment_at = bound("FPDFPath_GetPathSegment", _P, _P, _I)
segment_type = bound("FPDFPathSegment_GetType", _I, _P)
segment_point = bound("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_closes = bound("FPDFPathSegment_GetClose", _I, _P)
rotation_of = bound("FPDFPage_GetRotation", _I, _P)
bounds_of_page = bound("FPDF_GetPageBoundingBox", _I, _P, _P)
