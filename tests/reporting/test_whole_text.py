"""A whole report on a terminal, line by line, and how much of long lists it prints."""

from datetime import date

import pytest
from msgspec.structs import replace
from test_text import text

from juesuan.checks import Consequence, Operand
from juesuan.reporting.model import Acceptance, Failure
from support.reports import BASIC, BROKEN, TOTAL, cell, finding, report

PLACE = "第03表《支出决算表》 “2010301 行政运行”行 “本年支出合计”栏"
COVERED = [
    "核查范围",
    "  勾稽关系  1,032条成立 · 3条有尾差（四舍五入所致，不算问题） · 1条不成立"
    " · 14条未查（有数没有印出或没有读准）",
    *("  规则      查了2条：1条无问题，1条有问题", "  未查      没有读到决算情况说明：N101"),
    *("  报表      读到2张 · 没有读到：09", "  数字      157个读准"),
    "  说明文字  没有决算情况说明",
]


def lines_of(*reports, **more) -> list[str]:
    return [line for line in text(*reports, width=160, **more).splitlines() if line]


def test_a_report_says_verdict_causes_what_to_do_and_what_was_covered() -> None:
    until = Acceptance(3, "李某", "下月补", date(2024, 1, 31))
    kept = Acceptance(1, "王某", "无此支出", date(2025, 6, 30))
    either = ((TOTAL, "1090000.00"), (BASIC, "1190000.00"))
    lacking = {"title": "缺少名词解释", "message": "没有“名词解释”一章。", "advice": "补写。"}
    bare = {"where": (), "identities": (), "expected": ""}
    lines = lines_of(
        report(
            finding(candidates=either, expected=""),
            finding("C207", "warning", expired=until, **lacking, **bare),
            accepted=(finding("P101", "info", accepted=kept),),
        )
    )
    assert lines[0].startswith("某局 2023年度 ──")
    assert lines[1:] == [
        "  2023/某局.pdf · 云南省部门决算公开套表（2023年度） · 元",
        "  ✗ 错误 1   ! 警告 1   已接受 1",
        "  结论    ✗ 有1处错误，改正后才能公开",
        "  最重的  ✗ K101 行政运行本年支出合计与分项不符。",
        "          ! C207 没有“名词解释”一章。",
        "  未查    没有读到决算情况说明（1条规则）",
        "✗ K101 合计与分项不符  错误",
        "  行政运行本年支出合计与分项不符。",
        f"  位置    {PLACE}  a.pdf 第4页",
        "  印的是  1,190,000.00",
        "  不成立  合计·性质",
        "            2010301 行政运行 / 本年支出合计  03表 1,190,000.00",
        "          - 2010301 行政运行 / 本年支出合计  03表 1,090,000.00",
        "          = 相差（元）                              100,000.00",
        "  怎么办  下列几处改一处即可一致，请核对是哪一处：",
        f"          • {PLACE}：1,190,000.00 改为 1,090,000.00",
        f"          • {PLACE}：1,090,000.00 改为 1,190,000.00",
        "! C207 缺少名词解释  警告",
        "  没有“名词解释”一章。",
        "          接受已于2024-01-31到期，重新计入（李某：下月补）",
        "  怎么办  补写。",
        "已接受 1",
        "  P101 行政运行本年支出合计与分项不符。  已接受：王某，无此支出（至2025-06-30）",
        *COVERED,
        "  每条规则的依据和例子：juesuan explain K101",
    ]


def test_several_reports_end_in_a_table_of_counts_and_verdicts() -> None:
    broken = report(file="c.pdf", unit="", problem=Failure("damaged", "c.pdf 已损坏"))
    other = report(file="2023/乙局.pdf", unit="乙局")
    lines = lines_of(report(finding(), finding("C207", "warning")), other, broken)
    assert "  ✗ 没有审核  c.pdf 已损坏" in lines
    rows = [[part.strip() for part in line.split("│")[1:-1]] for line in lines if "│" in line]
    fine = "✓ 查过的没有发现问题；有1条规则未查或未查全"
    assert rows == [
        ["某局.pdf", "某局", "1", "1", "·", ""],
        ["乙局.pdf", "乙局", "·", "·", "·", fine],
        ["c.pdf", "", "—", "—", "—", "✗ 没有审核"],
        ["合计", "", "1", "1", "0", ""],
    ]
    same_name = report(file="2022/某局.pdf")
    whole = [line for line in lines_of(report(), same_name) if "│" in line]
    assert "2023/某局.pdf" in whole[0] and "2022/某局.pdf" in whole[1]


