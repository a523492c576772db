"""J7, dates in the analysis: what was begun first ends later."""

import pytest

from checks.performance.self_evaluation import found, places, project
from juesuan.checks import Finding, message


def told(*texts: str) -> list[Finding]:
    """What J710 finds where the analysis tells this."""
    return found("J710", project(analysis=[("产出情况", text) for text in texts]))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("于2023年10月征求意见，并于2023年6月完成终稿。", "并于2023年6月完成终稿"),
        ("于2023年3月启动，后于2022年12月验收。", "后于2022年12月验收"),
        ("2023年10月签订合同，全年推进，最终于2023年9月竣工。", "最终于2023年9月竣工"),
    ],
)
def test_j710_finds_what_was_begun_told_as_finished_before(text: str, clause: str) -> None:
    (one,) = told("进展顺利。", text)
    assert places(one) == [("", text)] and f"“{clause}”早于" in message(one)


def test_j710_finds_it_once_a_table() -> None:
    text = "于2023年10月征求意见，并于2023年6月完成终稿。"
    assert len(told(text, text)) == 1


@pytest.mark.parametrize("month", ["3", "6"])
def test_j710_passes_what_ends_later_or_in_the_same_month(month: str) -> None:
    assert told(f"于2023年{month}月征求意见，并于2023年6月完成终稿。") == []


@pytest.mark.parametrize(
    "text",
    [
        "甲系统于2023年10月启动。乙系统并于2023年6月完成。",
        "于2023年10月征求意见，乙系统于2023年6月完成。",
        "于2023年10月征求意见，并于2023年6月召开会议。",
        "于2023年10月召开会议，并于2023年6月完成终稿。",
        "于2023年10月征求意见，并于6月完成终稿。",
    ],
    ids=["another sentence", "another thing", "no end", "no beginning", "no year"],
)
def test_j710_spares_dates_of_other_things(text: str) -> None:
    assert told(text) == []
