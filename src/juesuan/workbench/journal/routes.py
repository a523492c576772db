"""Addresses of the journal."""

from juesuan.workbench.journal import views
from juesuan.workbench.people.models import Role
from juesuan.workbench.routing import Route

__all__ = ["ROUTES"]

_ADMIN = frozenset({Role.ADMINISTRATOR})
_GET = ("GET",)

ROUTES = (
    Route(path="journal/", view=views.journal, name="journal", who=_ADMIN, methods=_GET),
    Route(
        path="journal/export/", view=views.export, name="journal-export", who=_ADMIN, methods=_GET
    ),
)
