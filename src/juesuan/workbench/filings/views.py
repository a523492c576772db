"""The dashboard: every unit's year that one may see, with its state."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from juesuan.workbench.filings.models import UNFINISHED, Filing, State
from juesuan.workbench.filings.spans import days_in_states
from juesuan.workbench.filings.states import StateError, move, steps_for
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import Role, Unit, User
from juesuan.workbench.people.rights import has_role, may, units_of
from juesuan.workbench.words import language

__all__ = ["WORKERS", "WRITERS", "add", "filing", "filings", "filings_of", "step", "unit_of"]

WRITERS = frozenset({Role.PREPARER, Role.DEPARTMENT})
WORKERS = frozenset({Role.PREPARER, Role.DEPARTMENT, Role.REVIEWER, Role.PUBLISHER})


def unit_of(filing: int, **others: object) -> Unit:
    """The unit of a filing, for the rule of its address, whatever else that names."""
    return get_object_or_404(Filing.objects.select_related("unit"), pk=filing).unit


def filings_of(user: User) -> QuerySet[Filing]:
    """The filings that an account may see."""
    units = units_of(user, WORKERS)
    return Filing.objects.filter(unit__in=units).select_related("unit__department", "reviewer")


def filings(request: HttpRequest) -> HttpResponse:
    """All filings within reach, by year, state and name."""
    assert isinstance(request.user, User)
    every = filings_of(request.user)
    years = sorted(set(every.values_list("year", flat=True)), reverse=True)
    year = _number(request.GET.get("year", "")) or (years[0] if years else 0)
    of_year = every.filter(year=year)
    counts = dict(of_year.order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("state", "")
    found = of_year
    if state == "late":
        today = timezone.localdate()
        found = found.filter(state__in=UNFINISHED, due__lt=today)
    elif state in State.values:
        found = found.filter(state=state)
    if q := request.GET.get("q", "").strip():
        found = found.filter(unit__name__icontains=q) | found.filter(unit__code__startswith=q)
    shown = {
        "filings": found,
        "years": years,
        "year": year,
        "state": state,
        "q": q,
        "counts": [(name, counts.get(name, 0)) for name in State.values],
        "late": sum(one.late for one in of_year),
        "total": sum(counts.values()),
        "units": units_of(request.user, WORKERS),
        "leads": has_role(request.user, [Role.DEPARTMENT, Role.REVIEWER]),
        "states": State.values,
    }
    part = request.headers.get("HX-Target") == "filings"
    return render(request, f"workbench/filings{'_table' if part else ''}.html", shown)


def add(request: HttpRequest) -> HttpResponse:
    """Begin a year for units: those named, or all within reach."""
    assert isinstance(request.user, User)
    year = _number(request.POST.get("year", ""))
    units = units_of(request.user, WORKERS)
    if chosen := request.POST.getlist("unit"):
        units = units.filter(pk__in=[one for one in chosen if one.isdigit()])
    if 2000 <= year <= 2100:
        with transaction.atomic():
            for unit in units:
                _, new = Filing.objects.get_or_create(unit=unit, year=year)
                if new:
                    record(request.user, Change(action="filing.add", year=year), unit)
    return redirect(f"/filings/?year={year}")


def filing(request: HttpRequest, filing: int) -> HttpResponse:
    """One unit's year: its state, the steps so far, what can be done now."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    shown = {
        "filing": found,
        "steps": found.steps.select_related("who"),
        "days": days_in_states(found, found.steps.all()),
        "next": steps_for(request.user, found),
        "writes": may(request.user, WRITERS, found.unit),
        "publishes": may(request.user, [Role.PUBLISHER], found.unit),
    }
    return render(request, "workbench/filing.html", shown)


def step(request: HttpRequest, filing: int) -> HttpResponse:
    """Bring a filing to another state."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Filing, pk=filing)
    after = request.POST.get("state", "")
    if after not in State.values:
        return HttpResponseBadRequest()
    try:
        move(request.user, found, State(after), request.POST.get("why", ""))
    except StateError as error:
        messages.error(request, error.text(language()))
    return redirect("filing", filing=filing)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
