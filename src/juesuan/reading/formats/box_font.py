"""A font whose every sign is a box: what a page's text lies in, and nothing to draw.

To know how far the ink of a sign reaches, a real font is asked for its outline, which takes longer
than all else that is done to find a page's text. A box as large as Chinese signs mostly are says
as much, from a few hundred bytes in the TrueType format.
"""

from __future__ import annotations

import struct
from functools import cache

__all__ = ["box_font"]

EM = 1000
"""Units of a sign's width."""
ASCENT, DESCENT = 1151, -286
_BOUNDS = (-997, -1049, 2929, 1809)
"""How far lines and the largest signs reach, as in the font that this package prints with."""
_BLANK = ((), 500)
_WIDE = ((60, -80, 950, 835), EM)
_NARROW = ((50, -15, 510, 743), 556)
_SIGNS: tuple[tuple[tuple[int, ...], int], ...] = (((), EM), _BLANK, _NARROW, _WIDE)
"""Boxes (left, low, right, high) and widths; the first stands for what the font lacks."""
_CODES = (
    (0x20, 0x20, _BLANK),
    (0x21, 0x7E, _NARROW),
    (0xA0, 0xA0, _BLANK),
    (0xA1, 0x2FFF, _WIDE),
    (0x3000, 0x3000, _BLANK),
    (0x3001, 0x3FFFF, _WIDE),
)
"""First and last code of signs, and the box that they all share."""
_HEADER, _ENTRY = 12, 16


@cache
def box_font() -> bytes:
    """The font's file."""
    outlines = [_outline(box) for box, _ in _SIGNS]
    ends = [sum(map(len, outlines[:n])) for n in range(len(outlines) + 1)]
    widths = [struct.pack(">Hh", width, 0) for _, width in _SIGNS]
    count = len(_SIGNS)
    tables = {
        "OS/2": _metrics(),
        "cmap": _codes(),
        "glyf": b"".join(outlines),
        "head": struct.pack(
            ">IIIIHHQQ4hHHhhh",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, *_BOUNDS, 0, 8, 2, 0, 0),
        ),
        "hhea": struct.pack(
            ">IhhhH11hH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, *([0] * 7), count
        ),
        "hmtx": b"".join(widths),
        "loca": struct.pack(f">{len(ends)}H", *(end // 2 for end in ends)),
        "maxp": struct.pack(">IH13H", 0x10000, count, 4, 1, 0, 0, 1, *([0] * 8)),
        "name": _names("Boxes"),
        "post": struct.pack(">IIhh5I", 0x30000, 0, 0, 0, *([0] * 5)),
    }
    return _file(tables)


def _outline(box: tuple[int, ...]) -> bytes:
    """A sign drawn as its box, in whole words of four bytes."""
    if not box:
        return b""
    left, low, right, high = box
    across, up = (left, 0, right - left, 0), (low, high - low, 0, low - high)
    drawn = struct.pack(">5hHH4s8h", 1, *box, 3, 0, b"\1" * 4, *across, *up)
    return drawn + bytes(-len(drawn) % 4)


def _codes() -> bytes:
    """Which sign a code has, in the format in which many codes may share one."""
    groups = [(first, last, _SIGNS.index(sign)) for first, last, sign in _CODES]
    listed = b"".join(struct.pack(">III", *group) for group in groups)
    head = struct.pack(">HHIII", 13, 0, 16 + len(listed), 0, len(groups))
    return struct.pack(">HHHHI", 0, 1, 3, 10, _HEADER) + head + listed


def _metrics() -> bytes:
    typographic, windows = (880, -120, 0), (ASCENT, -DESCENT)
    latin_and_chinese = (0x60060107, 0)
    return struct.pack(
        ">HhHHH11h10s4I4sHHHhhhHHIIhhHHH",
        *(4, EM, 400, 5, 0, *([0] * 11), bytes(10)),
        *(0, 0, 0, 0, b"NONE", 0, 0x20, 0xFFFF, *typographic, *windows),
        *(*latin_and_chinese, 500, 700, 0, 0x20, 1),
    )


def _names(name: str) -> bytes:
    text = name.encode("utf-16-be")
    kinds = (1, 4, 6)  # family, full name, name in PostScript
    entries = [struct.pack(">6H", 3, 1, 0x409, kind, len(text), 0) for kind in kinds]
    return struct.pack(">HHH", 0, len(kinds), 6 + 12 * len(kinds)) + b"".join(entries) + text


def _file(tables: dict[str, bytes]) -> bytes:
    listed, bodies = [], b""
    start = _HEADER + _ENTRY * len(tables)
    for tag, body in sorted(tables.items()):
        listed.append(struct.pack(">4sIII", tag.encode(), 0, start + len(bodies), len(body)))
        bodies += body + bytes(-len(body) % 4)
    largest = 1 << len(tables).bit_length() - 1
    search = (_ENTRY * largest, largest.bit_length() - 1, _ENTRY * (len(tables) - largest))
    return struct.pack(">IHHHH", 0x10000, len(tables), *search) + b"".join(listed) + bodies
