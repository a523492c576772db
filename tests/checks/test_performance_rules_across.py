"""Performance tables against the forms, the narrative and one another.

The small unit of these tests spent 171万元: 131万元 basic, 40万元 on projects.
"""

from dataclasses import replace

import pytest

from checks.performance_making import SOUND, changed, department, found, money, project, task
from juesuan.checks import message, severity_of


def spent(amount: str, name: str = "业务培训专项经费"):
    """A project that spent its whole budget."""
    return project(name, rows=[money(f"{amount}|{amount}|{amount}|10|100|10")])


def tasks(amount: str, name: str = "重点工作"):
    """A department whose one task took this much."""
    return [department(tasks=[task(name, amount, amount, "", amount, "100%")])]


def test_projects_that_spent_what_the_forms_say() -> None:
    assert found("J401", spent("25", "甲项目"), spent("15", "乙项目"), forms=True) == []


def test_project_money_without_a_table() -> None:
    (one,) = found("J401", spent("25.6"), forms=True)
    assert one.variant == "" and "144,000.00元没有自评表" in message(one)
    assert (one.where[0].form, one.where[0].row, one.where[0].column) == ("03", "total", "3")


def test_tables_for_less_than_half_of_the_money_are_only_told() -> None:
    (one,) = found("J401", spent("10"), forms=True)
    assert severity_of(one) == "info"


def test_nobody_is_accused_by_a_unit_that_is_not_printed() -> None:
    unsaid = replace(spent("0.004"), money_unit="")
    assert found("J401", unsaid, forms=True) == []


def test_tables_that_spent_more_than_there_was() -> None:
    (one,) = found("J401", spent("41"), forms=True)
    assert one.variant == "more"


def test_nothing_is_said_of_sums_that_are_not_printed() -> None:
    unsaid = project(rows=[money("|||||")])
    assert found("J401", unsaid, forms=True) == found("J404", unsaid, forms=True) == []


@pytest.mark.parametrize(
    ("amount", "name", "variants"),
    [
        ("40", "重点工作", []),
        ("171", "重点工作", []),
        ("171", "信息化专项经费", ["whole"]),
        ("55", "重点工作", [""]),
        ("25", "重点工作", []),
    ],
)
def test_tasks_take_project_or_whole_expenditure(amount, name, variants) -> None:
    assert [
        f.variant for f in found("J402", departments=tasks(amount, name), forms=True)
    ] == variants


def test_a_total_row_of_tasks_is_not_added_to_them() -> None:
    rows = [task("", "40", "40", "", "40", ""), task("甲", "40", "40", "", "40", "100%")]
    assert found("J402", departments=[department(tasks=rows)], forms=True) == []


def rows_of(whole: str, basic: str, projects: str) -> list:
    """The department's money rows with what was spent."""
    return [
        money("", executed=whole),
        money("", "年度资金总额", "基本支出", executed=basic),
        money("", "年度资金总额", "项目支出", executed=projects),
        money("", "财政拨款", "项目支出", executed="1"),
    ]


def test_the_departments_money_is_that_of_the_forms() -> None:
    sound = [department(rows=rows_of("171", "131", "40"))]
    assert found("J403", departments=sound, forms=True) == []
    (one,) = found("J403", departments=[department(rows=rows_of("171", "135", "36"))], forms=True)
    assert [place.item for place in one.where] == ["基本支出", "项目支出"]
    assert "135.00万元" in message(one) and "共2处" in message(one)


def test_department_and_projects_tell_one_sum() -> None:
    assert found("J404", spent("40"), departments=tasks("40")) == []
    (one,) = found("J404", spent("40"), departments=tasks("55"))
    assert "55.00万元" in message(one) and "40.00万元" in message(one)
    assert found("J404", spent("40"), departments=tasks("25")) == []
    for amount in ("55", "25"):
        by_row = [department(rows=rows_of("171", "131", amount))]
        assert len(found("J404", spent("40"), departments=by_row)) == 1


