"""The same forms as other units, regions and years print them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from juesuan.forms import Disclosure, FilledForm
from juesuan.publishing import fill_book
from juesuan.reading import Document, Paragraph, Reading, Spot, read_documents
from juesuan.reading.figures import read_figure
from support.once import book_once
from support.printing import Lines, cells_of, grid, lines_of

SPOT = Spot(file="a.txt", line=1)
Places = dict[tuple[str, str, str], str]


@pytest.fixture(scope="module")
def disclosure(examples: Path) -> Disclosure:
    return fill_book(book_once(examples / "yuxi-internet-office-2021"), "shanxi-2023")


def read_with(
    disclosure: Disclosure,
    title: str = "{title}|公开{no}表|部门：{unit}|金额单位：{money}",
    table: Callable[[FilledForm, Lines], Lines] = lambda filled, lines: lines,
) -> Reading:
    document = Document("a.txt", "text", [Paragraph(f"{disclosure.year}年度部门决算", SPOT)])
    for number, filled in enumerate(disclosure.forms, 1):
        said = {"title": filled.form.title, "no": filled.form.no, "n": number}
        said |= {"unit": disclosure.unit, "year": disclosure.year, "money": disclosure.money.zh}
        for text in title.format(**said).split("|"):
            document.parts.append(Paragraph(text, SPOT))
        document.parts.append(grid(table(filled, lines_of(disclosure, filled))))
        document.parts.append(Paragraph(filled.form.empty or "注：表下的说明。", SPOT))
    return read_documents([document])


def figures(reading: Reading) -> Places:
    return {(o.form, o.row, o.column): o.value for o in reading.observations}


def coded(filled: FilledForm) -> bool:
    sources = filled.form.sides[0].sources
    return any(source.each == "function codes" for source in sources)


@pytest.mark.parametrize(
    "title",
    [
        "附表{n}|{title}|部门：{unit}|单位：{money}",
        "{title}（公开{no}表）|公开部门：{unit}|金额单位：人民币{money}",
        "{unit}{year}年度{title}|单位：{money}",
        "{n}.{title}|编制单位：{unit}    {year}年度   金额单位：{money}",
        "公 开 {no} 表|{title}|填报单位：{unit}|（单位：{money}）",
    ],
)
def test_titles_numbers_and_units_are_printed_in_many_ways(
    title: str, disclosure: Disclosure
) -> None:
    reading = read_with(disclosure, title)
    assert figures(reading) == cells_of(disclosure)
    assert {o.unit for o in reading.observations} >= {disclosure.money.zh}


@pytest.mark.parametrize(
    "title",
    [
        "{title}|编制单位：{unit} 公开{no}表|金额单位：{money}",
        "{title}|部门：{unit}（公开{no}表）|金额单位：{money}",
        "{title}|公开{no}表|公开部门：{unit} 附表{n}|金额单位：{money}",
    ],
)
def test_the_number_of_a_form_is_no_part_of_the_unit_before_it(
    title: str, disclosure: Disclosure
) -> None:
    reading = read_with(disclosure, title)
    assert reading.unit == disclosure.unit
    assert figures(reading) == cells_of(disclosure)


def in_one_cell(filled: FilledForm, lines: Lines) -> Lines:
    if not coded(filled):
        return lines
    head = filled.form.header_rows
    return lines[:head] + [[f"{row[0]}{row[1] or ''}", *row[2:]] for row in lines[head:]]


def name_first(filled: FilledForm, lines: Lines) -> Lines:
    if not coded(filled):
        return lines
    return [[row[1], row[0], *row[2:]] if (row[0] or "").isdigit() else row for row in lines]


def numbered_rows(filled: FilledForm, lines: Lines) -> Lines:
    head = filled.form.header_rows
    if not coded(filled):
        return lines
    return [["序号" if n < head else str(n - head + 1), *row] for n, row in enumerate(lines)]


def called_otherwise(filled: FilledForm, lines: Lines) -> Lines:
    return [["总计" if text == "合计" and coded(filled) else text for text in row] for row in lines]


def with_remarks(filled: FilledForm, lines: Lines) -> Lines:
    head = filled.form.header_rows
    return [[*row, "备注" if n < head else "见说明"] for n, row in enumerate(lines)]


def every_second_column(filled: FilledForm, lines: Lines) -> Lines:
    return [[cell for text in row for cell in (text, None)] for row in lines]


def merged_cells_repeated(filled: FilledForm, lines: Lines) -> Lines:
    said = []
    for row in lines:
        line: list[str | None] = []
        for text in row:
            line.append(text if text is not None else line[-1] if line else "")
        said.append(line)
    return said


@pytest.mark.parametrize(
    "table",
    [
        in_one_cell,
        name_first,
        numbered_rows,
        called_otherwise,
        with_remarks,
        every_second_column,
        merged_cells_repeated,
    ],
)
def test_tables_are_laid_out_in_many_ways(
    table: Callable[[FilledForm, Lines], Lines], disclosure: Disclosure
) -> None:
    assert figures(read_with(disclosure, table=table)) == cells_of(disclosure)


def test_rows_numbered_otherwise_keep_the_printed_number(disclosure: Disclosure) -> None:
    """Another year puts a row in: everything from row 9 on is one further down."""

    def renumbered(filled: FilledForm, lines: Lines) -> Lines:
        if filled.form.no not in {"01", "04"}:
            return lines
        roles = [role for side in filled.form.sides for role in side.body]
        places = {n for n, role in enumerate(roles) if role == "row_no"}
        return [
            [
                str(int(text) + 1)
                if n in places and text and text.isdigit() and int(text) > 8
                else text
                for n, text in enumerate(row)
            ]
            for row in lines
        ]

    expected = {
        (form, str(int(row) + 1) if form in {"01", "04"} and int(row) > 8 else row, column): value
        for (form, row, column), value in cells_of(disclosure).items()
    }
    reading = read_with(disclosure, table=renumbered)
    assert figures(reading) == expected
    assert reading.unread == []


def test_forms_numbered_otherwise_keep_the_printed_number(disclosure: Disclosure) -> None:
    """Other regions put the three public expenses before the government funds."""
    moved = {"07": "08", "08": "09", "09": "07"}
    document = Document("a.txt", "text", [Paragraph(f"{disclosure.year}年度部门决算", SPOT)])
    for filled in disclosure.forms:
        no = moved.get(filled.form.no, filled.form.no)
        for text in (filled.form.title, f"公开{no}表", f"单位：{disclosure.money.zh}"):
            document.parts.append(Paragraph(text, SPOT))
        document.parts.append(grid(lines_of(disclosure, filled)))
    expected = {(moved.get(f, f), r, c): v for (f, r, c), v in cells_of(disclosure).items()}
    assert figures(read_documents([document])) == expected


def test_a_table_that_is_no_known_form_is_told(disclosure: Disclosure) -> None:
    document = Document("a.txt", "text", [Paragraph(f"{disclosure.year}年度部门决算", SPOT)])
    filled = disclosure.form("03")
    for text in (filled.form.title, "公开03表", "单位：万元"):
        document.parts.append(Paragraph(text, SPOT))
    document.parts.append(grid(lines_of(disclosure, filled)))
    document.parts += [Paragraph("另附一张谁也不认得的表。", SPOT)] * 3
    document.parts.append(grid([["201", "办公", "甲", "5.00"], ["20101", "差旅", "乙", "7.00"]]))
    assert "table_not_placed" in {note.key for note in read_documents([document]).unread}


@pytest.mark.parametrize("text", ["0.02 30229", "12 34", "12.34\n56.78"])
def test_two_numbers_in_one_cell_are_no_figure(text: str) -> None:
    assert read_figure(text).kind == "text"
