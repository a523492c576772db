"""The inspection sheet as rows of texts, which a workbook and a Word document print alike."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.messages import say
from juesuan.reporting.inspection.judging import Inspection
from juesuan.reporting.inspection.plain import evidence_words

__all__ = ["about", "head", "overview", "overview_head", "rows"]

_KEYS = ("number", "group", "indicator", "points", "deduction", "verdict", "deducted", "evidence")
_SLOTS = ("decision", "remark")


def head(inspection: Inspection, lang: str) -> list[str]:
    """The heads of the columns; without points, where a sheet has none."""
    return [say(f"inspect.{key}", lang) for key in _columns(inspection)]


def rows(inspection: Inspection, lang: str) -> list[list[str | int]]:
    """The rows; the last two columns are the inspector's own."""
    found = []
    for number, one in enumerate(inspection.judgements, 1):
        row = one.row
        values: dict[str, str | int] = {
            "number": number,
            "group": inspection.sheet.groups[row.group][lang],
            "indicator": row.title[lang],
            "points": row.points,
            "deduction": row.deduction[lang] if row.deduction else "",
            "verdict": say(f"inspect.{one.verdict}", lang),
            "deducted": one.deducted if one.verdict != "open" else "",
            "evidence": "\n".join(evidence_words(one, lang)),
            "source": row.source,
        }
        found.append([values.get(key, "") for key in _columns(inspection)])
    return found


def _columns(inspection: Inspection) -> tuple[str, ...]:
    without = set() if inspection.sheet.points else {"points", "deduction", "deducted"}
    return tuple(key for key in (*_KEYS, "source", *_SLOTS) if key not in without)


def about(inspection: Inspection, lang: str) -> str:
    """What the rows come to, in a line."""
    counts = {verdict: inspection.count(verdict) for verdict in ("yes", "no", "open")}
    said = say("inspect.counts", lang, **{f"{k}_rows": n for k, n in counts.items()})
    if not inspection.sheet.points:
        return said
    left = inspection.sheet.points - inspection.judged
    points = {"judged": inspection.judged, "deducted": inspection.deducted, "left": left}
    return f"{said} {say('inspect.sum', lang, **points)}"


def overview_head(lang: str) -> list[str]:
    """The heads of the table of all units."""
    keys = ("unit", "file", "yes", "no", "open", "judged", "deducted", "faulty")
    return [say(f"inspect.{key}", lang) for key in keys]


def overview(inspections: Sequence[Inspection], lang: str) -> list[list[str | int]]:
    """A row for each unit: how its rows were judged, and which were not kept."""
    found: list[list[str | int]] = []
    for one in inspections:
        name = one.report.file.replace("\\", "/").rpartition("/")[2]
        if one.report.problem is not None:
            found.append([one.report.unit, name, "", "", "", "", "", one.report.problem.text])
            continue
        counts = [one.count("yes"), one.count("no"), one.count("open")]
        faulty = [j.row.title[lang] for j in one.judgements if j.verdict == "no"]
        joined = ("；" if lang == "zh" else "; ").join(faulty)
        found.append([one.report.unit, name, *counts, one.judged, one.deducted, joined])
    return found
