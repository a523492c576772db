"""Booklets written as text, printed as the files that finance offices publish.

In a booklet's text, lines with tabs are rows of a table: ``<`` is a cell that belongs to the
one on its left, ``^`` to the one above. ``%% sheet 名称`` starts a sheet of a workbook
(``%% hidden sheet 名称`` one that is hidden), ``%% author 姓名`` is a property of the file.
What only files can hold stands in braces before a text: ``{{formula:=A1}}12.00``,
``{{comment:核对}}12.00``, ``{{hidden:内部}}``, ``{{deleted:旧}}``, ``{{inserted:新}}``, and
``{{hiddenrow}}`` at the start of a row.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

import xlsxwriter

__all__ = ["FORMATS", "blocks"]

Rows = list[list[str]]
_MARK = re.compile(r"{{(\w+)(?::(.*?))?}}")
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*\.\d+|-?\d+\.\d+")
_PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-'
    'properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{}</dc:creator>'
    "</cp:coreProperties>"
)


def blocks(text: str) -> Iterator[str | Rows]:
    """Paragraphs and tables in order; a line of contents with its page is a paragraph."""
    rows: Rows = []
    for line in [*text.splitlines(), ""]:
        if "\t" in line and not re.fullmatch(r"[^\t]+\t\d+", line):
            rows.append(line.split("\t"))
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line


def spans(rows: Rows) -> Iterator[tuple[int, int, int, int, str]]:
    """Row, column, rows high, columns wide and text of every cell that is no part of another."""
    width = max(map(len, rows))
    grid = [row + [""] * (width - len(row)) for row in rows]
    for y, row in enumerate(grid):
        for x, text in enumerate(row):
            if text in {"<", "^"}:
                continue
            wide, high = 1, 1
            while x + wide < width and grid[y][x + wide] == "<":
                wide += 1
            while y + high < len(grid) and grid[y + high][x] == "^":
                high += 1
            yield y, x, high, wide, text


def as_text(text: str, path: Path) -> None:
    """Cells parted by tabs; what belongs to another cell is blank."""
    lines = []
    for line in text.splitlines():
        cells = [re.sub(r"^[<^]$", "", cell) for cell in line.split("\t")]
        if not line.startswith("%%"):
            lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def as_html(text: str, path: Path) -> None:
    """One page, with merged cells."""
    parts = ['<html><head><meta charset="utf-8"></head><body>']
    for block in blocks(text):
        if isinstance(block, str):
            if not block.startswith("%%"):
                parts.append(f"<p>{escape(block)}</p>")
            continue
        lines: list[list[str]] = [[] for _ in block]
        for y, _, high, wide, cell in spans(block):
            size = f' rowspan="{high}"' * (high > 1) + f' colspan="{wide}"' * (wide > 1)
            lines[y].append(f"<td{size}>{escape(cell)}</td>")
        parts.append("<table>" + "".join(f"<tr>{''.join(x)}</tr>" for x in lines) + "</table>")
    path.write_text("\n".join([*parts, "</body></html>"]), "utf-8")


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINKS = "http://schemas.openxmlformats.org"


class _Docx:
    """The body of a Word document, and its comments."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self.comments: list[str] = []

    def runs(self, text: str) -> str:
        """A paragraph's runs, with tracked changes, hidden words and comments."""
        made, plain = [], _MARK.sub("", text)
        for kind, said in _MARK.findall(text):
            run = f"<w:r><w:t>{escape(said)}</w:t></w:r>"
            who = 'w:id="1" w:author="某某" w:date="2024-01-01T00:00:00Z"'
            if kind == "deleted":
                made.append(f"<w:del {who}>{run.replace('w:t>', 'w:delText>')}</w:del>")
            elif kind == "inserted":
                made.append(f"<w:ins {who}>{run}</w:ins>")
            elif kind == "hidden":
                made.append(run.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"))
            elif kind == "comment":
                number = len(self.comments)
                self.comments.append(
                    f'<w:comment w:id="{number}" w:author="某某"><w:p>{run}</w:p></w:comment>'
                )
                made.append(f'<w:r><w:commentReference w:id="{number}"/></w:r>')
        return f'<w:r><w:t xml:space="preserve">{escape(plain)}</w:t></w:r>' + "".join(made)

    def table(self, rows: Rows) -> str:
        width = max(map(len, rows))
        cells: list[list[tuple[int, str]]] = [[] for _ in rows]
        for y, x, high, wide, text in spans(rows):
            for below in range(high):
                merge = ("<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>') * (high > 1)
                span = f'<w:gridSpan w:val="{wide}"/>' * (wide > 1)
                inner = "" if below else self.runs(text)
                cell = f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{inner}</w:p></w:tc>"
                cells[y + below].append((x, cell))
        grid = "<w:gridCol/>" * width
        lines = "".join(f"<w:tr>{''.join(c for _, c in sorted(row))}</w:tr>" for row in cells)
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def as_docx(text: str, path: Path) -> None:
    """A Word document."""
    made, author = _Docx(), ""
    for block in blocks(text):
        if not isinstance(block, str):
            made.body.append(made.table(block) + "<w:p/>")
        elif block.startswith("%% author "):
            author = block.removeprefix("%% author ")
        elif not block.startswith("%%"):
            made.body.append(f"<w:p>{made.runs(block)}</w:p>")
    named = {
        "/word/document.xml": f"{_TYPES}.document.main+xml",
        "/word/comments.xml": f"{_TYPES}.comments+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    kinds = "".join(f'<Override PartName="{n}" ContentType="{k}"/>' for n, k in named.items())
    links = f'<Relationships xmlns="{_LINKS}/package/2006/relationships">{{}}</Relationships>'
    link = '<Relationship Id="{}" Type="' + _LINKS + '/{}" Target="{}"/>'
    office, core = "officeDocument/2006/relationships", "package/2006/relationships/metadata"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_LINKS}/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{kinds}</Types>",
        "_rels/.rels": links.format(
            link.format("a", f"{office}/officeDocument", "word/document.xml")
            + link.format("b", f"{core}/core-properties", "docProps/core.xml")
        ),
        "word/_rels/document.xml.rels": links.format(
            link.format("c", f"{office}/comments", "comments.xml")
        ),
        "word/document.xml": f"<w:document {_W}><w:body>{''.join(made.body)}</w:body></w:document>",
        "word/comments.xml": f"<w:comments {_W}>{''.join(made.comments)}</w:comments>",
        "docProps/core.xml": _PROPERTIES.format(escape(author)),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            file.writestr(name, head + content)


def as_xlsx(text: str, path: Path) -> None:
    """A workbook: amounts are numbers, a sheet starts where the text says so."""
    with xlsxwriter.Workbook(path) as book:
        money = book.add_format({"num_format": "#,##0.00"})
        sheet, y = None, 0
        for block in blocks(text):
            if isinstance(block, str) and block.startswith("%% author "):
                book.set_properties({"author": block.removeprefix("%% author ")})
            elif isinstance(block, str) and (name := re.match(r"%% (hidden )?sheet (.+)", block)):
                sheet, y = book.add_worksheet(name[2]), 0
                if name[1]:
                    sheet.hide()
            elif isinstance(block, str):
                _cell(sheet, y, 0, block, money)
                y += 1
            else:
                _table(sheet, y, block, money)
                y += len(block) + 1


def _table(sheet, top: int, rows: Rows, money) -> None:
    for n, row in enumerate(rows):
        if row[0].startswith("{{hiddenrow}}"):
            row[0] = row[0].removeprefix("{{hiddenrow}}")
            sheet.set_row(top + n, None, None, {"hidden": True})
    for y, x, high, wide, text in spans(rows):
        if high > 1 or wide > 1:
            sheet.merge_range(top + y, x, top + y + high - 1, x + wide - 1, "")
        _cell(sheet, top + y, x, text, money)


def _cell(sheet, y: int, x: int, text: str, money) -> None:
    plain = _MARK.sub("", text)
    number = float(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None
    marks = dict(_MARK.findall(text))
    if "comment" in marks:
        sheet.write_comment(y, x, marks["comment"])
    if "formula" in marks:
        sheet.write_formula(y, x, marks["formula"], money, plain if number is None else number)
    elif number is not None:
        sheet.write_number(y, x, number, money if plain[-3:-2] == "." else None)
    elif plain:
        sheet.write_string(y, x, plain)


FORMATS: dict[str, Callable[[str, Path], None]] = {
    "txt": as_text,
    "html": as_html,
    "docx": as_docx,
    "xlsx": as_xlsx,
}


def sources(folder: Path) -> Sequence[Path]:
    """The texts of all booklets."""
    return sorted(folder.glob("*.txt"))
