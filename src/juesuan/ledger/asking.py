"""What only the author of a book can say, and where in the book to say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from juesuan.messages import say

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that only the author can say: a message key and its details (the reason of a
    deviation, the duties of the unit). ``entry`` is where in the book to write it."""

    key: str
    entry: str
    details: Mapping[str, object]

    def text(self, lang: str = "zh") -> str:
        """What to write, in words."""
        return say(f"asked.{self.key}", lang, **self.details)
