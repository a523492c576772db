"""The second round (复核): what of an earlier report is mended, what remains, what is new."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks import SEVERITIES, Where, all_rules
from juesuan.reading import Spot
from juesuan.reporting.former_keys import current_place
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.settings import SettingsError

__all__ = ["Earlier", "compare", "read_earlier"]


class Earlier(Struct, frozen=True):
    """A document of an earlier report: what names it, and its findings."""

    file: str
    unit: str
    year: int
    findings: tuple[ReportedFinding, ...]


def read_earlier(path: str | Path) -> list[Earlier]:
    """The documents of a report written as JSON. Raises ``SettingsError``."""
    path = Path(path)
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise SettingsError("unreadable", path=path, why=error.strerror) from error
    except ValueError as error:
        raise SettingsError("not_a_report", path=path) from error
    try:
        if data["schema"] != 1:
            raise SettingsError("other_schema", path=path, found=data["schema"])
        return [_earlier(document) for document in data["documents"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError("not_a_report", path=path) from error


def _earlier(data: Mapping[str, Any]) -> Earlier:
    findings = tuple(_finding(entry) for entry in (*data["findings"], *data["accepted"]))
    return Earlier(str(data["file"]), str(data["unit"]), int(data["year"]), findings)


def _finding(data: Mapping[str, Any]) -> ReportedFinding:
    severity = data["severity"]
    return ReportedFinding(
        code=str(data["code"]),
        severity=severity if severity in SEVERITIES else "error",
        title=str(data["title"]),
        message=str(data["message"]),
        where=tuple(_place(entry) for entry in data["where"]),
        expected=str(data.get("expected", "")),
        advice=str(data.get("todo", "")),
    )


_PLACE = tuple(name for name in Where.__struct_fields__ if name != "spot")


def _place(data: Mapping[str, Any]) -> Where:
    texts = {name: str(data[name]) for name in _PLACE if name in data}
    evidence = data.get("evidence", {})
    spot = Spot(file=str(evidence.get("file", "")), page=int(evidence.get("page", 0)))
    return Where(spot=spot, **current_place(texts))


def compare(report: DocumentReport, earlier: Sequence[Earlier], only: bool) -> DocumentReport:
    """The report with each finding marked as new or remaining, and with those that are gone.

    Documents are the same by unit and year, else by file name; ``only`` says that both
    reports are of one document. A finding whose rule was not checked this time is not called
    mended.
    """
    before = _before(report, earlier, only)
    if before is None or report.problem:
        return report
    old: dict[str, list[ReportedFinding]] = defaultdict(list)
    for finding in before.findings:
        old[finding.key].append(finding)

    def marked(finding: ReportedFinding) -> ReportedFinding:
        same = old.get(finding.key)
        if not same:
            return replace(finding, status="new")
        alike = [n for n, other in enumerate(same) if other.message == finding.message]
        same.pop(alike[0] if alike else 0)
        return replace(finding, status="remaining")

    accepted = tuple(marked(finding) for finding in report.accepted)
    findings = tuple(marked(finding) for finding in report.findings)
    following = {one.finding.key for found in (*accepted, *findings) for one in found.follows}
    gone = [f for key, same in old.items() for f in same if key not in following]
    checked = set(report.coverage.rules) | (_codes(gone) - set(all_rules()))
    return replace(
        report,
        findings=findings,
        accepted=accepted,
        mended=tuple(f for f in gone if f.code in checked),
        unchecked=tuple(f for f in gone if f.code not in checked),
        compared=True,
    )


def _codes(findings: Sequence[ReportedFinding]) -> set[str]:
    return {finding.code for finding in findings}


def _before(report: DocumentReport, earlier: Sequence[Earlier], only: bool) -> Earlier | None:
    if only and len(earlier) == 1:
        return earlier[0]
    name = Path(report.file).name
    for entry in earlier:
        if entry.unit and (entry.unit, entry.year) == (report.unit, report.year):
            return entry
    return next((entry for entry in earlier if Path(entry.file).name == name), None)
