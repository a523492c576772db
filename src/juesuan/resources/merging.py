"""Inheriting data: a file states only how it differs from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["merged"]


def merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with ``change`` laid over it, table by table.

    ``false`` removes an entry (unless the entry is a truth value itself), ``anew = true`` in a
    table drops all that was inherited there; anything else replaces what stood there.
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
