"""The long work of publication: an approved unit's year built as the set to be signed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from juesuan.drafts import write_publication
from juesuan.facts import standard_space
from juesuan.forms import Disclosure
from juesuan.narrative import Figures, figures_of_last_year
from juesuan.publishing import build_forms, given_forms, manifest_digest
from juesuan.reading import read
from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.jobs.kinds import Tell
from juesuan.workbench.people.models import User
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.models import Draft
from juesuan.workbench.preparing.told import author_words
from juesuan.workbench.releasing.folders import folder_of, remove
from juesuan.workbench.releasing.models import Candidate, Publication
from juesuan.workbench.reviewing.checking import path_of
from juesuan.workbench.reviewing.models import Document
from juesuan.workbench.words import word

__all__ = ["ReleaseError", "build_candidate", "next_number", "source_of"]


class ReleaseError(WorkbenchError):
    """What cannot be published, and why."""

    section = "serve"


def next_number(filing: Filing) -> int:
    """The number of a unit's next version."""
    last = filing.publications.order_by("-number").first()
    return last.number + 1 if last else 1


def source_of(filing: Filing) -> Draft | Document | None:
    """What was approved: the draft where the last document was written from it as it is now, else
    that document; without any document the draft."""
    document = Document.objects.filter(filing=filing, checked=True).order_by("-pk").first()
    draft = Draft.objects.filter(filing=filing).select_related("filing__unit").first()
    if document is None or (draft is not None and document.edit == draft.number):
        return draft
    return document


def build_candidate(task: Mapping[str, Any], tell: Tell, by: User | None = None) -> dict[str, Any]:
    """Build the set of the unit's year whose number the task gives; it waits for its signature
    then, in place of one that waited. Raises ``ReleaseError`` and what building raises."""
    filing = Filing.objects.select_related("unit").get(pk=task["filing"])
    if filing.state != State.APPROVED:
        raise ReleaseError("not_approved")
    if (source := source_of(filing)) is None:
        raise ReleaseError("nothing_to_publish")
    place = secrets.token_hex(16)
    folder = folder_of(place)
    folder.parent.mkdir(mode=0o700, exist_ok=True)

    def progress(stage: str) -> None:
        tell("building", 0, 0)

    try:
        disclosure, words = _built(source, filing, folder, progress)
        with transaction.atomic():
            now = Filing.objects.select_for_update().get(pk=filing.pk)
            if now.state != State.APPROVED:
                raise ReleaseError("not_approved")
            waiting = list(Candidate.objects.filter(filing=filing))
            made = Candidate.objects.create(
                filing=filing,
                number=next_number(filing),
                place=place,
                source=words[:300],
                form_set=disclosure.form_set.id,
                manifest_sha256=manifest_digest(folder),
                by=by,
            )
            Candidate.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    except BaseException:
        remove(place)
        raise
    for one in waiting:
        remove(one.place)
    return {"address": f"/candidates/{made.pk}/"}


def _built(
    source: Draft | Document, filing: Filing, folder: Path, progress: Callable[[str], None]
) -> tuple[Disclosure, str]:
    """Build into a folder; the forms, and what they were built of in words."""
    if isinstance(source, Draft):
        with at_desk(source) as (row, draft):
            composed = write_publication(
                draft,
                folder,
                author_words(draft.texts),
                previous=_previous(filing, draft.disclosure()),
                number=row.number,
                progress=progress,
            )
            return composed.disclosure, word("release.of_draft", edit=row.number)
    path = path_of(source)
    progress("reading")
    given = given_forms(read(path, year=filing.year), path, filing.unit.name)
    if given.disclosure.year != filing.year:
        raise ReleaseError("year_differs", year=filing.year, found=given.disclosure.year)
    built = build_forms(given, folder, progress=progress)
    return built.composed.disclosure, source.name


def _previous(filing: Filing, disclosure: Disclosure) -> Figures | None:
    """Last year's figures as they were published here; ``None`` where nothing was."""
    last = Publication.objects.filter(filing__unit=filing.unit, year=filing.year - 1)
    if (found := last.order_by("-number").first()) is None:
        return None
    space = standard_space(filing.year - 1)
    return figures_of_last_year(folder_of(found.place), disclosure, space, str(found))
