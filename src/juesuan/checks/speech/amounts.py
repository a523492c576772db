"""Figures as text prints them: exact values with half of the last printed digit around them.

Everything is exact (fractions of cents or of counted things); a printed figure claims a value to
within half of its last digit, and rates are compared over all values the figures can stand for.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from juesuan.reading.narrative import Mention

__all__ = ["Figure", "figure_of", "places", "plain", "ratio", "ratio_fits", "said_like", "sum_of"]

_CENTS = {
    "元": 100,
    "千元": 100_000,
    "万元": 1_000_000,
    "百万元": 100_000_000,
    "亿元": 10_000_000_000,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value (cents, or ones of what is counted, or percent) and half of its last digit."""

    value: Fraction
    half: Fraction

    @property
    def low(self) -> Fraction:
        """The least value it can stand for."""
        return self.value - self.half

    @property
    def high(self) -> Fraction:
        """The greatest value it can stand for."""
        return self.value + self.half

    def agrees(self, other: Fraction | int, step: int = 0) -> bool:
        """Whether another print of the same fact may be ``other``: they may differ by one last
        digit of the coarser of the two (``step`` is that of the other)."""
        return abs(self.value - other) <= max(2 * self.half, Fraction(step))

    def __neg__(self) -> Figure:
        return Figure(-self.value, self.half)


def cents_in(unit: str) -> int:
    """How many cents a money unit (元, 万元, 亿元 …) has."""
    return _CENTS[unit]


def figure_of(mention: Mention) -> Figure:
    """The figure of a mention: cents for money, percent for rates (‰ turned), ones for counts.

    A bare 0 is exactly nothing; 0.00 may be less than half of its last digit.
    """
    value = Fraction(mention.value)
    exponent = mention.value.as_tuple().exponent
    half = Fraction(1, 2) * Fraction(10) ** int(exponent)
    if mention.kind == "money":
        factor = cents_in(mention.unit)
        return Figure(value * factor, half * factor if value or exponent else Fraction(0))
    if mention.kind == "count":
        return Figure(value, Fraction(0) if exponent == 0 else half)
    if mention.unit == "‰":
        return Figure(value / 10, half / 10)
    return Figure(value, half)


def sum_of(figures: list[Figure]) -> Figure:
    """The sum of figures, and all that rounding can add to it."""
    return Figure(
        sum((f.value for f in figures), Fraction(0)), sum((f.half for f in figures), Fraction(0))
    )


def ratio(part: Figure, whole: Figure) -> Fraction | None:
    """Part of whole in percent; ``None`` of nothing."""
    return part.value * 100 / whole.value if whole.value else None


def ratio_fits(part: Figure, whole: Figure, rate: Figure) -> bool:
    """Whether the rate can be the part in percent of the whole, both being rounded."""
    if whole.low <= 0:
        return whole.value == 0 or whole.high > 0
    low = min(part.low / whole.low, part.low / whole.high) * 100
    high = max(part.high / whole.low, part.high / whole.high) * 100
    return low - rate.half <= rate.value <= high + rate.half


def places(mention: Mention) -> int:
    """How many digits a mention prints after the point."""
    return max(0, -int(mention.value.as_tuple().exponent))


def plain(value: Fraction, places: int = 2) -> str:
    """A fraction as a plain decimal, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    text = f"{whole // 10**places}"
    if places:
        text += f".{whole % 10**places:0{places}}"
    return f"-{text}" if value < 0 and whole else text


def said_like(value: Fraction, mention: Mention) -> str:
    """A value printed as the mention prints its own: same unit, at least as many digits."""
    printed = places(mention)
    if mention.kind == "money":
        return plain(value / cents_in(mention.unit), max(2, printed)) + mention.unit
    return plain(value, printed) + mention.unit
