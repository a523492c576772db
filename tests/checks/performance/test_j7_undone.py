"""J715 and J716: results that say otherwise whether, or when, a thing was done."""

import pytest

from checks.performance.self_evaluation import changed, found, places, project
from juesuan.checks import message

SHOWN = changed(1, "产出|数量|民歌展演场次|=|6|场|6|20|20|无")
FINISHED = changed(1, "产出|时效|工程完工时间|<|2021年11月30日|无|2021年12月18日|20|20|无")


@pytest.mark.parametrize("said", ["民歌展演全部取消", "民歌展演未能举办", "没有组织民歌展演"])
def test_j715_finds_what_was_not_done_and_is_reported(said: str) -> None:
    (one,) = found("J715", project(indicators=SHOWN, actual=f"受疫情影响，{said}。"))
    assert places(one)[1] == ("民歌展演场次", "6")
    assert said in message(one)


@pytest.mark.parametrize("said", ["民歌展演举办6场", "民歌展演2场取消"])
def test_j715_passes_what_was_done_in_whole_or_in_part(said: str) -> None:
    assert found("J715", project(indicators=SHOWN, actual=f"全年{said}。")) == []


@pytest.mark.parametrize("said", ["送戏下乡全部取消", "未发生安全事故"])
def test_j715_spares_other_things(said: str) -> None:
    assert found("J715", project(indicators=SHOWN, actual=f"全年{said}。")) == []


def test_j716_finds_another_day_than_was_reported() -> None:
    result = "工程于2021年10月28日通过完工验收。"
    (one,) = found("J716", project(indicators=FINISHED, actual=result))
    assert "指标报的是另一天：工程完工时间" in message(one)


@pytest.mark.parametrize(
    "result",
    ["工程于2021年12月18日完工。", "按2021年11月30日完工的要求推进。"],
    ids=["the same day", "the day that was set"],
)
def test_j716_passes_a_day_that_the_indicator_prints(result: str) -> None:
    assert found("J716", project(indicators=FINISHED, actual=result)) == []


def test_j716_spares_the_day_of_another_thing() -> None:
    assert found("J716", project(indicators=FINISHED, actual="于2021年3月2日签订合同。")) == []
