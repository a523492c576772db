"""The words and the self-evaluation of drafts, for programs: lines, texts, points, evidence."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from ninja import File, Router, Status, UploadedFile

from juesuan import drafts
from juesuan.drafts import EVIDENCE, LINE_TABLES, DraftError, Lines, TextConflict
from juesuan.forms import CellNotFoundError
from juesuan.ledger.typed import TextError
from juesuan.messages import JuesuanError
from juesuan.performance.preparing import PreparedProject
from juesuan.workbench.api.finding_drafts import found_draft
from juesuan.workbench.api.rules import account, answers, rule
from juesuan.workbench.api.shapes import Problem
from juesuan.workbench.api.shapes_of_words import (
    EvaluationOut,
    EvidenceOut,
    LineIn,
    LineOut,
    NarrativeOut,
    PassageOut,
    ProjectOut,
    QuestionOut,
    RowIn,
    Stored,
    SuggestionOut,
    TextConflictOut,
    TextConflicts,
    TextOut,
    Texts,
    TextsIn,
)
from juesuan.workbench.filings.views import WRITERS, unit_of
from juesuan.workbench.people.models import User
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.editing import OPEN, line_edit
from juesuan.workbench.preparing.evidence import add_evidence, file_of
from juesuan.workbench.preparing.models import Draft, Evidence
from juesuan.workbench.preparing.naming import key_words
from juesuan.workbench.preparing.saving import again, back, store
from juesuan.workbench.preparing.told import booklet_of, passages, questions
from juesuan.workbench.preparing.typed import Sent, SentLine, read_texts
from juesuan.workbench.words import language, word

__all__ = ["ROUTER"]

ROUTER = Router(tags=["drafts"])


_PATH = "/filings/{int:filing}/draft"
_EDIT = answers(Stored, 404, 422) | {409: TextConflicts}


def _closed() -> Status[TextConflicts]:
    return Status(409, TextConflicts(detail=word("draft.closed")))


def _made(
    request: HttpRequest,
    filing: int,
    make: Callable[[User, Draft, drafts.Draft], Any],
) -> Stored | Status[TextConflicts]:
    """Make an edit of a draft; 409 with both texts where others were faster, or why not."""
    with at_desk(found_draft(filing)) as (row, now):
        if row.filing.state not in OPEN:
            return _closed()
        try:
            made = make(account(request), row, now)
        except (DraftError, CellNotFoundError, TextError) as error:
            return Status(409, TextConflicts(detail=error.text(language())))
        if isinstance(made, TextConflicts):
            return Status(409, made)
        if isinstance(made, list):
            told = [_conflict(now, each) for each in made if isinstance(each, TextConflict)]
            return Status(409, TextConflicts(detail=word("draft.conflict"), conflicts=told))
        return Stored(edit=row.number)


def _conflict(now: drafts.Draft, each: TextConflict) -> TextConflictOut:
    return TextConflictOut(
        key=each.key,
        words=key_words(now.texts, each.key),
        theirs=each.theirs,
        ours=each.ours,
        seen=each.version,
    )


@ROUTER.post(f"{_PATH}/rows", response=_EDIT)
@rule(WRITERS, unit_of)
def draft_rows(request: HttpRequest, filing: int, given: RowIn) -> Stored | Status[TextConflicts]:
    """科目行 · Add a code's row to a form, or remove it with what was entered there."""

    def make(user: User, row: Draft, now: drafts.Draft) -> Any:
        change = now.adding_row if given.verb == "add" else now.removing_row
        return store(user, row, now, change(given.form, given.code), why=given.why)

    return _made(request, filing, make)


@ROUTER.get(f"{_PATH}/texts", response=answers(Texts, 404))
@rule(WRITERS, unit_of)
def draft_texts(request: HttpRequest, filing: int, table: str = "") -> Texts:
    """文字 · The words of a draft, or those of one table (texts, reasons, projects, indicators,
    tasks, goals, money)."""
    with at_desk(found_draft(filing)) as (row, now):
        found = [
            TextOut(key=key, words=key_words(now.texts, key), text=text, seen=now.version(key))
            for key, text in now.texts.items()
            if not table or key.partition("|")[0] == table
        ]
        return Texts(edit=row.number, texts=found)


@ROUTER.patch(f"{_PATH}/texts", response=_EDIT)
@rule(WRITERS, unit_of)
def draft_say(request: HttpRequest, filing: int, given: TextsIn) -> Stored | Status[TextConflicts]:
    """填写文字 · Put words under their keys: all of them, or none where one is wrong or others
    were faster. Amounts are in 元."""
    sent = Sent(
        texts={one.key: one.text for one in given.texts},
        seen={one.key: one.seen for one in given.texts},
    )

    def make(user: User, row: Draft, now: drafts.Draft) -> Any:
        words, wrong = read_texts(now, sent)
        if wrong:
            said = {key: error.text(language()) for key, error in wrong.items()}
            return TextConflicts(detail=said)
        return store(user, row, now, now.saying(words), seen=sent.seen, why=given.why)

    return _made(request, filing, make)


