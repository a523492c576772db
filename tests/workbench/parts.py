"""What stands in the variable parts of addresses when tests call them, made for a unit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
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
}
"""The name of a part of a path → its value for a unit."""


def parts_of(route: Route, unit: Any) -> dict[str, Any]:
    """The parts of a route's path; a part that is not named here fails."""
    return {name: PARTS[name](unit) for name in re.findall(r"<\w+:(\w+)>", route.path)}
