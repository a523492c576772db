"""Every address of the workbench, collected from its apps."""

from __future__ import annotations

from importlib import import_module

from juesuan.workbench.routing import Route, pattern

__all__ = ["ROUTES", "urlpatterns"]

_APPS = ("people", "journal", "jobs", "filings", "reviewing", "preparing", "releasing", "api")

ROUTES: tuple[Route, ...] = tuple(
    route for app in _APPS for route in import_module(f"juesuan.workbench.{app}.routes").ROUTES
)
urlpatterns = [pattern(route) for route in ROUTES]
handler403 = "juesuan.workbench.shown.forbidden"
handler404 = "juesuan.workbench.shown.not_found"
handler500 = "juesuan.workbench.shown.broken"
