"""J2, reasons: given where something deviates, true to the points, and not elsewhere."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import changed, department, found, places, project
from juesuan.checks import Finding, message
from juesuan.reading.performance import NOTHING


def of_first(code: str, text: str) -> list[Finding]:
    """What a rule finds in a sound table with this as its first indicator."""
    return found(code, project(indicators=changed(1, f"产出|数量|{text}")))


@pytest.mark.parametrize("reason", ["", "无", "无偏差", "无。", "—"])
def test_j203_finds_a_deviation_without_a_reason(reason: str) -> None:
    (one,) = of_first("J203", f"支付进度|=|100|%|83|20|15|{reason}")
    assert places(one) == [("支付进度", "83")] and "15/20" in message(one)


def test_j203_finds_points_taken_for_words_without_a_reason() -> None:
    (one,) = of_first("J203", "培训效果|=|明显提升||有所提升|20|15|无")
    assert places(one) == [("培训效果", "有所提升")]


def test_j203_finds_a_department_that_owes_a_reason() -> None:
    table = department(["产出|数量|产业税收|4|300万|元/年|部份完成|||"])
    (one,) = found("J203", departments=[table])
    assert places(one) == [("产业税收", "部份完成")]


def test_j203_passes_a_deviation_with_its_reason() -> None:
    assert of_first("J203", "支付进度|=|100|%|83|20|15|企业申报较晚，来年提前通知") == []


@pytest.mark.parametrize(
    "text",
    [
        "支付进度|=|100|%|100|20|20|无",
        "培训效果|=|明显提升||有所提升|20|20|无",
        "培训效果|=|明显提升|||20|15|无",
        "培训效果|=|明显提升||较为明显|20|18|无",
        "合格率|≥|90|%|1|20|20|无",
        "预算执行率||3287|万元|3231|20|19.7|无",
    ],
    ids=[
        "met",
        "words with full points",
        "no value",
        "little for words",
        "a bare 1 is all of it",
        "money spent",
    ],
)
def test_j203_spares_what_is_no_deviation(text: str) -> None:
    assert of_first("J203", text) == []


def test_j203_spares_a_table_without_a_column_for_reasons() -> None:
    table = project(indicators=changed(1, "产出|数量|支付进度|=|100|%|83|20|15|"))
    bare = [replace(one, reason=NOTHING) for one in table.indicators]
    assert found("J203", replace(table, indicators=tuple(bare))) == []


@pytest.mark.parametrize(
    "reason", ["改为编制前期规划", "不具备迁移条件", "待组织专家评审后才能达到", "因疫情暂停"]
)
def test_j204_finds_full_points_that_the_reason_denies(reason: str) -> None:
    (one,) = of_first("J204", f"可研报告数|≥|1|份|1|20|20|{reason}")
    assert places(one) == [("可研报告数", reason)] and "20/20" in message(one)


@pytest.mark.parametrize("reason", ["无", "未发生错误发布", "全部按期举办"])
def test_j204_passes_reasons_that_say_it_was_done(reason: str) -> None:
    assert of_first("J204", f"可研报告数|≥|1|份|1|20|20|{reason}") == []


@pytest.mark.parametrize(("actual", "score"), [("1", "10"), ("0", "20")])
def test_j204_spares_points_taken_and_targets_missed(actual: str, score: str) -> None:
    assert of_first("J204", f"可研报告数|≥|1|份|{actual}|20|{score}|改为编制前期规划") == []


@pytest.mark.parametrize("reason", ["偏差原因：经费紧张", "未完成原因是人少", "改进措施：早做预算"])
def test_j205_finds_a_reason_where_nothing_deviates(reason: str) -> None:
    (one,) = of_first("J205", f"次数|≥|4|次|4|20|20|{reason}")
    assert places(one) == [("次数", "4")] and "4 次 → 4" in message(one)


def test_j205_passes_a_note_that_explains_no_deviation() -> None:
    assert of_first("J205", "次数|≥|4|次|4|20|20|全部按期举办") == []


@pytest.mark.parametrize(
    "text",
    [
        "次数|≥|4|次|5|20|20|偏差原因：增加一次",
        "次数|≥|4|次|4|20|18|偏差原因：经费紧张",
        "次数|≥|4|次|4|20|20|原因：改为线上举办",
        "次数|≥|4|次|3|20|15|偏差原因：经费紧张",
        "效果|=|良好||良好|20|20|偏差原因：经费紧张",
    ],
    ids=["more than the target", "points taken", "not done: J204", "missed", "words"],
)
def test_j205_spares_reasons_that_may_be_needed(text: str) -> None:
    assert of_first("J205", text) == []


@pytest.mark.parametrize(
    ("actual", "shown"), [("6亿", "6亿"), ("30亿", "30亿"), ("1999亿", "1999亿")]
)
def test_j206_finds_a_target_far_exceeded_without_a_word(actual: str, shown: str) -> None:
    (one,) = of_first("J206", f"数据量|>=|2亿|条|{actual}|20|20|无")
    assert places(one) == [("数据量", shown)]
    assert f"2亿 条 → {actual}" in message(one)


def test_j206_passes_a_target_exceeded_a_little() -> None:
    assert of_first("J206", "数据量|>=|2亿|条|5.9亿|20|20|无") == []


@pytest.mark.parametrize(
    "text",
    [
        "数据量|>=|2亿|条|30亿|20|20|新接入三个部门的数据",
        "数据量|>=|2亿|条|2000亿|20|20|无",
        "数据量|=|2亿|条|30亿|20|20|无",
        "故障次数|<=|30|次|1|20|20|无",
    ],
    ids=["explained", "other units: J506", "an exact target", "fewer is better"],
)
def test_j206_spares_what_is_explained_or_no_excess(text: str) -> None:
    assert of_first("J206", text) == []


@pytest.mark.parametrize(
    "reason", ["已超额完成年度目标，无偏差", "全部按期完成", "不存在偏差", "超过预期目标"]
)
def test_j214_finds_a_reason_that_says_a_missed_target_was_met(reason: str) -> None:
    (one,) = of_first("J214", f"培训合格率|≥|95|%|82|20|18|{reason}")
    assert places(one) == [("培训合格率", reason)] and "82" in message(one)


@pytest.mark.parametrize("reason", ["学员基础较弱，来年分班授课", "未能全部完成", "无"])
def test_j214_passes_a_reason_that_owns_the_deviation(reason: str) -> None:
    assert of_first("J214", f"培训合格率|≥|95|%|82|20|18|{reason}") == []


def test_j214_spares_a_target_that_was_met() -> None:
    assert of_first("J214", "培训合格率|≥|95|%|96|20|20|已超额完成年度目标") == []
