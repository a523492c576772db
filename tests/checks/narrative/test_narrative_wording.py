"""N401 to N406: lists, reasons and purposes in the narrative."""

import pytest

from juesuan.checks import message
from support.disclosures import printed_book
from support.telling import PART, findings, found, shown

FISCAL = "五、一般公共预算财政拨款支出决算情况说明"
BASIC = "六、一般公共预算财政拨款基本支出决算情况说明"
ITEMS = "（三）一般公共预算财政拨款支出决算具体情况"
PENSION = "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）"
HOUSING = "住房保障支出（类）住房改革支出（款）住房公积金（项）"


class TestLists:
    """The small unit's running costs: 办公费 5万元, 公务用车运行维护费 3, 公务接待费 1."""

    TEXT = "公用经费9.00万元，主要包括：{}。"
    WHOLE = "办公费、公务接待费、公务用车运行维护费"

    def test_n401_finds_a_class_that_the_form_has_nothing_for(self) -> None:
        listed = self.WHOLE.replace("、", "、邮电费、", 1)
        (finding,) = found("N401", BASIC, self.TEXT.format(listed))
        assert shown(finding) == [
            ("第三部分/六/公用经费/final", "9.00万元"),
            ("06:30207:1", ""),
        ]
        assert message(finding) == "公用经费主要包括的科目中，邮电费在第06表没有数。"

    def test_n401_finds_a_class_with_and_in_its_name(self) -> None:
        (finding,) = found("N401", BASIC, self.TEXT.format(f"{self.WHOLE}、其他商品和服务支出"))
        assert finding.details["lines"] == ["其他商品和服务支出"]
        (finding,) = found("N401", BASIC, self.TEXT.format(f"{self.WHOLE}和邮电费"))
        assert finding.details["lines"] == ["邮电费"]

    def test_n401_passes_classes_that_have_amounts(self) -> None:
        assert found("N401", BASIC, self.TEXT.format(self.WHOLE)) == []

    def test_n401_spares_lists_of_something_else(self) -> None:
        assert found("N401", BASIC, "公用经费9.00万元，主要包括：邮电费、办公费。") == []
        assert found("N401", BASIC, f"项目支出40.00万元，主要包括：邮电费、{self.WHOLE}。") == []
        assert found("N401", BASIC, f"公用经费9.00万元。邮电费、{self.WHOLE}为零。") == []
        other = "差旅、邮电费、加班餐、茶水、书报、快递、办公费、水费。"
        assert found("N401", BASIC, self.TEXT.format(other)) == []

    def test_n401_spares_a_class_of_which_a_line_below_has_an_amount(self) -> None:
        text = self.TEXT.format(f"商品和服务支出、{self.WHOLE}")
        assert found("N401", BASIC, text) == []
        subject = printed_book(cells={"06:302:1": "0.00"}, narrative=[PART, BASIC, text])
        assert findings(subject, "N401") == []

    def test_n402_finds_a_class_left_out_of_a_closed_list(self) -> None:
        listed = "办公费、公务接待费、邮电费"
        (finding,) = found("N402", BASIC, self.TEXT.format(listed))
        assert shown(finding) == [
            ("第三部分/六/公用经费/final", "9.00万元"),
            ("06:30231:1", "30,000.00"),
        ]
        assert finding.details["lines"] == ["公务用车运行维护费30,000.00元"]

    def test_n402_finds_the_smallest_class_left_out_of_a_closed_list(self) -> None:
        (finding,) = found("N402", BASIC, self.TEXT.format("办公费、公务用车运行维护费、邮电费"))
        assert finding.details["lines"] == ["公务接待费10,000.00元"]

    def test_n402_finds_a_class_larger_than_those_of_an_open_list(self) -> None:
        (finding,) = found("N402", BASIC, self.TEXT.format("公务接待费、邮电费、咨询费等"))
        assert finding.details["lines"] == ["办公费50,000.00元", "公务用车运行维护费30,000.00元"]

    def test_n402_passes_a_whole_list_and_an_open_one_of_the_largest(self) -> None:
        assert found("N402", BASIC, self.TEXT.format(self.WHOLE)) == []
        listed = "办公费、公务用车运行维护费、邮电费等"
        assert found("N402", BASIC, self.TEXT.format(listed)) == []

    def test_n402_spares_classes_of_the_other_group(self) -> None:
        text = "人员经费122.00万元，主要包括：基本工资、津贴补贴、住房公积金、"
        text += "机关事业单位基本养老保险缴费。"
        assert found("N402", BASIC, text) == []
        assert found("N402", BASIC, self.TEXT.format("商品和服务支出、会议费、培训费")) == []


