"""A whole report as data, and all that its coverage says, in both languages."""

from datetime import date

import pytest
from msgspec.structs import replace
from test_sarif import run

from juesuan.checks import Consequence, Where
from juesuan.checks.accounting import Accounted
from juesuan.reporting.coverage_words import coverage_lines
from juesuan.reporting.model import Acceptance, DocumentReport, ReportedCoverage
from juesuan.reporting.plain import document_json
from support.reports import BASIC, COVERAGE, TOTAL, finding, report

KEPT = Acceptance(1, "王某", "无此支出", date(2025, 6, 30))
SAID = {"who": "王某", "why": "无此支出", "until": "2025-06-30"}
LATE = Acceptance(2, "李某", "下月补")
LATER = Consequence(finding("N102"), agrees=False, expected="9.00")
NUMBERS = (
    Accounted(text="9.00", figure_class="compared", kind="form", area="forms", where=TOTAL),
    Accounted(
        text="3",
        figure_class="unclear",
        kind="sentence",
        area="narrative",
        where=Where(section="一、", printed="3"),
    ),
)
COVERED = replace(
    COVERAGE,
    numbers=NUMBERS,
    left_out=("P101",),
    previews=("J709",),
    uncertain=2,
    sections=9,
    mentions=80,
    mentions_unclear=3,
    performance={"overall": 1, "department": 0, "projects": 2},
    unread=(("sentence", "某句", 4),),
)


def second_round() -> DocumentReport:
    found = finding(
        candidates=((BASIC, "1190000.00"),),
        follows=(LATER,),
        advice="核对。",
        status="remaining",
        expired=LATE,
    )
    return report(
        found,
        coverage=COVERED,
        compared=True,
        accepted=(finding("P101", "info", accepted=KEPT),),
        mended=(finding("K103"),),
        unchecked=(finding("K104"),),
        checked_on=date(2024, 9, 1),
    )


def cell(column: str, printed: str) -> dict[str, object]:
    return {
        "form": "03",
        "form_title": "支出决算表",
        "row": "2010301",
        "row_label": "2010301 行政运行",
        "column": column,
        "column_label": "本年支出合计",
        "printed": printed,
        "evidence": {"file": "a.pdf", "page": 4, "box": [10, 20, 61, 30]},
    }


WHOLE, PART = cell("1", "1,190,000.00"), cell("2", "1,090,000.00")


def plain_finding(code: str, severity: str = "error") -> dict[str, object]:
    operands = [{"coefficient": 1, **WHOLE}, {"coefficient": -1, **PART}]
    broken = {"kind": "rollup", "dimension": "nature", "operands": operands}
    return {
        "code": code,
        "severity": severity,
        "title": "合计与分项不符",
        "message": "行政运行本年支出合计与分项不符。",
        "where": [WHOLE],
        "expected": "1,090,000.00",
        "identities": [{**broken, "difference": "100000.00", "unit": "元"}],
        "key": f"{code} 03:2010301:1",
    }


def test_a_second_round_as_data() -> None:
    follows = {"code": "N102", "key": "N102 03:2010301:1", "where": [WHOLE]}
    said = document_json(second_round())
    coverage = said.pop("coverage")
    assert said == {
        "file": "2023/某局.pdf",
        "unit": "某局",
        "year": 2023,
        "form_set": "yunnan-2023",
        "money_unit": "元",
        "findings": [
            {
                **plain_finding("K101"),
                "todo": "核对。",
                "candidates": [{**PART, "expected": "1190000.00"}],
                "follows": [{**follows, "agrees": False, "expected": "9.00"}],
                "status": "remaining",
                "acceptance_expired": {"who": "李某", "why": "下月补"},
            }
        ],
        "accepted": [{**plain_finding("P101", "info"), "accepted": SAID}],
        "mended": [plain_finding("K103")],
        "not_checked_again": [plain_finding("K104")],
        "checked_on": "2024-09-01",
    }
    unchecked = {"code": "N101", "reason": "no_narrative", "message": "没有读到决算情况说明"}
    numbers = coverage.pop("numbers")
    assert coverage == {
        "rules": {
            "checked": ["K101", "K102"],
            "held": ["K102"],
            "not_checked": [unchecked],
            "not_selected": ["P101"],
            "on_trial": ["J709"],
        },
        "identities": {"held": 1032, "tails": 3, "broken": 1, "unchecked": 14},
        "forms": {"read": ["01", "03"], "missing": ["09"]},
        "figures": {"certain": 157, "uncertain": 2},
        "narrative": {"sections": 9, "figures": 80, "not_understood": 3},
        "performance": {"overall": 1, "department": 0, "projects": 2},
        "not_understood": [{"what": "sentence", "first": "某句", "count": 4}],
    }
    listed = numbers.pop("listed")
    assert numbers == {"compared": 1, "known": 0, "unclear": 1}
    assert [(one["text"], one["class"], one["kind"], one["area"]) for one in listed] == [
        ("9.00", "compared", "form", "forms"),
        ("3", "unclear", "sentence", "narrative"),
    ]
    assert listed[1]["place"] == {"section": "一、", "printed": "3", "evidence": {}}


