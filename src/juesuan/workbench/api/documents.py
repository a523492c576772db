"""Documents handed in and what was found in them, for programs."""

from __future__ import annotations

import time
from typing import Annotated, Any

from django.db.models import Count
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, File, Router, Status, UploadedFile

from juesuan.workbench.api.rules import account, answers, rule
from juesuan.workbench.api.shapes import (
    AssignIn,
    Checked,
    CommentIn,
    CommentOut,
    DecideIn,
    DocumentOut,
    FindingOut,
    Problem,
)
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.filings.views import WORKERS, unit_of
from juesuan.workbench.people.models import Role
from juesuan.workbench.reviewing.deciding import DecisionError, give, settle, write
from juesuan.workbench.reviewing.dropping import HANDS_IN
from juesuan.workbench.reviewing.handing_in import submit
from juesuan.workbench.reviewing.intake import IntakeError
from juesuan.workbench.reviewing.models import Document, Finding
from juesuan.workbench.reviewing.rights import unit_of_document, unit_of_finding
from juesuan.workbench.words import language, word

__all__ = ["ROUTER", "told_document"]

ROUTER = Router(tags=["documents"])
_PAUSE = 0.3


def told_document(found: Document) -> DocumentOut:
    """A document as programs see it."""
    counts = found.findings.exclude(status="mended").order_by().values_list("severity")
    over = found.job is not None and found.job.over and not found.checked
    problem = (found.job.said if over and found.job else "") or found.problem
    return DocumentOut(
        id=found.pk,
        filing=found.filing_id,
        round=found.round,
        name=found.name,
        sha256=found.sha256,
        at=found.at,
        status="checked" if found.checked else "failed" if problem or over else "waiting",
        problem=problem,
        findings=dict(counts.annotate(Count("pk"))),
    )


def _finding(found: Finding) -> FindingOut:
    said: dict[str, Any] = dict(found.said)
    return FindingOut(
        id=found.pk,
        document=found.document_id,
        code=found.code,
        severity=found.severity,
        status=found.status,
        title=str(said.get("title", "")),
        message=str(said.get("message", "")),
        todo=said.get("todo", []),
        places=said.get("places", []),
        printed=[str(place.get("printed", "")) for place in found.places],
        expected=found.expected,
        decision=found.decision,
        reason=found.reason,
    )


@ROUTER.get("/filings/{int:filing}/documents", response=answers(list[DocumentOut], 404))
@rule(WORKERS, unit_of)
def documents(request: HttpRequest, filing: int) -> list[DocumentOut]:
    """送审文件 · The documents handed in for a unit's year, the last first."""
    found = Document.objects.filter(filing=filing).select_related("job")
    return [told_document(one) for one in found]


@ROUTER.post(
    "/filings/{int:filing}/check", response=answers(Checked, 404, 409, 422) | {202: Checked}
)
@rule(HANDS_IN, unit_of)
def check(
    request: HttpRequest,
    filing: int,
    file: Annotated[list[UploadedFile], File(min_length=1)],
    wait: Annotated[int, Field(ge=0, le=50)] = 0,
) -> Status[Checked | Problem]:
    """上传即审 · Hand in files as one document and have it checked: 200 with what was found where
    it is done within ``wait`` seconds (at most 50), else 202."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    try:
        document = submit(account(request), found, file)
    except IntakeError as error:
        return Status(409, Problem(detail=error.text(language())))
    until = time.monotonic() + wait
    while time.monotonic() < until and document.job is not None and not document.job.over:
        time.sleep(_PAUSE)
        document.refresh_from_db()
        document.job.refresh_from_db()
    document = Document.objects.select_related("job").get(pk=document.pk)
    told = Checked(document=told_document(document), findings=_findings(document))
    return Status(202 if told.document.status == "waiting" else 200, told)


@ROUTER.get("/documents/{int:document}", response=answers(Checked, 404))
@rule(WORKERS, unit_of_document)
def document(request: HttpRequest, document: int) -> Checked:
    """一份文件和发现的问题 · A document with its findings."""
    found = get_object_or_404(Document.objects.select_related("job"), pk=document)
    return Checked(document=told_document(found), findings=_findings(found))


def _findings(document: Document) -> list[FindingOut]:
    return [_finding(one) for one in document.findings.all()]


@ROUTER.get("/findings/{int:finding}", response=answers(FindingOut, 404))
@rule(WORKERS, unit_of_finding)
def finding(request: HttpRequest, finding: int) -> FindingOut:
    """一条问题 · A finding."""
    return _finding(get_object_or_404(Finding, pk=finding))


@ROUTER.post("/findings/{int:finding}/decision", response=answers(FindingOut, 404, 409, 422))
@rule(frozenset({Role.REVIEWER}), unit_of_finding)
def decision(request: HttpRequest, finding: int, given: DecideIn) -> FindingOut | Status[Problem]:
    """判断 · Decide on a finding."""
    try:
        found = settle(account(request), finding, given.decision, given.reason.strip())
    except DecisionError as error:
        return Status(409, Problem(detail=error.text(language())))
    return _finding(found)


@ROUTER.get("/findings/{int:finding}/comments", response=answers(list[CommentOut], 404))
@rule(WORKERS, unit_of_finding)
def comments(request: HttpRequest, finding: int) -> list[CommentOut]:
    """意见 · What was written about a finding."""
    found = get_object_or_404(Finding, pk=finding)
    return [
        CommentOut(who=str(one.who), at=one.at, text=one.text)
        for one in found.comments.select_related("who")
    ]


@ROUTER.post("/findings/{int:finding}/comments", response=answers(FindingOut, 404, 422))
@rule(WORKERS, unit_of_finding)
def comment(request: HttpRequest, finding: int, given: CommentIn) -> FindingOut:
    """写意见 · Write about a finding."""
    found = get_object_or_404(Finding.objects.select_related("document__filing__unit"), pk=finding)
    write(account(request), found, given.text)
    return _finding(found)


@ROUTER.post("/findings/{int:finding}/assignment", response=answers(FindingOut, 404, 409, 422))
@rule(frozenset({Role.REVIEWER}), unit_of_finding)
def assignment(request: HttpRequest, finding: int, given: AssignIn) -> FindingOut | Status[Problem]:
    """交办 · Give a finding to somebody who works on the unit; 0 for nobody."""
    found = get_object_or_404(Finding.objects.select_related("document__filing__unit"), pk=finding)
    if not give(account(request), found, given.user):
        return Status(409, Problem(detail=word("refused.not_found")))
    return _finding(found)
