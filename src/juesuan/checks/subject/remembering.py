"""What is worked out once about a document, and what of it stays true when figures are put right.

A document has three parts whose figures may be put right: its forms (``figures``), its
``narrative`` and its performance tables (``performance``). Whatever is found out is kept with the
parts that it looked at, so that after a change only what looked at changed parts is worked out
again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

__all__ = ["EVERY_PART", "Remembered"]

EVERY_PART = frozenset({"figures", "narrative", "performance"})
"""The parts whose figures may be put right: 报表, 文字, 绩效自评表."""

Found = TypeVar("Found")


class Remembered:
    """Findings by what they are of, each with the parts of the document it looked at."""

    def __init__(self) -> None:
        self._found: dict[Hashable, tuple[Any, frozenset[str]]] = {}
        self._looking: list[set[str]] = []

    def looked_at(self, part: str) -> None:
        """Note that what is being worked out looked at a part."""
        if self._looking:
            self._looking[-1].add(part)

    def once(self, name: Hashable, work: Callable[[], Found], always: bool = False) -> Found:
        """What ``work`` finds out, worked out once under a name; ``always``: it stays true
        whatever figures are put in."""
        known = self._found.get(name)
        if known is None:
            known = self.watched(work)
            known = self._found[name] = (known[0], frozenset() if always else known[1])
        if self._looking:
            self._looking[-1] |= known[1]
        found: Found = known[0]
        return found

    def watched(self, work: Callable[[], Found]) -> tuple[Found, frozenset[str]]:
        """What ``work`` finds out, and the parts it looked at."""
        self._looking.append(set())
        try:
            found = work()
        finally:
            parts = frozenset(self._looking.pop())
        return found, parts

    def without(self, changed: Iterable[str]) -> Remembered:
        """What stays true when parts of the document change."""
        gone = frozenset(changed)
        kept = Remembered()
        kept._found = {n: known for n, known in self._found.items() if not known[1] & gone}
        return kept
