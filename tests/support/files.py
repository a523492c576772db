"""A document of paragraphs and grids written as a file of any format, as plainly as can be."""

import html
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from juesuan.reading import Document, Grid

Rows = list[list[str]]
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _parts(document: Document) -> Iterator[str | Rows]:
    for part in document.parts:
        if isinstance(part, Grid):
            width = part.width
            yield [
                [cell.text if cell else "" for cell in row] + [""] * (width - len(row))
                for row in part.rows
            ]
        else:
            yield part.text


def write_html(document: Document, path: Path) -> None:
    """Paragraphs and tables of a page."""
    said = []
    for part in _parts(document):
        if isinstance(part, str):
            said.append(f"<p>{html.escape(part)}</p>")
            continue
        cells = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in part)
        said.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    path.write_text(f"<html><body>{''.join(said)}</body></html>", "utf-8")


def write_text(document: Document, path: Path) -> None:
    """Lines of text, cells parted by tabs."""
    lines = []
    for part in _parts(document):
        rows = [[part]] if isinstance(part, str) else part
        lines += ["\t".join(text.replace("\n", "") for text in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def write_xlsx(document: Document, path: Path) -> None:
    """A sheet for each table, its title lines above it; every cell a text."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    lines: Rows = []
    for part in _parts(document):
        if isinstance(part, str):
            lines.append([part])
            continue
        sheet = book.create_sheet(f"表{len(book.worksheets) + 1}")
        for row in [*lines, *part]:
            sheet.append([text or None for text in row])
        lines = []
    book.save(path)


def write_docx(document: Document, path: Path) -> None:
    """Paragraphs and tables of a Word document."""

    def paragraph(text: str) -> str:
        runs = "<w:br/>".join(f"<w:t>{html.escape(line)}</w:t>" for line in text.split("\n"))
        return f"<w:p><w:r>{runs}</w:r></w:p>"

    body = []
    for part in _parts(document):
        if isinstance(part, str):
            body.append(paragraph(part))
            continue
        grid = "<w:gridCol/>" * len(part[0])
        rows = "".join(
            f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in row)}</w:tr>"
            for row in part
        )
        body.append(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
    link = f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{link}</Relationships>')
        whole = f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(body)}</w:body></w:document>'
        package.writestr("word/document.xml", whole)


FONT = "STSong-Light"


def _shrunk(width: float, room: float) -> float:
    """The size in which a text of 8 points fits its cell, as spreadsheets print it."""
    return 8 * min(1.0, room / width) if width else 8


def write_pdf(document: Document, path: Path) -> None:
    """Lines of text and ruled tables on wide pages, each table on its own."""
    from reportlab.lib.pagesizes import A2, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    wide, high = landscape(A2)
    canvas = Canvas(str(path), pagesize=(wide, high))
    y = 0.0

    def page() -> float:
        canvas.showPage()
        canvas.setFont(FONT, 8)
        return high - 40

    y = high - 40
    canvas.setFont(FONT, 8)
    for part in _parts(document):
        if isinstance(part, str):
            canvas.drawString(40, y, part)
            y -= 14
            continue
        step = (wide - 80) / max(map(len, part))
        for row in part:
            tall = 12 * max(text.count("\n") + 1 for text in row)
            for n, text in enumerate(row):
                canvas.rect(40 + n * step, y - tall, step, tall)
                for line, words in enumerate(text.split("\n")):
                    canvas.setFont(FONT, _shrunk(canvas.stringWidth(words, FONT, 8), step - 4))
                    canvas.drawString(42 + n * step, y - 9 - 12 * line, words)
            canvas.setFont(FONT, 8)
            y -= tall
            if y < 60:
                y = page()
        y = page()
    canvas.save()


WRITERS: dict[str, Callable[[Document, Path], None]] = {
    ".docx": write_docx,
    ".html": write_html,
    ".pdf": write_pdf,
    ".txt": write_text,
    ".xlsx": write_xlsx,
}
"""Writers by the ending of their files."""
