"""The long work of the review: checking a document, keeping what was found, drawing its pages."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from juesuan.reporting import CheckRequest, DocumentReport, Settings, check_files, read_earlier
from juesuan.workbench.jobs.kinds import Tell
from juesuan.workbench.people.models import User
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.reviewing.keeping import keep
from juesuan.workbench.reviewing.models import Decision, Document, Finding
from juesuan.workbench.reviewing.pictures import draw_pages

__all__ = ["check_document", "kept", "kept_path", "path_of", "unusable"]

_SUFFIX = ".kept.json"
PAPERS = (".inspection.xlsx", ".inspection.docx")


def path_of(document: Document) -> Path:
    """What is checked: the document's file, or its folder where it has several."""
    return kept_path(document.place)


def kept_path(place: str) -> Path:
    """The file that is kept under a name, or the folder of several."""
    folder = Path(settings.FOLDER) / "files" / place
    files = sorted(folder.iterdir())
    return files[0] if len(files) == 1 else folder


def kept(document: Document) -> Path:
    """What was kept of the check of a document."""
    return Path(settings.FOLDER) / "pages" / document.place / "kept.json"


def check_document(task: Mapping[str, Any], tell: Tell, by: User | None = None) -> dict[str, Any]:
    """Check the document whose number the task gives; its findings are in the database then."""
    document = Document.objects.select_related("filing__unit").get(pk=task["document"])
    path, target = path_of(document), kept(document)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    before = _before(document)
    earlier = kept(before) if before else None
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        request = CheckRequest(
            settings=Settings(lang="zh"),
            earlier=tuple(read_earlier(earlier)) if earlier and earlier.is_file() else None,
            page=keep,
            folder=Path(folder),
            suffix=_SUFFIX,
        )
        (report,) = check_files([path], request, progress=lambda stage: tell(stage, 0, 0))
        if report.problem is not None:
            Document.objects.filter(pk=document.pk).update(problem=plain_problem(report, path))
            raise unusable(report, path)
        written = Path(folder) / report.page
        for suffix in PAPERS:
            written.with_suffix(suffix).rename(target.with_name(f"paper{suffix}"))
        written.rename(target)
    if path.suffix == ".pdf":
        document.pages = draw_pages(
            path, target.parent, lambda part, parts: tell("drawing", part, parts)
        )
    _store(document, report, json.loads(target.read_text("utf-8")), before)
    return {"address": f"/documents/{document.pk}/"}


class UnusableError(WorkbenchError):
    """A document that cannot be used, and why in both languages (``zh``, ``en``)."""

    def text(self, lang: str = "zh") -> str:
        """Why."""
        return str(self.details[lang])


def unusable(report: DocumentReport, path: Path) -> UnusableError:
    """Why a document cannot be used. What was said in Chinese is asked for again in English: such
    a document is given up soon."""
    (again,) = check_files([path], CheckRequest(settings=Settings(lang="en")))
    words = {"zh": plain_problem(report, path), "en": plain_problem(again, path)}
    return UnusableError("document_unusable", **words)


def plain_problem(report: DocumentReport, path: Path) -> str:
    """A problem in words that name the file and not where it is kept."""
    text = report.problem.text if report.problem else ""
    return text.replace(str(path), path.name).replace(str(path.parent), "")


def _before(document: Document) -> Document | None:
    """The document of the round before."""
    earlier = Document.objects.filter(filing=document.filing, checked=True, pk__lt=document.pk)
    return earlier.order_by("-pk").first()


def _store(
    document: Document, report: DocumentReport, said: Mapping[str, Any], before: Document | None
) -> None:
    decided = {}
    if before is not None:
        stands = before.findings.filter(decision__in=[Decision.REJECTED, Decision.EXPLAINED])
        decided = {found.key: found for found in stands}
    with transaction.atomic():
        document.findings.all().delete()
        entries = [*said["findings"], *({**one, "status": "mended"} for one in said["mended"])]
        for number, entry in enumerate(entries, 1):
            found = Finding(document=document, number=number, **entry)
            if (same := decided.get(found.key)) and found.status == "remaining":
                found.decision, found.reason = same.decision, same.reason
                found.decided_by, found.decided_at = same.decided_by, same.decided_at
            found.save()
        document.checked, document.problem = True, ""
        document.unit_said, document.year_said = report.unit[:200], report.year
        document.coverage = {
            "identities": dict(report.coverage.identities),
            "shares": {str(name): count for name, count in report.coverage.shares.items()},
            "forms": len(report.coverage.forms),
            "missing": list(report.coverage.missing),
        }
        document.save()
