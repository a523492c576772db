"""Preparing performance: money from the facts, scores by the policy, what is asked for."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace
from small_performance import BUDGETS, INDICATORS, NETWORK, PROJECTS, TRAINING, disclosed, made
from small_performance import small_book as written_book

from juesuan.facts import WAN, YUAN
from juesuan.forms import load_form_set
from juesuan.ledger import BookError
from juesuan.performance import load_policy
from juesuan.performance.preparing import (
    AmountKey,
    MoneyLine,
    Prepared,
    PreparedProject,
    TableDataError,
    amounts_of,
    layout_for,
    load_layout,
    prepare,
)
from juesuan.performance.preparing.pictures import available_layouts
from juesuan.rounding import balance_disclosure


def project(prepared: Prepared, name: str) -> PreparedProject:
    return next(found for found in prepared.projects if found.name == name)


def asked(prepared: Prepared) -> list[tuple[str, str]]:
    """Key and entry of all that is asked for. Everything can be said in both languages."""
    for each in prepared.asked:
        assert "{" not in each.text("zh") + each.text("en")
    return [(each.key, each.entry) for each in prepared.asked]


def changed(block: str, old: str, new: str) -> str:
    assert old in block, old
    return block.replace(old, new, 1)


def indicators(old: str, new: str) -> str:
    return changed(INDICATORS, old, new)


# Money.


def test_money_comes_from_the_facts_by_source(tmp_path: Path) -> None:
    money = project(made(tmp_path, YUAN), NETWORK).money
    assert money["current"] == MoneyLine(300_000_00, 300_000_00, 300_000_00)
    assert money["carried"] == MoneyLine(100_000_00, 100_000_00, 100_000_00)
    assert money["other"] == MoneyLine(100_000_00, 100_000_00, 50_000_00)
    assert money["fiscal"] == MoneyLine(400_000_00, 400_000_00, 400_000_00)
    assert money["total"] == MoneyLine(500_000_00, 500_000_00, 450_000_00)
    assert (money["total"].rate, money["total"].left) == (Fraction(9, 10), 50_000_00)


def test_an_adjusted_budget_is_the_base_of_the_rate(tmp_path: Path) -> None:
    found = project(made(tmp_path, YUAN), TRAINING)
    total = found.money["total"]
    assert total == MoneyLine(120_000_00, 100_000_00, 90_000_00)
    assert (total.rate, total.adjustment, found.execution) == (
        Fraction(9, 10),
        -20_000_00,
        Decimal("9.00"),
    )
    assert not found.money["carried"] and not found.money["other"]


def test_what_was_carried_over_is_spent_first(tmp_path: Path) -> None:
    more = changed(BUDGETS, "政务网络运行维护经费,300000.00", "政务网络运行维护经费,350000.00")
    money = project(made(tmp_path, YUAN, budgets=more), NETWORK).money
    assert money["carried"].executed == 100_000_00
    assert money["current"] == MoneyLine(350_000_00, 350_000_00, 300_000_00)


def test_a_budget_of_which_nothing_was_spent_has_a_rate_of_zero(tmp_path: Path) -> None:
    more = BUDGETS + "    年初预算,一般公共预算财政拨款,2010302,项目支出,调研经费,10000.00\n"
    listed = PROJECTS + "    调研经费,,,搞好调研。,没有开展。,推迟到下年，改进安排。\n"
    found = project(made(tmp_path, YUAN, budgets=more, projects=_wide(listed)), "调研经费")
    assert found.money["total"] == MoneyLine(10_000_00, 10_000_00, 0)
    assert found.execution == Decimal("0.00")


def _wide(block: str) -> str:
    """Rows filled up to the number of headings."""
    lines = block.strip("\n").splitlines()
    count = lines[0].count(",")
    return "\n".join(line + "," * (count - line.count(",")) for line in lines) + "\n"


def test_a_project_without_a_budget_is_asked_for_and_gets_no_grade(tmp_path: Path) -> None:
    prepared = made(tmp_path, YUAN, budgets=None)
    found = project(prepared, TRAINING)
    assert found.money["total"] == MoneyLine(None, None, 90_000_00)
    assert (found.total, found.grade) == (None, "")
    assert ("performance_budget", f"预算（{TRAINING}）") in asked(prepared)
    assert prepared.summary is not None
    assert (prepared.summary.budget, prepared.summary.ungraded) == (None, 2)


def test_the_department_has_no_budget_where_a_project_lacks_one(tmp_path: Path) -> None:
    kept = "\n".join(line for line in BUDGETS.splitlines() if TRAINING not in line) + "\n"
    tables = made(tmp_path, YUAN, "yunnan-2024", budgets=kept).tables
    (department,) = (table for table in tables if table.kind == "department")
    rows = {next(c for c in line if c): line for line in department.grid() if any(line)}
    assert "540,000.00" in rows["项目支出"]
    assert "500,000.00" not in rows["项目支出"]


def test_amounts_in_wan_add_up_within_a_table_and_with_the_forms(tmp_path: Path) -> None:
    entries = """
        日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,项目,金额
        2023-06-05,记-2,1,支出,一般公共预算财政拨款,2010302,30216,项目支出,业务培训专项经费,90044.00
        2023-06-06,记-3,1,支出,一般公共预算财政拨款,2010302,30213,项目支出,政务网络运行维护经费,400044.00
        2023-06-07,记-4,1,支出,其他收入,2010302,30213,项目支出,政务网络运行维护经费,50044.00
    """
    income = """
        资金性质,功能科目,支出性质,项目,金额
        一般公共预算财政拨款,2010302,项目支出,业务培训专项经费,90044.00
        一般公共预算财政拨款,2010302,项目支出,政务网络运行维护经费,300044.00
        其他收入,2010302,项目支出,政务网络运行维护经费,50044.00
    """
    book = written_book(tmp_path, entries=entries, income=income)
    disclosure = disclosed(book, WAN)
    amounts, constraints = amounts_of(book, disclosure)
    balanced, answer = balance_disclosure(disclosure, amounts, constraints)
    assert answer.exact
    values = answer.values

    def printed(name: str, source: str) -> int:
        return values[AmountKey(name, source, "executed")]

    form = balanced.form("03")
    (cell,) = (c for c in form.sheet.cells if c.key.row == "total" and c.key.column == "3")
    assert printed(TRAINING, "total") + printed(NETWORK, "total") == balanced.printed(form, cell)
    assert printed(NETWORK, "current") + printed(NETWORK, "carried") + printed(
        NETWORK, "other"
    ) == printed(NETWORK, "total")
    (table,) = (t for t in prepare(book, balanced, values).tables if t.project == TRAINING)
    assert f"{printed(TRAINING, 'total') / 1_000_000:.2f}" in table.grid()[3]


# Weights, scores, grades.


def test_scores_follow_from_the_results(tmp_path: Path) -> None:
    found = project(made(tmp_path, YUAN), TRAINING)
    assert [(one.written.name, one.score) for one in found.indicators] == [
        ("开展培训次数", Decimal(20)),
        ("培训合格率", Decimal(20)),
        ("任务按时完成率", Decimal("9.00")),
        ("业务能力提升", Decimal(30)),
        ("学员满意度", Decimal(10)),
    ]
    assert (found.total, found.grade) == (Decimal("98.00"), "优")


def test_a_score_of_the_author_stays_and_is_compared_with_its_result(tmp_path: Path) -> None:
    sheet = indicators("维护线路数量,≥,45,条,45,25,25", "维护线路数量,≥,45,条,36,25,25")
    prepared = made(tmp_path, YUAN, indicators=sheet)
    assert project(prepared, NETWORK).indicators[0].score == Decimal(25)
    row = f"绩效指标（{NETWORK}，维护线路数量"
    assert asked(prepared) == [
        ("performance_score_differs", f"{row}，得分）"),
        ("performance_reason", f"{row}，偏差原因）"),
    ]
    assert "20.00分" in prepared.asked[0].text()


def test_a_missed_target_asks_for_its_reason_and_a_given_one_does_not(tmp_path: Path) -> None:
    without = made(
        tmp_path / "a", YUAN, indicators=indicators("部分课程改期，下一步提前排课。", "")
    )
    assert asked(without) == [
        ("performance_reason", f"绩效指标（{TRAINING}，任务按时完成率，偏差原因）")
    ]
    (table,) = (t for t in without.tables if t.project == TRAINING)
    (line,) = (line for line in table.grid() if "任务按时完成率" in line)
    assert line[-1] == ""
    assert asked(made(tmp_path / "b", YUAN)) == []


def test_a_target_far_exceeded_is_to_be_explained(tmp_path: Path) -> None:
    prepared = made(
        tmp_path, YUAN, indicators=indicators("维护线路数量,≥,45,条,45", "维护线路数量,≥,45,条,450")
    )
    (only,) = prepared.asked
    assert only.key == "performance_beyond"


def test_a_partly_reached_goal_in_words_is_for_the_author_to_score(tmp_path: Path) -> None:
    sheet = indicators(
        "业务能力提升,=,明显提升,,明显提升,30,,",
        "业务能力提升,=,明显提升,,部分完成,30,,人手不足，下一步补充。",
    )
    prepared = made(tmp_path, YUAN, indicators=sheet)
    found = project(prepared, TRAINING)
    assert (found.indicators[3].score, found.total, found.grade) == (None, None, "")
    assert [key for key, _ in asked(prepared)] == ["performance_score"]
    assert prepared.summary is not None and prepared.summary.average is None


def test_weights_left_out_divide_the_weight_of_their_level(tmp_path: Path) -> None:
    sheet = INDICATORS
    for name in ("4,20,,", "96,20,,", "90,10,,部", "明显提升,30,,", "95,10,,问"):
        value, _, rest = name.partition(",")
        sheet = changed(sheet, name, f"{value},,{rest.partition(',')[2]}")
    found = project(made(tmp_path, YUAN, indicators=sheet), TRAINING)
    assert [one.weight for one in found.indicators] == [16, 16, 18, 30, 10]
    assert [str(one.score) for one in found.indicators] == ["16", "16", "16.20", "30", "10"]


def test_weights_that_miss_the_full_score_are_told(tmp_path: Path) -> None:
    prepared = made(tmp_path, YUAN, indicators=indicators("≥,4,次,4,20", "≥,4,次,4,15"))
    (only,) = prepared.asked
    assert (only.key, only.details["sum"], only.details["due"]) == (
        "performance_weights",
        Decimal(85),
        Decimal(90),
    )


def test_cost_stands_where_the_policy_has_it(tmp_path: Path) -> None:
    sheet = indicators(
        "产出,时效,任务按时完成率,=,100,%,90,10", "成本,经济成本,人均成本,≤,500,元,450,10"
    )
    (table, *_) = (t for t in made(tmp_path / "a", YUAN, indicators=sheet).tables if t.project)
    (line,) = (line for line in table.grid() if "人均成本" in line)
    assert line[:3] == [None, "成本指标", "人均成本"]
    book = written_book(tmp_path / "b", indicators=sheet)
    found = prepare(book, disclosed(book, YUAN), policy=load_policy("mof-2020"))
    (own,) = (i for i in found.projects[0].indicators if i.written.name == "人均成本")
    assert (own.level1, own.level2) == ("成本指标", "经济成本指标")


def test_indicators_are_grouped_by_level(tmp_path: Path) -> None:
    lines = INDICATORS.strip("\n").splitlines()
    mixed = "\n".join([lines[0], *reversed(lines[1:])]) + "\n"
    found = project(made(tmp_path, YUAN, indicators=mixed), TRAINING)
    assert [one.level1 for one in found.indicators] == [
        *["产出指标"] * 3,
        "效益指标",
        "满意度指标",
    ]


# The summary.


def test_the_summary_counts_grades_and_money(tmp_path: Path) -> None:
    sheet = indicators(
        "网络正常运行率,≥,99,%,99.9,25,25,", "网络正常运行率,≥,99,%,50,25,5,设备故障，已更换。"
    )
    summary = made(tmp_path, YUAN, indicators=sheet).summary
    assert summary is not None
    assert dict(summary.grades) == {"优": 1, "良": 0, "中": 1, "差": 0}
    assert (summary.projects, summary.budget, summary.executed) == (2, 600_000_00, 540_000_00)
    assert (summary.average, summary.rate) == (Decimal("88.50"), Fraction(9, 10))


def test_shanghai_has_a_summary_in_its_own_grades_and_no_tables(tmp_path: Path) -> None:
    prepared = made(tmp_path, YUAN, "shanghai-2024")
    assert prepared.tables == ()
    assert prepared.summary is not None
    assert dict(prepared.summary.grades) == {"优": 2, "良": 0, "合格": 0, "不合格": 0}


def test_a_book_without_performance_sheets_prepares_nothing(tmp_path: Path) -> None:
    none = dict.fromkeys(("projects", "indicators", "tasks", "goals"))
    assert made(tmp_path, YUAN, **none) == Prepared()


# What is published and what is not.


def test_a_confidential_project_and_names_of_persons_appear_nowhere(tmp_path: Path) -> None:
    withheld = f"""
        类别,名称
        项目,{NETWORK}
        姓名,张三
    """
    listed = changed(PROJECTS, "全年办班四期", "张三主持办班四期")
    prepared = made(tmp_path, YUAN, withheld=withheld, projects=listed)
    assert [found.name for found in prepared.projects] == [TRAINING]
    said = "".join(cell.text for t in prepared.tables for row in t.rows for cell in row)
    assert NETWORK not in said and "张三" not in said and "×××主持办班四期" in said


def test_tables_of_projects_are_numbered_where_there_are_several(tmp_path: Path) -> None:
    def numbers(folder: str, **sheets: str) -> list[str]:
        tables = made(tmp_path / folder, YUAN, **sheets).tables
        return [table.number for table in tables if table.kind == "project"]

    assert numbers("two") == ["附表15-1", "附表15-2"]
    kept = "\n".join(line for line in PROJECTS.splitlines() if NETWORK not in line) + "\n"
    sheet = "\n".join(line for line in INDICATORS.splitlines() if NETWORK not in line) + "\n"
    assert numbers("one", projects=kept, indicators=sheet) == ["附表15"]


def test_projects_of_the_entries_that_are_not_listed_are_named(tmp_path: Path) -> None:
    kept = "\n".join(line for line in PROJECTS.splitlines() if NETWORK not in line) + "\n"
    sheet = "\n".join(line for line in INDICATORS.splitlines() if NETWORK not in line) + "\n"
    prepared = made(tmp_path, YUAN, projects=kept, indicators=sheet)
    assert asked(prepared) == [("performance_unlisted", f"项目（{NETWORK}）")]


# The sheets.


def refused(tmp_path: Path, **sheets: str) -> list[tuple[str, int]]:
    with pytest.raises(BookError) as caught:
        written_book(tmp_path, **sheets)
    for problem in caught.value.problems:
        assert "{" not in problem.text("zh") + problem.text("en")
    return [(problem.key, problem.place.row) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("次,4,20,,", "次,4,120,,", "not_points"),
        ("次,4,20,,", "次,4,二十,,", "not_points"),
        ("次,4,20,,", "次,4,20,21,", "score_above_weight"),
        ("次,4,20,,", "次,4,,20,", "score_without_weight"),
        ("业务培训专项经费,产出,数量", "别的项目,产出,数量", "indicator_of_no_project"),
        ("产出,数量,开展", "产出,社会效益,开展", "levels_disagree"),
        ("产出,数量,开展", "产出,速度,开展", "not_a_choice"),
    ],
)
def test_a_faulty_indicator_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    assert refused(tmp_path, indicators=indicators(old, new)) == [(key, 2)]


def test_words_in_percent_and_missing_targets_are_told(tmp_path: Path) -> None:
    sheet = indicators("业务能力提升,=,明显提升,,", "业务能力提升,=,作用明显,%,")
    sheet = changed(sheet, "开展培训次数,≥,4,次", "开展培训次数,,,次")
    notices = written_book(tmp_path, indicators=sheet).notices
    assert [(n.key, n.place.row) for n in notices if n.key != "closing_computed"] == [
        ("percent_on_words", 5),
        ("no_target", 2),
    ]


def test_a_project_spelt_otherwise_than_in_the_entries_is_told(tmp_path: Path) -> None:
    listed = changed(PROJECTS, NETWORK, "政务网络运维经费")
    sheet = INDICATORS.replace(NETWORK, "政务网络运维经费")
    notices = written_book(tmp_path, projects=listed, indicators=sheet).notices
    assert [n.key for n in notices if n.key != "closing_computed"] == ["project_without_money"]


# Layouts.


def test_cells_are_set_by_what_they_hold(tmp_path: Path) -> None:
    (table,) = (t for t in made(tmp_path, YUAN).tables if t.project == TRAINING)
    cells = {cell.text: cell for row in table.rows for cell in row}
    assert (cells["项目资金（元）"].head, cells["项目资金（元）"].rows) == (True, 5)
    assert (cells["年度资金总额"].head, cells["年度资金总额"].align) == (True, "center")
    assert (cells["120,000.00"].head, cells["120,000.00"].align) == (False, "right")
    assert (cells["≥"].align, cells["优"].align, cells["开展培训次数"].align) == (
        "center",
        "center",
        "left",
    )
    assert (cells["—"].head, cells["产出指标"].rows) == (False, 3)


def test_texts_are_printed_as_they_are_whatever_signs_they_hold(tmp_path: Path) -> None:
    odd = "办班|四期 <b>^ {score} ^"
    listed = changed(PROJECTS, "全年办班四期，到课二百人次。", odd)
    sheet = indicators("开展培训次数,≥", "{grade}|次数,≥")
    (table,) = (
        t
        for t in made(tmp_path, YUAN, projects=listed, indicators=sheet).tables
        if t.project == TRAINING
    )
    texts = [cell.text for row in table.rows for cell in row]
    assert odd in texts and "{grade}|次数" in texts


@pytest.mark.parametrize("name", available_layouts())
def test_every_layout_names_its_source_and_serves_a_form_set(name: str) -> None:
    layout = load_layout(name)
    assert layout.source and layout.form_sets
    for form_set in layout.form_sets:
        assert layout_for(load_form_set(form_set, None)) == layout


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("{name} |", "{nome} |", "no_such_value"),
        ("| 项目名称 | < |", "| 项目名称 |", "bad_grid"),
        ("+indicators", "+indikators", "no_such_list"),
        ("| 总分 |", "总分 |", "bad_line"),
    ],
)
def test_a_faulty_picture_is_named(old: str, new: str, key: str) -> None:
    picture = load_layout("yunnan-2023").pictures["project"]
    values = dict.fromkeys(["year", *re.findall(r"{([\w.]+)}", picture.grid)], "x")
    assert picture.filled(values, {"indicators": []}, frozenset()).rows
    faulty = replace(picture, grid=changed(picture.grid, old, new))
    with pytest.raises(TableDataError) as caught:
        faulty.filled(values, {"indicators": []}, frozenset())
    assert caught.value.key == key
    assert caught.value.text("zh") != caught.value.text("en")
