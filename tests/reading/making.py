"""Makes small files of every format for the readers, and random tables with merged cells."""

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from juesuan.reading import Grid

Texts = list[list[str | None]]


def texts(grid: Grid) -> Texts:
    """The texts of a grid, ``None`` where a merged cell covers."""
    return [[cell.text if cell else None for cell in row] for row in grid.rows]


@dataclass(frozen=True)
class Span:
    """A cell of a layout and how far it spreads."""

    row: int
    column: int
    height: int
    width: int

    @property
    def text(self) -> str:
        return f"r{self.row}c{self.column}"


@dataclass(frozen=True)
class Layout:
    """A table fully covered by cells."""

    height: int
    width: int
    spans: tuple[Span, ...]

    @property
    def texts(self) -> Texts:
        """What a reader has to make of it."""
        rows: Texts = [[None] * self.width for _ in range(self.height)]
        for span in self.spans:
            rows[span.row][span.column] = span.text
        return rows

    def starting(self, row: int) -> list[Span]:
        """The cells that begin in a row, from the left."""
        return [span for span in self.spans if span.row == row]


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Tables cut at random into cells of one or more places."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    taken: set[tuple[int, int]] = set()
    spans = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            free = column + 1
            while free < width and (row, free) not in taken:
                free += 1
            span = Span(
                row,
                column,
                draw(st.integers(1, height - row)),
                draw(st.integers(1, free - column)),
            )
            spans.append(span)
            taken |= {
                (row + down, column + across)
                for down in range(span.height)
                for across in range(span.width)
            }
    return Layout(height, width, tuple(spans))


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write_zip(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A zip of members by name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


def links(*targets: tuple[str, str]) -> str:
    """A part that points to others: pairs of kind and target."""
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def write_docx(
    path: Path,
    body: str,
    styles: str = "",
    namespace: str = WORD,
    before: str = "",
    numbering: str = "",
) -> Path:
    """A Word document of the XML of its body, styles and lists."""
    names = (
        f'xmlns:w="{namespace}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    return write_zip(
        path,
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": links(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": links(
                ("styles", "styles.xml"), ("numbering", "numbering.xml")
            ),
            "word/document.xml": (
                f"{before}<w:document {names}><w:body>{body}</w:body></w:document>"
            ),
            "word/styles.xml": f"<w:styles {names}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {names}>{numbering}</w:numbering>",
        },
    )


def write_xlsx(path: Path, sheet: str, before: str = "") -> Path:
    """A workbook of the XML of its only sheet's data."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return write_zip(
        path,
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": links(("worksheet", "worksheets/sheet1.xml")),
            "xl/workbook.xml": (
                f'<workbook xmlns="{namespace}" xmlns:r="{LINKS}"><sheets>'
                '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/worksheets/sheet1.xml": (
                f'{before}<worksheet xmlns="{namespace}"><sheetData>{sheet}</sheetData></worksheet>'
            ),
        },
    )


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (OLE) of a few streams."""
    none, end, table_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    table = [table_mark, end]  # sector 0 holds the table, sector 1 the directory
    entries = [_entry("Root Entry", 5, end, 0)]
    content = b""
    for name, data in streams.items():
        size = max(4096, len(data))
        sectors = -(-size // 512)
        entries.append(_entry(name, 2, len(table), size))
        table += [*range(len(table) + 1, len(table) + sectors), end]
        content += data.ljust(sectors * 512, b"\0")
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<109I", 0, *[none] * 108)
    table += [none] * (128 - len(table))
    return header + struct.pack("<128I", *table) + b"".join(entries).ljust(512, b"\0") + content


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    """An entry of a compound file's directory."""
    coded = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return coded.ljust(64, b"\0") + struct.pack(
        "<HBB3I36xIII", len(coded) + 2, kind, 1, none, none, none, start, size, 0
    )
