"""Which quantity of a text is an indicator's (文字中的数说的是哪个指标).

A quantity is an indicator's where its clause has the unit and enough of the characters of the
indicator's name, and of no other indicator more. A clause about a part, a change, an average or
a longer time tells nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.sentences.amounts import decimal_text, slipped
from juesuan.checks.tables.naming import bare_name, own_pairs, pairs
from juesuan.keeping import compiled
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.quantities import Quantity, quantities
from juesuan.performance.statements import sentences
from juesuan.performance.targets import Understood
from juesuan.performance.vocabulary import MeasureUnit, plain, vocabulary
from juesuan.resources import Pattern

__all__ = ["Telling", "ToldQuantity", "told_of"]

_WORDS = re.compile(r"\w+")
_LAST = re.compile(r"\w+$")
_BOUNDS = {">=", "<=", ">", "<"}
_IN_BRACKETS = compiled(r"[(（]([^()（）]+)[)）]")
_SUBJECT = 4
"""So many characters before a number, at the end of a name, name the indicator (防治面积)."""
_PLACES = 2
"""Digits behind the point in which a quantity and a value are compared digit by digit."""
_TURNED = 3
"""Digits of a number of which two that stand in each other's place are no chance."""
_NEXT = 6
"""So many characters after a unit say what is counted (116个栏目)."""


class Telling(RuleSettings, frozen=True):
    """``generic`` finds pairs of characters that say nothing of what is counted; ``other``
    finds that a clause speaks of a part, a change, an average, another time, ``longer`` that a
    sentence speaks of several years; ``satisfaction`` is how names of satisfaction end.
    ``least``: so many pairs of a name must stand in the clause (of a name that has no more,
    one), and ``share`` percent of them. ``alike``: units that count the same (人、名)."""

    generic: Pattern
    other: Pattern
    longer: Pattern
    satisfaction: str
    least: int
    share: int
    alike: tuple[tuple[str, ...], ...]


class ToldQuantity(Struct, frozen=True):
    """A quantity that a text tells of an indicator, and whether the text tells its value, too."""

    indicator: AssessedIndicator
    quantity: Quantity
    agrees: bool

    @property
    def figure(self) -> str:
        """The quantity as printed, with its unit."""
        return self.quantity.clause[self.quantity.start : self.quantity.end]


def told_of(
    text: str, indicators: Sequence[AssessedIndicator], asked: Telling, *, target: bool
) -> Iterator[ToldQuantity]:
    """What a text tells of indicators: of their targets, or of their actual values. Only the
    quantities of which it cannot be doubted whose they are."""
    found = [
        quantity
        for sentence in sentences(text)
        if not asked.longer.finds_in(sentence)
        for quantity in _quantities(sentence)
    ]
    values = [(one, one.target if target else one.actual) for one in indicators]
    known = [_Told(quantity, values, asked) for quantity in found]
    for number, (indicator, value) in enumerate(values):
        if value.kind != "number" or value.low != value.high:
            continue
        mine = next((one.quantity for one in known if one.is_of(number)), None)
        if mine is not None:
            alike = [one.quantity for one in known if number in one.possible]
            many = _magnitude(indicator)
            agrees = any(_agrees(q, value) or q.number == value.low * many for q in alike)
            turned = any(one.quantity is mine and one.turned for one in known)
            if target and _is_a_bound(indicator) and not turned:
                agrees = agrees or any(_agrees(q, indicator.actual) for q in alike)
            yield ToldQuantity(indicator, mine, agrees)


def _magnitude(indicator: AssessedIndicator) -> Fraction:
    """How many its name says that its values are told in: 受益人口（万人）."""
    found = _IN_BRACKETS.findall(plain(indicator.printed.level3.text))
    return vocabulary().unit(found[-1]).factor if found else Fraction(1)


def _is_a_bound(indicator: AssessedIndicator) -> bool:
    """Whether a target is the least or the most that was asked for, and was met: a goal may tell
    what was meant to be reached beyond it."""
    met = indicator.comparison.outcome == "met" and indicator.actual.kind == "number"
    return met and indicator.target.operator in _BOUNDS


def _unit_of(
    quantity: Quantity, indicator: AssessedIndicator, value: Understood, asked: Telling
) -> bool:
    """Whether a quantity is in an indicator's unit, or in that which its name says (次数)."""
    named = quantity.unit.kind == "counted" and quantity.unit.text in bare_name(indicator)[-2:]
    counted = value.unit.kind in {"counted", "none"}
    return _same_unit(quantity.unit, value.unit, asked) or (named and counted)


def _same_unit(one: MeasureUnit, other: MeasureUnit, asked: Telling) -> bool:
    if one.percent or other.percent:
        return one.percent and other.percent
    if one.kind == other.kind == "known":
        return one.base == other.base
    alike = any(one.text in group and other.text in group for group in asked.alike)
    return alike or (one.text == other.text and bool(one.text))


