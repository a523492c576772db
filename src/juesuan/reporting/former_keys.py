"""Keys of findings as version 0.1.0 wrote them, for baselines and reports kept from then.

It put what a figure is to its sentence behind the item (公务接待费 final), and named some places
in Chinese (目录, 金额单位).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from juesuan.resources import load

__all__ = ["current_key", "current_place"]


def current_key(key: str) -> str:
    """A finding's key as it is written today; one that is so written stays."""
    names = load("former-keys.toml")
    roles = "|".join(names["roles"])
    code, _, anchor = key.strip().partition(" ")
    parts = [names["parts"].get(part, part) for part in anchor.split("/")]
    parts[-1] = re.sub(rf" ({roles})$", r"/\1", parts[-1])
    return " ".join(filter(None, (code, "/".join(parts))))


def current_place(names: Mapping[str, str]) -> dict[str, Any]:
    """A place of a finding in a report, by field, with its role and part named as today."""
    known = load("former-keys.toml")
    place: dict[str, Any] = dict(names)
    item, _, role = place.get("item", "").rpartition(" ")
    if role in known["roles"] and "role" not in place:
        place |= {"item": item, "role": role}
    if place.get("item") in known["parts"]:
        place |= {"item": "", "role": known["parts"][place["item"]]}
    if place.get("section") in known["parts"]:
        place |= {"section": "", "part": known["parts"][place["section"]]}
    return place
