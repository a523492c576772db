"""N701: sentences that stand under another heading than theirs."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

INCOME = ("一、收入决算情况说明", "本年收入合计100.00万元。")


def found(heading: str, text: str) -> list[Finding]:
    return check(excerpt(*INCOME, "二、" + heading, text), selected(["N701"])).findings


@pytest.mark.parametrize(
    ("heading", "text", "other"),
    [
        (
            "政府性基金预算财政拨款支出决算情况说明",
            "本部门没有使用国有资本经营预算财政拨款安排的支出。",
            "国有资本经营预算",
        ),
        ("政府采购支出情况说明", "机关运行经费支出33.00万元，主要用于办公费。", "机关运行经费"),
        ("培训费支出情况说明", "会议费支出6.30万元，召开会议3次。", "会议费"),
    ],
)
def test_n701_finds_another_section_s_text(heading: str, text: str, other: str) -> None:
    (finding,) = found(heading, text)
    assert other in message(finding)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("政府性基金预算财政拨款支出决算情况说明", "本部门没有政府性基金预算收支。"),
        ("国有资产占用情况说明", "共有车辆3辆，均由机关运行经费负担。"),
    ],
)
def test_n701_passes_the_section_s_own_text(heading: str, text: str) -> None:
    assert found(heading, text) == []


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("政府性基金预算财政拨款支出决算情况说明", "本部门无此项支出。"),
        ("“三公”经费支出决算情况说明", "公务接待费支出2.00万元。"),
        ("会议费、培训费支出情况说明", "培训费支出2.00万元。"),
    ],
)
def test_n701_spares_texts_of_nothing_and_headings_of_several(heading: str, text: str) -> None:
    assert found(heading, text) == []


def test_n701_passes_sentences_that_begin_with_their_own_heading() -> None:
    """Run-in headings that a build prints where a book has no budgets."""
    runs = (
        "1.公务用车购置费支出决算0.00元。",
        "2.公务用车运行维护费支出决算69,234.03元。",
        "3.公务接待费支出决算65,757.98元。",
    )
    said = excerpt(*INCOME, "二、“三公”经费支出决算情况说明", *runs)
    assert check(said, selected(["N701"])).findings == []
