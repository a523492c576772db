"""Exact amounts (金额): text to integer cents and back, never through a float.

Inside the program an amount is a whole number of cents (分). People write 元 or 万元;
``parse_amount`` and ``format_amount`` are the only doors between the two.
"""

from __future__ import annotations

import re

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.messages import JuesuanError

__all__ = [
    "WAN",
    "YUAN",
    "AmountError",
    "MoneyUnit",
    "format_amount",
    "is_money",
    "money_unit",
    "parse_amount",
    "plain_amount",
    "round_half_away",
]


class MoneyUnit(Struct, frozen=True):
    """A unit in which money is written (元 or 万元).

    ``cents``: cents in one unit; ``print_step``: cents in the last printed digit (both
    units print two decimals); ``decimals``: most decimals that are still whole cents.
    """

    id: str
    zh: str
    cents: int
    print_step: int
    decimals: int


class AmountError(JuesuanError, ValueError):
    """The text ``written`` is no exact amount in its unit. Keys: ``not_a_number``,
    ``too_many_decimals``, ``bad_separators``, ``too_large``."""

    section = "amount"

    def __init__(self, key: str, written: str, unit: MoneyUnit) -> None:
        super().__init__(key, text=written, unit=unit.zh, most=unit.decimals)
        self.written = written


YUAN = MoneyUnit("yuan", "元", 100, 1, 2)
WAN = MoneyUnit("wan", "万元", 1_000_000, 10_000, 6)

_NAMES = {"yuan": YUAN, YUAN.zh: YUAN, "wan": WAN, WAN.zh: WAN}
_NUMBER = compiled(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)?(?:\.([0-9]*))?")
_LARGEST = 10**17  # cents: dozens of times the country's yearly public expenditure
_TWINS = str.maketrans(
    {chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F)}
    | dict.fromkeys("\u2212\u2013\ufe63", "-")
    | dict.fromkeys("\t\u00a0\u3000", " ")
    | {"\uffe5": "¥"}
)


def money_unit(name: str) -> MoneyUnit:
    """The unit called ``yuan``, ``元``, ``wan`` or ``万元``; ``KeyError`` for any other name."""
    return _NAMES[name.strip()]


def is_money(unit: str) -> bool:
    """Whether a printed unit is one of money (元、万元), and not of counting (辆、人)."""
    return unit in (YUAN.zh, WAN.zh)


def _half_width(text: str) -> str:
    """Full-width digits, brackets and signs as their half-width twins. Nothing else is
    mapped: a ``²`` or a ``①`` is no digit of an amount."""
    return text.translate(_TWINS).strip()


def parse_amount(text: str, unit: MoneyUnit = YUAN) -> int:
    """Cents in an amount written in ``unit``.

    Thousands separators (commas or blanks), full-width digits, ``¥``, and three ways of
    writing a negative (``-1``, ``(1)``, ``负1``) are understood. Raises ``AmountError`` for
    anything that is not exactly a whole number of cents.

    >>> parse_amount("15,433,353.26")
    1543335326
    >>> parse_amount("（４．５）", WAN)
    -4500000
    """
    body = _half_width(text).removeprefix("¥").lstrip()
    sign = 1
    if body.startswith("(") and body.endswith(")"):
        sign, body = -1, body[1:-1]
    elif body[:1] in {"-", "负"}:
        sign, body = -1, body[1:]
    elif body[:1] == "+":
        body = body[1:]
    body = body.strip().removeprefix("¥").lstrip()
    match = _NUMBER.fullmatch(body)
    if match is None or not (match[1] or match[2]):
        separated = re.fullmatch(r"[0-9., ]*[0-9][0-9., ]*", body) and re.search("[, ]", body)
        raise AmountError("bad_separators" if separated else "not_a_number", text, unit)
    whole = (match[1] or "0").replace(",", "").replace(" ", "")
    fraction = (match[2] or "").rstrip("0")
    if len(fraction) > unit.decimals:
        raise AmountError("too_many_decimals", text, unit)
    digits = (whole + fraction.ljust(unit.decimals, "0")).lstrip("0")
    if len(digits) >= len(str(_LARGEST)):
        raise AmountError("too_large", text, unit)
    return sign * int(digits or 0)


def round_half_away(value: int, step: int) -> int:
    """``value`` in whole ``step``s, halves away from zero (四舍五入).

    >>> round_half_away(15_000, 10_000), round_half_away(-15_000, 10_000)
    (2, -2)
    """
    steps, rest = divmod(abs(value), step)
    steps += 2 * rest >= step
    return steps if value >= 0 else -steps


def _decimal(value: int, unit: MoneyUnit) -> tuple[str, int, int]:
    """Sign, whole part and hundredths of ``value`` cents as printed in ``unit``."""
    hundredths = round_half_away(value, unit.print_step)
    whole, rest = divmod(abs(hundredths), 100)
    return ("-" if hundredths < 0 else ""), whole, rest


def plain_amount(cents: int, unit: MoneyUnit) -> str:
    """A plain decimal with two places, as open data carry it.

    >>> plain_amount(1543335326, WAN)
    '1543.34'
    """
    sign, whole, rest = _decimal(cents, unit)
    return f"{sign}{whole}.{rest:02d}"


def format_amount(cents: int, unit: MoneyUnit) -> str:
    """An amount as a form prints it: thousands separators, two decimals.

    >>> format_amount(1543335326, YUAN)
    '15,433,353.26'
    """
    sign, whole, rest = _decimal(cents, unit)
    return f"{sign}{whole:,}.{rest:02d}"
