"""N702: two terms that the glossary explains in the same words."""

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

TEXT = ("第三部分 决算情况说明", "一、收入决算情况说明", "本年收入合计100.00万元。")
OPENING = "二、年初结转和结余：指以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金。"
CLOSING = "三、年末结转和结余：指{}。"
OWN = "单位按有关规定结转到下年或以后年度继续使用的资金"
COPIED = "以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金"


def found(*glossary: str) -> list[Finding]:
    return check(excerpt(*TEXT, "第四部分 名词解释", *glossary), selected(["N702"])).findings


def test_n702_finds_an_explanation_copied_from_another_term() -> None:
    (one,) = found(OPENING, CLOSING.format(COPIED))
    assert "年末结转和结余" in message(one) and "年初结转和结余" in message(one)


def test_n702_passes_explanations_of_their_own() -> None:
    assert found(OPENING, CLOSING.format(OWN)) == []


def test_n702_spares_short_ones() -> None:
    assert found("一、工资：指劳动报酬。", "二、津贴：指劳动报酬。") == []
