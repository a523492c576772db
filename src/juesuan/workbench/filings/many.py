"""The dashboard's actions on many filings at once, and the dashboard as a file."""

from __future__ import annotations

import csv
import io
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime

from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.filings.spans import days_in_states
from juesuan.workbench.filings.states import StateError, move
from juesuan.workbench.filings.views import filings_of
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.journal.views import safe
from juesuan.workbench.people.models import Role, User
from juesuan.workbench.people.rights import may, units_of
from juesuan.workbench.words import word

__all__ = ["LEADS", "act", "export"]

LEADS = frozenset({Role.DEPARTMENT, Role.REVIEWER})
"""Who sets days due and reviewers, and moves many filings at once."""


def act(request: HttpRequest) -> HttpResponse:
    """Set the day due, a reviewer, or a state for the filings that are ticked; what is not within
    reach, or has no such step, stays as it is and is counted."""
    user = request.user
    assert isinstance(user, User)
    chosen = [one for one in request.POST.getlist("filing") if one.isdigit()]
    reach = units_of(user, LEADS)
    found = Filing.objects.filter(pk__in=chosen, unit__in=reach).select_related("unit")
    done = sum(_act(request, user, filing) for filing in found)
    told = word("filings.acted", done=done, left=len(chosen) - done)
    (messages.success if done == len(chosen) else messages.warning)(request, told)
    return redirect(f"/filings/?year={request.POST.get('year', '')}")


def _act(request: HttpRequest, user: User, filing: Filing) -> bool:
    """Do to one filing what was asked; whether it was done."""
    action, state = request.POST.get("action", ""), request.POST.get("state", "")
    if action == "due":
        try:
            day = date.fromisoformat(request.POST.get("due", ""))
        except ValueError:
            return False
        return _set(user, filing, "due", day)
    if action == "mine":
        return may(user, [Role.REVIEWER], filing.unit) and _set(user, filing, "reviewer", user)
    if action == "state" and state in State.values:
        try:
            move(user, filing, State(state), request.POST.get("why", ""))
        except StateError:
            return False
        return True
    return False


def _set(user: User, filing: Filing, name: str, value: object) -> bool:
    with transaction.atomic():
        before = getattr(filing, name)
        setattr(filing, name, value)
        filing.save(update_fields=[name])
        change = Change(
            action=f"filing.{name}", year=filing.year, before=str(before or ""), after=str(value)
        )
        record(user, change, filing.unit)
    return True


def export(request: HttpRequest) -> HttpResponse:
    """The filings within reach as CSV, with the days that each was in each state."""
    assert isinstance(request.user, User)
    found = filings_of(request.user).prefetch_related("steps")
    if (year := request.GET.get("year", "")).isdigit():
        found = found.filter(year=int(year))
    stream = io.StringIO()
    writer = csv.writer(stream)
    states = [word(f"state.{state}") for state in State.values]
    head = ("people.code_of_unit", "people.unit", "role.department", "filings.year")
    more = ("filings.state", "filings.since", "filings.due", "role.reviewer")
    days = [word("filings.days", state=state) for state in states]
    writer.writerow([*map(word, (*head, *more)), *days])
    for filing in found:
        spent = days_in_states(filing, filing.steps.all())
        row = (
            filing.unit.code,
            filing.unit.name,
            filing.unit.department or "",
            filing.year,
            word(f"state.{'late' if filing.late else filing.state}"),
            localtime(filing.since).date(),
            filing.due or "",
            filing.reviewer or "",
            *(spent.get(state, "") for state in State),
        )
        writer.writerow([safe(str(value)) for value in row])
    answer = HttpResponse("\ufeff" + stream.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="filings.csv"'
    return answer
