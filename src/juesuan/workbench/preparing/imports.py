"""The pages of imports (导入): a file dropped, what it means, what is asked, taken or put away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render

from juesuan.forms import load_form_set
from juesuan.importing.kinds import kinds
from juesuan.importing.mapping import named
from juesuan.ledger.schema import called, choices
from juesuan.messages import JuesuanError, say
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import User
from juesuan.workbench.preparing.beginning import form_sets
from juesuan.workbench.preparing.editing import OPEN, draft_of
from juesuan.workbench.preparing.importing import book_of, hand_in_import, look_again
from juesuan.workbench.preparing.models import Import
from juesuan.workbench.reviewing.intake import Taken, drop
from juesuan.workbench.words import language, word

__all__ = [
    "add",
    "answers",
    "import_of",
    "importing_shown",
    "imports",
    "keep_answers",
    "one_import",
    "put_away",
    "stands",
    "take",
]

_ANSWER = 500


def imports(request: HttpRequest, filing: int) -> HttpResponse:
    """Files imported so far, and where to drop the next."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    return render(request, "workbench/imports.html", importing_shown(found))


def importing_shown(found: Filing) -> dict[str, Any]:
    """What pages show from which an import begins."""
    draft, base = draft_of(found.pk), book_of(found)
    sets = form_sets(found.year)
    if draft is not None:
        sets = [(draft.form_set, load_form_set(draft.form_set).name)]
    return {
        "filing": found,
        "draft": draft,
        "open": found.state in OPEN,
        "base": base,
        "form_sets": sets,
        "kinds": [(key, _called(key)) for key in kinds()],
        "unit_kinds": [
            (one.id, called("unit_kind", one.id, language())) for one in choices("unit_kind")
        ],
        "imports": found.imports.select_related("by", "draft", "edit").order_by("-pk"),
    }


def _called(kind: str) -> str:
    one = kinds()[kind]
    return one.zh if language() == "zh" else one.en


def add(request: HttpRequest, filing: int) -> HttpResponse:
    """Take a file in, to be understood by the worker; nothing is written into the draft."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    assert isinstance(request.user, User)
    sent, shown = request.POST, importing_shown(found)
    said = {
        "kind": sent.get("kind", ""),
        "comparing": sent.get("comparing") == "1",
        "form_set": sent.get("form_set", "") or shown["form_sets"][0][0],
        "unit_kind": sent.get("unit_kind", "") or shown["unit_kinds"][0][0],
    }
    if (
        said["kind"] not in {"", *kinds()}
        or said["form_set"] not in dict(shown["form_sets"])
        or said["unit_kind"] not in dict(shown["unit_kinds"])
    ):
        return HttpResponseBadRequest()
    if not shown["open"]:
        messages.error(request, word("draft.closed"))
        return redirect("draft-imports", filing=filing)
    try:
        _, job = hand_in_import(request.user, found, request.FILES.getlist("file"), said)
    except JuesuanError as error:
        messages.error(request, error.text(language()))
        return redirect("draft-imports", filing=filing)
    return redirect("job", job=job.pk)


def one_import(request: HttpRequest, filing: int, imported: int) -> HttpResponse:
    """What a file means: rows, sums, questions, differences, and each cell it would change."""
    one = import_of(filing, imported)
    preview, lang = one.preview, language()
    shown: dict[str, Any] = {
        "filing": one.filing,
        "one": one,
        "preview": preview,
        "open": one.filing.state in OPEN,
        "stands": stands(one),
        "told": preview.get("told", {}).get(lang, {}),
        "kind": _called(preview["kind"]) if preview.get("kind") else "",
        "questions": [
            {
                **each,
                "number": number,
                "asked": say(f"mapping_ask.{each['ask']}", lang),
                "ground": named(each["by"], lang),
                "offered": [*filter(None, [each["suggestion"]]), *_others(each)],
            }
            for number, each in enumerate(preview.get("questions", []))
        ],
        "differences": [
            {**each, "about": say(f"reconciled.{each['what']}", lang)}
            for each in preview.get("differences", [])
        ],
    }
    return render(request, "workbench/import.html", shown)


def _others(asked: dict[str, Any]) -> list[str]:
    return [one for one in asked["among"] if one != asked["suggestion"]]


def answers(request: HttpRequest, filing: int, imported: int) -> HttpResponse:
    """Keep the answers given, or all suggestions, and let the file be understood anew."""
    one = import_of(filing, imported)
    assert isinstance(request.user, User)
    keep_answers(
        one,
        {
            number: request.POST.get(f"answer-{number}", "")
            for number in range(len(one.preview.get("questions", [])))
        },
        suggested="suggested" in request.POST,
    )
    return redirect("job", job=look_again(request.user, one).pk)


def keep_answers(one: Import, given: dict[int, str], suggested: bool = False) -> None:
    """Keep answers to the questions of the preview by their number; ``suggested`` takes what is
    suggested where there is none."""
    known = {(ask, by, text): answer for ask, by, text, answer in one.answers}
    for number, asked in enumerate(one.preview.get("questions", [])):
        key = asked["ask"], asked["by"], asked["text"]
        answer = given.get(number, "").strip()[:_ANSWER] or known.get(key, "")
        answer = answer or (asked["suggestion"] if suggested else "")
        if answer:
            known[key] = answer
    one.answers = [[*key, answer] for key, answer in known.items()]
    one.save(update_fields=["answers"])


def take(request: HttpRequest, filing: int, imported: int) -> HttpResponse:
    """Let the worker take the import into the draft."""
    one = import_of(filing, imported)
    assert isinstance(request.user, User)
    if stands(one) or not one.preview.get("ready") or not one.preview.get("new"):
        return HttpResponseBadRequest()
    return redirect("job", job=look_again(request.user, one, take=True).pk)


def put_away(request: HttpRequest, filing: int, imported: int) -> HttpResponse:
    """Forget a file that was not taken."""
    one = import_of(filing, imported)
    assert isinstance(request.user, User)
    if one.taken is not None:
        return HttpResponseBadRequest()
    change = Change(action="import.away", year=one.filing.year, subject=one.name)
    record(request.user, change, one.filing.unit)
    one.delete()
    drop(Taken(one.place, one.name, "", 0, ""))
    return redirect("draft-imports", filing=filing)


def import_of(filing: int, imported: int) -> Import:
    """An import of a unit's year. Raises ``Http404``."""
    found = Import.objects.select_related("filing__unit", "draft", "edit", "by")
    one = found.filter(pk=imported, filing=filing).first()
    if one is None:
        raise Http404
    return one


def stands(one: Import) -> bool:
    """Whether an import is in the draft: taken, not undone, the draft not put away."""
    gone = (one.edit and one.edit.undone) or (one.draft and one.draft.away)
    return one.taken is not None and not gone
