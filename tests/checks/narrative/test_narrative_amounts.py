"""N101 to N105: amounts and counts against forms and against one another.

The small unit spends 171万元: 131 basic, of these 122 on persons and 9 on running; 40 on a
project.
"""

from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from juesuan.checks import Finding, Subject, check, message, selected
from juesuan.facts import WAN
from juesuan.reading import Spot
from juesuan.reading.performance import LabelledText, OverallTable, Performance, Value
from support.balanced import fact
from support.disclosures import facts, printed_book
from support.excerpts import excerpt
from support.telling import PART, findings, found, shown, told

CENTS = 1_000_000  # 1万元 in cents
SPENT = "三、支出决算情况说明"
GENERAL = "三、一般公共预算财政拨款支出决算情况说明"
ITEMS = "（二）一般公共预算财政拨款支出决算具体情况"
BASIC = "六、一般公共预算财政拨款基本支出决算情况说明"
CARS = "四、财政拨款“三公”经费支出决算情况说明"
BOUGHT = "二、政府采购情况"
PENSION = "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）"


def of_printed(code: str, *narrative: str, **more: object) -> list[Finding]:
    """What a rule finds where the forms, too, are changed."""
    subject = printed_book(narrative=[PART, *narrative], **more)
    return check(subject, selected([code])).findings


def without(no: str, *narrative: str) -> Subject:
    """The small unit of which one form is not published."""
    whole = told(*narrative)
    forms = tuple(form for form in whole.disclosure.forms if form.form.no != no)
    assert whole.reading is not None
    seen = [one for one in whole.reading.observations if one.form != no]
    read = [form for form in whole.reading.forms if form.no != no]
    return Subject(
        disclosure=replace(whole.disclosure, forms=forms),
        reading=replace(whole.reading, forms=read, observations=seen),
    )


def other_income() -> list[tuple]:
    """10万元 of other income, spent on a project."""
    point = {"fund": "other", "function": "2010302", "nature": "project"}
    spent = fact("expenditure", 10 * CENTS, economic="30227", **point)
    return [spent, fact("income", 10 * CENTS, **point)]


