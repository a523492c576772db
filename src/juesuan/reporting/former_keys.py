"""Keys of findings as version 0.1.0 wrote them, for baselines and reports kept from then.

It put what a figure is to its sentence behind the item (公务接待费 final), and named some places
in Chinese (目录, 金额单位).
"""

from __future__ import annotations

import re

from juesuan.resources import load

__all__ = ["current_key"]


def current_key(key: str) -> str:
    """A finding's key as it is written today; one that is so written stays."""
    names = load("former-keys.toml")
    roles = "|".join(names["roles"])
    code, _, anchor = key.strip().partition(" ")
    parts = [names["parts"].get(part, part) for part in anchor.split("/")]
    parts[-1] = re.sub(rf" ({roles})$", r"/\1", parts[-1])
    return " ".join(filter(None, (code, "/".join(parts))))
