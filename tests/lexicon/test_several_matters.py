"""Titles that join a known matter with an unknown one, and purchases under one head."""

from juesuan.facts import final_stage, parse_selection, standard_space
from juesuan.lexicon import lexicon, understand

SPACE = standard_space(2022)


def meant(title: str, head: str, *labels: str) -> list[object]:
    rows = [("项目", head), *((label, "8.77") for label in labels)]
    meaning = understand(rows, lexicon(2022), [title], [])
    return [cell.selection for cell in meaning.cells]


def selected(text: str) -> object:
    return final_stage(parse_selection(text, SPACE), SPACE).canonical(SPACE)


def test_a_title_with_an_unknown_matter_says_nothing_of_which_row_is_of_which() -> None:
    found = meant("机关运行经费及办班情况表", "决算数", "机关运行经费", "会议费")
    kind = "nature=basic.public, unit_kind=admin|civil_managed"
    assert found == [
        selected(f"expenditure[fund=fiscal, {kind}]"),
        selected("expenditure[economic=30215]"),
    ]


def test_money_spent_and_things_bought_under_one_title_are_not_each_other() -> None:
    title = "机关运行经费、政府采购及国有资产情况表"
    assert meant(title, "决算数", "政府采购支出", "货物") == [
        selected("procurement"),
        selected("procurement[item=goods]"),
    ]


def test_contracts_of_small_firms_are_told_among_purchases() -> None:
    found = meant(
        "政府采购情况表", "采购金额", "合计", "货物", "授予中小企业合同", "授予小微企业合同"
    )
    assert found == [
        selected(text)
        for text in (
            "procurement",
            "procurement[item=goods]",
            "procurement_sme",
            "procurement_micro",
        )
    ]
