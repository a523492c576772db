"""N301 to N306: words of direction and of absence in the narrative."""

import pytest

from juesuan.checks import Finding, check, message, selected, severity_of
from support.balanced import fact
from support.disclosures import facts, printed_book
from support.excerpts import excerpt
from support.telling import PART, found, shown

FISCAL = "五、一般公共预算财政拨款支出决算情况说明"
CARS = "七、财政拨款“三公”经费支出决算情况说明"
OVERALL = "一、收入支出决算总体情况说明"
WAN = 1_000_000
ITEM = "一般公共预算财政拨款支出"


class TestAgainstBudgets:
    TEXT = f"{ITEM}全年预算为{{}}万元，支出决算为171.00万元。决算数{{}}预算数的主要原因：人员变动。"

    @pytest.mark.parametrize(
        ("budget", "said", "expected"),
        [("180.00", "大于", "小于"), ("160.00", "小于", "大于")],
    )
    def test_n301_finds_a_comparison_that_the_amounts_refute(
        self, budget: str, said: str, expected: str
    ) -> None:
        (finding,) = found("N301", FISCAL, self.TEXT.format(budget, said))
        assert finding.where[0].printed.startswith(f"决算数{said}")
        assert shown(finding)[1:] == [
            (f"第三部分/五/{ITEM}/final", "171.00万元"),
            (f"第三部分/五/{ITEM}/full_year_budget", f"{budget}万元"),
        ]
        assert finding.expected == finding.where[0].printed.replace(said, expected)
        assert finding.variant == ""
        assert f"但决算是171.00万元，预算是{budget}万元" in message(finding)

    @pytest.mark.parametrize(
        ("budget", "said"),
        [("180.00", "小于"), ("160.00", "大于"), ("171.01", "大于")],
    )
    def test_n301_passes_a_true_comparison_or_one_hidden_by_the_last_digit(
        self, budget: str, said: str
    ) -> None:
        assert found("N301", FISCAL, self.TEXT.format(budget, said)) == []

    def test_n301_finds_more_or_less_beside_amounts_that_are_alike_lightly(self) -> None:
        """Some yuan may be hidden behind the last digit; nobody tells of them."""
        (finding,) = found("N301", FISCAL, self.TEXT.format("171.00", "小于"))
        assert (finding.expected, severity_of(finding)) == ("决算数等于预算数", "warning")

    def test_n301_finds_what_the_last_digit_does_not_hide(self) -> None:
        assert len(found("N301", FISCAL, self.TEXT.format("171.02", "大于"))) == 1

    @pytest.mark.parametrize(("budget", "count"), [("180.00", 0), ("179.99", 0), ("180.10", 1)])
    def test_n301_passes_about_equal_within_a_twentieth(self, budget: str, count: int) -> None:
        text = f"{ITEM}全年预算为{budget}万元，支出决算为171.00万元。决算数与全年预算数"
        assert len(found("N301", FISCAL, text + "基本持平。")) == count
        assert len(found("N301", FISCAL, text + "持平。")) == 1

    def test_n301_spares_not_exceeding_and_no_direction(self) -> None:
        text = f"{ITEM}全年预算为180.00万元，支出决算为171.00万元。"
        assert found("N301", FISCAL, text + "决算数未超过预算数。") == []
        assert found("N301", FISCAL, text + "决算数大于（小于）预算数。") == []

    def test_n301_spares_where_one_budget_may_be_meant(self) -> None:
        text = f"{ITEM}年初预算为160.00万元，全年预算为180.00万元，支出决算为171.00万元。"
        assert found("N301", FISCAL, text + "决算数大于预算数。") == []
        assert len(found("N301", FISCAL, text + "决算数大于全年预算数。")) == 1

    def test_n301_finds_a_comparison_that_a_completion_rate_refutes(self) -> None:
        text = f"{ITEM}171.00万元，完成年初预算的{{}}%，决算数大于预算数。"
        (finding,) = found("N301", FISCAL, text.format("90.00"))
        assert (finding.variant, finding.expected) == ("two", "决算数小于预算数")
        assert shown(finding)[1] == (f"第三部分/五/{ITEM}/completion", "90.00%")
        assert "又写“完成年初预算的90.00%”" in message(finding)
        assert found("N301", FISCAL, text.format("110.00")) == []
        assert found("N301", FISCAL, text.format("100.00")) == []

    def test_n301_spares_nothing_of_nothing(self) -> None:
        text = "公务接待费支出决算为{}万元，完成预算0%，决算数与预算数持平。"
        assert found("N301", CARS, text.format("0.00")) == []
        assert len(found("N301", CARS, text.format("5.00"))) == 1


