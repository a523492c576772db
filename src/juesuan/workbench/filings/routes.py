"""Addresses of units' years."""

from juesuan.workbench.filings import many, roster, views
from juesuan.workbench.filings.many import LEADS
from juesuan.workbench.filings.views import WORKERS, unit_of
from juesuan.workbench.people.models import Role
from juesuan.workbench.routing import Route

__all__ = ["ROUTES"]

_GET, _POST = ("GET",), ("POST",)

ROUTES = (
    Route(path="filings/", view=views.filings, name="filings", who=WORKERS, methods=_GET),
    Route(path="filings/add/", view=views.add, name="filing-add", who=WORKERS, methods=_POST),
    Route(
        path="filings/export/", view=many.export, name="filings-export", who=WORKERS, methods=_GET
    ),
    Route(
        path="filings/roster/",
        view=roster.take_roster,
        name="roster",
        who=frozenset({Role.ADMINISTRATOR}),
        methods=_POST,
    ),
    Route(path="filings/act/", view=many.act, name="filings-act", who=LEADS, methods=_POST),
    Route(
        path="filings/<int:filing>/",
        view=views.filing,
        name="filing",
        who=WORKERS,
        unit=unit_of,
        methods=_GET,
    ),
    Route(
        path="filings/<int:filing>/step/",
        view=views.step,
        name="filing-step",
        who=WORKERS,
        unit=unit_of,
        methods=_POST,
    ),
)
