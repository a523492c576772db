"""Money and rates in words (文字中的金额和比率): what running texts of performance tables tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from msgspec import Struct

from juesuan.performance.rates import RateSpan, allowed_rates
from juesuan.performance.statements import clauses, statements
from juesuan.resources import Pattern

__all__ = ["MoneyInWords", "RateInWords", "money_in_words", "rates_in_words"]

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_CENTS = 100


class MoneyInWords(Struct, frozen=True, kw_only=True):
    """Budget and expenditure of a project as a text tells them: cents, the last printed digit
    of each in cents, the rate in percent as printed (``None`` for none), the two units of money
    (budget's, expenditure's), and the words."""

    budget: int
    executed: int
    budget_step: int
    executed_step: int
    rate: Decimal | None
    units: tuple[str, str]
    text: str

    @property
    def rates(self) -> RateSpan:
        """The rates (%) that the rounded amounts allow."""
        return allowed_rates(self.executed, self.budget, self.executed_step, self.budget_step)


class RateInWords(Struct, frozen=True):
    """A percentage in words: of what, its value, the words."""

    subject: str
    value: Decimal
    text: str


@cache
def _amount_after(words: Pattern) -> re.Pattern[str]:
    """A sum of money right after certain words: number and unit."""
    units = "|".join(sorted(statements().money.units, key=len, reverse=True))
    return re.compile(rf"(?:{words.pattern}){_NUMBER}({units})")


@cache
def _rate_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{statements().money.rate.pattern}){_NUMBER}%")


def _cents(number: str, unit: str) -> tuple[int, int] | None:
    """Cents and the last printed digit in cents; ``None`` where these are no whole cents."""
    value = Decimal(number.replace(",", ""))
    factor = statements().money.units[unit] * _CENTS
    step = Fraction(factor) * Fraction(10) ** int(value.as_tuple().exponent)
    cents = Fraction(value) * factor
    whole = cents.denominator == step.denominator == 1
    return (int(cents), int(step)) if whole else None


def money_in_words(text: str) -> MoneyInWords | None:
    """Budget and execution in a text: 预算下达400万元，实际执行156.7万元，预算执行率为40%.

    Of several budgets or sums spent the last ones before the rate count. ``None`` unless both
    are told, or where several sums are told as spent and no rate.
    """
    words, body = statements().money, "，".join(clauses(text))
    budgets = list(_amount_after(words.budget).finditer(body))
    if not budgets:
        return None
    rates = _rate_after().finditer(body)
    rate = next((match for match in rates if match.start() >= budgets[0].start()), None)
    end = rate.start() if rate else len(body)
    budget = [match for match in budgets if match.end() <= end or match is budgets[0]][-1]
    spendings = list(_amount_after(words.executed).finditer(body, budget.end(), end))
    if not spendings or (len(spendings) > 1 and rate is None):
        return None
    spent = spendings[-1]
    planned, paid = _cents(budget[1], budget[2]), _cents(spent[1], spent[2])
    if planned is None or paid is None or planned[0] == 0:
        return None
    return MoneyInWords(
        budget=planned[0],
        executed=paid[0],
        budget_step=planned[1],
        executed_step=paid[1],
        rate=Decimal(rate[1].replace(",", "")) if rate else None,
        units=(budget[2], spent[2]),
        text=body[budget.start() : rate.end() if rate else spent.end()],
    )


def rates_in_words(text: str) -> Iterator[RateInWords]:
    """Percentages told of rates and satisfaction: 服务对象满意度达到90%, 接通率百分之99.95.
    Changes of a rate (由93%提升至97%) are none."""
    words = statements().rates
    for clause in clauses(text):
        for match in words.stated.finditer(clause):
            if not words.moved.finds_in(match["between"]):
                number = match["number"] or match["spelt"]
                yield RateInWords(match["subject"], Decimal(number), match[0])