class TestReasonMissing:
    TEXT = "一般公共预算财政拨款支出年初预算为{}万元，支出决算为171.00万元。"

    def test_n403_finds_a_large_deviation_from_the_budget(self) -> None:
        (finding,) = found("N403", FISCAL, self.TEXT.format("300.00"))
        assert shown(finding) == [
            ("第三部分/五/一般公共预算财政拨款支出/initial_budget", "300.00万元")
        ]
        names = "一般公共预算财政拨款支出决算与预算相差43.0%"
        assert message(finding) == f"没有说明原因：{names}。"

    def test_n403_finds_a_large_change_to_last_year(self) -> None:
        (finding,) = found("N403", FISCAL, "支出合计171.00万元，比上年增加71.00万元。")
        assert message(finding) == "没有说明原因：支出合计增加71.0%。"
        assert message(finding, "en") == "No reason is given for: 支出合计 (up 71.0 %)."
        assert shown(finding) == [("第三部分/五/支出合计/change", "71.00万元")]

    @pytest.mark.parametrize(("budget", "count"), [("142.50", 0), ("142.49", 1), ("180.00", 0)])
    def test_n403_passes_a_fifth_of_the_base(self, budget: str, count: int) -> None:
        assert len(found("N403", FISCAL, self.TEXT.format(budget))) == count

    @pytest.mark.parametrize(("budget", "count"), [("2.00", 1), ("1.99", 0)])
    def test_n403_passes_less_than_10_000_yuan(self, budget: str, count: int) -> None:
        text = f"公务接待费年初预算为{budget}万元，支出决算为1.00万元。"
        assert len(found("N403", "九、“三公”经费情况", text)) == count

    @pytest.mark.parametrize("reason", ["决算数小于预算数的主要原因是项目推迟。", "系项目推迟。"])
    def test_n403_spares_a_section_that_gives_a_reason(self, reason: str) -> None:
        assert found("N403", FISCAL, self.TEXT.format("300.00") + reason) == []

    def test_n403_spares_a_class_whose_items_give_their_reasons(self) -> None:
        klass = "1.社会保障和就业支出（类）"
        text = "社会保障和就业支出年初预算5.00万元，支出决算10.00万元，完成年初预算的200%。"
        item = "（1）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）：{}"
        said = "年初预算5.00万元，支出决算10.00万元，{}。"
        assert found("N403", FISCAL, klass, text, item.format(said.format("原因是补缴"))) == []
        left = found("N403", FISCAL, klass, text, item.format(said.format("完成200%")))
        assert next(f.where[0].item for f in left) == "社会保障和就业支出"

    def test_n403_spares_budgets_of_nothing_and_unknown_items(self) -> None:
        assert found("N403", FISCAL, self.TEXT.format("0")) == []
        text = "某某中心水费年初预算为300.00万元，支出决算为171.00万元。"
        assert found("N403", FISCAL, text) == []


class TestReasonCopied:
    REASON = "人员变动，按实际支出"

    def texts(self, *reasons: str) -> list[str]:
        """A list of items, each with its reason."""
        lines = [ITEMS]
        for number, reason in enumerate(reasons, 1):
            lines.append(f"{number}.{PENSION if number % 2 else HOUSING}。")
            text = "全年预算为15.00万元，支出决算为10.00万元。决算数小于预算数的主要原因："
            lines.append(f"{text}{reason}。")
        return lines

    def test_n404_finds_one_reason_for_many_items(self) -> None:
        (finding,) = found("N404", *self.texts(*[self.REASON] * 4))
        assert [place.section for place in finding.where] == [
            f"第三部分/（三）/{number}" for number in range(1, 5)
        ]
        assert (finding.details["count"], finding.details["reason"]) == (4, self.REASON)

    def test_n404_passes_a_reason_of_its_own_for_each(self) -> None:
        reasons = [f"第{number}项工作推迟到下年" for number in "一二三四"]
        assert found("N404", *self.texts(*reasons)) == []

    def test_n404_spares_few_items_short_words_and_totals(self) -> None:
        assert found("N404", *self.texts(*[self.REASON] * 3)) == []
        assert found("N404", *self.texts(*["节约支出"] * 4)) == []
        totals = []
        for heading in ("一、收入情况", "二、支出情况", "三、项目情况", "四、经费情况"):
            totals += [heading, f"支出合计171.00万元，主要原因：{self.REASON}。"]
        assert found("N404", *totals) == []


