"""Writes files that were forged, broken or are only very odd, and sees what reading them costs.

python -m support.hostile FOLDER COUNT SEED     (in tests/) writes, checks and lists the times
"""

import io
import random
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


def packed(members: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how, compresslevel=1) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def links(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{LINK}/{kind}" Target="{target}"/></Relationships>'
    )


def word(body: str, before: str = "") -> bytes:
    """A docx of the XML of its body."""
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": links("officeDocument", "word/document.xml"),
            "word/document.xml": f"{before}<w:document {WORD}><w:body>{body}</w:body></w:document>",
        }
    )


def sheet(rows: str, before: str = "", sheets: int = 1, more: str = "") -> bytes:
    """An xlsx of the XML of its rows, in one sheet or the same in many."""
    listed = "".join(f'<sheet name="表{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(sheets))
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": links("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": links("worksheet", "worksheets/sheet1.xml"),
            "xl/workbook.xml": f'<workbook {SHEET} xmlns:r="{LINK}"><sheets>{listed}</sheets>'
            "</workbook>",
            "xl/worksheets/sheet1.xml": f"{before}<worksheet {SHEET}><sheetData>{rows}</sheetData>"
            f"{more}</worksheet>",
        }
    )


def cell(place: str, value: str) -> str:
    return f'<row r="{place.lstrip("ABCXFD")}"><c r="{place}"><v>{value}</v></c></row>'