class TestAgainstLastYear:
    def test_n301_finds_change_and_rate_in_two_directions(self) -> None:
        text = f"与上年相比，{ITEM}增加10.00万元，{{}}5.00%。"
        (finding,) = found("N301", FISCAL, text.format("下降"))
        assert shown(finding) == [
            (f"第三部分/五/{ITEM}/growth", "5.00%"),
            (f"第三部分/五/{ITEM}/change", "10.00万元"),
        ]
        assert finding.variant == "two"
        assert "写“增加10.00万元”，同一句又写“减少5.00%”" in message(finding)
        assert "“up 10.00万元” and “down 5.00%”" in message(finding, "en")
        assert found("N301", FISCAL, text.format("增长")) == []

    def test_n301_spares_two_directions_of_nothing(self) -> None:
        text = f"与上年相比，{ITEM}增加{{}}万元，下降0.00%。"
        assert found("N301", FISCAL, text.format("10.00")) == []
        assert found("N301", FISCAL, text.format("0")) == []

    def test_n301_finds_less_where_last_years_amount_was_the_same(self) -> None:
        text = "公务接待费支出5.00万元，上年公务接待费{}万元，同比下降。"
        (finding,) = found("N301", CARS, text.format("5.00"))
        assert (finding.expected, finding.variant) == ("持平", "last")
        assert found("N301", CARS, text.format("5.50")) == []

    def test_n301_finds_a_part_that_moved_though_the_others_are_the_whole_change(self) -> None:
        text = (
            "“三公”经费财政拨款支出决算10.00万元，比上年减少2.00万元。其中：因公出国（境）费0.00万元，"
            "与上年持平；公务用车购置及运行维护费支出6.00万元，比上年减少{}万元；公务接待费支出4.00万元，"
            "比上年减少，主要原因是接待减少。"
        )
        (finding,) = found("N301", CARS, text.format("2.00"))
        assert (finding.variant, finding.expected) == ("parts", "持平")
        assert finding.where[0].printed == "比上年减少"
        assert found("N301", CARS, text.format("1.50")) == []  # 0.50万元 are left for it

    def test_n301_finds_equal_beside_a_change(self) -> None:
        text = "公务接待费1.00万元，比上年增加{}万元，与上年持平。"
        (finding,) = found("N301", CARS, text.format("0.50"))
        assert (finding.expected, finding.variant) == ("增加", "two")
        assert shown(finding)[1] == ("第三部分/七/公务接待费/change", "0.50万元")
        assert found("N301", CARS, text.format("0")) == []

    @pytest.mark.parametrize(
        ("moved", "amount", "role"),
        [
            ("减少为", "1万元", "change"),
            ("减少为", "0.00万元", "change"),
            ("增加到", "1万元", "final"),
        ],
    )
    def test_n301_finds_equal_beside_an_amount_that_it_moved_to(
        self, moved: str, amount: str, role: str
    ) -> None:
        (finding,) = found("N301", CARS, f"公务接待费支出决算{moved}{amount}，与上年持平。")
        assert shown(finding)[1] == (f"第三部分/七/公务接待费/{role}", amount)
        assert (finding.expected, finding.variant) == ("", "two")
        assert f"又写“{moved}{amount}”" in message(finding)
        assert found("N301", CARS, f"公务接待费支出决算为{amount}，与上年持平。") == []


