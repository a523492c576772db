"""N201 to N207: rates of the narrative, worked out again from the amounts they are said of.

The small unit spends 171万元, 40 of it on a project.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks import check, message, selected, severity_of
from support.excerpts import accused
from support.telling import found, shown, told

INCOME = "一、收入支出决算总体情况说明"
SPENT = "三、支出决算情况说明"
FISCAL = "五、一般公共预算财政拨款支出决算情况说明"
CARS = "九、财政拨款“三公”经费支出决算情况说明"
BOUGHT = "二、政府采购情况"


class TestShares:
    TEXT = "2023年度支出合计171.00万元，其中：基本支出131.00万元，占{}%。"

    def test_n201_finds_a_share_that_the_amounts_do_not_give(self) -> None:
        (finding,) = found("N201", SPENT, self.TEXT.format("67.61"))
        assert shown(finding) == [
            ("第三部分/三/基本支出/share", "67.61%"),
            ("第三部分/三/基本支出/final", "131.00万元"),
            ("第三部分/三/支出合计/final", "171.00万元"),
        ]
        assert (finding.expected, finding.variant) == ("76.61%", "")
        assert message(finding) == "基本支出131.00万元占171.00万元的比例写67.61%，应为76.61%。"

    @pytest.mark.parametrize("rate", ["76.61", "76.6", "77", "76.608"])
    def test_n201_passes_the_share_with_any_number_of_digits(self, rate: str) -> None:
        assert found("N201", SPENT, self.TEXT.format(rate)) == []

    def test_n201_finds_a_share_of_what_only_a_form_prints(self) -> None:
        (finding,) = found("N201", SPENT, "项目支出40.00万元，占32.39%。")
        assert [printed for _, printed in shown(finding)] == ["32.39%", "40.00万元"]
        assert finding.expected == "23.39%"
        assert found("N201", SPENT, "项目支出40.00万元，占23.39%。") == []

    def test_n201_passes_the_whole_that_is_all_of_one_item(self) -> None:
        text = "收入总计180.00万元，其中：本年收入合计171.00万元，均为财政拨款收入，占{}%。"
        assert found("N201", INCOME, text.format("100.00")) == []
        (finding,) = found("N201", INCOME, text.format("90.00"))
        assert finding.expected == "95.00%"

    def test_n201_finds_a_part_in_a_unit_that_the_text_does_not_use(self) -> None:
        text = (
            "政府采购支出总额20.00万元，其中：货物支出20.00万元。授予中小企业合同金额{}，"
            "占政府采购支出总额的62.50%。"
        )
        assert found("N201", BOUGHT, text.format("12.50万元")) == []
        (finding,) = found("N201", BOUGHT, text.format("12.50元"))
        assert (finding.variant, finding.expected) == ("unit", "12.50万元")

    def test_n201_finds_a_share_of_what_it_names(self) -> None:
        text = "一般公共预算财政拨款支出171.00万元，占本年支出合计的{}%。"
        assert found("N201", FISCAL, text.format("100.00")) == []
        (finding,) = found("N201", FISCAL, text.format("90.00"))
        assert finding.expected == "100.00%"

    def test_n201_finds_the_whole_that_most_shares_are_of(self) -> None:
        text = (
            "财政拨款支出200万元，主要用于以下方面：社会保障和就业支出10万元，占5%；一般公共服务"
            "支出149万元，占74.5%；住房保障支出12万元，占{}%。"
        )
        assert found("N201", FISCAL, text.format(6)) == []
        (finding,) = found("N201", FISCAL, text.format(9))
        assert finding.expected == "6%"

    def test_n201_spares_a_share_of_something_unknown_or_of_nothing(self) -> None:
        text = "项目支出40.00万元，占全市数字化投入的3.39%。"
        assert found("N201", SPENT, text) == []
        text = "政府采购支出总额{}万元。授予中小企业合同金额5.00万元，占50.00%。"
        assert found("N201", BOUGHT, text.format("0")) == []
        assert len(found("N201", BOUGHT, text.format("20.00"))) == 1

    def test_n201_spares_last_year_s_share_and_points(self) -> None:
        before = "2022年度支出合计80.00万元，其中：基本支出40.00万元，占50.00%。"
        assert found("N201", SPENT, before) == []
        assert len(found("N201", SPENT, before.replace("占50", "占60"))) == 1
        assert found("N201", SPENT, "基本支出131.00万元，占比上升2.00个百分点。") == []

    @given(st.integers(1, 10**6), st.integers(1, 10**6))
    def test_n201_n206_passes_a_share_rounded_as_usual(self, part: int, rest: int) -> None:
        whole = part + rest
        rate = (part * 20_000 // whole + 1) // 2  # hundredths of a percent, halves up
        text = f"政府采购支出总额{whole / 100:.2f}万元。授予中小企业合同金额{part / 100:.2f}万元，"
        text += f"占政府采购支出总额的{rate / 100:.2f}%。"
        assert check(told(BOUGHT, text), selected(["N201", "N206"])).findings == []


class TestGrowth:
    TEXT = "一般公共预算财政拨款支出171.00万元。与上年相比，一般公共预算财政拨款支出{}万元，{}%。"

    @pytest.mark.parametrize(
        ("change", "rate"),
        [("增加71.00", "增长71.00"), ("减少29.00", "下降14.50"), ("增加71.00", "增长71")],
    )
    def test_n202_passes_amount_change_and_rate_that_agree(self, change: str, rate: str) -> None:
        assert found("N202", FISCAL, self.TEXT.format(change, rate)) == []

    def test_n202_finds_a_rate_that_does_not_agree(self) -> None:
        (finding,) = found("N202", FISCAL, self.TEXT.format("增加71.00", "增长17.00"))
        assert shown(finding) == [
            ("第三部分/五/一般公共预算财政拨款支出/growth", "17.00%"),
            ("第三部分/五/一般公共预算财政拨款支出/change", "71.00万元"),
            ("第三部分/五/一般公共预算财政拨款支出/final", "171.00万元"),
        ]
        assert (finding.variant, finding.expected) == ("", "71.00%")
        assert "上年为100.00万元，增减率写17.00%，应为71.00%" in message(finding)

    def test_n202_finds_a_rate_on_this_years_amount(self) -> None:
        (finding,) = found("N202", FISCAL, self.TEXT.format("增加71.00", "增长41.52"))
        assert (finding.variant, finding.expected) == ("this_year", "71.00%")
        assert "本年数" in message(finding)

    def test_n202_finds_more_and_less_confused(self) -> None:
        (finding,) = found("N202", FISCAL, self.TEXT.format("增加29.00", "增长14.50"))
        assert (finding.variant, finding.expected) == ("reversed", "减少14.50%")

    def test_n202_finds_an_increase_beyond_the_amount_itself(self) -> None:
        (finding,) = found("N202", FISCAL, self.TEXT.format("增加271.00", "增长71.00"))
        assert (finding.variant, finding.expected) == ("negative", "")
        assert "上年数成了-100.00万元" in message(finding)

    def test_n202_finds_growth_on_the_budget_that_a_difference_implies(self) -> None:
        text = "公务接待费支出2.14万元，与2023年度预算相比，增加1.14万元，增长{}%。"
        (finding,) = found("N202", CARS, text.format("1.14"))
        assert finding.expected == "114.00%"
        assert "预算为1.00万元" in message(finding)
        assert found("N202", CARS, text.format("114.00")) == []

    def test_n202_finds_growth_on_the_budget_that_is_stated(self) -> None:
        text = "公务接待费年初预算为4.00万元，支出决算为2.14万元，比年初预算减少1.86万元，下降{}%。"
        assert found("N202", CARS, text.format("46.50")) == []
        (finding,) = found("N202", CARS, text.format("86.92"))
        assert finding.expected == "46.50%"

    def test_n202_passes_each_of_several_rates_in_its_place(self) -> None:
        text = "支出合计171.00万元，基本支出131.00万元；比上年分别增加21.00万元、11.00万元，"
        text += "增长14.00%、{}%。"
        assert found("N202", SPENT, text.format("9.17")) == []

    def test_n202_finds_which_of_two_rates_of_one_item_is_wrong(self) -> None:
        text = "收支总计171.00万元，比上年增加21.00万元、增长14.00%，"
        text += "收支总计200.00万元，比上年增加100.00万元、增长{}%。"
        assert found("N202", SPENT, text.format("100.00")) == []
        (finding,) = found("N202", SPENT, text.format("50.00"))
        assert [printed for _, printed in shown(finding)] == ["50.00%", "100.00万元", "200.00万元"]
        assert finding.expected == "100.00%"

    def test_n202_passes_a_rate_on_last_year_s_amount_beside_it(self) -> None:
        text = "收支总计171.00万元，较上年的150.00万元增加31.00万元，增长14.00%。"
        heading = "一、收入支出决算总体情况说明"
        assert found("N202", heading, text) == []  # the change is wrong, not the rate
        assert [f.expected for f in found("N302", heading, text)] == ["增加21.00万元"]

    def test_n202_n204_spares_coarse_amounts(self) -> None:
        text = "公务接待费1万元，比上年增加0.5万元，增长100%。"
        assert found("N202", CARS, text) == found("N204", CARS, text) == []

    def test_n202_spares_the_change_of_another_item(self) -> None:
        text = "一般公共预算财政拨款支出171.00万元。水费比上年增加1.00万元，增长50.00%。"
        assert found("N202", FISCAL, text) == []

    def test_n202_spares_a_rate_in_the_other_direction(self) -> None:
        text = self.TEXT.format("增加71.00", "下降17.00")
        assert found("N202", FISCAL, text) == []
        assert len(found("N301", FISCAL, text)) == 1


class TestGrowthFromNothing:
    TEXT = TestGrowth.TEXT

    def test_n204_finds_growth_against_nothing_once_a_document(self) -> None:
        text = self.TEXT.format("增加171.00", "增长100.00")
        (finding,) = found("N204", FISCAL, text, "六、支出情况", text)
        assert shown(finding) == [
            ("第三部分/五/一般公共预算财政拨款支出/growth", "100.00%"),
            ("第三部分/六/一般公共预算财政拨款支出/growth", "100.00%"),
        ]
        assert "却写增长100.00%：一般公共预算财政拨款支出。" in message(finding)

    def test_n204_passes_growth_against_something(self) -> None:
        assert found("N204", FISCAL, self.TEXT.format("增加71.00", "增长71.00")) == []

    def test_n204_spares_no_growth_of_nothing(self) -> None:
        text = "公务接待费支出0万元，比上年增加0万元，增长0%。"
        assert found("N204", CARS, text) == []
        text = "公务接待费支出2.00万元，上年支出0万元，比上年增加2.00万元，增长0%。"
        assert found("N204", CARS, text) == []

    def test_n202_spares_growth_against_nothing(self) -> None:
        assert found("N202", FISCAL, self.TEXT.format("增加171.00", "增长100.00")) == []


@pytest.mark.parametrize(
    ("spent", "variant", "expected"),
    [("171.00", "reversed", "减少4.47%"), ("178.50", "direction", "4.91%")],
)
def test_n202_turns_both_directions_round_where_a_form_has_the_amount(
    spent: str, variant: str, expected: str
) -> None:
    change = {"171.00": "8.00", "178.50": "8.35"}[spent]
    text = f"财政拨款支出{spent}万元，比上年{{}}{change}万元，{{}}4.47%。"
    assert found("N202", FISCAL, text.format("减少", "下降")) == []
    (finding,) = found("N202", FISCAL, text.format("增加", "增长"))
    assert (finding.variant, finding.expected) == (variant, expected)


def test_n202_finds_the_amount_whose_unit_its_text_does_not_use() -> None:
    text = (
        "财政拨款支出{}。与上年相比，增加155,454.55元，增长10.00%。其中：基本支出1,310,000.00元。"
    )
    assert found("N202", FISCAL, text.format("1,710,000.00元")) == []
    (finding,) = found("N202", FISCAL, text.format("1,710,000.00万元"))
    assert (finding.variant, finding.expected) == ("unit_of_amount", "1710000.00元")


class TestCompletion:
    TEXT = "一般公共预算财政拨款支出年初预算为{}万元，全年预算为{}万元，支出决算为171.00万元，"

    @pytest.mark.parametrize(
        "said", ["完成年初预算的85.50%。", "完成全年预算的90.00%。", "完成预算的90.00%。"]
    )
    def test_n203_passes_a_rate_that_its_budget_gives(self, said: str) -> None:
        assert found("N203", FISCAL, self.TEXT.format("200.00", "190.00") + said) == []

    def test_n203_finds_a_wrong_rate(self) -> None:
        text = self.TEXT.format("200.00", "190.00") + "完成全年预算的80.00%。"
        (finding,) = found("N203", FISCAL, text)
        item = "第三部分/五/一般公共预算财政拨款支出"
        assert shown(finding) == [
            (f"{item}/completion", "80.00%"),
            (f"{item}/final", "171.00万元"),
            (f"{item}/initial_budget", "200.00万元"),
            (f"{item}/full_year_budget", "190.00万元"),
        ]
        assert (finding.expected, finding.variant) == ("90.00%", "")

    def test_n203_finds_a_rate_of_another_budget_than_it_names(self) -> None:
        text = self.TEXT.format("0", "190.00") + "完成年初预算的90.00%。"
        (finding,) = found("N203", FISCAL, text)
        assert (finding.variant, finding.expected) == ("base", "全年预算")
        assert "90.00%写作完成年初预算，其实是完成全年预算数的比例" in message(finding)

    def test_n203_holds_a_rate_of_no_named_budget_to_the_nearest(self) -> None:
        text = "专项经费年初预算420.00万元，调整后预算516.40万元，支出决算{}万元，执行率96.50%。"
        assert found("N203", FISCAL, text.format("498.33")) == []
        (finding,) = found("N203", FISCAL, text.format("489.33"))
        assert (finding.variant, finding.expected) == ("amount", "498.33万元")

    def test_n203_finds_a_budget_in_the_wrong_unit(self) -> None:
        text = "一般公共预算财政拨款支出预算为200万元，支出决算为1710000.00元，完成预算的85.50%。"
        assert found("N203", FISCAL, text) == []
        (finding,) = found("N203", FISCAL, text.replace("200万元", "2,000,000.00万元"))
        assert (finding.variant, finding.expected) == ("unit", "2000000.00元")

    def test_n203_finds_the_budget_in_a_difference_to_it(self) -> None:
        text = "一般公共预算财政拨款支出171.00万元，完成年初预算{}%，决算数大于预算数71.00万元。"
        (finding,) = found("N203", FISCAL, text.format("100"))
        assert finding.expected == "171%"
        assert found("N203", FISCAL, text.format("171")) == []

    @pytest.mark.parametrize(
        ("rate", "said", "right"),
        [("90.00", "增加19.00万元", "减少19.00万元"), ("112.50", "减少19.00万元", "增加19.00万元")],
    )
    def test_n203_finds_a_difference_to_the_budget_of_the_wrong_direction(
        self, rate: str, said: str, right: str
    ) -> None:
        text = f"一般公共预算财政拨款支出171.00万元，完成年初预算的{rate}%，比年初预算{{}}。"
        assert found("N203", FISCAL, text.format(right)) == []
        (finding,) = found("N203", FISCAL, text.format(said))
        assert (finding.variant, finding.expected) == ("opposed", right)
        assert finding.where[0].printed == "19.00万元"

    def test_n203_finds_a_rate_of_nothing_spent(self) -> None:
        heading = "五、政府性基金预算财政拨款支出决算情况说明"
        text = "专项资金支出0万元，完成预算的{}%。"
        (finding,) = found("N203", heading, text.format("50.00"))
        assert (finding.variant, finding.expected) == ("unspent", "0.00%")
        assert found("N203", heading, text.format("0")) == []

    def test_n203_finds_a_rate_of_no_budget(self) -> None:
        text = "公务接待费支出全年预算0万元，支出决算5万元，完成全年预算的50%。"
        (finding,) = found("N203", CARS, text)
        assert (finding.variant, finding.expected) == ("zero", "")
        assert severity_of(finding) == "error"
        (finding,) = found("N203", CARS, text.replace("50%", "100%"))
        assert severity_of(finding) == "warning"

    def test_n203_finds_a_rate_of_a_bare_zero(self) -> None:
        text = "公务接待费支出年初预算为0，支出决算为5万元，完成年初预算的95.89%。"
        (finding,) = found("N203", CARS, text)
        assert (finding.variant, finding.where[2].printed) == ("zero", "0")

    def test_n203_finds_no_other_unit_for_a_rate_of_nothing(self) -> None:
        text = "公务接待费年初预算为12.00万元，支出决算为12.00万元，完成年初预算的0%。"
        (finding,) = found("N203", CARS, text)
        assert (finding.expected, finding.variant) == ("100%", "")

    def test_n203_spares_a_budget_that_is_not_given(self) -> None:
        text = "一般公共预算财政拨款支出年初预算为200.00万元，支出决算为171.00万元，"
        assert found("N203", FISCAL, text + "完成全年预算的55.00%。") == []
        assert len(found("N203", FISCAL, text + "完成年初预算的55.00%。")) == 1

    def test_n203_spares_money_paid_back(self) -> None:
        text = "公务接待费年初预算为2.00万元，支出决算为{}万元，完成年初预算的{}%。"
        assert found("N203", CARS, text.format("-1.00", "50.00")) == []
        assert found("N203", CARS, text.format("1.00", "-50.00")) == []
        assert len(found("N203", CARS, text.format("1.00", "40.00"))) == 1


class TestCompletionOfNothing:
    TEXT = "公务接待费支出全年预算{}万元，支出决算{}万元，完成全年预算的{}%。"

    @pytest.mark.parametrize("rate", ["0", "100"])
    def test_n205_finds_a_rate_of_no_budget_and_nothing_spent(self, rate: str) -> None:
        (finding,) = found("N205", CARS, self.TEXT.format(0, 0, rate))
        assert shown(finding) == [("第三部分/九/公务接待费/completion", f"{rate}%")]
        assert message(finding).startswith(f"预算为0，却写完成预算的{rate}%，共1处。")
        assert found("N203", CARS, self.TEXT.format(0, 0, rate)) == []

    def test_n205_passes_a_rate_of_a_budget(self) -> None:
        assert found("N205", CARS, self.TEXT.format(2, 0, 0)) == []

    def test_n205_spares_a_rate_where_something_was_spent(self) -> None:
        assert found("N205", CARS, self.TEXT.format(0, 5, 50)) == []
        assert len(found("N203", CARS, self.TEXT.format(0, 5, 50))) == 1


class TestLastDigits:
    TEXT = "政府采购支出总额307.82万元。授予中小企业合同金额29.42万元，占政府采购支出总额的{}%。"

    def test_n206_finds_rates_cut_off_once_a_document(self) -> None:
        texts = (BOUGHT, self.TEXT.format("9.55"), "三、采购执行情况", self.TEXT.format("9.57"))
        (finding,) = found("N206", *texts)
        assert shown(finding) == [
            ("第三部分/二/授予中小企业合同金额/share", "9.55%"),
            ("第三部分/三/授予中小企业合同金额/share", "9.57%"),
        ]
        listed = "授予中小企业合同金额9.55%→9.56%、授予中小企业合同金额9.57%→9.56%"
        assert message(finding) == f"2个比例的末位不对：{listed}。"
        assert finding.expected == ""

    def test_n206_finds_the_right_rate_where_one_is_cut_off(self) -> None:
        (finding,) = found("N206", BOUGHT, self.TEXT.format("9.55"))
        assert finding.expected == "9.56%"
        assert found("N201", BOUGHT, self.TEXT.format("9.55")) == []

    def test_n206_passes_a_rounded_rate(self) -> None:
        assert found("N206", BOUGHT, self.TEXT.format("9.56")) == []

    def test_n206_spares_a_rate_that_misses_by_one_and_a_half_last_digits(self) -> None:
        text = "政府采购支出总额200.00万元。授予中小企业合同金额19.13万元，占{}%。"
        assert found("N206", BOUGHT, text.format("9.55")) == []
        assert len(found("N201", BOUGHT, text.format("9.55"))) == 1

    @pytest.mark.parametrize("rate", ["9.54", "9.58", "8.56"])
    def test_n206_spares_a_rate_that_is_simply_wrong(self, rate: str) -> None:
        assert found("N206", BOUGHT, self.TEXT.format(rate)) == []
        assert [f.expected for f in found("N201", BOUGHT, self.TEXT.format(rate))] == ["9.56%"]


class TestSharesTogether:
    HEADING = "三、甲市支出构成情况"
    TEXT = "2023年度支出构成如下：基本支出占{}%，项目支出占65.91%。"

    def test_n207_finds_shares_beyond_a_hundred(self) -> None:
        (finding,) = found("N207", self.HEADING, self.TEXT.format("44.09"))
        assert shown(finding) == [
            ("第三部分/三/基本支出/share", "44.09%"),
            ("第三部分/三/项目支出/share", "65.91%"),
        ]
        assert message(finding) == "2项占比相加是110.00%。"

    @pytest.mark.parametrize("rate", ["34.09", "34.10", "20.00"])
    def test_n207_passes_shares_of_a_hundred_rounding_apart(self, rate: str) -> None:
        assert found("N207", self.HEADING, self.TEXT.format(rate)) == []
        assert len(found("N207", self.HEADING, self.TEXT.format("34.11"))) == 1

    def test_n207_spares_shares_of_different_wholes(self) -> None:
        text = "人员经费占本年支出合计的71.35%，公用经费占5.26%，基本支出占76.61%。"
        assert found("N207", self.HEADING, text) == []

    def test_n207_spares_shares_of_amounts_that_differ_by_their_last_digit(self) -> None:
        text = "本年支出合计68.09万元，基本支出60.00万元，占88.12%；项目支出8.10万元，占11.90%。"
        assert found("N207", SPENT, text) == []
        assert len(found("N207", self.HEADING, "基本支出占88.12%；项目支出占11.90%。")) == 1

    def test_n207_spares_one_share_twice_and_shares_that_are_wrong(self) -> None:
        twice = "基本支出占65.91%，基本支出占65.91%。"
        assert found("N207", self.HEADING, twice) == []
        wrong = "基本支出131.00万元，占44.09%，项目支出40.00万元，占65.91%。"
        assert found("N207", SPENT, wrong) == []
        assert len(found("N201", SPENT, wrong)) == 2


UNIT = (
    "2023年度机关运行经费支出{}，比年初预算数191.20万元减少4.78万元，下降2.50%；"
    "比2022年度减少7.33万元，下降3.78%。"
)


@pytest.mark.parametrize(("said", "count"), [("1864172.63万元", 1), ("186.42万元", 0)])
def test_an_amount_in_another_unit_is_told_once(said: str, count: int) -> None:
    rules = selected(["N202", "N203", "N302"])
    checked = check(told("十、机关运行经费支出说明", UNIT.format(said)), rules)
    assert [one.expected for one in checked.findings] == ["1864172.63元"] * count


OWN_TOTAL = (
    "财政拨款“三公”经费支出决算20.00万元，其中：公务接待费支出决算2.00万元，占总支出决算的{}；"
    "公务用车运行维护费支出决算18.00万元，占总支出决算的90.00%。"
)


def test_n201_takes_a_total_of_no_name_for_what_its_item_belongs_to() -> None:
    head = "四、财政拨款“三公”经费支出决算情况说明"
    spent = ("三、支出决算情况说明", "本年支出合计500.00万元。")
    assert accused(*spent, head, OWN_TOTAL.format("10.00%")) == []
    (finding,) = [f for f in accused(*spent, head, OWN_TOTAL.format("11.11%")) if f.code == "N201"]
    assert finding.expected == "10.00%"
