"""One registry of addresses: each says who may call it.

An app lists its ``ROUTES`` in a module ``routes``; ``urls`` collects them. An address without a
rule cannot be written down, and tests go through every address with every role.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods
from msgspec import Struct

from juesuan.workbench.people.models import Role, Unit
from juesuan.workbench.people.rights import has_role, may
from juesuan.workbench.words import word

__all__ = ["EVERYONE", "SIGNED_IN", "Route", "UnitOf", "View", "Who", "pattern", "refused"]

EVERYONE: Literal["everyone"] = "everyone"
SIGNED_IN: Literal["signed in"] = "signed in"
Who = frozenset[Role] | Literal["everyone", "signed in"]
View = Callable[..., HttpResponseBase]
UnitOf = Callable[..., Unit]


class Route(Struct, frozen=True, kw_only=True):
    """An address: its path, the view, its name and who may call it.

    ``who`` is everyone, whoever is signed in, or those with one of some roles. Where ``unit`` is
    given it finds the unit that the address speaks of from the parts of the path (raising
    ``Http404``), and the role must reach that unit. A unit that it does not reach is told as not
    there, so that nobody learns what exists. ``methods`` are those of HTTP that are
    taken. ``program``: what
    asks is a program, answered 401 and not led to the page of sign-in.
    """

    path: str
    view: View
    name: str
    who: Who
    unit: UnitOf | None = None
    methods: tuple[str, ...] = ("GET", "POST")
    program: bool = False


def pattern(route: Route) -> URLPattern:
    """Django's pattern of a route, its view behind the rule."""
    return path(route.path, _guarded(route), name=route.name)


def _guarded(route: Route) -> View:
    taken = (*route.methods, "HEAD") if "GET" in route.methods else route.methods

    @require_http_methods(list(taken))
    @wraps(route.view)
    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if route.who != EVERYONE and not request.user.is_authenticated:
            return _to_sign_in(request, route)
        if isinstance(route.who, frozenset):
            try:
                _check(request, route, route.who, parts)
            except (PermissionDenied, Http404) as error:
                if not route.program:
                    raise
                return refused(403 if isinstance(error, PermissionDenied) else 404)
        answer = route.view(request, **parts)
        if not answer.has_header("Cache-Control"):
            answer["Cache-Control"] = "no-store"  # nothing is left for whoever sits here next
        return answer

    return view


def refused(status: int) -> HttpResponse:
    """What a program is told that may not, or asks for what is not there: 401, 403 or 404."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    key = {401: "token", 403: "forbidden", 404: "not_found"}[status]
    return JsonResponse({"detail": word(f"refused.{key}")}, status=status, headers=headers)


def _check(request: HttpRequest, route: Route, roles: frozenset[Role], parts: Any) -> None:
    """Raise where the roles do not reach: 403 without a role, 404 for another's unit."""
    if not has_role(request.user, roles):
        raise PermissionDenied
    if route.unit is not None and not may(request.user, roles, route.unit(**parts)):
        raise Http404


def _to_sign_in(request: HttpRequest, route: Route) -> HttpResponse:
    if route.program:
        return refused(401)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": "/sign-in/"})
    answer = redirect_to_login(request.get_full_path(), "/sign-in/")
    return HttpResponseRedirect(answer.url)
