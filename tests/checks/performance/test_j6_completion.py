"""J6, completion: what the texts tell as awaited or new against points and money."""

import pytest

from checks.performance.self_evaluation import changed, found, money, places, project
from juesuan.checks import Finding, message

ACCEPTED = "产出|质量|成果验收合格率|≥|100|%|100|20|20|无"
DESIGN = "产出|数量|完成方案设计|=|1|个|1|20|20|"


def told(actual: str, line: str, **more) -> list[Finding]:
    """What J605 finds where a text stands beside this indicator."""
    return found("J605", project(indicators=changed(2, line), actual=actual, **more))


@pytest.mark.parametrize(
    ("actual", "line"),
    [
        ("报告已编制完成，待最终验收。", ACCEPTED),
        ("项目尚未验收。", "产出|质量|成果验收合格率|≥|100|%|100|20|18|"),
        ("项目尚未验收。", "产出|质量|成果验收合格率|≥|100|%|90|20|18|已提交"),
        ("各规划已完成初稿编制。", ACCEPTED),
        ("已完成技术方案初稿。", DESIGN),
        ("设备次年才能交付。", "产出|数量|开展调研次数|=|1|次|完成|20|20|"),
    ],
    ids=["waiting", "nearly full points", "missed", "a draft", "a product", "later"],
)
def test_j605_finds_points_for_what_is_not_done_yet(actual: str, line: str) -> None:
    (one,) = told(actual, line)
    _, _, name, *_, printed, _, _, _ = line.split("|")
    assert places(one) == [(name, printed), ("", actual)] and name in message(one)


def test_j605_finds_payment_that_waits_for_acceptance() -> None:
    text = "余款待项目验收合格后支付。"
    (one,) = told("已完成。", ACCEPTED, analysis=[("执行情况", text)])
    assert places(one)[1] == ("", text)


def test_j605_finds_it_in_other_matters() -> None:
    (one,) = told("已完成。", ACCEPTED, other="项目等待验收。")
    assert places(one)[1] == ("", "项目等待验收。")


def test_j605_passes_what_was_accepted() -> None:
    assert told("报告已编制完成，并通过验收。", ACCEPTED) == []


@pytest.mark.parametrize(
    ("actual", "line"),
    [
        ("报告待最终验收。", "产出|数量|开展调研次数|=|1|次|1|20|20|"),
        ("报告待最终验收。", "产出|质量|验收通过率|=|100|%|40|20|8|尚未验收"),
        ("报告待最终验收。", "产出|质量|验收通过率|=|100|%|90|20|17.9|"),
        ("报告待最终验收。", "产出|质量|验收通过率|=|90|%|100|20|18|按合同验收"),
        ("已完成技术方案初稿。", "产出|数量|开展调研次数|=|1|次|1|20|20|"),
        ("已完成技术方案初稿。", "产出|数量|启动方案设计|=|1|个|1|20|20|"),
        ("已完成技术方案初稿。", "产出|数量|完成方案设计|=|1|个|1|20|18|"),
        ("设备次年才能交付。", "产出|数量|开展调研次数|=|1|次|1|20|20|"),
    ],
    ids=["another thing", "points taken", "below nine in ten", "a reason", "no product",
         "only begun", "draft with points taken", "later with a value"],
)  # fmt: skip
def test_j605_spares_points_for_what_was_done(actual: str, line: str) -> None:
    assert told(actual, line) == []


def added(other: str, initial: str = "10") -> list[Finding]:
    """What J606 finds where a project's other matters tell this."""
    return found("J606", project(other=other, rows=[money(f"{initial}|10|10|10|100|10")]))


@pytest.mark.parametrize("month", ["12月底", "10月", "十一月"])
def test_j606_finds_an_initial_budget_of_a_project_added_late(month: str) -> None:
    text = f"本项目于2023年{month}新增，用于支付运维费。"
    (one,) = added(text)
    assert places(one) == [("", "10"), ("", text)] and f"{month}新增" in message(one)


def test_j606_finds_it_in_the_result() -> None:
    (one,) = found("J606", project(actual="该项目为12月追加。"))
    assert places(one) == [("", "10"), ("", "该项目为12月追加。")]


@pytest.mark.parametrize("initial", ["", "0"])
def test_j606_passes_a_project_without_an_initial_budget(initial: str) -> None:
    assert added("本项目于2023年12月底新增。", initial) == []


@pytest.mark.parametrize(
    "text",
    [
        "本项目支付未成功，12月底新增项目“乙项目”支付。",
        "12月底新增支付渠道，保障运转。",
        "本项目于2023年2月新增，用于支付运维费。",
        "本项目全年按计划执行，各项工作有序推进，12月新增支付渠道。",
    ],
    ids=["another project", "no project", "early in the year", "far away"],
)
def test_j606_spares_other_things_that_were_added(text: str) -> None:
    assert added(text) == []