def fixed(pages: str) -> bytes:
    """An OFD of one page of objects."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return packed(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "D.xml": f'<ofd:Document {space}><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/>'
            "</ofd:Pages></ofd:Document>",
            "P.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{pages}</ofd:Layer>"
            "</ofd:Content></ofd:Page>",
        }
    )


def portable(*objects: str, end: str = "") -> bytes:
    """A pdf of numbered objects, its table of them left to the reader to mend."""
    body = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    whole = f"%PDF-1.5\n{body}trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF{end}"
    return whole.encode("latin-1")


TITLE = "某局2023年度部门决算\n支出决算表\n公开03表\n单位：万元\n"
SENTENCE = "2023年度收入1.00万元，比上年增加1.00万元，增长1.00%。"
TABLE = (
    "科目编码\t科目名称\t合计\t基本支出\t项目支出\n" + "2010301\t行政运行\t1.00\t1.00\t0.00\n" * 30
)

WRITTEN: dict[str, bytes | str | Callable[[], bytes]] = {
    "empty.txt": "",
    "zeros.txt": b"\0" * 100_000,
    "digits.txt": TITLE + "项目\t金额\n合计\t" + "9" * 1_000_000,
    "digits-in-text.txt": TITLE + "收入" + "1," * 40_000 + "元。",
    "long-line.txt": TITLE + SENTENCE * 50_000,
    "long-sentence.txt": TITLE + SENTENCE.replace("。", "，") * 2_500,
    "brackets.txt": TITLE + "（" * 99_000,
    "blanks.txt": TITLE + "一" + " " * 99_000 + "第" + "\u3000" * 50_000 + "章",
    "commas.txt": TITLE + "，、" * 49_000,
    "dots.txt": TITLE + "." * 99_000 + "\n" + "…" * 99_000,
    "tabs.txt": TITLE + "\t" * 900_000,
    "bars.txt": TITLE + ("|" * 2_000 + "\n") * 100,
    "breaks.txt": TITLE + "\n\r" * 1_000_000,
    "headings.txt": TITLE + "一、收入支出决算总体情况说明\n" * 60_000,
    "sentences.txt": TITLE + (SENTENCE + "\n") * 20_000,
    "forms.txt": (TITLE + TABLE + "\n") * 300,
    "wide-rows.txt": TITLE + ("1.00\t" * 5_000 + "\n") * 20,
    "surrogates.txt": ("﻿" + TITLE).encode("utf-16") + b"\x00\xd8" * 5_000,
    "odd-bytes.txt": TITLE.encode() + bytes(range(128, 256)) * 300,
    "deep.html": "<div>" * 20_000 + "决算",
    "open.html": "<table>" + "<tr><td>1.00" * 60_000,
    "spans.html": "<table>" + "<tr><td colspan=1000 rowspan=65534>a<td>b" * 300 + "</table>",
    "nested.html": "<table><tr><td>a<td>" * 150 + "1.00",
    "attribute.html": f'<table class="{"x" * 2_000_000}"><tr><td>a<td>b</table>',
    "comment.html": "<html><!-- " + "-" * 2_000_000,
    "entities.html": "<html><p>" + "&nbsp;&#x4e00;" * 200_000,
    "script.html": "<html><script>" + "<table>" * 200_000,
    "commas.csv": TITLE + '"' + "a,b\n" * 50_000,
    "traversal.zip": packed({"../../x.txt": TITLE}),
    "absolute.zip": packed({"/etc/x.txt": TITLE}),
    "many.zip": lambda: packed({f"{n}.txt": "x" for n in range(1_500)}),
    "bomb.zip": lambda: packed({f"{n}.txt": b"0" * 30_000_000 for n in range(20)}),
    "lines.zip": lambda: packed({"a.txt": "a\t1\n" * 7_000_000}),
    "zip-in-zip.zip": packed({"a.zip": packed({"a.zip": packed({"a.txt": TITLE})})}),
    "same-name.zip": packed({"a/b.txt": TITLE, "a": TITLE}),
    "cut.zip": packed({"a.txt": TITLE * 1_000}, zipfile.ZIP_STORED)[:20_000],
    "entities.xlsx": sheet(cell("A1", "&j;"), BOMB + "]>"),
    "far.xlsx": sheet(cell("A1", "1") + cell("XFD1048576", "1")),
    "merged.xlsx": sheet(
        cell("A1", "1"), more='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "merges.xlsx": sheet(
        cell("A1", "1") + cell("D900", "1"),
        more="<mergeCells>" + '<mergeCell ref="A1:D900"/>' * 20_000 + "</mergeCells>",
    ),
    "sheets.xlsx": lambda: sheet(cell("A1", "1") + cell("B2", "2"), sheets=6_000),
    "digits.xlsx": sheet(cell("A1", "9" * 1_000_000)),
    "no-string.xlsx": sheet('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'),
    "negative.xlsx": sheet('<row r="-1"><c r="A0"><v>1</v></c></row>'),
    "never-closed.xlsx": sheet("<row><c>" * 500),
    "in-cell.xlsx": lambda: sheet(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"合计" * 4_000_000}</t></is></c></row>'
    ),
    "cyclic.xlsx": packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": links("officeDocument", "_rels/.rels"),
            "xl/a": "",
        }
    ),
    "spans.docx": word(
        "<w:tbl>"
        + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr>' * 3
        + "</w:tbl>"
    ),
    "wide.docx": lambda: word(
        "<w:tbl>"
        + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr></w:tc></w:tr>' * 3_000
        + "</w:tbl>"
    ),
    "nested.docx": word("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60),
    "deep.docx": word("<w:p>" * 500),
    "entities.docx": word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", BOMB + "]>"),
    "paragraphs.docx": lambda: word("<w:p><w:r><w:t>决算</w:t></w:r></w:p>" * 300_000),
    "runs.docx": lambda: word("<w:p>" + "<w:r><w:t>决算</w:t></w:r>" * 300_000 + "</w:p>"),
    "kids.pdf": portable(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"
    ),
    "pages.pdf": portable(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'3 0 R ' * 3_000}] /Count 3000 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ),
    "huge-page.pdf": portable(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e30 1e30] >>",
    ),
    "itself.pdf": portable("1 0 R", end="\nstartxref\n9\n%%EOF"),
    "inside.ofd": fixed("<ofd:PageBlock>" * 300),
    "steps.ofd": lambda: fixed(
        '<ofd:TextObject Size="3" Boundary="0 0 9 9"><ofd:TextCode X="1" Y="3" '
        f'DeltaX="g 999999999 1e-9">{"一" * 300_000}</ofd:TextCode></ofd:TextObject>'
    ),
    "lines.ofd": lambda: fixed(
        '<ofd:PathObject Boundary="0 0 200 200"><ofd:AbbreviatedData>'
        + "".join(
            f"M 0 {n % 200} L 200 {n % 200} M {n % 200} 0 L {n % 200} 200 " for n in range(8_000)
        )
        + "</ofd:AbbreviatedData></ofd:PathObject>"
    ),
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000,
    "program.docx": b"MZ" + bytes(range(256)) * 50,
    "ole.xls": bytes.fromhex("D0CF11E0A1B11AE1") + bytes(range(256)) * 8,
    "archive.pdf": b"Rar!\x1a\7\0" + b"\0" * 99,
    "text.ofd": TITLE,
    "mail.doc": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    + "--x\n" * 50_000,
}
"""Files made by hand, by name: what each is about stands in it. What is long to pack is packed
when it is asked for."""


def content_of(name: str) -> bytes:
    """The bytes of a file made by hand."""
    content = WRITTEN[name]
    if isinstance(content, str):
        return content.encode("utf-8", "surrogatepass")
    return content if isinstance(content, bytes) else content()


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end cut off."""
    return data[: chance.randrange(1, len(data))]


