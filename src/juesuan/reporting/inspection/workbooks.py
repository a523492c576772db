"""The inspection sheet as a workbook: a sheet for each unit, of several an overview first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from juesuan.messages import say
from juesuan.reporting.file_names import FileNames
from juesuan.reporting.inspection.judging import Inspection
from juesuan.reporting.inspection.tables import about, head, overview, overview_head, rows
from juesuan.reporting.units_workbook import write_sheet

__all__ = ["write_inspection_workbook"]

_WIDTHS = {"number": 6, "indicator": 34, "evidence": 60, "source": 30, "remark": 24}
_NAME = 26


def write_inspection_workbook(
    inspections: Sequence[Inspection], path: str | Path, lang: str = "zh"
) -> None:
    """Write the workbook; the inspector's decision is chosen from a list. Raises ``OSError``."""
    with xlsxwriter.Workbook(path, {"in_memory": True, "strings_to_formulas": False}) as book:
        names = FileNames()
        if len(inspections) > 1:
            widths = (24, 24, 8, 8, 10, 10, 10, 80)
            title = say("inspect.overview", lang)
            write_sheet(book, title, overview_head(lang), overview(inspections, lang), widths)
        choices = [say(f"inspect.{verdict}", lang) for verdict in ("yes", "no", "open")]
        known = {say(f"inspect.{key}", lang): width for key, width in _WIDTHS.items()}
        for one in inspections:
            name = names.of(one.report)
            if len(name) > _NAME:
                name = f"{name[: _NAME - 4]}{len(book.worksheets()):03d}"
            columns = head(one, lang)
            lines = rows(one, lang) if one.report.problem is None else []
            sheet = write_sheet(book, name, columns, lines, [known.get(one, 11) for one in columns])
            said = one.report.problem.text if one.report.problem else about(one, lang)
            sheet.write_string(len(lines) + 2, 2, said)
            slot = columns.index(say("inspect.decision", lang))
            if lines:
                allowed = {"validate": "list", "source": choices}
                sheet.data_validation(1, slot, len(lines), slot, allowed)
