"""The inspection sheet (检查表), filled from a disclosure as far as a document can answer it."""

from juesuan.reporting.inspection.judging import (
    Evidence,
    Inspection,
    Judgement,
    inspect_files,
    inspection_of,
)
from juesuan.reporting.inspection.papers import write_inspection_word
from juesuan.reporting.inspection.plain import inspections_json
from juesuan.reporting.inspection.sheet import SHEETS, InspectionRow, InspectionSheet, load_sheet
from juesuan.reporting.inspection.workbooks import write_inspection_workbook

__all__ = [
    "SHEETS",
    "Evidence",
    "Inspection",
    "InspectionRow",
    "InspectionSheet",
    "Judgement",
    "inspect_files",
    "inspection_of",
    "inspections_json",
    "load_sheet",
    "write_inspection_word",
    "write_inspection_workbook",
]
