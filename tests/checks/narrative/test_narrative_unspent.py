"""N514: something is counted that nothing was spent on."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt

INCOME = ("一、收入决算情况说明", "本年收入合计100.00万元。")
HEAD = "二、财政拨款“三公”经费支出决算情况说明"


def found(said: str) -> list[Finding]:
    return check(excerpt(*INCOME, HEAD, said), selected(["N514"])).findings


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("因公出国（境）费支出0.00万元，全年组织因公出国（境）团组1个、4人次。", "1个"),
        ("公务用车购置费支出0.00万元，购置公务用车2辆。", "2辆"),
        ("公务接待费支出0.00万元，国内公务接待3批次、21人次。", "3批次"),
    ],
)
def test_n514_finds_counts_beside_nothing_spent(said: str, counted: str) -> None:
    assert counted in [one.where[0].printed for one in found(said)]
    assert "0.00万元" in message(found(said)[0])


@pytest.mark.parametrize(
    "said",
    [
        "因公出国（境）费支出0.00万元，因公出国（境）团组1个、1人次，费用由上级部门承担。",
        "公务用车运行维护费0.00万元，年末公务用车保有量2辆。",
        "因公出国（境）费支出0.00万元，因公出国（境）团组2个，累计0人次。",
    ],
    ids=["others paid", "cars are held", "another rule's"],
)
def test_n514_spares_what_was_paid_by_others(said: str) -> None:
    assert found(said) == []


def test_n514_passes_what_money_was_spent_on() -> None:
    assert found("因公出国（境）费支出0.00万元，因公出国（境）团组0个、0人次。") == []
    assert found("因公出国（境）费支出2.00万元，因公出国（境）团组1个、4人次。") == []
