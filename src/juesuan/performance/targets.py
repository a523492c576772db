"""What targets and actual values say (指标值、实际完成值): numbers, ranges, dates, words.

Everything is exact: numbers are fractions, dates are day numbers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from juesuan.keeping import compiled
from juesuan.performance.vocabulary import NO_UNIT, MeasureUnit, Vocabulary, plain, vocabulary

__all__ = ["Understood", "serial_date", "understand_actual", "understand_target"]

Kind = Literal["number", "range", "date", "rhythm", "words", "none"]

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_QUANTITY = compiled(rf"({_NUMBER})(.*)", re.DOTALL)
_RANGE = compiled(rf"({_NUMBER})([^\d~-]*)[-~—–至到]({_NUMBER})(\D*)")
_RHYTHM = compiled(r"(\d+x\d+)(\D*)")
_DATE = compiled(
    r"((?:19|20)\d\d)(?:年|[-/.](?=\d))(?:(\d{1,2})(?:月|[-/.](?=\d)|$)(?:(\d{1,2})日?|份|底|末|初)?)?"
    r"(?:度|底|末|内)?(?P<before>之?前|以前)?"
)
_NO_YEAR = 4
"""A leap year in which days of any year stand: 5月31日."""
_REMARK = compiled(r"\([^()]*\)$")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 54789
"""The spreadsheet's day numbers of the years 2000 to 2049."""


class Understood(Struct, frozen=True, kw_only=True):
    """A target or an actual value as understood.

    ``kind``: ``number`` and ``range`` (``low`` to ``high`` in base units of ``unit``, its
    magnitude worked in; ``magnitude`` is the one that stands in the cell), ``date`` (day
    numbers from ``low`` to ``high``), ``rhythm`` (7×24),
    ``words``, ``none`` (nothing said). ``operator`` is ``>=``, ``>``, ``=``, ``<=`` or ``<``,
    ``?`` for a code that is not certain, empty where none is printed. ``stated`` is ``met``,
    ``partly`` or ``not`` where an actual value says so in words. ``notes``:

    - ``operator_code``, ``unit_code``: a system's number stands there;
    - ``operator_in_cell``, ``unit_in_cell``, ``magnitude_in_cell``: written with the number;
    - ``two_magnitudes``: number and unit column both carry one (8000万 with 万元);
    - ``serial``: a date printed as a spreadsheet's day number;
    - ``no_year``: a day of a year that is not said;
    - ``percent_on_words``: words with a percentage as their unit.
    """

    text: str
    kind: Kind
    operator: str = ""
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    unit: MeasureUnit = NO_UNIT
    stated: str = ""
    magnitude: Fraction = Fraction(1)
    notes: frozenset[str] = frozenset()

    @property
    def point(self) -> Fraction | None:
        """The number, where there is exactly one."""
        return self.low if self.kind == "number" else None


def serial_date(number: int) -> date:
    """The date of a spreadsheet's day number (the 1900 date system).

    >>> serial_date(44469)
    datetime.date(2021, 9, 30)
    """
    return date.fromordinal(date(1899, 12, 30).toordinal() + number)


@lru_cache(maxsize=1 << 14)
def understand_target(
    target: str, operator: str = "", unit: str = "", name: str = ""
) -> Understood:
    """What a target says: its own cell, the operator's and the unit's (each may be empty, or
    all three stand in the target's cell), and the indicator's name, which tells dates."""
    words = vocabulary()
    notes = {"operator_code"} if words.is_operator_code(operator) else set()
    column = words.unit(unit)
    if column.kind == "code":
        notes.add("unit_code")
    said = _read(target, column, name, words)
    chosen = said.operator if said.operator else words.operator(operator)
    if said.operator and said.kind != "words":
        notes.add("operator_in_cell")
    if said.kind == "words" and column.percent:
        notes.add("percent_on_words")
    return replace(said, operator=chosen, notes=said.notes | notes)


@lru_cache(maxsize=1 << 14)
def understand_actual(actual: str, unit: str = "", name: str = "") -> Understood:
    """What an actual value says; ``unit`` is the unit column's text."""
    words = vocabulary()
    stated = words.stated_in(actual)
    if stated:
        return Understood(text=plain(actual), kind="words", stated=stated)
    said = _read(actual, words.unit(unit), name, words)
    if said.kind == "words":
        for begin in words.stated["met"]:
            if said.text.startswith(begin) and said.text != begin:
                inner = _read(said.text[len(begin) :], words.unit(unit), name, words)
                if inner.kind in {"number", "rhythm", "date"}:
                    return replace(inner, text=said.text)
    return said


def _read(text: str, column: MeasureUnit, name: str, words: Vocabulary) -> Understood:
    key = plain(text).strip(",，;；。")
    if not key or key in words.none:
        return Understood(text=key, kind="none", unit=column)
    body, operator = _operator(key, words)
    if rhythm := _RHYTHM.fullmatch(body):
        return Understood(
            text=rhythm[1], kind="rhythm", operator=operator, unit=words.unit(rhythm[2])
        )
    if (found := _date(body, operator, column)) is not None:
        return replace(found, text=key)
    if match := _RANGE.fullmatch(body):
        return _range(key, match, operator, column, words)
    if match := _QUANTITY.fullmatch(_REMARK.sub("", body)):
        return _quantity(key, match, operator, column, name, words)
    return Understood(text=key, kind="words", operator=operator, unit=column)


