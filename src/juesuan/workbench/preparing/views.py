"""The pages of a draft: begun, its forms, what stands beside them, handed on."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.gzip import gzip_page

from juesuan.drafts import making, mendings, words_of, write_forms
from juesuan.facts import YUAN, format_amount, plain_amount
from juesuan.forms import MONEY, CellKey, CellNotFoundError
from juesuan.messages import JuesuanError
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.journal.models import Entry
from juesuan.workbench.people.models import User
from juesuan.workbench.preparing.beginning import begin_blank, form_sets, hand_in_files
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.editing import OPEN, draft_of
from juesuan.workbench.preparing.imports import importing_shown
from juesuan.workbench.preparing.models import Draft
from juesuan.workbench.preparing.places import key_of, place_of
from juesuan.workbench.preparing.putting_away import drafts_away
from juesuan.workbench.preparing.showing import form_rows, state_of
from juesuan.workbench.preparing.told import booklet_of, passages, questions
from juesuan.workbench.reviewing.handing_in import submit as hand_over
from juesuan.workbench.words import language

__all__ = [
    "begin",
    "begin_from",
    "cell",
    "draft",
    "forms",
    "mending",
    "narrative",
    "submit",
    "workbook",
]

_HISTORY = 50


@gzip_page
def draft(request: HttpRequest, filing: int) -> HttpResponse:
    """A form of the draft as it will be printed, or the ways to begin."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    if (record := draft_of(filing)) is None:
        shown = {**importing_shown(found), "away": drafts_away(found)}
        return render(request, "workbench/draft_begin.html", shown)
    with at_desk(record) as (row, now):
        numbers = [sheet.form.no for sheet in now.sheets]
        no = request.GET.get("form", "")
        sheet = now.sheets[numbers.index(no) if no in numbers else 0]
        head, body = form_rows(now, sheet)
        coded = sorted({c.cell.text for line in body for c in line if c.cell.kind == "code"})
        shown = {
            "filing": found,
            "draft": row,
            "sheets": now.sheets,
            "form": sheet.form,
            "head": head,
            "body": body,
            "money": now.head.money.zh,
            "open": found.state in OPEN,
            "away": drafts_away(found),
            "state": state_of(now),
            "floating": any(laid.floating for side in sheet.sides for laid in side)
            or any(s.each == "function codes" for side in sheet.form.sides for s in side.sources),
            "removable": [code for code in coded if (sheet.form.no, code) in now.rows],
        }
    return render(request, "workbench/draft.html", shown)


def begin(request: HttpRequest, filing: int) -> HttpResponse:
    """Begin a draft without figures, by a form set of the year."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    assert isinstance(request.user, User)
    chosen = request.POST.get("form_set", "")
    if chosen not in {name for name, _ in form_sets(found.year)}:
        return HttpResponseBadRequest()
    try:
        begin_blank(request.user, found, chosen)
    except JuesuanError as error:
        messages.error(request, error.text(language()))
    return redirect("draft", filing=filing)


def begin_from(request: HttpRequest, filing: int) -> HttpResponse:
    """Begin a draft from files, by the worker."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    assert isinstance(request.user, User)
    way = request.POST.get("way", "")
    if way not in {"forms", "last_year"}:
        return HttpResponseBadRequest()
    try:
        job = hand_in_files(request.user, found, way, request.FILES.getlist("file"))
    except JuesuanError as error:
        messages.error(request, error.text(language()))
        return redirect("draft", filing=filing)
    return redirect("job", job=job.pk)


def submit(request: HttpRequest, filing: int) -> HttpResponse:
    """Hand the forms to the review as they are now."""
    assert isinstance(request.user, User)
    if (record := draft_of(filing)) is None:
        return HttpResponseBadRequest()
    name, content, edit = workbook(record)
    try:
        files = [SimpleUploadedFile(name, content)]
        document = hand_over(request.user, record.filing, files, edit)
    except JuesuanError as error:
        messages.error(request, error.text(language()))
        return redirect("draft", filing=filing)
    return redirect("job", job=document.job_id)


