"""Reports as a web page: safe, whole in itself, usable without its script."""

import base64
import hashlib
import itertools
import re
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from juesuan.checks import Checked, Consequence, Subject, Where, check, selected
from juesuan.reporting.composing import document_report
from juesuan.reporting.model import Acceptance, DocumentReport
from juesuan.reporting.page import write_page
from juesuan.reporting.settings import Settings
from support.disclosures import printed_book
from support.reports import finding

NARRATIVE = (
    "第三部分 2023年度部门决算情况说明",
    "一、收入决算情况说明",
    "某局2023年度收入合计171.00万元。",
)


@pytest.fixture(scope="module")
def checked() -> Checked:
    """A set with a wrong total in form 03 and without form 09."""
    subject = printed_book(
        "yunnan-2023",
        without={"09"},
        cells={"03:2010301:1": "1,190,000.00"},
        narrative=NARRATIVE,
    )
    return check(subject, selected(["C", "K"]))


@pytest.fixture(scope="module")
def report(checked: Checked) -> DocumentReport:
    return document_report(checked, "某局.txt", Settings())


def page(checked: Checked, report: DocumentReport, folder: Path, lang: str = "zh") -> str:
    path = folder / f"report-{lang}.html"
    write_page(checked, report, path, lang)
    return path.read_text("utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_leads_to_something_on_the_page(checked, report, tmp_path, lang) -> None:
    tree = LexborHTMLParser(page(checked, report, tmp_path, lang))
    links = {node.attributes["href"] for node in tree.css("a[href]")}
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert {link for link in links if not link.startswith("#")} == set()
    assert {link[1:] for link in links} - set(ids) == set()
    assert len(ids) == len(set(ids))


def test_the_wrong_cell_is_marked_in_its_form_with_a_sign_and_words(
    checked, report, tmp_path
) -> None:
    tree = LexborHTMLParser(page(checked, report, tmp_path))
    (mark,) = tree.css("#c-03-2010301-1 a.mark")
    assert "✗" in mark.text() and "1,190,000.00" in mark.text()
    target = mark.attributes["href"]
    told = tree.css_first(f"{target} .sum-of")
    figures = [cell.text() for cell in told.css(".n")]
    assert figures == ["1,490,000.00", "1,190,000.00", "400,000.00", "-100,000.00"]
    assert "相差" in told.text() and "应为 1,090,000.00" in tree.css_first(target).text()
    assert tree.css_first(f'{target} a[href="#c-03-2010301-1"]') is not None


def test_a_summary_stands_first_with_the_gravest_and_what_the_file_is(
    checked, report, tmp_path
) -> None:
    known = replace(report, sha256="ab" * 32, checked_on=date(2026, 1, 31))
    tree = LexborHTMLParser(page(checked, known, tmp_path))
    summary = tree.css_first(".overview")
    assert "改正后才能公开" in summary.text()
    assert summary.css_first("ol a").attributes["href"] == "#f1"
    head = tree.css_first("header").text()
    assert "ab" * 32 in head and "2026-01-31" in head and "juesuan" in head


def test_rows_and_sentences_that_the_document_lacks_are_not_shown(
    checked, report, tmp_path
) -> None:
    text = page(checked, report, tmp_path)
    tree = LexborHTMLParser(text)
    absent = {
        f"c-{key.form}-{key.row}-{key.column}"
        for key in checked.subject.cells
        if key.form == "06" and checked.subject.state(key) == "absent"
    }
    shown = {node.attributes["id"] for node in tree.css("#form-06 td[id]")}
    assert shown and not shown & absent
    assert tree.css("main .sentence") == tree.css("#form-09 .sentence")


def test_a_badge_counts_findings_not_places(checked, report, tmp_path) -> None:
    first, second = (Where(project="某项目", printed=printed) for printed in ("5", "6"))
    said = finding("J103", where=(first, second), identities=())
    tree = LexborHTMLParser(page(checked, replace(report, findings=(said,)), tmp_path))
    (badge,) = tree.css('.forms-nav a[href="#quotes-performance"]')
    assert badge.text().split()[-1] == "1"


def test_amounts_stay_on_one_line(checked, report, tmp_path) -> None:
    said = finding(message="差23.54万元。", identities=())
    tree = LexborHTMLParser(page(checked, replace(report, findings=(said,)), tmp_path))
    assert tree.css_first("article .message .nb").text() == "23.54万元"


def test_cells_without_findings_are_not_marked(checked, report, tmp_path) -> None:
    tree = LexborHTMLParser(page(checked, report, tmp_path))
    marked = {node.attributes["id"] for node in tree.css("td.m")}
    places = {f"c-{w.form}-{w.row}-{w.column}" for f in report.findings for w in f.where}
    assert marked <= places and "c-03-2010301-1" in marked


def test_a_missing_form_is_said_to_be_missing_not_shown_as_empty(checked, report, tmp_path) -> None:
    tree = LexborHTMLParser(page(checked, report, tmp_path))
    missing = tree.css_first("#form-09")
    assert "没有读到" in missing.text() and not missing.css("table")


def test_the_page_asks_for_nothing_and_runs_its_own_script_only(checked, report, tmp_path) -> None:
    text = page(checked, report, tmp_path)
    tree = LexborHTMLParser(text)
    assert tree.css("[src], link, img, iframe, form, object") == []
    assert not re.search(r"url\(|@import|https?://", text)
    assert [n for node in tree.css("*") for n in node.attributes if n.startswith("on")] == []
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    script = tree.css_first("script").text(deep=True)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'") and f"script-src 'sha256-{digest}'" in policy


def test_headings_go_down_step_by_step_and_regions_have_names(checked, report, tmp_path) -> None:
    tree = LexborHTMLParser(page(checked, report, tmp_path))
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3, h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    named = [node.attributes["aria-labelledby"] for node in tree.css("[aria-labelledby]")]
    assert set(named) <= ids
    assert all(node.parent.tag == "label" for node in tree.css("input"))


PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)


