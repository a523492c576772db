"""The interface: its operations as routes with their rules, its description, the page of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from ninja import NinjaAPI

from juesuan import __version__
from juesuan.workbench.api import (
    documents,
    drafts,
    evaluation,
    filings,
    imports,
    publications,
)
from juesuan.workbench.routing import EVERYONE, Route

__all__ = ["description", "operations", "page", "schema"]

_API = NinjaAPI(
    title="juesuan",
    version=__version__,
    description="The interface of the workbench.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
for _router in (
    filings.ROUTER,
    drafts.ROUTER,
    evaluation.ROUTER,
    imports.ROUTER,
    documents.ROUTER,
    publications.ROUTER,
):
    _API.add_router("", _router)


def operations() -> Iterator[Route]:
    """A route for each address of the interface."""
    for router in _API._get_bound_routers():
        for path, view in router.path_operations.items():
            rules = {operation.view_func.rule for operation in view.operations}  # type: ignore
            if len(rules) != 1:
                raise TypeError(f"operations of {path} have {len(rules)} rules, not one")
            (rule,) = rules
            methods = tuple(m for operation in view.operations for m in operation.methods)
            yield Route(
                path="api" + path.replace("{", "<").replace("}", ">"),
                view=view.get_view(),
                name=f"api-{view.operations[0].view_func.__name__}",
                who=rule.who,
                unit=rule.unit,
                methods=methods,
                program=True,
            )


def schema() -> dict[str, Any]:
    """The interface described (OpenAPI 3.1)."""
    said: dict[str, Any] = dict(_API.get_openapi_schema(path_prefix="/api"))
    public = {f"/{route.path}" for route in operations() if route.who == EVERYONE}
    components = said.setdefault("components", {})
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, item in said["paths"].items():
        for operation in item.values():
            if path.replace("{", "<int:").replace("}", ">") not in public:
                operation["security"] = [{"token": []}]
    return said


def description(request: HttpRequest) -> JsonResponse:
    """The description as JSON."""
    return JsonResponse(schema(), json_dumps_params={"ensure_ascii": False, "indent": 1})


def page(request: HttpRequest) -> HttpResponse:
    """The description as a page of our own: nothing of it comes from another host."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, item in schema()["paths"].items():
        for method, said in item.items():
            shown = {
                "method": method.upper(),
                "path": path,
                "summary": said.get("description", "").replace("``", "").strip(),
                "parameters": [p for p in said.get("parameters", ()) if p["in"] == "query"],
                "body": list(said.get("requestBody", {}).get("content", ())),
                "answers": list(said["responses"]),
                "open": "security" not in said,
            }
            groups.setdefault(said["tags"][0], []).append(shown)
    return render(request, "workbench/interface.html", {"groups": groups})
