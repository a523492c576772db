"""J7, what texts say of figures: how satisfaction was found, how many targets were met."""

import pytest

from checks.performance.self_evaluation import changed, department, found, places, project
from juesuan.checks import Finding, message

BARE = changed(5, "满意度|服务对象满意度|学员满意度|≥|90|%|95|10|10|无")


def test_j707_finds_satisfaction_without_a_source_once_for_the_document() -> None:
    (one,) = found("J707", project("甲", BARE), project("乙", BARE))
    assert places(one) == [("学员满意度", "95"), ("学员满意度", "95")]
    assert [place.project for place in one.where] == ["甲", "乙"] and "2张表" in message(one)


def test_j707_passes_satisfaction_with_a_source() -> None:
    assert found("J707", project()) == []
    for text in ("发放问卷200份。", "电话回访。"):
        assert found("J707", project(indicators=BARE, actual=text)) == []
        assert found("J707", project(indicators=BARE, other=text)) == []
        assert found("J707", project(indicators=BARE, analysis=[("满意度情况", text)])) == []


@pytest.mark.parametrize(
    "text",
    [
        "满意度|服务对象满意度|学员满意度|=|满意||满意|10|10|无",
        "满意度|服务对象满意度|学员满意度|≥|90|%|85|10|8|无",
        "效益|社会效益|知晓率|≥|90|%|95|10|10|无",
    ],
    ids=["words", "points taken", "no satisfaction"],
)
def test_j707_spares_what_claims_no_measured_satisfaction(text: str) -> None:
    assert found("J707", project(indicators=changed(5, text))) == []


LINES = ["产出|数量|次数|≥|4|次|5|||", "产出|数量|期数|≥|4|期|1|||经费不足"]
TOLD = "共绩效目标{}个，完成{}个，未完成{}个。"


def counted(text: str, lines: list[str] | None = None) -> list[Finding]:
    """What J708 finds where the department's conclusion tells this."""
    return found("J708", conclusion=text, departments=[department(lines or LINES)])


@pytest.mark.parametrize(("n", "met", "missed"), [(2, 2, 0), (3, 2, 1), (2, 0, 2)])
def test_j708_finds_other_counts_than_the_table_has(n: int, met: int, missed: int) -> None:
    text = TOLD.format(n, met, missed)
    (one,) = counted(text)
    assert places(one)[0][1] in text.replace("，", ",")
    assert f"为{n}/{met}/{missed}，" in message(one) and "是2/1/1" in message(one)


def test_j708_passes_the_counts_of_the_table() -> None:
    assert counted(TOLD.format(2, 1, 1)) == []


def test_j708_spares_other_sentences_and_tables_that_are_unclear() -> None:
    assert counted("共绩效目标9个，基本完成。") == []
    unclear = [*LINES, "产出|数量|效果|=|良好||一般|||"]
    assert counted(TOLD.format(2, 2, 0), unclear) == []
    assert found("J708", conclusion=TOLD.format(2, 2, 0)) == []
