"""Papers to hand over: the notice of correction, the inspection sheet."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from msgspec.structs import replace

from juesuan.reporting import DocumentReport, read_earlier, write_notice
from juesuan.reporting.model import Acceptance, ReportedFinding
from juesuan.workbench.reviewing.checking import kept
from juesuan.workbench.reviewing.models import Decision, Document
from juesuan.workbench.words import language

__all__ = ["inspection", "notice"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def notice(request: HttpRequest, document: int) -> HttpResponse:
    """The notice of correction (整改通知书): what reviewers let stand, in Word."""
    found = _checked(document)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notice.docx"
        write_notice(_decided(found), path, language(), found.filing.due)
        content = path.read_bytes()
    name = f"notice-{found.filing.unit.code}-{found.filing.year}-{found.round}.docx"
    answer = HttpResponse(content, content_type=_WORD)
    answer["Content-Disposition"] = f'attachment; filename="{_ascii(name)}"'
    return answer


def inspection(request: HttpRequest, document: int, ending: str) -> FileResponse:
    """The inspection sheet (检查表) as ``xlsx`` or ``docx``."""
    found = _checked(document)
    path = kept(found).with_name(f"paper.inspection.{ending}")
    if ending not in {"xlsx", "docx"} or not path.is_file():
        raise Http404
    name = _ascii(f"inspection-{found.filing.unit.code}-{found.filing.year}.{ending}")
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


def _decided(found: Document) -> DocumentReport:
    """The report as it was kept, without what was rejected and with what was explained."""
    (earlier,) = read_earlier(kept(found))
    decided = {one.key: one for one in found.findings.exclude(status="mended")}

    def standing(one: ReportedFinding) -> ReportedFinding | None:
        said = decided.get(one.key)
        if said is not None and said.decision == Decision.REJECTED:
            return None
        if said is not None and said.decision == Decision.EXPLAINED:
            who = Acceptance(0, str(said.decided_by or ""), said.reason)
            return replace(one, status="explained", explained=who)
        return one

    findings = tuple(one for one in map(standing, earlier.findings) if one is not None)
    return DocumentReport(
        file=found.name,
        unit=found.filing.unit.name,
        year=found.filing.year,
        findings=findings,
        sha256=found.sha256,
        checked_on=found.at.date(),
    )


def _checked(number: int) -> Document:
    query = Document.objects.select_related("filing__unit")
    found = get_object_or_404(query, pk=number)
    if not found.checked:
        raise Http404
    return found


def _ascii(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-._") else "_" for c in name)
