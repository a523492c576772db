"""A self-evaluation given beside forms is printed at the end of the booklet as it stands."""

from pathlib import Path

import pytest

from juesuan.narrative import Booklet, BookletTable
from juesuan.publishing.given_tables import given_tables
from juesuan.publishing.laid import laid_blocks
from juesuan.publishing.word import write_word
from juesuan.reading import read, read_all
from support.balanced import filled
from support.disclosures import facts

REASON = "年中调整采购，次年付完款"
EVALUATION = f"""
<tr><td>项目名称</td><td colspan="7">系统运行维护</td></tr>
<tr><td rowspan="3">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td>
<td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>10.00</td><td>10.00</td><td>9.00</td>
<td rowspan="2">10</td><td rowspan="2">90%</td><td rowspan="2">9</td></tr>
<tr><td>其中：财政拨款</td><td>10.00</td><td>10.00</td><td>9.00</td></tr>
<tr><td>未完成原因</td><td colspan="7">{REASON}</td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>99</td><td></td></tr>
"""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> BookletTable:
    path = tmp_path_factory.mktemp("given") / "2023.html"
    path.write_text(
        "<h1>示例市数字中心2023年度部门决算</h1><p>收入支出决算总表</p><p>单位：万元</p><table>"
        "<tr><td>项目</td><td>决算数</td><td>项目</td><td>决算数</td></tr>"
        "<tr><td>本年收入合计</td><td>9.00</td><td>本年支出合计</td><td>9.00</td></tr>"
        "<tr><td>总计</td><td>9.00</td><td>总计</td><td>9.00</td></tr></table>"
        "<p>项目支出绩效自评表</p><p>公开14表</p><p>部门：示例市数字中心</p><p>金额单位：万元</p>"
        f"<table>{EVALUATION}</table>",
        "utf-8",
    )
    (found,) = given_tables(read(path, "yunnan-2023"))
    return found


def test_it_keeps_its_title_and_what_stands_above_it(table: BookletTable) -> None:
    above = (table.number, table.title, table.department_line, table.unit_line)
    assert above == ("公开14表", "项目支出绩效自评表", "部门：示例市数字中心", "金额单位：万元")
    assert table.landscape


def test_its_merged_cells_cover_what_they_covered(table: BookletTable) -> None:
    said = [
        [(c.text, c.rows, c.columns) for c in row if c.rows * c.columns > 1] for row in table.rows
    ]
    assert said == [
        [("系统运行维护", 1, 7)],
        [("项目资金（万元）", 3, 1)],
        [("10", 2, 1), ("90%", 2, 1), ("9", 2, 1)],
        [],
        [(REASON, 1, 7)],
        [("总分", 1, 5)],
    ]
    assert {sum(c.rows * c.columns for row in table.rows for c in row)} == {6 * 8}


def test_long_texts_begin_at_the_left_and_words_and_figures_stand_in_the_middle(
    table: BookletTable,
) -> None:
    left = {cell.text for row in table.rows for cell in row if cell.align == "left"}
    assert left == {REASON}


def test_word_prints_it_as_it_was_given(table: BookletTable, tmp_path: Path) -> None:
    book = Booklet(unit="某局", year=2023, title="某局", blocks=(table,))
    write_word(book, laid_blocks(book, filled(facts(), "yunnan-2023")), tmp_path / "a.docx")
    (document,) = read_all(tmp_path / "a.docx")
    given = [[cell.text if cell else None for cell in row] for row in document.grids[-1].rows]
    assert given == [
        ["项目名称", "系统运行维护", *[None] * 6],
        [
            "项目资金（万元）",
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
        ],
        [None, "年度资金总额", "10.00", "10.00", "9.00", "10", "90%", "9"],
        [None, "其中：财政拨款", "10.00", "10.00", "9.00", None, None, None],
        ["未完成原因", REASON, *[None] * 6],
        ["总分", *[None] * 4, "100", "99", ""],
    ]
