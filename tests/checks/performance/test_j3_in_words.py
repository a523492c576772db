"""J3, money in words: its rate is computed right, and is that of the table."""

import pytest

from checks.performance.self_evaluation import found, money, places, project
from juesuan.checks import Finding, message

SECTION = "项目实施和预算执行情况"


def told(code: str, text: str, **more) -> list[Finding]:
    """What a rule finds in a project whose analysis tells of its money."""
    return found(code, project(analysis=[(SECTION, text)], **more))


TOLD = "预算下达400万元，实际执行156.7万元，预算执行率为{}%。"


@pytest.mark.parametrize("rate", ["40", "39.25", "39.10", "38"])
def test_j304_finds_a_rate_that_the_amounts_do_not_give(rate: str) -> None:
    (one,) = told("J304", TOLD.format(rate))
    assert one.expected == "39.18%" and places(one) == [(SECTION, TOLD.format(rate))]
    assert f"执行156.70万元，执行率应为39.18%，写作{rate}%" in message(one)


def test_j304_finds_a_wrong_rate_of_amounts_in_two_units() -> None:
    text = "2023年预算下达774万元，整体项目支付2,678,940.00元，预算执行率为40%。"
    (one,) = told("J304", text)
    assert one.expected == "34.61%"


@pytest.mark.parametrize("rate", ["39.18", "39", "39.2", "39.24", "39.11"])
def test_j304_passes_a_rate_with_any_decimals(rate: str) -> None:
    assert told("J304", TOLD.format(rate)) == []


def test_j304_spares_rounded_amounts_and_texts_without_a_rate() -> None:
    assert told("J304", "预算下达40万元，实际执行39.98万元，预算执行率为99.96%。") == []
    assert told("J304", "预算下达400万元，实际执行156.7万元。") == []


ROWS = [money("400|317.025|317.025|10|100|10")]


@pytest.mark.parametrize("rate", ["79.26", "99", "101"])
def test_j305_finds_another_rate_than_the_row_prints(rate: str) -> None:
    text = f"预算下达400万元，实际支出317万元，预算执行率为{rate}%。"
    (one,) = told("J305", text, rows=ROWS)
    assert places(one) == [("年度资金总额", "100"), (SECTION, text)]
    assert f"执行率100%，文字说预算400.00万元、执行率{rate}%" in message(one)


def test_j305_passes_the_rate_that_the_row_prints() -> None:
    text = "预算下达317万元，实际支出317万元，预算执行率为100%。"
    assert told("J305", text, rows=ROWS) == []


def test_j305_spares_a_rate_told_with_fewer_decimals() -> None:
    rows = [money("400|400|156.7|10|39.18|3.92")]
    assert told("J305", TOLD.format("39"), rows=rows) == []
    assert len(told("J305", TOLD.format("38"), rows=rows)) == 1


def test_j305_spares_a_table_without_a_rate() -> None:
    assert told("J305", TOLD.format("39"), rows=[money("400|400|156.7|10||")]) == []


def test_j309_finds_two_units_in_one_sentence() -> None:
    text = "2023年预算下达774万元，整体项目支付2,678,940.00元，预算执行率为34.61%。"
    (one,) = told("J309", text)
    assert places(one) == [(SECTION, text)] and "万元、元两种单位" in message(one)


def test_j309_passes_one_unit() -> None:
    assert told("J309", TOLD.format("39.18")) == []


def test_j309_spares_two_ways_to_write_one_unit() -> None:
    assert told("J309", "预算下达400万，实际执行156.7万元，预算执行率为39.18%。") == []
