"""Addresses of jobs."""

from juesuan.workbench.jobs import views
from juesuan.workbench.people.models import Role
from juesuan.workbench.routing import SIGNED_IN, Route

__all__ = ["ROUTES"]

_ADMIN = frozenset({Role.ADMINISTRATOR})

ROUTES = (
    Route(path="jobs/", view=views.jobs, name="jobs", who=_ADMIN, methods=("GET",)),
    Route(path="jobs/<int:job>/", view=views.job, name="job", who=SIGNED_IN, methods=("GET",)),
    Route(
        path="jobs/<int:job>/stop/", view=views.stop, name="stop", who=SIGNED_IN, methods=("POST",)
    ),
)