@given(PRINTED)
@settings(max_examples=25)
def test_whatever_a_document_says_stays_text(text: str) -> None:
    place = Where(section="一、", printed=text, quote=f"前{text}后")
    said = finding(message=text, title=text, where=(place,), expected=text, identities=())
    markup = _rendered(replace(_small()[1], findings=(said,), file=text, unit=text))
    tree = LexborHTMLParser(markup)
    assert len(tree.css("article.finding")) == 1 and len(tree.css("script")) == 1
    message = tree.css_first("article .message").text()
    assert message.split() == text.split()


@cache
def _small() -> tuple[Checked, DocumentReport]:
    subject: Subject = printed_book("yunnan-2023", without={f"{n:02d}" for n in range(2, 13)})
    checked = check(subject, [])
    return checked, document_report(checked, "a.txt", Settings())


def _rendered(report: DocumentReport) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return page(_small()[0], report, Path(folder))


def test_what_people_said_of_a_finding_and_what_follows_stand_on_the_page(
    checked, report, tmp_path
) -> None:
    kept = Acceptance(1, "王某", "无此支出", date(2025, 6, 30))
    late = Acceptance(2, "李某", "下月补", date(2024, 1, 31))
    told = Acceptance(3, "赵某", "原表如此")
    first, *rest = report.findings
    said = replace(
        report,
        findings=(
            replace(first, follows=(Consequence(rest[0] if rest else first, agrees=True),)),
            finding("K103", expired=late),
            finding("K104", status="explained", explained=told),
        ),
        accepted=(finding("P101", "info", accepted=kept),),
    )
    shown = LexborHTMLParser(page(checked, said, tmp_path)).body.text()
    assert "已接受：王某，无此支出（至2025-06-30）" in shown
    assert "接受已于2024-01-31到期，重新计入（李某：下月补）" in shown
    assert "（出错说明，赵某：原表如此）" in shown
    assert "由此而来，不必另查：" in shown and "改正后即相符" in shown
    plain = LexborHTMLParser(page(checked, report, tmp_path)).body.text()
    assert not any(word in plain for word in ("已接受", "到期", "出错说明", "由此而来"))
