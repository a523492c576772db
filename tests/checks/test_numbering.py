"""Rules on numbering: headings, lists, rows and columns, forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks import message
from juesuan.checks.rules.completeness.numbering import broken
from juesuan.text import ordinal
from support.booklets import booklet, found


@given(st.integers(1, 99))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = (
        (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    )
    assert ordinal(f"（{written}）") == number == ordinal(f"{number}.")


@given(st.lists(st.integers(1, 12), min_size=1, max_size=4))
def test_lists_that_each_run_from_one_are_not_broken(lengths: list[int]) -> None:
    assert broken([n for length in lengths for n in range(1, length + 1)]) is None


def test_a_list_breaks_where_a_number_is_left_out_or_comes_again() -> None:
    assert broken([1, 2, 4]) == (2, "gap")
    assert broken([1, 2, 2]) == (2, "again")
    assert broken([1, 2, 3, 2]) == (3, "order")


def headings(*lines: str) -> list[str]:
    return [text for line in lines for text in (line, "情况良好。")]


def test_headings_that_leave_a_number_out_are_told() -> None:
    lines = headings("一、收入决算情况说明", "二、支出决算情况说明", "四、资产占用情况说明")
    (finding,) = found(booklet(narrative=lines), "C301")
    assert finding.where[0].section == "四"
    assert "缺3" in message(finding)


def test_headings_in_order_and_lists_within_them_are_fine() -> None:
    lines = headings(
        "一、收入决算情况说明",
        "（一）总体情况",
        "（二）结构情况",
        "二、支出决算情况说明",
        "（一）总体情况",
    )
    assert found(booklet(narrative=lines), "C301") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("措施：一是加强管理；二是加快进度；三是严格考核；三是完善制度。", "用了两次"),
        ("措施：一是加强管理；三是严格考核。", "跳到"),
        ("措施：一是加强预算管理，提高执行率。", "只有“一是”"),
    ],
)
def test_firstly_secondly_out_of_order_is_told(text: str, said: str) -> None:
    (finding,) = found(booklet(table=[["下一步措施", text]]), "C302")
    assert said in message(finding)


@pytest.mark.parametrize(
    "text",
    [
        "一是加强管理；二是加快进度。下一步：一是严格考核；二是完善制度。",
        "统一是基本要求。",
        "一是加强管理。其二，加快进度。",
    ],
)
def test_lists_in_order_and_other_words_are_fine(text: str) -> None:
    assert found(booklet(table=[["下一步措施", text]]), "C302") == []


def test_points_of_a_goal_that_jump_are_told_once_a_table() -> None:
    (finding,) = found(
        booklet(table=[["年度目标", "1.建成平台。2.完成验收。4.开展培训。"]]), "C303"
    )
    assert "2.→4." in message(finding)


@pytest.mark.parametrize(
    "text", ["1.建成。2.验收。3.培训。", "1.5万元，2.3万元，4.1万元。", "1.建成。2验收。3.培训。"]
)
def test_points_in_order_and_decimals_are_fine(text: str) -> None:
    assert found(booklet(table=[["年度目标", text]]), "C303") == []


def test_row_numbers_that_the_form_does_not_print_so_are_told() -> None:
    told = found(booklet("yunnan-2023", words={"23": "24"}), "C304")
    assert {(finding.variant, finding.where[0].row) for finding in told} >= {("again", "24")}
    assert found(booklet("shanxi-2023"), "C304") == []  # 15 is followed by 17 as prescribed


def test_columns_without_a_number_among_numbered_ones_are_told() -> None:
    assert found(booklet("yunnan-2023"), "C305") == []
    (finding,) = found(
        booklet(
            "yunnan-2023",
            words={"16": "14", "15": "13", "14": "12", "13": "11", "12": "", "11": ""},
        ),
        "C305",
    )
    assert finding.where[0].form == "05"


def test_one_number_over_two_forms_is_told() -> None:
    (finding,) = found(booklet(words={"公开08表": "公开07表"}), "C306")
    assert {where.form for where in finding.where} == {"07", "08"}
    assert found(booklet(), "C306") == []


PROJECT = [
    ["项目名称", "政务外网运维", "", "", "", "", ""],
    ["主管部门", "某局", "", "实施单位", "某局", "", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率"],
    ["", "年度资金总额", "10.00", "10.00", "10.00", "10", "100.00"],
    ["年度总体目标", "预期目标", "", "", "实际完成情况", "", ""],
    ["", "整合各部门网络。", "", "", "已完成。", "", ""],
]


def test_performance_tables_without_a_number_are_told_once() -> None:
    title = "2023年度项目支出绩效自评表"
    (finding,) = found(booklet("yunnan-2023", narrative=[title], table=PROJECT), "C307")
    assert finding.details["count"] == 1
    numbered = booklet("yunnan-2023", narrative=["附表15-1", title], table=PROJECT)
    assert found(numbered, "C307") == []
