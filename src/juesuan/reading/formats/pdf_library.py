"""pdfium, with a Chinese font to draw pdfs with that embed none.

Offices publish pdfs that only name their fonts (宋体, STSong). Where the machine has none of them,
the font this package prints with stands in. Text is read without it: see ``pdf_fonts``.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from pathlib import Path

_FIRST = "pypdfium2" not in sys.modules

import pypdfium2  # noqa: E402
import pypdfium2.raw as pdfium  # noqa: E402

__all__ = ["pdfium", "pypdfium2"]

_OF_THE_SYSTEM = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/X11/fonts/Type1",
    "/usr/share/X11/fonts/TTF",
)
"""Where pdfium looks on Linux when no folder is named; elsewhere it asks the system."""


def _start_with_fonts() -> None:
    """Start pdfium again with the fonts' folder, before anything is open in it."""
    spec = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    if spec is None or spec.origin is None or not sys.platform.startswith("linux"):
        return
    folders = [str(Path(spec.origin).parent), *_OF_THE_SYSTEM]
    named = (ctypes.c_char_p * (len(folders) + 1))(*(f.encode() for f in folders), None)
    _KEPT.append(named)
    pointer = ctypes.cast(named, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(2, pointer, None, 0))


_KEPT: list[object] = []
"""What pdfium goes on to read in memory."""

if _FIRST:  # somebody else's open documents would not survive a new start
    _start_with_fonts()
