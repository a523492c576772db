"""J4, summaries: the narrative tells of a project what its table says."""

import pytest

from checks.performance.self_evaluation import found, money, places, project
from juesuan.checks import message

NAME = "河道清淤整治项目"


def told(text: str, *, score: str = "100.00"):
    table = project(NAME, rows=[money("100|120|120|10|100.00|10")], score=score)
    return found("J409", table, narrative=[text])


def test_j409_finds_another_score() -> None:
    (one,) = told("河道清淤整治项目绩效自评综述：自评得分为97.89分。")
    assert (one.variant, one.expected) == ("score", "100")
    assert places(one)[0][1] == "97.89" and "自评表为100分" in message(one)


def test_j409_finds_another_sum_and_another_budget() -> None:
    (spent,) = told("河道清淤整治项目：全年预算数120万元，执行数102.00万元。")
    (budget,) = told("河道清淤整治：全年预算数210.00万元，执行数120万元。")
    assert [spent.variant, budget.variant] == ["executed", "budget"]
    assert "文字写执行102.00万元，自评表为120.00万元" in message(spent)


@pytest.mark.parametrize(
    "text",
    [
        "河道清淤整治项目：全年预算数120万元，执行数1,200,000元，自评得分100分。",
        "河道清淤整治项目：全年预算数100万元，执行数120.00万元。",
        "主要是追加河道清淤整治；本年支出5151.09万元，比上年增加290.92万元。",
    ],
    ids=["the same in another unit", "the initial budget", "what the whole unit spent"],
)
def test_j409_passes_what_the_table_says(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "部门整体自评得分97.89分。",
        "河道清淤整治项目执行良好。路灯亮化工程自评得分97分、执行数30万元。自评得分96分。",
        "河道清淤整治项目执行率98%，满分100分。",
    ],
    ids=["no project named", "more than one", "a rate"],
)
def test_j409_spares_figures_of_something_else(text: str) -> None:
    assert [one.variant for one in told(text) if one.variant == "score"] == []


def test_j409_spares_a_sum_of_several_projects() -> None:
    text = "我局对“路灯亮化工程”“河道清淤整治”2个项目进行自评，涉及财政拨款支出1781.69万元。"
    assert told(text) == []
