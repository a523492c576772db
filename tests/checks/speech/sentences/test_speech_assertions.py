"""Assertions: figures in order, with what they mean and what they are worked out from."""

from fractions import Fraction

import pytest

from juesuan.checks.speech.changes.deviations import deviations
from juesuan.checks.speech.changes.differences import wrong_changes
from juesuan.checks.speech.changes.directions import directed, direction_word, sign_between
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.rates.operands import final_of, last_year_implied, last_year_said
from juesuan.checks.speech.sentences.amounts import Rounded
from juesuan.checks.speech.sentences.assertions import nearest, sentence_before, words_before
from juesuan.checks.speech.sentences.sections import assertions, section_texts
from juesuan.checks.speech.sums.totals import parts_differing, parts_exceeding, stated_once
from juesuan.facts import WAN
from support.telling import told

SPENT = "三、支出决算情况说明"
CARS = "九、财政拨款“三公”经费支出决算情况说明"
CENTS = 1_000_000  # 1万元 in cents


def of(value: str, half: str = "0") -> Rounded:
    return Rounded(Fraction(value), Fraction(half))


def said(text: str, heading: str = SPENT):
    """The assertions of a sentence told about the small unit."""
    subject = told(heading, text)
    return subject, list(assertions(subject))


def test_a_figure_is_said_of_heading_subject_role_and_time() -> None:
    text = "2022年度公务接待费年初预算为2.00万元。"
    _, (budget,) = said(text, CARS)
    assert (budget.key, budget.role, budget.year) == (
        ("reception", "fiscal"),
        "initial_budget",
        "last",
    )
    assert (budget.within.heading, budget.within.number) == (
        f"2023年度部门决算情况说明{CARS[2:]}",
        "第三部分/九",
    )
    assert (budget.where.anchor, budget.where.printed) == (
        "第三部分/九/公务接待费/initial_budget",
        "2.00万元",
    )


def test_an_unknown_name_is_its_own_key_and_an_unsure_one_nobody_s() -> None:
    _, (unknown,) = said("某某中心水费支出5.00万元。")
    assert unknown.meant is None and unknown.key[0] == "" and "水费" in unknown.key[1]


def test_changes_have_signs_and_amounts_none() -> None:
    text = "支出合计171.00万元，比上年增加21.00万元，增长14.00%；项目支出比上年减少2.00万元，"
    text += "下降-5.00%，基本支出比上年增加-3.00万元。"
    _, figures = said(text)
    assert [(f.role, f.sign, f.number.value) for f in figures] == [
        ("final", 0, 171 * CENTS),
        ("change", 1, 21 * CENTS),
        ("growth", 1, 14),
        ("change", -1, 2 * CENTS),
        ("growth", -1, 5),
        ("change", -1, 3 * CENTS),
    ]
    assert [f.signed.value for f in figures if f.role == "change"] == [
        21 * CENTS,
        -2 * CENTS,
        -3 * CENTS,
    ]
    assert directed(figures[0]) == "171.00万元"
    assert [directed(f).text("zh") for f in figures[1:4]] == [
        "增加21.00万元",
        "增加14.00%",
        "减少2.00万元",
    ]


def test_the_nearest_is_the_last_before_else_the_first_behind_in_the_sentence() -> None:
    text = "支出合计1.00万元，支出合计2.00万元，占3.00%，支出合计4.00万元。支出合计5.00万元。"
    _, (one, two, rate, four, five) = said(text)
    assert nearest(rate, lambda other: other.role == "final") is two
    assert nearest(rate, lambda other: other.number.value >= 4 * CENTS) is four
    assert nearest(rate, lambda other: other is five) is None
    assert nearest(five, lambda other: other is one) is one
    assert nearest(five, lambda other: other is one, same_sentence=True) is None


