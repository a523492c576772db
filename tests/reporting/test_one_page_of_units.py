"""Reports of many documents in one file: a workbook and a page of all units."""

from pathlib import Path

import openpyxl
from selectolax.lexbor import LexborHTMLParser

from juesuan.reporting.file_names import FileNames
from juesuan.reporting.model import Failure
from juesuan.reporting.units_page import write_units_page
from juesuan.reporting.units_workbook import write_units_workbook
from support.reports import finding, report

FAILED = report(file="b.pdf", unit="", problem=Failure("unreadable.damaged", "b.pdf 已损坏"))
REPORTS = [report(finding(), finding("T101", "warning"), unit="甲局"), report(unit="乙局"), FAILED]


def test_a_workbook_of_all_units_has_a_row_for_each_and_all_findings(tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    write_units_workbook(REPORTS, path)
    book = openpyxl.load_workbook(path)
    units, findings = (list(sheet.values) for sheet in book.worksheets[:2])
    assert [row[0] for row in units[1:]] == ["甲局", "乙局", ""] and units[1][2:5] == (1, 1, 0)
    assert "已损坏" in units[3][5] and units[3][2] == "—"
    assert [row[0] for row in findings[1:]] == ["甲局", "甲局"]
    assert findings[1][6:8] == ("1,190,000.00", "1,090,000.00")


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    write_units_workbook([report(finding(message="x"), unit="=1+1")], path)
    cell = openpyxl.load_workbook(path).worksheets[0]["A2"]
    assert cell.data_type == "s" and "1+1" in cell.value


def test_a_page_of_all_units_leads_to_each_ones_findings(tmp_path: Path) -> None:
    path = tmp_path / "units.html"
    write_units_page(REPORTS, path)
    tree = LexborHTMLParser(path.read_text("utf-8"))
    links = {node.attributes["href"][1:] for node in tree.css("a[href]")}
    assert links <= {node.attributes["id"] for node in tree.css("[id]")}
    assert len(tree.css("#u1 article")) == 2 and not tree.css("#u2 article")
    assert "已损坏" in tree.css_first("#u3").text()


def test_files_are_named_after_units_each_once_and_fit_every_system() -> None:
    names = FileNames()
    assert names.of(report(unit="甲局")) == "甲局2023"
    assert names.of(report(unit="甲局")) == "甲局2023-2"
    assert names.of(report(unit='a/b:"c"')) == "a_b_c_2023"
    assert names.of(FAILED) == "b"
    assert names.of(report(unit="index", year=0)) == "index-2"
