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


# C301.


def test_c301_finds_headings_that_leave_a_number_out() -> None:
    lines = headings("一、收入决算情况说明", "二、支出决算情况说明", "四、资产占用情况说明")
    (finding,) = found(booklet(narrative=lines), "C301")
    assert (finding.where[0].section, finding.variant) == ("四", "gap")
    assert "缺3" in message(finding)


FOUR = ("收入决算情况说明", "支出决算情况说明", "资产占用情况说明", "政府采购情况说明")


def numbered(*numbers: str) -> list[str]:
    return headings(*(f"{n}、{title}" for n, title in zip(numbers, FOUR, strict=True)))


def test_c301_finds_a_number_that_comes_twice() -> None:
    (finding,) = found(booklet(narrative=numbered("一", "二", "二", "三")), "C301")
    assert (finding.where[0].printed, finding.variant) == ("资产占用情况说明", "again")
    assert (finding.expected, finding.severity) == ("", "")


@pytest.mark.parametrize("numbers", ["一二四四", "一二二四", "一三三四", "一二三三"])
def test_c301_tells_the_one_number_that_makes_all_run_on(numbers: str) -> None:
    (finding,) = found(booklet(narrative=numbered(*numbers)), "C301")
    slip = next(
        n for n, (one, right) in enumerate(zip(numbers, "一二三四", strict=True)) if one != right
    )
    assert (finding.variant, finding.expected) == ("slip", "一二三四"[slip] + "、")
    assert finding.severity == "warning"
    assert f"“{numbers[slip]}、”" in message(finding)


def test_c301_finds_items_without_the_first() -> None:
    lines = headings("一、收入决算情况说明", "（二）结构情况", "（三）变动情况")
    (finding,) = found(booklet(narrative=lines), "C301")
    assert (finding.where[0].section, finding.variant) == ("一/（二）", "start")
    excerpt = headings("五、收入决算情况说明", "六、支出决算情况说明")
    assert found(booklet(narrative=excerpt), "C301") == []


def test_c301_passes_headings_in_order() -> None:
    lines = headings("一、收入决算情况说明", "二、支出决算情况说明", "三、资产占用情况说明")
    assert found(booklet(narrative=lines), "C301") == []


def test_c301_spares_lists_that_begin_anew_under_each_heading() -> None:
    lines = headings(
        "一、收入决算情况说明",
        "（一）总体情况",
        "（二）结构情况",
        "二、支出决算情况说明",
        "（一）总体情况",
    )
    assert found(booklet(narrative=lines), "C301") == []


def test_c301_spares_a_number_that_stands_at_the_head_of_a_line_all_the_same() -> None:
    lines = headings("一、收入决算情况说明", "二、支出决算情况说明", "四、资产占用情况说明")
    lines.insert(4, "情况说明如下三、结转结余情况良好，没有结转，也没有结余，不再逐项说明。")
    assert found(booklet(narrative=lines), "C301") == []


# C302.


@pytest.mark.parametrize(
    ("text", "variant", "said"),
    [
        (
            "措施：一是加强管理；二是加快进度；三是严格考核；三是完善制度。",
            "again",
            "“三是”用了两次",
        ),
        ("措施：一是加强管理；三是严格考核。", "gap", "分项从“一是”跳到“三是”"),
        ("措施：一是加强预算管理，提高执行率。", "alone", "只有“一是”"),
    ],
)
def test_c302_finds_firstly_and_secondly_out_of_order(text: str, variant: str, said: str) -> None:
    (finding,) = found(booklet(table=[["下一步措施", text]]), "C302")
    assert finding.variant == variant and said in message(finding)


def test_c302_passes_a_list_in_order() -> None:
    text = "一是加强管理；二是加快进度。下一步：一是严格考核；二是完善制度。"
    assert found(booklet(table=[["下一步措施", text]]), "C302") == []


@pytest.mark.parametrize(
    "text", ["统一是基本要求。", "一是加强管理。其二，加快进度。", "一是否完成；三是否验收。"]
)
def test_c302_spares_other_words_and_other_ways_to_go_on(text: str) -> None:
    assert found(booklet(table=[["下一步措施", text]]), "C302") == []


@pytest.mark.parametrize(("between", "count"), [(11, 0), (12, 1)])
def test_c302_spares_a_list_that_goes_on_within_a_dozen_passages(between: int, count: int) -> None:
    rows = [["一是加强管理。"], *[["措施。"]] * between, ["二是加快进度。"]]
    assert len(found(booklet(table=rows), "C302")) == count


