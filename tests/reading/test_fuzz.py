"""Damaged at random: nothing raises, nothing is invented, every figure is where it is said."""

import contextlib
import random
import zipfile
from html import escape
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.forms import Disclosure
from juesuan.publishing import fill_book
from juesuan.reading import (
    Document,
    Grid,
    NotADisclosureError,
    UnreadableError,
    read,
    read_documents,
)
from making import write_docx
from support.once import book_once
from support.printing import Lines, grid, lines_of, printed

ROOT = Path(__file__).resolve().parents[2]
WORDS = ["", " ", "合计", "栏次", "1", "3.00", "-", "—", "201", "2010301", "项", "总计", "见附件"]
WORDS += ["1,2,3", "负5", "(7.10)", "1e9", "8" * 40, "１２．５", "5万元", "\u200b", "30101"]


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return fill_book(book_once(ROOT / "examples" / "qujing-digital-economy-centre-2023"))


def damage(lines: Lines, dice: random.Random) -> Lines:
    """One of the accidents that befall a table."""
    lines = [list(line) for line in lines]
    if not lines:
        return lines
    row = dice.randrange(len(lines))
    line = lines[row]
    place = dice.randrange(len(line) + 1)
    column = dice.randrange(max(map(len, lines)) + 1)
    kind = dice.randrange(11)
    if kind == 0:
        del line[place : place + 1]
    elif kind == 1:
        line.insert(place, dice.choice(WORDS))
    elif kind == 2 and place < len(line):
        line[place] = dice.choice(WORDS)
    elif kind == 3:
        del lines[row]
    elif kind == 4:
        lines.insert(dice.randrange(len(lines)), list(line))
    elif kind == 5:
        line[:0] = [""] * dice.randrange(1, 4)
    elif kind == 6 and place + 1 < len(line):
        line[place : place + 2] = [f"{line[place] or ''} {line[place + 1] or ''}", None]
    elif kind == 7:
        lines = [each[:column] + each[column + 1 :] for each in lines]
    elif kind == 8:
        for each in lines:
            if column + 1 < len(each):
                each[column], each[column + 1] = each[column + 1], each[column]
    elif kind == 9:
        del line[place:]
    else:
        dice.shuffle(lines)
    return lines


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32))
def test_damaged_tables(disclosure: Disclosure, seed: int) -> None:
    dice = random.Random(seed)
    tables = {}
    for filled in disclosure.forms:
        lines = lines_of(disclosure, filled)
        for _ in range(dice.choice([0, 1, 3, 9])):
            lines = damage(lines, dice)
        tables[f"f{filled.form.no}"] = [lines]
    document = printed(disclosure, **tables)
    start = 1
    for number, part in enumerate(document.parts):
        if isinstance(part, Grid):  # every cell at a line of its own
            texts: Lines = [[cell.text if cell else None for cell in row] for row in part.rows]
            document.parts[number] = grid(texts, start)
            start += len(texts)
    check(document)


def check(document: Document) -> None:
    try:
        reading = read_documents([document])
    except NotADisclosureError:
        return
    printed_at = {
        cell.spot: cell.text for part in document.grids for row in part.rows for cell in row if cell
    }
    places = [(o.form, o.row, o.column) for o in reading.observations]
    assert len(places) == len(set(places))
    spots = [o.evidence for o in reading.observations]
    assert len(spots) == len(set(spots))
    for found in reading.observations:
        assert printed_at[found.evidence] == found.text
        assert 0 < found.certainty <= 1


@pytest.fixture(scope="module")
def samples(disclosure: Disclosure, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A small file of every format."""
    folder = tmp_path_factory.mktemp("samples")
    lines = [["收入支出决算表"], ["公开01表"], *lines_of(disclosure, disclosure.form("01"))[:12]]
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    book.save(folder / "a.xlsx")
    cells = [[escape(text or "") for text in line] for line in lines]
    rows = "".join("<tr><td>" + "<td>".join(line) + "</tr>" for line in cells)
    (folder / "a.html").write_text(f"<html><table>{rows}</table></html>", "utf-8")
    (folder / "a.txt").write_text("\n".join("\t".join(line) for line in cells), "utf-8")
    words = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>" for t in line)
        + "</w:tr>"
        for line in cells
    )
    write_docx(folder / "a.docx", f"<w:tbl>{words}</w:tbl>")
    canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas(str(folder / "a.pdf"))
    for number in range(4):
        canvas.drawString(80, 700 - 20 * number, f"{number} 1,234.50")
        canvas.rect(70, 695 - 20 * number, 200, 20)
    canvas.save()
    return {path.suffix: path.read_bytes() for path in folder.iterdir()}


def break_bytes(content: bytes, dice: random.Random) -> bytes:
    """Bytes changed, lost, doubled or cut off."""
    data = bytearray(content)
    for _ in range(dice.randrange(1, 12)):
        place = dice.randrange(len(data))
        kind = dice.randrange(5)
        if kind == 0:
            data[place] = dice.randrange(256)
        elif kind == 1:
            data[place] ^= 1 << dice.randrange(8)
        elif kind == 2:
            del data[place : place + dice.randrange(1, 9)]
        elif kind == 3:
            data[place:place] = data[place : place + dice.randrange(1, 30)]
        elif len(data) > 200 and dice.random() < 0.3:
            del data[place:]
        if not data:
            return b"\0"
    return bytes(data)


def break_member(content: bytes, dice: random.Random) -> bytes:
    """One member of a zip broken, the zip itself sound."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        chosen = dice.choice(old.namelist())
        for name in old.namelist():
            member = old.read(name)
            new.writestr(name, break_bytes(member, dice) if name == chosen else member)
    return stream.getvalue()


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".html", ".txt", ".pdf"])
def test_broken_files(suffix: str, samples: dict[str, bytes], tmp_path: Path) -> None:
    dice = random.Random(suffix)
    path = tmp_path / f"a{suffix}"
    for number in range(25):
        zipped = suffix in {".xlsx", ".docx"} and number % 3
        breaking = break_member if zipped else break_bytes
        path.write_bytes(breaking(samples[suffix], dice))
        with contextlib.suppress(UnreadableError, NotADisclosureError):
            read(path)
