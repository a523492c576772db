"""What stands in the variable parts of addresses when tests call them, made for a unit."""

from __future__ import annotations

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


PARTS: dict[str, Callable[[Any], Any]] = {
    "filing": _filing,
    "user": _user,
    "grant": _grant,
    "job": _job,
    "what": lambda unit: "unit",
}
"""The name of a part of a path → its value for a unit."""


def parts_of(route: Route, unit: Any) -> dict[str, Any]:
    """The parts of a route's path; a part that is not named here fails."""
    return {name: PARTS[name](unit) for name in re.findall(r"<\w+:(\w+)>", route.path)}
