"""A laid-out table as WordprocessingML: merged cells, a head that repeats, rows kept whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml

from juesuan.publishing.laid import LaidCell, LaidTable, PageFit
from juesuan.publishing.word_styles import font_scripts

__all__ = ["word_table"]

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TWIPS = 20
_LINE_EM = 1.2
"""Em of a line, the same whatever font stands in for the one that is named."""
_APART_EM = 0.1
"""Em above and below the lines of a cell."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def word_table(laid: LaidTable, widths: Sequence[float], fit: PageFit, font: str) -> Any:
    """The table's element. ``widths`` are in points; ``fit`` says the size of its print."""
    covering: dict[tuple[int, int], LaidCell] = {}
    for cell in laid.cells:
        for y in range(cell.row, cell.row + cell.rows):
            covering[y, cell.column] = cell
    rows = []
    for y in range(laid.rows):
        cells, x = [], 0
        while x < len(widths):
            cell = covering.get((y, x), LaidCell(row=y, column=x, text=""))
            cells.append(_cell(cell, y, sum(widths[x : x + cell.columns]), fit, font))
            x += cell.columns
        rows.append(f"<w:tr>{_row_properties(y < laid.head)}{''.join(cells)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in _SIDES)
    margins = "".join(f'<w:{side} w:w="30" w:type="dxa"/>' for side in ("left", "right"))
    return parse_xml(
        f'<w:tbl xmlns:w="{_SPACE}"><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row_properties(head: bool) -> str:
    return f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"


def _cell(cell: LaidCell, y: int, width: float, fit: PageFit, font: str) -> str:
    first, size = y == cell.row, fit.size
    apart = size * (_APART_EM + fit.apart)
    merged = ""
    if cell.rows > 1:
        merged = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    spanned = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    indent = f'<w:ind w:left="{_twips(cell.indent * size)}"/>' if cell.indent else ""
    bold = "<w:b/>" if cell.bold else ""
    fonts = "".join(f' w:{script}="{name}"' for script, name in font_scripts(font).items())
    run = f'<w:rPr><w:rFonts{fonts}/>{bold}<w:sz w:val="{max(2, round(size * 2))}"/></w:rPr>'
    lines = escape(_CONTROL.sub("", cell.text)).split("\n") if first else [""]
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{spanned}{merged}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="table"/>'
        f'<w:spacing w:before="{_twips(apart)}" w:after="{_twips(apart)}" '
        f'w:line="{_twips(size * _LINE_EM)}" '
        f'w:lineRule="exact"/>{indent}'
        f'<w:jc w:val="{cell.align}"/></w:pPr><w:r>{run}{text}</w:r></w:p></w:tc>'
    )


def _twips(points: float) -> int:
    return round(points * _TWIPS)