class TestAmountsAgainstForms:
    def test_n101_spares_what_an_item_is_made_up_of(self) -> None:
        said = "行政运行（项）109.00万元，包括基本支出{}万元和项目支出{}万元。"
        assert found("N101", ITEMS, said.format("100.00", "9.00")) == []
        assert len(found("N101", ITEMS, said.format("100.00", "10.00"))) == 2

    def test_n101_spares_an_amount_without_a_name_that_the_text_has_of_another(self) -> None:
        said = "支出总计171.00万元，其中基本支出131.00万元。预算数130.00万元，决算数{}万元。"
        assert found("N101", SPENT, said.format("131.00")) == []
        assert found("N101", SPENT, said.format("113.00"))

    def test_n101_finds_an_amount_unlike_the_form(self) -> None:
        (finding,) = found("N101", SPENT, "2023年度支出合计117.00万元。")
        assert shown(finding) == [
            ("第三部分/三/支出合计/final", "117.00万元"),
            ("01:57:2", "1,710,000.00"),
            ("03:total:1", "1,710,000.00"),
            ("04:59:2", "1,710,000.00"),
            ("04:59:3", "1,710,000.00"),
            ("05:total:7", "1,710,000.00"),
        ]
        assert (finding.expected, finding.variant) == ("171.00万元", "")
        assert message(finding) == "支出合计：文字写117.00万元，第01表是1,710,000.00元。"

    @pytest.mark.parametrize(
        "said",
        [
            "财政拨款支出171.00万元，其中：一般公共预算{}万元，政府性基金预算0.00万元。",
            "支出合计171.00万元（一般公共预算拨款{}万元、政府性基金拨款0.00万元）。",
            "财政拨款支出171.00万元，包括政府性基金0.00万元、一般公共预算资金{}万元。",
        ],
    )
    def test_n101_finds_parts_called_by_their_kind_of_money_alone(self, said: str) -> None:
        assert found("N101", SPENT, said.format("171.00")) == []
        finding = found("N101", SPENT, said.format("117.00"))[-1]
        assert (finding.where[0].printed, finding.expected) == ("117.00万元", "171.00万元")

    def test_n101_spares_kinds_of_money_that_no_whole_stands_before(self) -> None:
        said = "项目资金由一般公共预算117.00万元保障。政府性基金17.00万元。"
        assert found("N101", SPENT, said) == []

    def test_n101_finds_right_digits_in_the_wrong_unit(self) -> None:
        (finding,) = found("N101", SPENT, "2023年度支出合计171.00元。")
        assert (finding.variant, finding.expected) == ("unit", "171.00万元")
        (finding,) = found("N101", SPENT, "2023年度支出合计1,710,000.00万元。")
        assert (finding.variant, finding.expected) == ("unit", "1710000.00元")
        (finding,) = found("N101", SPENT, "2023年度支出合计0.0171万元。")
        assert (finding.variant, finding.expected) == ("unit", "171.0000万元")
        (finding,) = found("N101", SPENT, "2023年度支出合计171.10元。")
        assert finding.variant == ""
        (finding,) = found("N101", SPENT, "2023年度支出合计0.00元。")
        assert finding.variant == ""

    def test_n101_finds_an_amount_by_path_code_or_list(self) -> None:
        (finding,) = found("N101", ITEMS, f"1.{PENSION}。支出决算为11.00万元。")
        assert (finding.where[1].row, finding.expected) == ("2080505", "10.00万元")
        (finding,) = found("N101", ITEMS, "住房公积金（2210201）支出13.00万元。")
        assert (finding.where[1].row, finding.expected) == ("2210201", "12.00万元")
        (finding,) = found("N101", BASIC, "基本工资、津贴补贴等人员经费支出112.00万元。")
        assert (finding.where[0].item, finding.expected) == ("人员经费", "122.00万元")
        (finding,) = found("N101", BASIC, "办公费支出6.00万元。")
        assert (finding.where[1].row, finding.expected) == ("30201", "5.00万元")

    def test_n101_leaves_a_name_of_two_totals_open_where_a_form_is_missing(self) -> None:
        text = "2023年度总收入181.00万元、总支出181.00万元。"
        assert findings(without("01", SPENT, text), "N101") == []
        (spent, *_) = found("N101", SPENT, text)
        assert spent.where[0].item == "总支出"

    @pytest.mark.parametrize(
        ("nature", "right"), [("基本支出", "109.00"), ("项目支出", "40.00"), ("", "149.00")]
    )
    def test_n101_takes_the_nature_behind_an_item_for_a_part_of_it(
        self, nature: str, right: str
    ) -> None:
        text = f"一般公共服务支出（类）{nature}{{}}万元，主要用于日常运转。"
        assert found("N101", SPENT, text.format(right)) == []
        (finding,) = found("N101", SPENT, text.format("66.00"))
        assert finding.expected == f"{right}万元"

    @pytest.mark.parametrize(
        "text",
        [
            "2023年度支出合计171.00万元，其中：基本支出131.00万元，项目支出40.00万元。",
            "2023年度支出合计1710000.00元。",
            "2023年度支出合计171万元。",
            "2023年度支出合计0.0171亿元。",
        ],
    )
    def test_n101_passes_the_form_s_amount_in_any_unit(self, text: str) -> None:
        assert found("N101", SPENT, text) == []

    def test_n101_passes_items_and_classes_that_agree(self) -> None:
        assert found("N101", ITEMS, f"1.{PENSION}。支出决算为10.00万元。") == []
        assert found("N101", BASIC, "基本工资、津贴补贴等人员经费支出122.00万元。") == []

    def test_n101_passes_a_last_digit_of_rounded_forms(self) -> None:
        text = "2023年度支出合计{}万元。"
        assert found("N101", SPENT, text.format("171.01"), money=WAN) == []
        (finding,) = found("N101", SPENT, text.format("171.02"), money=WAN)
        assert finding.expected == "171.00万元"

    @pytest.mark.parametrize(
        "text",
        [
            "2022年度支出合计99.00万元。",
            "上年支出合计99.00万元。",
            "某某下属中心支出合计12.00万元。",
            "2023年度支出合计171.00万元，主要原因是办公楼改造支出500.00万元。",
            "2023年度支出合计占比99.00%。",
        ],
        ids=["another year", "last year", "somebody else", "a reason", "a share"],
    )
    def test_n101_spares_what_is_not_surely_the_same(self, text: str) -> None:
        assert found("N101", SPENT, text) == []

    def test_n101_spares_parts_that_speak_of_another_scope(self) -> None:
        assert found("N101", "三、重点工作完成情况", "2023年度支出合计117.00万元。") == []
        assert len(found("N101", "三、支出情况", "2023年度支出合计117.00万元。")) == 1

    def test_n101_spares_the_money_that_the_heading_may_mean(self) -> None:
        rows = facts() + other_income()
        texts = ("项目支出40.00万元。", "项目支出50.00万元。", "项目支出45.00万元。")
        counts = [len(of_printed("N101", GENERAL, text, rows=rows)) for text in texts]
        assert counts == [0, 0, 1]  # the general budget's 40; all money's 50 may be meant
        named = "一般公共预算财政拨款项目支出50.00万元。"
        assert len(of_printed("N101", "三、支出情况", named, rows=rows)) == 0
        funds = "政府性基金预算财政拨款支出171.00万元。"
        (finding,) = of_printed("N101", "三、支出情况", funds, rows=rows)
        assert finding.expected == "0.00万元"

    def test_n101_takes_a_class_under_basic_expenditure_for_the_class(self) -> None:
        point = {"fund": "general", "function": "2010302", "economic": "30231"}
        rows = facts()
        for cents, nature in ((2 * CENTS, "basic.public"), (3 * CENTS, "project")):
            rows.append(fact("expenditure", cents, nature=nature, **point))
            rows.append(fact("income", cents, fund="general", function="2010302", nature=nature))
        text = "商品和服务支出11.00万元，其中：公务用车运行维护费{}万元。"
        said = [of_printed("N101", BASIC, text.format(a), rows=rows) for a in ("5", "8", "4")]
        assert [[one.expected for one in each] for each in said] == [[], [], ["5.00万元"]]

    def test_n101_says_which_amounts_are_tied_to_no_form_and_why(self) -> None:
        text = "2023年度某某中心水费5.00万元，支出合计171.00万元。上年支出合计150.00万元。"
        untied = check(told(SPENT, text), selected(["N101"])).coverage.not_checked
        assert [(one.reason, one.details["count"], one.details["examples"]) for one in untied] == [
            ("amounts_of_no_item", 1, ["某某中心水费5.00万元"]),
            ("amounts_of_other_years", 1, ["支出合计150.00万元"]),
        ]

    @given(st.integers(1, 10**9))
    def test_n101_finds_any_other_amount_and_expects_the_right_one(self, cents: int) -> None:
        said = (Decimal(cents) / 10_000).quantize(Decimal("0.01"))
        findings = found("N101", SPENT, f"2023年度支出合计{said}万元。")
        agrees = abs(said - 171) <= Decimal("0.01")
        assert [finding.expected for finding in findings] == ([] if agrees else ["171.00万元"])