class TestDifferences:
    TEXT = "公务接待费支出年初预算为2.00万元，支出决算为1.00万元，比年初预算{}万元。"

    @pytest.mark.parametrize("said", ["减少3.00", "增加1.00", "减少0.98"])
    def test_n302_finds_a_difference_to_the_budget(self, said: str) -> None:
        (finding,) = found("N302", CARS, self.TEXT.format(said))
        assert shown(finding) == [
            ("第三部分/七/公务接待费/change", f"{said[2:]}万元"),
            ("第三部分/七/公务接待费/final", "1.00万元"),
            ("第三部分/七/公务接待费/initial_budget", "2.00万元"),
        ]
        assert (finding.expected, finding.variant) == ("减少1.00万元", "")
        assert f"差额写“{said}万元”，应为减少1.00万元" in message(finding)

    @pytest.mark.parametrize("said", ["减少1.00", "减少0.99", "减少1", "变动1.00"])
    def test_n302_passes_the_difference_rounding_apart(self, said: str) -> None:
        assert found("N302", CARS, self.TEXT.format(said)) == []

    def test_n302_finds_a_difference_where_there_is_none(self) -> None:
        text = self.TEXT.replace("2.00", "1.00").format("减少1.00")
        (finding,) = found("N302", CARS, text)
        assert finding.expected == "持平"

    def test_n302_finds_a_change_beside_both_years(self) -> None:
        text = "2023年度收支总计171.00万元，较上年的150.00万元{}万元。"
        (finding,) = found("N302", OVERALL, text.format("增加31.00"))
        assert shown(finding) == [
            ("第三部分/一/收支总计/change", "31.00万元"),
            ("第三部分/一/收支总计/final", "171.00万元"),
            ("第三部分/一/收支总计/final", "150.00万元"),
        ]
        assert (finding.expected, finding.variant) == ("增加21.00万元", "last")
        assert found("N302", OVERALL, text.format("增加21.00")) == []
        assert len(found("N302", OVERALL, text.format("减少21.00"))) == 1

    @pytest.mark.parametrize(
        ("said", "wrong"),
        [
            ("会议费支出3.20万元，比上年增加{}万元，主要原因是线下会议恢复。", "32.00"),
            ("财政拨款培训费支出决算8.46万元，比上年决算增加{}万元。", "12.35"),
        ],
    )
    def test_n302_finds_an_increase_larger_than_what_there_is(self, said: str, wrong: str) -> None:
        assert found("N302", CARS, said.format("1.20")) == []
        (finding,) = found("N302", CARS, said.format(wrong))
        assert (finding.variant, severity_of(finding)) == ("beyond", "warning")
        assert found("N302", CARS, said.replace("增加", "减少").format(wrong)) == []

    def test_n302_spares_amounts_beside_counts(self) -> None:
        text = "年末在校学生1314人，生均公用经费{}元，较上年的862.40元提高37.37元。"
        assert found("N302", CARS, text.format("899.77")) == []

    def test_n302_spares_a_budget_that_changed_itself(self) -> None:
        text = "公务接待费支出年初预算为2.00万元，支出决算为1.00万元。"
        text += "年初预算数比上年增加0.50万元，全年预算数比年初预算数减少0.30万元。"
        assert found("N302", CARS, text) == []
        text = "公务接待费年初预算为2.00万元，全年预算为1.70万元，支出决算为1.00万元。"
        assert found("N302", CARS, text + "全年预算数比年初预算数减少0.50万元。") == []
        text = "公务接待费年初预算2.00万元，年中追加0.60万元，全年预算2.60万元，支出决算{}万元。"
        assert found("N302", CARS, text.format("2.50")) == []

    def test_n302_spares_amounts_in_a_reason_and_other_items(self) -> None:
        text = "公务接待费支出年初预算为2.00万元，支出决算为1.00万元，主要原因是"
        assert found("N302", CARS, text + "接待比年初预算减少3.00万元。") == []
        assert found("N302", CARS, text + "人员变动。培训费比年初预算减少3.00万元。") == []

    def test_n302_spares_a_change_to_a_year_that_had_none(self) -> None:
        text = "公务用车购置费预算18.00万元，支出决算17.98万元，小于预算的原因是采购节约；"
        assert found("N302", CARS, text + "上年未发生购置费，本年增加17.98万元。") == []
        assert len(found("N302", CARS, text + "比预算增加17.98万元。")) == 1