def repeated(data: bytes, chance: random.Random) -> bytes:
    """A piece of it said many times."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 400)]
    return data[:start] + piece * chance.randint(2, 2_000) + data[start:]


def exchanged(data: bytes, chance: random.Random) -> bytes:
    """Two pieces in each other's place."""
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[b:] + data[a:b] + data[:a]


def in_parts(change: Callable[[bytes, random.Random], bytes]) -> Callable[..., bytes]:
    """The same done to a part of a zip, so that it still opens; to all of anything else."""

    def done(data: bytes, chance: random.Random) -> bytes:
        if not data.startswith(b"PK"):
            return change(data, chance)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        name = chance.choice([name for name, part in parts.items() if part])
        return packed({**parts, name: change(parts[name], chance)})

    return done


def enlarged(data: bytes, chance: random.Random) -> bytes:
    """Numbers in it made very large."""
    text = data.decode("latin-1")
    places = [n for n, sign in enumerate(text) if sign.isascii() and sign.isdigit()]
    for place in chance.sample(places, min(3, len(places))):
        text = text[:place] + chance.choice(["-1", "99999999999", "1e308", "0"]) + text[place + 1 :]
    return text.encode("latin-1", "replace")


CHANGES: Sequence[Callable[..., bytes]] = (
    flipped,
    cut,
    repeated,
    exchanged,
    *map(in_parts, (flipped, cut, repeated, exchanged, enlarged)),
)
ENDINGS = (".pdf", ".xlsx", ".xls", ".docx", ".doc", ".html", ".txt", ".ofd", ".zip", ".et", ".wps")


def write_all(folder: Path) -> list[Path]:
    """Every file made by hand."""
    for name in WRITTEN:
        (folder / name).write_bytes(content_of(name))
    return sorted(folder / name for name in WRITTEN)


def write_changed(folder: Path, sources: Sequence[Path], count: int, seed: int) -> list[Path]:
    """So many files changed at random, some under a wrong ending."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        source = chance.choice(sources)
        data = chance.choice(CHANGES)(source.read_bytes(), chance)
        ending = chance.choice(ENDINGS) if chance.random() < 0.2 else source.suffix
        path = folder / f"{number:04d}-{source.stem}{ending}"
        path.write_bytes(data)
        found.append(path)
    return found


def measure(paths: Sequence[Path]) -> list[tuple[float, str, str]]:
    """Check each in a process with bounds: seconds, file, and how it went."""
    from juesuan.reporting import CheckRequest, check_files

    found = []
    for path in paths:
        began = time.perf_counter()
        (report,) = check_files([path], CheckRequest())
        went = report.problem.key if report.problem else f"{len(report.findings)} findings"
        found.append((time.perf_counter() - began, path.name, went))
    return found


def main(folder: str, count: str = "100", seed: str = "1", *sources: str) -> None:
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    paths = write_all(home)
    small = [path for path in paths if 100 < path.stat().st_size < 2_000_000]
    paths += write_changed(home, [*map(Path, sources)] or small, int(count), int(seed))
    for seconds, name, went in sorted(measure(paths), reverse=True):
        print(f"{seconds:7.2f} s  {name:40} {went}")


if __name__ == "__main__":
    main(*sys.argv[1:])
