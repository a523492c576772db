"""Rates in the narrative, worked out again from the amounts they are said of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks import check, message, selected
from support.telling import found, told

SPENDING = "三、支出决算情况说明"
FISCAL = "五、一般公共预算财政拨款支出决算情况说明"
"""The small unit spends 171万元, 40 of it on a project."""


class TestShares:
    def test_a_share_that_the_amounts_do_not_give(self) -> None:
        text = "2023年度支出合计171.00万元，其中：基本支出131.00万元，占{}%。"
        (finding,) = found("N201", SPENDING, text.format("67.61"))
        assert finding.where[0].printed == "67.61%"
        assert finding.expected == "76.61%"
        assert found("N201", SPENDING, text.format("76.61")) == []
        assert found("N201", SPENDING, text.format("76.6")) == []
        assert found("N201", SPENDING, text.format("77")) == []

    def test_the_whole_may_be_known_from_a_form_only(self) -> None:
        (finding,) = found("N201", SPENDING, "项目支出40.00万元，占32.39%。")
        assert finding.expected == "23.39%"

    def test_a_share_of_what_it_names(self) -> None:
        text = "一般公共预算财政拨款支出171.00万元，占本年支出合计的{}%。"
        assert found("N201", FISCAL, text.format("100.00")) == []
        (finding,) = found("N201", FISCAL, text.format("90.00"))
        assert finding.expected == "100.00%"

    def test_of_something_unknown_nothing_is_said(self) -> None:
        text = "项目支出40.00万元，占全市数字化投入的3.39%。"
        assert found("N201", SPENDING, text) == []

    def test_a_last_digit_cut_off_is_told_apart_once_a_document(self) -> None:
        text = (
            "政府采购支出总额307.82万元。授予中小企业合同金额29.42万元，占政府采购支出总额的{}%。"
        )
        heading = "二、政府采购情况"
        assert found("N201", heading, text.format("9.55")) == []
        (finding,) = found(
            "N206", heading, text.format("9.55"), "三、采购执行情况", text.format("9.57")
        )
        assert [place.printed for place in finding.where] == ["9.55%", "9.57%"]
        assert "9.56%" in message(finding)
        assert found("N206", heading, text.format("9.56")) == []

    def test_shares_beyond_a_hundred(self) -> None:
        text = "2023年度支出构成如下：基本支出占{}%，项目支出占65.91%。"
        (finding,) = found("N207", "三、甲市支出构成情况", text.format("44.09"))
        assert "110.00%" in message(finding)
        assert found("N207", "三、甲市支出构成情况", text.format("34.09")) == []

    @given(st.integers(1, 10**6), st.integers(1, 10**6))
    def test_a_share_rounded_by_any_usual_habit_is_never_wrong(self, part: int, rest: int) -> None:
        whole = part + rest
        rate = (part * 20_000 // whole + 1) // 2  # hundredths of a percent, halves up
        text = f"政府采购支出总额{whole / 100:.2f}万元。授予中小企业合同金额{part / 100:.2f}万元，"
        text += f"占政府采购支出总额的{rate / 100:.2f}%。"
        subject = told("二、政府采购情况", text)
        assert check(subject, selected(["N201", "N206"])).findings == []


class TestGrowth:
    TEXT = "一般公共预算财政拨款支出171.00万元。与上年相比，一般公共预算财政拨款支出{}万元，{}%。"

    @pytest.mark.parametrize(
        ("change", "rate"), [("增加71.00", "增长71.00"), ("减少29.00", "下降14.50")]
    )
    def test_amount_change_and_rate_that_agree(self, change: str, rate: str) -> None:
        assert found("N202", FISCAL, self.TEXT.format(change, rate)) == []

    def test_a_rate_that_does_not_agree(self) -> None:
        (finding,) = found("N202", FISCAL, self.TEXT.format("增加71.00", "增长17.00"))
        assert (finding.variant, finding.expected) == ("", "71.00%")

    def test_a_rate_on_this_years_amount(self) -> None:
        (finding,) = found("N202", FISCAL, self.TEXT.format("增加71.00", "增长41.52"))
        assert (finding.variant, finding.expected) == ("this_year", "71.00%")
        assert "本年数" in message(finding)

    def test_more_and_less_confused(self) -> None:
        (finding,) = found("N202", FISCAL, self.TEXT.format("增加29.00", "增长14.50"))
        assert finding.variant == "direction"

    def test_an_increase_beyond_the_amount_itself(self) -> None:
        (finding,) = found("N202", FISCAL, self.TEXT.format("增加271.00", "增长71.00"))
        assert finding.variant == "negative"

    def test_growth_against_nothing_is_one_finding_a_document(self) -> None:
        text = self.TEXT.format("增加171.00", "增长100.00")
        assert found("N202", FISCAL, text) == []
        (finding,) = found("N204", FISCAL, text, "六、支出情况", text)
        assert len(finding.where) == 2
        assert found("N204", FISCAL, self.TEXT.format("增加71.00", "增长71.00")) == []

    def test_growth_on_the_budget_that_a_difference_implies(self) -> None:
        heading = "九、财政拨款“三公”经费支出决算情况说明"
        text = "公务接待费支出2.14万元，与2023年度预算相比，增加1.14万元，增长{}%。"
        (finding,) = found("N202", heading, text.format("1.14"))
        assert finding.expected == "114.00%"
        assert "预算" in message(finding)
        assert found("N202", heading, text.format("114.00")) == []

    def test_coarse_amounts_are_given_all_their_room(self) -> None:
        heading = "九、财政拨款“三公”经费支出决算情况说明"
        text = "公务接待费1万元，比上年增加0.5万元，增长100%。"
        assert found("N202", heading, text) == found("N204", heading, text) == []

    def test_the_change_of_another_item_is_not_taken(self) -> None:
        text = "一般公共预算财政拨款支出171.00万元。水费比上年增加1.00万元，增长50.00%。"
        assert found("N202", FISCAL, text) == []


class TestCompletion:
    TEXT = "一般公共预算财政拨款支出年初预算为{}万元，全年预算为{}万元，支出决算为171.00万元，"

    def test_a_rate_that_budget_and_final_account_give(self) -> None:
        text = self.TEXT.format("200.00", "190.00")
        assert found("N203", FISCAL, text + "完成年初预算的85.50%。") == []
        assert found("N203", FISCAL, text + "完成全年预算的90.00%。") == []
        assert found("N203", FISCAL, text + "完成预算的90.00%。") == []

    def test_a_wrong_rate(self) -> None:
        text = self.TEXT.format("200.00", "190.00") + "完成全年预算的80.00%。"
        (finding,) = found("N203", FISCAL, text)
        assert finding.expected == "90.00%"

    def test_a_rate_of_another_budget_than_it_names(self) -> None:
        text = self.TEXT.format("0", "190.00") + "完成年初预算的90.00%。"
        (finding,) = found("N203", FISCAL, text)
        assert (finding.variant, finding.expected) == ("base", "全年预算")
        assert "年初预算" in message(finding) and "全年预算" in message(finding)

    def test_a_budget_in_the_wrong_unit(self) -> None:
        text = "一般公共预算财政拨款支出预算为200万元，支出决算为1710000.00元，完成预算的85.50%。"
        assert found("N203", FISCAL, text) == []
        (finding,) = found("N203", FISCAL, text.replace("200万元", "2,000,000.00万元"))
        assert finding.variant == "unit"

    def test_a_difference_to_the_budget_says_what_the_budget_was(self) -> None:
        text = "一般公共预算财政拨款支出171.00万元，完成年初预算{}%，决算数大于预算数71.00万元。"
        (finding,) = found("N203", FISCAL, text.format("100"))
        assert finding.expected == "171%"
        assert found("N203", FISCAL, text.format("171")) == []

    def test_a_rate_of_nothing_spent(self) -> None:
        heading = "五、政府性基金预算财政拨款支出决算情况说明"
        text = "专项资金支出0万元，完成预算的{}%。"
        (finding,) = found("N203", heading, text.format("50.00"))
        assert (finding.variant, finding.expected) == ("unspent", "0.00%")
        assert found("N203", heading, text.format("0")) == []

    def test_a_rate_of_no_budget(self) -> None:
        text = "公务接待费支出全年预算0万元，支出决算0万元，完成全年预算的0%。"
        heading = "九、财政拨款“三公”经费支出决算情况说明"
        assert found("N203", heading, text) == []
        (finding,) = found("N205", heading, text)
        assert finding.where[0].printed == "0%"
        (finding,) = found("N203", heading, text.replace("决算0", "决算5").replace("0%", "50%"))
        assert finding.variant == "zero"
