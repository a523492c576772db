"""The C functions of pdfium that are called for every character and every line of a page.

A page has thousands of characters, and what is asked of one takes far less time than to hand
over what is asked. So these calls name no types of their arguments, keep Python's lock, and
are given addresses that were made once (``given``, ``boxes``), which is several times faster
than the checked calls of pypdfium2.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any

from juesuan.reading.formats.pdf_library import pdfium


def bound(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A C function of pdfium under a prototype of plain addresses and numbers."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address
    return ctypes.CFUNCTYPE(result, *arguments)(address)


def quick(name: str, result: Any) -> Callable[..., Any]:
    """A C function of pdfium for whole numbers and what ``given`` or ``byref`` makes of
    addresses; for those alone that are done at once."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address
    return ctypes.PYFUNCTYPE(result)(address)


given: Callable[[int], object] = ctypes.c_void_p.from_param
"""An address as an argument of the quick functions, to be made once for many calls."""


_P, _I = ctypes.c_void_p, ctypes.c_int
load_page = bound("FPDF_LoadPage", _P, _P, _I)
close_page = bound("FPDF_ClosePage", None, _P)
load_text = bound("FPDFText_LoadPage", _P, _P)
close_text = bound("FPDFText_ClosePage", None, _P)
count_chars = bound("FPDFText_CountChars", _I, _P)
unicode_of = quick("FPDFText_GetUnicode", ctypes.c_uint)
is_generated = quick("FPDFText_IsGenerated", _I)
has_no_unicode = quick("FPDFText_HasUnicodeMapError", _I)
angle_of = quick("FPDFText_GetCharAngle", ctypes.c_float)
_loose_box = quick("FPDFText_GetLooseCharBox", _I)
_origin_of = quick("FPDFText_GetCharOrigin", _I)
count_objects = bound("FPDFPage_CountObjects", _I, _P)
object_at = quick("FPDFPage_GetObject", _P)
count_in_form = bound("FPDFFormObj_CountObjects", _I, _P)
object_in_form = bound("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
type_of = quick("FPDFPageObj_GetType", _I)
_matrix_of = quick("FPDFPageObj_GetMatrix", _I)
_draw_mode = quick("FPDFPath_GetDrawMode", _I)
count_segments = quick("FPDFPath_CountSegments", _I)
segment_at = quick("FPDFPath_GetPathSegment", _P)
segment_type = quick("FPDFPathSegment_GetType", _I)
_segment_point = quick("FPDFPathSegment_GetPoint", _I)
segment_closes = quick("FPDFPathSegment_GetClose", _I)
rotation_of = bound("FPDFPage_GetRotation", _I, _P)
bounds_of_page = bound("FPDF_GetPageBoundingBox", _I, _P, _P)

_text_of = bound("FPDFText_GetText", _I, _P, _I, _I, _P)

ROOM = 1024
"""Characters whose boxes are asked for before they are taken over."""
LAST_CODE, UNKNOWN = 0x10FFFF, "\ufffd"
_BOXES, _POINT = (ctypes.c_float * (4 * ROOM))(), (ctypes.c_double * 2)()
_BOX = [ctypes.byref(_BOXES, 16 * n) for n in range(ROOM)]
_X, _Y = ctypes.byref(_POINT), ctypes.byref(_POINT, 8)
_SIX, _PLACE, _MODE = (ctypes.c_float * 6)(), (ctypes.c_float * 2)(), (ctypes.c_int * 2)()
_SIX_AT, _ACROSS, _UP = ctypes.byref(_SIX), ctypes.byref(_PLACE), ctypes.byref(_PLACE, 4)
_FILL, _STROKE = ctypes.byref(_MODE), ctypes.byref(_MODE, 4)


def boxes(text: object, count: int) -> list[list[float]]:
    """Left, top, right and bottom sides of the first ``count`` characters of a text, in points
    of the page's own space. Not for several threads at once, as all of pdfium."""
    sides: list[float] = []
    for first in range(0, count, ROOM):
        here = range(first, min(first + ROOM, count))
        deque(map(_loose_box, repeat(text), here, _BOX), 0)
        sides += _BOXES[: 4 * len(here)]
    return [sides[n::4] for n in range(4)]


def letters(text: int, count: int) -> str:
    """What the first ``count`` characters of a text say, one sign for each. pdfium says it in one
    call, unless it leaves some out or needs two signs for one; then each is asked for."""
    room = ctypes.create_string_buffer(2 * (count + 1))
    written = _text_of(text, 0, count, room)
    said = room.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(said) == count and UNKNOWN not in said:
        return said
    codes = map(unicode_of, repeat(given(text), count), range(count))
    return "".join(chr(code) if code <= LAST_CODE else UNKNOWN for code in codes)


def origin(text: object, index: int) -> tuple[float, float]:
    """Where on its base line a character of a text begins."""
    _origin_of(text, index, _X, _Y)
    return _POINT[0], _POINT[1]


def matrix_of(found: object) -> list[float]:
    """The six numbers of an object's matrix."""
    _matrix_of(found, _SIX_AT)
    return _SIX[:]


def is_filled(found: object) -> bool:
    """Whether a path is filled, not only drawn along."""
    _draw_mode(found, _FILL, _STROKE)
    return _MODE[0] != 0


def point_of(segment: object) -> list[float]:
    """Where a segment of a path ends."""
    _segment_point(segment, _ACROSS, _UP)
    return _PLACE[:]
