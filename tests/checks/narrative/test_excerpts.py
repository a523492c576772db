"""Narratives alone, without forms: sentences are held to one another by what they name."""

import pytest

from support.excerpts import accused

OVERALL = "一、收入支出决算总体情况说明"
INCOME = "二、收入决算情况说明"
SPENT = "三、支出决算情况说明"
FISCAL = "四、财政拨款收入支出决算总体情况说明"

TRUE = [
    # the amount of another year before the item's name, or without one
    (
        INCOME,
        "本年收入合计300万元，其中：",
        "财政拨款收入270万元，占90%；",
        "其他收入30万元，占10%。",
        "与上年（250万元）相比，本年收入增加50万元，增长20%。",
    ),
    (
        SPENT,
        "本年支出合计200万元，其中：基本支出150万元，项目支出50万元。",
        "基本支出中，人员经费140万元，公用经费10万元。与上年支出250万元相比减少50万元，下降20%。",
    ),
    # an item named before the comparison that its amount of last year stands in
    (
        FISCAL,
        "财政拨款收入200万元，加上年初结转和结余10万元，收入总计210万元；财政拨款支出205万元，"
        "年末结转和结余5万元，支出总计210万元。财政拨款支出比2022年的250万元减少45万元，下降18%。",
    ),
    (
        FISCAL,
        "财政拨款收入总计210万元。一般公共预算财政拨款支出205万元。"
        "一般公共预算财政拨款支出比上年（250万元）减少45万元，下降18%。",
    ),
]


@pytest.mark.parametrize("paragraphs", TRUE, ids=lambda lines: lines[-1][:20])
def test_a_true_excerpt_is_left_alone(paragraphs: tuple) -> None:
    assert accused(*paragraphs) == []


FALSE = [
    ((INCOME, "本年收入合计300万元，其中：", "财政拨款收入270万元；", "其他收入30万元。",
      "与上年（250万元）相比，本年收入增加40万元，增长20%。"), "N302", "增加50.00万元"),
    ((SPENT, "本年支出合计200万元。与上年支出250万元相比减少50万元，下降25%。"), "N202", "20%"),
    ((FISCAL, "财政拨款收入210万元。财政拨款支出205万元，比2022年的250万元减少45万元，下降16%。"),
     "N202", "18%"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("paragraphs", "code", "expected"), FALSE, ids=[f"{c} {t[-1][:20]}" for t, c, _ in FALSE]
)
def test_a_false_excerpt_is_found(paragraphs: tuple, code: str, expected: str) -> None:
    assert [(f.code, f.expected) for f in accused(*paragraphs)] == [(code, expected)]
