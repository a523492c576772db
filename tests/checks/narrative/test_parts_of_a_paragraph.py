"""What a paragraph says of a part, or without a name, is not held against another thing."""

from juesuan.checks import check
from support.telling import told


def codes(*paragraphs: str) -> list[str]:
    return [one.code for one in check(told(*paragraphs)).findings]


def test_money_named_after_of_which_is_not_the_money_of_the_next_sentence() -> None:
    whole = "本年收入合计180.00万元，其中：财政拨款收入171.00万元，占95.00%。"
    next_one = "本年收入较上年减少20.00万元，下降10.00%。"
    heading = "二、收入决算情况说明"
    assert "N202" not in codes(heading, whole + next_one)


def test_an_average_of_scores_is_no_average_of_money() -> None:
    said = "项目资金合计5052.69万元，甲项目得98.50分，乙项目得99.50分，两个项目平均99.00分。"
    assert "N501" not in codes("十一、绩效评价情况", said)


def test_expenditure_said_after_income_is_not_the_income() -> None:
    said = "2023年度政府性基金预算财政拨款收入{0}万元，支出决算{1}万元，年末结转3.00万元。"
    assert "N101" not in codes("十、政府性基金预算情况说明", said.format("0.00", "7.00"))
    assert "N101" in codes("十、政府性基金预算情况说明", said.format("8.00", "7.00"))
