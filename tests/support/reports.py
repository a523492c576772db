"""Reports made by hand, and files to check, for the tests of reports."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from juesuan.checks import BrokenIdentity, Operand, Where
from juesuan.facts import YUAN, MoneyUnit
from juesuan.publishing.workbook import cell_places, write_workbook
from juesuan.reading import Spot
from juesuan.reporting.model import (
    DocumentReport,
    ReportedCoverage,
    ReportedFinding,
    RuleOutcome,
)
from support.balanced import filled
from support.disclosures import facts


def cell(row: str, column: str, printed: str, row_label: str = "", form: str = "03") -> Where:
    spot = Spot(file="a.pdf", page=4, box=(10.25, 20.5, 60.75, 30.0))
    return Where(
        spot=spot,
        form=form,
        form_title="支出决算表",
        row=row,
        row_label=row_label,
        column=column,
        column_label="本年支出合计",
        printed=printed,
    )


TOTAL = cell("2010301", "1", "1,190,000.00", "2010301 行政运行")
BASIC = cell("2010301", "2", "1,090,000.00", "2010301 行政运行")
BROKEN = BrokenIdentity(
    "rollup",
    "nature",
    (Operand(1, TOTAL), Operand(-1, BASIC)),
    "100000.00",
    "元",
)


def finding(code: str = "K101", severity: str = "error", at: str = "", **more) -> ReportedFinding:
    """A finding; ``at`` puts it at a cell (01:1:1) or a section (一、)."""
    said = {
        "title": "合计与分项不符",
        "message": "行政运行本年支出合计与分项不符。",
        "where": (TOTAL,),
        "expected": "1,090,000.00",
        "identities": (BROKEN,),
    }
    if at:
        names = ("form", "row", "column") if ":" in at else ("section",)
        said["where"] = (Where(**dict(zip(names, at.split(":"), strict=True))),)
    return ReportedFinding(code=code, severity=severity, **{**said, **more})


COVERAGE = ReportedCoverage(
    rules={"K101": "合计与分项不符", "K102": "同一数字前后不一"},
    broken=frozenset({"K101"}),
    not_checked=(RuleOutcome("N101", "金额与报表不符", "no_narrative", "没有读到决算情况说明"),),
    identities={"held": 1032, "tails": 3, "broken": 1, "unchecked": 14},
    forms=("01", "03"),
    missing=("09",),
    certain=157,
)


def report(*findings: ReportedFinding, **more) -> DocumentReport:
    said = {
        "file": "2023/某局.pdf",
        "unit": "某局",
        "year": 2023,
        "form_set": "yunnan-2023",
        "form_set_name": "云南省部门决算公开套表（2023年度）",
        "money": "元",
        "coverage": COVERAGE,
    }
    return DocumentReport(findings=findings, **{**said, **more})


def write_forms(
    path: Path, changes: Mapping[str, float] | None = None, money: MoneyUnit = YUAN
) -> Path:
    """The small balanced unit's forms as a workbook, with other figures at some places."""
    disclosure = filled(facts(), "yunnan-2023", money)
    write_workbook(disclosure, path)
    if changes:
        places = {str(key): place for key, place in cell_places(disclosure).items()}
        book = openpyxl.load_workbook(path)
        for key, value in changes.items():
            sheet, address = places[key]
            book[sheet][address] = value
        book.save(path)
    return path
