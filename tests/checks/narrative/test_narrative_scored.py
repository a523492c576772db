"""N530 and N531: points that a text tells, their total, and the most that they can be."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

HEAD = "八、预算绩效情况说明"
INCOME = ("二、收入决算情况说明", "本年收入合计100.00万元。")


def found(code: str, *paragraphs: str) -> list[Finding]:
    """What a rule finds in a text on scores."""
    return check(excerpt(*INCOME, HEAD, *paragraphs), selected([code])).findings


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("预算执行得9.28分，其余指标得86.5分，综合得分96.32分。", "预算执行9.28分→9.82分"),
        ("产出指标50分、效益指标30分、满意度指标15分、预算执行10分，满分100分。", "是105分"),
        ("预算执行9.7分；产出48.0分；效益29.0分；满意度10.0分；总分97.6分。", "是96.7分"),
        ("预算执行9.2分（满分10分）、产出45.4分（满分50分），合计56.4分。", "是54.6分"),
    ],
)
def test_n530_finds_points_that_do_not_make_their_total(said: str, right: str) -> None:
    (finding,) = found("N530", said)
    assert right in message(finding)


@pytest.mark.parametrize(
    "said",
    [
        "预算执行得9.82分，其余指标得86.5分，综合得分96.32分。",
        "预算执行9.2分（满分10分）、产出45.4分（满分50分），合计54.6分。",
    ],
)
def test_n530_passes_points_that_do(said: str) -> None:
    assert found("N530", said) == []


@pytest.mark.parametrize(
    "said",
    [
        "产出得45分，效益得28分，综合得分95分。",
        "产出得45分，效益得28分，扣2分，综合得分71分。",
        "甲项目96分，乙项目92分，平均得分94分。",
        "一季度得92分。二季度得94分。综合得分93分。",
        "执行率100%，得10分；产出完成49分；效益30分；总分89分。",
    ],
    ids=["some parts", "points taken off", "an average", "other sentences", "one without a name"],
)
def test_n530_spares_points_that_need_not_add_up(said: str) -> None:
    assert found("N530", said) == []


@pytest.mark.parametrize(
    "said",
    ["图像合格率（20分）：22分；", "预算执行满分10分，得12分。", "产出（满分50分）得50.5分。"],
)
def test_n531_finds_a_score_above_the_most(said: str) -> None:
    (finding,) = found("N531", said)
    assert "得分却写" in message(finding)


def test_n531_passes_a_score_up_to_the_most() -> None:
    assert found("N531", "图像合格率（20分）：20分；预算执行满分10分，得9.8分。") == []


def test_n531_spares_the_points_of_the_next() -> None:
    assert found("N531", "预算执行（10分）、产出（50分），效益30分。") == []
