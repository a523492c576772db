"""Inspections as plain data (JSON)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from juesuan import __version__
from juesuan.messages import say
from juesuan.reporting.inspection.judging import Inspection, Judgement
from juesuan.reporting.plain import spot_json

__all__ = ["evidence_words", "inspections_json", "why_words"]


def why_words(one: Judgement, lang: str) -> str:
    """Why a row was so judged, beside its evidence."""
    if not one.why:
        return ""
    lacking = [text.replace("|", "/") for text in one.lacking]
    codes = sorted({code.partition(".")[0] for code in one.row.rules})
    return say(f"inspect.{one.why}", lang, lacking=lacking, codes=codes)


def evidence_words(one: Judgement, lang: str) -> list[str]:
    """The evidence in lines: the place, page or line, and text; then why."""
    lines = [" ".join(filter(None, (entry.place, entry.at, entry.text))) for entry in one.evidence]
    return [line for line in (*lines, why_words(one, lang)) if line]


def inspections_json(inspections: Sequence[Inspection], lang: str) -> dict[str, Any]:
    """All inspections of a run; the inspector's decision and remark are left empty."""
    return {
        "program": {"name": "juesuan", "version": __version__},
        "lang": lang,
        "documents": [_document(one, lang) for one in inspections],
    }


def _document(one: Inspection, lang: str) -> dict[str, Any]:
    report = one.report
    said: dict[str, Any] = {
        "file": Path(report.file).name,
        "unit": report.unit,
        "year": report.year,
        "sha256": report.sha256,
        "sheet": one.sheet.title[lang],
    }
    if report.problem is not None:
        return {**said, "problem": {"key": report.problem.key, "message": report.problem.text}}
    counts = {verdict: one.count(verdict) for verdict in ("yes", "no", "open")}
    points = {"of": one.sheet.points, "judged": one.judged, "deducted": one.deducted}
    rows = [_row(judgement, one, lang) for judgement in one.judgements]
    return {**said, "counts": counts, "points": points, "rows": rows}


def _row(one: Judgement, inspection: Inspection, lang: str) -> dict[str, Any]:
    row = one.row
    return {
        "key": row.key,
        "group": inspection.sheet.groups[row.group][lang],
        "title": row.title[lang],
        "source": row.source,
        "points": row.points,
        "deduction": row.deduction[lang] if row.deduction else "",
        "verdict": one.verdict,
        "faults": one.faults,
        "deducted": one.deducted,
        "evidence": [
            {"place": entry.place, "at": entry.at, "text": entry.text, **_spot(entry.spot)}
            for entry in one.evidence
        ],
        "why": why_words(one, lang),
        "decision": "",
        "remark": "",
    }


def _spot(spot: Any) -> dict[str, Any]:
    found = spot_json(spot)
    return {"spot": found} if found else {}
