"""N116: amounts that words call equal and that their text gives otherwise."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import excerpt


def found(*said: str) -> list[Finding]:
    return check(excerpt("二、收支情况", *said), selected(["N116"])).findings


@pytest.mark.parametrize(
    ("said", "one", "other"),
    [
        (
            ("年初结转和结余13万元，年末结转和结余9万元，年末结转和结余与年初结转和结余相等。",),
            "年末结转和结余9万元",
            "年初结转和结余13万元",
        ),
        (("本年收入合计100万元，本年支出合计90万元，收入与支出相等。",), "100万元", "90万元"),
        (("2023年收入500.10万元，支出501.10万元，收支相等。",), "500.10万元", "501.10万元"),
        (("公用经费30万元，人员经费50万元，公用经费和人员经费持平。",), "30万元", "50万元"),
        (
            ("财政拨款收入100万元，财政拨款支出95万元，财政拨款收入等于财政拨款支出。",),
            "财政拨款收入100万元",
            "财政拨款支出95万元",
        ),
        (
            ("基本支出60万元。", "项目支出50万元。", "基本支出与项目支出金额一致。"),
            "60万元",
            "50万元",
        ),
    ],
)
def test_n116_finds_amounts_that_are_not_equal(said: tuple[str, ...], one: str, other: str) -> None:
    (finding,) = found(*said)
    assert one in message(finding) and other in message(finding)


def test_n116_passes_amounts_that_are_equal() -> None:
    assert (
        found("年初结转和结余9万元，年末结转和结余9万元，年末结转和结余与年初结转和结余相等。")
        == []
    )
    assert found("收入总计100万元，支出总计100万元，收支相等。") == []


@pytest.mark.parametrize(
    "said",
    [
        "基本支出3万元与上年持平，项目支出5万元与上年一致。",
        "收入100万元，支出90万元，坚持收支平衡原则，收入与支出相一致。",
        "收入100万元，支出90万元，收入与支出不相等。",
        "公用经费30万元，人员经费50万元，公用经费和人员经费基本持平。",
        "公用经费30万元，人员经费50万元，人员经费60万元，公用经费和人员经费持平。",
        "公用经费30万元，会议费与培训费持平。",
        "收入合计100万元，支出合计90万元，收支相抵，本年收支结余10万元。",
    ],
)
def test_n116_spares_other_comparisons(said: str) -> None:
    assert found(said) == []
