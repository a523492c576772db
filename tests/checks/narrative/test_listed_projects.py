"""N533: a number of projects, or their money, against the list below it; either shows that the
list is whole."""

import pytest

from juesuan.checks import Finding, check, message, selected
from support.excerpts import Rows, excerpt

HEAD = "八、预算绩效情况说明"
LINES = (
    "（1）校舍维修，62.5万元，96分；",
    "（2）设备购置，38.2万元，95分；",
    "（3）补助，15万元。",
)


def found(*said: str | Rows) -> list[Finding]:
    """What N533 finds in a text on projects."""
    return check(excerpt(HEAD, *said), selected(["N533"])).findings


@pytest.mark.parametrize(
    "said",
    [
        ("对4个项目开展自评，涉及资金115.7万元。清单如下：", *LINES),
        ("纳入自评的项目4个。", "项目清单：", *LINES, "上述项目金额共115.7万元。"),
        (
            "对四个项目开展自评，涉及资金115.70万元。",
            "清单（万元）：",
            "校舍维修 62.50",
            "设备购置 38.20",
            "补助 15.00",
        ),
        (
            "对2个专项项目自评，涉及115.70万元。",
            "项目一：校舍维修，全年预算70万元，执行62.5万元。",
            "项目二：设备购置，预算40万元，执行38.2万元。",
            "项目三：补助，预算15万元，执行15万元。",
        ),
    ],
    ids=["numbered lines", "the sum behind", "amounts without units", "two columns"],
)
def test_n533_finds_a_number_of_projects_that_the_list_does_not_have(said: tuple[str, ...]) -> None:
    (finding,) = found(*said)
    assert finding.variant == "count"
    assert "所列的是3个" in message(finding)


@pytest.mark.parametrize(
    ("said", "lines", "right"),
    [
        ("对3个项目开展自评，涉及资金151.7万元。", LINES, "115.70万元"),
        (
            "对2个项目开展自评，全年预算共计1,560万元。",
            ("1.甲项目：预算1,200万元，执行1,180万元；", "2.乙项目：预算350万元，执行350万元。"),
            "1550.00万元",
        ),
        (
            "对3个项目开展自评，涉及资金1,306万元。",
            ("“草原管护”项目512万元；“林带修复”项目390万元；“有害生物防治”项目374万元。",),
            "1276.00万元",
        ),
    ],
    ids=["one column", "the column of its words", "items of one line"],
)
def test_n533_finds_money_that_the_projects_do_not_make(
    said: str, lines: tuple[str, ...], right: str
) -> None:
    (finding,) = found(said, *lines)
    assert (finding.variant, finding.expected) == ("amount", right)


@pytest.mark.parametrize(
    "said",
    [
        ("对3个项目开展自评，涉及资金115.7万元。清单如下：", *LINES),
        ("对3个项目开展自评，涉及资金116万元。", *LINES),
    ],
    ids=["as listed", "rounded"],
)
def test_n533_passes_what_the_list_has(said: tuple[str, ...]) -> None:
    assert found(*said) == []


@pytest.mark.parametrize(
    "said",
    [
        ("对12个项目开展自评，涉及资金860万元。", "重点项目如下：", *LINES),
        ("对4个项目开展自评，涉及资金130万元。", *LINES),
        ("对4个项目开展自评，涉及资金115.7万元。",),
        ("支出115.7万元，其中自评项目2个、53.2万元。", "未自评的62.5万元。", *LINES[1:]),
    ],
    ids=["a choice", "neither agrees", "no list", "another amount behind the number"],
)
def test_n533_spares_lists_that_may_be_of_others(said: tuple[str, ...]) -> None:
    assert found(*said) == []


@pytest.mark.parametrize(("many", "codes"), [("3", ["count"]), ("2", [])])
def test_n533_holds_a_number_to_the_projects_of_its_own_sentence(
    many: str, codes: list[str]
) -> None:
    said = (
        f"对{many}个项目开展自评，涉及资金100.7万元，具体为：设备购置62.5万元、校舍维修38.2万元。"
    )
    assert [finding.variant for finding in found(said)] == codes


@pytest.mark.parametrize(("many", "variants"), [("3", []), ("4", ["count"])])
def test_n533_reads_thousands_in_a_table(many: str, variants: list[str]) -> None:
    rows = (
        ("项目名称", "金额（万元）", "得分"),
        ("甲类设备购置", "1,186.00", "95"),
        ("乙类设备购置", "1,000.00", "96"),
        ("丙类设备购置", "186.00", "97"),
    )
    said = f"对{many}个项目开展自评，涉及资金2,372.00万元，清单如下："
    assert [finding.variant for finding in found(said, rows)] == variants
