"""Amounts as text prints them (数值): exact values with half of the last printed digit.

Everything is exact (fractions of cents or of counted things); a printed number claims a value to
within half of its last digit, and rates are compared over all values the numbers can stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.facts import round_half_away
from juesuan.reading.narrative import Mention
from juesuan.reading.narrative.vocabulary import words

__all__ = [
    "NOTHING",
    "Rounded",
    "clear_slip",
    "counted_as",
    "decimal_text",
    "one_slip",
    "printed_like",
    "ratio",
    "ratio_fits",
    "rounded_of",
    "slipped",
    "sum_of",
]

_CLEAR = 4  # digits, without noughts before and behind, of a number that is one's own
_LEAST_PLACES = 2  # digits after the point in which a finding says an amount


class Rounded(Struct, frozen=True):
    """A rounded number (修约值): its value (cents, ones of what is counted, or percent) and half
    of its last printed digit."""

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

    def equals(self, other: Rounded) -> bool:
        """Whether both can stand for one value."""
        return abs(self.value - other.value) <= self.half + other.half

    def __neg__(self) -> Rounded:
        return Rounded(-self.value, self.half)

    def __sub__(self, other: Rounded) -> Rounded:
        return Rounded(self.value - other.value, self.half + other.half)

    def __abs__(self) -> Rounded:
        return Rounded(abs(self.value), self.half)


NOTHING = Rounded(Fraction(0), Fraction(0))
"""Exactly nothing."""


def cents_in(unit: str) -> int:
    """How many cents (分) a money unit of the text (元, 万元, 亿元 …) has."""
    return int(words("units", "money")[unit])


def rounded_of(mention: Mention) -> Rounded:
    """The number of a mention: cents for money, percent for rates (‰ turned), ones for counts.

    A bare 0 is exactly nothing; 0.00 may be less than half of its last digit.
    """
    value = Fraction(mention.value)
    half = Fraction(1, 2) / 10 ** places(mention)
    if mention.kind == "money":
        cents = cents_in(mention.unit)
        exact = not value and not places(mention)
        return Rounded(value * cents, Fraction(0) if exact else half * cents)
    if mention.kind == "count":
        return Rounded(value, half if places(mention) else Fraction(0))
    if mention.unit == "‰":
        return Rounded(value / 10, half / 10)
    return Rounded(value, half)


def sum_of(numbers: Iterable[Rounded]) -> Rounded:
    """The sum of rounded numbers, and all that rounding can add to it."""
    listed = list(numbers)
    return Rounded(
        sum((number.value for number in listed), Fraction(0)),
        sum((number.half for number in listed), Fraction(0)),
    )


def ratio(part: Rounded, whole: Rounded) -> Fraction | None:
    """Part of whole in percent; ``None`` of nothing."""
    return part.value * 100 / whole.value if whole.value else None


def ratio_fits(part: Rounded, whole: Rounded, rate: Rounded) -> bool:
    """Whether the rate can be the part in percent of the whole, all three being rounded."""
    if whole.low <= 0:
        return whole.value == 0 or whole.high > 0
    low = min(part.low / whole.low, part.low / whole.high) * 100
    high = max(part.high / whole.low, part.high / whole.high) * 100
    return low - rate.half <= rate.value <= high + rate.half


def places(mention: Mention) -> int:
    """How many digits a mention prints after the point."""
    return max(0, -int(mention.value.as_tuple().exponent))


def decimal_text(value: Fraction, places: int = _LEAST_PLACES) -> str:
    """A fraction as a plain decimal, halves away from zero.

    >>> decimal_text(Fraction(2, 3)), decimal_text(Fraction(-1, 2), 0)
    ('0.67', '-1')
    """
    units = round_half_away(value.numerator * 10**places, value.denominator)
    whole, rest = divmod(abs(units), 10**places)
    text = f"{whole}.{rest:0{places}}" if places else f"{whole}"
    return f"-{text}" if units < 0 else text


def printed_like(value: Fraction | int, mention: Mention) -> str:
    """A value printed as the mention prints its own: same unit, at least as many digits."""
    exact = Fraction(value)
    if mention.kind == "money":
        digits = max(_LEAST_PLACES, places(mention))
        return decimal_text(exact / cents_in(mention.unit), digits) + mention.unit
    return decimal_text(exact, places(mention)) + mention.unit


def one_slip(mention: Mention, right: Fraction) -> bool:
    """Whether a right value, printed with as many digits, differs from the printed amount by one
    digit, or by two neighbours in each other's place."""
    unit = cents_in(mention.unit)
    said = decimal_text(Fraction(mention.value), places(mention))
    other = decimal_text(right / unit, places(mention))
    return Fraction(other) * unit == right and slipped(said, other)


def clear_slip(mention: Mention, right: Fraction) -> bool:
    """Whether a right amount is one slip away from a printed one of so many digits that chance
    hardly explains it."""
    digits = [sign for sign in str(abs(mention.value)) if sign.isdigit()]
    return len("".join(digits).strip("0")) >= _CLEAR and one_slip(mention, right)


def slipped(said: str, right: str) -> bool:
    """Whether two numbers of as many signs differ by one digit, or by two neighbours in each
    other's place.

    >>> slipped("79.55", "97.55"), slipped("79.55", "79.65"), slipped("79.55", "79.66")
    (True, True, False)
    """
    if len(said) != len(right):
        return False
    apart = [n for n, pair in enumerate(zip(said, right, strict=True)) if pair[0] != pair[1]]
    if len(apart) != 2:
        return len(apart) == 1
    one, other = apart
    turned = (said[one], said[other]) == (right[other], right[one])
    return turned and not said[one + 1 : other].strip(".")


def counted_as(unit: str, alike: Sequence[Sequence[str]]) -> str:
    """The first of the units that count alike (人, 名, 位) for any of them; a unit itself where
    none does."""
    return next((units[0] for units in alike if unit in units), unit)
