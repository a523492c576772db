"""The journal as a page and as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from juesuan.workbench.journal.chain import verify
from juesuan.workbench.journal.models import Entry

__all__ = ["export", "journal", "safe"]

_COLUMNS: tuple[str, ...] = (
    "number",
    "at",
    "name",
    "action",
    "unit",
    "year",
    "subject",
    "form",
    "row",
    "column",
)
_COLUMNS += ("before", "after", "why", "source", "previous", "hash")
_PAGE = 100


def journal(request: HttpRequest) -> HttpResponse:
    """Entries, the newest first; ``q`` narrows them to an account, a unit or an action."""
    page = Paginator(_asked(request).order_by("-number"), _PAGE).get_page(request.GET.get("page"))
    verified = verify() if request.GET.get("verify") else None
    shown = {"page": page, "verified": verified, "q": request.GET.get("q", "")}
    return render(request, "workbench/journal.html", shown)


def export(request: HttpRequest) -> StreamingHttpResponse:
    """All entries as CSV."""
    entries = _asked(request).order_by("number").iterator(2000)
    answer = StreamingHttpResponse(_lines(entries), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="journal.csv"'
    return answer


def _asked(request: HttpRequest) -> QuerySet[Entry]:
    entries = Entry.objects.select_related("unit")
    if q := request.GET.get("q", "").strip():
        named = entries.filter(name__icontains=q) | entries.filter(action__icontains=q)
        entries = named | entries.filter(unit__name__icontains=q)
    return entries


class _Echo:
    """Gives back what a csv writer writes."""

    def write(self, text: str) -> str:
        """The line itself."""
        return text


def _lines(entries: Iterator[Entry]) -> Iterator[str]:
    writer: Any = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(_COLUMNS)
    for entry in entries:
        yield writer.writerow([safe(str(getattr(entry, name) or "")) for name in _COLUMNS])


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    number = text[:1] == "-" and text[1:].replace(".", "").replace(",", "").isdigit()
    return f"'{text}" if text[:1] in "=+-@\t\r" and text and not number else text
