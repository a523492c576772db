"""A report as a workbook: a summary, a sheet of findings that leads to their cells, a sheet of
what was checked, and the official layout with comments at the wrong cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from juesuan.checks import Checked, Operand, Where
from juesuan.forms import CellKey, Disclosure
from juesuan.messages import say
from juesuan.publishing.open_data import harmless
from juesuan.publishing.table import lines_needed
from juesuan.publishing.workbook import Mark, cell_places, sheet_name, write_workbook
from juesuan.reporting import words
from juesuan.reporting.coverage_words import coverage_lines
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.overview import about, summary_lines, verdict

__all__ = ["write_report_workbook"]

_COLORS = {"error": "#FDD9D6", "warning": "#FFEDBF", "info": "#D6EAF8"}
_COVERAGE_WIDTH, _LINE, _TALLEST, _A4 = 100, 14.5, 400.0, 9
_OPERANDS = 12
_LONGEST = 30_000
"""Characters of a cell or comment; a spreadsheet takes 32,767."""
_WIDTHS = (9, 8, 18, 40, 40, 16, 16, 16, 36, 12)
_WHERE, _PLACES, _PRINTED = 4, 8, 90
"""The column of places, the most of them that are named, and the characters of what is printed:
more would make a row of a page's height, and the document itself shows the rest."""
_COLUMNS = ("severity", "code", "title", "message", "where", "spot", "printed", "expected")


def write_report_workbook(
    checked: Checked, report: DocumentReport, path: Path, lang: str = "zh"
) -> None:
    """Write a document's report with its forms as xlsx. Texts are texts, whatever they
    begin with. Raises ``OSError``."""
    disclosure = checked.subject.disclosure
    sheets = _Sheets(report, disclosure, lang)
    marks = _marks(report, lang)
    write_workbook(disclosure, path, lang, marks=marks, front=sheets.write, below=False)


def _marks(report: DocumentReport, lang: str) -> Mapping[CellKey, Mark]:
    by_cell: dict[CellKey, list[ReportedFinding]] = defaultdict(list)
    for found in report.findings:
        for place in found.where:
            cell = by_cell[CellKey(place.form, place.row, place.column)]
            if found not in cell:
                cell.append(found)
    return {
        key: Mark(
            _COLORS[entries[0].severity],
            "\n".join(_comment(found, lang) for found in entries)[:_LONGEST],
        )
        for key, entries in by_cell.items()
    }


def _comment(found: ReportedFinding, lang: str) -> str:
    lines = [f"{words.SIGNS[found.severity]} {found.code} {found.title}", found.message]
    if found.expected:
        lines.append(f"{say('report.expected', lang)} {words.expected_words(found)}")
    for told in found.identities[:2]:
        lines += _sum(told.operands, lang)
        lines.append(f"= {words.difference_words(told)} {told.unit}".rstrip())
    return "\n".join(lines)


def _sum(operands: Sequence[Operand], lang: str) -> list[str]:
    lines = []
    for number, operand in enumerate(operands[:_OPERANDS]):
        sign = words.sign(operand.coefficient, number == 0)
        printed = words.printed_words(operand.where, lang)
        lines.append(f"{sign} {printed}  {words.cell_words(operand.where, lang)}".strip())
    return lines


