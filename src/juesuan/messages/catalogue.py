"""What the program says, in Chinese and English: one catalogue, keyed, in data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import PurePath
from string import Formatter
from typing import Protocol, runtime_checkable

from msgspec import Struct, field

from juesuan.keeping import parsed

__all__ = ["LANGUAGES", "Message", "Told", "catalogue", "filled", "places_in", "say", "say_in"]

LANGUAGES = ("zh", "en")
_HALVES = re.compile("[\ud800-\udfff]")
"""What Python makes of the bytes of a file's name that are no character."""
_JOINED = {"zh": "、", "en": ", "}


@runtime_checkable
class Told(Protocol):
    """What knows its words in each language: a message, an error, a problem."""

    def text(self, lang: str = "zh") -> str:
        """The words."""


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All messages: key → language → text with ``{named}`` places."""
    # Read here and not by ``resources``: what goes wrong there is told in these words.
    path = resources.files("juesuan") / "data" / "messages.toml"
    found: dict[str, Mapping[str, str]] = {}
    for section, entries in parsed(path.read_bytes()).items():
        for key, texts in entries.items():
            found[f"{section}.{key}"] = texts
    return found


def say(key: str, lang: str = "zh", /, **details: object) -> str:
    """The message ``key`` in a language, its places filled. ``KeyError`` for an unknown key.

    A detail that knows its own words (``Told``) says them in the same language; a list or
    tuple is written with the language's comma.
    """
    return filled(catalogue()[key][lang], lang, details)


def filled(text: str, lang: str, details: Mapping[str, object]) -> str:
    """A text with its ``{named}`` places filled, as ``say`` does."""
    return text.format(**{name: _detail(detail, lang) for name, detail in details.items()})


def say_in(sections: Iterable[str], key: str, lang: str = "zh", /, **details: object) -> str:
    """The message ``key`` of the first section that has it; ``KeyError`` where none has."""
    return say(_named(sections, key), lang, **details)


def places_in(sections: Iterable[str], key: str) -> list[str]:
    """The ``{named}`` places of a message, in any language."""
    texts = catalogue()[_named(sections, key)].values()
    return [name for text in texts for _, name, _, _ in Formatter().parse(text) if name]


def _named(sections: Iterable[str], key: str) -> str:
    """The full key of a message, of the first section that has it."""
    names = [f"{section}.{key}" for section in sections]
    return next((name for name in names if name in catalogue()), names[0])


def _detail(detail: object, lang: str) -> object:
    if isinstance(detail, (str, int, PurePath)):  # most are: to ask for ``Told`` takes its time
        if isinstance(detail, int) or not _HALVES.search(str(detail)):
            return detail
        from juesuan.text import readable_name

        return readable_name(detail)
    if isinstance(detail, Told):
        return detail.text(lang)
    if isinstance(detail, (list, tuple)) and not hasattr(detail, "_fields"):  # a place is one
        return _JOINED[lang].join(str(_detail(one, lang)) for one in detail)
    return detail


class Message(Struct, frozen=True):
    """A message of the catalogue with its details, to be said in a language later on, alone or
    as a detail of another.

    >>> Message("place.row", {"row": 3}).text("en")
    'row 3'
    """

    key: str
    details: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str = "zh") -> str:
        """The words in a language."""
        return say(self.key, lang, **self.details)
