"""J7, copies: a result of a goal, an indicator, a goal, a measure said twice."""

import pytest

from checks.performance.self_evaluation import changed, department, found, places, project
from juesuan.checks import Finding, message

LONG = (
    "一是完善云平台，为各部门提供稳定的云资源服务；二是整合视频会议系统，保障各级会议安全顺利召开"
)


def both(target: str, actual: str) -> list[Finding]:
    """What J701 finds in a project with this goal and result."""
    return found("J701", project(target=target, actual=actual))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("准确及时发放六名选调生补助", "准确及时发放六名选调生补助"),
        ("1.准确及时，发放六名选调生补助", "准确及时发放六名选调生补助。"),
        (f"{LONG}；三是归集数据。", f"{LONG}。"),
        (LONG, f"{LONG}，完成。"),
        ("及时足额发放补助", "及时足额发放补助"),
    ],
    ids=["the same", "but for signs", "part of it", "a word more", "eight characters"],
)
def test_j701_finds_a_result_that_repeats_the_goal(target: str, actual: str) -> None:
    (one,) = both(target, actual)
    assert places(one) == [("", actual), ("", target)] and "业务培训专项经费" in message(one)


@pytest.mark.parametrize(("signs", "count"), [(40, 1), (39, 0)])
def test_j701_finds_copies_with_a_word_more_from_forty_signs_on(signs: int, count: int) -> None:
    told = (
        "完善云平台为各部门提供稳定的云资源服务整合视频会议系统保障各级会议安全顺利召开并归集数据"
    )
    goal = told[:signs]
    assert len(both(goal, f"{goal}了")) == count


def test_j701_finds_it_in_the_departments_goals() -> None:
    (one,) = found(
        "J701", departments=[department(goals=[("目标", "结果"), (f"{LONG}。完。", LONG)])]
    )
    assert places(one) == [("", LONG), ("", f"{LONG}。完。")]


def test_j701_passes_a_result_that_tells_what_was_done() -> None:
    assert both("发放补助", "已完成发放补助，共六名。") == []


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("无", "无"),
        ("足额发放各补助。", "足额发放各补助。"),
        ("准确及时发放六名选调生补助", "发放六名选调生补助"),
        (LONG, f"{LONG}。全年服务三十六个部门，保障会议五次，归集数据三十亿条，满意度较高。"),
    ],
    ids=["nothing", "seven characters", "a short part", "much more"],
)
def test_j701_spares_short_texts_and_results_beyond_the_goal(target: str, actual: str) -> None:
    assert both(target, actual) == []


def test_j702_finds_an_indicator_that_stands_twice() -> None:
    twice = changed(4, "效益|社会效益|开展培训次数|≥|4|次|4|30|30|无")
    (one,) = found("J702", project(indicators=twice))
    assert places(one) == [("开展培训次数", "4"), ("开展培训次数", "4")]
    assert "4, 20/20" in message(one) and "4, 30/30" in message(one)


def test_j702_finds_a_name_as_short_as_counts() -> None:
    twice = changed(1, "产出|数量|办班次数|≥|4|次|4|20|20|无")
    twice[3] = "效益|社会效益|办班次数|≥|4|次|4|30|30|无"
    (one,) = found("J702", project(indicators=twice))
    assert places(one) == [("办班次数", "4"), ("办班次数", "4")]


def test_j702_passes_indicators_that_stand_once() -> None:
    assert found("J702", project()) == []


@pytest.mark.parametrize(
    "text",
    [
        "效益|社会效益|开展培训次数|≥|6|次|4|30|30|无",
        "效益|社会效益|开展培训次数|≥|4|次|6|30|30|无",
    ],
    ids=["another target", "another value"],
)
def test_j702_spares_the_same_name_with_other_figures(text: str) -> None:
    assert found("J702", project(indicators=changed(4, text))) == []


@pytest.mark.parametrize("name", ["办班数", "数量指标", "质量指标"])
def test_j702_spares_names_that_say_nothing(name: str) -> None:
    twice = changed(1, f"产出|数量|{name}|≥|4|次|4|20|20|无")
    twice[3] = f"效益|社会效益|{name}|≥|4|次|4|30|30|无"
    assert found("J702", project(indicators=twice)) == []


GOALS = (
    "1.升级改造全市视频会议系统，保障会议顺利召开。2.归集数据，开放共享平台建设与应用。"
    "3.升级改造全市视频会议系统，保障会议顺利召开。"
)


def test_j703_finds_two_numbered_goals_of_the_same_words() -> None:
    (one,) = found("J703", departments=[department(aims=GOALS)])
    assert (one.details["one"], one.details["other"]) == ("1", "3")
    assert places(one) == [("", GOALS)] and "第1条和第3条" in message(one)


def test_j703_finds_them_in_a_projects_goal_and_a_yearly_one() -> None:
    assert len(found("J703", project(target=GOALS))) == 1
    assert len(found("J703", departments=[department(goals=[(GOALS, "")])])) == 1


def test_j703_passes_goals_of_other_words() -> None:
    assert found("J703", departments=[department(aims=GOALS.split("3.")[0])]) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [("按时完成本年度各项重点工作量", 0), ("按时完成本年度各项重点工作任务", 1)],
)
def test_j703_spares_short_goals(words: str, number: int) -> None:
    aims = f"1.{words}。2.归集数据。3.{words}。"
    assert len(found("J703", departments=[department(aims=aims)])) == number


def test_j703_spares_numbers_that_number_nothing() -> None:
    text = (
        "归集数据1.5亿条并开放共享平台建设与应用服务。归集数据2.5亿条并开放共享平台建设与应用服务。"
    )
    assert found("J703", departments=[department(aims=text)]) == []


WELL = (
    "每月由分管领导带队走访培训点，当面听取学员和用人单位的意见，按月调整课程安排并在年末统一考核"
)


def analysed(*sections: tuple[str, str]) -> list[Finding]:
    """What J704 finds in a project with these sections of analysis."""
    return found("J704", project(analysis=sections))


@pytest.mark.parametrize("label", ["下一步改进措施及管理建议", "存在的问题"])
def test_j704_finds_measures_copied_from_achievements(label: str) -> None:
    good, bad = ("主要经验做法", f"成效明显。{WELL}。"), (label, f"一、{WELL}；加强培训。")
    (one,) = analysed(good, bad)
    assert places(one) == [("", bad[1]), ("", good[1])]
    assert f"“{label}”与“主要经验做法”有整句相同" in message(one)


def test_j704_passes_measures_of_their_own() -> None:
    assert analysed(("主要经验做法", f"{WELL}。"), ("改进措施", "加强培训，细化指标。")) == []


def test_j704_spares_short_sentences_and_other_sections() -> None:
    assert (
        analysed(("主要经验做法", "加强培训，细化指标。"), ("改进措施", "加强培训，细化指标。"))
        == []
    )
    assert analysed(("产出情况", f"{WELL}。"), ("改进措施", f"{WELL}。")) == []
