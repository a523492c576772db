"""J6, results of other years reported as this year's, 2023."""

import pytest

from checks.performance.self_evaluation import SOUND, changed, found, places, project
from juesuan.checks import message


@pytest.mark.parametrize(
    ("actual", "told"),
    [
        ("规划已于2024年4月11日完成印发。", "2024年4月11日完成印发"),
        ("截止2024年3月底，馆内已接待900人次。", "截止2024年3月底"),
        ("平台于2024年1月正式上线运行。", "2024年1月正式上线"),
        ("规划印发，已于2024年4月。", "已于2024年4月"),
    ],
)
def test_j602_finds_results_after_the_year(actual: str, told: str) -> None:
    (one,) = found("J602", project(actual=actual))
    assert places(one) == [("", actual)]
    assert "2023年之后的事" in message(one) and told in message(one)


def test_j602_finds_them_in_the_analysis_and_in_values() -> None:
    text = "规划于2024年4月完成印发。"
    (one,) = found("J602", project(analysis=[("产出情况", text)]))
    assert places(one) == [("", text)]
    value = changed(1, "产出|数量|规划印发|=|完成||于2024年4月印发|20|20|无")
    (one,) = found("J602", project(indicators=value))
    assert places(one) == [("", "于2024年4月印发")]


def test_j602_passes_results_of_the_year() -> None:
    assert found("J602", project(actual="规划已于2023年4月完成印发。")) == []


@pytest.mark.parametrize(
    "actual",
    [
        "项目将于2024年6月底完成。",
        "列入2024年5月重点任务，要求完成。",
        "服务期限从2023年2月1日至2026年1月31日，已签订。",
        "服务自2024年2月至2026年1月，已委托。",
        "约定2024年6月前完成。",
        "规划于2024年6月底预计完成。",
        "工期自2024年2月至2026年1月建成。",
        "2024年3月召开工作会议。",
        "2024年完成印发。",
    ],
    ids=[
        "meant",
        "listed",
        "the end of a span",
        "the beginning",
        "agreed",
        "expected",
        "a span of work",
        "nothing done",
        "no month",
    ],
)
def test_j602_spares_dates_that_are_no_results(actual: str) -> None:
    assert found("J602", project(actual=actual)) == []


def test_j602_spares_a_table_that_gives_no_full_points() -> None:
    low = [line.replace("|20|20|", "|20|5|").replace("|30|30|", "|30|9|") for line in SOUND]
    low = [line.replace("|10|10|", "|10|3|") for line in low]
    assert found("J602", project(indicators=low, actual="规划已于2024年4月完成印发。")) == []


TEAM = ["产出|数量|专家智库团队人数||=12人||=12人|90|90|"]


def told(text: str, indicators: list[str] | None = None) -> list:
    """What J604 finds where the analysis tells this."""
    return found("J604", project(indicators=indicators or TEAM, analysis=[("产出情况", text)]))


@pytest.mark.parametrize("number", ["12人", "12余人", "十二人"])
def test_j604_finds_an_earlier_years_result_scored_again(number: str) -> None:
    text = f"2022年2月完成专家团队组建，专家人数{number}。"
    (one,) = told(text)
    assert places(one) == [("专家智库团队人数", "=12人"), ("", text)]
    assert "2023年以前完成的，却在本年得了90分" in message(one)


def test_j604_passes_a_result_of_the_year() -> None:
    assert told("2023年2月完成专家团队组建，专家人数12人。") == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年2月召开12人的座谈会。",
        "2022年2月完成专家团队组建，专家人数15人。",
        "2022年2月完成专家团队组建，专家团队12次授课。",
        "2022年2月启动，2023年完成专家团队组建，专家人数12人。",
        "2022年完成专家团队组建，专家人数12人。",
        "2022年2月启动。专家团队组建完成，专家人数12人。",
        "2022年2月启动，2024年3月完成专家团队组建，专家人数12人。",
        "2022年2月召开专家12人的座谈会。",
    ],
    ids=[
        "another thing",
        "another number",
        "another unit",
        "both years",
        "no month",
        "another sentence",
        "a later year",
        "one word",
    ],
)
def test_j604_spares_what_is_not_the_same_result(text: str) -> None:
    assert told(text) == []


def test_j604_spares_a_result_without_full_points() -> None:
    low = [TEAM[0].replace("|90|90|", "|90|50|")]
    assert told("2022年2月完成专家团队组建，专家人数12人。", low) == []
