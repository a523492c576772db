"""Rates that amounts allow (允许的执行率): printed amounts are rounded, so their rate is a span."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

__all__ = ["RateSpan", "allowed_rates", "last_digit"]


def last_digit(number: Decimal) -> Decimal:
    """One unit of the last printed digit: 0.01 for 83.30."""
    return Decimal(1).scaleb(int(number.as_tuple().exponent))


class RateSpan(Struct, frozen=True):
    """The rates from ``low`` to ``high``, in percent."""

    low: Fraction
    high: Fraction

    def fits(self, rate: Decimal) -> bool:
        """Whether a printed rate is one of them, rounded to its own last digit."""
        half = Fraction(last_digit(rate)) / 2
        return self.low - half <= Fraction(rate) <= self.high + half

    def fits_cut(self, rate: Decimal) -> bool:
        """Whether a printed rate is one of them, rounded or with its further digits cut off
        (83.4 printed as 83)."""
        step = Fraction(last_digit(rate))
        return self.fits(rate) or self.low - step < Fraction(rate) <= self.high

    def as_ratio(self) -> RateSpan:
        """The same rates as ratios: 0.83 for 83 %."""
        return RateSpan(self.low / 100, self.high / 100)


@lru_cache(maxsize=1 << 13)
def allowed_rates(spent: int, budget: int, spent_step: int, budget_step: int) -> RateSpan:
    """The rates that two printed amounts allow: each, in cents, may be off by half its last
    digit (the steps, in cents). The budget is above zero.

    >>> allowed_rates(500, 600, 0, 0)
    RateSpan(low=Fraction(250, 3), high=Fraction(250, 3))
    """
    half_spent, half_budget = Fraction(spent_step, 2), Fraction(budget_step, 2)
    low = (spent - half_spent) / (budget + half_budget)
    least = budget - half_budget
    high = (spent + half_spent) / least if least > 0 else spent + half_spent
    return RateSpan(max(low, Fraction(0)) * 100, high * 100)
