"""J5, percentages: not of words, and not printed as ratios."""

import pytest

from checks.performance.self_evaluation import changed, found, places, project
from juesuan.checks import Finding, message


def of_first(code: str, text: str) -> list[Finding]:
    """What a rule finds in a sound table with this as its first indicator."""
    return found(code, project(indicators=changed(1, text)))


def test_j503_finds_words_in_percent() -> None:
    (one,) = of_first("J503", "效益|社会效益|信息化安全|=|作用明显|%|作用明显|20|20|无")
    assert places(one) == [("信息化安全", "作用明显")] and "作用明显 %" in message(one)


def test_j503_passes_words_without_a_unit_and_numbers_in_percent() -> None:
    assert of_first("J503", "效益|社会效益|信息化安全|=|作用明显||作用明显|20|20|无") == []
    assert of_first("J503", "效益|社会效益|信息化安全|≥|90|%|95|20|20|无") == []


@pytest.mark.parametrize(
    "text",
    [
        "效益|社会效益|民营经济增速|>=|GDP增速|%|GDP增速|20|20|无",
        "效益|社会效益|民营经济增速|>=|上年加5个点|%|上年加5个点|20|20|无",
        "效益|社会效益|信息化安全|=|作用明显|%|95|20|20|无",
        "效益|社会效益|信息化安全|=|作用明显|%|完成|20|20|无",
    ],
    ids=["a rate", "words with a number", "a number as value", "a statement"],
)
def test_j503_spares_what_is_a_percentage_all_the_same(text: str) -> None:
    assert of_first("J503", text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("效益|社会效益|资源共享率|3|≥90%|1|0.9|20|20|无", "0.9"),
        ("满意度|服务对象满意度|使用单位满意度|4|0.95|%|完成|20|20|", "完成"),
        ("满意度|服务对象满意度|使用单位满意度|≥|1|%|完成|20|20|", "完成"),
    ],
)
def test_j504_finds_a_percentage_printed_as_a_ratio(text: str, printed: str) -> None:
    (one,) = of_first("J504", text)
    assert places(one) == [(text.split("|")[2], printed)]
    assert "20/20" in message(one)


def test_j504_passes_a_percentage() -> None:
    assert of_first("J504", "满意度|服务对象满意度|使用单位满意度|≥|95|%|96|20|20|") == []


@pytest.mark.parametrize(
    "text",
    [
        "产出|质量|故障率|≤|0.5|%|0.2|20|20|无",
        "产出|质量|合格率|≤|0.5|%|完成|20|20|无",
        "产出|质量|使用故障率|≥|0.5|%|完成|20|20|无",
        "产出|数量|会议占比|>=|1|%|1|20|20|无",
        "产出|质量|增长率|>=|0.8|%|1.2|20|20|无",
        "产出|质量|合格率|≥|0.95%|%|完成|20|20|无",
        "产出|质量|合格人数|≥|0.95|%|完成|20|20|无",
        "产出|质量|合格率|≥|0.95|分|完成|20|20|无",
        "产出|质量|合格率|≥|1|%|1|20|20|无",
    ],
    ids=["fewer is better", "an upper bound", "a rate of faults", "a share", "growth", "its own %",
         "no rate", "another unit", "a value beside it"],
)  # fmt: skip
def test_j504_spares_small_percentages(text: str) -> None:
    assert of_first("J504", text) == []