def _operator(text: str, words: Vocabulary) -> tuple[str, str]:
    """The text without the operator it begins or ends with, and the operator."""
    for word, op in words.before:
        rest = text.removeprefix(word)
        if rest != text and re.match(r"[+\d-]", rest):
            return rest, op
    bare = _REMARK.sub("", text)
    for word, op in words.after:
        if bare.endswith(word) and re.match(rf"{_NUMBER}\D*$", bare):
            return bare.removesuffix(word), op
    return text, ""


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _quantity(
    text: str,
    match: re.Match[str],
    operator: str,
    column: MeasureUnit,
    name: str,
    words: Vocabulary,
) -> Understood:
    number, rest = _number(match[1]), match[2]
    year = 1900 <= number < 2100 and rest.startswith("年") and rest != "年"
    if year or re.search(r"\d", rest):
        return Understood(text=text, kind="words", operator=operator, unit=column)
    if not rest and _is_serial(number, column, name, words):
        day = Fraction(serial_date(int(number)).toordinal())
        return Understood(
            text=text,
            kind="date",
            operator=operator,
            low=day,
            high=day,
            unit=column,
            notes=frozenset({"serial"}),
        )
    notes = set()
    magnitude = Fraction(1)
    for word, value in words.magnitudes:
        after = rest[len(word) :]
        if rest.startswith(word) and (not after or words.unit(after).kind != "other"):
            magnitude, rest = value, after
            notes.add("magnitude_in_cell")
            break
    unit = column
    if rest:
        same = column.text and rest.startswith(column.text)
        own = column if same else words.beginning(rest)[0]
        if own.kind == "other" and column.kind != "none" and column.text != own.text:
            own = MeasureUnit(own.text, column.base, column.factor, "other")
        unit = own
        notes.add("unit_in_cell")
    factor = unit.factor
    if magnitude > 1 and unit is column:
        inner = words.unit(_without_magnitude(column, words))
        if column.factor != inner.factor:
            notes.add("two_magnitudes")
            factor = inner.factor
    value = number * magnitude * factor
    marks = frozenset(notes)
    return Understood(
        text=text,
        kind="number",
        operator=operator,
        low=value,
        high=value,
        unit=unit,
        notes=marks,
        magnitude=magnitude,
    )


def _without_magnitude(unit: MeasureUnit, words: Vocabulary) -> str:
    for word, _ in words.magnitudes:
        if unit.text.startswith(word) and unit.text != word:
            return unit.text[len(word) :]
    return unit.text


def _range(
    text: str, match: re.Match[str], operator: str, column: MeasureUnit, words: Vocabulary
) -> Understood:
    tail = match[4] or match[2]
    unit = words.beginning(tail)[0] if tail else column
    low, high = _number(match[1]) * unit.factor, _number(match[3]) * unit.factor
    if low > high:
        return Understood(text=text, kind="words", operator=operator, unit=column)
    return Understood(text=text, kind="range", operator=operator, low=low, high=high, unit=unit)


def _is_serial(number: Fraction, column: MeasureUnit, name: str, words: Vocabulary) -> bool:
    if number.denominator != 1 or not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return False
    if column.kind == "date":
        return True
    return column.kind in {"none", "code"} and bool(words.date_names.search(name))


def _date(body: str, operator: str, column: MeasureUnit) -> Understood | None:
    if match := vocabulary().day_of_year.fullmatch(body):
        return _day_of_year(body, match, operator, column)
    match = _DATE.fullmatch(body)
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    if "." in body and not day and column.kind != "date":
        return None  # 2023.5 is a number as well
    try:
        if day:
            low = high = date(year, int(month), int(day))
        elif month:
            low = date(year, int(month), 1)
            high = date(year, int(month), monthrange(year, int(month))[1])
        else:
            low, high = date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
    if match["before"]:
        operator = operator or "<="
    return Understood(
        text=body,
        kind="date",
        operator=operator,
        low=Fraction(low.toordinal()),
        high=Fraction(high.toordinal()),
        unit=column,
    )


def _day_of_year(
    body: str, match: re.Match[str], operator: str, column: MeasureUnit
) -> Understood | None:
    """A day, or the last of a month, of a year that is not said; it is held to such alone."""
    try:
        month = int(match["month"])
        last = monthrange(_NO_YEAR, month)[1]
        day = last if match["end"] else int(match["day"])
        low = Fraction(date(_NO_YEAR, month, day).toordinal())
    except ValueError:
        return None
    return Understood(
        text=body,
        kind="date",
        operator=operator or ("<=" if match["before"] else ""),
        low=low,
        high=low,
        unit=column,
        notes=frozenset({"no_year"}),
    )
