"""The year of a document, wherever it is said; where it is not, nobody is accused by it."""

from pathlib import Path

import docx
import pytest

from juesuan.checks import Subject, check
from juesuan.messages import say
from juesuan.reading import Document, Grid, GridText, Paragraph, Spot, read
from juesuan.reading.recognise.years import year_of

FORM = """支出决算表
公开03表
部门：某某市水务局\t单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
合计\t\t8.77\t8.77\t0.00\t0.00\t0.00\t0.00
213\t农林水支出\t8.77\t8.77\t0.00\t0.00\t0.00\t0.00
"""


def document(name: str, *lines: str, head: str = "") -> Document:
    parts: list[Paragraph | Grid] = [Paragraph(line, Spot(file=name)) for line in lines]
    if head:
        parts.append(Grid(((GridText(head, Spot(file=name)),),), Spot(file=name)))
    return Document(name, "text", parts)


@pytest.mark.parametrize(
    ("found", "year"),
    [
        (document("a.txt", "2019年部门决算"), 2019),
        (document("a.txt", "二〇二二年度部门决算"), 2022),
        (document("a.txt", "二○一九年部门决算公开"), 2019),
        (document("a.txt", "发布日期：2025年8月15日", "2024年度部门决算"), 2024),
        (document("a.txt", "收入决算表", head="2024年决算数"), 2024),
        (document("a.txt", "发布日期：2025年8月15日"), 0),
        (document("2021年部门决算.xlsx", "收入决算表"), 2021),
        (document("附件2_2022bmjs.xls", "收入决算表"), 2022),
        (document("20240815.xls", "收入决算表"), 0),
        (document("2025年公开的2024年部门决算.pdf", "2023年度部门决算"), 2023),
        (document("a.txt", "收入决算表", "2024年度本单位严格" + "执行预算，" * 20), 2024),
        (document("a.txt", "收入决算表"), 0),
        (document("a.txt", "2022年度收入决算表", *["与2021年度相比减少5万元。"] * 3), 2022),
    ],
)
def test_the_year_is_found_where_it_is_said(found: Document, year: int) -> None:
    assert year_of([found]) == year


def test_a_year_in_the_files_name_is_the_years(tmp_path: Path) -> None:
    path = tmp_path / "2022年部门决算.txt"
    path.write_text(FORM, "utf-8")
    reading = read(path)
    assert (reading.year, reading.year_said) == (2022, True)


def test_a_year_that_nobody_said_is_told_and_accuses_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FORM, "utf-8")
    reading = read(path)
    (told,) = [unread for unread in reading.unread if unread.key == "year_assumed"]
    assert told.details == {"year": reading.year} and not reading.year_said
    assert "--year" in say("unread.year_assumed", **told.details)
    checked = check(Subject.of(reading))
    without = {entry.code for entry in checked.coverage.not_checked if entry.reason == "no_year"}
    assert "D102" in without


def test_a_year_that_is_given_is_no_assumption(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FORM, "utf-8")
    reading = read(path, year=2021)
    assert reading.year == 2021
    assert "year_assumed" not in {unread.key for unread in reading.unread}


PAGE = """<html><head><title>{title}</title></head><body><p>支出决算表</p><p>公开03表</p><table>
<tr><td>科目编码</td><td>科目名称</td><td>本年支出合计</td></tr>
<tr><td>合计</td><td></td><td>8.77</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>8.77</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("title", "said"), [("某某局2019年度部门决算公开", True), ("某某局", False)]
)
def test_the_title_of_a_page_says_the_year_where_nothing_else_does(
    tmp_path: Path, title: str, said: bool
) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(title=title), "utf-8")
    reading = read(path)
    assert (reading.year_said, reading.year == 2019) == (said, said)


def test_the_title_property_of_a_word_document_says_the_year(tmp_path: Path) -> None:
    word = docx.Document()
    word.core_properties.title = "某某局二〇一九年度部门决算"
    for text in ("支出决算表", "公开03表"):
        word.add_paragraph(text)
    table = word.add_table(3, 3)
    rows = (("科目编码", "科目名称", "支出合计"), ("合计", "", "8.77"), ("201", "", "8.77"))
    for line, said in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, said, strict=True):
            cell.text = text
    word.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").year == 2019


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("某某小学2016部门决算", "本年支出合计9.00万元。"), 2016),
        (
            (
                "一、2022年“三公”经费预算安排情况",
                "2022年度“三公”经费预算总计21.80万元。",
                "二、2021年“三公”经费决算情况",
                "2021年度“三公”经费合计支出20.12万元。",
            ),
            2021,
        ),
    ],
)
def test_the_year_is_that_of_the_accounts_and_of_no_budget(
    lines: tuple[str, ...], year: int
) -> None:
    spot = Spot(file="a.txt")
    document = Document("a.txt", "text", [Paragraph(line, spot) for line in lines])
    assert year_of([document]) == year