def test_a_second_round_for_tools_beside_the_files() -> None:
    still, kept, gone = run(second_round())["results"]
    place = "第03表《支出决算表》 “2010301 行政运行”行 “本年支出合计”栏"
    said = f"行政运行本年支出合计与分项不符。\n{place} a.pdf 第4页\n应为 1,090,000.00"
    file = {"uri": "2023/%E6%9F%90%E5%B1%80.pdf/a.pdf"}
    named = {"fullyQualifiedName": "03:2010301:1", "kind": "member"}
    assert still["message"] == {"text": said} and still["baselineState"] == "unchanged"
    assert still["locations"] == [
        {
            "physicalLocation": {"artifactLocation": file},
            "message": {"text": place},
            "logicalLocations": [named],
            "properties": {"file": "a.pdf", "page": 4, "box": [10, 20, 61, 30]},
        }
    ]
    key = {"key": "K101 03:2010301:1", "expected": "1,090,000.00"}
    assert still["properties"] == {"unit": "某局", "year": 2023, **key}
    words = "已接受：王某，无此支出（至2025-06-30）"
    assert kept["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": words}
    ]
    assert (gone["ruleId"], gone["baselineState"]) == ("K103", "absent")
    assert "suppressions" not in still and "baselineState" not in kept


def test_everything_that_a_coverage_says() -> None:
    assert list(coverage_lines(report(coverage=COVERED), "en")) == [
        (
            "Identities",
            "1,032 hold · 3 hold but for a last digit (rounding, no fault) · 1 broken · "
            "14 not checked (a figure not printed, or not read with certainty)",
            "",
        ),
        ("Rules", "2 checked: 1 without findings, 1 with", ""),
        ("Not checked", "没有读到决算情况说明: N101", "yellow"),
        ("", "Left out as asked: P101", "dim"),
        ("", "On trial, asked with --preview only: J709", "dim"),
        ("Forms", "2 read · not found: 09", "yellow"),
        (
            "Figures",
            "157 read with certainty · 2 not certain, and nothing is held against them",
            "yellow",
        ),
        (
            "Numbers",
            "2 printed: 1 compared, 0 known for what they are or without a counterpart, "
            "1 not understood or held to nothing",
            "yellow",
        ),
        ("Narrative", "9 sections, 80 figures, 3 of them not understood", ""),
        ("Performance", "overall 1, department 0, projects 2", ""),
        ("Not understood", "4, such as 某句", "dim"),
    ]


def test_a_coverage_of_what_is_whole_has_no_colour() -> None:
    whole = replace(COVERED, not_checked=(), missing=(), uncertain=0, numbers=NUMBERS[:1])
    whole = replace(whole, left_out=(), previews=(), unread=(), performance={"overall": 0})
    told = {
        name: (words, style) for name, words, style in coverage_lines(report(coverage=whole), "zh")
    }
    assert [style for _, style in told.values()] == [""] * len(told)
    assert set(told) == {"勾稽关系", "规则", "报表", "数字", "数字交代", "说明文字"}
    assert told["报表"] == ("读到2张", "") and told["数字"] == ("157个读准", "")


def test_a_coverage_of_nothing_says_so() -> None:
    told = {
        name: (words, style)
        for name, words, style in coverage_lines(report(coverage=ReportedCoverage()), "zh")
    }
    assert told["勾稽关系"] == ("没有逐条核对", "yellow")
    assert told["规则"] == ("一条也没有查", "yellow")
    assert told["说明文字"] == ("没有决算情况说明", "")


@pytest.mark.parametrize(("kinds", "named"), [(8, 8), (9, 8)])
def test_eight_kinds_of_what_was_not_understood_are_named(kinds: int, named: int) -> None:
    unread = tuple((f"kind{n}", f"第{n}句", n + 1) for n in range(kinds))
    lines = list(coverage_lines(report(coverage=replace(COVERED, unread=unread)), "zh"))
    assert [words for _, words, _ in lines[-named:]] == [
        f"{n + 1}处，如 第{n}句" for n in range(named)
    ]
    assert len(lines) == 10 + named
