"""The summary that every report for people begins with (摘要): the verdict, the gravest findings,
what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from juesuan import __version__
from juesuan.messages import say
from juesuan.reporting.model import DocumentReport, ReportedCoverage, ReportedFinding
from juesuan.reporting.unbroken import pieces
from juesuan.reporting.weighing import gravest

__all__ = [
    "Gravest",
    "about",
    "gravest_findings",
    "shortened",
    "summary_lines",
    "unchecked",
    "verdict",
]

_MOST, _LONGEST = 5, 90
"""Findings that a summary names, and the characters it gives each."""


class Gravest(Struct, frozen=True):
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


def summary_lines(report: DocumentReport, lang: str) -> Iterator[str]:
    """The summary below the verdict: the counts, the gravest findings, why rules could not be
    checked."""
    counts = (
        f"{say(f'severity.{severity}', lang)} {count}" for severity, count in report.counts.items()
    )
    yield "    ".join([*counts, *_rounds(report, lang)])
    for number, one in enumerate(gravest_findings(report), 1):
        more = say("report.of_rule", lang, count=one.count) if one.count > 1 else ""
        yield f"{number}. {one.found.code} {one.said}{more}"
    if why := list(unchecked(report.coverage, lang)):
        joined = ("；" if lang == "zh" else "; ").join(why)
        yield f"{say('report.not_checked', lang)}{'：' if lang == 'zh' else ': '}{joined}"


def about(report: DocumentReport, lang: str) -> list[str]:
    """What was checked, when and by which version, and the sum of the file."""
    said = [Path(report.file).name, report.form_set_name, report.money]
    if report.checked_on:
        said.append(say("report.checked_on", lang, date=report.checked_on.isoformat()))
    said.append(f"juesuan {__version__}")
    if report.sha256:
        said.append(f"SHA-256 {report.sha256}")
    return [text for text in said if text]


def _rounds(report: DocumentReport, lang: str) -> list[str]:
    """The second round in figures."""
    told = []
    if report.compared:
        told.append(f"{say('report.mended', lang)} {len(report.mended)}")
    for status in ("remaining", "new", "explained"):
        count = sum(found.status == status for found in report.findings)
        if report.compared or count:
            told.append(f"{say(f'report.{status}', lang)} {count}")
    return told
