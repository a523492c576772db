"""What follows what (先后): the steps of deciding, and which cell a rule's proposal is for;
see ``data/deciding.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from juesuan.resources import Record, load_typed

__all__ = ["Deciding", "Step", "cells_of", "deciding"]


class Step(Record, frozen=True):
    """Rules whose figures rest on nothing but those of earlier steps; codes or their
    beginnings."""

    name: str
    codes: tuple[str, ...]


class Deciding(Record, frozen=True, dict=True):
    """The steps in order; ``asked_again`` begin the codes of rules whose findings may follow from
    others, ``of_forms`` those that only figures of forms can settle, ``chain`` those of the chain
    from sum to grade, ``beside`` those between tables, forms and narrative, ``sentences`` those of
    amounts and rates of the text. ``open_links`` are the variants, by their place in the chain,
    that tell several readings of a table and propose none; ``explained`` are
    those that say how a figure came about; ``near`` is the part of itself by which a rate may miss
    that was worked out carelessly rather than mistyped; ``together`` are pairs of rules that
    tell one matter of a table, the second under the first. ``cells`` names the cell of a
    self-evaluation that the value a rule (or one of its variants) proposes is for."""

    steps: tuple[Step, ...]
    asked_again: tuple[str, ...]
    of_forms: tuple[str, ...]
    chain: tuple[str, ...]
    beside: tuple[str, ...]
    open_links: tuple[str, ...]
    sentences: tuple[str, ...]
    explained: tuple[str, ...]
    near: Decimal
    together: tuple[tuple[str, str], ...]
    cells: Mapping[str, tuple[str, ...]]

    @cached_property
    def _cache(self) -> dict[str, int]:
        return {}

    def step_of(self, code: str) -> int:
        """The number of the step that a rule belongs to; -1 if to none."""
        if code not in self._cache:
            found = (n for n, step in enumerate(self.steps) if code.startswith(step.codes))
            self._cache[code] = next(found, -1)
        return self._cache[code]


def cells_of(code: str, variant: str) -> tuple[str, ...]:
    """The cells that the value of a rule's variant may be for."""
    cells = deciding().cells
    return cells.get(f"{code}.{variant}") or cells.get(code, ())


def deciding() -> Deciding:
    """The settings as ``data/deciding.toml`` says them."""
    settings: Deciding = load_typed(Deciding, "deciding.toml")
    return settings
