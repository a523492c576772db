"""Values (取值) of cells as software exports them: dates of all usual ways, exact amounts."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from juesuan.facts import WAN, YUAN, AmountError, MoneyUnit, parse_amount
from juesuan.importing.kinds import words
from juesuan.text import NUMERALS, plain, whole_number

__all__ = ["Values", "amount_text", "end_of_month", "exact", "read_amount", "read_date"]

Values = Mapping[str, str | int]
"""A row of a book: column key → its text, or cents of an amount."""

_NOISE = Decimal("0.000001")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST = datetime.date(1899, 12, 30)
"""Day 0 of the workbooks of offices."""


def read_date(text: str, year: int) -> datetime.date | None:
    """The date a cell says: 2023-03-01, 2023/3/1, 2023.3.1, 20230301, 2023年3月1日,
    二〇二三年三月一日, with a time or without, a workbook's day number, month and day of ``year``,
    or 23-03-01 where ``year`` is 2023; ``None`` for none."""
    said, dates = plain(text).removesuffix(".0"), words().dates
    if not any(sign.isdigit() for sign in said):
        said = NUMERALS.sub(lambda found: str(whole_number(found[0]) or ""), said)
    parts: tuple[int, ...] = ()
    if found := dates.full.regex.search(said):
        parts = tuple(int(part) for part in found.groups() if part)
    elif found := dates.short.regex.search(said):
        parts = (year, int(found[1]), int(found[2]))
    elif (found := dates.two.regex.search(said)) and int(found[1]) == year % 100:
        parts = (year, int(found[2]), int(found[3]))
    elif found := _SERIAL.fullmatch(said):
        return _FIRST + datetime.timedelta(days=int(found[1]))
    try:
        return datetime.date(*parts) if len(parts) == 3 else None
    except ValueError:
        return None


def end_of_month(text: str, year: int) -> datetime.date | None:
    """The last day of a month that stands without a day: 2023年3月, 2023-03, 202303, 3月, 3."""
    found = words().dates.month.regex.search(plain(text))
    if found is None or not 1 <= (month := int(found[2])) <= 12:
        return None
    year = int(found[1] or year)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def read_amount(text: str, unit: MoneyUnit = YUAN) -> int:
    """Cents of an amount, in the unit behind it (1000元) or else in ``unit``; what a computer's
    binary fractions leave behind the cents is dropped.

    Raises ``AmountError``.
    """
    printed = text
    for word in words().units["before"]:
        text = text.removeprefix(word).lstrip()
    for written, one in ((words().units["wan"], WAN), (words().units["yuan"], YUAN)):
        if behind := next((word for word in written if text.endswith(word)), ""):
            return _in_unit(printed, text.removesuffix(behind), one)
    return _in_unit(printed, text, unit)


def _in_unit(printed: str, text: str, unit: MoneyUnit) -> int:
    """Cents of an amount; a refusal shows it as it is printed."""
    try:
        return parse_amount(text, unit)
    except AmountError as error:
        if error.key != "too_many_decimals":
            raise AmountError(error.key, printed, unit) from None
        try:
            cents = Decimal(plain(text).replace(",", "")) * unit.cents
        except InvalidOperation:
            raise error from None
        whole = cents.to_integral_value()
        if abs(cents - whole) > _NOISE:
            raise
        return int(whole)


def exact(cents: int, unit: MoneyUnit = YUAN) -> str:
    """An amount in its unit to the cent, without separators, as a book's cell takes it.

    >>> exact(-123450)
    '-1234.50'
    """
    whole, rest = divmod(abs(cents), unit.cents)
    decimals = f"{rest:0{unit.decimals}d}".rstrip("0").ljust(2, "0")
    return f"{'-' if cents < 0 else ''}{whole}.{decimals}"


def amount_text(cents: int) -> str:
    """An amount in 元 for people.

    >>> amount_text(123450)
    '1,234.50'
    """
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}.{rest:02d}"
