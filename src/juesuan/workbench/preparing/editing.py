"""Edits asked for by the page, answered as JSON: stored, or why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from juesuan import drafts
from juesuan.drafts import Changed, DraftError
from juesuan.forms import CellNotFoundError
from juesuan.ledger.typed import TextError
from juesuan.workbench.filings.models import Filing, State
from juesuan.workbench.people.models import User
from juesuan.workbench.preparing.desk import at_desk, edits_since, hanging
from juesuan.workbench.preparing.evaluating import evaluated_told, lays_anew
from juesuan.workbench.preparing.models import Draft, Edit, Presence
from juesuan.workbench.preparing.places import key_of, place_of
from juesuan.workbench.preparing.saving import Stored, again, back, store
from juesuan.workbench.preparing.showing import conflicts_told, told
from juesuan.workbench.preparing.typed import (
    Sent,
    SentLine,
    mark_of,
    read_cells,
    read_sent,
    read_texts,
)
from juesuan.workbench.words import language, word

__all__ = ["OPEN", "changes", "draft_of", "edit", "line_edit", "redo", "undo"]

OPEN = frozenset({State.NOT_STARTED, State.PREPARING, State.RETURNED})
"""States of a unit's year in which its draft may be edited."""
_THERE = timedelta(seconds=20)

Made = Stored | None


def draft_of(filing: int) -> Draft | None:
    """The draft of a unit's year, if it was begun."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    return Draft.objects.filter(filing=found).select_related("filing__unit").first()


def edit(request: HttpRequest, filing: int) -> HttpResponse:
    """Figures, a row or words entered: 200 once stored, 409 with both values where others were
    faster, 422 with what is wrong by cell."""
    try:
        sent = read_sent(request.body)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return HttpResponseBadRequest()
    return _made(request, filing, lambda user, row, draft, _: _edit(user, row, draft, sent))


def undo(request: HttpRequest, filing: int) -> HttpResponse:
    """Take back one's own last edit."""
    return _made(request, filing, back)


def redo(request: HttpRequest, filing: int) -> HttpResponse:
    """Make again what was taken back."""
    return _made(request, filing, again)


def _made(
    request: HttpRequest,
    filing: int,
    make: Callable[[User, Draft, drafts.Draft, str], Made | HttpResponse],
) -> HttpResponse:
    record = draft_of(filing)
    assert isinstance(request.user, User)
    if record is None:
        return HttpResponseBadRequest()
    if request.headers.get("X-Draft", str(record.pk)) != str(record.pk):
        return _problem(word("draft.replaced"), 423)
    mark = mark_of(request.body)
    with at_desk(record) as (row, draft):
        if mark and (sent := Edit.objects.filter(draft=row, mark=mark).first()):
            return JsonResponse({"own": False, **_answer(request, row, draft, [sent])})
        if row.filing.state not in OPEN:
            return _problem(word("draft.closed"), 423)
        before = row.number
        made = make(request.user, row, draft, mark)
        if isinstance(made, HttpResponse):
            return made
        if made is None:
            return JsonResponse(told(row, draft, ()))
        if isinstance(made, list):
            found = list(conflicts_told(draft, made))
            texts = [each.key for each in made if isinstance(each.key, str)]
            cells = {each.key for each in made if not isinstance(each.key, str)}
            answer = told(row, draft, cells, texts=texts)
            return JsonResponse({"conflicts": found, **answer}, status=409)
        own = row.number > before  # what changes nothing makes none
        last = edits_since(row, row.number - 1)
        return JsonResponse({"own": own, **_answer(request, row, draft, last, made)})