def _agrees(quantity: Quantity, value: Understood) -> bool:
    """Whether a quantity is a value, whichever of the two is in the smaller unit."""
    printed = value.low / value.unit.factor if value.unit.factor else value.low
    return value.low in {quantity.number, quantity.number * quantity.unit.factor} or (
        quantity.number == printed
    )


def _is_turned(quantity: Quantity, value: Understood) -> bool:
    """Whether a quantity is a value, of at least three digits, but for two that stand in each
    other's place."""
    printed = value.low / value.unit.factor if value.unit.factor else value.low
    said, right = (decimal_text(one, _PLACES) for one in (quantity.number, printed))
    alike = sorted(said) == sorted(right) and slipped(said, right)
    return alike and len(said.rstrip("0").replace(".", "")) >= _TURNED


class _Told:
    """A quantity of a text among the indicators that it may be of, by their numbers."""

    def __init__(
        self,
        quantity: Quantity,
        values: Sequence[tuple[AssessedIndicator, Understood]],
        asked: Telling,
    ) -> None:
        self.quantity, self.values, self.asked = quantity, values, asked
        self.possible = [
            number
            for number, (one, value) in enumerate(values)
            if _unit_of(quantity, one, value, asked)
        ]

    @cached_property
    def speaks(self) -> bool:
        """Whether its clause may tell of an indicator."""
        return not self.asked.other.finds_in(self.quantity.clause)

    @cached_property
    def piece(self) -> str:
        """What its clause says of it."""
        return _piece(self.quantity, self.asked)

    @cached_property
    def said(self) -> set[str]:
        """The pairs of characters that its clause has for it."""
        return pairs(self.piece)

    @cached_property
    def equal(self) -> list[int]:
        """The indicators whose value it is."""
        each = enumerate(self.values)
        return [number for number, (_, value) in each if _agrees(self.quantity, value)]

    @cached_property
    def turned(self) -> list[int]:
        """The indicators whose value it is but for two digits in each other's place; none if it
        is a value of one."""
        if self.equal or any(_agrees(self.quantity, one.target) for one, _ in self.values):
            return []
        return [n for n in self.possible if _is_turned(self.quantity, self.values[n][1])]

    @cached_property
    def alone(self) -> bool:
        """Whether no other quantity of its piece is in its unit."""
        units = (one.unit for one in _quantities(self.piece))
        return sum(_same_unit(unit, self.quantity.unit, self.asked) for unit in units) == 1

    def own(self, number: int) -> frozenset[str]:
        """The pairs of characters of an indicator's name."""
        return own_pairs(bare_name(self.values[number][0]), self.asked.generic)

    def is_of(self, number: int) -> bool:
        """Whether it is an indicator's and no other's."""
        if number in self.possible and [number] == self.turned:
            return True
        if number not in self.possible or not self.speaks:
            return False
        indicator, quantity, asked = self.values[number][0], self.quantity, self.asked
        own, said, possible = self.own(number), self.said, self.possible
        equal = (one for one in self.equal if one != number and one in possible)
        if any(self.own(one) & said for one in equal):
            return False
        shared = len(own & said)
        least = asked.least if len(own) > asked.least else 1
        enough = shared * 100 >= asked.share * len(own) and shared >= least
        rivals = [one for one in possible if one != number]
        subject = _last_words(quantity.before)
        if len(subject) >= _SUBJECT and bare_name(indicator).endswith(subject):
            return not any(bare_name(self.values[one][0]).endswith(subject) for one in rivals)
        if _ends(indicator, asked) and asked.satisfaction in quantity.before[-_NEXT:]:
            return not any(_ends(self.values[one][0], asked) for one in rivals)
        if not shared or not enough:
            return False
        after = _words(quantity.after)
        counted = not after or bool(own & pairs(after[:_NEXT]))
        if not self.alone or not counted:
            return False
        others = (_part(self.own(one), said) for one in rivals)
        return _part(own, said) > max(others, default=Fraction(0))


@lru_cache(maxsize=1 << 12)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text))


def _piece(quantity: Quantity, asked: Telling) -> str:
    """What a clause says of a quantity: of several listed (一、二、三) its own part."""
    clause = quantity.clause
    alike = (one for one in _quantities(clause) if _same_unit(one.unit, quantity.unit, asked))
    if sum(1 for _ in alike) == 1:
        return clause
    before, _, _ = clause[quantity.end :].partition("、")
    return clause[clause.rfind("、", 0, quantity.start) + 1 : quantity.end] + before


def _part(own: frozenset[str], said: set[str]) -> Fraction:
    """Which part of a name stands in a clause."""
    return Fraction(len(own & said), max(len(own), 1))


def _words(text: str) -> str:
    """The words at the beginning of a text, up to a mark."""
    match = _WORDS.match(text)
    return match[0] if match else ""


def _last_words(text: str) -> str:
    """The words at the end of a text, from the last mark on."""
    match = _LAST.search(text)
    return match[0] if match else ""


def _ends(indicator: AssessedIndicator, asked: Telling) -> bool:
    return bare_name(indicator).endswith(asked.satisfaction)