class TestPurposeCopied:
    OWN = "机关事业单位基本养老保险缴费"

    def texts(self, purpose: str, own: str = OWN) -> list[str]:
        """Two items, the second with a purpose that may be the first's own."""
        first = f"主要用于：{own}。全年预算为10.00万元，支出决算为10.00万元。"
        second = f"主要用于：{purpose}。全年预算为12.00万元，支出决算为12.00万元。"
        return [ITEMS, f"1.{PENSION}。", first, f"2.{HOUSING}。", second]

    def test_n405_finds_a_purpose_copied_from_another_item(self) -> None:
        (finding,) = found("N405", *self.texts(self.OWN))
        assert shown(finding) == [
            ("第三部分/（三）/2", f"主要用于：{self.OWN}。"),
            ("第三部分/（三）/1", f"主要用于：{self.OWN}。"),
        ]
        assert finding.details["name"] == "住房公积金"
        assert finding.details["owner"] == "机关事业单位基本养老保险缴费支出"

    def test_n405_passes_a_purpose_of_its_own(self) -> None:
        assert found("N405", *self.texts("按规定缴纳的住房公积金")) == []

    def test_n405_spares_a_purpose_that_is_nobody_s(self) -> None:
        assert found("N405", *self.texts("在职人员缴费支出")) == []
        anyone = "单位日常工作的开支"
        assert found("N405", *self.texts(anyone, own=anyone)) == []


class TestRatesLeftOut:
    FIRST = "全年预算为10.00万元，支出决算为10.00万元{}。"
    SECOND = "全年预算为{}万元，支出决算为12.00万元{}。"

    def texts(self, first: str, second: str) -> list[str]:
        """Two items of a list."""
        return [ITEMS, f"1.{PENSION}。", first, f"2.{HOUSING}。", second]

    RATED = "，完成全年预算的100.00%"

    def test_n406_finds_an_item_without_its_rate(self) -> None:
        texts = self.texts(self.FIRST.format(self.RATED), self.SECOND.format("20.00", ""))
        (finding,) = found("N406", *texts)
        assert shown(finding) == [("第三部分/（三）/2/住房公积金/final", "12.00万元")]
        assert message(finding) == "2项中有1项没有写完成率：住房公积金。"

    def test_n406_passes_items_that_all_have_theirs(self) -> None:
        second = self.SECOND.format("20.00", "，完成全年预算的60.00%")
        assert found("N406", *self.texts(self.FIRST.format(self.RATED), second)) == []

    @pytest.mark.parametrize("said", ["，完成100%", "，与全年预算持平"])
    def test_n406_passes_rates_in_other_words(self, said: str) -> None:
        second = self.SECOND.format("20.00", said)
        assert found("N406", *self.texts(self.FIRST.format(self.RATED), second)) == []

    def test_n406_spares_lists_without_rates_and_items_without_budgets(self) -> None:
        plain = self.texts(self.FIRST.format(""), self.SECOND.format("20.00", ""))
        assert found("N406", *plain) == []
        nothing = self.texts(self.FIRST.format(self.RATED), self.SECOND.format("0", ""))
        assert found("N406", *nothing) == []


class TestReasonsElsewhere:
    """The reason of a deviation may stand beside it in the chapter, where it names the item."""

    CHAPTER = "七、财政拨款“三公”经费支出决算情况说明"
    OVERALL = "（一）总体情况"
    DETAILS = "（二）具体情况"
    SAID = "公务接待费支出预算为2.00万元，支出决算为1.00万元，完成预算的50%。"

    def _found(self, overall: str) -> list:
        texts = (self.CHAPTER, self.OVERALL, overall, self.DETAILS, "1.公务接待费", self.SAID)
        return found("N403", *texts)

    def test_n403_spares_an_item_whose_reason_stands_in_the_overall_text(self) -> None:
        assert self._found("“三公”经费减少，主要原因是：一是从严审批公务接待；二是节约。") == []
        assert self._found("“三公”经费减少，主要原因：压减公务接待批次。") == []

    def test_n403_finds_an_item_that_the_reasons_do_not_name(self) -> None:
        (finding,) = self._found("公务接待费减少。“三公”经费减少，主要原因是车辆维修减少。")
        assert finding.where[0].item == "公务接待费"


def test_n406_spares_an_item_whose_budget_and_account_are_equal() -> None:
    told = (
        f"1.{PENSION}年初预算10.00万元，支出决算10.00万元，预决算无差异。",
        f"2.{HOUSING}年初预算12.00万元，支出决算12.00万元，完成年初预算的100%。",
    )
    assert found("N406", FISCAL, ITEMS, *told) == []
