"""Imports into drafts, for programs: a file handed in, its preview and questions, taken."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import File, Form, Router, Schema, Status, UploadedFile

from juesuan.importing.kinds import kinds
from juesuan.ledger.schema import choices
from juesuan.messages import JuesuanError
from juesuan.workbench.api.rules import account, answers, rule
from juesuan.workbench.api.shapes import Problem
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.filings.views import WRITERS, unit_of
from juesuan.workbench.preparing.editing import OPEN
from juesuan.workbench.preparing.importing import hand_in_import, look_again
from juesuan.workbench.preparing.imports import import_of, importing_shown, keep_answers, stands
from juesuan.workbench.preparing.models import Import
from juesuan.workbench.words import language, word

__all__ = ["ROUTER"]

ROUTER = Router(tags=["imports"])


class ImportIn(Schema):
    """What a file is: its ``kind`` (empty: as its columns tell), whether it is only compared, and
    for a first import the form set and the kind of unit (empty: the first that may be)."""

    kind: str = ""
    comparing: bool = False
    form_set: str = ""
    unit_kind: str = ""


class ImportOut(Schema):
    """An import: whether it stands in the draft, and its preview: ``ready`` to be taken, ``new``
    rows, ``questions`` by their number, ``cells`` that would change. ``job`` is the work on it."""

    id: int
    name: str
    stands: bool
    preview: dict[str, Any]
    job: int | None = None


class AnswerIn(Schema):
    """An answer with the number of its question in the preview, from 0."""

    number: int
    answer: str


class AnswersIn(Schema):
    """Answers; ``suggested`` takes every suggestion where there is none."""

    answers: list[AnswerIn] = []
    suggested: bool = False


def _told(one: Import, job: int | None = None) -> ImportOut:
    preview = dict(one.preview)
    preview["told"] = preview.get("told", {}).get(language(), {})
    return ImportOut(id=one.pk, name=one.name, stands=stands(one), preview=preview, job=job)


@ROUTER.get("/filings/{int:filing}/imports", response=answers(list[ImportOut], 404))
@rule(WRITERS, unit_of)
def imports(request: HttpRequest, filing: int) -> list[ImportOut]:
    """导入过的文件 · The files imported into a unit's year so far."""
    return [_told(one) for one in Import.objects.filter(filing=filing).select_related("edit")]


@ROUTER.post("/filings/{int:filing}/imports", response=answers(ImportOut, 404, 409, 422))
@rule(WRITERS, unit_of)
def add_import(
    request: HttpRequest,
    filing: int,
    file: Annotated[UploadedFile, File()],
    given: Annotated[ImportIn, Form()],
) -> ImportOut | Status[Problem]:
    """导入文件 · Hand in a file to be understood; nothing is written into the draft yet."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    shown = importing_shown(found)
    known = {
        "kind": ["", *kinds()],
        "form_set": [name for name, _ in shown["form_sets"]],
        "unit_kind": [one.id for one in choices("unit_kind")],
    }
    said = {name: getattr(given, name) or known[name][0] for name in known}
    for name, value in said.items():
        if value not in known[name]:
            return Status(409, Problem(detail=f"{name}: {', '.join(filter(None, known[name]))}"))
    if found.state not in OPEN:
        return Status(409, Problem(detail=word("draft.closed")))
    try:
        whole = {**said, "comparing": given.comparing}
        one, job = hand_in_import(account(request), found, [file], whole)
    except JuesuanError as error:
        return Status(409, Problem(detail=error.text(language())))
    return _told(one, job.pk)


@ROUTER.get("/filings/{int:filing}/imports/{int:imported}", response=answers(ImportOut, 404))
@rule(WRITERS, unit_of)
def one_import(request: HttpRequest, filing: int, imported: int) -> ImportOut:
    """导入预览 · An import with its preview."""
    return _told(import_of(filing, imported))


@ROUTER.post(
    "/filings/{int:filing}/imports/{int:imported}/answers",
    response=answers(ImportOut, 404, 409, 422),
)
@rule(WRITERS, unit_of)
def answer_import(
    request: HttpRequest, filing: int, imported: int, given: AnswersIn
) -> ImportOut | Status[Problem]:
    """回答导入的问题 · Answer what the file does not say; it is then understood anew."""
    one = import_of(filing, imported)
    if stands(one):
        return Status(409, Problem(detail=word("imports.taken")))
    said = {each.number: each.answer for each in given.answers}
    keep_answers(one, said, given.suggested)
    return _told(one, look_again(account(request), one).pk)


@ROUTER.post(
    "/filings/{int:filing}/imports/{int:imported}/take", response=answers(ImportOut, 404, 409)
)
@rule(WRITERS, unit_of)
def take_import(request: HttpRequest, filing: int, imported: int) -> ImportOut | Status[Problem]:
    """写入报表 · Take an import that is ready into the draft."""
    one = import_of(filing, imported)
    if stands(one) or not one.preview.get("ready") or not one.preview.get("new"):
        return Status(409, Problem(detail=word("imports.mend_file")))
    return _told(one, look_again(account(request), one, take=True).pk)