# C303.


@pytest.mark.parametrize(
    ("text", "step"),
    [("1.建成平台。2.完成验收。4.开展培训。", "2.→4."), ("1.建成。2.验收。2.培训。", "2.→2.")],
)
def test_c303_finds_points_that_jump_or_come_twice_once_a_table(text: str, step: str) -> None:
    (finding,) = found(booklet(table=[["年度目标", text]]), "C303")
    assert step in message(finding)


def test_c303_passes_points_in_order() -> None:
    assert found(booklet(table=[["年度目标", "1.建成。2.验收。3.培训。"]]), "C303") == []


@pytest.mark.parametrize(
    "text",
    [
        "1.5万元，2.3万元，4.1万元。",
        "1.建成。2验收。3.培训。",
        "1.建成。3.验收。",
        "1.建成。2.验收。6.培训。",
    ],
    ids=["decimals", "a number without its mark", "too few", "too far"],
)
def test_c303_spares_what_is_no_list_of_points(text: str) -> None:
    assert found(booklet(table=[["年度目标", text]]), "C303") == []


# C304.


def test_c304_finds_a_row_number_that_comes_twice() -> None:
    findings = found(booklet("yunnan-2023", words={"23": "24"}), "C304")
    assert ("again", "24") in {(f.variant, f.where[0].row) for f in findings}
    assert {f.where[0].form for f in findings} == {"01", "04", "10"}  # all have a row 23


def test_c304_passes_row_numbers_in_order() -> None:
    assert found(booklet("yunnan-2023"), "C304") == []


def test_c304_spares_numbers_that_the_form_leaves_out_as_prescribed() -> None:
    assert found(booklet("shanxi-2023"), "C304") == []  # 15 is followed by 17


# C305.


def test_c305_finds_columns_without_a_number_among_numbered_ones() -> None:
    words = {"16": "14", "15": "13", "14": "12", "13": "11", "12": "", "11": ""}
    (finding,) = found(booklet("yunnan-2023", words=words), "C305")
    assert (finding.where[0].form, finding.where[0].role) == ("05", "column_numbers")
    assert finding.details["count"] == 1 and finding.details["after"] == "10"


def test_c305_passes_columns_that_are_all_numbered() -> None:
    assert found(booklet("yunnan-2023"), "C305") == []


def test_c305_spares_columns_that_are_not_numbered_at_all() -> None:
    words = {str(n): "" for n in range(1, 17)}
    assert found(booklet("yunnan-2023", words=words), "C305") == []


# C306.


def test_c306_finds_one_number_over_two_forms() -> None:
    (finding,) = found(booklet(words={"公开08表": "公开07表"}), "C306")
    assert {where.form for where in finding.where} == {"07", "08"}
    assert "公开07表" in {where.item for where in finding.where}


def test_c306_passes_a_number_for_each_form() -> None:
    assert found(booklet(), "C306") == []


def test_c306_spares_the_number_of_a_form_told_elsewhere() -> None:
    assert found(booklet(narrative=["一、收入决算情况说明", "详见公开07表。"]), "C306") == []


# C307.

PROJECT = [
    ["项目名称", "政务外网运维", "", "", "", "", ""],
    ["主管部门", "某局", "", "实施单位", "某局", "", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率"],
    ["", "年度资金总额", "10.00", "10.00", "10.00", "10", "100.00"],
    ["年度总体目标", "预期目标", "", "", "实际完成情况", "", ""],
    ["", "整合各部门网络。", "", "", "已完成。", "", ""],
]
TITLE = "2023年度项目支出绩效自评表"


def test_c307_finds_performance_tables_without_a_number_once() -> None:
    (finding,) = found(booklet("yunnan-2023", narrative=[TITLE], table=PROJECT), "C307")
    assert finding.details["count"] == 1
    assert (finding.where[0].project, finding.where[0].role) == (TITLE, "form_number")


def test_c307_passes_tables_with_their_number() -> None:
    numbered = booklet("yunnan-2023", narrative=["附表15-1", TITLE], table=PROJECT)
    assert found(numbered, "C307") == []


def test_c307_spares_a_set_that_numbers_no_forms() -> None:
    words = {f"公开{no:02d}表": "附注" for no in range(1, 13)}
    subject = booklet("yunnan-2023", narrative=[TITLE], table=PROJECT, words=words)
    assert found(subject, "C307") == []
