"""Printed tables that no form set describes, understood by their words."""

import pytest

from juesuan.facts import final_stage, parse_selection, standard_space
from juesuan.lexicon import TableMeaning, lexicon, understand

SPACE = standard_space(2021)


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def read(text: str, *before: str, after: str = "") -> TableMeaning:
    return understand(table(text), lexicon(2021), before, [after])


def meant(meaning: TableMeaning, row: int, column: int) -> object:
    cell = meaning.at(row, column)
    return cell and cell.selection


def selected(text: str) -> object:
    return final_stage(parse_selection(text, SPACE), SPACE).canonical(SPACE)


ITEMS = """
项 目 | 预算数 | 决算数
合 计 | 246 | 160.00
因公出国（境）费 | 0 | 0
公务接待费 | 1 | 4.00
公务用车购置及运行维护费 | 245 | 156.00
其中：公务用车运行维护费 | 165 | 86.00
公务用车购置费 | 80 | 70.00
"""


def test_items_in_rows_and_stages_in_columns() -> None:
    meaning = read(ITEMS, "一般公共预算财政拨款“三公”经费支出决算表")
    for row, codes in (
        (1, "30212|30217|30231|30913|31013"),
        (2, "30212"),
        (4, "30231|30913|31013"),
        (5, "30231"),
        (6, "30913|31013"),
    ):
        one = f"fund=general, economic={codes}]"
        assert meant(meaning, row, 1) == selected(f"expenditure[stage=budget, {one}")
        assert meant(meaning, row, 2) == selected(f"expenditure[stage=final, {one}")


def test_a_note_says_which_budget_is_meant() -> None:
    note = "注：本表反映“三公”经费。其中，预算数为全年预算数，反映按规定程序调整后的预算数。"
    meaning = read(ITEMS, "一般公共预算财政拨款“三公”经费支出决算表", after=note)
    wanted = "expenditure[stage=adjusted, fund=general, economic=30217]"
    assert meant(meaning, 3, 1) == selected(wanted)


def test_merged_heads_lost_in_a_text_file() -> None:
    items = "因公出国（境）费 | 公务用车购置及运行维护费 | | | 公务接待费"
    parts = "| | 小计 | 公务用车购置费 | 公务用车运行维护费 |"
    meaning = read(
        f"""
        预算数 | | | | | | 决算数 | | | | |
        合计 | {items} | 合计 | {items}
        {parts} {parts}
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
        22.00 | 0.00 | 14.00 | 0.00 | 14.00 | 8.00 | 8.77 | 0.00 | 8.47 | 0.00 | 8.47 | 0.30
        """,
        "财政拨款“三公”经费支出决算表",
    )
    one = "expenditure[fund=fiscal, economic="
    assert meant(meaning, 4, 6) == selected(f"{one}30212|30217|30231|30913|31013]")
    assert meant(meaning, 4, 10) == selected(f"{one}30231]")
    assert meant(meaning, 4, 11) == selected(f"{one}30217]")
    assert meant(meaning, 4, 5) == selected(f"{one}30217, stage=budget]")


def test_a_row_of_column_numbers_and_row_numbers_are_no_figures() -> None:
    meaning = read(
        """
        收入 | | | 支出 | |
        项目 | 行次 | 金额 | 项目 | 行次 | 金额
        栏次 | | 1 | 栏次 | | 2
        一、一般公共预算财政拨款收入 | 1 | 441.00 | 一、一般公共服务支出 | 29 | 423.65
        本年收入合计 | 24 | 451.00 | 本年支出合计 | 52 | 451.00
        用事业基金弥补收支差额 | 25 | 0.00 | 结余分配 | 53 | 0.00
        总计 | 28 | 451.00 | 总计 | 56 | 451.00
        """,
        "收入支出决算总表",
    )
    assert {cell.column for cell in meaning.cells} == {2, 5}
    assert meant(meaning, 3, 5) == selected("expenditure[function=201]")
    assert meant(meaning, 5, 2) == selected("surplus_used|special_surplus_used")
    assert meant(meaning, 6, 5) == selected("outflow")


def test_an_unknown_column_gives_no_amount() -> None:
    meaning = read(
        """
        科目编码 | 科目名称 | 本年支出合计 | 其中：跨年度绩效奖励
        2010301 | 行政运行 | 5.00 | 1.00
        """,
        "支出决算表",
    )
    assert meant(meaning, 1, 2) == selected("expenditure[function=2010301]")
    cell = meaning.at(1, 3)
    assert cell is not None
    assert (cell.selection, cell.why) == (None, "unknown")


def test_the_note_of_the_form_before_is_no_head() -> None:
    note = "本部门没有使用国有资本经营预算财政拨款安排的支出，故本表无数据。"
    title = "一般公共预算财政拨款“三公”经费支出决算表"
    wanted = selected("expenditure[stage=final, fund=general, economic=30217]")
    inside = read(f"{note} | |\n{title} | |\n{ITEMS.strip()}")
    assert meant(inside, 5, 2) == wanted
    assert meant(read(ITEMS, note + title), 3, 2) == wanted


@pytest.mark.parametrize("head", ["预算数", "2021年预算数", "2021年度预算", "预算金额"])
def test_a_budget_of_which_stage_nothing_says_is_of_none(head: str) -> None:
    meaning = read(ITEMS.replace("预算数", head), "“三公”经费支出决算表")
    (cell,) = [c for c in meaning.cells if (c.row, c.column) == (3, 1)]
    assert [meant(meaning, 3, 1), *cell.others] == [
        selected(f"expenditure[stage={stage}, fund=fiscal, economic=30217]")
        for stage in ("budget", "initial", "adjusted")
    ]
