"""Who may call what: each operation of the interface bears its rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from msgspec import Struct

from juesuan.workbench.api.shapes import Problem
from juesuan.workbench.people.models import User
from juesuan.workbench.routing import EVERYONE, UnitOf, Who

__all__ = ["Rule", "account", "answers", "rule"]

_View = TypeVar("_View", bound=Callable[..., Any])


class Rule(Struct, frozen=True):
    """Who may call an operation, and how the unit that it speaks of is found."""

    who: Who
    unit: UnitOf | None = None


def rule(who: Who, unit: UnitOf | None = None) -> Callable[[_View], _View]:
    """Give an operation its rule. Operations of one address have the same."""

    def give(view: _View) -> _View:
        view.rule = Rule(who, unit)  # type: ignore[attr-defined]
        return view

    return give


def answers(
    given: Any, *problems: int, status: int = 200, who: Who = frozenset()
) -> dict[int, Any]:
    """What an operation answers: its own, and the problems it may tell."""
    common = () if who == EVERYONE else (401, 403)
    return {200: given, **dict.fromkeys((400, *common, *problems), Problem)}


def account(request: HttpRequest) -> User:
    """Who asks."""
    assert isinstance(request.user, User)
    return request.user
