"""J7, goals and results against indicators."""

import pytest

from checks.performance.self_evaluation import changed, found, places, project
from juesuan.checks import message

DREDGED = changed(1, "产出|数量|清淤河道长度|≥|12|公里|13|20|20|无")


def test_j712_finds_another_number_than_the_target() -> None:
    goal = "全年清淤河道15公里，改善水质。"
    (one,) = found("J712", project(indicators=DREDGED, target=goal))
    assert places(one) == [("", goal), ("清淤河道长度", "12")]
    assert "年度目标写15公里，指标值却是：清淤河道长度" in message(one)


def test_j712_finds_another_satisfaction_where_there_is_one_of_it() -> None:
    (one,) = found("J712", project(target="群众满意度达100%。"))
    assert "年度目标写100%，指标值却是：学员满意度" in message(one)


@pytest.mark.parametrize("goal", ["清淤河道12公里。", "清淤河道12000米。", "改善水质。"])
def test_j712_passes_the_target_itself(goal: str) -> None:
    assert found("J712", project(indicators=DREDGED, target=goal)) == []


@pytest.mark.parametrize(
    "goal",
    [
        "2023年-2025年，清淤河道60公里。",
        "清淤河道比上年增加3公里。",
        "清淤河道12公里，其中清淤河道主段8公里。",
        "巡查河道30公里道路。",
        "硬化道路15公里。",
    ],
    ids=["several years", "a change", "a part", "another thing", "nothing in common"],
)
def test_j712_spares_numbers_of_other_things(goal: str) -> None:
    assert found("J712", project(indicators=DREDGED, target=goal)) == []


def test_j712_spares_a_goal_beyond_the_least_that_was_asked_and_reached() -> None:
    assert found("J712", project(indicators=DREDGED, target="清淤河道13公里。")) == []


def test_j713_finds_another_number_than_was_reported() -> None:
    result = "完成河道清淤18公里。"
    (one,) = found("J713", project(indicators=DREDGED, actual=result))
    assert places(one) == [("", result), ("清淤河道长度", "13")]


def test_j713_finds_the_unit_that_the_name_says() -> None:
    line = "产出|数量|督查次数|≥|20|个|20|20|20|无"
    (one,) = found("J713", project(indicators=changed(1, line), actual="开展专项督查18次。"))
    assert "完成情况写18次，指标报的是：督查次数" in message(one)


def test_j713_finds_persons_counted_in_another_word() -> None:
    lines = changed(1, "产出|数量|乡村医生补助人数|=|258|人|258|20|20|无")
    (one,) = found("J713", project(indicators=lines, actual="全年为285名乡村医生发放补助。"))
    assert "完成情况写285名" in message(one)
    assert found("J713", project(indicators=lines, actual="为258名乡村医生发放补助。")) == []


def test_j713_takes_the_magnitude_that_a_name_says_its_values_are_in() -> None:
    lines = changed(1, "产出|数量|受益农村人口（万人）|≥|4||4.32|20|20|无")
    told = "全年受益农村人口{}万人。"
    assert found("J713", project(indicators=lines, actual=told.format("4.32"))) == []
    assert found("J713", project(indicators=lines, actual=told.format("4.23")))


def test_j713_passes_the_number_reported() -> None:
    assert found("J713", project(indicators=DREDGED, actual="完成河道清淤13公里。")) == []


def test_j713_spares_what_two_indicators_may_be_and_what_is_counted_otherwise() -> None:
    two = [*DREDGED[:1], "产出|数量|清淤河道里程|≥|12|公里|14|20|20|无", *DREDGED[2:]]
    assert found("J713", project(indicators=two, actual="清淤河道18公里。")) == []
    line = "产出|数量|门户网站用户数量|≥|100|个|100|20|20|无"
    told = project(indicators=changed(1, line), actual="对门户网站116个栏目进行调整。")
    assert found("J713", told) == []


def test_j713_finds_the_number_of_what_a_name_ends_with() -> None:
    line = "产出|数量|有害生物防治面积|≥|3.5|万亩|3.62|20|20|无"
    (one,) = found("J713", project(indicators=changed(1, line), actual="防治面积3.26万亩。"))
    assert "完成情况写3.26万亩" in message(one)


def test_j713_spares_the_number_that_another_indicator_reports() -> None:
    two = [
        "产出|数量|在册矫正对象人数|≥|190|人|196|20|20|无",
        "效益|社会效益|矫正对象脱管人数|=|0|人|0|20|20|无",
        *DREDGED[2:],
    ]
    assert found("J713", project(indicators=two, actual="监管社区矫正对象196人。")) == []


def test_j713_finds_one_of_several_numbers_that_a_clause_lists() -> None:
    line = "产出|数量|编发信息专报期数|≥|20|期|20|20|20|无"
    told = project(indicators=changed(1, line), actual="刊发工作交流61期、信息专报28期。")
    (one,) = found("J713", told)
    assert "完成情况写28期" in message(one)
