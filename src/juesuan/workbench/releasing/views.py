"""The publisher's pages: what can be published, what waits for the signature, signing."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.jobs.queue import hand_in
from juesuan.workbench.people.models import User
from juesuan.workbench.people.rights import units_of
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.preparing.models import Draft
from juesuan.workbench.releasing import keys
from juesuan.workbench.releasing.building import source_of
from juesuan.workbench.releasing.folders import differences
from juesuan.workbench.releasing.models import Candidate, Publication
from juesuan.workbench.releasing.public import site_written
from juesuan.workbench.releasing.rights import PUBLISHERS
from juesuan.workbench.releasing.serving import file_of
from juesuan.workbench.releasing.signing_off import drop as drop_it
from juesuan.workbench.releasing.signing_off import is_really, sign_off, stale
from juesuan.workbench.reviewing.models import Decision, Document
from juesuan.workbench.words import language, word

__all__ = ["build", "candidate", "candidate_file", "drop", "releases", "sign", "write"]

_MOST = 500
"""Cells of a difference that a page shows."""


def releases(request: HttpRequest) -> HttpResponse:
    """What waits within reach: approved years, sets to sign; and what was published."""
    assert isinstance(request.user, User)
    units = units_of(request.user, PUBLISHERS)
    approved = Filing.objects.filter(unit__in=units, state=State.APPROVED).select_related("unit")
    waiting = Candidate.objects.filter(filing__unit__in=units).select_related("filing__unit")
    shown = {
        "approved": [(filing, _source(filing)) for filing in approved],
        "waiting": [(one, stale(one)) for one in waiting],
        "published": Publication.objects.filter(filing__unit__in=units),
        "fingerprint": keys.shown(),
        "site": site_written(),
    }
    return render(request, "workbench/releases.html", shown)


def _source(filing: Filing) -> str:
    """What would be published, in words."""
    source = source_of(filing)
    if source is None:
        return ""
    if isinstance(source, Draft):
        return word("release.of_draft", edit=source.number)
    return source.name


def build(request: HttpRequest, filing: int) -> HttpResponse:
    """Let the worker build the set of an approved year."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    assert isinstance(request.user, User)
    job = hand_in("release", {"filing": found.pk}, by=request.user, unit=found.unit)
    return redirect("job", job=job.pk)


def candidate(request: HttpRequest, candidate: int) -> HttpResponse:
    """A set that waits: to be looked at, against the version before, and signed."""
    return _page(request, _found(candidate))


def _page(
    request: HttpRequest, found: Candidate, wrong: str = "", status: int = 200
) -> HttpResponse:
    filing = found.filing
    before = filing.publications.order_by("-number").first()
    differing = differences(before.place, found.place) if before else []
    document = Document.objects.filter(filing=filing, checked=True).order_by("-pk").first()
    open_still = ~Q(decision__in=[Decision.REJECTED, Decision.EXPLAINED])
    counts = (
        document.findings.filter(open_still, severity__in=["error", "warning"])
        .exclude(status="mended")
        .order_by("severity")
        .values_list("severity")
        .annotate(Count("pk"))
        if document
        else []
    )
    shown = {
        "candidate": found,
        "filing": filing,
        "before": before,
        "differing": differing[:_MOST],
        "more": max(0, len(differing) - _MOST),
        "document": document,
        "counts": list(counts),
        "stale": stale(found),
        "wrong": wrong,
        "note": request.POST.get("note", ""),
        "fingerprint": keys.shown(),
    }
    return render(request, "workbench/candidate.html", shown, status=status)


def candidate_file(request: HttpRequest, candidate: int, name: str) -> FileResponse:
    """A file of a set that waits."""
    found = _found(candidate)
    filing = found.filing
    return file_of(found.place, name, f"{filing.unit.name}{filing.year}")


def sign(request: HttpRequest, candidate: int) -> HttpResponse:
    """Sign and publish, with the password asked for once more."""
    found, user = _found(candidate), request.user
    assert isinstance(user, User)
    password, code = request.POST.get("password", ""), request.POST.get("code", "")
    if not request.POST.get("responsible"):
        return _page(request, found, word("release.tick_it"), 422)
    if not is_really(request, user, password, code):
        return _page(request, found, word("release.wrong_password"), 403)
    try:
        made = sign_off(user, found, request.POST.get("note", "")[:4000])
    except WorkbenchError as error:
        return _page(request, found, error.text(language()), 409)
    messages.success(request, word("release.published", version=made.number))
    return redirect("publication", publication=made.pk)


def drop(request: HttpRequest, candidate: int) -> HttpResponse:
    """Throw a set away that was not signed."""
    assert isinstance(request.user, User)
    drop_it(request.user, _found(candidate))
    return redirect("releases")


def write(request: HttpRequest) -> HttpResponse:
    """Let the worker write the public site to its folder."""
    assert isinstance(request.user, User)
    job = hand_in("public_site", {}, by=request.user)
    return redirect("job", job=job.pk)


def _found(number: int) -> Candidate:
    return get_object_or_404(Candidate.objects.select_related("filing__unit"), pk=number)
