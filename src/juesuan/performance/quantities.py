"""Quantities in texts (文字中的数量): numbers with their units, and the words around them.

What ties a text to an indicator is a quantity: 30名服务人员 beside an indicator of 70 persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from juesuan.performance.statements import clauses, statements
from juesuan.performance.vocabulary import MeasureUnit, vocabulary
from juesuan.text import whole_number

__all__ = ["Quantity", "quantities"]


_ONE = Fraction(1)


class Quantity(Struct, frozen=True, kw_only=True):
    """A number with its unit in a clause. ``number`` is exact, a magnitude (万) worked in;
    ``unit`` as written; ``start`` and ``end`` are its place in the clause."""

    number: Fraction
    unit: MeasureUnit
    clause: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """The words of the clause before it."""
        return self.clause[: self.start]

    @property
    def after(self) -> str:
        """The words of the clause after it."""
        return self.clause[self.end :]


@lru_cache(maxsize=4096)
def quantities(text: str) -> Sequence[Quantity]:
    """The numbers of a text that have a unit, clause by clause; those in Chinese numerals only
    where they count (三类, 十名). Many rules ask for those of the same texts.

    >>> [(q.number, q.unit.text, q.after) for q in quantities("全年委派6名服务人员，分三类")]
    [(Fraction(6, 1), '名', '服务人员'), (Fraction(3, 1), '类', '')]
    """
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    number = statements().quantities.number
    for clause in clauses(text):
        for match in number.finditer(clause):
            if found := _quantity(clause, match):
                yield found


def _quantity(clause: str, match: re.Match[str]) -> Quantity | None:
    number, end = _value(match), match.end()
    if number is None:
        return None
    magnitude, end = _magnitude(clause, end) if match["digits"] else (_ONE, end)
    if rounded := statements().quantities.rounded.match(clause[end:]):
        end += rounded.end()
    unit = vocabulary().unit_at(clause[end:])
    if unit is None or (match["chinese"] and unit.kind != "counted"):
        return None
    return Quantity(
        number=number if magnitude is _ONE else number * magnitude,
        unit=unit,
        clause=clause,
        start=match.start(),
        end=end + len(unit.text),
    )


def _value(match: re.Match[str]) -> Fraction | None:
    if match["digits"]:
        return _in_digits(match["digits"])
    whole = whole_number(match["chinese"])
    return None if whole is None else Fraction(whole)


@lru_cache(maxsize=4096)
def _in_digits(text: str) -> Fraction:
    return Fraction(text)


def _magnitude(clause: str, end: int) -> tuple[Fraction, int]:
    """The magnitude at a place of a clause (1 for none), and where it ends."""
    found = (
        (word, value) for word, value in vocabulary().magnitudes if clause.startswith(word, end)
    )
    word, value = next(found, ("", _ONE))
    return value, end + len(word)
