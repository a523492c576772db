"""What people say of a finding: a decision, a comment, whose it is."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import Role, User
from juesuan.workbench.people.rights import users_for
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.reviewing.models import Comment, Decision, Finding
from juesuan.workbench.reviewing.views import shown_finding
from juesuan.workbench.words import language

__all__ = ["DecisionError", "assign", "comment", "decide", "give", "settle", "write"]

_LONGEST = 4000


class DecisionError(WorkbenchError):
    """A decision that is none, lacks its reason, or was overtaken (``decided_meanwhile``)."""


def decide(request: HttpRequest, finding: int) -> HttpResponse:
    """Say that a finding is right, is none, or is explained; the last two need a reason."""
    decision, reason = request.POST.get("decision", ""), _text(request, "reason")
    if decision not in Decision.values:
        return HttpResponseBadRequest()
    try:
        found = settle(_me(request), finding, decision, reason, request.POST.get("seen"))
    except DecisionError as error:
        found = _found(finding)
        found.wrong = error.text(language())  # type: ignore[attr-defined]
        return _answer(request, found, 409 if error.key == "decided_meanwhile" else 422)
    return _answer(request, found)


def settle(user: User, number: int, decision: str, reason: str, seen: str | None = None) -> Finding:
    """Decide on a finding; ``seen`` is the decision that its author saw. Raises
    ``DecisionError``, and ``Http404`` where there is no such finding."""
    if decision not in Decision.values:
        raise DecisionError("no_decision", known=", ".join(Decision.values))
    if decision in {Decision.REJECTED, Decision.EXPLAINED} and not reason:
        raise DecisionError("reason_needed")
    with transaction.atomic():
        found = _found(number, lock=True)
        if seen is not None and seen != found.seen:
            raise DecisionError("decided_meanwhile")
        before = found.decision
        found.decision, found.reason = decision, reason
        found.decided_by, found.decided_at = user, timezone.now()
        found.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        _record(user, found, "finding.decided", before, decision, reason)
    return found


def comment(request: HttpRequest, finding: int) -> HttpResponse:
    """Write about a finding."""
    found = _found(finding)
    if text := _text(request, "text"):
        write(_me(request), found, text)
    return _answer(request, found)


def write(user: User, found: Finding, text: str) -> None:
    """Keep a comment on a finding."""
    with transaction.atomic():
        Comment.objects.create(finding=found, who=user, text=text)
        _record(user, found, "finding.comment", "", text, "")


def assign(request: HttpRequest, finding: int) -> HttpResponse:
    """Give a finding to somebody who works on the unit."""
    found = _found(finding)
    number = request.POST.get("user", "")
    give(_me(request), found, int(number) if number.isdigit() and len(number) < 19 else 0)
    return _answer(request, found)


def give(user: User, found: Finding, number: int) -> bool:
    """Give a finding to the account of a number, to nobody where it is 0; whether that account
    works on the unit (to another nothing is given, and nobody has it then)."""
    colleagues = users_for(found.document.filing.unit, [Role.REVIEWER, Role.PREPARER])
    given = colleagues.filter(pk=number).first()
    with transaction.atomic():
        before, found.assigned = str(found.assigned or ""), given
        found.save(update_fields=["assigned"])
        _record(user, found, "finding.assigned", before, str(given or ""), "")
    return given is not None or not number


def _record(user: User, found: Finding, action: str, before: str, after: str, why: str) -> None:
    place = found.places[0] if found.places else {}
    document = found.document
    change = Change(
        action=action,
        year=document.filing.year,
        subject=found.key,
        form=place.get("form", "")[:40],
        row=place.get("row", "")[:100],
        column=place.get("column", "")[:40],
        before=before,
        after=after,
        why=why,
        source=document.name,
    )
    record(user, change, document.filing.unit)


def _answer(request: HttpRequest, found: Finding, status: int = 200) -> HttpResponse:
    if request.headers.get("HX-Request") or status != 200:
        return shown_finding(request, found, status)
    return redirect(f"/documents/{found.document_id}/#finding-{found.pk}")


def _found(number: int, lock: bool = False) -> Finding:
    query = Finding.objects.select_related("document__filing__unit", "assigned", "decided_by")
    if lock:
        query = query.select_for_update(of=("self",))
    return get_object_or_404(query, pk=number)


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:_LONGEST]


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
