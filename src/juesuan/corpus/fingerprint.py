"""Layouts (版式): the identities that many disclosures share, and a weight for each figure by
which all equalities of a disclosure are tried as one sum.

Each equality gets a random number modulo a prime; a figure's weight is the sum of its
coefficients times these numbers. Where all equalities hold, the sum of weight × value is zero
modulo the prime; where one does not, it is zero by chance once in two thousand million.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from juesuan.checks.causes.claims import identities_of
from juesuan.checks.causes.explaining import explained
from juesuan.checks.subject import Subject
from juesuan.facts import LISTED
from juesuan.forms import CellKey, Identity

__all__ = ["PRIME", "LayoutTerms", "layout_of", "weights_of"]

PRIME = 2**31 - 1
_KEPT = 64


class LayoutTerms(Struct, frozen=True, dict=True):
    """The identities of a layout: its number, made of them, the rows of ``terms`` and the numbers
    of the places in them, in the order in which they are met there."""

    number: int
    identities: Sequence[Identity]
    rows: list[dict[str, Any]]
    cells: Mapping[CellKey, int]

    @cached_property
    def drawn(self) -> Mapping[int, int]:
        """The random number of each equality, by its place in memory."""
        return {
            id(identity): _drawn(f"{self.number}:{n}")
            for n, identity in enumerate(self.identities)
            if identity.kind != "part"
        }


def _drawn(seed: str) -> int:
    digest = hashlib.blake2b(seed.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % PRIME


_layouts: dict[int, LayoutTerms] = {}


def layout_of(subject: Subject) -> LayoutTerms:
    """The layout of a disclosure."""
    identities = identities_of(subject)
    known = _layouts.get(id(identities))
    if known is None or known.identities is not identities:
        if len(_layouts) >= _KEPT:
            _layouts.clear()
        known = _layouts[id(identities)] = _layout(identities)
    return known


def _layout(identities: Sequence[Identity]) -> LayoutTerms:
    digest = hashlib.blake2b(digest_size=8)
    rows: list[dict[str, Any]] = []
    for number, identity in enumerate(identities):
        coded = identity.dimension in LISTED
        digest.update(f"{identity.kind} {coded} {identity.terms}\n".encode())
        positive = sum(coefficient > 0 for coefficient, _ in identity.terms)
        rows += [
            {
                "identity": number,
                "kind": identity.kind,
                "coded": coded,
                "terms": len(identity.terms),
                "positive": positive,
                "position": position,
                "form": key.form,
                "row": key.row,
                "col": key.column,
                "coefficient": coefficient,
            }
            for position, (coefficient, key) in enumerate(identity.terms)
        ]
    layout = int.from_bytes(digest.digest(), "big") >> 4
    cells: dict[CellKey, int] = {}
    for row in rows:
        row["layout"] = layout
        key = CellKey(row["form"], row["row"], row["col"])
        row["cell"] = cells.setdefault(key, layout + len(cells) + 1)
    return LayoutTerms(layout, identities, rows, cells)


def weights_of(subject: Subject) -> dict[int, int]:
    """The weights of the figures in the equalities that speak, by the number of their place."""
    system = subject.once(explained).system
    drawn = layout_of(subject).drawn
    weights: dict[int, int] = {}
    for constraint in system.each:
        if constraint.identity.kind == "part":
            continue
        number = drawn[id(constraint.identity)]
        for coefficient, place in constraint.terms:
            weights[place] = (weights.get(place, 0) + coefficient * number) % PRIME
    return weights
