"""Addresses of preparation."""

from __future__ import annotations

from juesuan.workbench.filings.views import WORKERS, WRITERS, unit_of
from juesuan.workbench.preparing import (
    editing,
    evaluation,
    evidence,
    handed_in,
    imports,
    putting_away,
    views,
)
from juesuan.workbench.reviewing.rights import unit_of_document
from juesuan.workbench.routing import Route, View

__all__ = ["ROUTES"]


def _route(path: str, view: View, name: str, method: str = "GET") -> Route:
    return Route(
        path=f"filings/<int:filing>/draft/{path}",
        view=view,
        name=name,
        who=WRITERS,
        unit=unit_of,
        methods=(method,),
    )


def _handed_in(path: str, view: View, name: str) -> Route:
    return Route(
        path=f"documents/<int:document>/evidence/{path}",
        view=view,
        name=name,
        who=WORKERS,
        unit=unit_of_document,
        methods=("GET",),
    )


ROUTES: tuple[Route, ...] = (
    _handed_in("", handed_in.listed, "document-evidence"),
    _handed_in("<slug:evidence>/", handed_in.download, "document-evidence-file"),
    _route("", views.draft, "draft"),
    _route("begin/", views.begin, "draft-begin", "POST"),
    _route("begin-from/", views.begin_from, "draft-begin-from", "POST"),
    _route("away/", putting_away.put_away, "draft-away", "POST"),
    _route("away/<int:away>/back/", putting_away.bring_back, "draft-back", "POST"),
    _route("submit/", views.submit, "draft-submit", "POST"),
    _route("edit/", editing.edit, "draft-edit", "POST"),
    _route("undo/", editing.undo, "draft-undo", "POST"),
    _route("redo/", editing.redo, "draft-redo", "POST"),
    _route("changes/", editing.changes, "draft-changes"),
    _route("cell/", views.cell, "draft-cell"),
    _route("mending/", views.mending, "draft-mending"),
    _route("narrative/", views.narrative, "draft-narrative"),
    _route("evaluation/", evaluation.evaluation, "draft-evaluation"),
    _route("evaluation/part/", evaluation.part, "draft-evaluation-part"),
    _route("evidence/", evidence.attach, "draft-evidence", "POST"),
    _route("evidence/<slug:evidence>/", evidence.download, "draft-evidence-file"),
    _route("imports/", imports.imports, "draft-imports"),
    _route("imports/add/", imports.add, "draft-import-add", "POST"),
    _route("imports/<int:imported>/", imports.one_import, "draft-import"),
    _route("imports/<int:imported>/answers/", imports.answers, "draft-import-answers", "POST"),
    _route("imports/<int:imported>/take/", imports.take, "draft-import-take", "POST"),
    _route("imports/<int:imported>/away/", imports.put_away, "draft-import-away", "POST"),
    _route("forms.xlsx", views.forms, "draft-forms"),
)
