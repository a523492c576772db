"""Files of an office brought into a draft (导入), by the worker: understood, shown, taken.

What a file means is the business of ``juesuan.importing``, which adds it to a book. Here each
import that was taken has a folder with the book so far, and the figures that the book's forms have
now and had not before are one edit of the draft: undone, it takes the import back.
"""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from juesuan import drafts
from juesuan.drafts import Taking, taking
from juesuan.forms import CellKey
from juesuan.importing import (
    ImportRefusedError,
    Plan,
    Question,
    RememberedMapping,
    mapping_path,
    plan_import,
    write_import,
    write_questions,
)
from juesuan.ledger import BookError, read_book
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.jobs.kinds import Tell
from juesuan.workbench.jobs.models import Job
from juesuan.workbench.jobs.queue import hand_in
from juesuan.workbench.people.models import User
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.preparing.beginning import begin_blank
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.editing import OPEN
from juesuan.workbench.preparing.models import Draft, Edit, Import
from juesuan.workbench.preparing.previews import preview_of, refused
from juesuan.workbench.preparing.saving import store
from juesuan.workbench.reviewing.intake import SHEETS, IntakeError, drop, take_in

__all__ = ["book_of", "by_worker", "hand_in_import", "look_again", "taken_by_worker"]

_PREVIEW, _TAKE = "import", "import_take"


def hand_in_import(
    user: User, filing: Filing, files: Sequence[UploadedFile[Any]], said: Mapping[str, Any]
) -> tuple[Import, Job]:
    """Take one file in and let the worker understand it; ``said`` are ``kind``, ``comparing``,
    ``form_set`` and ``unit_kind``. Raises ``IntakeError``."""
    if len(files) > 1:
        raise IntakeError("one_import_file")
    kept = take_in(files, SHEETS)
    try:
        one = Import.objects.create(
            filing=filing, place=kept.place, name=kept.name, by=user, **said
        )
    except BaseException:
        drop(kept)
        raise
    return one, look_again(user, one)


def look_again(user: User, one: Import, take: bool = False) -> Job:
    """Let the worker understand a file, anew after answers; or ``take`` it into the draft."""
    kind = _TAKE if take else _PREVIEW
    return hand_in(kind, {"import": one.pk, "user": user.pk}, by=user, unit=one.filing.unit)


def by_worker(task: Mapping[str, Any], tell: Tell, by: User | None = None) -> dict[str, Any]:
    """Understand a file and keep what would happen as the import's preview."""
    one = Import.objects.select_related("filing__unit").get(pk=task["import"])
    tell("reading", 0, 0)
    _look(one)
    return {"address": f"/filings/{one.filing_id}/draft/imports/{one.pk}/"}


def taken_by_worker(task: Mapping[str, Any], tell: Tell, by: User | None = None) -> dict[str, Any]:
    """Take an import into the draft, which is begun where there is none. Raises
    ``WorkbenchError`` where it is not ready, and what reading raises; then nothing is taken."""
    one = Import.objects.select_related("filing__unit").get(pk=task["import"])
    user = User.objects.get(pk=task["user"])
    place = secrets.token_hex(16)
    folder = Path(settings.FOLDER) / "files" / place
    folder.mkdir(mode=0o700)
    try:
        tell("reading", 0, 0)
        base = book_of(one.filing)
        plan = _planned(one, base, folder)
        write_import(plan)
        tell("saving", 0, 0)
        stands = _take(one, user, base, place, _figures(plan))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if not stands:
        shutil.rmtree(folder, ignore_errors=True)
        _look(one, changed=True)
        return {"address": f"/filings/{one.filing_id}/draft/imports/{one.pk}/"}
    return {"address": f"/filings/{one.filing_id}/draft/"}


def book_of(filing: Filing) -> Import | None:
    """The import whose book has all that was imported so far, ``None`` where nothing was: the
    last one that was taken, is not undone, and whose draft was not put away."""
    taken = Import.objects.filter(filing=filing, taken__isnull=False)
    taken = taken.filter(draft__away__isnull=True).exclude(edit__undone=True)
    return taken.order_by("taken").last()


