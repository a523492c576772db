"""TOML of the package, parsed once for all runs."""

from __future__ import annotations

from typing import Any

import msgspec

from juesuan.keeping.store import get, put

__all__ = ["parsed"]

_KIND = "toml"


def parsed(content: bytes) -> dict[str, Any]:
    """What a TOML file in UTF-8 says. Raises ``tomli.TOMLDecodeError`` and
    ``UnicodeDecodeError``."""
    if (kept := get(_KIND, content)) is not None:
        return msgspec.msgpack.decode(kept, type=dict[str, Any])
    import tomli  # not where all was kept

    found = tomli.loads(content.decode())
    put(_KIND, content, lambda: _kept(found))
    return found


def _kept(found: dict[str, Any]) -> bytes | None:
    kept = msgspec.msgpack.encode(found)
    return kept if _same(msgspec.msgpack.decode(kept), found) else None  # days are not


def _same(one: Any, other: Any) -> bool:
    """Whether two values are alike, down to their types."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
