"""J5, codes: what a system kept as numbers, nobody can read."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import (
    changed,
    department,
    found,
    places,
    project,
    task,
    value,
)
from juesuan.checks import Finding, message


def of_first(code: str, text: str) -> list[Finding]:
    """What a rule finds in a sound table with this as its first indicator."""
    return found(code, project(indicators=changed(1, text)))


def test_j501_finds_codes_of_operators_and_units_once_a_table() -> None:
    lines = ["产出|数量|报告数量|4|2|20|2|45|45|", "产出|数量|会议次数|3|4|21|4|45|45|"]
    (one,) = found("J501", project(indicators=lines))
    assert places(one) == [("报告数量", "4"), ("会议次数", "3")]
    assert "2项指标" in message(one) and "指标性质 4,3，度量单位 20,21，" in message(one)


@pytest.mark.parametrize(
    ("text", "printed", "told"),
    [
        ("产出|数量|报告数量|2|2|份|2|20|20|", "2", "指标性质 2，度量单位 —"),
        ("产出|数量|报告数量|≥|2|20|2|20|20|", "≥", "指标性质 —，度量单位 20"),
        ("产出|数量|报告数量||2|20|2|20|20|", "20", "指标性质 —，度量单位 20"),
    ],
)
def test_j501_finds_a_code_of_either(text: str, printed: str, told: str) -> None:
    (one,) = of_first("J501", text)
    assert places(one) == [("报告数量", printed)] and told in message(one)


def test_j501_finds_codes_of_levels_of_tasks_beside_them() -> None:
    tasks = [replace(task("甲", "9", "9", "", "9", ""), level=value(text)) for text in "131"]
    table = department(["产出|数量|报告数量|4|2|20|2|||"], tasks=tasks)
    (one,) = found("J501", departments=[table])
    assert "项目级次 1,3" in message(one)


def test_j501_passes_operators_and_units() -> None:
    assert found("J501", project()) == []


@pytest.mark.parametrize(
    "text", ["产出|数量|报告数量||2|份|2|20|20|", "产出|数量|报告数量|6|2|份|2|20|20|"]
)
def test_j501_spares_cells_without_a_known_code(text: str) -> None:
    assert of_first("J501", text) == []


def test_j502_finds_a_day_number_and_tells_its_date() -> None:
    (one,) = of_first("J502", "产出|时效|项目开工时间|5|44469|232|44531|20|18|招标较晚")
    assert places(one) == [("项目开工时间", "44469"), ("项目开工时间", "44531")]
    assert "44469 = 2021-09-30；44531 = 2021-12-01" in message(one)


def test_j502_passes_a_date() -> None:
    text = "产出|时效|项目开工时间|≤|2021年9月30日|年-月-日|2021年12月1日|20|18|招标较晚"
    assert of_first("J502", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "产出|数量|归集数据量|≥|44469|条|44531|20|20|无",
        "产出|时效|项目开工时间|5|4446|232|4453|20|18|无",
    ],
    ids=["a count", "no day number of this century"],
)
def test_j502_spares_other_numbers(text: str) -> None:
    assert of_first("J502", text) == []
