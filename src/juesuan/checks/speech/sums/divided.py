"""Amounts that a text divides (其中：A、B、C; 以上合计; 类、款、项) whatever their names, and which
of the figures is wrong where they do not add up.

That all parts are given is seldom said. A sum that is too small tells something only where the
text closes the list, or where one slip of a digit in one figure makes everything agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.speech.sentences.amounts import (
    Rounded,
    one_slip,
    ratio_fits,
    rounded_of,
    sum_of,
)
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.speech.sums.divisions import divisions
from juesuan.checks.speech.sums.parts import Division
from juesuan.checks.subject import Subject

__all__ = ["DividedWrongly", "adds_up", "divided_wrongly", "judged", "settled_totals"]

_Printed = Mapping[Fraction, Sequence[str]]
"""The amounts that a text prints as this year's accounts, each with what it is of."""


class DividedWrongly(Struct, frozen=True, kw_only=True):
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
    printed = subject.once(_printed)
    for choices in divisions(subject):
        if any(adds_up(division) for division in choices):
            continue
        for division in choices:
            wrong = None if division.far else _judged(division, printed)
            if wrong is not None and not _is_told(wrong, found.values()):
                found[wrong.total] = wrong
                break
    return list(found.values())


def settled_totals(subject: Subject) -> frozenset[Assertion]:
    """The totals that a text divides into parts that make them, or that are told not to."""
    made = {one.total for choices in divisions(subject) for one in choices if _sum_is_total(one)}
    return frozenset(made | {one.total for one in divided_wrongly(subject)})


def _sum_is_total(division: Division) -> bool:
    return division.total.number.equals(sum_of(part.number for part in division.parts))


def judged(subject: Subject, total: Assertion, parts: Sequence[Assertion]) -> DividedWrongly | None:
    """Which of a total and all its parts is wrong, where something tells."""
    printed = subject.once(_printed)
    if _is_repeated(total, printed):
        told = DividedWrongly(
            total=total,
            parts=tuple(parts),
            sum=sum_of(part.number for part in parts),
            slips=(),
            borne=False,
        )
    else:
        told = None
    return _judged(Division(total, tuple(parts), closed=True), printed) or told


def adds_up(division: Division) -> bool:
    """Whether the parts make the total, which holds them together, then."""
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
    if any(part.mention.unit != total.mention.unit for part in parts):
        return _in_other_unit(total, parts)
    added = sum_of(part.number for part in parts)
    missing = total.number.value - added.value
    ways = [(part, part.number.value + missing) for part in parts]
    ways = [(one, right) for one, right in [(total, added.value), *ways] if right > 0]
    slips = [(one, right) for one, right in ways if one_slip(one.mention, right)]
    slips = [(one, right) for one, right in slips if not _is_repeated(one, printed)] or slips
    shared = [way for way in ways[1:] if _shares_bear(*way, total)] if len(parts) > 1 else []
    borne = [(one, right) for one, right in slips if _name(one) in printed.get(right, ())]
    borne = borne or (shared if len(shared) == 1 else [])
    if division.complete and not borne:
        sure = total.mention.sure and _shares_bear_sum(parts, added)
        borne = [(total, added.value)] if sure else []
    if not (division.closed or division.complete) and not (slips and (missing < 0 or borne)):
        return None
    if not slips and not borne and not division.complete:
        return None
    return DividedWrongly(
        total=total, parts=parts, sum=added, slips=tuple(borne or slips), borne=bool(borne)
    )


def _in_other_unit(total: Assertion, parts: Sequence[Assertion]) -> DividedWrongly | None:
    """A total or a part that stands in another unit than the others: in theirs they add up."""
    other = [part for part in parts if part.mention.unit != total.mention.unit]
    added = sum_of(part.number for part in parts)
    if len(other) == len(parts) and len({part.mention.unit for part in parts}) == 1:
        one, right = total, rounded_of(replace(total.mention, unit=other[0].mention.unit))
        adds_up = right.equals(added)
    else:
        one, right = other[0], rounded_of(replace(other[0].mention, unit=total.mention.unit))
        rest = [part.number for part in parts if part is not one]
        adds_up = len(other) == 1 and total.number.equals(sum_of([*rest, right]))
    if not adds_up:
        return None
    slips = ((one, right.value),)
    return DividedWrongly(total=total, parts=tuple(parts), sum=added, slips=slips, borne=True)


def _shares_bear_sum(parts: Sequence[Assertion], added: Rounded) -> bool:
    """Whether the shares right behind the parts are those of their sum, each of them."""
    behind = [part.within.assertions[part.place + 1 : part.place + 2] for part in parts]
    return all(
        share and share[0].role == "share" and ratio_fits(part.number, added, share[0].number)
        for part, share in zip(parts, behind, strict=True)
    )


def _shares_bear(part: Assertion, right: Fraction, total: Assertion) -> bool:
    """Whether the share right behind a part is that of another amount, not of the printed one."""
    behind = part.within.assertions[part.place + 1 : part.place + 2]
    if not behind or behind[0].role != "share" or behind[0].sentence is not part.sentence:
        return False
    share, room = behind[0].number, part.number.half
    fits = ratio_fits(Rounded(right, room), total.number, share)
    return fits and not ratio_fits(part.number, total.number, share)


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
