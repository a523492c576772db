"""Evidence (佐证材料): files that prove an indicator's result, attached and given out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
)

from juesuan import drafts
from juesuan.drafts import EVIDENCE, Changed, Lines, text_key
from juesuan.messages import JuesuanError
from juesuan.workbench.people.models import User
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.editing import OPEN, draft_of
from juesuan.workbench.preparing.models import Draft, Evidence
from juesuan.workbench.preparing.saving import store
from juesuan.workbench.preparing.showing import told
from juesuan.workbench.reviewing.intake import PICTURES, IntakeError, Taken, drop, take_in
from juesuan.workbench.words import language, word

__all__ = ["add_evidence", "attach", "attached", "download", "file_of", "given_out"]

_FILE, _OF_ONE, _OF_DRAFT = 20 * 1024 * 1024, 10, 500 * 1024 * 1024
"""Bytes of one file, files of one indicator, bytes of all files of a draft."""


def attach(request: HttpRequest, filing: int) -> HttpResponse:
    """Attach a file to an indicator's line."""
    record, file = draft_of(filing), request.FILES.get("file")
    assert isinstance(request.user, User)
    if record is None or file is None:
        return HttpResponseBadRequest()
    try:
        changed = add_evidence(request.user, record, request.POST.get("indicator", ""), file)
    except JuesuanError as error:
        return JsonResponse({"problem": error.text(language())}, status=422)
    if changed is None:
        return JsonResponse({"problem": word("draft.closed")}, status=423)
    return JsonResponse(changed)


def add_evidence(
    user: User, record: Draft, indicator: str, file: UploadedFile[Any]
) -> dict[str, object] | None:
    """Take a file in and attach it, as an edit that can be undone; what a page is told then, and
    ``None`` where the draft is closed. Raises ``IntakeError`` or ``DraftError``."""
    if (file.size or 0) > _FILE:
        raise IntakeError("too_large", name=file.name, mb=_FILE // 1024**2)
    taken = take_in([file], PICTURES)
    try:
        with at_desk(record) as (row, draft):
            found = _attached(user, row, draft, indicator, taken)
    except BaseException:
        drop(taken)
        raise
    if found is None:
        drop(taken)
    return found


def _attached(
    user: User, row: Draft, draft: drafts.Draft, indicator: str, taken: Taken
) -> dict[str, object] | None:
    if row.filing.state not in OPEN:
        return None
    lines = Lines(draft.texts)
    if indicator not in lines.table("indicators"):
        raise drafts.DraftError("no_line")
    used = Evidence.objects.filter(draft=row).aggregate(Sum("size"))["size__sum"] or 0
    if len(lines.beside(EVIDENCE, indicator)) >= _OF_ONE or used + taken.size > _OF_DRAFT:
        raise IntakeError("too_many_files", most=_OF_ONE, mb=_OF_DRAFT // 1024**2)
    Evidence.objects.create(
        draft=row,
        place=taken.place,
        name=taken.name,
        kind=taken.kind,
        size=taken.size,
        sha256=taken.sha256,
        by=user,
    )
    key = text_key(EVIDENCE, indicator, taken.place)
    changed = store(
        user, row, draft, draft.saying({key: taken.name}), why=f"SHA-256 {taken.sha256}"
    )
    assert isinstance(changed, Changed)
    return {"own": True, **told(row, draft, (), texts=[key])}


def attached(record: Draft, draft: drafts.Draft, indicator: str) -> list[Evidence]:
    """The files that are attached to an indicator now."""
    places = Lines(draft.texts).beside(EVIDENCE, indicator)
    return list(Evidence.objects.filter(draft=record, place__in=places).order_by("at"))


def download(request: HttpRequest, filing: int, evidence: str) -> FileResponse:
    """A file that is attached to the draft; never shown by the browser itself."""
    record = draft_of(filing)
    if record is None:
        raise Http404
    return file_of(record, evidence)


def file_of(record: Draft, place: str) -> FileResponse:
    """A file that is attached to a draft now. Raises ``Http404``."""
    with at_desk(record) as (row, draft):
        there = any(
            key.startswith(f"{EVIDENCE}|") and key.endswith(f"|{place}") for key in draft.texts
        )
        found = Evidence.objects.filter(draft=row, place=place).first() if there else None
    if found is None:
        raise Http404
    return given_out(found)


def given_out(one: Evidence) -> FileResponse:
    """A file as a download. Raises ``Http404`` where it is gone."""
    kept = Path(settings.FOLDER) / "files" / one.place / one.name
    if not kept.is_file():
        raise Http404
    return FileResponse(kept.open("rb"), as_attachment=True, filename=one.name)
