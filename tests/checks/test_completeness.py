"""Rules on forms (完整性): each is there once, with figures or its sentence."""

import pytest

from juesuan.checks import Subject, message, severity_of
from juesuan.reading import read_documents
from support.balanced import fact
from support.booklets import booklet, found
from support.disclosures import WAN, facts, printed_book
from support.excerpts import excerpt

LISTED = ["二、收入决算表", "三、支出决算表", "四、收入支出决算表"]


def with_government_funds() -> list[tuple]:
    point = {"fund": "government_funds", "function": "2120899", "nature": "project"}
    spent = fact("expenditure", 7 * WAN, **point, economic="30227")
    return [*facts(), spent, fact("income", 7 * WAN, **point)]


def contents(*lines: str) -> list[str]:
    """A contents page of one part with these lines."""
    return ["目录", "第一部分 决算表", *lines, "第一部分 决算表"]


@pytest.mark.parametrize("form_set", ["yunnan-2023", "shanxi-2023"])
def test_a_whole_set_gives_nothing_in_any_of_these_families(form_set: str) -> None:
    subject = printed_book(form_set)
    assert [message(finding) for finding in found(subject, "C", "D", "H")] == []


def test_a_book_that_was_never_printed_is_checked_without_harm() -> None:
    subject = Subject(disclosure=printed_book("yunnan-2023").disclosure)
    assert [message(finding) for finding in found(subject, "C", "D", "H")] == []


# C101.


def test_c101_finds_a_form_left_out_by_its_number_and_title() -> None:
    (finding,) = found(printed_book("yunnan-2023", without={"09"}), "C101")
    assert (finding.where[0].form, finding.variant, severity_of(finding)) == ("09", "", "warning")
    assert "国有资本经营预算" in message(finding)
    assert "Form 09" in message(finding, "en")


def test_c101_finds_that_a_form_of_some_regions_is_a_question() -> None:
    (finding,) = found(printed_book("yunnan-2023", without={"12"}), "C101")
    assert (finding.where[0].form, severity_of(finding)) == ("12", "info")
    assert finding.variant == "regional"


def test_c101_finds_a_form_that_the_contents_list_in_any_case() -> None:
    front = contents("一、国有资产使用情况表", *LISTED)
    (finding,) = found(booklet("yunnan-2023", front=front, without={"12"}), "C101")
    assert (finding.where[0].form, severity_of(finding)) == ("12", "warning")
    assert finding.variant == "listed"


@pytest.mark.parametrize(("left", "told"), [(5, ["most"]), (6, [""] * 4 + ["regional"] * 2)])
def test_c101_finds_an_extract_once_where_more_than_half_is_not_there(left: int, told) -> None:
    gone = {f"{no:02d}" for no in range(left + 1, 13)}
    findings = found(printed_book("yunnan-2023", without=gone), "C101")
    assert sorted(finding.variant for finding in findings) == sorted(told)
    assert {where.form for finding in findings for where in finding.where} == gone
    if left == 5:
        assert severity_of(findings[0]) == "info"


@pytest.mark.parametrize(("year", "missing"), [(2019, []), (2021, ["09"])])
def test_c101_spares_a_form_that_its_year_did_not_prescribe(year: int, missing: list[str]) -> None:
    """Until 2019 the ministry's set had eight forms, none of state capital."""
    printed = printed_book("mof-2020", without={"09"}).reading
    subject = Subject.of(read_documents(printed.documents, "mof-2020", year), ())
    assert [finding.where[0].form for finding in found(subject, "C101")] == missing


def test_c101_passes_a_whole_set() -> None:
    assert found(printed_book("yunnan-2023"), "C101") == []


def test_c101_spares_forms_that_a_booklet_of_another_region_does_not_list() -> None:
    """Contents that list three forms and not this one follow another region's set."""
    subject = booklet("yunnan-2023", front=contents(*LISTED), without={"12"})
    assert found(subject, "C101") == []
    two = booklet("yunnan-2023", front=contents(*LISTED[:2]), without={"12"})
    assert [finding.variant for finding in found(two, "C101")] == ["regional"]


