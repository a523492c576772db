"""Jobs as pages: all of them, one with its progress, stopping one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from juesuan.workbench.jobs.models import Job, Status
from juesuan.workbench.jobs.queue import cancel
from juesuan.workbench.people.models import Role, User
from juesuan.workbench.people.rights import has_role

__all__ = ["job", "jobs", "own_job", "stop"]


def jobs(request: HttpRequest) -> HttpResponse:
    """All jobs, the newest first."""
    page = Paginator(Job.objects.select_related("by", "unit"), 50).get_page(request.GET.get("page"))
    return render(request, "workbench/jobs.html", {"page": page})


def job(request: HttpRequest, job: int) -> HttpResponse:
    """One's own job: a page that tells by itself how far it is. Administrators see every one."""
    found = own_job(request, job)
    then = str(found.result.get("address", ""))
    ours = bool(then) and url_has_allowed_host_and_scheme(then, None)
    if request.headers.get("HX-Request") and found.status == Status.DONE and ours:
        return HttpResponse(status=204, headers={"HX-Redirect": then})
    part = "_progress" if request.headers.get("HX-Request") else ""
    return render(request, f"workbench/job{part}.html", {"job": found})


def stop(request: HttpRequest, job: int) -> HttpResponse:
    """Stop one's own job."""
    cancel(own_job(request, job))
    return redirect("job", job=job)


def own_job(request: HttpRequest, number: int) -> Job:
    """One's own job, or an administrator's look at any. Raises ``Http404``."""
    found = get_object_or_404(Job.objects.select_related("by"), pk=number)
    assert isinstance(request.user, User)
    if found.by_id != request.user.pk and not has_role(request.user, [Role.ADMINISTRATOR]):
        raise Http404
    return found
