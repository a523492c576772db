"""What anybody may read without signing in: the versions that were published, nothing else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control

from juesuan.workbench.releasing import keys
from juesuan.workbench.releasing.folders import differences, files_of, packed
from juesuan.workbench.releasing.models import Publication
from juesuan.workbench.releasing.serving import file_of

__all__ = [
    "compare",
    "latest",
    "public",
    "public_file",
    "public_key",
    "publication",
    "set_file",
    "site_folder",
    "site_written",
]

_MOST = 2000
"""Cells of a difference that a page shows."""
_DOWNLOADS = ("booklet.pdf", "booklet.docx", "forms.xlsx", "cells.csv", "facts.parquet")


def latest() -> QuerySet[Publication]:
    """Of each unit's year the version that is in force, by year and unit."""
    numbers = Publication.objects.order_by("filing", "-number").values_list("pk", "filing_id")
    last: dict[int, int] = {}
    for pk, filing in numbers:
        last.setdefault(filing, pk)
    found = Publication.objects.filter(pk__in=last.values())
    return found.select_related("filing__unit__department")


def public(request: HttpRequest) -> HttpResponse:
    """The list of a year's units, with what each has published."""
    every = latest()
    years = sorted(set(every.values_list("year", flat=True)), reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one in years} else (years[0] if years else 0)
    found = every.filter(year=year)
    if q := request.GET.get("q", "").strip():
        found = found.filter(unit_name__icontains=q) | found.filter(
            filing__unit__code__startswith=q
        )
    shown = {
        "publications": found,
        "years": years,
        "year": year,
        "q": q,
        "fingerprint": keys.shown(),
    }
    part = request.headers.get("HX-Target") == "publications"
    return render(request, f"workbench/public{'_table' if part else ''}.html", shown)


def publication(request: HttpRequest, publication: int) -> HttpResponse:
    """A version: its site and files, who signed it and when, the other versions, and what it
    changed."""
    found = _found(publication)
    versions = list(found.filing.publications.order_by("-number"))
    before = next((one for one in versions if one.number == found.number - 1), None)
    differing = differences(before.place, found.place) if before else []
    shown = {
        "publication": found,
        "versions": versions,
        "newest": versions[0],
        "before": before,
        "differing": differing[:_MOST],
        "more": max(0, len(differing) - _MOST),
        "downloads": [name for name in _DOWNLOADS if name in files_of(found.place)],
        "others": Publication.objects.filter(filing__unit=found.filing.unit).exclude(
            filing=found.filing
        ),
    }
    return render(request, "workbench/publication.html", shown)


def compare(request: HttpRequest) -> HttpResponse:
    """Two versions side by side: every cell that they print differently."""
    one, other = (_found(_number(request.GET.get(name, ""))) for name in ("one", "other"))
    if one.filing.unit_id != other.filing.unit_id:
        raise Http404
    if (one.year, one.number) > (other.year, other.number):
        return redirect(f"{request.path}?one={other.pk}&other={one.pk}")
    differing = differences(one.place, other.place)
    shown = {
        "one": one,
        "other": other,
        "differing": differing[:_MOST],
        "more": max(0, len(differing) - _MOST),
    }
    return render(request, "workbench/public_compare.html", shown)


@cache_control(public=True, max_age=3600)
def public_file(request: HttpRequest, publication: int, name: str) -> FileResponse:
    """A file of a version."""
    found = _found(publication)
    return file_of(found.place, name, f"{found.unit_name}{found.year}-v{found.number}")


@cache_control(public=True, max_age=3600)
def set_file(request: HttpRequest, publication: int) -> FileResponse:
    """A whole version as one zip, as ``juesuan verify`` takes it once it is unpacked."""
    found = _found(publication)
    name = f"{found.unit_name}{found.year}-v{found.number}.zip"
    stream = packed(found.place).open("rb")
    return FileResponse(stream, as_attachment=True, filename=name, content_type="application/zip")


def public_key(request: HttpRequest) -> HttpResponse:
    """The key that signatures are checked with."""
    answer = HttpResponse(keys.public(), content_type="application/x-pem-file")
    answer["Content-Disposition"] = 'attachment; filename="public-key.pem"'
    return answer


def site_folder() -> Path:
    """Where the public site is written."""
    return Path(settings.FOLDER) / "site"


def site_written() -> tuple[str, datetime] | None:
    """The folder of the public site and when it was written; ``None`` before that."""
    manifest = site_folder() / "manifest.json"
    if not manifest.is_file():
        return None
    at = datetime.fromtimestamp(manifest.stat().st_mtime).astimezone()
    return str(site_folder()), at


def _found(number: int) -> Publication:
    return get_object_or_404(
        Publication.objects.select_related("filing__unit__department"), pk=number
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
