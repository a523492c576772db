"""N512: an amount of the text that is one slip of a digit away from a table's; N505: units that a
line above gives."""

from pathlib import Path

import pytest

from juesuan.checks import Finding, Subject, check, selected
from juesuan.reading import as_disclosure, read

BY_CODE = """支出功能分类明细（万元）
208 社会保障和就业支出|485.20
210 卫生健康支出|18.36
221 住房保障支出|20.17
"""

PROJECTS = """项目名称\t金额（万元）
档案数字化\t210.35
库房改造\t128.15
安全保密\t40.00
合计\t378.50
"""


def found(folder: Path, text: str) -> list[Finding]:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    reading = read(path)
    subject = Subject(disclosure=as_disclosure(reading), reading=reading)
    return check(subject, selected(["N512"])).findings


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("2023年社会保障和就业支出共458.20万元。", "485.20"),
        ("2023年住房保障支出20.71万元。", "20.17"),
    ],
)
def test_n512_finds_an_amount_whose_digits_are_turned(
    tmp_path: Path, said: str, printed: str
) -> None:
    (finding,) = found(tmp_path, f"{said}\n{BY_CODE}")
    assert finding.where[1].printed == printed


def test_n512_finds_a_total_whose_digits_are_turned(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "2021年县档案馆项目支出共计387.50万元，明细见下表。\n" + PROJECTS)
    assert finding.where[1].printed == "378.50"


@pytest.mark.parametrize(
    "said",
    [
        "2023年社会保障和就业支出共485.20万元。",
        "2023年社会保障和就业支出512.74万元。",
        "2023年住房保障支出预算20.71万元。",
        "2022年住房保障支出20.71万元，2023年见下表。",
    ],
    ids=["the same", "no slip", "a budget", "another year"],
)
def test_n512_spares_other_amounts_of_a_name(tmp_path: Path, said: str) -> None:
    assert found(tmp_path, f"{said}\n{BY_CODE}") == []


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("本年项目支出412.65万元，明细如下表：", 1),
        ("本年项目支出378.50万元，明细如下表：", 0),
        ("本年项目支出412.65万元，主要项目如下表：", 0),
        ("本年项目支出412.65万元，比上年的398.20万元有所增加，明细如下表：", 0),
        ("本年支出412.65万元。", 0),
    ],
)
def test_n512_holds_the_total_of_a_table_to_the_line_that_announces_it(
    tmp_path: Path, said: str, count: int
) -> None:
    assert len(found(tmp_path, f"{said}\n{PROJECTS}")) == count


@pytest.mark.parametrize(("title", "count"), [("收入预算与决算（元）", 0), ("收入预算与决算", 1)])
def test_n505_spares_amounts_whose_unit_a_line_above_gives(
    tmp_path: Path, title: str, count: int
) -> None:
    (path := tmp_path / "a.txt").write_text(
        f"{title}\n公务接待费支出决算为17.82，完成预算。\n会议费支出决算1.00万元。\n", "utf-8"
    )
    assert len(check(Subject.of(read(path), [path]), selected(["N505"])).findings) == count


OF_COSTS = """科目|年初预算|决算数|决算比预算
差旅费|32.00|27.45|-4.55
会议费|8.00|5.10|-2.90
培训费|10.00|7.86|-2.14
"""


def test_n512_holds_the_lines_beside_a_form_to_its_amounts(tmp_path: Path) -> None:
    said = "三项经费决算合计40.41万元，其中差旅费支出27.45万元、培训费支出8.76万元。"
    (finding,) = found(tmp_path, f"2021年度部门决算情况说明\n{OF_COSTS}{said}")
    assert finding.where[1].printed == "7.86"


def test_n512_spares_what_stands_far_from_a_form(tmp_path: Path) -> None:
    said = "其中差旅费支出27.45万元、培训费支出8.76万元。"
    between = "".join(f"第{n}项工作按照计划完成，没有其他情况。\n" for n in "一二三四五六七八")
    assert found(tmp_path, f"2021年度部门决算情况说明\n{OF_COSTS}{between}{said}") == []
