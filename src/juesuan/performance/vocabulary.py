"""The words in which targets and actual values are written, from ``data/performance``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

import msgspec
from msgspec import Struct

from juesuan import text as texts
from juesuan.keeping import compiled
from juesuan.resources import Pattern, Record, load_typed

__all__ = ["NO_UNIT", "MeasureUnit", "Vocabulary", "plain", "vocabulary", "without_markup"]

_MARKUP = compiled(r"<[^<>]{1,20}>")
_TIMES = compiled(r"(?<=\d)[*×xX✕](?=\d)")


def without_markup(text: str, by: str = "") -> str:
    """A text with its markup (<p>) taken out, or something else in its place."""
    return _MARKUP.sub(by, text)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A cell's text for understanding: as ``juesuan.text.plain`` gives it, markup taken out,
    ``*`` and ``×`` between digits made ``x``."""
    return _TIMES.sub("x", texts.plain(without_markup(text)))


class MeasureUnit(Struct, frozen=True):
    """A unit of measure (度量单位) as ``factor`` base units.

    ``kind``: ``known`` (its base is in the table), ``counted`` (个、家、户: comparable with
    one another), ``other`` (taken as printed), ``code`` (a system's number, not resolved),
    ``date``, ``words`` (no unit at all: 作用明显), ``none`` (not printed).
    """

    text: str
    base: str
    factor: Fraction
    kind: str

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return self.base == "%"


NO_UNIT = MeasureUnit("", "", Fraction(1), "none")


class _Codes(Record):
    known: Mapping[str, str]
    unsure: tuple[str, ...] = ()


class _Unit(Record):
    base: str
    times: int = 1
    per: int = 1


class _Listed(Record):
    words: tuple[str, ...]


class _Words(Record):
    none: tuple[str, ...]
    date_units: tuple[str, ...]
    date_names: Pattern
    day_of_year: Pattern
    fewer_is_better: Pattern
    named_figures: Pattern
    rates: tuple[str, ...]
    high_rates: Pattern
    money_names: Pattern


class _Doubtful(Record):
    high_percentage: int
    other_unit: int


class _Stated(Record):
    met: tuple[str, ...]
    partly: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not")


Operator = Literal[">=", "<=", ">", "<", "="]


class _Targets(Record):
    """What ``targets.toml`` says."""

    operators: Mapping[Operator, tuple[str, ...]]
    operators_after: Mapping[Operator, tuple[str, ...]]
    operator_codes: _Codes
    unit_codes: _Codes
    magnitudes: Mapping[str, int]
    units: Mapping[str, _Unit]
    counted: _Listed
    words: _Words
    doubtful: _Doubtful
    stated: _Stated


def _longest_first(words: Mapping[Operator, tuple[str, ...]]) -> list[tuple[str, Operator]]:
    spelt = [(plain(word), operator) for operator, said in words.items() for word in said]
    return sorted(spelt, key=lambda entry: -len(entry[0]))


class Vocabulary:
    """``targets.toml``, ready for looking up."""

    def __init__(self, data: _Targets) -> None:
        self.before = _longest_first(data.operators)
        self.after = _longest_first(data.operators_after)
        self.operator_codes = data.operator_codes.known
        self.unsure_codes = frozenset(data.operator_codes.unsure)
        self.unit_codes = data.unit_codes.known
        self.magnitudes = sorted(
            ((word, Fraction(value)) for word, value in data.magnitudes.items()),
            key=lambda entry: -len(entry[0]),
        )
        self.units: dict[str, tuple[str, Fraction]] = {
            plain(name): (unit.base, Fraction(unit.times, unit.per))
            for name, unit in data.units.items()
        }
        self.counted = frozenset(plain(word) for word in data.counted.words)
        self._longest_unit = max(map(len, [*self.units, *self.counted]))
        self.none = frozenset(plain(word) for word in data.words.none)
        self.date_units = frozenset(data.words.date_units)
        self.date_names = data.words.date_names
        self.day_of_year = data.words.day_of_year.regex
        self.fewer_is_better = data.words.fewer_is_better
        self.named_figures = data.words.named_figures
        self.rates = data.words.rates
        self.high_rates = data.words.high_rates
        self.money_names = data.words.money_names
        self.high_percentage = Fraction(data.doubtful.high_percentage)
        self.other_unit = Fraction(data.doubtful.other_unit)
        said = {"met": data.stated.met, "partly": data.stated.partly, "not": data.stated.not_}
        self.stated: dict[str, list[str]] = {
            band: sorted((plain(word) for word in words), key=len, reverse=True)
            for band, words in said.items()
        }

    def operator(self, text: str) -> str:
        """The operator that a cell holds, ``?`` for a code that is not certain, empty for
        none."""
        key = plain(text).strip(",、")
        if key in self.operator_codes:
            return self.operator_codes[key]
        if key in self.unsure_codes:
            return "?"
        return next((op for word, op in self.before if word == key), "")

    def is_operator_code(self, text: str) -> bool:
        """Whether a cell holds a system's number instead of an operator."""
        key = plain(text)
        return key in self.operator_codes or key in self.unsure_codes

    @staticmethod
    def is_unit_code(text: str) -> bool:
        """Whether a cell holds a system's number instead of a unit."""
        return plain(text).isdigit()

    def unit(self, text: str) -> MeasureUnit:
        """The unit that a text names."""
        key = plain(text)
        if not key or key in self.none:
            return NO_UNIT
        if key.isdigit():
            if key not in self.unit_codes:
                return MeasureUnit(key, "", Fraction(1), "code")
            key = plain(self.unit_codes[key])
        if key in self.date_units:
            return MeasureUnit(key, "date", Fraction(1), "date")
        if found := self._named(key):
            return found
        for word, value in self.magnitudes:
            if key.startswith(word) and (inner := self._named(key[len(word) :])):
                return MeasureUnit(key, inner.base, value * inner.factor, inner.kind)
            if key == word:
                return MeasureUnit(key, "", value, "counted")
        return MeasureUnit(key, key, Fraction(1), "other")

    def _named(self, key: str) -> MeasureUnit | None:
        if key in self.units:
            base, factor = self.units[key]
            return MeasureUnit(key, base, factor, "known")
        if key in self.counted:
            return MeasureUnit(key, "", Fraction(1), "counted")
        return None

    def beginning(self, text: str) -> tuple[MeasureUnit, str]:
        """The longest known unit that a text begins with, and the rest; with no known one the
        whole text is the unit."""
        for length in range(len(text), 0, -1):
            if unit := self._named(text[:length]):
                return unit, text[length:]
        return self.unit(text), ""

    def unit_at(self, text: str) -> MeasureUnit | None:
        """The longest known or counted unit that a text begins with; ``None`` for none."""
        longest = min(self._longest_unit, len(text))
        found = (self._named(text[:length]) for length in range(longest, 0, -1))
        return next(filter(None, found), None)

    def stated_in(self, text: str) -> str:
        """``met``, ``partly`` or ``not`` if a cell states in words how far a target was
        reached (a text cut short counts), else empty."""
        key = plain(text).rstrip("。.;")
        for band in ("not", "partly", "met"):
            for word in self.stated[band]:
                cut = len(key) >= 6 and word.startswith(key)
                if key == word or cut or (band != "met" and key.startswith(word)):
                    return band
        return ""


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary."""
    return Vocabulary(load_typed(_Targets, "performance/targets.toml"))
