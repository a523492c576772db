"""Words of direction and absence, lists, reasons and purposes in the narrative."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.balanced import fact
from support.disclosures import facts, printed_book
from support.telling import PART, found

FISCAL = "五、一般公共预算财政拨款支出决算情况说明"
BASIC = "六、一般公共预算财政拨款基本支出决算情况说明"
WAN = 1_000_000
PENSION = "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）"
HOUSING = "住房保障支出（类）住房改革支出（款）住房公积金（项）"


class TestDirections:
    TEXT = "一般公共预算财政拨款支出全年预算为{}万元，支出决算为171.00万元。"
    TEXT += "决算数{}预算数的主要原因：人员变动。"

    @pytest.mark.parametrize(
        ("budget", "said"), [("180.00", "小于"), ("160.00", "大于"), ("171.00", "小于")]
    )
    def test_a_true_comparison(self, budget: str, said: str) -> None:
        assert found("N301", FISCAL, self.TEXT.format(budget, said)) == []

    def test_a_comparison_that_the_amounts_refute(self) -> None:
        (finding,) = found("N301", FISCAL, self.TEXT.format("180.00", "大于"))
        assert finding.where[0].printed == "决算数大于预算数"
        assert finding.expected == "减少"
        text = "一般公共预算财政拨款支出全年预算为180.00万元，支出决算为171.00万元。"
        (finding,) = found("N301", FISCAL, text + "决算数与全年预算数持平。")
        assert "180.00万元" in message(finding)

    def test_not_exceeding_is_no_comparison(self) -> None:
        text = "一般公共预算财政拨款支出全年预算为180.00万元，支出决算为171.00万元。"
        assert found("N301", FISCAL, text + "决算数未超过预算数。") == []

    def test_change_and_rate_in_two_directions(self) -> None:
        text = "与上年相比，一般公共预算财政拨款支出增加10.00万元，{}5.00%。"
        (finding,) = found("N301", FISCAL, text.format("下降"))
        assert finding.variant == "two"
        assert found("N301", FISCAL, text.format("增长")) == []

    def test_a_completion_rate_settles_the_direction(self) -> None:
        text = "一般公共预算财政拨款支出171.00万元，完成年初预算的{}%，决算数大于预算数。"
        (finding,) = found("N301", FISCAL, text.format("90.00"))
        assert (finding.variant, finding.expected) == ("two", "减少")
        assert found("N301", FISCAL, text.format("110.00")) == []

    def test_a_difference_to_the_budget(self) -> None:
        text = "公务接待费支出年初预算为2.00万元，支出决算为1.00万元，比年初预算{}万元。"
        heading = "七、财政拨款“三公”经费支出决算情况说明"
        assert found("N302", heading, text.format("减少1.00")) == []
        (finding,) = found("N302", heading, text.format("减少3.00"))
        assert finding.expected == "减少1.00万元"
        (finding,) = found("N302", heading, text.format("增加1.00"))
        assert finding.expected == "减少1.00万元"

    def test_a_direction_never_chosen(self) -> None:
        text = "与上年相比，一般公共预算财政拨款支出{}10.00万元。"
        (finding,) = found("N303", FISCAL, text.format("增加（减少）"))
        assert finding.details["said"] == "增加（减少）"
        assert found("N303", FISCAL, text.format("增加")) == []

    def test_less_by_a_negative_amount(self) -> None:
        text = "与上年相比，一般公共预算财政拨款支出减少10.00万元，下降{}%。"
        (finding,) = found("N304", FISCAL, text.format("-5.52"))
        assert finding.expected == "5.52%"
        assert found("N304", FISCAL, text.format("5.52")) == []


class TestAbsence:
    HEADING = "七、政府性基金预算财政拨款支出决算情况说明"

    def found(self, *narrative: str) -> list[Finding]:
        """What the rule finds where 12万元 of government funds were spent."""
        point = {"fund": "government_funds", "function": "2120899", "nature": "project"}
        spent = fact("expenditure", 12 * WAN, economic="30227", **point)
        rows = [*facts(), spent, fact("income", 12 * WAN, **point)]
        subject = printed_book(rows=rows, narrative=[PART, self.HEADING, *narrative])
        return check(subject, selected(["N305"], preview=True)).findings

    def test_none_is_said_and_the_form_has_some(self) -> None:
        (finding,) = self.found("本年度无此项支出。")
        assert finding.where[0].section == "第三部分/七"
        assert finding.details["printed"] == "120000.00元"
        text = "本单位2023年度无政府性基金预算财政拨款收入和支出。"
        assert len(self.found(text)) == 1

    @pytest.mark.parametrize(
        "text",
        ["本年度有此项支出12.00万元。", "上年无政府性基金预算财政拨款支出。"],
    )
    def test_what_is_not_said_of_this_year(self, text: str) -> None:
        assert self.found(text) == []

    def test_there_is_none_indeed(self) -> None:
        assert found("N305", self.HEADING, "本年度无此项支出。") == []
        heading = "八、财政拨款“三公”经费支出决算情况说明"
        assert found("N305", heading, "本单位无因公出国（境）费支出。") == []
        (finding,) = found("N305", heading, "本单位无公务接待费支出。")
        assert finding.details["printed"] == "10000.00元"


class TestReasons:
    def test_last_years_parts_beyond_last_years_total(self) -> None:
        text = "公务用车运行维护费支出0万元，比上年减少6.45万元，下降100%，主要原因是："
        text += "2022年本级公务用车经费2.55万元，下属单位公务用车经费{}万元。"
        heading = "九、“三公”经费支出决算情况说明"
        (finding,) = found("N306", heading, text.format("4.60"))
        assert "7.15万元" in message(finding)
        assert found("N306", heading, text.format("3.90")) == []

    def test_a_large_deviation_needs_a_reason(self) -> None:
        text = "一般公共预算财政拨款支出年初预算为{}万元，支出决算为171.00万元。"
        (finding,) = found("N403", FISCAL, text.format("300.00"))
        assert "43.0%" in message(finding)
        assert found("N403", FISCAL, text.format("180.00")) == []
        reason = "决算数小于预算数的主要原因是项目推迟。"
        assert found("N403", FISCAL, text.format("300.00") + reason) == []

    def test_one_reason_for_many_items(self) -> None:
        texts = []
        for number, path in enumerate((PENSION, HOUSING) * 2, 1):
            texts += [f"{number}.{path}。", "决算数小于预算数的主要原因：人员变动，按实际支出。"]
            texts[-1] = "全年预算为15.00万元，支出决算为10.00万元。" + texts[-1]
        (finding,) = found("N404", "（三）一般公共预算财政拨款支出决算具体情况", *texts)
        assert finding.details["count"] == 4
        assert found("N404", "（三）一般公共预算财政拨款支出决算具体情况", *texts[:4]) == []


class TestLists:
    TEXT = "公用经费9.00万元，主要包括：{}。"

    def test_a_class_that_the_form_has_nothing_for(self) -> None:
        listed = "办公费、邮电费、公务接待费、公务用车运行维护费"
        (finding,) = found("N401", BASIC, self.TEXT.format(listed))
        assert finding.details["lines"] == "邮电费"
        assert found("N401", BASIC, self.TEXT.format(listed.replace("邮电费、", ""))) == []

    def test_a_class_left_out(self) -> None:
        listed = "办公费、公务接待费、邮电费"
        (finding,) = found("N402", BASIC, self.TEXT.format(listed))
        assert finding.details["lines"] == "公务用车运行维护费30000.00元"
        whole = "办公费、公务接待费、公务用车运行维护费"
        assert found("N402", BASIC, self.TEXT.format(whole)) == []

    def test_an_open_list_may_leave_out_what_is_smaller(self) -> None:
        listed = "办公费、公务用车运行维护费、邮电费等"
        assert found("N402", BASIC, self.TEXT.format(listed)) == []
        (finding,) = found("N402", BASIC, self.TEXT.format("公务接待费、邮电费、咨询费等"))
        assert "办公费" in finding.details["lines"]

    def test_a_name_with_and_in_it_is_one_class(self) -> None:
        listed = "办公费、公务接待费、公务用车运行维护费、其他商品和服务支出"
        (finding,) = found("N401", BASIC, self.TEXT.format(listed))
        assert finding.details["lines"] == "其他商品和服务支出"


class TestItems:
    HEADING = "（三）一般公共预算财政拨款支出决算具体情况"

    def test_a_purpose_copied_from_another_item(self) -> None:
        def texts(purpose: str) -> list[str]:
            first = (
                "主要用于：机关事业单位基本养老保险缴费。全年预算为10.00万元，支出决算为10.00万元。"
            )
            second = f"主要用于：{purpose}。全年预算为12.00万元，支出决算为12.00万元。"
            return [self.HEADING, f"1.{PENSION}。", first, f"2.{HOUSING}。", second]

        (finding,) = found("N405", *texts("机关事业单位基本养老保险缴费"))
        assert finding.details["name"] == "住房公积金"
        assert found("N405", *texts("按规定缴纳的住房公积金")) == []
        assert found("N405", *texts("在职人员缴费支出")) == []

    def test_completion_rates_of_some_items_only(self) -> None:
        first = "全年预算为10.00万元，支出决算为10.00万元，完成全年预算的100.00%。"
        second = "全年预算为20.00万元，支出决算为12.00万元{}。"
        texts = [self.HEADING, f"1.{PENSION}。", first, f"2.{HOUSING}。"]
        (finding,) = found("N406", *texts, second.format(""))
        assert (finding.details["count"], finding.details["all"]) == (1, 2)
        assert finding.where[0].section.endswith("2")
        assert found("N406", *texts, second.format("，完成全年预算的60.00%")) == []
