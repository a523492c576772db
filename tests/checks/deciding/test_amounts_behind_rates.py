"""One slip in an amount that explains a wrong rate is likelier than another rate."""

from juesuan.checks import Finding, check, message, selected
from support.telling import told

OFFICE = ("十一、其他重要事项的情况说明", "（一）机关运行经费支出情况")
ITEM = "五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况"


def findings(*narrative: str) -> list[Finding]:
    """What is told of rates and amounts of the text."""
    return check(told(*narrative), selected(["N1", "N2", "N3"])).findings


def test_a_change_one_slip_away_is_named_with_the_rate_as_the_other_choice() -> None:
    (wrong,) = findings(*OFFICE, "机关运行经费支出9万元，比上年增加7万元，增长12.5%。")
    assert (wrong.code, wrong.variant, wrong.expected) == ("N202", "amount", "1万元")
    assert wrong.where[0].printed == "7万元"
    assert [(place.printed, right) for place, right in wrong.candidates] == [("12.5%", "350.0%")]
    assert "写7万元，与比率12.5%合不上；写成1万元就相符" in message(wrong)


def test_an_amount_that_a_form_confirms_is_not_doubted() -> None:
    sentence = "支出合计171万元，基本支出131万元，占71.66%。"
    (wrong,) = findings("三、支出决算情况说明", sentence)
    assert (wrong.code, wrong.variant, wrong.expected) == ("N201", "", "76.61%")


def test_a_rate_one_slip_away_is_the_wrong_one() -> None:
    (wrong,) = findings(*OFFICE, "机关运行经费支出9.00万元，比上年增加1.00万元，增长15.2%。")
    assert (wrong.code, wrong.variant, wrong.expected) == ("N202", "", "12.5%")


def test_where_rate_and_change_are_each_one_slip_away_none_is_proposed() -> None:
    (wrong,) = findings(*OFFICE, "机关运行经费支出9.00万元，比上年增加1.03万元，增长12.5%。")
    assert (wrong.code, wrong.variant, wrong.expected) == ("N202", "either", "")
    said = [(place.printed, right) for place, right in wrong.candidates]
    assert said == [("12.5%", "12.9%"), ("1.03万元", "1.00万元")]


def test_of_two_slips_the_one_whose_digits_changed_places_is_named() -> None:
    (wrong,) = findings(*OFFICE, "机关运行经费支出9.00万元，比上年增加0.93万元，增长11.25%。")
    assert (wrong.code, wrong.variant, wrong.expected) == ("N202", "", "11.52%")


def test_a_budget_that_a_rate_of_difference_is_of_may_be_the_wrong_figure() -> None:
    text = "机关运行经费与年初预算相比，年初预算数3.80万元，决算数9.00万元，预决算差异率8.43%。"
    (wrong,) = findings(*OFFICE, text)
    assert (wrong.code, wrong.variant, wrong.expected) == ("N202", "amount", "8.30万元")
    assert wrong.where[0].printed == "3.80万元"


def test_where_two_amounts_are_as_likely_none_is_proposed() -> None:
    text = "1.某项（项）。年初预算为130.00万元，支出决算为176.30万元，完成年初预算的128.69%。"
    (wrong,) = findings(*ITEM, text)
    assert (wrong.code, wrong.variant, wrong.expected) == ("N203", "either", "")
    assert [right for _, right in wrong.candidates] == ["135.62%", "167.30万元", "137.00万元"]


def test_a_form_put_right_settles_what_was_said_of_it_before_amounts_are_doubted() -> None:
    (wrong,) = findings(*OFFICE, "机关运行经费支出6.00万元，比上年增加1.00万元，增长12.5%。")
    assert (wrong.code, wrong.expected) == ("N101", "9.00万元")
    assert [one.finding.code for one in wrong.follows] == ["N202"]


class TestADifferenceBesideTheRate:
    """Budget and final accounts, their rate and their difference: what two of them ask for."""

    SAID = "会议费支出预算9.28万元，支出决算{}万元，完成预算的{}%，比预算减少{}万元。"
    HEADING = "（二）会议费支出情况"

    def told(self, *figures: str) -> list[Finding]:
        return findings(self.HEADING, self.SAID.format(*figures))

    def test_both_ask_for_one_amount_that_is_no_slip_away(self) -> None:
        (wrong,) = self.told("5.52", "77.16", "2.12")
        assert (wrong.code, wrong.variant, wrong.expected) == ("N203", "amount", "7.16万元")
        assert [consequence.finding.code for consequence in wrong.follows] == ["N302"]

    def test_a_rate_alone_is_the_wrong_one(self) -> None:
        (wrong,) = self.told("7.16", "71.76", "2.12")
        assert (wrong.code, wrong.variant, wrong.expected) == ("N203", "", "77.16%")

    def test_a_difference_alone_is_the_wrong_one(self) -> None:
        (wrong,) = self.told("7.16", "77.16", "3.76")
        assert (wrong.code, wrong.expected) == ("N302", "减少2.12万元")

    def test_a_rate_and_a_difference_that_ask_for_two_amounts_settle_nothing(self) -> None:
        found = self.told("5.52", "77.16", "1.05")
        assert {one.code for one in found} == {"N203", "N302"}
        assert "7.16万元" not in {one.expected for one in found}
