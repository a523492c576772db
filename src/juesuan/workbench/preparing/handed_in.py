"""The evidence that was handed in with a draft's forms (送审的佐证材料), for who reviews them.

A reviewer sees the files that were attached when the forms were handed in, and nothing of what the
unit does with its draft before or after.
"""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from juesuan.drafts import EVIDENCE, Lines, text_key
from juesuan.workbench.preparing.evidence import given_out
from juesuan.workbench.preparing.models import Draft, Edit, Evidence
from juesuan.workbench.reviewing.models import Document

__all__ = ["download", "evidence_of", "listed"]


def listed(request: HttpRequest, document: int) -> HttpResponse:
    """The files by indicator; nothing where the document did not come from a draft."""
    found = get_object_or_404(Document.objects.select_related("filing"), pk=document)
    shown = {"document": found, "groups": evidence_of(found)}
    return render(request, "workbench/document_evidence.html", shown)


def download(request: HttpRequest, document: int, evidence: str) -> FileResponse:
    """A file that was handed in with a document; never shown by the browser itself."""
    found = get_object_or_404(Document.objects.select_related("filing"), pk=document)
    for _, files in evidence_of(found):
        for one in files:
            if one.place == evidence:
                return given_out(one)
    raise Http404


def evidence_of(document: Document) -> list[tuple[str, list[Evidence]]]:
    """Names of indicators with the files that proved them when the document was handed in."""
    if (draft := _draft_of(document)) is None:
        return []
    texts: dict[str, str] = {}
    for edit in Edit.objects.filter(draft=draft, number__lte=document.edit):
        texts |= {key: after for key, _, after in edit.what["texts"]}
    lines = Lines({key: text for key, text in texts.items() if text})
    kept = {one.place: one for one in Evidence.objects.filter(draft=draft)}
    found = []
    for line, cells in lines.table("indicators").items():
        files = [kept[place] for place in lines.beside(EVIDENCE, line) if place in kept]
        project = texts.get(text_key("projects", cells.get("project", ""), "name"), "")
        named = " · ".join(filter(None, [project, cells.get("name", "")]))
        if files:
            found.append((named, files))
    return found


def _draft_of(document: Document) -> Draft | None:
    """The draft that a document came from: others may have stood before and since."""
    made = Edit.objects.filter(draft__filing=document.filing, number=document.edit)
    last = made.filter(at__lte=document.at).order_by("-at").select_related("draft").first()
    return None if last is None else last.draft
