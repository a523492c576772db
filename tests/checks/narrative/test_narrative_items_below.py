"""Items in numbered paragraphs below the whole that they part (N104, N201): （一）……占10%。"""

import pytest

from juesuan.checks import Finding, check, selected
from support.excerpts import excerpt

THREE = (
    "三、“三公”经费支出决算情况说明",
    "2023年度“三公”经费支出21.36万元，完成预算30.00万元的71.20%，比上年增加1.25万元，增长6.22%。其中：",
    "（一）公务用车购置及运行维护费支出18.90万元，占“三公”经费支出的{cars}%。",
    "（二）公务接待费支出{guests}万元，占“三公”经费支出的11.52%。",
)
INCOME = (
    "一、收入决算情况说明",
    "2023年度收入总计3294.92万元，其中：本年收入3206.77万元，年初结转和结余88.15万元。本年收入较上年"
    "增加218.75万元，增长7.3%。具体构成如下：",
    "1.一般公共预算财政拨款收入2905.12万元，占{share}%。",
    "2.政府性基金预算财政拨款收入210.00万元，占6.55%。",
    "3.其他收入{other}万元，占2.86%。",
)
WORKS = (
    "五、水利资金使用情况说明",
    "2023年共使用水利发展资金400.00万元。",
    "（一）水库除险加固150.00万元，占37.50%。",
    "（二）中小河流治理200.00万元，占50.00%。",
    "（三）山洪灾害防治50.00万元，占{share}%。",
)


def told(lines: tuple[str, ...], **figures: str) -> list[Finding]:
    said = [line.format(**figures) for line in lines]
    return check(excerpt(*said), selected(["N104", "N201", "N535"])).findings


@pytest.mark.parametrize(
    ("lines", "right", "wrong"),
    [
        (THREE, {"cars": "88.48", "guests": "2.46"}, {"cars": "58.48"}),
        (INCOME, {"share": "90.59", "other": "91.65"}, {"share": "50.59"}),
        (INCOME, {"share": "90.59", "other": "91.65"}, {"other": "41.65"}),
        (WORKS, {"share": "12.50"}, {"share": "22.50"}),
    ],
)
def test_an_item_is_held_to_the_whole_above_it(
    lines: tuple[str, ...], right: dict[str, str], wrong: dict[str, str]
) -> None:
    assert told(lines, **right) == []
    (finding,) = told(lines, **{**right, **wrong})
    ((name, printed),) = wrong.items()
    candidates = {text for _, text in finding.candidates} | {finding.expected}
    assert any(right[name] in text for text in candidates)
    assert printed in finding.where[0].printed


def test_items_of_which_no_amount_is_the_whole_are_held_to_none() -> None:
    """The lead tells of other money."""
    lines = (
        "五、重点工作情况说明",
        "全年收入3206.77万元，支出3100.05万元，主要做了以下工作：",
        "1.河道清淤投入40.00万元。",
        "2.水库维修投入60.00万元。",
    )
    assert told(lines) == []