def test_the_table_of_a_second_round_says_what_became_of_the_findings() -> None:
    first = report(finding(status="new"), mended=(finding("K103"),), compared=True)
    rows = [line for line in lines_of(first, report(file="b.pdf")) if "│" in line]
    assert "已改 1  仍未改 0  新出现 1" in rows[0] and "已改" not in rows[1]
    assert "已改 1  仍未改 0  新出现 1" in rows[2]


@pytest.mark.parametrize(("places", "left"), [(5, 0), (6, 1), (9, 4)])
def test_five_places_are_listed_and_the_rest_counted(places: int, left: int) -> None:
    where = tuple(cell(str(n), "1", f"{n}.00") for n in range(places))
    shown = text(report(finding(where=where, identities=())))
    assert shown.count("另见") == min(places, 5) - 1
    assert ("……另有" in shown) == (left > 0) and (not left or f"……另有{left}处" in shown)


@pytest.mark.parametrize(("broken", "left"), [(3, 0), (4, 1), (7, 4)])
def test_three_broken_identities_are_shown_and_the_rest_counted(broken: int, left: int) -> None:
    shown = text(report(finding(identities=(BROKEN,) * broken)))
    assert shown.count("相差（元）") == min(broken, 3)
    assert ("勾稽关系不成立" in shown) == (left > 0)
    assert not left or f"……另有{left}条勾稽关系不成立" in shown


@pytest.mark.parametrize(("terms", "left"), [(14, 0), (15, 1)])
def test_fourteen_terms_of_a_sum_are_shown_and_the_rest_counted(terms: int, left: int) -> None:
    parts = (Operand(-1, cell(str(n), "1", f"{n}.00")) for n in range(1, terms))
    told = replace(BROKEN, operands=(Operand(1, TOTAL), *parts))
    shown = text(report(finding(identities=(told,))))
    assert shown.count("03表") - shown.count("第03表") == min(terms, 14)
    assert ("……另有1处" in shown) == (left > 0)


@pytest.mark.parametrize(("accepted", "left"), [(20, 0), (21, 1)])
def test_twenty_accepted_findings_are_listed_and_the_rest_counted(accepted: int, left: int) -> None:
    kept = finding("P101", "info", accepted=Acceptance(1, "王某", "无此支出"))
    shown = text(report(accepted=(kept,) * accepted))
    assert shown.count("P101") == min(accepted, 20) and f"已接受 {accepted}" in shown
    assert ("……另有1处" in shown) == (left > 0)


@pytest.mark.parametrize(("documents", "left"), [(200, 0), (201, 1)])
def test_two_hundred_documents_are_listed_and_the_rest_counted(documents: int, left: int) -> None:
    said = Failure("damaged", "已损坏")
    lines = lines_of(*(report(file=f"{n}.pdf", problem=said) for n in range(documents)))
    assert sum("│" in line for line in lines) == 200 + 1
    assert (f"（其余{left}份没有列出）" in lines) == (left > 0)


@pytest.mark.parametrize(
    ("agrees", "expected", "said"),
    [
        (True, "", "：改正后即相符"),
        (False, "1000000.00", "：随之改为 1,000,000.00"),
        (False, "", "：随之核对"),
    ],
)
def test_what_follows_from_a_finding_is_told_below_it(
    agrees: bool, expected: str, said: str
) -> None:
    later = Consequence(finding("K104"), agrees=agrees, expected=expected)
    lines = lines_of(report(finding(follows=(later,))))
    start = next(n for n, line in enumerate(lines) if "由此而来，不必另查：" in line)
    told = lines[start + 1].strip()
    assert told.startswith(f"· {PLACE}印作 1,190,000.00（K104 ") and told.endswith(said)
    assert "由此而来" not in text(report(finding()))
