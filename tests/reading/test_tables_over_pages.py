"""A long table that prints its head once more on the next page is one table (续表), also where no
form set knows its layout; a table with rows of the same names is another."""

from pathlib import Path

import pytest

from juesuan.checks import Subject, check, selected
from juesuan.reading import (
    Document,
    Grid,
    GridText,
    Paragraph,
    Reading,
    Spot,
    as_disclosure,
    read,
    read_all,
)
from juesuan.reading.recognise.continued import put_together
from juesuan.reading.recognise.tables import tables_of

TITLE = "财政拨款支出决算明细表"
LINE = "单位：示例县第三小学 2023年度 金额单位：万元"
HEAD = (
    '<tr><td rowspan="2">经济分类科目编码</td><td rowspan="2">科目名称</td>'
    '<td rowspan="2">合计</td>'
    '<td colspan="3">一般公共预算财政拨款</td><td rowspan="2">政府性基金预算财政拨款</td></tr>'
    "<tr><td>小计</td><td>基本支出</td><td>项目支出</td></tr>"
)
FIRST = [
    ["合计", "", "100.00", "100.00", "88.00", "12.00", "0.00"],
    ["301", "工资福利支出", "70.00", "70.00", "70.00", "0.00", "0.00"],
    ["30101", "基本工资", "40.00", "40.00", "40.00", "0.00", "0.00"],
    ["30107", "绩效工资", "30.00", "30.00", "30.00", "0.00", "0.00"],
    ["302", "商品和服务支出", "30.00", "30.00", "18.00", "12.00", "0.00"],
    ["30201", "办公费", "11.00", "11.00", "11.00", "0.00", "0.00"],
]
SECOND = [
    ["30205", "水费", "4.00", "4.00", "4.00", "0.00", "0.00"],
    ["30216", "培训费", "15.00", "15.00", "3.00", "12.00", "0.00"],
]


def table(rows: list[list[str]]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{HEAD}" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def reading_of(folder: Path, *parts: str) -> Reading:
    path = folder / "决算公开.html"
    lines = (part if part.startswith("<") else f"<p>{part}</p>" for part in (TITLE, LINE, *parts))
    path.write_text("<html><body>" + "".join(lines) + "</body></html>", encoding="utf-8")
    return read(path)


def codes(reading: Reading) -> list[tuple[str, list[str]]]:
    """Each form that was read, with the codes of its rows."""
    rows = ((one.form, one.row) for one in reading.observations if one.column == "1")
    forms: dict[str, list[str]] = {}
    for form, row in rows:
        forms.setdefault(form, []).append(row)
    return list(forms.items())


@pytest.mark.parametrize("between", [(), ("- 4 -",), ("续表",), (TITLE, LINE)])
def test_a_table_goes_on_under_its_head(tmp_path: Path, between: tuple[str, ...]) -> None:
    reading = reading_of(tmp_path, table(FIRST), *between, table(SECOND))
    ((_, rows),) = codes(reading)
    assert rows[-3:] == ["30201", "30205", "30216"] and not reading.unread


def test_its_sums_are_held_over_both_pages(tmp_path: Path) -> None:
    first = [[cell.replace("18.00", "13.00") for cell in row] for row in FIRST]
    reading = reading_of(tmp_path, table(first), "- 4 -", table(SECOND))
    found = check(Subject(disclosure=as_disclosure(reading), reading=reading), selected())
    assert [(one.code, one.expected) for one in found.findings] == [("K101", "18.00")]


def test_the_same_rows_again_are_another_table(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, table(FIRST), table(FIRST[:1] + FIRST[3:]))
    assert codes(reading)[0][1].count("30201") == 1
    assert "printed_again" not in {one.key for one in reading.unread}


def test_a_title_between_begins_another_table(tmp_path: Path) -> None:
    title = "国有资本经营预算财政拨款支出决算明细表"
    reading = reading_of(tmp_path, table(FIRST), title, table(SECOND))
    assert len(codes(reading)) == 2
    assert not any({"30201", "30216"} <= set(rows) for _, rows in codes(reading))


def test_tables_of_two_files_are_two(tmp_path: Path) -> None:
    """Their heads are alike and none of their rows: a unit a file."""
    for name, rows in (("甲.html", FIRST), ("乙.html", SECOND)):
        (tmp_path / name).write_text(table(rows), encoding="utf-8")
    assert len(put_together(tables_of(read_all(tmp_path)), ())) == 2


PAGE_NUMBER = Paragraph("3", Spot(file="a.pdf"))
HEADED = (("科目编码", "科目名称", "机关运行经费支出"), ("合计", "", "50.00"))


def of_page(page: int, *rows: tuple[str, ...]) -> Grid:
    lines = [tuple(GridText(cell, Spot(file="a.pdf", page=page)) for cell in row) for row in rows]
    return Grid(tuple(lines), Spot(file="a.pdf", page=page))


@pytest.mark.parametrize(
    ("page", "row", "count"),
    [
        (2, ("30202", "印刷费", "20.00"), 1),
        (2, ("30202", "印刷费", ""), 2),
        (2, ("30201", "办公费", "20.00"), 2),
        (3, ("30202", "印刷费", "20.00"), 2),
        (2, ("单位", "科目名称", "金额"), 2),
    ],
    ids=["goes on", "other kinds of cells", "the same row", "a page between", "a head"],
)
def test_rows_without_a_head_at_the_top_of_the_next_page_go_on(
    page: int, row: tuple[str, ...], count: int
) -> None:
    first = of_page(1, *HEADED, ("30201", "办公费", "30.00"))
    document = Document(
        "a.pdf", "pdf", [first, Paragraph("3", Spot(file="a.pdf")), of_page(page, row)]
    )
    assert len(put_together(tables_of([document]), frozenset())) == count
