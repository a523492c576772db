"""Files dropped without saying whose they are: each is read, and its unit found by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from juesuan.reporting import CheckRequest, Settings, check_files
from juesuan.text import plain
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.jobs.kinds import Tell
from juesuan.workbench.jobs.models import Job
from juesuan.workbench.jobs.queue import hand_in
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import Role, Unit, User
from juesuan.workbench.people.rights import units_of
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.reviewing.checking import check_document, kept_path, unusable
from juesuan.workbench.reviewing.handing_in import accept
from juesuan.workbench.reviewing.intake import IntakeError, Taken, take_in
from juesuan.workbench.words import language

__all__ = ["HANDS_IN", "drop", "sort_document"]

HANDS_IN = frozenset({Role.PREPARER, Role.DEPARTMENT, Role.REVIEWER})


def drop(request: HttpRequest) -> HttpResponse:
    """Take files of any units, each a document of its own, and show how far they are."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "POST":
        for file in request.FILES.getlist("file"):
            try:
                taken = take_in([file])
            except IntakeError as error:
                messages.error(request, error.text(language()))
                continue
            said = {name: getattr(taken, name) for name in Taken.__struct_fields__}
            hand_in("sort", said, by=user)
        return redirect("drop")
    jobs = Job.objects.filter(by=user, kind="sort")[:50]
    part = "_jobs" if request.headers.get("HX-Request") else ""
    shown = {"jobs": jobs, "open": any(not job.over for job in jobs)}
    return render(request, f"workbench/drop{part}.html", shown)


def sort_document(task: Mapping[str, Any], tell: Tell, by: User | None) -> dict[str, Any]:
    """Read a document for its unit and year, hand it in there, and check it."""
    taken, path = Taken(**task), kept_path(str(task["place"]))
    request = CheckRequest(settings=Settings(lang="zh"))
    (report,) = check_files([path], request, progress=lambda stage: tell(stage, 0, 0))
    if report.problem is not None:
        raise unusable(report, path)
    if by is None:
        raise WorkbenchError("no_unit_named", unit=report.unit)
    with transaction.atomic():
        unit = _unit(report.unit, by)
        filing, _ = Filing.objects.get_or_create(unit=unit, year=report.year)
        document = accept(by, filing, taken)
    return check_document({"document": document.pk}, tell)


def _unit(name: str, by: User) -> Unit:
    """The unit of that name within reach. Whoever administers and reviews everything, as one who
    works alone does, has it made. Raises ``WorkbenchError``."""
    wanted = plain(name)
    if not wanted:
        raise WorkbenchError("no_unit_said")
    for unit in units_of(by, HANDS_IN):
        if plain(unit.name) == wanted:
            return unit
    everywhere = by.grants.filter(unit=None, department=None).values_list("role", flat=True)
    if not {Role.ADMINISTRATOR, Role.REVIEWER} <= set(everywhere):
        raise WorkbenchError("no_unit_named", unit=name)
    made = Unit.objects.create(code=f"{Unit.objects.count() + 1:03}-{name}"[:40], name=name[:200])
    record(by, Change(action="people.unit", subject=name), made)
    return made
