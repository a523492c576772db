"""Reports as SARIF 2.1.0, for tools that show findings beside the files they are in.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0. Lines of text become
regions; pages with boxes, sheets and cells, which SARIF has no word for, are named in the
message and kept as properties.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from juesuan import __version__
from juesuan.checks import Rule, Where, all_rules
from juesuan.messages import say
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.plain import Summary, spot_json
from juesuan.reporting.words import accepted_words, expected_words, place_words, spot_words

__all__ = ["SarifWriter"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_STATES = {"new": "new", "remaining": "unchanged"}


class SarifWriter:
    """Writes one run, result by result."""

    def __init__(self, stream: TextIO, lang: str) -> None:
        self._stream, self._lang = stream, lang
        self._rules = {code: number for number, code in enumerate(all_rules())}
        self._first = True
        self._problems: list[dict[str, Any]] = []
        driver = {
            "name": "juesuan",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": [_rule(rule, lang) for rule in all_rules().values()],
        }
        language = {"zh": "zh-CN", "en": "en"}[lang]
        stream.write(f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{\n')
        stream.write(f'"tool": {json.dumps({"driver": driver}, ensure_ascii=False, indent=1)},\n')
        stream.write(f'"language": "{language}", "columnKind": "unicodeCodePoints",\n"results": [')

    def document(self, report: DocumentReport) -> None:
        """Write a document's results; a file that could not be checked becomes a notification
        at the end."""
        if report.problem is not None:
            self._problems.append(
                {
                    "level": "error",
                    "message": {"text": report.problem.text},
                    "descriptor": {"id": report.problem.key},
                    "locations": [{"physicalLocation": _artifact(report.file)}],
                }
            )
        for found in (*report.findings, *report.accepted):
            self._result(_result(report, found, self._rules, self._lang))
        for found in report.mended:
            gone = _result(report, found, self._rules, self._lang)
            self._result({**gone, "baselineState": "absent"})

    def end(self, summary: Summary) -> None:
        """Write the end of the run."""
        told = [{"executionSuccessful": not self._problems}]
        if self._problems:
            told[0]["toolExecutionNotifications"] = self._problems  # type: ignore[assignment]
        said = json.dumps(told, ensure_ascii=False, indent=1)
        properties = json.dumps({"summary": summary.plain()}, ensure_ascii=False)
        self._stream.write(f'\n],\n"invocations": {said},\n"properties": {properties}\n}}]}}\n')

    def _result(self, result: dict[str, Any]) -> None:
        text = json.dumps(result, ensure_ascii=False, indent=1)
        self._stream.write(("" if self._first else ",") + "\n" + text)
        self._first = False


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    examples = f"✗ {rule.wrong[lang]}\n\n✓ {rule.right[lang]}"
    return {
        "id": rule.code,
        "name": rule.title["en"].title().replace(" ", ""),
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.why[lang]},
        "help": {"text": f"{rule.source}\n\n{examples}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"category": rule.category.name[lang]},
    }


def _result(
    report: DocumentReport, found: ReportedFinding, rules: dict[str, int], lang: str
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.code,
        "level": _LEVELS[found.severity],
        "message": {"text": _message(report, found, lang)},
        "locations": [_location(report, place, lang) for place in found.where[:1]],
        "partialFingerprints": {"juesuan/v1": fingerprint(report, found)},
        "properties": {
            "unit": report.unit,
            "year": report.year,
            "key": found.key,
            "expected": found.expected,
        },
    }
    if found.code in rules:
        result["ruleIndex"] = rules[found.code]
    if not result["locations"]:
        result["locations"] = [{"physicalLocation": _artifact(report.file)}]
    others: Sequence[Where] = found.where[1:]
    if others:
        result["relatedLocations"] = [
            {**_location(report, place, lang), "id": number}
            for number, place in enumerate(others, 1)
        ]
    if found.status:
        result["baselineState"] = _STATES[found.status]
    if found.accepted:
        words = accepted_words(found.accepted, lang)
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": words}
        ]
    return result


def _message(report: DocumentReport, found: ReportedFinding, lang: str) -> str:
    """What is wrong, where in words, and what should stand there."""
    parts = [found.message]
    if found.where:
        place = found.where[0]
        spot = spot_words(place.spot, lang, Path(report.file).name)
        parts.append(f"{place_words(place, lang)} {spot}".strip())
    if found.expected:
        parts.append(f"{say('report.expected', lang)} {expected_words(found)}")
    return "\n".join(parts)


def _location(report: DocumentReport, place: Where, lang: str) -> dict[str, Any]:
    file = report.file
    if place.spot.file and Path(place.spot.file).name != Path(file).name:
        file = f"{file}/{place.spot.file}"
    physical = _artifact(file)
    if place.spot.line:
        physical["region"] = {"startLine": place.spot.line}
    return {
        "physicalLocation": physical,
        "message": {"text": place_words(place, lang)},
        "logicalLocations": [{"fullyQualifiedName": _logical(place), "kind": "member"}],
        "properties": spot_json(place.spot),
    }


def _logical(place: Where) -> str:
    cell = ":".join(filter(None, (place.form, place.row, place.column)))
    named = "/".join(
        filter(None, (cell, place.project, place.part, place.section, place.item, place.role))
    )
    return named or "document"


def _artifact(file: str) -> dict[str, Any]:
    path = Path(file)
    uri = path.absolute().as_uri() if path.is_absolute() else quote(path.as_posix())
    return {"artifactLocation": {"uri": uri}}


def fingerprint(report: DocumentReport, found: ReportedFinding) -> str:
    """Names a finding over versions of a document, wherever the file lies."""
    document = f"{report.unit} {report.year}" if report.unit else Path(report.file).name
    return hashlib.sha256(f"{document}\n{found.key}".encode()).hexdigest()[:32]