class TestOperands:
    def test_the_final_account_is_stated_or_else_printed(self) -> None:
        text = "支出合计170.00万元，比上年增加20.00万元。"
        subject, (final, change) = said(text)
        assert final_of(subject, change).said is final
        subject, (change,) = said("支出合计比上年增加20.00万元。")
        given = final_of(subject, change)
        assert (given.said, given.number) == (None, of(str(171 * CENTS)))

    def test_a_change_of_a_wider_money_is_of_the_item_that_its_sentence_states(self) -> None:
        text = "一般公共预算财政拨款支出90.00万元，财政拨款支出比上年增加5.00万元。"
        subject, (final, change) = said(text)
        assert (final.key[1], change.key[1]) == ("general", "fiscal")
        given = final_of(subject, change)
        assert given is not None and given.said is final

    def test_a_comparison_without_an_item_is_of_the_one_whose_amount_comes_out(self) -> None:
        text = "公务接待费支出1.00万元。与上年支出2.00万元相比，减少1.00万元。"
        _, found = said(text)
        assert [one.key[0] for one in found] == ["reception"] * 3

    def test_a_form_in_wan_has_room_for_its_last_digit(self) -> None:
        subject = told(SPENT, "支出合计比上年增加20.00万元。", money=WAN)
        (change,) = assertions(subject)
        assert final_of(subject, change).number == of(str(171 * CENTS), "5000")

    def test_a_budget_that_changed_is_not_the_final_account(self) -> None:
        text = "公务接待费年初预算数比上年增加0.50万元。"
        subject, (change,) = said(text, CARS)
        assert change.mention.of == "initial_budget"
        assert final_of(subject, change) is None

    def test_last_year_follows_from_amount_and_change(self) -> None:
        text = "支出合计171.00万元，比上年减少{}万元。"
        _, (final, change) = said(text.format("29.00"))
        assert last_year_implied(final.number, change) == of(str(200 * CENTS), "10000")
        _, (final, change) = said(text.replace("减少", "增加").format("21.0"))
        assert last_year_implied(final.number, change) == of(str(150 * CENTS), "55000")

    def test_last_year_is_what_the_sentence_or_one_beside_it_states_once(self) -> None:
        text = "支出合计171.00万元，较上年的150.00万元增加21.00万元。"
        _, (_, last, change) = said(text)
        assert last_year_said(change) is last
        _, figures = said("支出合计171.00万元。2022年度支出合计150.00万元。比上年增加21.00万元。")
        assert last_year_said(figures[-1]) is figures[1]
        twice = "支出合计171.00万元，上年支出合计150.00万元，上年支出合计160.00万元，"
        _, figures = said(twice + "比上年增加21.00万元。")
        assert [f.year for f in figures[:3]] == ["this", "last", "last"]
        assert last_year_said(figures[-1]) is None


class TestTieOuts:
    @pytest.mark.parametrize(
        ("amount", "agrees"),
        [
            ("171.00", True),
            ("171.01", True),
            ("171.02", False),
            ("171.05", False),
            ("171.0", True),
            ("171.1", False),
            ("171", True),
            ("172", False),
        ],
    )
    def test_amounts_agree_within_the_digits_that_they_print(
        self, amount: str, agrees: bool
    ) -> None:
        subject, _ = said(f"支出合计{amount}万元。")
        (tie,) = tie_outs(subject)
        assert tie.agrees is agrees
        assert {figure.value for figure in tie.figures} == {171 * CENTS}

    @pytest.mark.parametrize(("amount", "agrees"), [("171.010", True), ("171.011", False)])
    def test_rounded_forms_give_the_room_of_their_own_last_digit(
        self, amount: str, agrees: bool
    ) -> None:
        (tie,) = tie_outs(told(SPENT, f"支出合计{amount}万元。", money=WAN))
        assert tie.agrees is agrees

    def test_rates_reasons_and_other_years_are_tied_to_nothing(self) -> None:
        text = "支出合计占99.00%。2022年度支出合计5.00万元。主要原因是基本支出5.00万元。"
        subject, figures = said(text)
        assert len(figures) == 3 and list(tie_outs(subject)) == []


