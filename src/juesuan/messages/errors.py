"""The one base of everything that can go wrong and is told to people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from juesuan.messages.catalogue import places_in, say_in

__all__ = ["JuesuanError"]


class _Unknown:
    """Stands in words where a detail is not known, whatever form the place asks for."""

    def __format__(self, form: str) -> str:
        return "…"


class JuesuanError(Exception):
    """Something that a person can mend, said in words.

    ``key`` names the message ``<section>.<key>`` of ``data/messages.toml``, where ``section``
    is the class's or, where that has no such message, the one of a class it derives from, or one
    that the class ``borrows`` from; ``details`` fill its places, ``usual`` those of a detail that
    is not known. ``str()`` gives the English words, ``text`` those of a language.
    """

    section: ClassVar[str] = ""
    borrows: ClassVar[tuple[str, ...]] = ()
    usual: ClassVar[Mapping[str, object]] = {}

    def __init__(self, key: str, /, **details: object) -> None:
        super().__init__(key)
        self.key, self.details = key, details

    def __str__(self) -> str:
        return self.text("en")

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.__dict__))

    def text(self, lang: str = "zh") -> str:
        """What is wrong and what to do, in words; “…” stands for a detail that is not known."""
        unknown = dict.fromkeys(places_in(self._sections(), self.key), _Unknown())
        return say_in(self._sections(), self.key, lang, **{**unknown, **self.usual, **self.details})

    @classmethod
    def _sections(cls) -> list[str]:
        """Where the words are looked for: the class's own section first."""
        every = [getattr(kind, "section", "") for kind in cls.__mro__]
        return list(dict.fromkeys(filter(None, [*every, *cls.borrows])))


def _again(kind: type[JuesuanError], state: dict[str, object]) -> JuesuanError:
    """An error unpickled: other processes hand theirs on."""
    error = kind.__new__(kind)
    Exception.__init__(error, state["key"])
    error.__dict__.update(state)
    return error