class TestCountsAgainstForms:
    PRINTED: ClassVar = {"10:16:3": "3", "10:18:3": "27"}

    def test_n102_finds_a_count_unlike_the_form(self) -> None:
        text = "公务接待费支出1.00万元，国内公务接待5批次，27人次。"
        (finding,) = of_printed("N102", CARS, text, cells=self.PRINTED)
        assert shown(finding)[:2] == [
            ("第三部分/四/国内公务接待批次/final", "5批次"),
            ("10:16:3", "3"),
        ]
        assert finding.expected == "3批次"
        assert message(finding) == "国内公务接待批次：文字写5批次，第10表是3个。"

    def test_n102_passes_the_counts_of_the_form(self) -> None:
        text = "公务接待费支出1.00万元，国内公务接待3批次，27人次。"
        assert of_printed("N102", CARS, text, cells=self.PRINTED) == []

    def test_n102_spares_receptions_of_another_kind(self) -> None:
        text = "共安排国内公务接待3批次（其中：外事接待0批次），"
        text += "接待人次27人（其中：外事接待人次0人）。"
        text += "国（境）外接待费支出0.00万元，共安排国（境）外公务接待0批次，接待人次0人。"
        assert of_printed("N102", CARS, text, cells=self.PRINTED) == []

    def test_n102_spares_what_was_bought_of_what_is_held(self) -> None:
        held = {"10:15:3": "1"}
        text = "公务用车保有量{}辆，本年购置0辆。"
        assert of_printed("N102", CARS, text.format(1), cells=held) == []
        assert len(of_printed("N102", CARS, text.format(2), cells=held)) == 1

    def test_n102_finds_persons_of_the_kind_spoken_of_before(self) -> None:
        text = "共安排国内公务接待3批次（其中：外事接待0批次），接待人次28人。"
        (finding,) = of_printed("N102", CARS, text, cells=self.PRINTED)
        assert (finding.where[0].printed, finding.expected) == ("28人", "27人")


