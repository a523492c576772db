"""N530 and N531: points that a text tells, their total, and the most that they can be."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import Rows, excerpt

HEAD = "八、预算绩效情况说明"
INCOME = ("二、收入决算情况说明", "本年收入合计100.00万元。")


def found(code: str, *paragraphs: str | Rows) -> list[Finding]:
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


LISTED = ("投入管理满分20分，自评18分；", "产出满分50分，自评46.5分；", "效益满分30分，自评27分。")


@pytest.mark.parametrize(
    ("said", "variant", "right"),
    [
        ((*LISTED, "综上，自评总得分为93.5分。"), "total", "91.5分"),
        (
            (
                "预算编制18分（满分20分），执行33分（满分35分），效益41分（满分45分）。",
                "自评总得分94分。",
            ),
            "total",
            "92分",
        ),
        (
            (
                "总分100分，得93.4分。",
                "其中预算执行10分，得8.4分；产出50分，得50分；",
                "效益30分，得28分；满意度10分，得8分。",
            ),
            "total",
            "94.4分",
        ),
        (
            (
                "部门决策：权重18，得17；管理：权重27，得25；",
                "绩效：权重40，得38；质量：权重25，得14。",
                "满分100分，自评得94分。",
            ),
            "most",
            "110分",
        ),
        (("决策类权重20%，过程类权重25%，产出类权重60%，权重合计100%。",), "most", "105分"),
        (
            ("全年执行率80.00%。", "预算执行率分值10分，得分10分（计分办法：执行率×10）。"),
            "rate",
            "8分",
        ),
    ],
    ids=["item by item", "in brackets", "the total first", "weights", "in percent", "by rate"],
)
def test_n532_finds_scores_over_sentences_that_do_not_come_out(
    said: tuple[str, ...], variant: str, right: str
) -> None:
    (finding,) = found("N532", *said)
    assert finding.variant == variant
    assert right in message(finding)


def test_n532_tells_a_total_that_follows_from_a_wrong_rate_once() -> None:
    method = "预算执行率（10分）：执行率84%，得10分，按执行率×分值计分。"
    rest = "产出（60分）：得58分。满意度（30分）：得29分。"
    assert [f.variant for f in found("N532", method, rest, "总分95.4分。")] == ["rate"]
    assert [f.variant for f in found("N532", method, rest, "总分97分。")] == ["rate"]
    assert [f.variant for f in found("N532", method, rest, "总分96分。")] == ["rate", "total"]


@pytest.mark.parametrize(
    "said",
    [
        (*LISTED, "综上，自评总得分为91.5分。"),
        ("预算执行率分值10分，得分8分（计分办法：执行率×10），执行率80.00%。",),
        ("决策类权重20%，过程类权重25%，产出类权重55%，权重合计100%。",),
    ],
)
def test_n532_passes_scores_that_come_out(said: tuple[str, ...]) -> None:
    assert found("N532", *said) == []


@pytest.mark.parametrize(
    "said",
    [
        ("产出满分50分，自评48分；效益满分30分，自评27分。", "自评总得分94分。"),
        ("产出满分50分，得48分，其中数量满分30分，得29分、质量满分20分，得19分。", "总分90分。"),
        ("甲项目得分96分，乙项目得分92分，丙项目得分91分。", "总分为百分制，平均93分。"),
        ("预算执行率分值10分，得分10分，执行率80.00%。",),
        ("90分（含）以上为优，80至90分为良，60分以上为中。", "综合得分86分。"),
        ("重点工作完成率（45分）得44分，预算执行率（10分）得8.8分，执行率88%，按执行率×分值计。",),
    ],
    ids=["some items", "two levels", "projects", "no method told", "grades", "another rate"],
)
def test_n532_spares_scores_that_need_not_come_out(said: tuple[str, ...]) -> None:
    assert found("N532", *said) == []


def test_n532_finds_points_above_what_another_sentence_allows() -> None:
    got = "决策得14分，过程得18.6分，产出得{}分，效益得26分，总得分为96.6分。"
    most = "根据评分标准，产出指标分值为35分，过程指标分值为20分，效益指标分值为30分。"
    assert [f.variant for f in found("N532", got.format("38"), most)] == ["above"]
    assert found("N532", got.format("34"), most) == []
    assert found("N532", "决策得14分，满分依次为15分、20分。", "产出得22分，其余得90分。") == []


HEADS = ("评价内容", "权重", "得分")
SCORED = (("预算执行", "10", "9.6"), ("履职产出", "60", "58"), ("满意度", "30", "28.2"))
ALL = (("合计", "100", "95.8"),)


def test_n532_holds_a_table_of_scores_to_what_the_text_says_of_all() -> None:
    text = "经自评，部门整体绩效得分{}分。"
    assert found("N532", text.format("95.8"), (HEADS, *SCORED, *ALL)) == []
    (finding,) = found("N532", text.format("96.8"), (HEADS, *SCORED, *ALL))
    assert (finding.variant, finding.expected) == ("total", "95.8分")


@pytest.mark.parametrize(("most", "variants"), [("30", []), ("40", ["most"])])
def test_n532_holds_the_most_of_a_table_to_all_of_it(most: str, variants: list[str]) -> None:
    rows = (*SCORED[:2], ("满意度", most, "28.2"), *ALL)
    for table in ((HEADS, *rows), rows):
        assert [f.variant for f in found("N532", "指标评分（满分100分）", table)] == variants


def test_n532_holds_the_points_of_a_row_to_its_rate_where_the_method_is_told() -> None:
    rows = (
        ("指标", "权重", "得分率", "得分"),
        ("造林面积", "25", "80%", "22"),
        ("增收", "10", "100%", "10"),
    )
    note = "说明：得分＝权重×得分率。"
    assert [f.expected for f in found("N532", rows, note)] == ["20分"]
    assert found("N532", rows, "说明：按实际情况打分。") == []


def test_n532_spares_tables_whose_rows_are_of_two_levels() -> None:
    rows = (HEADS, ("产出", "50", "48"), ("产出", "20", "19"), ("效益", "30", "29"), *ALL)
    assert found("N532", "经自评，部门整体绩效得分96.8分。", rows) == []


def test_n532_spares_weights_of_projects_beside_their_scores() -> None:
    rows = (("项目", "权重", "得分"), ("标语保护", "40%", "96"), ("讲解提升", "60%", "92"))
    assert found("N532", "两个项目加权后得分93.6分。", rows) == []


def test_one_wrong_total_is_told_once() -> None:
    said = "编制18分（满分20分），执行33分（满分35分），效益41分（满分45分），合计94分。"
    told = check(excerpt(*INCOME, HEAD, said), selected(["N530", "N532"])).findings
    assert [finding.code for finding in told] == ["N532"]


def test_n530_counts_points_told_before_with_the_total() -> None:
    rate = "预算{}万元，支出46.00万元，执行率100%，得10分。"
    parts = "产出指标得49分，效益指标得29分，满意度指标得9.4分，总分{}分。"
    assert found("N530", rate.format("46.00"), parts.format("97.4")) == []
    assert found("N530", rate.format("46.00"), parts.format("87.5"))