def cell(request: HttpRequest, filing: int) -> HttpResponse:
    """What a figure is made of, where else it stands, and what happened to it."""
    record = draft_of(filing)
    try:
        key = key_of(request.GET.get("at", ""))
    except ValueError:
        return HttpResponseBadRequest()
    if record is None:
        return HttpResponseBadRequest()
    with at_desk(record) as (row, now):
        try:
            made = making(now, key)
        except CellNotFoundError:
            return HttpResponseBadRequest()
        unit = now.cells[key].unit

        def piece(place: CellKey, value: int | None) -> dict[str, str]:
            return {
                "at": place_of(place),
                "words": words_of(now, place),
                "text": _text(value, unit),
            }

        places = now.net.places[now.net.number[key]]
        shown = {
            "words": words_of(now, key),
            "text": _text(made.value, unit),
            "made": made,
            "pieces": [piece(each.key, each.value) for each in made.pieces],
            "wholes": [piece(each.key, each.value) for each in made.wholes],
            "elsewhere": [piece(place, made.value) for place in made.elsewhere],
            "checks": [
                {
                    "state": each.state,
                    "terms": [
                        {"sign": "+" if c > 0 else "−", **piece(k, now.value(k))}
                        for c, k in each.check.identity.terms
                    ],
                    "by": _text(each.residual, unit),
                }
                for each in made.checks
                if each.state != "open"
            ],
        }
    entries = Entry.objects.none()
    for place in places:
        entries = entries | Entry.objects.filter(
            unit=row.filing.unit, year=row.filing.year, form=place.form, row=place.row
        ).filter(column=place.column)
    shown["history"] = entries.select_related("who").order_by("-number")[:_HISTORY]
    return render(request, "workbench/draft_cell.html", shown)


def _text(value: int | None, unit: str) -> str:
    if value is None:
        return ""
    return format_amount(value, YUAN) if unit == MONEY else f"{value:,}"


def mending(request: HttpRequest, filing: int) -> HttpResponse:
    """The smallest sets of entered figures whose change would make every identity hold."""
    record = draft_of(filing)
    if record is None:
        return HttpResponseBadRequest()
    with at_desk(record) as (_, now):
        units = {key: cell.unit for key, cell in now.cells.items()}

        def change(key: CellKey, expected: int) -> dict[str, str]:
            was = now.value(key)
            money = units[key] == MONEY
            return {
                "at": place_of(key),
                "words": words_of(now, key),
                "was": _text(was, units[key]),
                "to": _text(expected, units[key]),
                "put": plain_amount(expected, YUAN) if money else str(expected),
            }

        found = [
            {
                "changes": [change(each.key, each.expected) for each in one.changes],
                "others": len(one.others),
                "sure": one.sure,
            }
            for one in mendings(now)
        ]
    return render(request, "workbench/draft_mending.html", {"mendings": found})


def narrative(request: HttpRequest, filing: int) -> HttpResponse:
    """The booklet's text as the facts give it now, and what only the author can say."""
    record = draft_of(filing)
    if record is None:
        return HttpResponseBadRequest()
    with at_desk(record) as (row, now):
        booklet = booklet_of(now, language())
        shown = {
            "filing": row.filing,
            "draft": row,
            "blocks": passages(booklet),
            "questions": questions(now, booklet, language(), row.former),
            "open": row.filing.state in OPEN,
            "money": now.head.money.zh,
        }
    part = "_text" if request.headers.get("HX-Request") else ""
    return render(request, f"workbench/draft_narrative{part}.html", shown)


def forms(request: HttpRequest, filing: int) -> HttpResponse | FileResponse:
    """The forms as a workbook."""
    if (record := draft_of(filing)) is None:
        return HttpResponseBadRequest()
    name, content, _ = workbook(record)
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name)


def workbook(record: Draft) -> tuple[str, bytes, int]:
    """The forms as they are now: a file's name, what is in it, the number of the last edit."""
    with at_desk(record) as (row, now), tempfile.TemporaryDirectory() as folder:
        write_forms(now, Path(folder) / "forms.xlsx", language())
        content = (Path(folder) / "forms.xlsx").read_bytes()
    return f"{row.filing.unit.name}{row.filing.year}.xlsx", content, row.number
