"""Whether an actual value meets its target, how far it falls short, or why nobody can say."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from juesuan.performance.targets import Understood
from juesuan.performance.vocabulary import vocabulary

__all__ = ["Comparison", "compare", "on_one_scale"]

_ALL = 100
"""Percent: all there is."""

Outcome = Literal["met", "missed", "unclear"]


class Comparison(Struct, frozen=True):
    """The outcome of comparing an actual value with its target.

    ``ratio`` is the share of the target reached: actual ÷ target, or target ÷ actual where
    fewer is better; ``None`` where no ratio makes sense. ``reason`` says how the outcome is
    known or why it is not:

    - ``measured``; ``same_words`` (效果显著 for 效果显著); ``stated`` (完成, 部分达成…);
      ``same_unsure`` (equal to the target, whichever operator is meant);
    - ``no_target``, ``no_actual``, ``unresolved_operator``, ``no_operator``, ``words``,
      ``different_kinds``, ``different_units``, ``overlap`` (大于50 against ≥60),
      ``percent_or_ratio`` (0.5 for a percentage), ``beyond_equal`` (above a target with =).

    ``as_ratio``: the percentage was printed as a ratio (0.9 for 90 %), and taken so.
    """

    outcome: Outcome
    ratio: Fraction | None = None
    reason: str = ""
    as_ratio: bool = False

    @property
    def beyond(self) -> bool:
        """Whether more than the target was reached."""
        return self.outcome == "met" and self.ratio is not None and self.ratio > 1


def compare(target: Understood, actual: Understood, name: str = "") -> Comparison:
    """Compare an actual value with its target; ``name`` is the indicator's, which tells
    whether fewer is better where the operator is =. Never raises."""
    if actual.stated:
        outcome: Outcome = "met" if actual.stated == "met" else "missed"
        return Comparison(outcome, None, "stated")
    if target.kind == "none":
        return Comparison("unclear", None, "no_target")
    if actual.kind == "none":
        return Comparison("unclear", None, "no_actual")
    if "words" in (target.kind, actual.kind) or "rhythm" in (target.kind, actual.kind):
        if target.text == actual.text:
            return Comparison("met", None, "same_words")
        return Comparison("unclear", None, "words")
    if (target.kind == "date") != (actual.kind == "date"):
        return Comparison("unclear", None, "different_kinds")
    if target.kind == "date":
        if ("no_year" in target.notes) != ("no_year" in actual.notes):
            return Comparison("unclear", None, "different_kinds")
        return _dates(target, actual)
    if not _comparable(target, actual):
        return Comparison("unclear", None, "different_units")
    return _numbers(*on_one_scale(target, actual), name)


def on_one_scale(target: Understood, actual: Understood) -> tuple[Understood, Understood]:
    """Target and actual value, a bare number among them in the unit and magnitude that only
    the other's cell names: 1.6 for 1.5万人次."""
    return _same_scale(target, actual), _same_scale(actual, target)


def _comparable(target: Understood, actual: Understood) -> bool:
    """Whether two units measure one thing. Counted units and unknown ones are the indicator's
    own business; two known ones must share their base."""
    one, other = target.unit, actual.unit
    if one.kind == other.kind == "known":
        return one.base == other.base
    return not (one.kind == other.kind == "other" and one.base != other.base)


def _same_scale(said: Understood, other: Understood) -> Understood:
    """A bare number takes the unit that only the other's cell names: 5 for 5年期."""
    own = said.notes & {"unit_in_cell", "magnitude_in_cell"}
    bare = not own and said.unit.kind in {"none", "code"}
    if bare and other.notes & {"unit_in_cell", "magnitude_in_cell"}:
        factor = other.unit.factor
        # Written out in full (16000 for 1.5万) or in the other's magnitude: what lies nearer.
        if said.low**2 * factor**2 * other.magnitude < other.low**2:
            factor *= other.magnitude
        return replace(said, low=said.low * factor, high=said.high * factor, unit=other.unit)
    return said


class _Span(Struct, frozen=True):
    """The values from ``low`` to ``high`` (``None``: no bound), the ends open or not."""

    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False

    @classmethod
    def of(cls, operator: str, low: Fraction, high: Fraction) -> _Span:
        """What an operator before a number (or a range) allows."""
        if operator in {">=", ">"}:
            return cls(low, None, open_low=operator == ">")
        if operator in {"<=", "<"}:
            return cls(None, high, open_high=operator == "<")
        return cls(low, high)

    def inside(self, other: _Span) -> bool:
        """Whether all of these values are among the other's."""
        return _reaches(self.low, self.open_low, other.low, other.open_low) and _reaches(
            _less(self.high), self.open_high, _less(other.high), other.open_high
        )

    def apart(self, other: _Span) -> bool:
        """Whether no value is common to both."""
        return self._below(other) or other._below(self)

    def _below(self, other: _Span) -> bool:
        if self.high is None or other.low is None:
            return False
        touching = self.high == other.low and (self.open_high or other.open_low)
        return self.high < other.low or touching


