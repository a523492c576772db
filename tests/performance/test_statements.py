"""What running texts say of money and rates."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.performance.in_words import money_in_words, rates_in_words
from juesuan.performance.statements import clauses, no_reason

WAN = 1_000_000


@pytest.mark.parametrize(
    ("text", "budget", "executed", "rate"),
    [
        ("预算下达400万元，实际执行156.7万元，预算执行率为40%。", 400, "156.7", "40"),
        ("预算下达400万元,实际支出317万元,预算执行率为79.26%。", 400, "317", "79.26"),
        ("预算下达200万，实际执行0万元，预算执行率为0%", 200, "0", "0"),
        ("全年批复资金1,322万元，支付1,013.58万元，预算执行率为76.67%，", 1322, "1013.58", "76.67"),
        ("预算下达774万元，整体项目支付2,678,940.00元，预算执行率为40%", 774, "267.894", "40"),
        (
            "预算共计10万元。支付甲款4万元，支付乙款6万元。全年执行10万元，预算执行率100%",
            10,
            "10",
            "100",
        ),
        ("2023年预算下达60万元，实际执行60万元", 60, "60", ""),
    ],
)
def test_budget_execution_and_rate_are_found_in_a_text(text, budget, executed, rate) -> None:
    told = money_in_words(text)
    assert told is not None
    assert (told.budget, told.executed) == (budget * WAN, int(Decimal(executed) * WAN))
    assert told.rate == (Decimal(rate) if rate else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "严格按照预算执行。",
        "预算下达400万元。",
        "实际执行156.7万元。",
        "支付4万元，支付6万元，预算下达10万元。",
    ],
)
def test_half_a_statement_tells_no_money(text: str) -> None:
    assert money_in_words(text) is None


def test_rounded_amounts_allow_a_span_of_rates() -> None:
    told = money_in_words("预算下达40万元，实际执行39.98万元，预算执行率为99.96%。")
    assert told is not None
    assert told.rates.low < Decimal("99.95") < told.rates.high


@pytest.mark.parametrize(
    ("text", "subject", "number"),
    [
        ("平台使用人员满意度达到90%", "平台使用人员满意度", "90"),
        ("人员满意度较高达到90%", "人员满意度", "90"),
        ("热线接通率长期保持百分之99.95以上", "热线接通率", "99.95"),
        ("培训考核通过率100%", "培训考核通过率", "100"),
    ],
)
def test_a_percentage_is_told_of_its_rate(text: str, subject: str, number: str) -> None:
    (told,) = rates_in_words(text)
    assert (told.subject, told.value) == (subject, Decimal(number))


@pytest.mark.parametrize("text", ["满意度由93%提升至97%", "增长率同比下降5%", "覆盖率高于全国3%"])
def test_changes_of_a_rate_are_not_its_value(text: str) -> None:
    assert list(rates_in_words(text)) == []


@pytest.mark.parametrize("text", ["", "无", "无偏差。", "—", "无。", " 无 ", "0"])
def test_a_cell_that_gives_no_reason(text: str) -> None:
    assert no_reason(text)


def test_a_cell_that_gives_one() -> None:
    assert not no_reason("无法按期举办，因场地维修")


def test_commas_within_numbers_hold_a_clause_together() -> None:
    assert clauses("支付2,678,940.00元,已完成。<p>下一步</p>") == [
        "支付2678940.00元",
        "已完成",
        "下一步",
    ]


@given(st.text(alphabet="预算下达执行率支付0123456789.,，%万元。 满意度百分之", max_size=60))
def test_no_text_makes_understanding_fail(text: str) -> None:
    told = money_in_words(text)
    assert told is None or told.budget > 0
    assert all(rate.value >= 0 for rate in rates_in_words(text))