def _look(one: Import, changed: bool = False) -> None:
    """Keep what taking would do now."""
    record = Draft.objects.filter(filing=one.filing).first()
    with tempfile.TemporaryDirectory() as folder:
        base = book_of(one.filing)
        try:
            plan = _planned(one, base, Path(folder))
        except ImportRefusedError as error:
            one.preview = refused(error)
        else:
            one.preview = preview_of(plan, *_effect(one, plan, base, record))
    one.preview["changed"] = changed
    one.draft, one.number = record, record.number if record else 0
    one.save(update_fields=["preview", "draft", "number"])


def _effect(
    one: Import, plan: Plan, base: Import | None, record: Draft | None
) -> tuple[drafts.Draft | None, Taking | None, BookError | None]:
    """The draft now and with the import; what is wrong with the book that comes of it."""
    if not plan.ready or not plan.rows:
        return None, None, None
    try:
        write_import(plan)
        given = _figures(plan)
    except BookError as error:
        return None, None, error
    if record is None:
        now = drafts.blank(one.filing.unit.name, one.filing.year, one.form_set).draft
        return now, taking(now, given, _before(base)), None
    with at_desk(record) as (_, draft):
        return draft, taking(draft, given, _before(base)), None


def _take(one: Import, user: User, base: Import | None, place: str, given: drafts.Draft) -> bool:
    """Store what the import changes; False where another draft stands or somebody changed the
    same cells since it was looked at, and it has to be looked at again."""
    record = Draft.objects.filter(filing=one.filing).first()
    if one.draft is not None and one.draft != record:
        return False
    if record is None:
        record = begin_blank(user, one.filing, one.form_set)
        one.number = record.number
    with at_desk(record) as (row, draft):
        if row.filing.state not in OPEN:
            raise WorkbenchError("import_closed")
        if book_of(one.filing) != base:
            return False
        edit = taking(draft, given, _before(base)).edit
        known = (each.key for each in edit.cells if each.key in draft.net.number)
        if any(draft.version(key) > one.number for key in known):
            return False
        before = row.number
        store(user, row, draft, edit, source=one.name)
        one.edit = Edit.objects.get(draft=row, number=row.number) if row.number > before else None
        one.draft, one.book, one.taken = row, place, timezone.now()
        one.save(update_fields=["draft", "edit", "book", "taken"])
    return True


def _planned(one: Import, base: Import | None, folder: Path) -> Plan:
    """The plan of an import into a copy of the book so far, in a folder. Raises what planning
    raises."""
    book = folder / "book"
    if base is None:
        _new_book(one, book)
    else:
        shutil.copytree(Path(settings.FOLDER) / "files" / base.book / "book", book)
    if one.answers:
        mapping = RememberedMapping.read(mapping_path(book))
        for ask, by, text, answer in one.answers:
            mapping.answer(Question(ask=ask, by=by, text=text), answer)
        write_questions(mapping)
    path = next((Path(settings.FOLDER) / "files" / one.place).iterdir())
    return plan_import(path, book, one.kind, comparing=one.comparing)


def _new_book(one: Import, book: Path) -> None:
    """A book without entries for a unit's year."""
    name = json.dumps(one.filing.unit.name, ensure_ascii=False)
    said = f"year = {one.filing.year}\nunit = {name}\nform_set = {json.dumps(one.form_set)}\n"
    unit = f'[[units]]\ncode = "01"\nname = {name}\nkind = {json.dumps(one.unit_kind)}\n'
    book.mkdir()
    (book / "book.toml").write_text(f"{said}\n{unit}", "utf-8")


def _figures(plan: Plan) -> drafts.Draft:
    """The forms that the book fills. Raises ``BookError`` or ``FormSetError``."""
    return drafts.from_book(read_book(plan.book.path)).draft


def _before(base: Import | None) -> Mapping[CellKey, int]:
    """The figures that the book so far gave."""
    if base is None:
        return {}
    book = Path(settings.FOLDER) / "files" / base.book / "book"
    return drafts.from_book(read_book(book)).draft.entered
