"""Reports as a workbook."""

import re
from pathlib import Path

import openpyxl
import pytest

from juesuan.checks import Checked, check, selected
from juesuan.publishing.workbook import cell_places
from juesuan.reporting.composing import document_report
from juesuan.reporting.settings import Settings
from juesuan.reporting.workbook import write_report_workbook
from support.disclosures import printed_book
from support.reports import finding, report


@pytest.fixture(scope="module")
def checked() -> Checked:
    subject = printed_book("yunnan-2023", cells={"03:2010301:1": "1,190,000.00"})
    return check(subject, selected(["C", "K"]))


@pytest.fixture
def book(checked, tmp_path: Path) -> openpyxl.Workbook:
    path = tmp_path / "report.xlsx"
    write_report_workbook(checked, document_report(checked, "某局.txt", Settings()), path)
    return openpyxl.load_workbook(path)


def test_the_wrong_cell_has_a_comment_with_the_identity(checked, book) -> None:
    place = next(
        p
        for key, p in cell_places(checked.subject.disclosure).items()
        if str(key) == "03:2010301:1"
    )
    wrong = book[place[0]][place[1]]
    assert wrong.value == 1190000
    assert "✗ K101" in wrong.comment.text and "应为 1,090,000.00" in wrong.comment.text
    assert "− 400,000.00" in wrong.comment.text


def test_the_first_sheet_lists_the_findings_and_leads_to_their_cells(book) -> None:
    sheet = book.worksheets[0]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    found = rows["K101"]
    assert found[0].value == "✗ 错误" and found[7].value == "1,090,000.00"
    assert found[4].hyperlink.location == "'03 支出决算表'!E10"


def test_the_second_sheet_says_what_was_checked(book) -> None:
    told = {row[0]: row[1] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert told["文件"] == "某局.txt"
    assert re.search(r"(?<!\d)[1-9]\d*条不成立", told["勾稽关系"])


def test_a_form_without_a_sentence_is_not_given_one(checked, book) -> None:
    empty = book[next(name for name in book.sheetnames if name.startswith("09"))]
    texts = {c.value for row in empty.iter_rows() for c in row if isinstance(c.value, str)}
    assert not any("本表为空" in text for text in texts)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "＝1"])
def test_what_looks_like_a_formula_stays_text(checked, tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.xlsx"
    said = report(finding(title=text, message=text, expected=text), file=text)
    write_report_workbook(checked, said, path)
    sheets = openpyxl.load_workbook(path).worksheets[:2]
    cells = [c for sheet in sheets for row in sheet.iter_rows() for c in row if c.value]
    assert all(c.data_type == "s" for c in cells)
    written = [c.value for c in cells if text in c.value and len(c.value) <= len(text) + 1]
    assert len(written) == 4 and set(written) == {f"'{text}"}
