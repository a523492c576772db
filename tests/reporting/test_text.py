"""Reports on a terminal."""

import io
import unicodedata
from collections import Counter

import pytest
from msgspec.structs import replace
from rich.console import Console

from juesuan.checks import Operand, Where, all_rules
from juesuan.reporting.coverage_words import coverage_lines
from juesuan.reporting.model import Failure, ReportedCoverage, RuleOutcome
from juesuan.reporting.plain import Summary
from juesuan.reporting.text import TextWriter
from support.reports import BASIC, BROKEN, COVERAGE, TOTAL, cell, finding, report


def text(*reports, width: int = 100, lang: str = "zh", terminal: bool = False) -> str:
    stream, summary = io.StringIO(), Summary()
    console = Console(file=stream, width=width, highlight=False, force_terminal=terminal)
    writer = TextWriter(console, lang)
    for one in reports:
        writer.document(one)
        summary.add(one)
    writer.end(summary)
    return stream.getvalue()


def width_of(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_a_broken_identity_is_lined_up_as_a_sum() -> None:
    lines = text(report(finding())).splitlines()
    start = next(n for n, line in enumerate(lines) if "不成立" in line)
    total, basic, left = lines[start + 1 : start + 4]
    assert total.endswith("1,190,000.00") and basic.endswith("1,090,000.00")
    assert left.endswith("100,000.00") and "相差（元）" in left
    assert len({width_of(line) for line in (total, basic, left)}) == 1
    assert basic.split()[0] == "-" and left.split()[0] == "="


def test_blanks_that_a_finding_does_not_speak_of_are_counted() -> None:
    blank = Operand(-1, cell("2010301", "3", "", "2010301 行政运行"))
    told = replace(BROKEN, operands=(*BROKEN.operands, blank))
    assert "另有1项空白" in text(report(finding(identities=(told,))))
    spoken_of = text(report(finding(identities=(told,), where=(TOTAL, blank.where))))
    assert "另有1项空白" not in spoken_of and "（空）" in spoken_of


def test_places_that_stand_in_the_sum_are_not_listed_again() -> None:
    assert "另见" not in text(report(finding(where=(TOTAL, BASIC))))
    assert "另见" in text(report(finding(where=(TOTAL, cell("208", "1", "1.00")))))


def test_a_place_is_named_by_its_words_and_its_page() -> None:
    shown = text(report(finding()))
    assert "第03表《支出决算表》 “2010301 行政运行”行 “本年支出合计”栏" in shown
    assert "2010301:1" not in shown
    assert "a.pdf 第4页" in shown
    assert "应为    1,090,000.00" in shown


def test_a_report_begins_with_its_verdict_and_the_gravest() -> None:
    shown = text(report(finding("J104"), finding(), finding(), finding("P101", "info")))
    head = shown.partition("✗ J104 合计与分项不符")[0]
    assert "结论    ✗ 有3处错误，改正后才能公开" in head
    assert "最重的  ✗ J104" in head and "（同类2处）" in head and "P101" not in head
    assert "未查    没有读到决算情况说明（1条规则）" in head
    notes_alone = text(report(finding("P101", "info"))).partition("? P101")[0]
    assert "✓ 查过的没有发现问题" in notes_alone and "（另有提示1条，供参考）" in notes_alone


def test_a_note_asks_for_nothing_and_a_warning_says_what_to_do() -> None:
    said = {"advice": "补写“名词解释”一章。", "expected": "", "identities": ()}
    assert "怎么办  补写“名词解释”一章。" in text(report(finding("C207", "warning", **said)))
    assert "怎么办" not in text(report(finding("C207", "info", **said)))


def test_what_should_stand_there_is_not_said_where_it_stands_there_already() -> None:
    place = Where(project="某项目", printed="100.00")
    found = finding("J101", where=(place,), expected="100", identities=(), advice="调整分值。")
    shown = text(report(found))
    assert "应为" not in shown.partition("J101 合计")[2] and "怎么办  调整分值。" in shown


@pytest.mark.parametrize("width", [40, 60, 100])
def test_amounts_codes_and_short_names_are_never_parted_at_the_end_of_a_line(width: int) -> None:
    said = (
        "“人才队伍建设经费”应以全年预算数23.54万元为分母，编码30921，得19.25/20，差12,345.67元。"
        * 4
    )
    lines = text(report(finding(message=said, identities=())), width=width).splitlines()
    whole = "".join(line.strip() for line in lines)
    kept = ("“人才队伍建设经费”", "23.54万元", "30921", "19.25/20", "12,345.67元")
    for one in kept:
        assert sum(line.count(one) for line in lines) == whole.count(one) > 3


def test_the_gravest_come_first_and_a_rule_is_named_once() -> None:
    shown = text(report(finding(), finding(), finding("T101", "warning"), finding("P101", "info")))
    assert shown.count("K101 合计与分项不符") == 1 and "×2" in shown
    order = [shown.index(head) for head in ("✗ K101", "! T101", "? P101")]
    assert order == sorted(order)


def test_nothing_found_and_nothing_checked_never_look_alike() -> None:
    clean = text(report(coverage=replace(COVERAGE, not_checked=())))
    partly = text(report())
    nothing = text(report(coverage=ReportedCoverage()))
    assert "✓ 没有发现问题" in clean and "未查" not in clean.partition("核查范围")[0]
    assert "有1条规则未查或未查全" in partly and "没有读到决算情况说明：N101" in partly
    assert "○ 什么也没有查" in nothing and "没有发现问题" not in nothing


def test_a_rule_checked_in_part_only_is_not_counted_as_holding() -> None:
    outcome = replace(COVERAGE.not_checked[0], code="K102")
    shown = text(report(finding(), coverage=replace(COVERAGE, not_checked=(outcome,))))
    assert "查了2条：0条无问题，1条有问题，1条没有查全" in shown


def test_text_that_is_not_for_a_terminal_has_no_colours_and_no_trailing_blanks() -> None:
    shown = text(report(finding()))
    assert "\x1b" not in shown
    assert [line for line in shown.splitlines() if line != line.rstrip()] == []
    assert "\x1b[" in text(report(finding()), terminal=True)


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    shown = text(report(finding(candidates=((BASIC, "1.00"),))), report(), width=width)
    assert max(map(width_of, shown.splitlines())) <= width


def test_markup_in_a_document_is_shown_as_it_stands() -> None:
    place = Where(section="一、", printed="[red]0[/red]", quote="收入[red]0[/red]万元。")
    shown = text(report(finding(message="标记[bold]留在[/nothing]文中", where=(place,))))
    assert "标记[bold]留在[/nothing]文中" in shown
    assert "收入[red]0[/red]万元。" in shown


def test_many_places_are_counted_not_listed() -> None:
    shown = text(report(finding(where=(TOTAL,) * 77, identities=())))
    assert shown.count("另见") == 4 and "另有72处" in shown


def test_several_candidates_are_each_named_with_their_figure() -> None:
    candidates = ((TOTAL, "1000.00"), (BASIC, "2.00"))
    shown = text(report(finding(expected="", candidates=candidates)), width=200)
    assert "1,190,000.00 改为 1,000.00" in shown and "1,090,000.00 改为 2.00" in shown


def test_several_documents_end_in_a_table_that_tells_the_unread_ones() -> None:
    broken = report(file="b.pdf", unit="", problem=Failure("unreadable.damaged", "b.pdf 已损坏"))
    shown = text(report(finding()), broken, lang="en")
    table = shown[shown.index("2 documents") :]
    assert "某局.pdf" in table and "b.pdf" in table and "Not checked" in table
    assert "2 documents" not in text(report(finding()), lang="en")


def test_the_second_round_says_what_was_mended() -> None:
    second = report(
        finding(status="remaining"),
        finding("K102", status="new"),
        mended=(finding("K103"),),
        compared=True,
    )
    shown = text(second)
    assert "已改 1  仍未改 1  新出现 1" in shown
    assert "[仍未改]" in shown and "[新出现]" in shown
    assert "K103 行政运行本年支出合计与分项不符。" in shown


def test_rules_that_were_not_checked_are_named_by_family_where_it_is_whole() -> None:
    families = Counter(rule.category.prefix for rule in all_rules().values())
    prefix = next(prefix for prefix, count in families.items() if count > 2)
    codes = [code for code, rule in all_rules().items() if rule.category.prefix == prefix]

    def told(asked: list[str]) -> str:
        outcomes = tuple(RuleOutcome(code, code, "no_text", "没有正文") for code in asked)
        coverage = replace(COVERAGE, not_checked=outcomes)
        return "\n".join(str(line) for line in coverage_lines(report(coverage=coverage), "zh"))

    assert f"{prefix}*" in told(codes) and codes[0] not in told(codes)
    assert f"{prefix}*" not in told(codes[1:]) and codes[1] in told(codes[1:])
