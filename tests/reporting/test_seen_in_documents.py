"""What the rows of an inspection ask of the reading: text, contents, codes, tables of projects."""

import pytest
from msgspec import structs
from msgspec.structs import replace

from juesuan.checks import Subject
from juesuan.reading import Spot, Unread
from juesuan.reading.performance import Performance, ProjectTable, Value
from juesuan.reporting.inspection import load_sheet
from juesuan.reporting.inspection.reading import Sighting, seen_in
from juesuan.reporting.inspection.sheet import InspectionRow
from support.balanced import filled
from support.disclosures import facts, printed_book

CHAPTERS = (
    "第一部分 概况",
    "一、主要职责",
    "承担日常工作。",
    "二、机构设置",
    "纳入决算的单位1个。",
    "第二部分 情况说明",
    "一、政府采购情况说明",
    "政府采购货物支出1.00万元。",
)


@pytest.fixture(scope="module")
def booklet() -> Subject:
    return printed_book("yunnan-2023", narrative=CHAPTERS)


@pytest.fixture(scope="module")
def rows() -> dict[str, InspectionRow]:
    """The rows of the 32 indicators by what they ask, here of any document."""
    every = [row for row in load_sheet("thirty-two").row if row.reads]
    return {row.reads: structs.replace(row, booklet=False) for row in every}


def seen(subject: Subject, row: InspectionRow) -> tuple[str, str, int]:
    found: Sighting = seen_in(subject, row)
    return found.verdict, found.why, len(found.places)


def test_a_book_has_no_pages_to_look_at_but_its_forms_have_codes(rows) -> None:
    disclosure = filled(facts(), "yunnan-2023")
    book = Subject(disclosure=disclosure, reading=None, previous=None, files=())
    for reads in ("contents", "projects", "text"):
        assert seen(book, rows[reads]) == ("open", "not_a_document", 0)
    assert seen(book, rows["functions"])[0] == "yes"


def test_contents_and_tables_of_projects_are_there_or_are_named_as_lacking(booklet, rows) -> None:
    assert seen(booklet, rows["contents"]) == ("no", "no_contents", 0)
    assert seen(booklet, rows["projects"]) == ("no", "no_project_tables", 0)
    projects = [
        ProjectTable(title="", number="", layout="", money_unit="", name=Value(name))
        for name in "甲乙丙丁"
    ]
    reading = replace(booklet.reading, performance=Performance(projects=projects))
    evaluated = replace(booklet, reading=reading)
    found = seen_in(evaluated, rows["projects"])
    assert (found.verdict, [text for _, _, text in found.places]) == ("yes", ["甲", "乙", "丙"])


def test_pages_that_are_pictures_are_no_text(booklet, rows) -> None:
    assert seen(booklet, rows["text"]) == ("yes", "has_text", 0)
    pictures = [Unread("scanned_page", Spot(file="a.pdf", page=n)) for n in range(1, 6)]
    reading = replace(booklet.reading, unread=[Unread("other", Spot()), *pictures])
    found = seen_in(replace(booklet, reading=reading), rows["text"])
    assert (found.verdict, found.why) == ("no", "pictures")
    assert [spot.page for _, spot, _ in found.places] == [1, 2, 3]


@pytest.mark.parametrize(("kind", "deep"), [("functions", "2010301"), ("economic", "30101")])
def test_codes_are_shown_as_far_down_as_is_asked(booklet, rows, kind: str, deep: str) -> None:
    found = seen_in(booklet, rows[kind])
    assert (found.verdict, found.places[0][0]) == ("yes", deep)


def test_codes_of_classes_alone_are_not_deep_enough(rows) -> None:
    disclosure = filled(facts(), "yunnan-2023")
    for form in disclosure.forms:
        for key in [key for key in form.values if key.row.isdigit() and len(key.row) > 3]:
            form.values.pop(key)
    coarse = Subject(disclosure=disclosure, reading=None, previous=None, files=())
    assert seen(coarse, rows["functions"]) == ("no", "no_functions", 0)
    assert seen(coarse, rows["economic"]) == ("no", "no_economic", 0)
    for form in disclosure.forms:
        form.values.clear()
    bare = Subject(disclosure=disclosure, reading=None, previous=None, files=())
    assert seen(bare, rows["functions"]) == ("open", "no_codes", 0)
