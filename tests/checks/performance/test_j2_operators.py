"""J217: targets that point the wrong way."""

import pytest

from checks.performance.self_evaluation import found, places, project
from juesuan.checks import message


def told(name: str, target: str, actual: str = "1%") -> list[list[tuple[str, str]]]:
    line = f"产出|质量|{name}||{target}||{actual}|10|10|"
    return [places(one) for one in found("J217", project("甲项目", [line]))]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("系统年故障率", "≥3%"),
        ("安全事故发生率", "≥1%"),
        ("报警响应时间", "≥30分钟"),
        ("工程验收合格率", "≤100%"),
        ("苗木成活率", "＜95%"),
    ],
)
def test_j217_finds_the_wrong_way(name: str, target: str) -> None:
    assert told(name, target) == [[(name, target)]]


@pytest.mark.parametrize(
    ("name", "target"),
    [("系统年故障率", "≤3%"), ("工程验收合格率", "≥95%"), ("工程验收合格率", "=100%")],
)
def test_j217_passes_the_right_way(name: str, target: str) -> None:
    assert told(name, target) == []


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("故障修复率", "≥95%"),
        ("设备无故障率", "≥98%"),
        ("投诉率下降幅度", "≥5%"),
        ("项目成本控制率", "≤100%"),
        ("群众不满意度", "≤5%"),
        ("安全事故", "≥0起"),
    ],
)
def test_j217_spares_names_that_may_be_meant_either_way(name: str, target: str) -> None:
    assert told(name, target) == []


def test_j217_tells_the_indicator() -> None:
    line = "产出|质量|设备故障率||≥3%||1.2%|10|10|"
    (one,) = found("J217", project("甲项目", [line]))
    assert "设备故障率（≥3% → 1.2%" in message(one)