class TestSaidTwice:
    ONE = "2023年度政府采购支出总额100.00万元。"
    OTHER = "政府采购支出总额{}万元，全部面向中小企业。"
    AGAIN = "三、政府采购执行情况"

    def test_n103_finds_one_amount_with_two_values(self) -> None:
        (finding,) = found("N103", BOUGHT, self.ONE, self.AGAIN, self.OTHER.format("110.00"))
        assert shown(finding) == [
            ("第三部分/三/政府采购支出总额/final", "110.00万元"),
            ("第三部分/二/政府采购支出总额/final", "100.00万元"),
        ]
        assert message(finding) == "政府采购支出总额：前面写100.00万元，这里写110.00万元。"

    @pytest.mark.parametrize("again", ["100.00", "100", "100.01"])
    def test_n103_passes_the_same_amount_to_a_last_digit(self, again: str) -> None:
        assert found("N103", BOUGHT, self.ONE, self.AGAIN, self.OTHER.format(again)) == []

    def test_n103_spares_another_year_budget_or_reason(self) -> None:
        for other in (
            "2022年度政府采购支出总额110.00万元。",
            "政府采购支出总额年初预算110.00万元。",
            "主要原因是政府采购支出总额110.00万元。",
        ):
            assert found("N103", BOUGHT, self.ONE, self.AGAIN, other) == []

    def test_n103_spares_what_a_form_settles_and_net_beside_gross(self) -> None:
        once, twice = "2023年度支出合计171.00万元。", "2023年度支出合计117.00万元。"
        assert found("N103", SPENT, once, "四、支出情况", twice) == []
        heading = "（三）国有资产占有使用情况"
        text = "{}80.00万元。", "{}120.00万元。"
        for topic, count in (("固定资产", 0), ("在建工程", 1)):
            said = [one.format(topic) for one in text]
            subject = told(heading, said[0], heading, said[1], form_set="shanxi-2023")
            assert len(findings(subject, "N103")) == count

    PAID = "政府采购支出总额57.14万元，用于购置设备。"
    BUDGETED = "政府采购支出年初预算74.82万元，支出决算45.53万元，完成年初预算的{}。"

    def test_n103_finds_the_value_that_the_rate_beside_it_tells_against(self) -> None:
        (finding,) = found("N103", BOUGHT, self.PAID, self.BUDGETED.format("76.37%"))
        assert (finding.where[0].printed, finding.expected) == ("45.53万元", "57.14万元")
        assert message(finding).endswith("占比、完成率与57.14万元相符。")

    def test_n103_finds_no_right_value_where_rates_tell_against_neither(self) -> None:
        for rate in ("60.85%", "50.00%"):  # of the value beside it, of none of the two
            (finding,) = found("N103", BOUGHT, self.PAID, self.BUDGETED.format(rate))
            assert (finding.expected, finding.variant) == ("", "")

    def test_n103_spares_two_values_in_one_sentence(self) -> None:
        both = "政府采购支出总额100.00万元，政府采购支出总额110.00万元。"
        assert found("N103", BOUGHT, both) == []


