"""Figures told again that are not: parts of two stocks, money that is not from the budget."""

from support.excerpts import accused

HEAD = "一、收入支出决算总体情况说明"


def test_surplus_is_used_only_where_a_text_says_so() -> None:
    """其中：非财政拨款结余 of two stocks is no 使用非财政拨款结余."""
    said = (
        "年初结转和结余120.00万元，其中财政拨款结转80.00万元、非财政拨款结余40.00万元。"
        "年末结转和结余70.00万元，其中财政拨款结转50.00万元、非财政拨款结余20.00万元。"
    )
    assert accused(HEAD, said) == []
    used = "本年使用非财政拨款结余{}万元。"
    assert accused(HEAD, used.format("20.00"), "使用非财政拨款结余20.00万元。") == []
    assert len(accused(HEAD, used.format("40.00"), "使用非财政拨款结余20.00万元。")) == 1


def test_a_line_of_other_money_tells_no_other_amount_of_all() -> None:
    """非财政拨款部分：本年收入 is not the 本年收入 of all."""
    said = (
        "1.部门总体结转：年初412.70万元，本年收入6,330.14万元，本年支出6,418.95万元。",
        "2.其中财政拨款部分：年初376.05万元，本年收入5,874.22万元，本年支出5,968.47万元。",
        "3.非财政拨款部分：年初36.65万元，本年收入455.92万元，本年支出450.48万元。",
    )
    assert [one for one in accused(HEAD, *said) if one.code == "N103"] == []


def test_what_is_not_fiscal_money_says_nothing_of_the_paragraph() -> None:
    """无使用非财政拨款结余: the sentences behind are not of 财政拨款."""
    said = (
        "无使用非财政拨款结余。本年收入630.50万元，年初结转和结余12.00万元，本年支出625.00万元，"
        "结余分配2.50万元，年末结转和结余{}万元。"
    )
    assert accused(HEAD, said.format("15.00")) == []
    assert len(accused(HEAD, said.format("16.00"))) == 1
