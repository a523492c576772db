"""Where text and form differ, the one that more speaks for is not accused."""

import pytest

from juesuan.checks import Finding, check, message, selected
from juesuan.checks.catalogue import all_rules
from support.telling import told

HEADING = ("七、财政拨款“三公”经费支出决算情况说明",)


def findings(*text: str) -> list[Finding]:
    return check(told(*HEADING, *text), selected(["N101", "N2"])).findings


def test_a_form_figure_that_nothing_else_bears_out_may_be_the_wrong_one() -> None:
    said = "“三公”经费支出年初预算为8万元，支出决算为4万元，完成预算的50%。"
    again = "2023年度“三公”经费年初预算为8万元。"
    (wrong,) = findings(said, again)
    assert (wrong.code, wrong.variant, wrong.expected) == ("N101", "either", "")
    assert "可能是报表的数错了" in message(wrong)
    assert {place.form != "" for place, _ in wrong.candidates} == {True, False}


def test_a_single_sentence_is_held_to_the_form() -> None:
    (wrong,) = findings("“三公”经费支出年初预算为8万元。")
    assert (wrong.code, wrong.variant) == ("N101", "")
    assert wrong.expected


def test_a_form_figure_that_sums_bear_out_is_believed() -> None:
    said = "“三公”经费支出8万元，完成预算的160%。"
    assert all(one.variant != "either" for one in findings(said, "“三公”经费支出决算为8万元。"))


BASIC = ("六、一般公共预算财政拨款基本支出决算情况说明",)


def test_a_figure_of_the_row_beside_accuses_neither_form_nor_text() -> None:
    (wrong,) = check(told(*BASIC, "津贴补贴80.00万元。"), selected(["N101"])).findings
    assert (wrong.variant, wrong.expected) == ("neighbour", "")
    assert "印在相邻的“30101 基本工资”一行" in message(wrong)


@pytest.mark.parametrize("code", ["N101", "N102"])
def test_amounts_and_counts_tell_of_the_row_beside(code: str) -> None:
    rule = all_rules()[code]
    assert {"neighbour", "either"} <= {*rule.message} and {"neighbour"} <= {*rule.todo}


def test_a_figure_of_the_row_beside_is_the_neighbours_where_the_text_tells_it_so() -> None:
    said = "基本工资80.00万元、津贴补贴80.00万元。"
    (wrong,) = check(told(*BASIC, said), selected(["N101"])).findings
    assert (wrong.variant, wrong.expected) == ("", "20.00万元")


def test_a_rate_beside_the_text_s_figure_weighs_as_much_as_a_sum_of_the_form() -> None:
    said = "办公费支出6.00万元"
    (plain,) = check(told(*BASIC, f"{said}。"), selected(["N101"])).findings
    assert plain.variant == ""
    rated = f"{said}，比上年增加1.00万元，增长20.00%。"
    (wrong,) = check(told(*BASIC, rated), selected(["N101", "N2"])).findings
    assert (wrong.code, wrong.variant) == ("N101", "either")