class TestOpenDirections:
    TEXT = f"与上年相比，{ITEM}{{}}10.00万元。"

    @pytest.mark.parametrize("said", ["增加（减少）", "增加/减少", "减增加", "增（减）"])
    def test_n303_finds_a_direction_never_chosen(self, said: str) -> None:
        (finding,) = found("N303", FISCAL, self.TEXT.format(said))
        assert finding.details["said"].rstrip("）") == said.rstrip("）")
        assert shown(finding) == [("第三部分/五", self.TEXT.format(said))]

    def test_n303_finds_it_once_a_document_and_counts(self) -> None:
        text = self.TEXT.format("增加（减少）")
        (finding,) = found("N303", FISCAL, text, OVERALL, text)
        assert (finding.details["count"], len(finding.where)) == (2, 2)
        assert [place.section for place in finding.where] == ["第三部分/五", "第三部分/一"]

    def test_n303_finds_a_comparison_never_chosen(self) -> None:
        text = f"{ITEM}的决算数大小于预算数，主要原因是节约。"
        (finding,) = found("N303", FISCAL, text)
        assert finding.details["said"] == "大小于"

    @pytest.mark.parametrize("said", ["增加", "减少", "净增加", "核减增加的"])
    def test_n303_passes_a_direction(self, said: str) -> None:
        assert found("N303", FISCAL, self.TEXT.format(said)) == []

    def test_n303_spares_words_of_change_that_are_not_a_choice(self) -> None:
        text = "支出增加（主要是项目）10.00万元；减少会议、增加培训，增减相抵。"
        assert found("N303", FISCAL, text) == []


class TestMinusTwice:
    TEXT = f"与上年相比，{ITEM}减少10.00万元，下降{{}}%。"

    def test_n304_finds_less_by_a_negative_amount(self) -> None:
        (finding,) = found("N304", FISCAL, self.TEXT.format("-5.52"))
        assert shown(finding) == [(f"第三部分/五/{ITEM}/growth", "-5.52%")]
        assert finding.expected == "5.52%"
        assert message(finding) == "“减少（下降）-5.52%”重复了负号，共1处。"

    def test_n304_passes_less_by_an_amount(self) -> None:
        assert found("N304", FISCAL, self.TEXT.format("5.52")) == []

    def test_n304_spares_growth_that_is_negative(self) -> None:
        text = f"与上年相比，{ITEM}增加-10.00万元，增长-5.52%。"
        assert found("N304", FISCAL, text) == []
        assert found("N304", FISCAL, f"{ITEM}为-10.00万元。") == []