class TestPartsAndTotals:
    TEXT = (
        "政府采购支出总额100.00万元，其中：政府采购货物支出{}万元、"
        "政府采购工程支出0.00万元、政府采购服务支出60.00万元。"
    )

    def test_n104_finds_parts_that_do_not_make_the_total(self) -> None:
        (finding,) = found("N104", BOUGHT, self.TEXT.format("45.00"))
        assert shown(finding) == [
            ("第三部分/二/政府采购支出总额/final", "100.00万元"),
            ("第三部分/二/政府采购货物支出/final", "45.00万元"),
            ("第三部分/二/政府采购工程支出/final", "0.00万元"),
            ("第三部分/二/政府采购服务支出/final", "60.00万元"),
        ]
        assert (finding.expected, finding.variant) == ("", "open")
        assert finding.details["ways"] == [
            "政府采购支出总额100.00万元→105.00万元",
            "政府采购货物支出45.00万元→40.00万元",
        ]

    @pytest.mark.parametrize("goods", ["40.00", "40.01", "40.02", "39.98"])
    def test_n104_passes_parts_that_make_it_rounding_apart(self, goods: str) -> None:
        assert found("N104", BOUGHT, self.TEXT.format(goods)) == []

    @pytest.mark.parametrize("goods", ["40.03", "39.97"])
    def test_n104_finds_what_no_rounding_explains(self, goods: str) -> None:
        assert len(found("N104", BOUGHT, self.TEXT.format(goods))) == 1

    def test_n104_spares_a_total_without_all_its_parts(self) -> None:
        short = "政府采购支出总额100.00万元，其中：政府采购货物支出45.00万元。"
        assert found("N104", BOUGHT, short) == []

    def test_n104_spares_parts_that_a_form_knows_to_be_wrong(self) -> None:
        text = "支出合计171.00万元，基本支出131.00万元。人员经费122.00万元，公用经费19.00万元。"
        assert found("N104", SPENT, text) == []
        assert [f.expected for f in found("N101", SPENT, text)] == ["9.00万元"]


class TestChangesOfParts:
    HEADING = "九、财政拨款“三公”经费支出决算情况说明"
    TEXT = (
        "“三公”经费财政拨款支出决算0万元，比上年减少{}万元，其中："
        "因公出国（境）费支出0万元，与上年相同；公务用车购置费支出0万元，与上年相同；"
        "公务用车运行维护费支出0万元，比上年减少6.45万元；"
        "公务接待费支出0万元，比上年增加0.70万元。"
    )

    def test_n104_holds_a_total_to_the_items_below_it(self) -> None:
        below = ("（一）人员经费{}万元。", "（二）公用经费104.10万元。")
        total = "一般公共预算财政拨款基本支出862.40万元，其中："
        right = excerpt(BASIC, total, below[0].format("758.30"), below[1])
        assert check(right, selected(["N104"])).findings == []
        wrong = excerpt(BASIC, total, below[0].format("756.30"), below[1])
        (finding,) = check(wrong, selected(["N104"])).findings
        assert "860.40万元" in message(finding)

    def test_n104_finds_changes_that_do_not_add_up_with_their_signs(self) -> None:
        (finding,) = found("N104", self.HEADING, self.TEXT.format("2.41"))
        assert (finding.variant, finding.expected) == ("change", "5.75万元")
        assert [printed for _, printed in shown(finding)] == ["2.41万元", "6.45万元", "0.70万元"]
        assert "写-2.41万元" in message(finding) and "相加是-5.75万元" in message(finding)

    def test_n104_passes_changes_that_add_up(self) -> None:
        assert found("N104", self.HEADING, self.TEXT.format("5.75")) == []

    def test_n104_spares_changes_whose_direction_is_not_said(self) -> None:
        text = self.TEXT.format("2.41").replace("增加0.70", "变动0.70")
        assert found("N104", self.HEADING, text) == []

    def test_n104_finds_income_and_expenditure_totals_that_differ(self) -> None:
        heading = "一、收入支出决算总体情况说明"
        text = "2023年度收入总计171.00万元，支出总计171.00万元。"
        text += "与上年相比，收入总计减少10.00万元，支出总计减少{}万元。"
        (finding,) = found("N104", heading, text.format("1.00"))
        assert (finding.variant, finding.expected) == ("balance", "1.00万元")
        assert shown(finding) == [
            ("第三部分/一/收入总计/change", "10.00万元"),
            ("第三部分/一/支出总计/change", "1.00万元"),
        ]
        assert found("N104", heading, text.format("10.00")) == []


