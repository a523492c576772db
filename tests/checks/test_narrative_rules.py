"""Narrative against forms: amounts, counts, totals and their parts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks import Finding, check, message, selected
from juesuan.facts import WAN
from support.balanced import fact
from support.disclosures import facts, printed_book
from support.telling import PART, found, told

CENTS = 1_000_000  # 1万元 in cents


def of_printed(code: str, *narrative: str, **more: object) -> list[Finding]:
    """What a rule finds where the forms, too, are changed."""
    subject = printed_book(narrative=[PART, *narrative], **more)
    return check(subject, selected([code], preview=True)).findings


def other_income() -> list[tuple]:
    """10万元 of other income, spent on a project."""
    point = {"fund": "other", "function": "2010302", "nature": "project"}
    spent = fact("expenditure", 10 * CENTS, economic="30227", **point)
    return [spent, fact("income", 10 * CENTS, **point)]


class TestAmounts:
    """The small unit spends 171万元: 131 basic, of these 122 on persons and 9 on running; 40 on
    a project."""

    def test_an_amount_unlike_the_form_is_found_with_its_place_and_the_right_one(self) -> None:
        (finding,) = found("N101", "三、支出决算情况说明", "2023年度支出合计117.00万元。")
        assert finding.where[0].section == "第三部分/三"
        assert finding.where[0].printed == "117.00万元"
        assert {"01:57:2", "03:total:1"} <= {place.anchor for place in finding.where[1:]}
        assert finding.expected == "171.00万元"
        assert "117.00万元" in message(finding) and "1710000.00元" in message(finding)
        assert "117.00万元" in message(finding, "en")

    @pytest.mark.parametrize(
        "text",
        [
            "2023年度支出合计171.00万元，其中：基本支出131.00万元，项目支出40.00万元。",
            "2023年度支出合计1710000.00元。",
            "2023年度支出合计171万元。",
            "2022年度支出合计99.00万元。",  # another year
            "某某下属中心支出合计12.00万元。",  # somebody else's
            "2023年度支出合计171.00万元，主要原因是办公楼改造支出500.00万元。",
        ],
    )
    def test_what_agrees_or_is_not_surely_the_same_is_left_alone(self, text: str) -> None:
        assert found("N101", "三、支出决算情况说明", text) == []

    def test_only_the_last_digit_may_differ_in_rounded_forms(self) -> None:
        heading, text = "三、支出决算情况说明", "2023年度支出合计{}万元。"
        near = found("N101", heading, text.format("171.01"), money=WAN)
        assert near == []
        (finding,) = found("N101", heading, text.format("171.02"), money=WAN)
        assert finding.expected == "171.00万元"

    def test_right_digits_in_the_wrong_unit_are_called_that(self) -> None:
        (finding,) = found("N101", "三、支出决算情况说明", "2023年度支出合计171.00元。")
        assert finding.variant == "unit"
        assert "金额单位" in message(finding)

    def test_the_heading_says_which_money_is_meant(self) -> None:
        rows = facts() + other_income()
        heading = "三、一般公共预算财政拨款支出决算情况说明"
        texts = ("项目支出40.00万元。", "项目支出50.00万元。", "项目支出45.00万元。")
        kept = [len(of_printed("N101", heading, text, rows=rows)) for text in texts]
        assert kept == [0, 0, 1]  # the general budget's 40; all money's 50 may be meant
        assert len(of_printed("N101", "三、支出决算情况说明", texts[2], rows=rows)) == 1

    def test_an_item_is_known_by_its_path_or_its_code(self) -> None:
        heading = "（二）一般公共预算财政拨款支出决算具体情况"
        path = "社会保障和就业支出（类）行政事业单位养老支出（款）"
        path += "机关事业单位基本养老保险缴费支出（项）"
        text = f"1.{path}。支出决算为{{}}万元。"
        assert found("N101", heading, text.format("10.00")) == []
        (finding,) = found("N101", heading, text.format("11.00"))
        assert finding.where[1].row == "2080505"
        (finding,) = found("N101", heading, "住房公积金（2210201）支出13.00万元。")
        assert finding.expected == "12.00万元"

    def test_a_list_before_a_name_belongs_to_it(self) -> None:
        heading = "六、一般公共预算财政拨款基本支出决算情况说明"
        text = "基本工资、津贴补贴等人员经费支出{}万元。"
        assert found("N101", heading, text.format("122.00")) == []
        (finding,) = found("N101", heading, text.format("112.00"))
        assert finding.expected == "122.00万元"

    def test_what_was_not_linked_is_counted(self) -> None:
        text = "2023年度某某中心水费5.00万元，支出合计171.00万元。"
        subject = told("三、支出决算情况说明", text)
        (said,) = check(subject, selected(["N101"], preview=True)).coverage.not_checked
        assert (said.reason, said.details["count"]) == ("figures_not_linked", 1)

    @given(st.integers(1, 10**9))
    def test_any_other_amount_is_found_and_the_right_one_expected(self, cents: int) -> None:
        said = (Decimal(cents) / 10_000).quantize(Decimal("0.01"))
        findings = found("N101", "三、支出决算情况说明", f"2023年度支出合计{said}万元。")
        agrees = abs(said - 171) <= Decimal("0.01")
        assert [finding.expected for finding in findings] == ([] if agrees else ["171.00万元"])


PRINTED = {"10:16:3": "3", "10:18:3": "27"}


class TestCounts:
    HEADING = "四、财政拨款“三公”经费支出决算情况说明"

    def test_a_count_unlike_the_form(self) -> None:
        text = "公务接待费支出1.00万元，国内公务接待5批次，27人次。"
        (finding,) = of_printed("N102", self.HEADING, text, cells=PRINTED)
        assert finding.where[0].printed == "5批次"
        assert finding.where[1].anchor == "10:16:3"
        assert finding.expected == "3批次"

    def test_persons_abroad_are_not_those_at_home(self) -> None:
        text = "共安排国内公务接待3批次（其中：外事接待0批次），"
        text += "接待人次27人（其中：外事接待人次0人）。"
        text += "国（境）外接待费支出0.00万元，共安排国（境）外公务接待0批次，接待人次0人。"
        assert of_printed("N102", self.HEADING, text, cells=PRINTED) == []


class TestInTheTextAlone:
    def test_one_amount_printed_twice(self) -> None:
        one = "2023年度政府采购支出总额100.00万元。"
        other = "政府采购支出总额110.00万元，全部面向中小企业。"
        (finding,) = found("N103", "二、政府采购情况", one, "三、政府采购执行情况", other)
        assert finding.where[0].printed == "110.00万元"
        assert "100.00万元" in message(finding)
        again = other.replace("110", "100")
        assert found("N103", "二、政府采购情况", one, "三、政府采购执行情况", again) == []

    def test_parts_that_do_not_make_the_total(self) -> None:
        text = "政府采购支出总额100.00万元，其中：政府采购货物支出{}万元、"
        text += "政府采购工程支出0.00万元、政府采购服务支出60.00万元。"
        (finding,) = found("N104", "二、政府采购情况", text.format("45.00"))
        assert finding.expected == "105.00万元"
        assert [place.printed for place in finding.where] == [
            "100.00万元",
            "45.00万元",
            "0.00万元",
            "60.00万元",
        ]
        assert found("N104", "二、政府采购情况", text.format("40.00")) == []
        assert found("N104", "二、政府采购情况", text.format("40.01")) == []  # rounding
        short = "政府采购支出总额100.00万元，其中：政府采购货物支出45.00万元。"
        assert found("N104", "二、政府采购情况", short) == []

    def test_changes_of_parts_add_up_with_their_signs(self) -> None:
        text = "“三公”经费财政拨款支出决算0万元，比上年减少{}万元，其中："
        text += "因公出国（境）费支出0万元，与上年相同；公务用车购置费支出0万元，与上年相同；"
        text += "公务用车运行维护费支出0万元，比上年减少6.45万元；"
        text += "公务接待费支出0万元，比上年增加0.70万元。"
        heading = "九、财政拨款“三公”经费支出决算情况说明"
        (finding,) = found("N104", heading, text.format("2.41"))
        assert (finding.variant, finding.expected) == ("change", "5.75万元")
        assert found("N104", heading, text.format("5.75")) == []

    def test_income_and_expenditure_totals_are_equal(self) -> None:
        text = "2023年度收入总计171.00万元，支出总计171.00万元。"
        text += "与上年相比，收入总计减少10.00万元，支出总计减少{}万元。"
        (finding,) = found("N104", "一、收入支出决算总体情况说明", text.format("1.00"))
        assert finding.variant == "balance"
        assert found("N104", "一、收入支出决算总体情况说明", text.format("10.00")) == []

    def test_contracts_of_small_firms_beyond_all_procurement(self) -> None:
        text = "政府采购支出总额100.00万元。授予中小企业合同金额{}万元。"
        (finding,) = found("N105", "二、政府采购情况", text.format("120.00"))
        assert "120.00万元" in message(finding) and "100.00万元" in message(finding)
        assert found("N105", "二、政府采购情况", text.format("100.00")) == []

    def test_budgets_of_items_beyond_the_total_budget(self) -> None:
        path = "社会保障和就业支出（类）行政事业单位养老支出（款）"
        path += "机关事业单位基本养老保险缴费支出（项）"
        heading = "（三）一般公共预算财政拨款支出决算具体情况"
        total = "一般公共预算财政拨款支出全年预算为10.00万元，支出决算为171.00万元。其中："
        items = [f"1.{path}。", "全年预算为{}万元，支出决算为10.00万元。"]
        over = [items[0], items[1].format("10.50")]
        (finding,) = found("N105", heading, total, *over)
        assert finding.where[0].printed == "10.00万元"
        assert found("N105", heading, total, items[0], items[1].format("9.50")) == []
