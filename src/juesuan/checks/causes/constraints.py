"""Constraints (约束): a document's identities that say something, over what its places claim.

A dash or a row that is not shown adds nothing to a sum. Which identities then still speak:

* a roll-up (合计) whose whole claims a figure and one of whose parts prints a number; a listing
  by codes is the sum of the rows it prints, any other roll-up needs every row shown;
* two places of one fact that both claim a figure;
* a flow (收支平衡) with all rows shown and a figure on both sides;
* a part (其中) and a whole that both claim a figure.

Two lawful habits of rounding are mixed in practice. A figure rounded by itself is within half
of its last digit of the true value. A total added up from rounded figures prints exactly
their sum, and may be as far from the true value as they are together: that is its width. A
constraint holds when its difference is less than its figures' widths together; two prints of
one fact, and two sides of one figure each, may differ by as much as both widths: for plain
figures one last digit.

Constraints of blanks only say nothing wrong, and must still hold after a change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from juesuan.checks.causes.claims import Claim
from juesuan.facts import LISTED
from juesuan.forms import CellKey, Identity

__all__ = ["Constraints", "TellingIdentity", "outcome", "outcomes"]

_TELLING = frozenset({"told", "empty"})

_ROUNDS = 6
"""Passes in which widths spread from parts to totals: more than forms have levels."""

_SAID = frozenset({"number", "blank"})
"""States of places that claim something."""

Terms = tuple[tuple[int, int], ...]


def outcomes(identities: Sequence[Identity], claims: Mapping[CellKey, Claim]) -> list[str]:
    """The outcome of each identity on a document, in their order."""
    states = {key: claim.state for key, claim in claims.items()}
    return [
        outcome(identity, [states[key] for _, key in identity.terms]) for identity in identities
    ]


def outcome(identity: Identity, states: Sequence[str]) -> str:
    """Whether an identity can be checked on a document, from the states of its places in order.

    ``told``: it can; ``empty``: it can, but all its places are blank; ``nothing``: none of its
    places prints a figure. Otherwise why not: ``unsure`` (a place was read without certainty),
    ``not_shown`` (a place is missing), ``not_broken_down`` (a total whose parts are not printed).
    """
    if "unsure" in states:
        return "unsure"
    number = "number" in states
    if identity.kind != "flow" and len(states) > 1 and _SAID.issuperset(states):
        return "told" if number else "empty"
    claim = [state in {"number", "blank"} for state in states]
    if identity.kind == "same":
        speaks = all(claim)
    elif identity.kind == "part":
        speaks = claim[0] and any(claim[1:])
        number = number and any(claim[1:])  # a part that is not shown claims nothing
    elif identity.kind == "flow":
        left = [said for said, (c, _) in zip(claim, identity.terms, strict=True) if c > 0]
        right = [said for said, (c, _) in zip(claim, identity.terms, strict=True) if c < 0]
        speaks = "absent" not in states and any(left) and any(right)
    else:
        speaks = claim[0] and ("absent" not in states or identity.dimension in LISTED)
        parts = states[1:]
        if speaks and "number" not in parts and any(state != "blank" for state in parts):
            return "not_broken_down" if number else "nothing"
    if not speaks:
        return "not_shown" if number else "nothing"
    return "told" if number else "empty"


class TellingIdentity(Struct, frozen=True):
    """One telling identity; its terms are coefficients and numbers of places."""

    identity: Identity
    terms: Terms


class Constraints(Struct, kw_only=True, dict=True):
    """All constraints of a document, numbered in their order, over places numbered in theirs.

    By place: ``keys`` names it, ``claims`` is what it says, ``values`` and ``widths`` are in
    cents or as counted.
    """

    keys: list[CellKey]
    claims: list[Claim]
    values: list[int]
    widths: list[int]
    each: list[TellingIdentity]

    @classmethod
    def of(
        cls,
        identities: Sequence[Identity],
        claims: Mapping[CellKey, Claim],
        said: Sequence[str] | None = None,
    ) -> Constraints:
        """The constraints among identities that speak; ``said`` are their ``outcomes``, where
        they are known."""
        keys = list(claims)
        number = {key: n for n, key in enumerate(keys)}
        all_claims = list(claims.values())
        absent = {key for key, claim in claims.items() if claim.state == "absent"}
        each = [
            TellingIdentity(
                identity, tuple((c, number[key]) for c, key in identity.terms if key not in absent)
            )
            for identity, became in zip(
                identities, outcomes(identities, claims) if said is None else said, strict=True
            )
            if became in _TELLING
        ]
        made = cls(
            keys=keys,
            claims=all_claims,
            values=[c.value for c in all_claims],
            widths=[c.half for c in all_claims],
            each=each,
        )
        made._widen()
        return made

    @cached_property
    def at(self) -> list[dict[int, int]]:
        """By place, the constraints it stands in, with its coefficient by their number."""
        found: list[dict[int, int]] = [{} for _ in self.keys]
        for n, constraint in enumerate(self.each):
            for c, place in constraint.terms:
                found[place][n] = c
        return found

    @cached_property
    def allowed(self) -> list[int]:
        """By constraint, what rounding can give."""
        return [self._allowed(constraint) for constraint in self.each]

    @cached_property
    def pair(self) -> list[bool]:
        """By constraint, whether just two figures are printed."""
        return [
            sum(self.claims[place].state == "number" for _, place in constraint.terms) == 2
            for constraint in self.each
        ]

    @cached_property
    def residuals(self) -> list[int]:
        """By constraint, Σ coefficient × value."""
        values = self.values
        return [sum([c * values[place] for c, place in one.terms]) for one in self.each]

    def _widen(self) -> None:
        """Give totals that print exactly the sum of their parts the width of the parts."""
        if not any(self.widths):
            return
        widths, claims = self.widths, self.claims
        added: list[tuple[int, int, list[int]]] = []
        for n, constraint in enumerate(self.each):
            kind = constraint.identity.kind
            if kind in {"rollup", "same"} and self.residual(n) == 0:
                whole, *parts = (place for _, place in constraint.terms)
                also = parts[0] if kind == "same" else -1
                added.append((whole, also, [p for p in parts if claims[p].state == "number"]))
        for _ in range(_ROUNDS):
            changed = False
            for whole, also, printed in added:
                width = 0
                for place in printed:
                    width += widths[place]
                if also >= 0:
                    width = max(width, widths[whole])
                    if widths[also] < width and claims[also].half:
                        widths[also], changed = width, True
                if widths[whole] < width and claims[whole].half:
                    widths[whole], changed = width, True
            if not changed:
                break

    def residual(self, number: int) -> int:
        """Σ coefficient × value of a constraint."""
        values = self.values
        return sum([c * values[place] for c, place in self.each[number].terms])

    def _allowed(self, constraint: TellingIdentity) -> int:
        """The widths of a constraint's figures together. Blanks and dashes are exact in a sum; one
        print of a fact may be a blank where another shows a last digit."""
        return sum(
            self.widths[place]
            for _, place in constraint.terms
            if constraint.identity.kind == "same" or self.claims[place].state == "number"
        )

    def fits(self, number: int, residual: int, more: int = 0) -> bool:
        """Whether rounding explains a difference of a constraint; ``more`` is the width of figures
        that are to be put where blanks are."""
        if not residual:
            return True
        allowed, kind = self.allowed[number] + more, self.each[number].identity.kind
        if kind == "part":
            return residual >= 0 or -residual <= allowed
        if kind == "same" or self.pair[number] or more:
            return abs(residual) <= allowed
        return abs(residual) < allowed
