"""FactsMeant (所指): the facts that a name under a heading stands for."""

from __future__ import annotations

from msgspec import Struct

from juesuan.facts import Selection

__all__ = ["FactsMeant", "Key"]

Key = tuple[str, str]
"""What is spoken of: a topic and its kind of money; of unknown names the name itself."""


class FactsMeant(Struct, frozen=True):
    """What a name means: the topic (its id, ``function:`` or ``economic:`` and a code), the kind
    of money (empty: all money) and selections of facts, in no stage and year yet.

    ``select`` name the facts meant (any one of them); ``also`` are facts that a writer may
    mean just as well: a figure that agrees with one of these is right, too.
    """

    topic: str
    fund: str
    name: str
    select: tuple[Selection, ...] = ()
    also: tuple[Selection, ...] = ()

    @property
    def key(self) -> Key:
        """The same for everything that means the same."""
        return self.topic, self.fund