class TestAbsence:
    HEADING = "七、政府性基金预算财政拨款支出决算情况说明"
    CARS = "八、财政拨款“三公”经费支出决算情况说明"

    def found(self, *narrative: str) -> list[Finding]:
        """What the rule finds where 12万元 of government funds were spent."""
        point = {"fund": "government_funds", "function": "2120899", "nature": "project"}
        spent = fact("expenditure", 12 * WAN, economic="30227", **point)
        rows = [*facts(), spent, fact("income", 12 * WAN, **point)]
        subject = printed_book(rows=rows, narrative=[PART, self.HEADING, *narrative])
        return check(subject, selected(["N305"])).findings

    def test_n305_finds_an_amount_of_what_is_said_not_to_be_there(self) -> None:
        (finding,) = self.found("本年度无此项支出。")
        assert shown(finding)[0] == ("第三部分/七", "本年度无此项支出。")
        assert finding.where[1].printed == "120,000.00"
        assert finding.details["printed"] == "120,000.00元"

    def test_n305_finds_any_amount_of_a_kind_of_money(self) -> None:
        (finding,) = self.found("本单位2023年度无政府性基金预算财政拨款收入和支出。")
        assert finding.where[1].printed == "120,000.00"

    def test_n305_finds_an_item_that_the_form_has(self) -> None:
        (finding,) = found("N305", self.CARS, "本单位无公务接待费支出。")
        assert (finding.where[1].form, finding.details["printed"]) == ("10", "10,000.00元")

    def test_n305_passes_where_there_is_none_indeed(self) -> None:
        assert found("N305", self.HEADING, "本年度无此项支出。") == []
        assert found("N305", self.CARS, "本单位无因公出国（境）费支出。") == []

    def test_n305_spares_another_kind_of_money_that_the_clause_names(self) -> None:
        assert self.found("国有资本经营预算：无收支，与上年持平。") == []
        said = "政府性基金预算财政拨款、国有资本经营预算财政拨款：本部门2023年度均无收支。"
        assert found("N305", "六、其他预算情况说明", said) == []

    @pytest.mark.parametrize(
        "text",
        [
            "本年度有此项支出12.00万元。",
            "上年无政府性基金预算财政拨款支出。",
            "无政府性基金预算财政拨款支出的，仍保留表格。",
            "政府性基金预算财政拨款支出变动情况：本年度无此项支出。",
        ],
        ids=["there is some", "last year", "an instruction", "a change"],
    )
    def test_n305_spares_what_is_not_said_of_this_year(self, text: str) -> None:
        assert self.found(text) == []


class TestReasons:
    HEADING = "九、“三公”经费支出决算情况说明"
    TEXT = (
        "公务用车运行维护费支出0万元，比上年减少6.45万元，下降100%，主要原因是："
        "2022年本级公务用车经费2.55万元，下属单位公务用车经费{}万元。"
    )

    def test_n306_finds_parts_of_last_year_beyond_its_total(self) -> None:
        (finding,) = found("N306", self.HEADING, self.TEXT.format("4.60"))
        assert [printed for _, printed in shown(finding)] == ["6.45万元", "2.55万元", "4.60万元"]
        assert finding.where[0].anchor == "第三部分/九/公务用车运行维护费/change"
        assert "即上年为6.45万元；原因中列举的上年数2.55万元、4.60万元合计7.15万元" in message(
            finding
        )

    @pytest.mark.parametrize("part", ["3.90", "3.00", "3.91"])
    def test_n306_passes_parts_within_the_total(self, part: str) -> None:
        assert found("N306", self.HEADING, self.TEXT.format(part)) == []

    def test_n306_spares_amounts_of_this_year_or_of_something_else(self) -> None:
        text = self.TEXT.format("4.60")
        assert found("N306", self.HEADING, text.replace("2022年", "2023年")) == []
        assert found("N306", self.HEADING, text.replace("下属单位公务用车", "食堂")) == []
        assert found("N306", self.HEADING, text.replace("减少6.45", "变动6.45")) == []


def test_n301_and_n116_take_a_whole_for_level_where_its_own_amount_comes_again() -> None:
    parts = "其中货物支出40.00万元、服务支出6.00万元"
    said = f"{{}}年政府采购支出46.00万元，{parts}，上年{{}}万元，与上年持平。"
    for last, wrong in (("46.00", []), ("45.00", ["N116"])):
        subject = excerpt("（二）政府采购支出情况", said.format(2023, last))
        told = [one.code for one in check(subject, selected(["N116", "N301"])).findings]
        assert bool(told) == bool(wrong), told
