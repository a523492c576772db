"""What a sentence says at its beginning that it is of (其中财政拨款部分：), and names carried over
from the sentence before: N103 accuses nobody by them."""

import pytest

from juesuan.checks import Finding, check, selected
from support.excerpts import excerpt


def found(*said: str) -> list[Finding]:
    return check(excerpt(*said), selected(["N103"])).findings


WHOLE = "1.部门总体：本年收入90.00万元，本年支出80.00万元。"


@pytest.mark.parametrize(
    "label",
    [
        "其中财政拨款部分：",
        "非财政拨款部分：",
        "一般公共预算财政拨款方面，",
        "（二）政府性基金部分：",
    ],
)
def test_a_label_says_the_money_of_its_sentence(label: str) -> None:
    assert found(WHOLE, f"2.{label}本年收入70.00万元，本年支出60.00万元。") == []


def test_without_a_label_the_same_item_is_told_twice() -> None:
    again = "综上所述，本年收入70.00万元，本年支出80.00万元。"
    assert [one.code for one in found(WHOLE, again)] == ["N103"]


def test_a_name_of_the_sentence_before_is_given_up_where_another_is_told() -> None:
    before = "本年收入合计90.00万元。"
    spent = "支出方面，人员经费占本年支出80.00万元的四成，即32.00万元。"
    assert found(before, spent) == [] and found(before + spent) == []
