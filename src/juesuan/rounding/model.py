"""What balanced rounding is asked and what it answers, over amounts with any keys."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

__all__ = ["Balanced", "Constraint", "Key"]

Key = TypeVar("Key", bound=Hashable)


class Constraint(Struct, Generic[Key], frozen=True):
    """Σ coefficient × amount = 0 or, where it is no ``equal``, ≥ 0.

    An amount that has no value counts as nothing. ``source`` is whatever the caller wants to
    find again among the conflicts, such as an identity of the forms.
    """

    terms: tuple[tuple[int, Key], ...]
    equal: bool = True
    source: object = None

    @classmethod
    def total(cls, whole: Key, parts: Iterable[Key], source: object = None) -> Constraint[Key]:
        """The parts make up the whole (合计)."""
        return cls(((1, whole), *((-1, part) for part in parts)), True, source)

    @classmethod
    def same(cls, one: Key, other: Key, source: object = None) -> Constraint[Key]:
        """Two amounts are one fact (同一事实)."""
        return cls(((1, one), (-1, other)), True, source)

    @classmethod
    def part(cls, whole: Key, parts: Iterable[Key], source: object = None) -> Constraint[Key]:
        """The parts are some of the whole (其中), hence together no larger."""
        return cls(((1, whole), *((-1, part) for part in parts)), False, source)

    def holds(self, values: Mapping[Key, int]) -> bool:
        """Whether amounts satisfy it exactly."""
        residual = sum(c * values.get(key, 0) for c, key in self.terms)
        return residual == 0 if self.equal else residual >= 0

    def __str__(self) -> str:
        def side(sign: int) -> str:
            named = (
                f"{abs(c)} × {key}" if abs(c) > 1 else str(key)
                for c, key in self.terms
                if c * sign > 0
            )
            return " + ".join(named) or "0"

        return f"{side(1)} {'=' if self.equal else '≥'} {side(-1)}"


class Balanced(Struct, Generic[Key], frozen=True, kw_only=True):
    """Amounts rounded together (舍位平衡).

    ``values`` are multiples of the step, each less than a step from its true value.
    ``moved`` are amounts that were exact multiples already and had to move by one step,
    because the constraints cannot hold otherwise. ``conflicts`` are constraints that cannot
    all hold in print, the fewest that show it for each part of the problem where this
    happens; ``broken`` are those that do not hold in ``values``, as few as can be. Both are
    empty when all is balanced. ``distance`` is the sum of all distances from the true
    values, in the amounts' unit; ``cells_changed_from_plain`` are the amounts that rounding
    each by itself (四舍五入) would print otherwise.
    """

    values: Mapping[Key, int]
    step: int
    moved: tuple[Key, ...]
    conflicts: tuple[Constraint[Key], ...]
    broken: tuple[Constraint[Key], ...]
    distance: int
    cells_changed_from_plain: tuple[Key, ...]

    @property
    def exact(self) -> bool:
        """Whether every constraint holds in print."""
        return not self.broken
