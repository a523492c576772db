"""Handing documents in: taken, counted as a round, given to the worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.filings.states import move, steps_for
from juesuan.workbench.jobs.queue import hand_in
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import User
from juesuan.workbench.reviewing.intake import IntakeError, Taken, take_in
from juesuan.workbench.reviewing.models import Document
from juesuan.workbench.words import language

__all__ = ["accept", "submit", "upload"]


def upload(request: HttpRequest, filing: int) -> HttpResponse:
    """Hand in one file, or several as one document."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    assert isinstance(request.user, User)
    try:
        document = submit(request.user, found, request.FILES.getlist("file"))
    except IntakeError as error:
        messages.error(request, error.text(language()))
        return redirect("filing", filing=filing)
    assert document.job is not None
    return redirect("job", job=document.job.pk)


def submit(
    user: User, filing: Filing, files: Sequence[UploadedFile[Any]], edit: int = 0
) -> Document:
    """Take files in for a unit's year and let the worker check them; ``edit`` is that of the draft
    they were written from. Raises ``IntakeError``."""
    taken = take_in(files)
    with transaction.atomic():
        document = accept(user, filing, taken, edit)
        job = hand_in("check", {"document": document.pk}, by=user, unit=filing.unit)
        document.job = job
        document.save(update_fields=["job"])
    return document


def accept(user: User, filing: Filing, taken: Taken, edit: int = 0) -> Document:
    """Make what was taken in the next round of a unit's year."""
    document = Document.objects.create(
        filing=filing,
        round=Document.objects.filter(filing=filing).count() + 1,
        name=taken.name,
        kind=taken.kind,
        place=taken.place,
        size=taken.size,
        sha256=taken.sha256,
        by=user,
        edit=edit,
    )
    change = Change(
        action="document.submitted", year=filing.year, source=taken.name, after=taken.sha256
    )
    record(user, change, filing.unit)
    if State.SUBMITTED in steps_for(user, filing):
        move(user, filing, State.SUBMITTED)
    return document