class TestPartsBeyondTheTotal:
    TEXT = "政府采购支出总额100.00万元。授予中小企业合同金额{}万元。"

    def test_n105_finds_contracts_of_small_firms_beyond_all_procurement(self) -> None:
        (finding,) = found("N105", BOUGHT, self.TEXT.format("120.00"))
        assert shown(finding) == [
            ("第三部分/二/授予中小企业合同金额/final", "120.00万元"),
            ("第三部分/二/政府采购支出总额/final", "100.00万元"),
        ]
        assert "合计120.00万元，超过政府采购支出总额100.00万元" in message(finding)

    @pytest.mark.parametrize("part", ["99.00", "100.00", "100.01"])
    def test_n105_passes_a_part_no_larger_than_the_whole(self, part: str) -> None:
        assert found("N105", BOUGHT, self.TEXT.format(part)) == []
        assert len(found("N105", BOUGHT, self.TEXT.format("100.02"))) == 1

    def test_n105_spares_parts_that_must_make_up_the_total(self) -> None:
        whole = TestPartsAndTotals.TEXT.format("45.00")
        assert found("N105", BOUGHT, whole) == []
        assert len(found("N105", BOUGHT, whole.replace("政府采购工程支出0.00万元、", ""))) == 1

    RUNNING = "（一）机关运行经费支出情况", "机关运行经费支出{}万元，主要用于办公费。"

    def test_n105_finds_a_part_beyond_what_a_form_prints_of_the_whole(self) -> None:
        heading, text = self.RUNNING
        (finding,) = found("N105", heading, text.format("9.60"))
        assert finding.variant == "of_form" and shown(finding)[0][1] == "9.60万元"
        assert "比第05表的公用经费90,000.00元还多" in message(finding)

    @pytest.mark.parametrize("amount", ["7.20", "9.00", "9.01"])
    def test_n105_passes_a_part_within_what_a_form_prints_of_the_whole(self, amount: str) -> None:
        heading, text = self.RUNNING
        assert found("N105", heading, text.format(amount)) == []

    ITEM = "全年预算为{}万元，支出决算为10.00万元。"
    TOTAL = "一般公共预算财政拨款支出全年预算为10.00万元，支出决算为171.00万元。其中："

    def test_n105_finds_budgets_of_items_beyond_the_total_budget(self) -> None:
        heading = "（三）一般公共预算财政拨款支出决算具体情况"
        said = (heading, self.TOTAL, f"1.{PENSION}。")
        (finding,) = found("N105", *said, self.ITEM.format("10.50"))
        assert shown(finding) == [
            ("第三部分/（三）/一般公共预算财政拨款支出/full_year_budget", "10.00万元"),
            (
                "第三部分/（三）/1/机关事业单位基本养老保险缴费支出/full_year_budget",
                "10.50万元",
            ),
        ]
        assert found("N105", *said, self.ITEM.format("9.50")) == []

    @pytest.mark.parametrize(
        ("said", "part"),
        [
            ("单价50万元以上的设备2台（套），其中单价100万元以上的设备{}台（套）。", 3),
            ("全年接待20批次160人次，其中来访考察{}人次。", 190),
        ],
    )
    def test_n105_finds_a_part_of_anything_that_is_more(self, said: str, part: int) -> None:
        section = "十、其他重要事项的情况说明"
        assert found("N105", section, said.format(1)) == []
        (finding,) = found("N105", section, said.format(part))
        assert finding.variant == "of_which"

    def test_n105_finds_any_part_of_a_list_that_is_more(self) -> None:
        section = "十、其他重要事项的情况说明"
        said = "会议费9.00万元，其中：场地费2.00万元、住宿费3.00万元、伙食费{}万元。"
        assert found("N105", section, said.format("4.00")) == []
        (finding,) = found("N105", section, said.format("40.00"))
        assert finding.details["part"] == "40.00万元"

    def test_n105_knows_a_part_by_its_amount(self) -> None:
        said = "政府采购支出总额{}万元，授予中小企业合同的金额为9.00万元。"
        assert found("N105", BOUGHT, said.format("9.50")) == []
        (finding,) = found("N105", BOUGHT, said.format("8.50"))
        assert finding.variant == ""

    def test_n105_spares_a_whole_of_parts_below_nothing(self) -> None:
        section = "三、支出决算情况说明"
        assert found("N105", section, "年末结转-0.01元，其中基本支出结转0.01元。") == []
        said = "年末结转1.00元，其中基本支出结转3.00元、项目支出结转-2.00元。"
        assert found("N105", section, said) == []

    def test_n105_passes_a_part_of_a_whole_in_the_sentence_before(self) -> None:
        said = "本年支出合计89.00万元。其中：基本支出9.00万元；项目支出80.00万元。"
        assert found("N105", "三、支出决算情况说明", said) == []

    def test_n105_spares_what_is_some_of_an_amount_before(self) -> None:
        said = (
            "支出1130.00万元，节约资金70.00万元，其中货物230.45万元。节约5.00万元。"
            "其中服务9.00万元。"
        )
        assert found("N105", "十、政府采购支出情况", said) == []

    def test_n105_spares_parts_side_by_side_in_any_order(self) -> None:
        abroad, home = "外事接待支出0.60万元", "国内公务接待支出0.40万元"
        for text in (
            f"公务接待费1.00万元。其中：{abroad}；{home}。",
            f"公务接待费1.00万元。其中：{home}；{abroad}。",
        ):
            assert found("N105", "九、“三公”经费支出决算情况说明", text) == []
        within = f"公务接待费支出。其中：{home}（其中：{abroad}）。"
        assert len(found("N105", "九、“三公”经费支出决算情况说明", within)) == 1

    def test_n105_spares_items_below_another_heading(self) -> None:
        said = ("（三）一般公共预算财政拨款支出决算具体情况", self.TOTAL, "（四）项目情况")
        assert found("N105", *said, f"1.{PENSION}。", self.ITEM.format("10.50")) == []
        above = f"{PENSION}支出决算为10.00万元。"
        heading, total = "（三）支出决算具体情况", "支出合计9.00万元。"
        assert found("N105", above, heading, total) == []
        assert len(found("N105", heading, total + above)) == 1


