"""Drafts and their cells, for programs."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from juesuan import drafts
from juesuan.drafts import DraftError, words_of
from juesuan.facts import YUAN, plain_amount
from juesuan.forms import MONEY, CellKey, CellNotFoundError
from juesuan.messages import JuesuanError
from juesuan.workbench.api.documents import told_document
from juesuan.workbench.api.finding_drafts import found_draft
from juesuan.workbench.api.rules import account, answers, rule
from juesuan.workbench.api.shapes import (
    AwayOut,
    BeginDraft,
    CellOut,
    Cells,
    ConflictOut,
    Conflicts,
    DocumentOut,
    DraftOut,
    Edited,
    EditIn,
    FormOut,
    Problem,
)
from juesuan.workbench.api.shapes_of_words import MendingOut
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.filings.views import WRITERS, unit_of
from juesuan.workbench.preparing.beginning import begin_blank, form_sets
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.editing import OPEN
from juesuan.workbench.preparing.models import Draft
from juesuan.workbench.preparing.places import place_of
from juesuan.workbench.preparing.putting_away import away_of, change_standing, drafts_away
from juesuan.workbench.preparing.saving import store
from juesuan.workbench.preparing.showing import state_of
from juesuan.workbench.preparing.typed import Sent, read_cells
from juesuan.workbench.preparing.views import workbook
from juesuan.workbench.reviewing.handing_in import submit as hand_over
from juesuan.workbench.words import language, word

__all__ = ["ROUTER"]

ROUTER = Router(tags=["drafts"])


@ROUTER.get("/filings/{int:filing}/draft", response=answers(DraftOut, 404))
@rule(WRITERS, unit_of)
def draft(request: HttpRequest, filing: int) -> DraftOut:
    """底稿 · A unit's draft and how its identities stand."""
    return _told(found_draft(filing))


