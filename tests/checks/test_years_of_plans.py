"""D509: years of plans that are others."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt


def found(*said: str) -> list[Finding]:
    """What the rule finds in an excerpt of the accounts of 2023."""
    return check(excerpt("一、资产情况", *said), selected(["D509"])).findings


@pytest.mark.parametrize(
    ("said", "wrong", "right"),
    [
        (("2023年是“十四五”规划的第四年。",), "2023年是“十四五”规划的第四年", "第3年"),
        (("2022年是“十四五”开局之年。",), "2022年是“十四五”开局之年", "第2年"),
        (("2024年为“十四五”收官之年。",), "2024年为“十四五”收官之年", "第4年"),
        (("饮水规划（2021—2025年）：2023年为规划第四年。",), "2023年为规划第四年", "第3年"),
        (
            ("2021年为建设第一年。", "2022年为建设第二年。", "2023年为建设第四年。"),
            "2023年为建设第四年",
            "第3年",
        ),
    ],
)
def test_d509_finds_another_year_of_a_plan(said: tuple[str, ...], wrong: str, right: str) -> None:
    (finding,) = found(*said)
    assert finding.where[0].printed == wrong and right in message(finding)


def test_d509_passes_the_years_of_a_plan() -> None:
    said = ("三年行动（2022—2024年）", "2023年为行动第二年。", "2021年是“十四五”开局之年。")
    assert found(*said) == []


@pytest.mark.parametrize(
    "said",
    [
        ("2023年是项目建设第四年。",),
        ("2023年为规划第四年。",),
        ("规划（2020—2024年）和规划（2021—2025年）：2023年为规划第四年。",),
        ("2023年是建设第二年。", "2022年是建设第二年。"),
        ("2025年是“十四五”收官之年，2026年是“十五五”开局之年。",),
    ],
)
def test_d509_spares_plans_whose_years_are_not_told(said: tuple[str, ...]) -> None:
    assert found(*said) == []
