"""What stands in the variable parts of addresses when tests call them, made for a unit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from juesuan.workbench.routing import Route


def _filing(unit: Any) -> Any:
    from juesuan.workbench.filings.models import Filing

    return Filing.objects.get_or_create(unit=unit, year=2024)[0].pk


def _user(unit: Any) -> Any:
    from juesuan.workbench.people.models import User

    return User.objects.get_or_create(username="somebody")[0].pk


def _grant(unit: Any) -> Any:
    from juesuan.workbench.people.models import Grant, Role, User

    user = User.objects.get(pk=_user(unit))
    return Grant.objects.get_or_create(user=user, role=Role.PREPARER, unit=unit)[0].pk


def _job(unit: Any) -> Any:
    from juesuan.workbench.jobs.models import Job

    return Job.objects.get_or_create(kind="sample", unit=unit)[0].pk


def _document(unit: Any) -> Any:
    """A document that was checked, with one page's picture and the papers."""
    from django.conf import settings

    from juesuan.workbench.filings.models import Filing
    from juesuan.workbench.reviewing.models import Document

    filing = Filing.objects.get(pk=_filing(unit))
    made, _ = Document.objects.get_or_create(
        filing=filing,
        place=f"place{unit.pk}",
        defaults={"name": "booklet.pdf", "kind": "pdf", "checked": True, "pages": [[595, 842]]},
    )
    for kind, name in (
        ("files", "booklet.pdf"),
        ("pages", "1.webp"),
        ("pages", "paper.inspection.xlsx"),
    ):
        path = settings.FOLDER / kind / made.place / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"content")
    report = {"file": "booklet.pdf", "unit": unit.name, "year": 2024, "findings": []}
    said = {"schema": 1, "documents": [report | {"accepted": []}], "shown": []}
    kept = settings.FOLDER / "pages" / made.place / "kept.json"
    kept.write_text(json.dumps(said), encoding="utf-8")
    return made.pk


def _finding(unit: Any) -> Any:
    from juesuan.workbench.reviewing.models import Finding

    words = {"zh": {"title": "合计不符", "message": "合计应为2.00", "places": ["01表"]}}
    place = {"id": "", "page": 1, "box": [10, 20, 60, 30], "printed": "1.00", "form": "01"}
    made, _ = Finding.objects.get_or_create(
        document_id=_document(unit),
        number=1,
        defaults={"key": "N101 01", "code": "N101", "severity": "error", "words": words}
        | {"places": [place], "expected": "2.00"},
    )
    return made.pk


def built(place: str, value: str = "1.00") -> None:
    """A small built folder, as what is published has it."""
    from django.conf import settings

    from juesuan.publishing import OutputFolder

    head = {"program": "juesuan", "version": "0", "unit": "示例一中心", "year": 2024}
    words = "收入支出决算总表,总计,决算数"
    with OutputFolder(settings.FOLDER / "published" / place, head) as made:
        (made.path / "index.html").write_text("<!DOCTYPE html><title>决算</title>", "utf-8")
        lines = ("form,row,column,value,unit,form_title,row_words,column_words\n", "")
        (made.path / "cells.csv").write_text(f"01,total,2,{value},万元,{words}\n".join(lines))


def _candidate(unit: Any) -> Any:
    from juesuan.publishing import manifest_digest
    from juesuan.workbench.releasing.folders import folder_of
    from juesuan.workbench.releasing.models import Candidate

    place = f"candidate{unit.pk}"
    if not folder_of(place).exists():
        built(place)
    made, _ = Candidate.objects.get_or_create(
        filing_id=_filing(unit),
        place=place,
        defaults={"number": 1, "source": "a.xlsx", "form_set": "mof-2022"}
        | {"manifest_sha256": manifest_digest(folder_of(place))},
    )
    return made.pk


def _publication(unit: Any) -> Any:
    from django.utils import timezone

    from juesuan.publishing import manifest_digest
    from juesuan.workbench.people.models import User
    from juesuan.workbench.releasing.folders import folder_of
    from juesuan.workbench.releasing.models import Publication

    place = f"publication{unit.pk}"
    if not folder_of(place).exists():
        built(place)
    if found := Publication.objects.filter(place=place).first():
        return found.pk
    return Publication.objects.create(
        filing_id=_filing(unit),
        number=1,
        place=place,
        unit_name=unit.name,
        year=2024,
        source="a.xlsx",
        form_set="mof-2022",
        manifest_sha256=manifest_digest(folder_of(place)),
        by=User.objects.get(pk=_user(unit)),
        signer="王局长",
        at=timezone.now(),
        fingerprint="0000",
    ).pk


def _token(unit: Any) -> Any:
    from juesuan.workbench.api.models import Token
    from juesuan.workbench.people.models import User

    user = User.objects.get(pk=_user(unit))
    return Token.objects.get_or_create(user=user, digest="0" * 64)[0].pk


