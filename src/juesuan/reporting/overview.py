"""The summary that every report for people begins with (摘要): the verdict, the gravest findings,
what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juesuan.messages import say
from juesuan.reporting.model import DocumentReport, ReportedCoverage, ReportedFinding
from juesuan.reporting.unbroken import pieces
from juesuan.reporting.weighing import gravest

__all__ = ["Gravest", "gravest_findings", "shortened", "unchecked", "verdict"]

_MOST, _LONGEST = 5, 90
"""Findings that a summary names, and the characters it gives each."""


@dataclass(frozen=True)
class Gravest:
    """One of the gravest findings: itself, how many of its rule there are, and it in short."""

    found: ReportedFinding
    count: int
    said: str


def verdict(report: DocumentReport, lang: str) -> tuple[str, str]:
    """What a document's findings come to, with its sign, and a style for it."""
    if report.problem is not None:
        return f"✗ {say('report.not_read', lang)}", "red"
    counts, coverage = report.counts, report.coverage
    if counts["error"]:
        return f"✗ {say('report.must_be_mended', lang, count=counts['error'])}", "red"
    if coverage.nothing:
        return f"○ {say('report.nothing_checked', lang)}", "yellow"
    if counts["warning"]:
        return f"! {say('report.to_be_looked_at', lang, count=counts['warning'])}", "yellow"
    partly = len({outcome.code for outcome in coverage.not_checked})
    key = "nothing_found_but" if partly else "nothing_found"
    said = f"✓ {say(f'report.{key}', lang, count=partly)}"
    if counts["info"]:
        said += say("report.and_notes", lang, count=counts["info"])
    return said, "green"


def gravest_findings(report: DocumentReport) -> list[Gravest]:
    """The gravest findings, one of each rule; notes are not among them."""
    return [
        Gravest(found, count, shortened(found.message))
        for found, count in gravest(report.findings, _MOST)
    ]


def unchecked(coverage: ReportedCoverage, lang: str) -> Iterator[str]:
    """Why rules could not be checked, each reason with how many rules it stopped."""
    reasons: dict[str, set[str]] = {}
    for outcome in coverage.not_checked:
        reasons.setdefault(outcome.why, set()).add(outcome.code)
    for why, codes in sorted(reasons.items(), key=lambda one: -len(one[1])):
        yield say("report.unchecked_rules", lang, why=why, count=len(codes))


def shortened(text: str, most: int = _LONGEST) -> str:
    """A text of at most so many characters, cut where no figure or name is parted."""
    if len(text) <= most:
        return text
    found = ""
    for piece in pieces(text):
        if len(found) + len(piece) > most:
            break
        found += piece
    return f"{found or text[:most]}…"
