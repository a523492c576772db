"""What was published, for programs and for everybody; and building what will be."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router

from juesuan.workbench.api.rules import account, answers, rule
from juesuan.workbench.api.shapes import ChangeOut, JobOut, Number, PublicationOut
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.filings.views import unit_of
from juesuan.workbench.jobs.models import Job
from juesuan.workbench.jobs.queue import hand_in
from juesuan.workbench.jobs.views import own_job
from juesuan.workbench.releasing.folders import differences, files_of
from juesuan.workbench.releasing.models import Publication
from juesuan.workbench.releasing.public import latest
from juesuan.workbench.releasing.rights import PUBLISHERS
from juesuan.workbench.routing import EVERYONE, SIGNED_IN

__all__ = ["ROUTER"]

ROUTER = Router(tags=["publications"])
_MOST = 1000


def _publication(found: Publication, newest: bool, listed: bool) -> PublicationOut:
    """A version; ``listed`` with its files."""
    names = files_of(found.place) if listed else ()
    return PublicationOut(
        id=found.pk,
        unit=found.unit_name,
        unit_code=found.filing.unit.code,
        year=found.year,
        version=found.number,
        signer=found.signer,
        at=found.at,
        note=found.note,
        manifest_sha256=found.manifest_sha256,
        fingerprint=found.fingerprint,
        newest=newest,
        files={name: reverse("publication-file", args=(found.pk, name)) for name in names},
    )


@ROUTER.get("/publications", response=answers(list[PublicationOut], 422, who=EVERYONE))
@rule(EVERYONE)
def publications(
    request: HttpRequest, year: Number = 0, offset: Number = 0
) -> list[PublicationOut]:
    """公开的决算 · The versions in force, at most 1,000 from ``offset`` on."""
    found = latest()
    if year:
        found = found.filter(year=year)
    at = min(offset, 1_000_000)
    return [_publication(one, True, False) for one in found[at : at + _MOST]]


@ROUTER.get("/publications/{int:publication}", response=answers(PublicationOut, 404, who=EVERYONE))
@rule(EVERYONE)
def publication(request: HttpRequest, publication: int) -> PublicationOut:
    """一个版本 · A version with the addresses of its files."""
    found = _found(publication)
    return _publication(found, latest().filter(pk=found.pk).exists(), True)


@ROUTER.get(
    "/publications/{int:publication}/changes",
    response=answers(list[ChangeOut], 404, who=EVERYONE),
)
@rule(EVERYONE)
def changes(request: HttpRequest, publication: int) -> list[ChangeOut]:
    """更正了什么 · The figures that a version corrected; none for a first one."""
    found = _found(publication)
    before = found.filing.publications.filter(number=found.number - 1).first()
    if before is None:
        return []
    cells = differences(before.place, found.place)
    names = ChangeOut.model_fields
    return [ChangeOut(**{name: getattr(one, name) for name in names}) for one in cells]


@ROUTER.post("/filings/{int:filing}/release", response=answers(JobOut, 404))
@rule(PUBLISHERS, unit_of)
def release(request: HttpRequest, filing: int) -> JobOut:
    """生成公开版本 · Let the worker build an approved year; a person signs it in the browser."""
    found = get_object_or_404(Filing.objects.select_related("unit"), pk=filing)
    return _job(hand_in("release", {"filing": found.pk}, by=account(request), unit=found.unit))


@ROUTER.get("/jobs/{int:job}", response=answers(JobOut, 404))
@rule(SIGNED_IN)
def job(request: HttpRequest, job: int) -> JobOut:
    """后台任务 · One's own long work."""
    return _job(own_job(request, job))


def _job(found: Job) -> JobOut:
    return JobOut(
        id=found.pk,
        kind=found.kind,
        status=found.status,
        part=found.part,
        parts=found.parts,
        problem=found.said,
        result=found.result,
    )


def _found(number: int) -> Publication:
    return get_object_or_404(Publication.objects.select_related("filing__unit"), pk=number)
