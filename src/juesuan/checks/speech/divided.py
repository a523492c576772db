"""Amounts that a text divides (其中：A、B、C; 以上合计; 类、款、项) whatever their names, and which
of the figures is wrong where they do not add up.

That all parts are given is seldom said. A sum that is too small tells something only where the
text closes the list, or where one slip of a digit in one figure makes everything agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from juesuan.checks.speech.amounts import Rounded, one_slip, sum_of
from juesuan.checks.speech.assertions import Assertion, held_together
from juesuan.checks.speech.divisions import Division, divisions
from juesuan.checks.speech.sections import assertions
from juesuan.checks.subject import Subject

__all__ = ["DividedWrongly", "divided_wrongly"]

_Printed = Mapping[Fraction, Sequence[str]]
"""The amounts that a text prints as this year's accounts, each with what it is of."""


@dataclass(frozen=True, kw_only=True)
class DividedWrongly:
    """A total and parts that give another sum. ``slips`` are the figures of which one slip away
    stands a value that makes them agree, with that value: those that another place bears out
    (``borne``) where there are any; none where nothing tells."""

    total: Assertion
    parts: tuple[Assertion, ...]
    sum: Rounded
    slips: tuple[tuple[Assertion, Fraction], ...]
    borne: bool


def divided_wrongly(subject: Subject) -> Sequence[DividedWrongly]:
    """What a text divides into parts that do not add up, each total once; once a document."""
    return subject.once(_divided_wrongly)


def _divided_wrongly(subject: Subject) -> Sequence[DividedWrongly]:
    found: dict[Assertion, DividedWrongly] = {}
    printed = _printed(subject)
    for choices in divisions(subject):
        if any(_adds_up(division) for division in choices):
            continue
        for division in choices:
            wrong = None if division.far else _judged(division, printed)
            if wrong is not None and not _is_told(wrong, found.values()):
                found[wrong.total] = wrong
                break
    return list(found.values())


def _adds_up(division: Division) -> bool:
    added = sum_of(part.number for part in division.parts)
    if not division.total.number.equals(added):
        return False
    held_together(division.total, *division.parts)
    return True


def _is_told(wrong: DividedWrongly, told: Iterable[DividedWrongly]) -> bool:
    """Whether one of the figures was found wrong already."""
    mine = {one for one, _ in wrong.slips} or {wrong.total, *wrong.parts}
    return any(
        mine & ({one for one, _ in other.slips} or {other.total, *other.parts}) for other in told
    )


def _judged(division: Division, printed: _Printed) -> DividedWrongly | None:
    total, parts = division.total, division.parts
    added = sum_of(part.number for part in parts)
    missing = total.number.value - added.value
    slips = [(part, part.number.value + missing) for part in parts]
    slips = [(total, added.value), *slips]
    slips = [(one, right) for one, right in slips if right > 0 and one_slip(one.mention, right)]
    slips = [(one, right) for one, right in slips if not _is_repeated(one, printed)] or slips
    borne = [(one, right) for one, right in slips if _name(one) in printed.get(right, ())]
    if not (division.closed or division.complete) and not (slips and (missing < 0 or borne)):
        return None
    if not slips and not division.complete:
        return None
    return DividedWrongly(
        total=total, parts=parts, sum=added, slips=tuple(borne or slips), borne=bool(borne)
    )


def _is_repeated(one: Assertion, printed: _Printed) -> bool:
    """Whether another place prints the same amount of the same thing."""
    return printed.get(one.number.value, []).count(_name(one)) > 1


def _name(one: Assertion) -> str:
    """What an amount is of: its topic, else its name."""
    return one.key[0] or one.mention.subject


def _printed(subject: Subject) -> _Printed:
    found: dict[Fraction, list[str]] = defaultdict(list)
    for one in assertions(subject):
        if (one.role, one.year, one.mention.kind) == ("final", "this", "money"):
            found[one.number.value].append(_name(one))
    return found