# C102.


def test_c102_finds_a_sentence_in_the_place_of_a_form() -> None:
    lines = ["国有资本经营预算财政拨款支出决算表", "本部门没有国有资本经营预算财政拨款支出。"]
    subject = printed_book("shanxi-2023", without={"08"}, narrative=lines)
    (finding,) = found(subject, "C102")
    assert finding.where[0].form == "08" and "国有资本经营预算" in message(finding)
    assert found(subject, "C101") == []


def test_c102_passes_forms_printed_as_tables() -> None:
    assert found(printed_book("shanxi-2023"), "C102") == []


def test_c102_spares_a_form_that_is_not_there_at_all() -> None:
    assert found(printed_book("shanxi-2023", without={"08"}), "C102") == []


# C103.

NOTE = "注：本表反映部门本年度情况。"


def test_c103_finds_empty_forms_without_their_sentence() -> None:
    findings = found(booklet(notes={"*": NOTE}), "C103")
    assert [finding.where[0].form for finding in findings] == ["07", "08"]
    assert "政府性基金" in message(findings[0])


def test_c103_passes_a_form_with_its_sentence() -> None:
    assert found(booklet(), "C103") == []


def test_c103_spares_a_form_of_which_the_narrative_says_that_there_is_none() -> None:
    lines = ["七、政府性基金预算财政拨款支出决算情况说明", "本年度无此项支出。"]
    findings = found(booklet(notes={"*": NOTE}, narrative=lines), "C103")
    assert [finding.where[0].form for finding in findings] == ["08"]


def test_c103_spares_forms_with_figures() -> None:
    subject = booklet(notes={"*": NOTE}, rows=with_government_funds())
    assert [finding.where[0].form for finding in found(subject, "C103")] == ["08"]


# C104.


def test_c104_finds_a_form_with_figures_that_is_called_empty() -> None:
    subject = booklet(rows=with_government_funds(), notes={"07": "说明：本表无数据"})
    (finding,) = found(subject, "C104")
    assert (finding.where[0].form, finding.where[0].printed) == ("07", "说明：本表无数据")
    assert "政府性基金" in message(finding) and "“说明：本表无数据”" in message(finding)


def test_c104_passes_an_empty_form_that_is_called_empty() -> None:
    assert found(booklet(notes={"07": "说明：本表无数据"}), "C104") == []


def test_c104_spares_a_note_that_quotes_another_form() -> None:
    note = "说明：公开08表“国有资本经营预算财政拨款支出决算表”为空表"
    assert found(booklet(rows=with_government_funds(), notes={"07": note}), "C104") == []


def test_c104_spares_the_sentence_of_the_form_above() -> None:
    subject = booklet(notes={"08": "本年度无国有资本经营预算财政拨款支出，此表为空。"})
    assert found(subject, "C104") == []


def test_c104_spares_the_note_of_a_form_of_heads_only() -> None:
    """Its title stands between the form above and the note."""
    spent = (
        ("科目编码", "科目名称", "合计"),
        ("合计", "合计", "1.00"),
        ("201", "一般公共服务支出", "1.00"),
    )
    note = "说明：本单位没有使用政府性基金预算安排的支出，故本表为空表。"
    title = "政府性基金预算财政拨款收入支出决算表"
    basic = ("一般公共预算财政拨款支出决算表", "公开05表 单位：万元", spent)
    for between, wrong in (((), 1), ((title, "项目 本年收入 本年支出"), 0)):
        subject = excerpt(*basic, *between, note)
        assert len(found(subject, "C104")) == wrong


def test_c104_spares_a_note_of_what_an_empty_form_would_mean() -> None:
    note = "注：本表为空则表示本部门无此类支出。"
    assert found(booklet(rows=with_government_funds(), notes={"07": note}), "C104") == []


def test_c104_spares_a_note_that_names_another_form() -> None:
    note = "《国有资本经营预算财政拨款支出决算表》无数据，为空表"
    assert found(booklet(rows=with_government_funds(), notes={"07": note}), "C104") == []
