"""The words of narratives, from ``data/narrative.toml``, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from juesuan.resources import Pattern, load
from juesuan.text import fold

__all__ = ["alternatives", "ends_with", "pattern_of", "strip_end", "words", "words_in"]


def _data() -> Mapping[str, Any]:
    return load("narrative.toml")


def words(group: str, name: str) -> Any:
    """A list (or table) of the vocabulary as it stands in the file."""
    return _data()[group][name]


@cache
def pattern_of(group: str, name: str) -> re.Pattern[str]:
    """A pattern of the vocabulary; tests try it on its examples."""
    return Pattern.trusted(_data()[group][name], "narrative.toml").regex


@cache
def words_in(group: str, *names: str) -> tuple[str, ...]:
    """The folded words of lists of one group, longest first."""
    found = {fold(word) for name in names for word in _data()[group][name]}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternatives(found: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return _alternatives(tuple(found))


@cache
def _alternatives(found: tuple[str, ...]) -> str:
    ordered = sorted(set(found), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def ends_with(text: str, found: Iterable[str]) -> str:
    """The longest of the words that a text ends with; empty if none."""
    words_found = found if isinstance(found, tuple) else tuple(found)
    if not text.endswith(words_found):
        return ""
    lengths, known = _by_length(words_found)
    return next(end for length in lengths if (end := text[-length:] if length else "") in known)


@cache
def _by_length(found: tuple[str, ...]) -> tuple[tuple[int, ...], frozenset[str]]:
    """How long words are, the longest first, and the words."""
    return tuple(sorted(set(map(len, found)), reverse=True)), frozenset(found)


def strip_end(text: str, found: tuple[str, ...]) -> str:
    """A text without the words at its end, however many stand there."""
    while word := ends_with(text, found):
        text = text[: -len(word)]
    return text
