"""J4, the forms: money of self-evaluations is that of the forms.

The small unit of these tests spent 171万元: 131万元 basic, 40万元 on projects.
"""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import (
    booklet,
    department,
    found,
    money,
    places,
    project,
    task,
)
from juesuan.checks import check, message, selected, severity_of
from juesuan.reading import Spot
from juesuan.reading.narrative import Section, Sentence


def spent(amount: str, name: str = "业务培训专项经费"):
    """A project that spent its whole budget."""
    return project(name, rows=[money(f"{amount}|{amount}|{amount}|10|100|10")])


def narrated(text: str) -> Section:
    """A section of the narrative with one sentence."""
    spot = Spot(file="a.txt", line=1)
    section = Section(number="一、", title="绩效", level=2, kind="text", spot=spot)
    section.sentences = [Sentence(text, spot)]
    return section


def tasks(amount: str, name: str = "重点工作"):
    """A department whose one task took this much."""
    return [department(tasks=[task(name, amount, amount, "", amount, "100%")])]


def test_j401_finds_project_money_without_a_table() -> None:
    (one,) = found("J401", spent("25.6"), forms=True)
    assert one.variant == "" and "144,000.00元没有自评表" in message(one)
    assert (one.where[0].form, one.where[0].row, one.where[0].column) == ("03", "total", "3")
    assert one.where[1].project == "业务培训专项经费" and severity_of(one) == "warning"


def test_j401_finds_tables_that_spent_more_than_there_was() -> None:
    (one,) = found("J401", spent("41"), forms=True)
    assert one.variant == "more" and "多10,000.00元" in message(one)


def test_j401_finds_tables_for_less_than_half_and_only_tells_it() -> None:
    (less,) = found("J401", spent("19.99"), forms=True)
    (half,) = found("J401", spent("20"), forms=True)
    assert (severity_of(less), severity_of(half)) == ("info", "warning")


@pytest.mark.parametrize(
    "told",
    [
        "对2023年度重点项目支出开展绩效自评。",
        "共涉及项目1个，开展绩效自评。",
        "自评资金占一般公共预算项目支出总额的67.60%。",
    ],
)
def test_j401_finds_projects_said_to_be_a_choice_and_only_tells_it(told: str) -> None:
    subject = booklet(spent("25.6"), forms=True)
    subject.narrative.sections.append(narrated(told))
    (one,) = check(subject, selected(["J401"])).findings
    assert severity_of(one) == "info"


def test_j401_passes_projects_that_spent_what_the_forms_say() -> None:
    assert found("J401", spent("25", "甲项目"), spent("15", "乙项目"), forms=True) == []


def test_j401_spares_a_unit_that_is_not_printed() -> None:
    unsaid = replace(spent("0.004"), money_unit="")
    assert found("J401", unsaid, forms=True) == []
    assert len(found("J401", replace(unsaid, money_unit="万元"), forms=True)) == 1
    assert len(found("J401", replace(spent("300000"), money_unit=""), forms=True)) == 1


def test_j401_j404_spares_sums_that_are_not_printed() -> None:
    unsaid = project(rows=[money("|||||")])
    assert found("J401", unsaid, spent("9"), forms=True) == []
    assert found("J404", unsaid, departments=tasks("55")) == []


def test_j401_spares_rounded_sums() -> None:
    tables = [spent("13.33", name) for name in ("甲", "乙", "丙")]
    assert found("J401", *tables, forms=True) == []
    (one,) = found("J401", *tables[:2], spent("13.31", "丙"), forms=True)
    assert "300.00元" in message(one)


@pytest.mark.parametrize("amount", ["55", "170", "172", "40.02"])
def test_j402_finds_tasks_that_took_neither_project_nor_whole_money(amount: str) -> None:
    (one,) = found("J402", departments=tasks(amount), forms=True)
    assert one.variant == "" and places(one) == [("", amount)]
    assert "与本年支出171.00万元和项目支出40.00万元都不相同" in message(one)


