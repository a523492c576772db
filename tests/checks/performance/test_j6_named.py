"""J6, years named: titles, goals and names of indicators speak of the account's year, 2023."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import changed, department, found, places, project, value
from juesuan.checks import Finding, message
from juesuan.reading.performance import YearlyGoal


def named(name: str, actual: str = "100", score: str = "20") -> list[Finding]:
    """What J601 finds where an indicator has this name."""
    text = f"效益|经济效益|{name}|≥|100|万元|{actual}|20|{score}|无"
    return found("J601", project(indicators=changed(1, text)))


@pytest.mark.parametrize("name", ["园区2025年开园产值", "2024年产值"])
def test_j601_finds_a_later_years_result_as_reached(name: str) -> None:
    (one,) = named(name)
    assert places(one) == [(name, "100")] and "2023年以后的事" in message(one)


@pytest.mark.parametrize("name", ["园区2023年产值", "园区产值", "2022年结转项目产值"])
def test_j601_passes_results_of_the_year(name: str) -> None:
    assert named(name) == []


def test_j601_spares_spans_of_years_and_what_is_not_reached() -> None:
    assert named("2023年至2025年产值") == []
    assert named("2025年开园产值", actual="50") == named("2025年开园产值", score="0") == []


def goal(target: str) -> list[Finding]:
    """What J603 finds in a project's goal."""
    return found("J603", project(target=target))


@pytest.mark.parametrize(
    "target",
    ["根据总体方案，在2021年要分批更换设备。", "2022年底前完成建设。", "2022年度计划培训三期。"],
)
def test_j603_finds_what_was_due_in_an_earlier_year(target: str) -> None:
    (one,) = goal(target)
    assert places(one) == [("", target)]
    assert "2023年度的目标" in message(one) and target[-8:-1] in message(one)


@pytest.mark.parametrize("target", ["在2023年内完成编制。", "在2024年要分批更换设备。"])
def test_j603_passes_what_is_due_in_the_year_or_later(target: str) -> None:
    assert goal(target) == []


@pytest.mark.parametrize(
    "target",
    ["新的标准从2014年9月1日起执行。", "2021年已建成平台，2023年要扩展功能。",
     "延续2022年要求在2023年完成。"],
)  # fmt: skip
def test_j603_spares_what_earlier_years_are_named_for(target: str) -> None:
    assert goal(target) == []


def titled(title: str) -> list[Finding]:
    """What J607 finds in a project's table with this title."""
    return found("J607", replace(project(), title=title))


@pytest.mark.parametrize(
    ("title", "year"),
    [("2022年度项目支出绩效自评表", "2022"), ("信息化项目支出绩效自评表(2022年度)", "2022"),
     ("项目支出绩效自评表（2024年）", "2024")],
)  # fmt: skip
def test_j607_finds_a_table_of_another_year(title: str, year: str) -> None:
    (one,) = titled(title)
    assert one.expected == "2023" and one.where[0].project == "业务培训专项经费"
    assert f"标题写的是{year}年度，决算是2023年度" in message(one)


def yearly(*years: str) -> list[Finding]:
    """What J607 finds in a department's table with goals of these years."""
    goals = tuple(YearlyGoal(value(year), value("目标"), value("完成")) for year in years)
    return found("J607", departments=[replace(department(), yearly_goals=goals)])


def test_j607_finds_a_department_without_goals_of_the_year() -> None:
    (one,) = yearly("预算年度(2022年)", "2021")
    assert one.variant == "goals" and places(one) == [("", "预算年度(2022年)")]
    assert "2021、2022年，没有2023年的" in message(one)


@pytest.mark.parametrize("text", ["2022年，办班四期。", "2022年度全年办班四期，到课二百人次。"])
def test_j607_finds_a_result_dated_to_another_year(text: str) -> None:
    (one,) = found("J607", project(actual=text))
    assert (one.variant, one.expected) == ("result", "2023")
    assert "完成情况写的是2022年，决算是2023年" in message(one)


@pytest.mark.parametrize(
    "text",
    [
        "2023年，办班四期。",
        "2022年办班三期，2023年办班四期。",
        "2022年12月启动，办班四期。",
        "2022年以来办班四期。",
        "截至2022年底办班四期。",
    ],
)
def test_j607_spares_results_that_name_another_year_beside_this_one(text: str) -> None:
    assert found("J607", project(actual=text)) == []


@pytest.mark.parametrize("title", ["2023年度项目支出绩效自评表", "项目支出绩效自评表"])
def test_j607_passes_a_table_of_the_year(title: str) -> None:
    assert titled(title) == []


def test_j607_spares_years_that_are_not_the_tables() -> None:
    assert titled("2022年结转资金项目支出绩效自评表(2023年度)") == []
    assert titled("2022年结转资金项目支出绩效自评表") == []
    assert yearly("2023", "2024") == yearly("", "") == []
