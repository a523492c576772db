"""Inheriting data: a file states only how it differs from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from juesuan.resources.errors import DataError

__all__ = ["inherited", "merged"]


def merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with ``change`` laid over it, table by table.

    ``false`` removes an entry (unless the entry is a truth value itself), ``anew = true`` in a
    table drops all that was inherited there; anything else replaces what stood there.

    >>> merged({"a": {"x": 1, "y": 2}, "b": 3}, {"a": {"x": 4}, "b": False})
    {'a': {'x': 4, 'y': 2}}
    """
    found = dict(base)
    for key, value in change.items():
        if value is False and key in found and not isinstance(found[key], bool):
            del found[key]
        elif isinstance(value, dict) and value.get("anew"):
            found[key] = {name: entry for name, entry in value.items() if name != "anew"}
        elif isinstance(value, dict) and isinstance(found.get(key), dict):
            found[key] = merged(found[key], value)
        else:
            found[key] = value
    return found


def inherited(
    name: str,
    read: Callable[[str], Mapping[str, Any] | None],
    error: type[DataError] = DataError,
    merge: Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, Any]] = merged,
) -> dict[str, Any]:
    """The data called ``name`` laid over all that it ``inherits``, that entry left out.

    ``read`` gives the data of a name, ``None`` where there is none; ``merge`` lays one over the
    other. Raises ``error``: ``inherits_nothing`` or ``inherits_itself``.
    """
    chain: dict[str, Mapping[str, Any]] = {}
    below, wanted = "", name
    while wanted:
        if wanted in chain:
            raise error("inherits_itself", below)
        if (data := read(wanted)) is None:
            raise error("inherits_nothing", below or name, parent=wanted)
        chain[wanted] = data
        below, wanted = wanted, str(data.get("inherits", ""))
    found: dict[str, Any] = {}
    for data in reversed(chain.values()):
        found = merge(found, {key: value for key, value in data.items() if key != "inherits"})
    return found
