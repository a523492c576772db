"""A document beside what was found in it, its pictures, its papers."""

from __future__ import annotations

import json
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control

from juesuan.workbench.people.models import Role, User
from juesuan.workbench.people.rights import may, users_for
from juesuan.workbench.reviewing.checking import kept, path_of
from juesuan.workbench.reviewing.models import Decision, Document, Finding

__all__ = ["document", "original", "picture", "shown_finding"]

_SCALE = 1000
"""Units of a page's width in its drawing of boxes."""


def document(request: HttpRequest, document: int) -> HttpResponse:
    """The document and its findings side by side."""
    query = Document.objects.select_related("filing__unit", "job", "by")
    found = get_object_or_404(query, pk=document)
    findings = list(
        found.findings.select_related("decided_by", "assigned").prefetch_related("comments__who")
    )
    shown = {
        "document": found,
        "filing": found.filing,
        "findings": findings,
        "pages": _pages(found, findings),
        "parts": _parts(found),
        "counts": _counts(findings),
        **_may(request, found),
    }
    return render(request, "workbench/document.html", shown)


def shown_finding(request: HttpRequest, finding: Finding, status: int = 200) -> HttpResponse:
    """One finding's card alone, as it is after a change."""
    shown = {"finding": finding, "open": True, **_may(request, finding.document)}
    return render(request, "workbench/finding.html", shown, status=status)


@cache_control(private=True, max_age=86_400, immutable=True)
def picture(request: HttpRequest, document: int, page: int) -> FileResponse:
    """The picture of a page."""
    found = get_object_or_404(Document, pk=document)
    path = kept(found).with_name(f"{page}.webp")
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/webp")


def original(request: HttpRequest, document: int) -> FileResponse:
    """The file as it was handed in; always to be saved, never shown by the browser."""
    path = path_of(get_object_or_404(Document, pk=document))
    if path.is_dir():
        raise Http404
    kind = "application/octet-stream"
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=kind)


def _may(request: HttpRequest, found: Document) -> dict[str, Any]:
    unit = found.filing.unit
    assert isinstance(request.user, User)
    decides = may(request.user, [Role.REVIEWER], unit)
    return {
        "decides": decides,
        "decisions": list(Decision.values),
        "colleagues": users_for(unit, [Role.REVIEWER, Role.PREPARER]) if decides else [],
    }


def _pages(found: Document, findings: list[Finding]) -> list[dict[str, Any]]:
    """A pdf's pages with the boxes of findings, in thousandths of the page's width."""
    boxes: dict[int, list[dict[str, Any]]] = {}
    for finding in findings:
        for number, place in enumerate(finding.places):
            if place["box"] and place["page"] and finding.status != "mended":
                box = {"finding": finding, "place": number, "box": place["box"]}
                boxes.setdefault(place["page"], []).append(box)
    pages = []
    for number, (width, height) in enumerate(found.pages, 1):
        scale = _SCALE / width
        drawn = [_drawn(one, scale) for one in boxes.get(number, [])]
        tall = round(height * scale)
        pages.append({"number": number, "width": _SCALE, "height": tall, "boxes": drawn})
    return pages


def _drawn(one: dict[str, Any], scale: float) -> dict[str, Any]:
    left, top, right, bottom = one["box"]
    return {
        "finding": one["finding"],
        "place": one["place"],
        "x": round(left * scale - 4),
        "y": round(top * scale - 4),
        "width": round((right - left) * scale + 8),
        "height": round((bottom - top) * scale + 8),
    }


def _parts(found: Document) -> list[dict[str, Any]]:
    """The text and tables of a document that is no pdf, each place that findings name marked."""
    path = kept(found)
    if not found.checked or found.pages or not path.is_file():
        return []
    shown: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["shown"]
    marks: dict[str, str] = {}
    for finding in found.findings.exclude(status="mended").order_by("-number"):
        marks |= {place["id"]: finding.severity for place in finding.places if place["id"]}
    for file in shown:
        for part in file["parts"]:
            for cell in [part, *(c for row in part.get("rows", []) for c in row if c)]:
                cell["mark"] = marks.get(cell.get("id", ""), "")
                if not cell["mark"]:
                    cell.pop("id", None)
    return shown


def _counts(findings: list[Finding]) -> dict[str, int]:
    counts = dict.fromkeys(("error", "warning", "info", "mended", "new", "remaining"), 0)
    for finding in findings:
        if finding.status == "mended":
            counts["mended"] += 1
            continue
        counts[finding.severity] += 1
        if finding.status in counts:
            counts[finding.status] += 1
    return {name: count for name, count in counts.items() if count}
