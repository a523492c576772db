"""J5, numbers that cannot be."""

import pytest

from checks.performance.self_evaluation import changed, found, places, project
from juesuan.checks import message


@pytest.mark.parametrize("value", ["9.6.1", "96.", "96..5"])
def test_j512_finds_a_broken_number_in_a_cell(value: str) -> None:
    line = f"产出|质量|培训合格率|≥|95|%|{value}|20|20|无"
    (one,) = found("J512", project(indicators=changed(2, line)))
    assert places(one) == [("培训合格率", value)]


def test_j512_finds_a_broken_percentage_in_a_text() -> None:
    (one,) = found("J512", project(actual="硅光伏产值占9.8.1%。"))
    assert "9.8.1%" in message(one) and places(one) == [("", "硅光伏产值占9.8.1%。")]


def test_j512_passes_plain_numbers() -> None:
    assert found("J512", project(actual="占9.8%，支出12.50万元。")) == []


def test_j512_spares_dates_and_numbers_of_sections() -> None:
    dated = changed(3, "产出|时效|完成时间|≤|2023.12.31|年-月-日|2023.6.30|10|10|无")
    assert found("J512", project(indicators=dated, actual="2023.5.12开班；1.1.2节。")) == []


@pytest.mark.parametrize("name", ["培训合格率", "出苗率", "残疾人就业率"])
def test_j513_finds_more_than_all(name: str) -> None:
    line = f"产出|质量|{name}|≥|95|%|196|20|20|无"
    (one,) = found("J513", project(indicators=changed(2, line)))
    assert places(one) == [(name, "196")]


def test_j513_passes_all_of_it() -> None:
    line = "产出|质量|培训合格率|≥|95|%|100|20|20|无"
    assert found("J513", project(indicators=changed(2, line))) == []


@pytest.mark.parametrize(
    "name", ["任务完成率", "产值增长率", "满意度调查次数", "床位使用率", "结案率"]
)
def test_j513_spares_what_may_be_more_than_planned(name: str) -> None:
    line = f"产出|数量|{name}|≥|95|%|120|20|20|无"
    assert found("J513", project(indicators=changed(2, line))) == []
