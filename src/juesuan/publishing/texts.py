"""The words of published files, read from ``data/publishing.toml``."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.resources import load

__all__ = ["LANGUAGES", "form_text", "money_name", "texts", "total_labels"]

_FILE = "publishing.toml"

LANGUAGES = ("zh", "en")
"""Languages of the words around the forms; the forms themselves are Chinese."""


def texts(lang: str) -> Mapping[str, str]:
    """The words around the forms in ``zh`` or ``en``; ``ValueError`` for another language."""
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang!r}; there are {', '.join(LANGUAGES)}")
    words: Mapping[str, str] = load(_FILE)[lang]
    return words


def form_text(key: str) -> str:
    """A text printed in the forms themselves, always Chinese: ``note``, ``rounded`` or
    ``balanced``."""
    return str(load(_FILE)["forms"][key])


def total_labels() -> frozenset[str]:
    """Row labels that the forms print centred, such as 合计."""
    return frozenset(load(_FILE)["forms"]["totals"])


def money_name(zh: str, lang: str) -> str:
    """The name of a money unit (元, 万元) for a reader of ``lang``."""
    return str(load(_FILE)["money"].get(lang, {}).get(zh, zh))