@pytest.mark.parametrize("name", ["全年预算支出总额", "部门整体支出", "部门总支出"])
def test_n101_finds_the_whole_departments_expenditure_told_in_a_self_evaluation(name: str) -> None:
    (wrong,) = in_self_evaluation(f"2023年{name}1,910,000.00元。")
    assert (wrong.code, wrong.expected) == ("N101", "1710000.00元")


def test_n101_passes_it_as_the_forms_have_it() -> None:
    assert in_self_evaluation("2023年全年预算支出总额1,710,000.00元。") == []


def in_self_evaluation(text: str) -> list[Finding]:
    """What is told of a text under 部门整体收支情况 of a small unit that spent 171万元."""
    subject = printed_book()
    assert subject.reading is not None
    spot = Spot(file="a.txt", line=1)
    part = LabelledText((Value("（三）部门整体收支情况", spot),), Value(text, spot))
    told = OverallTable("部门整体支出绩效自评情况", "", (part,))
    subject.reading.performance = Performance((told,), (), (), [])
    return check(subject, selected(["N101"])).findings


@pytest.mark.parametrize("said", ["公务用车购置费0.00万元，购置{}辆。", "本年购置公务用车{}辆。"])
def test_n102_finds_cars_bought_that_the_form_does_not_have(said: str) -> None:
    """The form prints none; what was bought is no movement of what is held."""
    assert found("N102", CARS, said.format(0)) == []
    (finding,) = found("N102", CARS, said.format(6))
    assert (finding.where[0].printed, finding.expected) == ("6辆", "0辆")