def _less(bound: Fraction | None) -> Fraction | None:
    return None if bound is None else -bound


def _reaches(mine: Fraction | None, opened: bool, least: Fraction | None, strict: bool) -> bool:
    """Whether a lower bound stays within another lower bound."""
    if least is None:
        return True
    if mine is None:
        return False
    return mine > least or (mine == least and (opened or not strict))


def _dates(target: Understood, actual: Understood) -> Comparison:
    if target.operator == "?":
        return Comparison("unclear", None, "unresolved_operator")
    latest = target.high if target.operator in {"", "=", "<="} else None
    if latest is None and target.operator == "<":
        latest = target.low - 1
    if latest is None:
        return Comparison("unclear", None, "no_operator")
    if actual.operator in {">=", ">"}:
        outcome: Outcome = "missed" if actual.low > latest else "unclear"
    elif actual.high <= latest:
        outcome = "met"
    else:
        outcome = "missed" if actual.low > latest else "unclear"
    return Comparison(outcome, None, "measured" if outcome != "unclear" else "overlap")


def _numbers(target: Understood, actual: Understood, name: str) -> Comparison:
    plainly = _measured(target, actual.low, actual.high, actual.operator, name)
    if not _may_be_ratio(target, actual) or plainly.outcome == "met":
        return plainly
    scaled = _measured(target, actual.low * 100, actual.high * 100, actual.operator, name)
    if scaled.outcome == plainly.outcome == "missed":
        return Comparison("missed", scaled.ratio, scaled.reason, True)
    if scaled.outcome == "met" and target.operator in {">=", ">", "="}:
        return Comparison("met", scaled.ratio, scaled.reason, True)
    return Comparison("unclear", None, "percent_or_ratio")


def _may_be_ratio(target: Understood, actual: Understood) -> bool:
    """Whether 0.9 could be meant for 90 %: a bare decimal not above 1 against a percentage
    above 2."""
    if not (target.unit.percent or target.unit.kind == "code") or actual.kind != "number":
        return False
    bare = "unit_in_cell" not in actual.notes and "." in actual.text
    return bare and 0 < actual.low <= 1 and target.high > 2


def _measured(target: Understood, low: Fraction, high: Fraction, own: str, name: str) -> Comparison:
    """Compare an actual from low to high, printed with the operator ``own``, with a target.

    An actual that repeats the target's operator (≥8人 for ≥8人) is taken as its number.
    """
    operator = target.operator
    if operator == "?":
        return Comparison("unclear", None, "unresolved_operator")
    ratio = _ratio(target, low) if low == high else None
    if target.kind == "range" or operator not in {"", "="}:
        allowed = _Span.of(operator, target.low, target.high)
        if own == operator:
            own, allowed = "", replace(allowed, open_low=False, open_high=False)
        reached = _Span.of(own, low, high)
        if reached.inside(allowed):
            return Comparison("met", ratio, "measured")
        if reached.apart(allowed):
            return Comparison("missed", ratio, "measured")
        return Comparison("unclear", None, "overlap")
    goal = target.low
    if low == high == goal:
        return Comparison("met", Fraction(1), "measured" if operator else "same_unsure")
    all_of_it = target.unit.percent and goal == _ALL  # 100 % can only be missed from below
    if not operator and not (all_of_it and high < goal):
        return Comparison("unclear", None, "no_operator")
    fewer = goal == 0 or _fewer_is_better(target, name)
    if high < goal:
        return _beyond() if fewer else Comparison("missed", ratio, "measured")
    if low > goal and fewer:
        return Comparison("missed", None, "measured") if goal == 0 else _beyond()
    return Comparison("met", ratio, "measured") if low > goal else _overlap()


def _fewer_is_better(target: Understood, name: str) -> bool:
    """Whether a name says so (投诉件数, 完成时间); a rate of what is done about it is none
    (投诉按时处置率)."""
    words = vocabulary()
    if target.unit.percent and words.high_rates.search(name):
        return False
    return bool(words.fewer_is_better.search(name) or words.date_names.search(name))


def _beyond() -> Comparison:
    return Comparison("unclear", None, "beyond_equal")


def _overlap() -> Comparison:
    return Comparison("unclear", None, "overlap")


def _ratio(target: Understood, value: Fraction) -> Fraction | None:
    """The share of the target reached."""
    goal = target.low
    if target.operator in {"<=", "<"}:
        goal = target.high
        return Fraction(goal, value) if value > 0 and goal >= 0 else None
    if goal <= 0:
        return None
    return max(Fraction(value, goal), Fraction(0))
