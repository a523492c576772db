"""Written explanations (出错说明): why a finding stands as it is, in the unit's own words.

They travel in the report and do not take a finding back: an error that is explained is still
one; an explained warning needs no correction.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from juesuan.reporting.baseline import Accepted, entries_of
from juesuan.reporting.model import DocumentReport

__all__ = ["explain_findings", "read_explanations"]


def read_explanations(path: str | Path) -> list[Accepted]:
    """The ``[[explained]]`` entries of a file: the document, the finding's ``key``, ``who``
    explains it and ``why`` it is so. A file that ``check --write-baseline`` wrote, filled in,
    says the same as ``[[accepted]]``. Raises ``SettingsError`` naming the entry."""
    return entries_of(path, "explained", "accepted")


def explain_findings(report: DocumentReport, entries: Iterable[Accepted]) -> DocumentReport:
    """The report with each explained finding marked so, its explanation beside it."""
    mine = {entry.key: entry.acceptance for entry in entries if entry.is_of(report)}
    if not mine:
        return report
    findings = tuple(
        replace(found, status="explained", explained=mine[found.key])
        if found.key in mine
        else found
        for found in report.findings
    )
    return replace(report, findings=findings)
