"""The words of published files, read from ``data/publishing.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["LANGUAGES", "form_text", "money_name", "texts", "total_labels"]

LANGUAGES = ("zh", "en")
"""Languages of the words around the forms; the forms themselves are Chinese."""


@cache
def _data() -> Mapping[str, Any]:
    path = resources.files("juesuan") / "data" / "publishing.toml"
    return tomllib.loads(path.read_text("utf-8"))


def texts(lang: str) -> Mapping[str, str]:
    """The words around the forms in ``zh`` or ``en``; ``ValueError`` for another language."""
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang!r}; there are {', '.join(LANGUAGES)}")
    words: Mapping[str, str] = _data()[lang]
    return words


def form_text(key: str) -> str:
    """A text printed in the forms themselves, always Chinese: ``note``, ``rounded`` or
    ``balanced``."""
    return str(_data()["forms"][key])


def total_labels() -> frozenset[str]:
    """Row labels that the forms print centred, such as 合计."""
    return frozenset(_data()["forms"]["totals"])


def money_name(zh: str, lang: str) -> str:
    """The name of a money unit (元, 万元) for a reader of ``lang``."""
    return str(_data()["money"].get(lang, {}).get(zh, zh))
