"""What is kept of a checked document: findings in words, where they are, and what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from juesuan.checks import BrokenIdentity, Checked, Where
from juesuan.reading import Spot
from juesuan.reading.document import Grid, GridText
from juesuan.reporting import DocumentReport, ReportedFinding, Settings, document_report, words
from juesuan.reporting.inspection import (
    inspection_of,
    load_sheet,
    write_inspection_word,
    write_inspection_workbook,
)
from juesuan.reporting.plain import SCHEMA, document_json

__all__ = ["keep", "spot_id"]

_CELLS = 60_000
_TEXT = 2_000
_AMOUNT = re.compile(r"[-−]?\d[\d,]*\.\d+|[-−]?\d{1,3}(,\d{3})+")


def keep(checked: Checked, report: DocumentReport, path: Path) -> None:
    """Write beside ``path`` all that the pages show of a document: the report, the findings in
    both languages with their places, the document's text and tables, the inspection sheets."""
    other = document_report(checked, report.file, Settings(lang="en"))
    english = {finding_id(one): one for one in other.findings}
    findings = [_finding(one, english.get(finding_id(one), one)) for one in report.findings]
    said = {
        "schema": SCHEMA,
        "documents": [document_json(report)],
        "findings": findings,
        "mended": [_finding(one, one) for one in report.mended],
        "shown": list(_shown(checked)),
    }
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    inspection = inspection_of(checked, report, load_sheet("thirty-two"), "zh")
    write_inspection_workbook([inspection], path.with_suffix(".inspection.xlsx"), "zh")
    write_inspection_word([inspection], path.with_suffix(".inspection.docx"), "zh")


def finding_id(found: ReportedFinding) -> tuple[str, str, tuple[str, ...]]:
    """What tells a finding from others of one document, in every language."""
    return found.key, found.variant, tuple(str(place.spot) for place in found.where)


def _finding(zh: ReportedFinding, en: ReportedFinding) -> dict[str, Any]:
    told = {"zh": _words(zh, "zh"), "en": _words(en, "en")}
    return {
        "key": zh.key,
        "code": zh.code,
        "severity": zh.severity,
        "expected": words.expected_words(zh),
        "status": zh.status,
        "words": told,
        "places": [_place(place) for place in zh.where],
    }


def _words(found: ReportedFinding, lang: str) -> dict[str, Any]:
    return {
        "title": found.title,
        "message": found.message,
        "todo": words.todo_lines(found, lang),
        "places": [words.place_words(place, lang) for place in found.where],
        "derived": [_identity(one, lang) for one in found.identities],
    }


def _identity(told: BrokenIdentity, lang: str) -> dict[str, Any]:
    """A broken identity as lines: sign, place, what is printed; and the difference."""
    lines = [
        [
            words.sign(operand.coefficient, number == 0),
            words.place_words(operand.where, lang),
            words.printed_words(operand.where, lang),
        ]
        for number, operand in enumerate(told.operands)
    ]
    kind = words.identity_words(told, lang)
    return {"kind": kind, "lines": lines, "difference": words.difference_words(told)}


def _place(place: Where) -> dict[str, Any]:
    spot = place.spot
    return {
        "id": spot_id(spot),
        "page": spot.page,
        "box": [round(number, 1) for number in spot.box] if spot.box else None,
        "file": spot.file,
        "printed": place.printed,
        "quote": place.quote[:_TEXT],
        "form": place.form,
        "row": place.row,
        "column": place.column,
    }


def spot_id(spot: Spot) -> str:
    """The name of a place within the page that shows a document's text; empty for pdf."""
    if spot.page and spot.box:
        return ""
    if spot.cell:
        parts = ["c", spot.file, spot.sheet, spot.cell]
    elif spot.table:
        parts = ["t", spot.file, str(spot.table), str(spot.row), str(spot.column)]
    elif spot.line:
        parts = ["l", spot.file, str(spot.line)]
    else:
        return ""
    return "/".join(parts)


def _shown(checked: Checked) -> Iterator[dict[str, Any]]:
    """The document's own text and tables, in order, as far as a page can hold them."""
    reading, left = checked.subject.reading, _CELLS
    for document in reading.documents if reading else ():
        if document.format == "pdf":
            continue
        parts: list[dict[str, Any]] = []
        for part in document.parts:
            if left <= 0:
                parts.append({"cut": True})
                break
            if isinstance(part, Grid):
                parts.append(_grid(part))
                left -= sum(len(row) for row in part.rows)
            elif part.text.strip():
                text = part.text[:_TEXT]
                parts.append({"text": text, "heading": part.heading, "id": spot_id(part.spot)})
                left -= 1
        yield {"file": document.file, "format": document.format, "parts": parts}


def _grid(grid: Grid) -> dict[str, Any]:
    rows = [[_cell(cell) if cell else None for cell in row] for row in grid.rows]
    return {"rows": rows, "sheet": grid.spot.sheet}


def _cell(cell: GridText) -> dict[str, Any]:
    """A cell's text; an amount is marked, so that it stands right."""
    said = {"text": cell.text[:_TEXT], "id": spot_id(cell.spot)}
    return said | ({"amount": True} if _AMOUNT.fullmatch(cell.text.strip()) else {})
