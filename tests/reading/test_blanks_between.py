"""Plain text whose cells blanks set apart, not one above the other: read where nothing can be
missing, else left as it stands."""

from pathlib import Path

import pytest

from juesuan.reading import Grid
from juesuan.reading.formats.text import read_text


def grids(folder: Path, text: str) -> list[list[list[str]]]:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    return [
        [[cell.text if cell else "" for cell in row] for row in part.rows]
        for part in read_text(path).parts
        if isinstance(part, Grid)
    ]


@pytest.mark.parametrize("blanks", ["    ", "  ", "　　"], ids=["four", "two", "full width"])
def test_wide_blanks_part_the_cells_below_a_head(tmp_path: Path, blanks: str) -> None:
    rows = [
        ["项目（单位：万元）", "上年决算", "本年决算", "增减率"],
        ["工资福利支出", "860.00", "903.00", "5.00%"],
        ["对个人和家庭的补助", "40.00", "46.00", "15.00%"],
        ["资本性支出", "20.00", "13.00", "-35.00%"],
    ]
    assert grids(tmp_path, "\n".join(blanks.join(row) for row in rows)) == [rows]


def test_a_list_of_names_and_values_needs_no_head(tmp_path: Path) -> None:
    lines = (
        "各项金额如下（万元）：\n冬季清雪作业    420.00\n公厕管护    118.00\n垃圾转运    232.00\n"
    )
    (rows,) = grids(tmp_path, lines + "以上均已支付。")
    assert rows == [["冬季清雪作业", "420.00"], ["公厕管护", "118.00"], ["垃圾转运", "232.00"]]


def test_a_list_may_end_with_a_row_of_more_cells(tmp_path: Path) -> None:
    lines = (
        "办公费    214600\n水电费    98300\n差旅费    176500\n合计    489400    （上年    500000）"
    )
    (rows,) = grids(tmp_path, lines)
    assert len(rows) == 3


def test_two_signs_of_a_word_set_wide_are_one_cell(tmp_path: Path) -> None:
    lines = "项目 金额 占比\n人员经费    1126.80    56.3%\n合  计    2000.00    100.0%"
    assert grids(tmp_path, lines)[0][-1] == ["合计", "2000.00", "100.0%"]


@pytest.mark.parametrize(
    "lines",
    [
        "项目    上年    本年\n甲费    1.00    2.00\n乙丙丁戊费用    3.00\n合计    4.00    2.00",
        "甲乙丙丁费用    1.00  2.00  3.00\n丙费    4.00  5.00  6.00\n丁费    7.00  8.00  9.00",
        "购置设备12台  其中电脑8台\n支出3.5万元  另付运费0.2万元\n合计3.7万元  已付清",
    ],
    ids=["a row lacks a cell", "three values without a head", "sentences"],
)
def test_what_may_lack_a_cell_is_left_as_it_stands(tmp_path: Path, lines: str) -> None:
    assert grids(tmp_path, lines) == []
