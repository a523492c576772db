"""J7, figures in the analysis: the same as the indicators report."""

import pytest

from checks.performance.self_evaluation import changed, found, places, project
from juesuan.checks import Finding, message


def rates(text: str) -> list[Finding]:
    """What J705 finds where the analysis tells this."""
    return found("J705", project(analysis=[("满意度情况", text)]))


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("学员满意度达到85%。", "学员满意度", "85%"),
        ("学员的满意度为85%。", "学员满意度", "85%"),
        ("满意度百分之85。", "学员满意度", "85%"),
        ("全年培训合格率达到93.5%。", "培训合格率", "93.5%"),
        ("各项任务按时完成率为91%。", "任务按时完成率", "91%"),
        ("全部工作按时完成率为90%。", "任务按时完成率", "90%"),
    ],
)
def test_j705_finds_another_percentage_than_reported(text: str, name: str, told: str) -> None:
    (one,) = rates(text)
    assert places(one)[0][0] == name and places(one)[1] == ("", text)
    assert f"文字说{told}，指标报的是：{name}" in message(one)


@pytest.mark.parametrize("text", ["学员满意度达到95%。", "学员满意度由80%提升至95%。"])
def test_j705_passes_the_percentage_reported(text: str) -> None:
    assert rates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "家具采购合格率为100%。",
        "同类项目平均使用率70%。",
        "学员满意度达到85%，培训后学员满意度达到95%。",
        "全部工作按时完成率为89%。",
        "学员满意度下降5%。",
        "较高度85%。",
    ],
    ids=[
        "another thing",
        "no indicator",
        "told right as well",
        "too far apart",
        "a change",
        "no name",
    ],
)
def test_j705_spares_percentages_of_other_things(text: str) -> None:
    assert rates(text) == []


def test_j705_spares_a_rate_that_two_indicators_may_be() -> None:
    two = changed(1, "产出|质量|业务培训合格率|≥|95|%|97|20|20|无")
    table = project(indicators=two, analysis=[("情况", "全年业务培训合格率达到93%。")])
    assert found("J705", table) == []


def counts(line: str, text: str) -> list[Finding]:
    """What J709 finds where the analysis tells this beside an indicator."""
    table = changed(1, f"产出|数量|{line}|20|20|")
    return found("J709", project(indicators=table, analysis=[("产出", text)]))


@pytest.mark.parametrize(
    ("line", "text", "told"),
    [
        ("人员聘用数||=70人||=70人", "由其提供30名服务人员。", "30"),
        ("人员聘用数||=70人||=70人", "全年委派不少于三十人驻场人员。", "30"),
        ("驻场人数||≥8人||≥8人", "驻场人员5名，后台3名。", "5"),
        ("办公家具购置种类||=3种||=3种", "完成两类共计31套家具的购置。", "2"),
        ("人员聘用数||≤70人||≤70人", "由其提供80名服务人员。", "80"),
        ("人员聘用数||≤70人||≥60人", "由其提供80名服务人员。", "80"),
    ],
)
def test_j709_finds_another_number_than_reported(line: str, text: str, told: str) -> None:
    (one,) = counts(line, text)
    name, *_, printed = line.split("|")
    assert places(one) == [(name, printed), ("", text)]
    assert f"文字说{told}，指标报的是：{name}" in message(one)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("人员聘用数||=70人||=70人", "由其提供70名服务人员。"),
        ("办公家具购置种类||=3种||=3种", "完成三类共计31套家具的购置。"),
        ("运维人员数量||>5人||>5人", "全年委派6名服务人员。"),
    ],
)
def test_j709_passes_the_number_reported(line: str, text: str) -> None:
    assert counts(line, text) == []


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("人员聘用数||=70人||=70人", "由其提供30名服务人员，另聘用70名服务人员。"),
        ("人员聘用数||=70人||=70人", "培训30名学员。"),
        ("人员聘用数||=70人||=70人", "由其提供30套服务人员工装。"),
        ("培训场次||=70次||=70次", "由其提供30名服务人员。"),
        ("驻场人数||≥8人||≥8人", "后台人员5名。"),
        ("办公家具购置种类||=3种||=3种", "完成两类设备的购置。"),
        ("办公家具购置数量||=31套||=31套", "完成两类家具的购置。"),
    ],
    ids=["told right as well", "others", "another unit", "no persons", "other persons",
         "other kinds", "not of kinds"],
)  # fmt: skip
def test_j709_spares_numbers_of_other_things(line: str, text: str) -> None:
    assert counts(line, text) == []