class _Sheets:
    """Writes the sheets before the forms."""

    def __init__(self, report: DocumentReport, disclosure: Disclosure, lang: str) -> None:
        self.report, self.lang = report, lang
        self.places = cell_places(disclosure)
        self.sheets = {f.form.no: sheet_name(f.form) for f in disclosure.forms}

    def write(self, book: xlsxwriter.Workbook) -> None:
        """Add the sheets of summary, findings and coverage."""
        head = book.add_format(
            {"bold": True, "bg_color": "#F0EDE6", "border": 1, "text_wrap": True}
        )
        text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        link = book.add_format(
            {
                "text_wrap": True,
                "valign": "top",
                "border": 1,
                "underline": 1,
                "font_color": "#0B4A75",
            }
        )
        colors = {
            severity: book.add_format({"valign": "top", "border": 1, "bg_color": color})
            for severity, color in _COLORS.items()
        }
        self._summary(book.add_worksheet(say("report.summary", self.lang)), head, text)
        findings = book.add_worksheet(say("report.findings", self.lang))
        self._findings(findings, head, text, link, colors)
        self._coverage(book.add_worksheet(say("report.coverage", self.lang)), head, text)

    def _summary(self, sheet: Worksheet, head: Format, text: Format) -> None:
        """The document, the verdict, the counts and the gravest findings, with what made it."""
        report, lang = self.report, self.lang
        unit = report.unit or say("report.unknown_unit", lang)
        said = [verdict(report, lang)[0], *summary_lines(report, lang), *about(report, lang)]
        sheet.set_column(0, 0, _COVERAGE_WIDTH)
        title = say("report.title_of", lang, unit=unit, year=report.year or "")
        sheet.write_string(0, 0, _safe(title), head)
        for line, one in enumerate(said, 1):
            sheet.write_string(line, 0, _safe(one), text)
            sheet.set_row(line, _height([one], [_COVERAGE_WIDTH]))
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _findings(
        self,
        sheet: Worksheet,
        head: Format,
        text: Format,
        link: Format,
        colors: Mapping[str, Format],
    ) -> None:
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        for column, key in enumerate((*_COLUMNS, "todo", "status")):
            sheet.write_string(0, column, say(f"sheet.{key}", self.lang), head)
        sheet.freeze_panes(1, 0)
        findings = (*self.report.findings, *self.report.accepted)
        for line, found in enumerate(findings, 1):
            severity = say(f"severity.{found.severity}", self.lang)
            sign = words.SIGNS[found.severity]
            sheet.write_string(line, 0, f"{sign} {severity}", colors[found.severity])
            row = [_safe(said) for said in self._row(found)]
            for column, said in enumerate(row, 1):
                sheet.write_string(line, column, said, text)
            sheet.set_row(line, _height(row, _WIDTHS[1:]))
            if target := self._target(found):
                shown = _safe(self._places(found))
                sheet.write_url(line, _WHERE, f"internal:{target}", link, shown)
        if findings:
            sheet.autofilter(0, 0, len(findings), len(_WIDTHS) - 1)
        else:
            sheet.write_string(1, 0, verdict(self.report, self.lang)[0])
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _row(self, found: ReportedFinding) -> list[str]:
        first = found.where[0] if found.where else Where()
        status = say(f"report.{found.status}", self.lang) if found.status else ""
        if found.accepted:
            status = words.accepted_words(found.accepted, self.lang)
        elif found.expired:
            status = words.expired_words(found.expired, self.lang)
        status = "\n".join(filter(None, (status, words.explained_words(found, self.lang))))
        return [
            found.code,
            found.title,
            found.message,
            self._places(found),
            words.spot_words(first.spot, self.lang, Path(self.report.file).name),
            words.cut(words.printed_words(first, self.lang), _PRINTED) if found.where else "",
            words.expected_words(found),
            self._todo(found),
            status,
        ]

    def _places(self, found: ReportedFinding) -> str:
        """The finding's places, one a line."""
        lines = [words.place_words(place, self.lang) for place in found.where[:_PLACES]]
        if (more := len(found.where) - _PLACES) > 0:
            lines.append(say("report.more_places", self.lang, count=more))
        return "\n".join(lines)

    def _todo(self, found: ReportedFinding) -> str:
        return "\n".join(words.todo_lines(found, self.lang))

    def _target(self, found: ReportedFinding) -> str:
        """The cell (or the sheet) of the first place that the workbook shows."""
        for place in found.where:
            known = self.places.get(CellKey(place.form, place.row, place.column))
            name, cell = known or (self.sheets.get(place.form, ""), "A1")
            if name:
                return "'" + name.replace("'", "''") + f"'!{cell}"
        return ""

    def _coverage(self, sheet: Worksheet, head: Format, text: Format) -> None:
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, _COVERAGE_WIDTH)
        about = (
            ("document", self.report.file),
            ("unit", f"{self.report.unit} {self.report.year}"),
        )
        line = 0
        for key, value in about:
            sheet.write_string(line, 0, say(f"report.{key}", self.lang), head)
            sheet.write_string(line, 1, _safe(value), text)
            line += 1
        for name, said, _ in coverage_lines(self.report, self.lang):
            sheet.write_string(line, 0, name, head)
            sheet.write_string(line, 1, _safe(said), text)
            sheet.set_row(line, _height([said], [_COVERAGE_WIDTH]))
            line += 1
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Points that a row of wrapped texts takes."""
    lines = (
        sum(lines_needed(line, width - 2) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_TALLEST, 4 + _LINE * max(lines))


def _safe(text: str) -> str:
    """A text that is no formula in any program, of a length that a cell takes."""
    return harmless(text)[:_LONGEST]
