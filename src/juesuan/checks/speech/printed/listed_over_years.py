"""Tables of things that print this year's amounts and last year's: what they tell of change, and
what sentences on the same things say otherwise.

A table is held to sentences of its own kind of money only, and only where at least one of them
says what it prints: then both speak of the same amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.funds import fund_in
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.printed.listed import ListedTable, PrintedValue
from juesuan.checks.speech.printed.listed_tables import listed_tables
from juesuan.checks.speech.sentences.amounts import decimal_text
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, held_together
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.text import unquoted, unspaced

__all__ = ["PrintedBeside", "changed", "grown", "printed_beside"]

_PERCENT = "%"
_ALL = 100
_EQUAL = "equal"


def changed(table: ListedTable) -> Sequence[PrintedValue]:
    """By how much the rows of a table have changed, in cents; of no two years nothing."""
    return [
        replace(new, value=new.value - old.value, text=f"{new.text}－{old.text}")
        for new, old in table.of_both_years()
    ]


def grown(table: ListedTable) -> Sequence[PrintedValue]:
    """By how many percent the rows of a table have grown, where it prints no rate itself and all
    have grown from something; else nothing."""
    pairs = table.of_both_years()
    rated = any(column.unit == _PERCENT for column in table.columns)
    if rated or not all(old.value for _, old in pairs):
        return []
    rates = [(new, (new.value - old.value) * _ALL / old.value) for new, old in pairs]
    return [replace(n, value=rate, text=decimal_text(rate) + _PERCENT) for n, rate in rates]


class PrintedBeside(Struct, frozen=True):
    """What a sentence says of a thing and a table prints otherwise: this year's amount or last
    year's, in cents; of 持平 both, with the direction between them (1: more, -1: less)."""

    said: Assertion | Remark
    right: Fraction
    where: tuple[Where, ...]
    direction: int = 0


def printed_beside(subject: Subject) -> Iterator[PrintedBeside]:
    """What sentences say otherwise than the tables of two years in their text; what a form is held
    to already is not told twice."""
    tied = {tie.assertion for tie in tie_outs(subject)}
    for table in listed_tables(subject):
        pairs = {unquoted(new.name): (new, old) for new, old in table.of_both_years()}
        fund = fund_in(table.title) if pairs else ""
        said = [(one, pairs[name]) for name, one in _said(subject, fund) if name in pairs]
        if any(isinstance(one, Assertion) and _holds(one, pair) for one, pair in said):
            found = (_otherwise(one, pair) for one, pair in said if one not in tied)
            yield from (one for one in found if one is not None)


def _said(subject: Subject, fund: str) -> Iterator[tuple[str, Assertion | Remark]]:
    """This year's and last year's amounts of a kind of money, and what is said to be as last year,
    by the names of things."""
    for text in section_texts(subject):
        for one in text.assertions:
            stated = (one.mention.kind, one.role) == ("money", "final")
            if stated and one.mention.sure and not one.mention.reason and one.key[1] == fund:
                yield unquoted(unspaced(one.mention.subject)), one
        for remark in text.remarks:
            level = (remark.claim.direction, remark.base) == (_EQUAL, "last_year")
            if level and remark.key[1] == fund:
                yield unquoted(unspaced(remark.claim.subject)), remark


def _holds(one: Assertion, pair: tuple[PrintedValue, PrintedValue]) -> bool:
    return one.year == "this" and one.number.agrees(pair[0].value)


def _otherwise(
    one: Assertion | Remark, pair: tuple[PrintedValue, PrintedValue]
) -> PrintedBeside | None:
    """What is told otherwise; of an amount that the table prints for either year nothing, for it
    may be of that year."""
    new, old = pair
    if isinstance(one, Remark):
        moved = new.value - old.value
        sign = (moved > 0) - (moved < 0)
        return PrintedBeside(one, abs(moved), (new.where, old.where), sign) if sign else None
    printed = {"this": new, "last": old}.get(one.year)
    held_together(one)
    if printed is None or any(one.number.agrees(each.value) for each in pair):
        return None
    return PrintedBeside(one, printed.value, (printed.where,))