@ROUTER.post("/filings/{int:filing}/draft", response=answers(DraftOut, 404, 409, 422))
@rule(WRITERS, unit_of)
def begin(request: HttpRequest, filing: int, given: BeginDraft) -> DraftOut | Status[Problem]:
    """开始编报 · Begin a draft from empty forms of a set of the year."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    known = [name for name, _ in form_sets(found.year)]
    if given.form_set not in known:
        return Status(409, Problem(detail=f"form_set: {', '.join(known)}"))
    try:
        return _told(begin_blank(account(request), found, given.form_set))
    except JuesuanError as error:
        return Status(409, Problem(detail=error.text(language())))


@ROUTER.get("/filings/{int:filing}/draft/away", response=answers(list[AwayOut], 404))
@rule(WRITERS, unit_of)
def draft_aways(request: HttpRequest, filing: int) -> list[AwayOut]:
    """搁置的底稿 · The drafts that were put away, the last one first."""
    return _aways(get_object_or_404(Filing, pk=filing))


@ROUTER.post("/filings/{int:filing}/draft/away", response=answers(list[AwayOut], 404, 409))
@rule(WRITERS, unit_of)
def draft_put_away(request: HttpRequest, filing: int) -> list[AwayOut] | Status[Problem]:
    """搁置 · Put the draft away, so that another can be begun."""
    record = found_draft(filing)
    if not change_standing(account(request), record.filing, None):
        return Status(409, Problem(detail=word("draft.closed")))
    return _aways(record.filing)


@ROUTER.post(
    "/filings/{int:filing}/draft/away/{int:away}/back", response=answers(DraftOut, 404, 409)
)
@rule(WRITERS, unit_of)
def draft_back(request: HttpRequest, filing: int, away: int) -> DraftOut | Status[Problem]:
    """取回 · Bring a draft back; the one that stands meanwhile is put away."""
    found = get_object_or_404(Filing, pk=filing)
    if not change_standing(account(request), found, away_of(found, away)):
        return Status(409, Problem(detail=word("draft.closed")))
    return _told(found_draft(filing))


def _aways(filing: Filing) -> list[AwayOut]:
    return [
        AwayOut(id=one.pk, source=one.source, edit=one.number, away=one.away)
        for one in drafts_away(filing)
        if one.away is not None
    ]


@ROUTER.get("/filings/{int:filing}/draft/cells", response=answers(Cells, 404))
@rule(WRITERS, unit_of)
def cells(request: HttpRequest, filing: int, form: str = "") -> Cells:
    """读单元格 · The cells of a draft, or of one form."""
    with at_desk(found_draft(filing)) as (row, now):
        keys = [key for key in now.cells if not form or key.form == form]
        return Cells(edit=row.number, cells=_cells(now, keys))


@ROUTER.patch(
    "/filings/{int:filing}/draft/cells",
    response=answers(Edited, 404, 422) | {409: Conflicts},
)
@rule(WRITERS, unit_of)
def edit(request: HttpRequest, filing: int, given: EditIn) -> Edited | Status[Conflicts]:
    """录入 · Enter figures: all of them, or none where one is wrong or others were faster."""
    keys = {CellKey(one.form, one.row, one.column): one for one in given.cells}
    sent = Sent(
        cells={key: one.value for key, one in keys.items()},
        seen={key: one.seen for key, one in keys.items()},
        why=given.why,
    )
    with at_desk(found_draft(filing)) as (row, now):
        if row.filing.state not in OPEN:
            return Status(409, Conflicts(detail=word("draft.closed")))
        figures, wrong = read_cells(now, sent)
        if wrong:
            said = {place_of(key): error.text(language()) for key, error in wrong.items()}
            return Status(409, Conflicts(detail=said))
        try:
            change = now.entering(figures)
        except (DraftError, CellNotFoundError) as error:
            return Status(409, Conflicts(detail=error.text(language())))
        made = store(account(request), row, now, change, seen=sent.seen, why=sent.why)
        if isinstance(made, list):
            told = [_conflict(now, each) for each in made if isinstance(each, drafts.Conflict)]
            return Status(409, Conflicts(detail=word("draft.conflict"), conflicts=told))
        return Edited(edit=row.number, cells=_cells(now, {**made.cells, **figures}))


@ROUTER.get("/filings/{int:filing}/draft/mendings", response=answers(list[MendingOut], 404))
@rule(WRITERS, unit_of)
def draft_mendings(request: HttpRequest, filing: int) -> list[MendingOut]:
    """最少改动 · The smallest sets of entered figures whose change would make all identities
    hold: form, row, column, what should stand there."""
    with at_desk(found_draft(filing)) as (_, now):
        return [
            MendingOut(
                changes=[
                    [
                        each.key.form,
                        each.key.row,
                        each.key.column,
                        _text(now, each.key, each.expected),
                    ]
                    for each in one.changes
                ],
                others=len(one.others),
                sure=one.sure,
            )
            for one in drafts.mendings(now)
        ]


@ROUTER.post("/filings/{int:filing}/draft/submit", response=answers(DocumentOut, 404, 409))
@rule(WRITERS, unit_of)
def submit(request: HttpRequest, filing: int) -> DocumentOut | Status[Problem]:
    """送审 · Hand the forms to the review as they are now."""
    record = found_draft(filing)
    if record.filing.state not in OPEN:
        return Status(409, Problem(detail=word("draft.closed")))
    name, content, number = workbook(record)
    files = [SimpleUploadedFile(name, content)]
    return told_document(hand_over(account(request), record.filing, files, number))


def _told(record: Draft) -> DraftOut:
    with at_desk(record) as (row, now):
        state = state_of(now)
        return DraftOut(
            form_set=row.form_set,
            money=row.money,
            edit=row.number,
            forms=[FormOut(number=form.form.no, title=form.form.title) for form in now.sheets],
            holds=state["holds"],
            broken=state["all_broken"],
            open=state["open"],
        )


def _cells(now: drafts.Draft, keys: Iterable[CellKey]) -> list[CellOut]:
    return [
        CellOut(
            form=key.form,
            row=key.row,
            column=key.column,
            words=words_of(now, key),
            value=_text(now, key, now.value(key)),
            unit=YUAN.zh if now.cells[key].unit == MONEY else now.cells[key].unit,
            follows=now.follows(key),
            seen=now.version(key),
        )
        for key in keys
    ]


def _text(now: drafts.Draft, key: CellKey, value: int | None) -> str:
    if value is None:
        return ""
    known = key in now.cells and now.cells[key].unit != MONEY
    return str(value) if known else plain_amount(value, YUAN)


def _conflict(now: drafts.Draft, each: drafts.Conflict) -> ConflictOut:
    key = each.key
    return ConflictOut(
        form=key.form,
        row=key.row,
        column=key.column,
        theirs=_text(now, key, each.theirs),
        ours=_text(now, key, each.ours),
        seen=each.version,
    )
