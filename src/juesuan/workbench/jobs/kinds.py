"""The kinds of long work: each app lists its own in a module ``work``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from juesuan.workbench.people.models import User

__all__ = ["Tell", "Work", "kinds"]

Tell = Callable[[str, int, int], None]
"""Says how far the work is: the stage (a key of ``[stage]`` in the words), part, parts."""
Work = Callable[[Mapping[str, Any], Tell, User | None], dict[str, Any]]
"""Does a task for somebody, plain data in and out. What it raises as
``JuesuanError`` is told to the user."""


def kinds() -> dict[str, Work]:
    """Every kind of work by its name: the ``WORK`` of each app's module ``work``."""
    found: dict[str, Work] = {}
    for app in apps.get_app_configs():
        if app.name.startswith("juesuan.") and find_spec(f"{app.name}.work"):
            found |= import_module(f"{app.name}.work").WORK
    return found
