"""Reports as a workbook."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from juesuan import __version__
from juesuan.checks import Checked, check, selected
from juesuan.publishing.workbook import cell_places
from juesuan.reporting.composing import document_report
from juesuan.reporting.model import Acceptance
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


def test_the_first_sheet_sums_up_with_the_sum_of_the_file_and_the_version(
    checked, tmp_path: Path
) -> None:
    made = replace(
        document_report(checked, "某局.txt", Settings()),
        sha256="ab12",
        checked_on=date(2024, 9, 1),
    )
    write_report_workbook(checked, made, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    said = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert sheet.title == "摘要"
    assert said[1].startswith("✗ ") and "错误" in said[2]
    assert any(line.startswith("1. K101 ") for line in said)
    assert {"SHA-256 ab12", f"juesuan {__version__}"} <= set(said)
    assert any("2024-09-01" in line for line in said)


def test_a_written_explanation_stands_beside_its_finding(checked, tmp_path: Path) -> None:
    made = document_report(checked, "某局.txt", Settings())
    explained = Acceptance(1, "张会计", "年中并入")
    findings = [replace(f, status="explained", explained=explained) for f in made.findings]
    write_report_workbook(checked, replace(made, findings=tuple(findings)), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[1]
    assert "（出错说明，张会计：年中并入）" in sheet["J2"].value


def test_the_second_sheet_lists_the_findings_and_leads_to_their_cells(book) -> None:
    sheet = book.worksheets[1]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    found = rows["K101"]
    assert found[0].value == "✗ 错误" and found[7].value == "1,090,000.00"
    assert found[4].hyperlink.location == "'03 支出决算表'!E10"


def test_the_third_sheet_says_what_was_checked(book) -> None:
    told = {row[0]: row[1] for row in book.worksheets[2].iter_rows(values_only=True)}
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
    sheets = openpyxl.load_workbook(path).worksheets[:3]
    cells = [c for sheet in sheets for row in sheet.iter_rows() for c in row if c.value]
    assert all(c.data_type == "s" for c in cells)
    written = [c.value for c in cells if text in c.value and len(c.value) <= len(text) + 1]
    assert len(written) >= 4 and set(written) == {f"'{text}"}
