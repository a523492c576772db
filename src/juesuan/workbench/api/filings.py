"""Units and their years, for programs."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from juesuan.workbench.api.rules import account, answers, rule
from juesuan.workbench.api.shapes import FilingIn, FilingOut, Number, Problem, StepIn, UnitOut
from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.filings.states import StateError, move, steps_for
from juesuan.workbench.filings.views import WORKERS, filings_of, unit_of
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import Unit, User
from juesuan.workbench.people.rights import units_of
from juesuan.workbench.words import language

__all__ = ["ROUTER"]

ROUTER = Router(tags=["units"])
_MOST = 1000


def _unit(unit: Unit) -> UnitOut:
    return UnitOut(
        id=unit.pk, code=unit.code, name=unit.name, department=str(unit.department or "")
    )


def _filing(user: User, filing: Filing) -> FilingOut:
    return FilingOut(
        id=filing.pk,
        unit=_unit(filing.unit),
        year=filing.year,
        state=filing.state,
        since=filing.since,
        due=filing.due,
        late=filing.late,
        steps=[str(state) for state in steps_for(user, filing)],
    )


@ROUTER.get("/units", response=answers(list[UnitOut]))
@rule(WORKERS)
def units(request: HttpRequest) -> list[UnitOut]:
    """单位 · The units within reach."""
    return [_unit(u) for u in units_of(account(request), WORKERS).select_related("department")]


@ROUTER.get("/filings", response=answers(list[FilingOut], 422))
@rule(WORKERS)
def filings(
    request: HttpRequest, year: Number = 0, state: str = "", offset: Number = 0
) -> list[FilingOut]:
    """单位年度 · The units' years within reach, at most 1,000 from ``offset`` on."""
    found = filings_of(account(request))
    if year:
        found = found.filter(year=year)
    if state:
        found = found.filter(state=state)
    at = min(offset, 1_000_000)
    return [_filing(account(request), one) for one in found[at : at + _MOST]]


@ROUTER.post("/filings", response=answers(FilingOut, 404, 422))
@rule(WORKERS)
def begin(request: HttpRequest, given: FilingIn) -> FilingOut:
    """开始一个年度 · Begin a unit's year; one that is there is given as it is."""
    unit = units_of(account(request), WORKERS).filter(pk=given.unit).first()
    if unit is None:
        raise Http404
    with transaction.atomic():
        made, new = Filing.objects.get_or_create(unit=unit, year=given.year)
        if new:
            record(account(request), Change(action="filing.add", year=given.year), unit)
    return _filing(account(request), made)


@ROUTER.get("/filings/{int:filing}", response=answers(FilingOut, 404))
@rule(WORKERS, unit_of)
def filing(request: HttpRequest, filing: int) -> FilingOut:
    """一个单位年度 · A unit's year."""
    return _filing(account(request), _found(filing))


@ROUTER.post("/filings/{int:filing}/step", response=answers(FilingOut, 404, 409, 422))
@rule(WORKERS, unit_of)
def step(request: HttpRequest, filing: int, given: StepIn) -> FilingOut | Status[Problem]:
    """改状态 · Bring a unit's year to another state."""
    found = _found(filing)
    try:
        move(account(request), found, State(given.state), given.why)
    except StateError as error:
        return Status(409, Problem(detail=error.text(language())))
    return _filing(account(request), found)


def _found(number: int) -> Filing:
    return get_object_or_404(Filing.objects.select_related("unit__department"), pk=number)
