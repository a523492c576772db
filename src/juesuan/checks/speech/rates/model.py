"""A rate that does not come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import Rounded, printed_like
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject

__all__ = ["WrongRate", "in_other_units", "mistaken_unit", "units_used"]

_WAN = 10_000  # 元 in 万元, 万元 in 亿元: the units that are mistaken for each other


class WrongRate(Struct, frozen=True, kw_only=True):
    """A rate that its amounts do not give.

    ``right`` is what they give in percent, ``None`` where there is no rate at all; ``used``
    are the assertions that were reckoned with, ``part`` and ``whole`` the two amounts.
    ``variant`` says why it is wrong where that is known, ``of`` the role of the budget that the
    rate in truth is of.
    """

    assertion: Assertion
    right: Fraction | None
    part: Rounded
    whole: Rounded | None = None
    used: tuple[Assertion, ...] = ()
    variant: str = ""
    of: str = ""

    def misses_by(self, halves: int) -> bool:
        """Whether the rate misses the right one by less than so many halves of its last digit,
        and nothing else is wrong with it."""
        if self.variant or self.right is None:
            return False
        rate = self.assertion.number
        return abs(self.right - rate.value) < halves * rate.half

    @property
    def right_text(self) -> str:
        """The rate that the amounts give, printed as the text prints its own; empty if none."""
        return "" if self.right is None else printed_like(self.right, self.assertion.mention)


def in_other_units(number: Rounded) -> Iterator[Rounded]:
    """An amount as it would be in the units that are mistaken for its own."""
    for factor in (Fraction(1, _WAN), Fraction(_WAN)):
        yield Rounded(number.value * factor, number.half * factor)


def mistaken_unit(unit: str) -> str:
    """The unit of money that is written by mistake for another; the unit itself where none is."""
    return claim_words().mistaken_units.get(unit, unit)


def units_used(subject: Subject) -> Counter[str]:
    """How many amounts of the text are in each unit; once a document."""
    return subject.once(_units)


def _units(subject: Subject) -> Counter[str]:
    money = (one.mention for one in assertions(subject) if one.mention.kind == "money")
    return Counter(mention.unit for mention in money)
