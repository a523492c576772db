"""The booklet as a Word document (docx) in the usual official typography.

Fonts are named with fall-backs; table heads repeat over pages; wide tables stand across; the
contents and page numbers are fields that the word processor fills. The same booklet gives the
same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from juesuan.narrative import Booklet, Heading, WrittenParagraph
from juesuan.publishing.fonts import FONTS
from juesuan.publishing.laid import LaidBlock, LaidTable, PageFit, cover_lines, heading_text
from juesuan.publishing.look import PAPERS, Look, look_named
from juesuan.publishing.table import text_width
from juesuan.publishing.texts import texts
from juesuan.publishing.word_marks import bookmark, clean, field
from juesuan.publishing.word_styles import ALIGN, set_font, set_styles
from juesuan.publishing.word_table import word_table

__all__ = ["write_word"]

_WRITTEN = datetime(1980, 1, 1)
_FEWEST = 5
"""Lines of a part's last page, as of a PDF's: the lines before them turn the page with the last."""
_DEEPEST = 2
"""The deepest level of heading in the contents."""


def write_word(
    booklet: Booklet,
    blocks: Iterable[LaidBlock],
    path: Path,
    lang: str = "zh",
    pages: Sequence[int] = (),
    look: Look | None = None,
) -> None:
    """Write the booklet. ``pages`` are pages of its headings in order, which the contents show
    until the word processor has counted its own. Raises ``OSError``."""
    entries = len(list(booklet.contents(_DEEPEST)))
    writer = _Writer(lang, look or look_named(), entries)
    writer.cover(booklet)
    writer.contents(booklet, pages)
    for block in blocks:
        writer.add(block)
    path.write_bytes(writer.bytes())


class _Writer:
    """Builds the document block by block; sections change where pages turn across."""

    def __init__(self, lang: str, look: Look, entries: int) -> None:
        self.lang, self.look, self.document = lang, look, Document()
        self.marks = 0
        self.tables = self.begun = False
        self.part: list[tuple[Any, int]] = []
        set_styles(self.document, look, entries)
        self.styles = {style.name: style.style_id for style in self.document.styles}
        self._page(self.document.sections[0])

    # The document's parts.

    def cover(self, booklet: Booklet) -> None:
        for _ in range(6):
            self._paragraph()
        for line in cover_lines(booklet):
            self._line(line, FONTS.title, self.look.cover.title).paragraph_format.line_spacing = 1.2
        for _ in range(3):
            self._paragraph()
        for line in booklet.cover:
            self._line(line, FONTS.second, self.look.cover.lines)
        properties = self.document.core_properties
        properties.title, properties.author = booklet.title, booklet.unit
        properties.created = properties.modified = _WRITTEN
        properties.last_modified_by, properties.comments = "", ""

    def contents(self, booklet: Booklet, pages: Sequence[int]) -> None:
        """The contents: each heading with a field for its page."""
        self._line(
            texts(self.lang)["contents"], FONTS.heading, self.look.contents.title
        ).paragraph_format.page_break_before = True
        headings = [block for block in booklet.blocks if isinstance(block, Heading)]
        order = [n for n, heading in enumerate(headings) if heading.level <= _DEEPEST]
        for number, heading in enumerate(booklet.contents(_DEEPEST)):
            line = self._paragraph("", f"toc {heading.level}")
            line.add_run(clean(heading_text(heading)) + "\t")
            known = order[number] < len(pages)
            shown = str(pages[order[number]]) if known else ""
            field(line, f"PAGEREF h{order[number]} \\h", shown)
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._page(section)
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        section._sectPr.append(numbering)
        section.footer.is_linked_to_previous = False
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run("— ")
        field(foot, "PAGE", "1")
        foot.add_run(" —")

    def _paragraph(self, text: str = "", style: str = "") -> Any:
        """A new paragraph; its style's id is looked up here, as the library searches all styles."""
        line = self.document.add_paragraph(clean(text))
        if style:
            line._p.style = self.styles[style]
        return line

    def add(self, block: LaidBlock) -> None:
        if isinstance(block, LaidTable) or (isinstance(block, Heading) and block.level == 1):
            self._end_part()
        if isinstance(block, LaidTable):
            fit = block.fit(self.look)
            self._table(block, fit, self._table_page(block.landscape, fit.paper))
            self.begun = True
            return
        begun = self.tables or not self.begun
        if self.tables:
            self._section()
        self.begun = True
        if isinstance(block, Heading):
            line = self._heading(block)
            if block.level == 1:
                self._even(line, heading_text(block))
            if begun:  # a section has just turned the page
                line.paragraph_format.page_break_before = False
            self.part.append((line, 1))
        elif isinstance(block, WrittenParagraph):
            self.part.append((self._paragraph(block.text), self._lines(block.text)))

    def _lines(self, text: str) -> int:
        """About how many lines a paragraph takes."""
        size, edges = self.look.text.size, self.look.page.points()
        room = PAPERS["a4"][0] - edges["left"] - edges["right"]
        return int(-(-(2 * size + text_width(text) * size / 2) // room))

    def _end_part(self) -> None:
        """Hold the last lines of a part together, so that none or enough of them stand on its
        last page."""
        held = 0
        for place, (line, lines) in enumerate(reversed(self.part)):
            if held >= _FEWEST or lines > 2 * _FEWEST or place == len(self.part) - 1:
                break
            line.paragraph_format.keep_together = True
            if place:
                line.paragraph_format.keep_with_next = True
            held += lines
        self.part = []

    def _heading(self, heading: Heading) -> Any:
        line = self._paragraph("", f"Heading {min(heading.level, 4)}")
        bookmark(line, f"h{self.marks}", self.marks, clean(heading_text(heading)))
        self.marks += 1
        return line

    def _even(self, line: Any, text: str) -> None:
        """Draw in both sides of a heading too long for a line, so that its lines are alike."""
        size, edges = self.look.headings.size[0], self.look.page.points()
        room = PAPERS["a4"][0] - edges["left"] - edges["right"]
        long = text_width(text) * size / 2
        if (lines := -(-long // room)) > 1:
            side = Pt(max(0.0, room - long / lines - 1.5 * size) / 2)
            line.paragraph_format.left_indent = line.paragraph_format.right_indent = side

    def bytes(self) -> bytes:
        """The file, its parts dated alike."""
        self._end_part()
        written = io.BytesIO()
        self.document.save(written)
        target = io.BytesIO()
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(target, "w") as result:
            for item in source.infolist():
                plain = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
                plain.compress_type = zipfile.ZIP_DEFLATED
                result.writestr(plain, source.read(item.filename))
        return target.getvalue()

    # Pages.

    def _page(self, section: Any, across: bool = False, paper: str = "") -> None:
        """Set a section's page: of a table on a paper, or of text where none is named."""
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        short, long = PAPERS[paper or "a4"]
        section.page_width, section.page_height = map(
            Pt, (long, short) if across else (short, long)
        )
        edges = (self.look.table_page if paper else self.look.page).points()
        for side, points in edges.items():
            setattr(section, f"{side}_margin", Pt(points))
        section.header_distance = section.footer_distance = Pt(min(28, edges["bottom"] / 2))

    def _section(self, across: bool = False, paper: str = "") -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        for old in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(old)
        self._page(section, across, paper)
        self.tables = bool(paper)

    def _table_page(self, across: bool, paper: str) -> bool:
        """A section for a table, across or upright; whether it still needs a new page."""
        last = self.document.sections[-1]
        if self.tables and self._stands(last, across, paper):
            return True
        if not self.begun:  # the contents have just turned the page
            self._page(last, across, paper)
            self.tables = True
            return False
        self._section(across, paper)
        return False

    def _stands(self, section: Any, across: bool, paper: str) -> bool:
        """Whether a section's page is that paper, held that way."""
        lies = section.orientation == WD_ORIENT.LANDSCAPE
        width = section.page_width if not lies else section.page_height
        return bool(lies == across and round(width.pt) == round(PAPERS[paper][0]))

    # Tables.

    def _table(self, laid: LaidTable, fit: PageFit, new_page: bool) -> None:
        lines = [self._table_heading(heading) for heading in laid.headings]
        lines.append(self._line(laid.title, FONTS.title, self.look.table.title))
        for line in lines:
            line.paragraph_format.page_break_before = False
            line.paragraph_format.keep_with_next = True
            line.paragraph_format.line_spacing = 1.0
        lines[0].paragraph_format.page_break_before = new_page
        across = fit.across
        if laid.number:
            self._small(laid.number, "right")
        said = self._small(f"{laid.department}\t{laid.unit}", "left")
        said.paragraph_format.tab_stops.add_tab_stop(Pt(across), WD_TAB_ALIGNMENT.RIGHT)
        share = across / sum(laid.widths)
        widths = [width * share for width in laid.widths]
        table = word_table(laid, widths, fit, FONTS.table)
        self.document.element.body.insert_element_before(table, "w:sectPr")
        for text in filter(None, [laid.sentence, *laid.notes]):
            self._small(text, "left")

    def _table_heading(self, heading: Heading) -> Any:
        """A heading on a table's page: small, save a part's."""
        line = self._heading(heading)
        line.paragraph_format.first_line_indent = Pt(0)
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        for run in line.runs:
            run.font.size = Pt(18 if heading.level == 1 else self.look.table.around)
        return line

    def _small(self, text: str, align: str) -> Any:
        line = self._paragraph(text, "table")
        line.alignment = ALIGN[align]
        for run in line.runs:
            run.font.size = Pt(self.look.table.around)
        return line

    def _line(self, text: str, font: str, size: float) -> Any:
        line = self._paragraph()
        line.alignment, line.paragraph_format.first_line_indent = ALIGN["center"], Pt(0)
        run = line.add_run(clean(text))
        set_font(run._element.get_or_add_rPr(), font)
        run.font.size = Pt(size)
        return line
