"""A preview shows the first of many: rows left out, questions, choices, faults, differences."""

from pathlib import Path

import pytest

from importing.desk import book, sheet
from juesuan.importing import Plan, plan_import
from juesuan.importing.mapping import Question
from juesuan.importing.report import as_json, lines, question_text

HEAD = ("日期", "凭证号", "资金性质", "功能科目", "经济科目", "支出性质", "金额", "用途")


def payment(number: int, **changed: object) -> list[object]:
    """A payment by its number, with columns changed by name."""
    usual = (
        "2023-03-05",
        f"P{number}",
        "一般公共预算资金",
        "2010301",
        "30201",
        "基本支出",
        1,
        "纸",
    )
    return list({**dict(zip(HEAD, usual, strict=True)), **changed}.values())


def planned(tmp_path: Path, *rows: list[object]) -> Plan:
    """The plan for a list of these rows."""
    return plan_import(sheet(tmp_path / "支付明细.xlsx", [HEAD, *rows]), book(tmp_path / "book"))


@pytest.mark.parametrize(("count", "more"), [(6, False), (7, True)])
def test_six_rows_left_out_for_a_reason_are_listed(tmp_path: Path, count: int, more: bool) -> None:
    plan = planned(tmp_path, *(payment(n, 金额=0) for n in range(count)))
    (told,) = [line for line in lines(plan, "zh") if "金额是零" in line]
    assert all(str(number) in told for number in range(2, 8))
    assert ("8" in told, "…" in told) == (False, more)


@pytest.mark.parametrize(("count", "rest"), [(11, []), (12, ["  … 1"])])
def test_twelve_questions_are_asked_on_a_terminal_and_the_others_counted(
    tmp_path: Path, count: int, rest: list[str]
) -> None:
    """One for each nature, and whether the payments are income too."""
    natures = "甲乙丙丁戊己庚辛壬癸子丑"[:count]
    plan = planned(tmp_path, *(payment(n, 支出性质=f"{word}类") for n, word in enumerate(natures)))
    told = [line for line in lines(plan, "zh") if line.startswith(("  ?", "  …"))]
    assert sum(line.startswith("  ?") for line in told) == 12
    assert told[12:] == rest


@pytest.mark.parametrize(("count", "rest"), [(12, 0), (13, 1)])
def test_twelve_faults_are_told_on_a_terminal_and_the_rest_counted(
    tmp_path: Path, count: int, rest: int
) -> None:
    plan = planned(tmp_path, *(payment(n, 金额=f"金{n}") for n in range(count)))
    told = lines(plan, "zh")
    assert sum("✗" in line for line in told) == 12
    behind = "".join(told[max(n for n, line in enumerate(told) if "✗" in line) + 1 :])
    assert (f"{rest}" in behind and "导入对照.xlsx" in behind) == bool(rest), behind


@pytest.mark.parametrize(("count", "more"), [(3, False), (4, True)])
def test_three_choices_of_a_question_are_offered_in_its_line(count: int, more: bool) -> None:
    among = tuple("甲乙丙丁"[:count])
    text = question_text(Question(ask="unit", by="unit", text="某所", among=among), "zh")
    assert "甲、乙、丙" in text and ("丙…" in text) == more


def test_a_suggestion_is_shown_in_place_of_the_choices_and_a_first_cell_where_it_helps() -> None:
    asked = Question(ask="fund", by="fund", text="自有", first="第4行", among=("甲", "乙"))
    suggested = question_text(Question(ask="fund", by="fund", text="自有", suggestion="丙"), "zh")
    assert "丙" in suggested and "甲" not in suggested
    assert "第4行" in question_text(asked, "zh")
    whole = Question(ask="income", by="file", text="", first="第4行", among=("是", "否"))
    assert "第4行" not in question_text(whole, "zh")


@pytest.mark.parametrize(("count", "rest"), [(48, []), (49, ["  … 1"])])
def test_so_many_differences_are_shown_and_no_more_are_counted(
    tmp_path: Path, count: int, rest: list[str]
) -> None:
    entries = (
        "日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额\n"
        "2023-03-05,P1,1,支出,一般公共预算财政拨款,2010301,30201,基本支出,2\n"
    )
    file = sheet(tmp_path / "支付明细.xlsx", [HEAD, payment(1)])
    plan = plan_import(file, book(tmp_path / "book", entries=entries), comparing=True)
    plan.differences = plan.differences * count
    told = [line for line in lines(plan, "zh") if line.startswith(("  ≠", "  …"))]
    assert len(told) == 48 + len(rest) and told[48:] == rest
    assert '"done": true' in as_json(plan, False)
