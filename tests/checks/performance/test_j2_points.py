"""J2, points: full ones for a target met, fewer for one missed, none without a target."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import changed, found, places, project
from juesuan.checks import Finding, message, severity_of
from juesuan.reading.performance import NOTHING


def of_first(code: str, text: str) -> list[Finding]:
    """What a rule finds in a sound table with this as its first indicator."""
    return found(code, project(indicators=changed(1, text)))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("产出|数量|报道次数|4|2|27|1|20|20|", "1"),
        ("产出|数量|报道次数|≥|2|次|1|20|20|", "1"),
        ("产出|时效|研讨时间|=|第三季度前||部分达成预期指标并具|20|20|", "部分达成预期指标并具"),
        ("产出|时效|开工时间|5|44469|232|44531|20|20|", "44531"),
        ("产出|质量|可用率|≥|100|%|99.975|20|20|无", "99.975"),
        ("产出|质量|增长率|≥|40|%|1|20|20|无", "1"),
    ],
)
def test_j201_finds_a_missed_target_with_full_points(text: str, printed: str) -> None:
    (one,) = of_first("J201", text)
    assert places(one) == [(text.split("|")[2], printed)]
    assert "20/20" in message(one) and "20/20" in message(one, "en")


def test_j201_finds_fewer_than_aimed_at_without_an_operator() -> None:
    (one,) = of_first("J201", "产出|数量指标|管护水库座数||46座||42座|20|20|无")
    assert severity_of(one) == "warning" and "42座, 20/20" in message(one)
    assert of_first("J201", "产出|成本指标|平均成本||46元||42元|20|20|无") == []


def test_j201_finds_fewer_things_where_no_level_is_printed() -> None:
    (one,) = of_first("J201", "产出||发放宣传册||20000册||18500册|20|20|无")
    assert severity_of(one) == "warning"
    assert of_first("J201", "产出||受理投诉数量||60件||52件|20|20|无") == []
    assert of_first("J201", "产出||每人成本||60元||52元|20|20|无") == []


@pytest.mark.parametrize(
    "text",
    ["产出|数量|报道次数|≥|2|次|1|20|10|经费不足", "产出|数量|报道次数|≥|2|次|2|20|20|无"],
    ids=["points taken", "target met"],
)
def test_j201_passes_points_that_follow_the_result(text: str) -> None:
    assert of_first("J201", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "产出|数量|报道次数|1|2|27|1|20|20|",
        "产出|质量|可用率|≥|100|%|99.99|20|20|无",
        "产出|质量|合格率|≥|50|%|1|20|20|无",
        "产出|质量|合格率|≥|90|%|0.9|20|20|无",
    ],
    ids=["unsure operator", "a hair is missing", "a bare 1 is all of it", "a ratio that meets it"],
)
def test_j201_spares_what_may_have_met_the_target(text: str) -> None:
    assert of_first("J201", text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("产出|数量|示范作用|>=|90|%|100|20|18|无", "100"),
        ("产出|数量|密码钥匙||≤200个||≤0个|20|0|未列此项", "≤0个"),
        ("产出|时效|支付时间||及时||达成预期指标|20|15.9|审核未过", "达成预期指标"),
        ("产出|数量|新增数据量|>=|2|万条|5.9|20|18|无", "5.9"),
    ],
)
def test_j202_finds_a_met_target_that_loses_points(text: str, printed: str) -> None:
    (one,) = of_first("J202", text)
    assert places(one) == [(text.split("|")[2], printed)] and "/20" in message(one)


def test_j202_passes_a_met_target_with_full_points() -> None:
    assert of_first("J202", "产出|数量|示范作用|>=|90|%|100|20|20|无") == []


@pytest.mark.parametrize(
    "text",
    [
        "产出|数量|新增数据量|>=|2|万条|6|20|18|无",
        "产出|数量|培训人数|=|8|人|10|20|18|无",
        "产出|时效|支付时间||及时||达成预期指标|20|16|略迟",
        "产出|时效|按期完工率|=|100|%|100|20|19|材料进场晚了几天",
        "产出|成本|成本指标||未填报||达成预期指标|20|10|未设置",
        "产出|数量|报道次数|≥|2|次|1|20|10|经费不足",
        "满意度|服务对象满意度|群众满意度|≥|90|%|95.6|10|9.5|无",
    ],
    ids=[
        "far beyond",
        "beyond an exact target",
        "within the band",
        "little, with a reason",
        "no target",
        "missed",
        "a rate's own share",
    ],
)
def test_j202_spares_points_that_may_be_taken(text: str) -> None:
    assert of_first("J202", text) == []


def test_j207_finds_points_without_a_target() -> None:
    (one,) = of_first("J207", "产出|成本|成本指标|||未填报|达成预期指标|20|10|未设置")
    assert places(one) == [("成本指标", "达成预期指标")] and "10/20" in message(one)


def test_j207_passes_an_indicator_with_a_target() -> None:
    assert of_first("J207", "产出|成本|成本控制|≤|10|万元|10|20|20|无") == []


@pytest.mark.parametrize("score", ["0", ""])
def test_j207_spares_an_indicator_without_target_and_points(score: str) -> None:
    assert of_first("J207", f"产出|成本|成本指标|||未填报|达成预期指标|20|{score}|未设置") == []


def test_j207_spares_a_table_without_a_column_for_targets() -> None:
    table = project()
    bare = [
        replace(one, target=NOTHING, operator=NOTHING, unit=NOTHING) for one in table.indicators
    ]
    assert found("J207", replace(table, indicators=tuple(bare))) == []
