"""J4, table with table: one sum, one value of an indicator, no copies."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import (
    SOUND,
    changed,
    department,
    found,
    money,
    places,
    project,
    task,
)
from juesuan.checks import message, severity_of


def spent(amount: str, budget: str = "40"):
    """A project that spent so much of a budget."""
    return project(rows=[money(f"{budget}|{budget}|{amount}|10|100|10")])


def tasks(*amounts: str) -> list:
    """A department whose tasks were granted and spent this much."""
    rows = [task(f"任务{n}", amount, amount, "", amount, "") for n, amount in enumerate(amounts)]
    return [department(tasks=rows)]


def by_row(amount: str) -> list:
    """A department whose row of project expenditure says this."""
    row = money("", "年度资金总额", "项目支出", executed=amount, confirmed="60")
    return [department(rows=[money("", "年度资金总额", "基本支出", executed="9"), row])]


def test_j404_finds_tasks_that_took_more_than_the_projects() -> None:
    (one,) = found("J404", spent("40"), departments=tasks("55"))
    assert places(one) == [("", "55")]
    assert "支出55.00万元；各项目表合计预算40.00万元、执行40.00万元" in message(one)
    assert len(found("J404", spent("40"), departments=tasks("30", "20"))) == 1


def test_j404_finds_a_row_of_project_expenditure_below_the_projects() -> None:
    (one,) = found("J404", spent("40"), departments=by_row("25"))
    assert places(one) == [("项目支出", "25")]
    assert "批复60.00万元、支出25.00万元" in message(one)


def test_j404_spares_project_expenditure_of_which_some_has_no_table() -> None:
    assert found("J404", spent("40"), departments=by_row("55")) == []


def test_j404_finds_another_sum_and_calls_no_blank_zero() -> None:
    row = money("", "年度资金总额", "项目支出", executed="25", confirmed="")
    (one,) = found("J404", spent("40"), departments=[department(rows=[row])])
    assert "批复—、支出25.00万元" in message(one)


def test_j404_passes_one_sum_in_both() -> None:
    assert found("J404", spent("40"), departments=tasks("40")) == []
    assert found("J404", spent("40"), departments=by_row("40")) == []


def test_j404_spares_a_choice_of_tasks_and_a_last_digit() -> None:
    assert found("J404", spent("40"), departments=tasks("25")) == []
    assert found("J404", spent("40"), departments=tasks("40.01")) == []
    assert len(found("J404", spent("40"), departments=tasks("40.02"))) == 1


def test_j404_spares_sums_in_units_that_are_not_printed() -> None:
    unsaid = replace(tasks("400000")[0], money_unit="")
    assert found("J404", spent("40"), departments=[unsaid]) == []


def beside(line: str, projects: list[str] | None = None) -> list:
    """What J405 finds between a department's indicator and a project's."""
    return found("J405", project(indicators=projects or SOUND), departments=[department([line])])


def test_j405_finds_one_indicator_with_two_values() -> None:
    (one,) = beside("产出|数量|开展培训次数|≥|4|次|5|||")
    assert one.variant == "" and places(one) == [("开展培训次数", "5"), ("开展培训次数", "4")]
    assert "≥4 次 → 5" in message(one) and "≥4 次 → 4, 20/20" in message(one)


@pytest.mark.parametrize("name", ["任务按时完成率", "任务按时完成", "“任务”按时完成率（%）"])
def test_j405_finds_one_indicator_in_words_and_in_figures(name: str) -> None:
    (one,) = beside(f"产出|质量|{name}|=|良好||良好|||")
    assert one.variant == "kinds" and places(one) == [(name, "良好"), ("任务按时完成率", "100")]


def test_j405_finds_a_survey_with_two_results_for_information() -> None:
    (one,) = beside("满意度|服务对象满意度|学员满意度|≥|90|%|93.6|||")
    assert (one.variant, severity_of(one)) == ("own", "info")
    assert "如各自调查" in message(one)


def test_j405_passes_the_same_value() -> None:
    assert beside("产出|数量|开展培训次数|≥|4|次|4|||") == []


@pytest.mark.parametrize(
    "line",
    [
        "产出|数量|开展培训次数|≥|6|次|6|||",
        "产出|数量|开展培训次数|=|4|次|5|||",
        "产出|数量|开展培训次数|≥|4|元|5|||",
        "产出|数量|下乡次数|≥|4|次|5|||",
        "产出|数量|开展培训|≥|4|次|5|||",
        "产出|质量|任务按时完成率|=|良好||完成|||",
    ],
    ids=["target", "operator", "unit", "name", "beginning of a name", "a statement"],
)
def test_j405_spares_what_is_not_plainly_the_same(line: str) -> None:
    assert beside(line) == []


def test_j405_spares_short_names_and_other_magnitudes() -> None:
    short = changed(1, "产出|数量|办班数|≥|4|次|4|20|20|无")
    assert beside("产出|数量|办班数|≥|4|次|5|||", short) == []
    here = changed(1, "产出|数量|归集数据量|>=|20000|万条|300000|20|20|新接入")
    assert beside("产出|数量|归集数据量|>=|2亿|条|30亿|||", here) == []


VISITS = changed(1, "产出|数量|慰问人数|≥|491|人|491|20|20|无")


def test_j406_finds_indicators_copied_from_another_project() -> None:
    (one,) = found("J406", project("走访慰问经费", VISITS), project("岗位补贴资金", VISITS))
    assert severity_of(one) == "error"
    assert [place.project for place in one.where] == ["岗位补贴资金", "走访慰问经费"]
    assert "5项指标连同完成值与“走访慰问经费”相同" in message(one)


@pytest.mark.parametrize(("count", "severity"), [("5", "error"), ("4", "info")])
def test_j406_finds_everyday_indicators_and_only_tells_them(count: str, severity: str) -> None:
    lines = [*[line for line in SOUND if "%" in line], f"产出|数量|办班次数|≥|1|次|{count}|9|9|无"]
    (one,) = found("J406", project("抚恤金", lines), project("遗属补助", lines))
    assert severity_of(one) == severity


def test_j406_finds_rates_above_five_everyday() -> None:
    rates = [line for line in SOUND if "%" in line]
    bare = [line.replace("|%|", "||") for line in rates]
    (one,) = found("J406", project("抚恤金", bare), project("遗属补助", bare))
    assert severity_of(one) == "info"


def test_j406_passes_projects_with_values_of_their_own() -> None:
    other = [line.replace("|4|20|", "|5|20|").replace("|96|", "|99|") for line in SOUND]
    assert found("J406", project("甲培训"), project("乙培训", other)) == []


def test_j406_spares_less_than_nine_in_ten_and_less_than_three() -> None:
    ten = [f"产出|数量|第{n}项工作|≥|9|次|9|9|9|无" for n in range(10)]
    one_other = [*ten[:9], "产出|数量|别的工作|≥|9|次|9|9|9|无"]
    two_others = [*ten[:8], *one_other[9:], "产出|数量|再一项工作|≥|9|次|9|9|9|无"]
    assert len(found("J406", project("甲", ten), project("乙", one_other))) == 1
    assert found("J406", project("甲", ten), project("乙", two_others)) == []
    assert found("J406", project("甲", ten[:2]), project("乙", ten[:2])) == []
    assert len(found("J406", project("甲", ten[:3]), project("乙", ten[:3]))) == 1
