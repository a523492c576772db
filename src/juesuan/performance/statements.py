"""What running texts of performance tables say of money, dates and rates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources

from juesuan.performance.vocabulary import plain

__all__ = [
    "ToldMoney",
    "ToldRate",
    "clauses",
    "no_reason",
    "says",
    "told_money",
    "told_rates",
    "words_of",
]

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_CLAUSE = re.compile(r"[^，。；;！？\n]+")


@cache
def _statements() -> Mapping[str, Mapping[str, list[str]]]:
    path = resources.files("juesuan") / "data" / "performance" / "statements.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def words_of(block: str, key: str) -> re.Pattern[str]:
    """A list of ``statements.toml`` as one pattern for texts made plain."""
    return re.compile("|".join(f"(?:{plain(word)})" for word in _statements()[block][key]))


def says(block: str, key: str, text: str) -> bool:
    """Whether a text says one of the things listed."""
    return bool(words_of(block, key).search(plain(text)))


@cache
def _none() -> frozenset[str]:
    return frozenset(plain(word) for word in _statements()["reasons"]["none"])


def no_reason(text: str) -> bool:
    """Whether the cell for reasons says nothing: blank, 无, 无偏差."""
    return plain(text).strip(",.。，;；:") in _none() | {""}


def clauses(text: str) -> list[str]:
    """A text's clauses, blanks and markup taken out, commas between digits kept."""
    text = re.sub(r"<[^<>]{1,20}>", "\n", text)
    kept = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", re.sub(r"[ \t\u3000]+", "", text))
    return _CLAUSE.findall(kept.replace(",", "，"))


@dataclass(frozen=True, slots=True)
class ToldMoney:
    """Money told in words: cents of the budget and of what was spent, the last digit of each
    in cents (so much the printed figure may be off by half), the rate as printed (empty for
    none), the units, and the words."""

    budget: int
    executed: int
    budget_step: int
    executed_step: int
    rate: str
    units: tuple[str, str]
    text: str

    def rates(self) -> tuple[Fraction, Fraction]:
        """The lowest and highest rate (in %) that the rounded amounts allow."""
        half_budget, half_spent = Fraction(self.budget_step, 2), Fraction(self.executed_step, 2)
        low = (self.executed - half_spent) / (self.budget + half_budget)
        high = (self.executed + half_spent) / (self.budget - half_budget)
        return max(low, Fraction(0)) * 100, high * 100


def _cents(number: str, unit: str) -> tuple[int, int] | None:
    """Cents and the last printed digit in cents."""
    value = Decimal(number.replace(",", ""))
    factor = 100 if unit == "元" else 1_000_000
    digits = -int(value.as_tuple().exponent)
    step = Fraction(factor, 10**digits)
    cents = Fraction(value) * factor
    if cents.denominator != 1 or step.denominator != 1:
        return None
    return int(cents), int(step)


def told_money(text: str) -> ToldMoney | None:
    """Budget and execution told in a text: 预算下达400万元，实际执行156.7万元，预算执行率为40%.

    ``None`` unless budget and spent amount (and only one of each before the rate) are told.
    """
    body = "，".join(clauses(text))
    amount = rf"{_NUMBER}(万元|元|万)"
    budget = re.search(rf"(?:{words_of('money', 'budget').pattern}){amount}", body)
    if budget is None:
        return None
    rates = list(re.finditer(rf"(?:{words_of('money', 'rate').pattern}){_NUMBER}%", body))
    rate = next((m for m in rates if m.start() >= budget.start()), None)
    end = rate.start() if rate else len(body)
    for candidate in re.finditer(rf"(?:{words_of('money', 'budget').pattern}){amount}", body):
        if candidate.end() <= end:
            budget = candidate
    pattern = re.compile(rf"(?:{words_of('money', 'executed').pattern}){amount}")
    found = list(pattern.finditer(body, budget.end(), end))
    if not found or (len(found) > 1 and rate is None):
        return None
    spent = found[-1]
    one, other = _cents(budget[1], budget[2]), _cents(spent[1], spent[2])
    if one is None or other is None or one[0] == 0:
        return None
    words = body[budget.start() : rate.end() if rate else spent.end()]
    return ToldMoney(
        one[0],
        other[0],
        one[1],
        other[1],
        rate[1] if rate else "",
        (budget[2], spent[2]),
        words,
    )


@dataclass(frozen=True, slots=True)
class ToldRate:
    """A percentage told in words: its subject, the number, whether 以上 follows."""

    subject: str
    value: Decimal
    text: str


_RATE = re.compile(
    r"([\u4e00-\u9fff]{1,20}?(?:率|度))([\u4e00-\u9fff]{0,8}?)(百分之)?(\d+(?:\.\d+)?)(%?)"
)
_MOVED = re.compile("[由从升降增减比同高低出]")


def told_rates(text: str) -> Iterator[ToldRate]:
    """Percentages told of rates and satisfaction: 服务对象满意度达到90%, 接通率百分之99.95."""
    for clause in clauses(text):
        for match in _RATE.finditer(clause):
            if not (match[3] or match[5]) or _MOVED.search(match[2].replace("较高", "")):
                continue
            yield ToldRate(match[1], Decimal(match[4]), match[0])
