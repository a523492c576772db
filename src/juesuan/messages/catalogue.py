"""What the program says, in Chinese and English: one catalogue, keyed, in data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["LANGUAGES", "catalogue", "say"]

LANGUAGES = ("zh", "en")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All messages: key → language → text with ``{named}`` places."""
    path = resources.files("juesuan") / "data" / "messages.toml"
    found: dict[str, Mapping[str, str]] = {}
    for section, entries in tomllib.loads(path.read_text("utf-8")).items():
        for key, texts in entries.items():
            found[f"{section}.{key}"] = texts
    return found


def say(key: str, lang: str = "zh", /, **details: object) -> str:
    """The message ``key`` in a language, its places filled. ``KeyError`` for an unknown key."""
    return catalogue()[key][lang].format(**details)
