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


def test_an_average_is_not_held_to_another_section_where_its_own_amount_has_no_name() -> None:
    here = "本项支出决算12.35万元。公务用车保有量9辆，车均运行维护费1.37万元。"
    other = ["七、基本支出情况说明", "公务用车运行维护费10.20万元。"]
    assert "N501" not in codes(*other, "（二）公务用车运行维护费", here)
