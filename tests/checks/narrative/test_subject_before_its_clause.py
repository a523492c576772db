"""A subject that is named in the clause before its figure (变化较大的是事业收入：2023年为…)."""

import pytest

from juesuan.checks import check, message, severity_of
from support.telling import told

SPENT = "三、支出决算情况说明"
TOTAL = "支出合计171万元。"

WAYS = [
    "与上年相比变化较大的是{name}：2023年为{amount}万元",
    "与上年相比，变化较大的是{name}，2023年为{amount}万元",
    "变动较大的为{name}，本年{amount}万元",
    "增幅最大的是{name}：本年为{amount}万元",
    "占比最高的是{name}，为{amount}万元",
    "占比最大的仍是{name}，决算数为{amount}万元",
    "金额最多的项目为{name}，支出{amount}万元",
    "其中变化明显的是{name}：决算{amount}万元",
    "数额较大的部分是{name}，2023年度{amount}万元",
    "增长最快的主要是{name}，达到{amount}万元",
    "需要说明的是{name}：2023年支出决算为{amount}万元",
    "变动较大的科目有{name}，决算数{amount}万元",
]


def _said(sentence: str) -> list[str]:
    checked = check(told(SPENT, TOTAL + sentence + "，主要原因是人员变动。")).findings
    wrong = [f for f in checked if f.code[0] == "N" and severity_of(f) == "error"]
    return [message(f) for f in wrong if f.code != "N522"]  # (which is the most is another matter)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "amount"), [("基本支出", "131"), ("项目支出", "40")])
def test_the_figure_is_the_one_of_the_subject_before(way: str, name: str, amount: str) -> None:
    assert _said(way.format(name=name, amount=amount)) == []


@pytest.mark.parametrize("way", WAYS)
def test_a_wrong_figure_is_held_to_that_subject(way: str) -> None:
    (found,) = _said(way.format(name="项目支出", amount="49"))
    assert "项目支出" in found and "40" in found


@pytest.mark.parametrize("way", WAYS)
def test_a_subject_that_nobody_knows_is_held_to_nothing(way: str) -> None:
    assert _said(way.format(name="门诊检查", amount="12")) == []