def _answer(
    request: HttpRequest,
    row: Draft,
    draft: drafts.Draft,
    edits: list[Edit],
    made: Changed | None = None,
) -> dict[str, Any]:
    """What a page is told of edits that are stored: all that hangs on them."""
    entered = [key_of(at) for each in edits for at, _, _ in each.what["cells"]]
    said = [at for each in edits for at, _, _ in each.what["texts"]]
    rows = any(each.what["rows"] for each in edits) if made is None else made.laid
    moved = hanging(draft, entered) if made is None else {*made.cells, *_known(draft, entered)}
    answer = told(row, draft, moved, rows or lays_anew(said), said)
    made_by = {"made": edits[-1].number} if edits else {}
    return {**answer, **made_by, **evaluated_told(draft, request.GET)}


def _known(draft: drafts.Draft, keys: list[Any]) -> set[Any]:
    """Cells with the others that are the same figure."""
    net = draft.net
    return {k for key in keys if key in net.number for k in net.places[net.number[key]]}


def _edit(user: User, row: Draft, draft: drafts.Draft, sent: Sent) -> Made | HttpResponse:
    given, wrong = read_cells(draft, sent)
    words, unsaid = read_texts(draft, sent)
    if wrong or unsaid:
        said = {place_of(key): error.text(language()) for key, error in wrong.items()}
        said |= {key: error.text(language()) for key, error in unsaid.items()}
        return JsonResponse({"wrong": said, **told(row, draft, wrong)}, status=422)
    try:
        made = draft.entering(given)
        if sent.row is not None:
            verb, form, code = sent.row
            change = draft.adding_row if verb == "add" else draft.removing_row
            made = change(form, code)
        texts = draft.saying(words).texts
        if sent.line is not None:
            texts += line_edit(row, draft, sent.line).texts
    except (DraftError, CellNotFoundError, TextError) as error:
        return _problem(error.text(language()), 422)
    whole = drafts.Edit(cells=made.cells, rows=made.rows, texts=texts)
    return store(user, row, draft, whole, seen=sent.seen, why=sent.why, mark=sent.mark)


def line_edit(row: Draft, draft: drafts.Draft, sent: SentLine) -> drafts.Edit:
    """The edit that adds, copies or removes a line; a new one is called by the edit's number.
    Raises ``DraftError`` or ``TextError``."""
    new = str(row.number + 1)
    if sent.verb == "add":
        return drafts.adding_line(draft.texts, sent.table, new, sent.values, sent.line)
    if sent.verb == "copy":
        name = sent.values.get("name", "")
        return drafts.copying_line(draft.texts, sent.table, sent.line, new, name)
    return drafts.removing_line(draft.texts, sent.table, sent.line)


def _problem(text: str, status: int) -> HttpResponse:
    return JsonResponse({"problem": text}, status=status)


def changes(request: HttpRequest, filing: int) -> HttpResponse:
    """What others have changed since an edit's number, and who else is there."""
    record = draft_of(filing)
    assert isinstance(request.user, User)
    since = request.GET.get("since", "")
    mine = record is not None and request.headers.get("X-Draft", str(record.pk)) == str(record.pk)
    if record is None or not mine or not since.isdigit() or len(since) > 15:
        return HttpResponseBadRequest()
    now = timezone.now()
    at = {"at": now, "place": request.GET.get("at", "")[:200]}
    Presence.objects.update_or_create(draft=record, user=request.user, defaults=at)
    others = Presence.objects.filter(draft=record, at__gt=now - _THERE).exclude(user=request.user)
    there = [[str(one.user), one.place] for one in others.select_related("user")]
    if record.number == int(since):
        return JsonResponse({"number": record.number, "there": there})
    with at_desk(record) as (row, draft):
        edits = edits_since(row, int(since))
        keys = [key_of(at) for each in edits for at, _, _ in each.what["cells"]]
        said = [at for each in edits for at, _, _ in each.what["texts"]]
        laid = any(each.what["rows"] for each in edits) or lays_anew(said)
        answer = told(row, draft, hanging(draft, keys), laid, said)
        return JsonResponse({"there": there, **answer, **evaluated_told(draft, request.GET)})
