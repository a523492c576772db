"""The one base of everything that can go wrong and is told to people."""

from __future__ import annotations

from typing import ClassVar

from juesuan.messages.catalogue import say

__all__ = ["JuesuanError"]


class JuesuanError(Exception):
    """Something that a person can mend, said in words.

    ``key`` names the message ``<section>.<key>`` of ``data/messages.toml``, where ``section``
    is the class's; ``details`` fill its places. ``str()`` gives the English words, ``text``
    those of a language.
    """

    section: ClassVar[str] = ""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key, self.details = key, details

    def __str__(self) -> str:
        return self.text("en")

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.key, self.details, self.__dict__))

    def text(self, lang: str = "zh") -> str:
        """What is wrong and what to do, in words."""
        return say(f"{self.section}.{self.key}", lang, **self.details)


def _again(
    kind: type[JuesuanError], key: str, details: dict[str, object], state: dict[str, object]
) -> JuesuanError:
    """An error unpickled: other processes hand theirs on."""
    error = kind.__new__(kind)
    Exception.__init__(error, key)
    error.__dict__.update(state | {"key": key, "details": details})
    return error
