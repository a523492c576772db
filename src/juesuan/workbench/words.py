"""The words of the workbench's pages, in the language of whoever looks at them.

They stand in ``data/workbench/words.toml``, Chinese and English side by side.
"""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language

from juesuan.messages import filled
from juesuan.resources import load

__all__ = ["language", "later", "word"]


def language() -> str:
    """The language of the request: ``zh`` or ``en``."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def word(key: str, /, **details: object) -> str:
    """The words for ``key`` (``review.drop``) with their places filled. ``KeyError`` for a key
    that is not there."""
    section, _, name = key.partition(".")
    lang = language()
    return filled(load("workbench/words.toml")[section][name][lang], lang, details)


later = lazy(word, str)
"""Like ``word``, but said only when a page shows it: for labels of forms."""
