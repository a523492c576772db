"""N509: grades that the bands of points contradict."""

import pytest

from juesuan.checks import Finding, check, selected, severity_of
from support.excerpts import excerpt

HEAD = "八、预算绩效情况说明"
INCOME = ("二、收入决算情况说明", "本年收入合计100.00万元。")
BANDS = [
    "注：90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
    "等次划分：优（90—100分）、良（80—89分）、中（60—79分）、差（0—59分）。",
    "得分大于等于90分为优，大于等于80分且小于90分为良，其余为中。",
]
WRITINGS = [
    ("得分划为四档：优（S≥90）、良（80≤S<90）、中（60≤S<80）、差（S<60）。", "良", "中"),
    (
        "（60分以下为“差”，60（含）至80分为“中”，80分及以上不足90分为“良”，90分及以上为“优”）",
        "良",
        "中",
    ),
    ("等次：90—100分，优秀；80—89.99分，良好；60—79.99分，一般；60分以下，较差。", "良好", "一般"),
    ("得分在85分（含）以上为A级，70分（含）-85分为B级，低于70分为C级。", "B级", "C级"),
    ("等次区间：[90,100]为优秀、[80,90)为良好、[60,80)为合格。", "良好", "合格"),
    ("优秀90分及以上；良好80分至89分；合格60分至79分；不合格60分以下。", "良好", "合格"),
]
"""Bands in other writings; the grades of 81.5 points and of 69."""
OTHER = "注：95分（含）以上为优，85分（含）至95分为良，60分（含）至85分为中。"


def found(*parts: str) -> list[Finding]:
    return check(excerpt(*INCOME, HEAD, *parts), selected(["N509"])).findings


@pytest.mark.parametrize("bands", BANDS)
@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("“设备更新”项目自评得分86.5分，自评等级为“优”。", "良"),
        ("综合得分92，绩效级别为“良”。", "优"),
        ("整体支出自评84分，评价等次为优秀。", "良"),
    ],
)
def test_n509_finds_a_grade_of_other_points(bands: str, said: str, due: str) -> None:
    (finding,) = found(said, bands)
    assert (finding.expected, severity_of(finding)) == (due, "error")


@pytest.mark.parametrize(("grade", "due"), [("优", "良"), ("中", "良"), ("良", "")])
def test_n509_reads_score_and_grade_behind_colons(grade: str, due: str) -> None:
    bands = "评级标准：[90,100]为优，[80,90)为良，[60,80)为中，[0,60)为差。"
    findings = found("自评总分：86.40分", bands, f"评价等级：{grade}")
    assert [one.expected for one in findings] == [due] * bool(due)


@pytest.mark.parametrize(("score", "due"), [("86.3", "良"), ("73.0", "")])
def test_n509_reads_a_grade_before_its_score(score: str, due: str) -> None:
    findings = found(f"得分为“中”的是饮水监测项目，自评得分{score}分，主要扣分点为采样。", BANDS[0])
    assert [one.expected for one in findings] == [due] * bool(due)


def test_n509_warns_where_no_bands_are_printed() -> None:
    (finding,) = found("项目自评得分86.5分，自评等级为“优”。")
    assert (finding.expected, severity_of(finding)) == ("", "warning")


def test_n509_takes_the_bands_that_are_printed() -> None:
    (finding,) = found("项目自评得分92分，自评等级为“优”。", OTHER)
    assert finding.expected == "良"


@pytest.mark.parametrize("bands", BANDS)
def test_n509_passes_grades_of_their_points(bands: str) -> None:
    assert found("甲项目得分86.5分，等级为良；乙项目得分95分，评为优。", bands) == []


@pytest.mark.parametrize(
    "said",
    [
        "项目平均得分88分，等级均为优。",
        "得分90分以上的项目评为优，其余评为良。",
        "产出指标分值50分，自评结果为优。",
        "得分86分，比上年提高3分。",
        "设备更新项目46.40万元，自评等级“良”。",
    ],
)
def test_n509_spares_means_and_bands(said: str) -> None:
    assert found(said) == []


CONCLUDED = (
    "整体支出自评得分92.0分。90分（含）以上为优，80分（含）至90分为良。据此，自评等次为“{}”。"
)


def test_n509_finds_the_grade_that_a_paragraph_comes_to() -> None:
    (finding,) = found(CONCLUDED.format("良"))
    assert (finding.expected, severity_of(finding)) == ("优", "error")


def test_n509_passes_the_grade_that_a_paragraph_comes_to() -> None:
    assert found(CONCLUDED.format("优")) == []


def test_n509_spares_a_conclusion_from_several_scores() -> None:
    assert found("自评得分92分，其中整体得分88分。" + CONCLUDED.format("良")) == []


@pytest.mark.parametrize(("bands", "right", "lower"), WRITINGS)
def test_n509_finds_the_grade_that_a_section_comes_to(bands: str, right: str, lower: str) -> None:
    said = "经综合评定，渠道清淤项目总分为81.5分，主要扣分点是验收滞后。"
    ends = "各项任务基本完成。总体来看，该项目评价等级为{}。"
    (finding,) = found(said, bands, ends.format(lower))
    assert finding.details["score"] == "81.5"
    assert finding.expected.rstrip("级") == right.rstrip("级").removesuffix("好")
    assert found(said, bands, ends.format(right)) == []


@pytest.mark.parametrize(("bands", "right", "lower"), WRITINGS)
def test_n509_adds_no_parts_to_the_score_of_a_section(bands: str, right: str, lower: str) -> None:
    said = "投入得分15分、产出得分32.5分、效益得分21.5分，合计69分，满分100分。"
    (finding,) = found(said, bands, f"综上，评价结果为{right}。")
    assert finding.details["score"] == "69"
    assert found(said, bands, f"综上，评价结果为{lower}。") == []


def test_n509_takes_no_part_of_a_score_for_it() -> None:
    said = "部门整体支出自评得分94分，其中预算编制13分、资金使用效益57分，评价等级为{}。"
    assert found(BANDS[0], said.format("优")) == []
    (finding,) = found(BANDS[0], said.format("良"))
    assert finding.details["score"] == "94"


@pytest.mark.parametrize(
    "said",
    [
        "整体支出自评得分88分。上年度自评得分92分，等级为优。",
        "甲项目自评得分84分，乙项目自评得分92分。总体评价等级为优。",
        "部门整体支出自评得分84分。重点项目评价等级为优。",
        "上年自评得分84分。本年评价等级为优。",
    ],
)
def test_n509_spares_a_grade_of_several_or_other_scores(said: str) -> None:
    assert found(BANDS[0], said) == []


EXCLUSIVE = "总分高于90分（不含90分）为优秀；高于75分、不高于90分为良好；60分至75分为合格。"
PRINTED = (("评价等级", "分值区间"), ("优秀", "S≥95"), ("良好", "85≤S<95"), ("一般", "70≤S<85"))


def test_n509_knows_a_band_without_its_lower_end() -> None:
    (finding,) = found(EXCLUSIVE, "渠道清淤项目得分90.00分，评为优秀等次。")
    assert finding.expected == "良"
    assert found(EXCLUSIVE, "渠道清淤项目得分90.01分，评为优秀等次。") == []


def test_n509_takes_the_bands_of_a_table() -> None:
    subject = excerpt(*INCOME, HEAD, "渠道清淤项目得分93.6分，等级为优秀。", "评价等级", PRINTED)
    (finding,) = check(subject, selected(["N509"])).findings
    assert (finding.expected, severity_of(finding)) == ("良", "error")
