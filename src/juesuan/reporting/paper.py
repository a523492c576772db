"""What is handed over as a Word document (docx): headings, lines and tables in the typography of
the booklet, across or upright. The same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from juesuan.publishing.fonts import FONTS
from juesuan.publishing.laid import LaidCell, LaidTable, PageFit
from juesuan.publishing.look import look_named
from juesuan.publishing.word_marks import clean, field
from juesuan.publishing.word_styles import ALIGN, set_font, set_styles
from juesuan.publishing.word_table import word_table

__all__ = ["Paper"]

_WRITTEN = datetime(1980, 1, 1)
_SHORT, _LONG, _MARGIN, _TABLE_PT = 595.3, 841.9, 56.0, 9.0
_FONTS = {1: (FONTS.title, 20), 2: (FONTS.heading, 14), 3: (FONTS.second, 12)}


class Paper:
    """A document under way. ``across``: the page is turned (横向)."""

    def __init__(self, title: str, across: bool = False, size: float = 12) -> None:
        self.document: Any = Document()
        self._size = size
        self._width = (_LONG if across else _SHORT) - 2 * _MARGIN
        set_styles(self.document, look_named())
        body = self.document.styles["Normal"]
        body.font.size = Pt(size)
        body.paragraph_format.line_spacing = Pt(size * 1.6)
        for level, (_, points) in _FONTS.items():
            style = self.document.styles[f"Heading {level}"]
            style.font.size = Pt(points)
            style.paragraph_format.page_break_before = False
            style.paragraph_format.first_line_indent = Pt(0)
            style.paragraph_format.line_spacing = Pt(points * 1.5)
        self._page(self.document.sections[0], across)
        properties = self.document.core_properties
        properties.title, properties.author = title, ""
        properties.created = properties.modified = _WRITTEN
        properties.last_modified_by, properties.comments = "", ""

    def heading(self, text: str, level: int = 1, new_page: bool = False) -> None:
        """A heading."""
        line = self.document.add_heading(level=level)
        line.paragraph_format.page_break_before = new_page
        line.add_run(clean(text))

    def line(
        self,
        text: str,
        bold: bool = False,
        indent: bool = False,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """A line of text; ``indent`` sets its beginning in by two characters."""
        line = self.document.add_paragraph()
        line.paragraph_format.first_line_indent = Pt(2 * self._size if indent else 0)
        line.paragraph_format.alignment = ALIGN[align]
        line.add_run(clean(text)).bold = bold

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        centred: Sequence[int] = (0,),
    ) -> None:
        """A table over the whole width whose head repeats; ``shares`` divide the width among
        its columns."""
        cells = [
            LaidCell(row=0, column=x, text=text, align="center", bold=True)
            for x, text in enumerate(head)
        ]
        for y, row in enumerate(rows, 1):
            cells += [
                LaidCell(row=y, column=x, text=text, align="center" if x in centred else "left")
                for x, text in enumerate(row)
            ]
        widths = tuple(self._width * share / sum(shares) for share in shares)
        laid = LaidTable(
            title="",
            number="",
            department="",
            unit="",
            cells=tuple(cells),
            rows=len(rows) + 1,
            head=1,
            widths=widths,
        )
        fit = PageFit(paper="a4", size=_TABLE_PT, across=self._width, apart=0.0)
        body = self.document.element.body
        body.insert(len(body) - 1, word_table(laid, widths, fit, FONTS.table))
        self.document.add_paragraph().paragraph_format.line_spacing = Pt(6)

    def bytes(self) -> bytes:
        """The document as a file; its entries carry no time of day."""
        stream, steady = io.BytesIO(), io.BytesIO()
        self.document.save(stream)
        with zipfile.ZipFile(stream) as own, zipfile.ZipFile(steady, "w") as written:
            for name in own.namelist():
                entry = zipfile.ZipInfo(name, _WRITTEN.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                written.writestr(entry, own.read(name))
        return steady.getvalue()

    def _page(self, section: Any, across: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        width, height = (_LONG, _SHORT) if across else (_SHORT, _LONG)
        section.page_width, section.page_height = Pt(width), Pt(height)
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", Pt(_MARGIN))
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_font(foot.style.element.get_or_add_rPr(), FONTS.table)
        foot.paragraph_format.first_line_indent = Pt(0)
        foot.add_run("— ")
        field(foot, "PAGE", "1")
        foot.add_run(" —")
