"""What every page shows: the menu of whoever looks, the version, and pages for what went wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from juesuan import __version__
from juesuan.workbench.people.models import Role
from juesuan.workbench.people.rights import roles_of
from juesuan.workbench.routing import refused
from juesuan.workbench.words import language

__all__ = ["broken", "everywhere", "forbidden", "not_found", "stale"]

MENU: tuple[tuple[str, frozenset[Role]], ...] = (
    (
        "filings",
        frozenset({Role.PREPARER, Role.DEPARTMENT, Role.REVIEWER, Role.PUBLISHER}),
    ),
    ("drop", frozenset({Role.PREPARER, Role.DEPARTMENT, Role.REVIEWER})),
    ("releases", frozenset({Role.PUBLISHER})),
    ("people", frozenset({Role.ADMINISTRATOR})),
    ("jobs", frozenset({Role.ADMINISTRATOR})),
    ("journal", frozenset({Role.ADMINISTRATOR})),
)
"""The menu: a route's name, also the key of its words, and whose it is."""


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """What templates know on every page."""
    user = getattr(request, "user", None)
    held = frozenset() if user is None else roles_of(user)
    shown = [name for name, roles in MENU if held & roles]
    theme = request.COOKIES.get("theme", "")
    return {
        "menu": shown,
        "version": __version__,
        "lang": language(),
        "html_lang": "zh-Hans" if language() == "zh" else "en",
        "theme": theme if theme in {"light", "dark"} else "auto",
    }


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for those who lack the role."""
    return _wrong(request, "forbidden", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for what is not there, or not theirs; programs get no page."""
    if request.path_info.startswith("/api/"):
        return refused(404)
    return _wrong(request, "not_found", 404)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose session is over."""
    return _wrong(request, "stale", 403)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a fault of this program."""
    return _wrong(request, "broken", 500)


def _wrong(request: HttpRequest, key: str, status: int) -> HttpResponse:
    return render(request, "workbench/wrong.html", {"key": key}, status=status)
