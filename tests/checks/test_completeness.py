"""Rules of completeness (完整性)."""

import pytest

from juesuan.checks import Subject, message, severity_of
from support.balanced import fact
from support.booklets import booklet, found
from support.disclosures import WAN, facts, printed_book


def with_government_funds() -> list[tuple]:
    point = {"fund": "government_funds", "function": "2120899", "nature": "project"}
    spent = fact("expenditure", 7 * WAN, **point, economic="30227")
    return [*facts(), spent, fact("income", 7 * WAN, **point)]


@pytest.mark.parametrize("form_set", ["yunnan-2023", "shanxi-2023"])
def test_a_whole_set_gives_nothing_in_any_of_these_families(form_set: str) -> None:
    subject = printed_book(form_set)
    assert [message(finding) for finding in found(subject, "C", "D", "H")] == []


def test_a_form_left_out_is_missed_by_its_number_and_title() -> None:
    (finding,) = found(printed_book("yunnan-2023", without={"09"}), "C101")
    assert finding.where[0].form == "09"
    assert "国有资本经营预算" in message(finding)
    assert "Form 09" in message(finding, "en")


def test_a_form_of_some_regions_only_is_a_question() -> None:
    (finding,) = found(printed_book("yunnan-2023", without={"12"}), "C101")
    assert (severity_of(finding), finding.variant) == ("info", "regional")


def test_a_form_that_the_contents_list_is_missed_in_any_case() -> None:
    front = [
        "目录",
        "第一部分 决算表",
        "一、国有资产使用情况表",
        "二、收入决算表",
        "三、支出决算表",
    ]
    front += ["四、收入支出决算表", "第一部分 决算表"]
    (finding,) = found(booklet("yunnan-2023", front=front, without={"12"}), "C101")
    assert (severity_of(finding), finding.variant) == ("warning", "listed")


def test_contents_that_list_other_forms_speak_of_another_regions_set() -> None:
    front = ["目录", "第一部分 决算表", "一、收入支出决算表", "二、收入决算表", "三、支出决算表"]
    front += ["第一部分 决算表"]
    assert found(booklet("yunnan-2023", front=front, without={"12"}), "C101") == []


def test_an_extract_is_told_once_and_lightly() -> None:
    subject = printed_book("yunnan-2023", without={f"{no:02d}" for no in range(5, 13)})
    (finding,) = found(subject, "C101")
    assert severity_of(finding) == "info"
    assert [where.form for where in finding.where] == [f"{no:02d}" for no in range(5, 13)]


def test_a_form_that_is_a_sentence_only_is_asked_for_as_a_table() -> None:
    lines = ["国有资本经营预算财政拨款支出决算表", "本部门没有国有资本经营预算财政拨款支出。"]
    subject = printed_book("shanxi-2023", without={"08"}, narrative=lines)
    assert found(subject, "C101") == []
    (finding,) = found(subject, "C102")
    assert finding.where[0].form == "08"


def test_an_empty_form_needs_its_sentence() -> None:
    assert found(booklet(), "C103") == []
    told = found(booklet(notes={"*": "注：本表反映部门本年度情况。"}), "C103")
    assert [finding.where[0].form for finding in told] == ["07", "08"]


def test_the_narrative_may_say_that_there_is_none() -> None:
    lines = ["七、政府性基金预算财政拨款支出决算情况说明", "本年度无此项支出。"]
    subject = booklet(notes={"*": "注：本表反映部门本年度情况。"}, narrative=lines)
    assert [finding.where[0].form for finding in found(subject, "C103")] == ["08"]


def test_a_form_with_figures_is_not_to_be_called_empty() -> None:
    subject = booklet(rows=with_government_funds(), notes={"07": "说明：本表无数据"})
    (finding,) = found(subject, "C104")
    assert finding.where[0].form == "07"
    assert "本表无数据" in message(finding)


def test_the_sentence_of_the_form_above_is_not_that_of_the_next() -> None:
    subject = booklet(notes={"08": "本年度无国有资本经营预算财政拨款支出，此表为空。"})
    assert found(subject, "C104") == []


def test_a_book_that_was_never_printed_is_checked_without_harm() -> None:
    subject = Subject(printed_book("yunnan-2023").disclosure)
    assert [message(finding) for finding in found(subject, "C", "D", "H")] == []