def test_j402_finds_special_tasks_that_took_the_whole() -> None:
    (one,) = found("J402", departments=tasks("171", "信息化专项经费"), forms=True)
    assert one.variant == "whole" and places(one) == [("", "171")]


@pytest.mark.parametrize(("amount", "name"), [("40", "重点工作"), ("171", "重点工作")])
def test_j402_passes_the_project_or_the_whole_expenditure(amount: str, name: str) -> None:
    assert found("J402", departments=tasks(amount, name), forms=True) == []


def test_j402_spares_a_choice_of_tasks_and_a_unit_that_is_not_printed() -> None:
    assert found("J402", departments=tasks("25"), forms=True) == []
    unsaid = replace(tasks("171000001")[0], money_unit="")
    assert found("J402", departments=[unsaid], forms=True) == []
    near = replace(tasks("170999999")[0], money_unit="")
    assert len(found("J402", departments=[near], forms=True)) == 1


def test_j402_spares_a_total_row_which_is_not_added_to_the_tasks() -> None:
    for name in ("", "合计"):
        rows = [task(name, "40", "40", "", "40", ""), task("甲", "40", "40", "", "40", "100%")]
        assert found("J402", departments=[department(tasks=rows)], forms=True) == []
    (one,) = found("J402", departments=[department(tasks=[*rows[1:], *rows[1:]])], forms=True)
    assert "合计80.00万元" in message(one)


def rows_of(whole: str, basic: str, projects: str) -> list:
    """The department's money rows with what was spent."""
    return [
        money("", executed=whole),
        money("", "年度资金总额", "基本支出", executed=basic),
        money("", "年度资金总额", "项目支出", executed=projects),
        money("", "财政拨款", "项目支出", executed="1"),
    ]


def test_j403_finds_each_row_that_is_not_the_forms() -> None:
    (one,) = found("J403", departments=[department(rows=rows_of("171", "135", "36"))], forms=True)
    assert places(one) == [("基本支出", "135"), ("项目支出", "36")]
    assert "135.00万元，支出决算表为131.00万元" in message(one) and "共2处" in message(one)


def test_j403_finds_a_whole_that_is_not_the_forms() -> None:
    (one,) = found(
        "J403", departments=[department(rows=rows_of("171.02", "131", "40"))], forms=True
    )
    assert places(one) == [("年度资金总额", "171.02")] and "共1处" in message(one)


def test_j403_passes_the_money_of_the_forms() -> None:
    sound = [department(rows=rows_of("171", "131", "40"))]
    assert found("J403", departments=sound, forms=True) == []


def test_j403_spares_rows_below_the_first_of_a_group_and_blanks() -> None:
    rows = [*rows_of("171", "131", ""), money("", "非财政拨款", "项目支出", executed="9")]
    assert found("J403", departments=[department(rows=rows)], forms=True) == []


def test_j403_spares_rows_in_doubt_and_a_unit_that_is_not_printed() -> None:
    rows = rows_of("172", "131", "40")
    doubtful = [replace(rows[0], shifted=1), *rows[1:]]
    assert found("J403", departments=[department(rows=doubtful)], forms=True) == []
    other = replace(department(rows=rows_of("0.0171", "", "")), money_unit="")
    assert found("J403", departments=[other], forms=True) == []


def test_j403_spares_a_whole_that_stands_below_its_sources() -> None:
    rows = [
        money("", "一般公共预算财政拨款", executed="131"),
        money("", "政府性基金预算财政拨款", executed="40"),
        money("", "合计", executed="171"),
    ]
    assert found("J403", departments=[department(rows=rows)], forms=True) == []
    wrong = department(rows=[*rows[:2], money("", "合计", executed="150")])
    (one,) = found("J403", departments=[wrong], forms=True)
    assert places(one) == [("合计", "150")]
