"""A draft's self-evaluation: what a book gives, scored; lines added, copied, taken away, undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.drafts import (
    Draft,
    DraftError,
    adding_line,
    blank,
    copying_line,
    evaluate,
    evaluating,
    from_book,
    key_of_place,
    removing_line,
    understood,
    write_forms,
)
from juesuan.ledger import Book
from juesuan.performance.preparing import MoneyLine, prepare
from juesuan.publishing.building import fill_book
from juesuan.reading import read
from juesuan.starting import texts_of_book, texts_of_reading


@pytest.fixture(scope="session")
def texts(book: Book) -> dict[str, str]:
    return texts_of_book(book)


@pytest.fixture
def draft(opened: Draft, texts: dict[str, str]) -> Draft:
    """The draft of an example with its self-evaluation, for a test to change."""
    return Draft(opened.head, opened.rows, opened.entered, texts)


def test_a_draft_of_a_book_prints_the_tables_that_the_book_prints(book: Book, draft: Draft) -> None:
    every = ("overall", "department", "project")
    assert evaluate(draft, kinds=every).prepared.tables == prepare(book, fill_book(book)).tables


def test_every_text_that_a_table_prints_is_entered_where_it_is_printed(draft: Draft) -> None:
    found = evaluate(draft)
    (table,) = found.of("0-1")
    for row in table.rows:
        for cell in row:
            key = key_of_place(found, table, "0-1", cell.place) if cell.place else ""
            if key.startswith(("indicators", "projects")) and not key.endswith(("weight", "score")):
                assert draft.texts.get(key, cell.text) == cell.text, key


def test_the_departments_money_follows_the_forms(draft: Draft) -> None:
    """Project expenditure is 31,333,600.00 yuan by the forms, whatever the projects say."""
    assert evaluate(draft).money[""]["total"].executed == 31_333_600_00
    draft.apply(draft.saying({"money|0-2|current.executed": "1.00"}), 1)
    assert evaluate(draft).money[""]["total"].executed == 31_333_600_00
    assert evaluate(draft).money[draft.texts["projects|0-2|name"]]["total"].executed == 1_00


def test_what_forms_do_not_print_stays_as_it_was_entered() -> None:
    head = blank("示例中心", 2023, "yunnan-2023").draft.head
    entered = {"money||basic.executed": "5.00", "money||current.executed": "7.00"}
    money = evaluate(Draft(head, texts=entered)).money[""]
    assert (money["basic"].executed, money["all"].executed) == (5_00, 12_00)


@pytest.mark.parametrize(("fiscal", "entered", "other"), [(9, "", None), (6, "", 3), (9, "4", 0)])
def test_other_money_is_what_the_forms_leave_beside_fiscal_money(
    fiscal: int, entered: str, other: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None where there is none, and none was entered."""
    said = {"basic": None, "total": 9, "fiscal": fiscal, "all": 9}
    forms = {source: MoneyLine(None, None, executed) for source, executed in said.items()}
    monkeypatch.setattr(evaluating, "_of_forms", lambda draft: forms)
    head = blank("示例中心", 2023, "yunnan-2023").draft.head
    draft = Draft(head, texts={"money||other.executed": entered} if entered else {})
    money = evaluate(draft).money[""]
    assert (money["other"].executed, money["fiscal"].executed) == (other, fiscal)


def test_a_copied_project_has_its_indicators_without_results_and_goes_whole(draft: Draft) -> None:
    before = dict(draft.texts)
    edit = copying_line(draft.texts, "projects", "0-3", "7", "青年人才专项经费")
    draft.apply(edit, 7)
    assert [p.name for p in evaluate(draft).written.projects][-1] == "青年人才专项经费"
    copied = evaluate(draft).written.of("青年人才专项经费")
    original = evaluate(draft).written.of(before["projects|0-3|name"])
    assert [one.name for one in copied] == [one.name for one in original]
    assert {one.actual for one in copied} == {""}
    draft.apply(removing_line(draft.texts, "projects", "7"), 8)
    assert draft.texts == before


def test_removing_a_line_is_undone_with_all_beside_it(draft: Draft) -> None:
    before = dict(draft.texts)
    edit = removing_line(draft.texts, "projects", "0-1")
    draft.apply(edit, 1)
    assert not any(key.startswith("money|0-1|") for key in draft.texts)
    draft.apply(edit.inverse, 2)
    assert draft.texts == before


def test_a_line_is_added_after_another_and_takes_its_first_level_from_the_second() -> None:
    texts: dict[str, str] = {}
    for line, name, after in (("1", "甲", ""), ("2", "乙", ""), ("3", "丙", "1")):
        values = {"level2": "质量指标", "name": name}
        edit = adding_line(texts, "indicators", line, values, after)
        texts |= {each.key: each.after for each in edit.texts}
    draft = Draft(blank("示例中心", 2023, "yunnan-2023").draft.head, texts=texts)
    written = evaluate(draft).written.of("")
    assert [(one.name, one.level1) for one in written] == [
        (name, "产出指标") for name in ("甲", "丙", "乙")
    ]


@pytest.mark.parametrize(
    ("key", "text", "kept"),
    [
        ("money|0-1|current.full", "1,234.5", "1234.50"),
        ("indicators|0-1|operator", "不低于", "≥"),
        ("indicators|0-1|weight", "7.50", "7.5"),
        ("indicators|0-1|score", "—", ""),
        ("texts|duties|", "负责示例。", "负责示例。"),
    ],
)
def test_texts_are_kept_in_one_way_of_writing(draft: Draft, key: str, text: str, kept: str) -> None:
    assert understood(draft.texts, key, text) == kept


@pytest.mark.parametrize("key", ["money|0-9|current.full", "nothing|1|name", "indicators|0-1|x"])
def test_there_is_no_other_place_for_texts(draft: Draft, key: str) -> None:
    with pytest.raises(DraftError):
        understood(draft.texts, key, "1")


def test_the_workbook_of_a_draft_gives_its_self_evaluation_back(
    draft: Draft, tmp_path: Path
) -> None:
    write_forms(draft, tmp_path / "forms.xlsx")
    found = texts_of_reading(read(tmp_path / "forms.xlsx"), draft.head.unit)
    again = Draft(draft.head, draft.rows, draft.entered, found)
    totals = [(p.name, p.total, p.grade) for p in evaluate(draft).prepared.projects]
    assert [(p.name, p.total, p.grade) for p in evaluate(again).prepared.projects] == totals


def test_a_book_keeps_its_authors_words(book: Book, texts: dict[str, str]) -> None:
    assert from_book(book).draft.head.year == 2023
    assert any(key.startswith("reasons|") for key in texts)
    assert texts["texts|duties|"]
