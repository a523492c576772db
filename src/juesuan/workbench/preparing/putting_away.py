"""A draft put away (搁置) and brought back: what was begun from the wrong file is begun anew, and
nothing that was entered is lost."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from juesuan.workbench.filings.models import Filing
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import User
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.editing import OPEN, draft_of
from juesuan.workbench.preparing.models import Draft, Edit
from juesuan.workbench.words import word

__all__ = ["away_of", "bring_back", "change_standing", "drafts_away", "put_away"]


def drafts_away(filing: Filing) -> list[Draft]:
    """The drafts of a unit's year that were put away, the last one first."""
    return list(Draft.every.filter(filing=filing, away__isnull=False).order_by("-away"))


def put_away(request: HttpRequest, filing: int) -> HttpResponse:
    """Put the draft away, so that another can be begun."""
    return _changed(request, get_object_or_404(Filing, pk=filing), None)


def bring_back(request: HttpRequest, filing: int, away: int) -> HttpResponse:
    """Bring a draft back; the one that stands meanwhile is put away."""
    found = get_object_or_404(Filing, pk=filing)
    return _changed(request, found, away_of(found, away))


def away_of(filing: Filing, away: int) -> Draft:
    """A draft of a unit's year that was put away. Raises ``Http404``."""
    back = Draft.every.filter(filing=filing, pk=away, away__isnull=False).first()
    if back is None:
        raise Http404
    return back


def _changed(request: HttpRequest, filing: Filing, back: Draft | None) -> HttpResponse:
    assert isinstance(request.user, User)
    if not change_standing(request.user, filing, back):
        messages.error(request, word("draft.closed"))
    return redirect("draft", filing=filing.pk)


@transaction.atomic
def change_standing(user: User, filing: Filing, back: Draft | None) -> bool:
    """Put the draft that stands away, and bring ``back`` another; False where the unit's year is
    with the reviewers, and nothing is changed."""
    now = Filing.objects.select_for_update().get(pk=filing.pk)
    if now.state not in OPEN:
        return False
    standing = draft_of(filing.pk)
    if standing is not None:
        with at_desk(standing) as (row, _):
            row.away = timezone.now()
            row.save(update_fields=["away"])
            _note(user, row, "draft.away")
    if back is not None:
        back.away = None
        back.number += 1  # what is handed in from now on came from this draft
        back.save(update_fields=["away", "number"])
        what: dict[str, list[str]] = {"cells": [], "rows": [], "texts": []}
        said = {"number": back.number, "who": user, "kind": "back"}
        Edit.objects.create(draft=back, what=what, **said)
        _note(user, back, "draft.back")
    return True


def _note(user: User, draft: Draft, action: str) -> None:
    year = draft.filing.year
    record(user, Change(action=action, year=year, subject=draft.source), draft.filing.unit)