@pytest.mark.parametrize(
    ("number", "base", "sign"),
    [
        (of("10"), of("9"), 1),
        (of("9"), of("10"), -1),
        (of("10"), of("10"), None),
        (of("0"), of("0"), 0),
        (of("10", "0.5"), of("9", "0.5"), None),
        (of("10.01", "0.5"), of("9", "0.5"), 1),
        (of("9", "0.5"), of("10.01", "0.5"), -1),
    ],
)
def test_a_direction_is_told_beyond_the_last_digits(
    number: Rounded, base: Rounded, sign: int | None
) -> None:
    assert sign_between(number, base) == sign


def test_directions_are_called_by_their_words() -> None:
    assert [direction_word(sign) for sign in (1, -1, 0)] == ["增加", "减少", "持平"]


class TestChanges:
    @pytest.mark.parametrize(
        ("change", "right"),
        [("减少1.00", None), ("减少1.01", None), ("减少1.02", -1), ("增加1.00", -1)],
    )
    def test_a_change_is_the_difference_rounding_apart(
        self, change: str, right: int | None
    ) -> None:
        text = f"公务接待费年初预算为2.00万元，支出决算为1.00万元，比年初预算{change}万元。"
        subject, _ = said(text, CARS)
        found = [wrong.right for wrong in wrong_changes(subject)]
        assert found == ([] if right is None else [right * CENTS])

    def test_a_deviation_is_measured_by_its_base(self) -> None:
        text = "公务接待费年初预算为4.00万元，支出决算为1.00万元，比上年减少1.00万元。"
        subject, _ = said(text, CARS)
        (section,) = [t for t in section_texts(subject) if t.assertions]
        assert [(d.percent, d.moved) for d in deviations(subject, section)] == [
            (75, 3 * CENTS),
            (50, CENTS),
        ]


class TestTotals:
    def stated(self, text: str):
        """The text of a sentence on purchases, and what it states once."""
        subject, _ = said(text, "二、政府采购情况")
        (section,) = [t for t in section_texts(subject) if t.assertions]
        return section, stated_once(section, "final")

    def test_what_is_stated_with_two_values_is_left_out(self) -> None:
        _, stated = self.stated(
            "政府采购支出总额5.00万元，政府采购支出总额5.00万元，政府采购货物支出1.00万元，"
            "政府采购货物支出2.00万元。"
        )
        assert list(stated) == ["procurement"]

    def test_parts_are_added_with_all_their_room(self) -> None:
        text = "政府采购支出总额10.00万元，政府采购货物支出{}万元，政府采购工程支出2万元，"
        text += "政府采购服务支出3万元。"
        assert list(parts_differing(*self.stated(text.format("6.00")))) == []
        (differ,) = parts_differing(*self.stated(text.format("6.02")))
        assert (differ.sum.value, differ.parts) == (Fraction("11.02") * CENTS, 3)
        assert list(parts_exceeding(self.stated(text.format("6.02"))[1])) == []

    def test_some_parts_may_be_no_more_than_the_total(self) -> None:
        text = "政府采购支出总额10.00万元，政府采购货物支出7.00万元，政府采购服务支出{}万元。"
        for services, exceeds in (("3.00", False), ("3.01", False), ("3.02", True)):
            found = list(parts_exceeding(self.stated(text.format(services))[1]))
            assert [len(one.listed) for one in found] == ([2] if exceeds else [])

    def test_a_negative_total_is_exceeded_by_nothing(self) -> None:
        text = "政府采购支出总额-10.00万元，政府采购货物支出7.00万元。"
        assert list(parts_exceeding(self.stated(text)[1])) == []


def test_words_before_a_figure_begin_behind_the_last_one_that_is_no_year() -> None:
    text = "支出合计171.00万元，2023年末 结转和结余(含利息)5.00万元。"
    _, (spent, left) = said(text)
    assert words_before(spent) == sentence_before(spent) == "支出合计"
    assert words_before(left) == "，2023年末结转和结余（含利息）"
    assert sentence_before(left) == "支出合计171.00万元" + words_before(left)
