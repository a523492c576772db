"""Totals and their parts (合计与分项) in one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.sentences.amounts import NOTHING, Rounded, sum_of
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, held_together

__all__ = ["PartsDiffer", "PartsExceed", "parts_differing", "parts_exceeding", "stated_once"]


_SEVERAL = 2


class PartsDiffer(Struct, frozen=True):
    """A total, and parts that should make it up but give another sum (changes with signs)."""

    total: Assertion
    listed: tuple[Assertion, ...]
    sum: Rounded
    parts: int


class PartsExceed(Struct, frozen=True):
    """A total, and parts of it that together are more."""

    total: Assertion
    listed: tuple[Assertion, ...]
    sum: Rounded


def stated_once(text: SectionText, role: str, base: str = "") -> Mapping[str, Assertion]:
    """What a text states of this year in a role, by topics: those with one value only. Of
    changes only those of final accounts, measured by ``base``."""
    stated: dict[str, Assertion] = {}
    several = set()
    for assertion in text.assertions:
        if assertion.role != role or assertion.meant is None or assertion.year != "this":
            continue
        if assertion.mention.reason or not _is_change_of(assertion, base):
            continue
        topic = assertion.meant.topic
        first = stated.setdefault(topic, assertion)
        if first.number.value != assertion.number.value:
            several.add(topic)
    return {topic: assertion for topic, assertion in stated.items() if topic not in several}


def _is_change_of(assertion: Assertion, base: str) -> bool:
    if assertion.role != "change":
        return True
    return assertion.base == base and assertion.mention.of in {"", "final"}


def parts_differing(text: SectionText, stated: Mapping[str, Assertion]) -> Iterator[PartsDiffer]:
    """Totals in a text that differ from the sum of their parts (合计与分项之和不符).

    Only where the text gives every part. A total can be divided in several ways (by fund, by
    nature): the first way whose parts are all given is the one that is checked.
    """
    for id_, total in stated.items():
        whole = _directed(total)
        if id_ not in topics() or whole is None:
            continue
        for parts in topics()[id_].parts:
            numbers = [_part(text, total, part, stated) for part in parts]
            given = [number for number in numbers if number is not None]
            if len(given) < len(parts) and not _others_are_nothing(text, total, parts, stated):
                continue
            added = sum_of(given)
            held_together(total, *(stated[part] for part in parts if part in stated))
            if not whole.equals(added):
                listed = tuple(stated[part] for part in parts if part in stated)
                yield PartsDiffer(total, listed, added, len(parts))
            break


def _others_are_nothing(
    text: SectionText, total: Assertion, parts: Sequence[str], stated: Mapping[str, Assertion]
) -> bool:
    """Whether the parts whose changes a text gives, several of them, make up the whole amount, so
    that no other can have risen, and the whole rose by more than they did, or fell by less."""
    given = [part for part in parts if part in stated]
    if total.role != "change" or len(given) < _SEVERAL:
        return False
    finals = stated_once(text, "final")
    whole = finals.get(total.key[0])
    amounts = [finals[part].number for part in given if part in finals]
    if whole is None or len(amounts) < len(given) or not whole.number.equals(sum_of(amounts)):
        return False
    moved = [_directed(stated[part]) for part in given]
    known = [number for number in moved if number is not None]
    return len(known) == len(given) and total.signed.low > sum_of(known).high


def _directed(assertion: Assertion) -> Rounded | None:
    """Its number, of a change with the sign; ``None`` where the direction is not said."""
    if assertion.role == "change" and assertion.number.value and not assertion.sign:
        return None
    return assertion.signed


def _part(
    text: SectionText, total: Assertion, part: str, stated: Mapping[str, Assertion]
) -> Rounded | None:
    """A part of a total as stated; a part that did not change (与上年持平) changed by nothing."""
    if part in stated:
        return _directed(stated[part])
    if total.role != "change":
        return None
    for remark in text.remarks:
        equal = remark.claim.direction == "equal" and remark.base == "last_year"
        if equal and remark.meant is not None and remark.meant.topic == part:
            return NOTHING
    return None


def parts_exceeding(stated: Mapping[str, Assertion]) -> Iterator[PartsExceed]:
    """Totals among what is stated that are less than some of their parts together; parts that
    must add up to the total apart, where all of them are given."""
    for id_, total in stated.items():
        for parts in topics()[id_].at_most if id_ in topics() else ():
            listed = tuple(stated[part] for part in parts if part in stated)
            if len(listed) == len(parts) and parts in topics()[id_].parts:
                continue
            if any(part.place < total.place or _beside(total, part, stated) for part in listed):
                continue
            held_together(*((total, *listed) if listed else ()))
            if listed and (excess := excess_of(total, listed)):
                yield excess


def _beside(total: Assertion, part: Assertion, stated: Mapping[str, Assertion]) -> bool:
    """Whether the text makes two amounts parts of a third, side by side: 接待费2.50万元，其中外事
    1.50万元，国内1.00万元."""
    wholes = topics()[part.key[0]].whole if part.key[0] in topics() else ()
    added = sum_of((total.number, part.number))
    return any(whole in stated and stated[whole].number.equals(added) for whole in wholes)


def excess_of(total: Assertion, listed: Sequence[Assertion]) -> PartsExceed | None:
    """The parts with their sum if that is more than the total, rounding apart."""
    added = sum_of(assertion.number for assertion in listed)
    if total.number.value < 0 or added.low <= total.number.high:
        return None
    return PartsExceed(total, tuple(listed), added)
