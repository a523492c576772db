"""Reports as plain data (JSON): a stable shape with a version, described by
``data/report.schema.json``. Amounts are decimal strings; there are no floats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TextIO

from msgspec import Struct, field

from juesuan import __version__
from juesuan.checks import SEVERITIES, BrokenIdentity, Consequence, Severity, Where
from juesuan.reading import Spot
from juesuan.reporting.model import (
    Acceptance,
    DocumentReport,
    ReportedCoverage,
    ReportedFinding,
)

__all__ = ["SCHEMA", "JsonWriter", "Summary", "document_json", "finding_json"]

SCHEMA = 1
"""The version of the shape; it changes when a reader of the old one would be misled."""


class Summary(Struct, kw_only=True):
    """What all documents of a run come to."""

    documents: int = 0
    unusable: int = 0
    counts: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    accepted: int = 0
    expired: int = 0
    new: int = 0
    remaining: int = 0
    mended: int = 0
    explained: int = 0
    compared: int = 0

    def add(self, report: DocumentReport) -> None:
        """Count a document in."""
        self.documents += 1
        self.unusable += report.problem is not None
        for severity, count in report.counts.items():
            self.counts[severity] += count
        self.accepted += len(report.accepted)
        self.expired += sum(found.expired is not None for found in report.findings)
        self.new += sum(found.status == "new" for found in report.findings)
        self.remaining += sum(found.status == "remaining" for found in report.findings)
        self.mended += len(report.mended)
        self.explained += sum(found.status == "explained" for found in report.findings)
        self.compared += report.compared

    def plain(self) -> dict[str, Any]:
        """The summary as plain data."""
        said: dict[str, Any] = {
            "documents": self.documents,
            "unusable": self.unusable,
            **{str(severity): count for severity, count in self.counts.items()},
            "accepted": self.accepted,
        }
        if self.compared:
            said |= {"new": self.new, "remaining": self.remaining, "mended": self.mended}
        if self.explained:
            said["explained"] = self.explained
        return said


def document_json(report: DocumentReport) -> dict[str, Any]:
    """A document's report as plain data."""
    said: dict[str, Any] = {
        "file": report.file,
        "unit": report.unit,
        "year": report.year,
        "form_set": report.form_set,
        "money_unit": report.money,
        "findings": [finding_json(found) for found in report.findings],
        "accepted": [finding_json(found) for found in report.accepted],
        "coverage": _coverage(report.coverage),
    }
    if report.sha256:
        said["sha256"] = report.sha256
    if report.checked_on:
        said["checked_on"] = report.checked_on.isoformat()
    if report.compared:
        said["mended"] = [finding_json(found) for found in report.mended]
        said["not_checked_again"] = [finding_json(found) for found in report.unchecked]
    if report.problem is not None:
        said["problem"] = {"key": report.problem.key, "message": report.problem.text}
    return said


def finding_json(found: ReportedFinding) -> dict[str, Any]:
    """A finding as plain data."""
    said: dict[str, Any] = {
        "code": found.code,
        "severity": found.severity,
        "title": found.title,
        "message": found.message,
        "where": [place_json(place) for place in found.where],
        "expected": found.expected,
        "identities": [_identity(told) for told in found.identities],
        "key": found.key,
    }
    if found.advice:
        said["todo"] = found.advice
    if found.candidates:
        said["candidates"] = [
            {**place_json(place), "expected": expected} for place, expected in found.candidates
        ]
    if found.follows:
        said["follows"] = [_following(one) for one in found.follows]
    if found.status:
        said["status"] = found.status
    if found.accepted:
        said["accepted"] = _acceptance(found.accepted)
    if found.explained:
        said["explained"] = _acceptance(found.explained)
    if found.expired:
        said["acceptance_expired"] = _acceptance(found.expired)
    return said


def _following(one: Consequence) -> dict[str, Any]:
    """Something that follows from a finding as plain data."""
    told = one.finding
    places = [place_json(place) for place in told.where]
    said = {"code": told.code, "key": told.key, "where": places, "agrees": one.agrees}
    return {**said, "expected": one.expected} if one.expected else said


_PLACE = ("form", "form_title", "row", "row_label", "column", "column_label")
_ELSEWHERE = ("project", "part", "section", "heading", "item", "role", "quote")


def place_json(place: Where) -> dict[str, Any]:
    """A place as plain data: its names, what is printed there, the evidence."""
    names = {name: getattr(place, name) for name in (*_PLACE, *_ELSEWHERE)}
    said: dict[str, Any] = {name: value for name, value in names.items() if value}
    return {**said, "printed": place.printed, "evidence": spot_json(place.spot)}


def spot_json(spot: Spot) -> dict[str, Any]:
    """A spot as plain data: what is empty left out, a box in whole points."""
    found: dict[str, Any] = {
        name: value
        for name in Spot.__struct_fields__
        if name != "box" and (value := getattr(spot, name))
    }
    if spot.box:
        found["box"] = [round(side) for side in spot.box]
    return found


def _identity(told: BrokenIdentity) -> dict[str, Any]:
    return {
        "kind": told.kind,
        "dimension": told.dimension,
        "operands": [
            {"coefficient": operand.coefficient, **place_json(operand.where)}
            for operand in told.operands
        ],
        "difference": told.difference,
        "unit": told.unit,
    }


def _acceptance(acceptance: Acceptance) -> dict[str, str]:
    said = {"who": acceptance.who, "why": acceptance.why}
    return {**said, "until": acceptance.until.isoformat()} if acceptance.until else said


def _coverage(coverage: ReportedCoverage) -> dict[str, Any]:
    return {
        "rules": {
            "checked": list(coverage.rules),
            "held": coverage.held,
            "not_checked": [
                {"code": n.code, "reason": n.reason, "message": n.why} for n in coverage.not_checked
            ],
            "not_selected": list(coverage.left_out),
            "on_trial": list(coverage.previews),
        },
        "identities": dict(coverage.identities),
        "forms": {"read": list(coverage.forms), "missing": list(coverage.missing)},
        "figures": {"certain": coverage.certain, "uncertain": coverage.uncertain},
        "narrative": {
            "sections": coverage.sections,
            "figures": coverage.mentions,
            "not_understood": coverage.mentions_unclear,
        },
        "performance": dict(coverage.performance),
        "numbers": {
            **coverage.shares,
            "listed": [
                {
                    "text": one.text,
                    "class": one.figure_class,
                    "kind": one.kind,
                    "area": one.area,
                    "place": place_json(one.where),
                }
                for one in coverage.numbers
            ],
        },
        "not_understood": [
            {"what": key, "first": words, "count": count} for key, words, count in coverage.unread
        ],
    }


class JsonWriter:
    """Writes a report document by document, so that any number of them can be written."""

    def __init__(self, stream: TextIO, lang: str) -> None:
        self._stream = stream
        self._first = True
        head = {"schema": SCHEMA, "program": {"name": "juesuan", "version": __version__}}
        written = _dumped({**head, "lang": lang})
        stream.write(written[:-2] + ',\n "documents": [')

    def document(self, report: DocumentReport) -> None:
        """Write a document."""
        self._stream.write(("" if self._first else ",") + "\n" + _dumped(document_json(report)))
        self._first = False

    def end(self, summary: Summary) -> None:
        """Write the end of the report."""
        self._stream.write(f'\n],\n "summary": {_dumped(summary.plain())}\n}}\n')


def _dumped(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