@pytest.mark.parametrize(
    ("line", "variants"),
    [
        ("产出|数量|开展培训次数|≥|4|次|5|||", [""]),
        ("产出|数量|开展培训次数|≥|4|次|4|||", []),
        ("产出|数量|开展培训次数|≥|6|次|6|||", []),
        ("产出|数量|下乡次数|≥|4|次|5|||", []),
        ("产出|质量|任务按时完成率|=|良好||良好|||", ["kinds"]),
        ("产出|质量|任务按时完成|=|良好||良好|||", ["kinds"]),
    ],
)
def test_one_indicator_has_one_value(line: str, variants: list[str]) -> None:
    told = found("J405", project(), departments=[department([line])])
    assert [f.variant for f in told] == variants


def test_the_same_amount_in_another_magnitude_is_the_same_value() -> None:
    here = changed(1, "产出|数量|归集数据量|>=|20000|万条|300000|20|20|新接入")
    there = ["产出|数量|归集数据量|>=|2亿|条|30亿|||"]
    assert found("J405", project(indicators=here), departments=[department(there)]) == []


def test_indicators_copied_from_another_project() -> None:
    lines = changed(1, "产出|数量|慰问人数|≥|491|人|491|20|20|无")
    (one,) = found("J406", project("走访慰问经费", lines), project("岗位补贴资金", lines))
    assert severity_of(one) == "error"
    assert one.where[0].project == "岗位补贴资金" and "走访慰问经费" in message(one)


def test_everyday_rates_in_two_projects_are_only_told() -> None:
    rates = [line for line in SOUND if "%" in line]
    (one,) = found("J406", project("抚恤金", rates), project("遗属补助", rates))
    assert severity_of(one) == "info"


def test_projects_of_one_kind_may_share_names_of_indicators() -> None:
    other = [line.replace("|4|20|", "|5|20|").replace("|96|", "|99|") for line in SOUND]
    assert found("J406", project("甲培训"), project("乙培训", other)) == []


def graded(*grades: str) -> list:
    """Projects with these grades."""
    return [project(f"第{n}个项目", grade=grade) for n, grade in enumerate(grades)]


TOLD = "2023年项目绩效自评个数{n}个：{a}个项目自评等级为“优”，{b}个项目自评等级为“良”。"


@pytest.mark.parametrize(
    ("n", "a", "b", "codes"), [(3, 2, 1, []), (3, 3, 0, ["J407"]), (4, 2, 1, ["J407"])]
)
def test_the_narrative_counts_projects_and_grades(n, a, b, codes) -> None:
    text = TOLD.format(n=n, a=a, b=b)
    low = changed(1, "产出|数量|开展培训次数|≥|4|次|1|20|5|未获批准")
    tables = [*graded("优", "优"), project("丙", low, score="85", grade="良")]
    assert [f.code for f in found("J407", *tables, narrative=[text])] == codes


def test_grades_told_as_printed_but_not_as_due_are_a_warning() -> None:
    tables = [project("甲", score="90"), project("乙", score="84", grade="良")]
    text = TOLD.format(n=2, a=1, b=1)
    (one,) = found("J407", *tables, narrative=[text])
    assert one.variant == "recomputed" and severity_of(one) == "warning"
    assert "2（优2）" in message(one)


def test_sentences_without_grades_are_none_of_its_business() -> None:
    assert found("J407", project(), narrative=["本年支出171万元，项目取得良好效果。"]) == []


def test_a_conclusion_that_all_was_met() -> None:
    missed = project(indicators=changed(1, "产出|数量|培训次数|≥|4|次|1|20|5|未获批准"))
    text = "项目管理规范，完成了年初制定的各项指标任务。"
    (one,) = found("J408", missed, conclusion=text)
    assert "培训次数" in message(one) and len(one.where) == 2
    assert found("J408", project(), conclusion=text) == []
    assert found("J408", missed, conclusion="多数指标达到预期，一项未完成。") == []