def _evidence(unit: Any) -> Any:
    """A draft whose one indicator has a file attached."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone

    from juesuan import drafts
    from juesuan.workbench.filings.models import Filing
    from juesuan.workbench.people.models import User
    from juesuan.workbench.preparing.beginning import begin
    from juesuan.workbench.preparing.desk import put_down
    from juesuan.workbench.preparing.evidence import add_evidence
    from juesuan.workbench.preparing.models import Draft, Evidence

    filing = Filing.objects.get(pk=_filing(unit))
    user = User.objects.get(pk=_user(unit))
    if (there := Evidence.objects.filter(draft__filing=filing).first()) is None:
        said = {"order": "1", "level1": "产出指标", "level2": "数量指标", "name": "培训人次"}
        texts = {f"indicators|1|{column}": text for column, text in said.items()}
        draft = begin(user, filing, drafts.blank(unit.name, 2024, "mof-2022"), "", texts=texts)
        put_down(draft)  # a test before may have had one of this number
        add_evidence(user, draft, "1", SimpleUploadedFile("签到表.txt", "到120人".encode()))
        return Evidence.objects.get(draft=draft).place
    others = Draft.every.filter(filing=filing).exclude(pk=there.draft.pk)
    others.update(away=timezone.now())  # a request before may have put it away
    Draft.every.filter(pk=there.draft.pk).update(away=None)
    return there.place


def _handed_in(unit: Any) -> Any:
    """A document that was handed in from the draft which has evidence."""
    from django.utils import timezone

    from juesuan.workbench.preparing.models import Evidence
    from juesuan.workbench.reviewing.models import Document

    draft = Evidence.objects.get(place=_evidence(unit)).draft
    said = {"edit": draft.number, "at": timezone.now()}
    Document.objects.filter(pk=(made := _document(unit))).update(**said)
    return made


def _imported(unit: Any) -> Any:
    """A file that was handed in to be imported, and not yet looked at."""
    from django.conf import settings

    from juesuan.workbench.people.models import User
    from juesuan.workbench.preparing.models import Import

    said = {"name": "支付明细.csv", "form_set": "mof-2022", "unit_kind": "admin"}
    by = {"by": User.objects.get(pk=_user(unit)), "filing_id": _filing(unit)}
    made, _ = Import.objects.get_or_create(place=f"imported{unit.pk}", defaults=said | by)
    folder = settings.FOLDER / "files" / made.place
    folder.mkdir(exist_ok=True)
    (folder / made.name).write_text("日期,金额\n", "utf-8")
    return made.pk


def _away(unit: Any) -> Any:
    """A draft that was put away."""
    from django.utils import timezone

    from juesuan.workbench.preparing.models import Draft

    said = {"form_set": "mof-2022", "money": "元"}
    there = Draft.every.filter(filing_id=_filing(unit), source="away", away__isnull=False).first()
    made = there or Draft.every.create(
        filing_id=_filing(unit), source="away", away=timezone.now(), **said
    )
    return made.pk


PARTS: dict[str, Callable[[Any], Any]] = {
    "filing": _filing,
    "user": _user,
    "grant": _grant,
    "job": _job,
    "document": _document,
    "finding": _finding,
    "page": lambda unit: 1,
    "ending": lambda unit: "xlsx",
    "what": lambda unit: "unit",
    "candidate": _candidate,
    "publication": _publication,
    "name": lambda unit: "index.html",
    "token": _token,
    "evidence": _evidence,
    "away": _away,
    "imported": _imported,
    "indicator": lambda unit: "1",
}
"""The name of a part of a path → its value for a unit."""


def parts_of(route: Route, unit: Any) -> dict[str, Any]:
    """The parts of a route's path; a part that is not named here fails."""
    parts = {name: PARTS[name](unit) for name in re.findall(r"<\w+:(\w+)>", route.path)}
    if {"document", "evidence"} <= parts.keys():
        parts["document"] = _handed_in(unit)
    return parts


def made_people() -> Any:
    """Somebody of each role: for unit A (``own``), and for unit B (``foreign``); an administrator;
    one without any role (``nobody``)."""
    from juesuan.workbench.people.models import Department, Grant, Role, Unit, User

    bureau, other = (
        Department.objects.create(code=code, name=f"{code}局") for code in ("甲", "乙")
    )
    a = Unit.objects.create(code="001", name="示例一中心", department=bureau)
    b = Unit.objects.create(code="002", name="示例二中心", department=other)
    found: dict[tuple[str, str], User] = {}
    for role in Role:
        for reach, unit in (("own", a), ("foreign", b)):
            user = User.objects.create_user(f"{role}-{reach}")
            wide = role == Role.DEPARTMENT
            whole = role in {Role.ADMINISTRATOR, Role.READER}
            Grant.objects.create(
                user=user,
                role=role,
                unit=None if wide or whole else unit,
                department=unit.department if wide else None,
            )
            found[role.value, reach] = user
    nobody = User.objects.create_user("nobody")
    return SimpleNamespace(a=a, b=b, of=found, nobody=nobody)
