"""The cells of a sheet whose XML is written as programs write it, found by one expression.

Most sheets are: every cell says its address, style and kind in this order and holds a number or
the number of a text. To follow their XML element by element takes ten times as long. Whatever is
written otherwise (formulas, error values, texts in cells, comments) is left to the XML parser.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["PlainCells", "carries_nothing", "plain_cells"]

MOST = 16 * 1024 * 1024
"""Bytes of a sheet that is looked at as a whole."""

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="([sn])")?'
    rb"(?:/>|></c>|><v>([0-9.eE+-]*)</v></c>)"
)
_ROWS = re.compile(
    rb'(?:<row r="[0-9]{1,7}"(?: [a-zA-Z0-9:]+="[a-zA-Z0-9 .:]*")*(?:/>|> *</row>))*'
)
_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")


class PlainCells(NamedTuple):
    """``around`` is the sheet without its cells; ``cells`` are column letters, row (from 1),
    style, kind (``s`` for texts, else a number) and value of each that holds one."""

    around: bytes
    cells: list[tuple[bytes, bytes, bytes, bytes, bytes]]


def plain_cells(content: bytes) -> PlainCells | None:
    """The cells of a sheet; ``None`` where any is written otherwise."""
    if content.count(_BEGIN) != 1 or content.count(_END) != 1 or b"<!" in content:
        return None
    begin, end = content.index(_BEGIN) + len(_BEGIN), content.index(_END)
    inner = content[begin:end]
    if begin > end or not _ROWS.fullmatch(_CELL.sub(b" ", inner)):
        return None
    return PlainCells(content[:begin] + content[end:], _CELL.findall(inner))


def carries_nothing(content: bytes) -> bool:
    """Whether a sheet certainly has no formula and hides no row or column."""
    return _BEGIN in content and b"hidden" not in content and not _FORMULA.search(content)
