"""A draft begun: empty, from forms or a book, or from last year's booklet, by the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from juesuan import drafts
from juesuan.drafts import CellEdit, OpenedDraft, RowEdit, TextEdit
from juesuan.forms import form_sets_in_force, load_form_set
from juesuan.ledger import read_book
from juesuan.reading import is_book, read
from juesuan.starting import (
    LastYear,
    former_reasons,
    open_last_year,
    texts_after,
    texts_of_book,
    texts_of_reading,
)
from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.filings.states import move, steps_for
from juesuan.workbench.jobs.kinds import Tell
from juesuan.workbench.jobs.models import Job
from juesuan.workbench.jobs.queue import hand_in
from juesuan.workbench.people.models import User
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.preparing.models import Draft
from juesuan.workbench.preparing.saving import store
from juesuan.workbench.preparing.told import reason_key
from juesuan.workbench.reviewing.intake import take_in

__all__ = ["BeginError", "begin", "begin_blank", "by_worker", "form_sets", "hand_in_files"]


class BeginError(WorkbenchError):
    """A draft that cannot be begun: there is one already, or the file is of another year."""

    section = "serve"


def form_sets(year: int) -> list[tuple[str, str]]:
    """The form sets of a year with their names."""
    return [(name, load_form_set(name).name) for name in form_sets_in_force("", year)]


def begin_blank(user: User, filing: Filing, form_set: str) -> Draft:
    """Begin without a figure. Raises ``FormSetError`` or ``BeginError``."""
    return begin(user, filing, drafts.blank(filing.unit.name, filing.year, form_set), "")


def begin(
    user: User,
    filing: Filing,
    opened: OpenedDraft,
    source: str,
    former: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Draft:
    """Store an opened draft as that of a unit's year, its figures and ``texts`` as the first edit;
    ``former`` are last year's reasons. Raises ``BeginError``."""
    head = opened.draft.head
    if head.year != filing.year:
        raise BeginError("year_differs", year=filing.year, found=head.year)
    with transaction.atomic():
        if Draft.objects.filter(filing=filing).exists():
            raise BeginError("draft_there")
        record = Draft.objects.create(
            filing=filing,
            form_set=head.form_set.id,
            money=head.money.zh,
            withheld=list(head.withheld),
            source=source[:300],
            former=dict(former or {}),
        )
        first = drafts.Edit(
            cells=tuple(CellEdit(k, None, v) for k, v in opened.draft.entered.items()),
            rows=tuple(RowEdit(form, code, True) for form, code in sorted(opened.draft.rows)),
            texts=tuple(TextEdit(key, "", text) for key, text in (texts or {}).items()),
        )
        store(user, record, drafts.Draft(head), first, kind="begin")
        if State.PREPARING in steps_for(user, filing):
            move(user, filing, State.PREPARING)
    return record


def hand_in_files(user: User, filing: Filing, way: str, files: Sequence[UploadedFile[Any]]) -> Job:
    """Let the worker begin a draft from files: ``forms`` (forms, a booklet or a book of this
    year) or ``last_year`` (last year's). Raises ``IntakeError``."""
    taken = take_in(files)
    task = {"filing": filing.pk, "user": user.pk, "place": taken.place, "name": taken.name}
    return hand_in("draft", {**task, "way": way}, by=user, unit=filing.unit)


def by_worker(task: Mapping[str, Any], tell: Tell, by: User | None = None) -> dict[str, Any]:
    """Read a file that was handed in and begin a draft of it. Raises what reading raises, and
    ``BeginError``."""
    filing = Filing.objects.select_related("unit").get(pk=task["filing"])
    user = User.objects.get(pk=task["user"])
    folder = Path(settings.FOLDER) / "files" / task["place"]
    files = sorted(folder.iterdir())
    path = files[0] if len(files) == 1 else folder
    tell("reading", 0, 0)
    former: dict[str, str] = {}
    if task["way"] == "last_year":
        last = open_last_year(path)
        opened = _after(last, filing)
        former = {reason_key(one.row): one.last for one in former_reasons(last)}
        texts = texts_after(last)
    else:
        opened, texts = _opened(path, filing)
    tell("saving", 0, 0)
    record = begin(user, filing, opened, task["name"], former, texts)
    address = f"/filings/{filing.pk}/draft/"
    return {"draft": record.pk, "differences": len(opened.differences), "address": address}


def _after(last: LastYear, filing: Filing) -> OpenedDraft:
    sets = form_sets_in_force(last.region, filing.year)
    chosen = last.form_set if last.form_set in sets else (sets or [last.form_set])[-1]
    return drafts.from_last_year(last.disclosure, last.facts.space, chosen, unit=filing.unit.name)


def _opened(path: Path, filing: Filing) -> tuple[OpenedDraft, dict[str, str]]:
    """The draft of a book, of forms or of a booklet of the year, with its words."""
    if is_book(path):
        book = read_book(path)
        return drafts.from_book(book), texts_of_book(book)
    found, unit = read(path, year=filing.year), filing.unit.name
    return drafts.from_forms(found, path, unit), texts_of_reading(found, unit)