@ROUTER.post(f"{_PATH}/lines", response=_EDIT)
@rule(WRITERS, unit_of)
def draft_lines(request: HttpRequest, filing: int, given: LineIn) -> Stored | Status[TextConflicts]:
    """绩效表的行 · Add, copy or remove a project, an indicator, a task or a yearly goal. A new line
    is called by the number of the edit."""
    sent = SentLine(verb=given.verb, table=given.table, line=given.line, values=given.values)

    def make(user: User, row: Draft, now: drafts.Draft) -> Any:
        return store(user, row, now, line_edit(row, now, sent), why=given.why)

    return _made(request, filing, make)


@ROUTER.post(f"{_PATH}/undo", response=_EDIT)
@rule(WRITERS, unit_of)
def draft_undo(request: HttpRequest, filing: int) -> Stored | Status[TextConflicts]:
    """撤销 · Take back one's own last edit."""
    return _made(request, filing, back)


@ROUTER.post(f"{_PATH}/redo", response=_EDIT)
@rule(WRITERS, unit_of)
def draft_redo(request: HttpRequest, filing: int) -> Stored | Status[TextConflicts]:
    """重做 · Make again what was taken back."""
    return _made(request, filing, again)


@ROUTER.get(f"{_PATH}/narrative", response=answers(NarrativeOut, 404))
@rule(WRITERS, unit_of)
def draft_narrative(request: HttpRequest, filing: int) -> NarrativeOut:
    """情况说明 · The booklet's text as the facts give it now, and what only the author can say."""
    with at_desk(found_draft(filing)) as (row, now):
        booklet = booklet_of(now, language())
        asked = questions(now, booklet, language(), row.former)
    return NarrativeOut(
        passages=[
            PassageOut(level=getattr(one, "level", 0), text=one.text) for one in passages(booklet)
        ],
        questions=[
            QuestionOut(
                key=one.key,
                entry=one.entry,
                text=one.text,
                said=one.said,
                last=one.last,
                seen=one.version,
            )
            for one in asked
        ],
    )


@ROUTER.get(f"{_PATH}/evaluation", response=answers(EvaluationOut, 404))
@rule(WRITERS, unit_of)
def draft_evaluation(request: HttpRequest, filing: int) -> EvaluationOut:
    """绩效自评 · Lines of the self-evaluation, points suggested, totals and grades, evidence, and
    what is still to be said."""
    with at_desk(found_draft(filing)) as (row, now):
        lines, found = Lines(now.texts), drafts.evaluate(now)
        indicators = lines.table("indicators")
        places = {place: line for line in indicators for place in lines.beside(EVIDENCE, line)}
        attached = Evidence.objects.filter(draft=row, place__in=places)
        return EvaluationOut(
            edit=row.number,
            lines=[
                LineOut(table=table, line=line, values=dict(cells))
                for table in LINE_TABLES
                for line, cells in lines.table(table).items()
            ],
            projects=[_project(project) for project in found.prepared.projects],
            evidence=[_evidence(one, places[one.place]) for one in attached],
            asked=[each.text(language()) for each in found.prepared.asked],
        )


def _project(project: PreparedProject) -> ProjectOut:
    return ProjectOut(
        line=project.written.line,
        name=project.name,
        execution=_points(project.execution),
        total=_points(project.total),
        grade=project.grade,
        suggestions=[
            SuggestionOut(
                indicator=one.written.line,
                weight=_points(one.weight),
                low=str(one.suggestion.low),
                high=str(one.suggestion.high),
                reason=one.suggestion.reason,
            )
            for one in project.indicators
            if one.suggestion is not None
        ],
    )


def _points(points: Decimal | None) -> str:
    return "" if points is None else str(points)


def _evidence(one: Evidence, line: str) -> EvidenceOut:
    return EvidenceOut(
        id=one.place, indicator=line, name=one.name, size=one.size, sha256=one.sha256, at=one.at
    )


@ROUTER.post(_PATH + "/evidence/{slug:indicator}", response=answers(Stored, 404, 409, 422))
@rule(WRITERS, unit_of)
def draft_evidence(
    request: HttpRequest,
    filing: int,
    indicator: str,
    file: Annotated[list[UploadedFile], File(min_length=1, max_length=1)],
) -> Stored | Status[Problem]:
    """佐证材料 · Attach a file to an indicator's line."""
    record = found_draft(filing)
    try:
        told = add_evidence(account(request), record, indicator, file[0])
    except JuesuanError as error:
        return Status(409, Problem(detail=error.text(language())))
    if told is None:
        return Status(409, Problem(detail=word("draft.closed")))
    return Stored(edit=int(str(told["number"])))


@ROUTER.get(
    _PATH + "/files/{slug:evidence}",
    response=answers(Any, 404),
    openapi_extra={"responses": {200: {"content": {"application/octet-stream": {}}}}},
)
@rule(WRITERS, unit_of)
def draft_evidence_file(request: HttpRequest, filing: int, evidence: str) -> FileResponse:
    """取佐证材料 · A file that is attached to the draft."""
    return file_of(found_draft(filing), evidence)
