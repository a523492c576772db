"""Groups and the persons in them (批次与人次, 团组与人数): each group has one at least, none has
nobody."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    SectionText,
    held_together,
    is_amount,
    words_before,
)
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.subject import Subject

__all__ = ["Groups", "groups_with_persons"]


class Groups(RuleSettings, frozen=True):
    """N503: units of groups, and of the persons in them; of other units (``pieces``) what is
    ``named`` at its end as groups."""

    groups: tuple[str, ...]
    persons: tuple[str, ...]
    pieces: tuple[str, ...]
    named: tuple[str, ...]


def groups_with_persons(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Counts of groups and of their persons that cannot be: fewer persons than groups, or some
    where there is no group."""
    settings = Groups.of("N503")
    for text in every_text(subject):
        for groups, persons in _groups(text, settings):
            held_together(groups, persons)
            many, some = groups.number.value, persons.number.value
            nobody = not many and some > 0 and not _of_others(words_before(persons), settings)
            if 0 <= some < many or (nobody and not _is_paid(text)):
                yield groups, persons


def _is_paid(text: SectionText) -> bool:
    """Whether a text tells of money that was spent: persons may have joined others' groups."""
    return any(is_amount(one) and one.number.value > 0 for one in text.assertions)


def _of_others(words: str, settings: Groups) -> bool:
    """Whether words between a count of groups and one of persons speak of other groups (组织团组
    0个，参加其他团组2人次), or close a bracket that the groups alone stand in."""
    closed = words.partition("（")[0].count("）") > 0
    return closed or any(name in words for name in settings.named)


def _groups(text: SectionText, settings: Groups) -> Iterator[tuple[Assertion, Assertion]]:
    """Counts of groups, each with that of the persons right behind it, or else right before it
    where these go with no other groups."""
    counted = text.assertions
    taken: set[int] = set()
    for first, second in pairwise(counted):
        if _are_groups(first, settings) and _are_persons(second, first, settings):
            taken |= {first.place, second.place}
            yield first, second
    for first, second in pairwise(counted):
        if first.place in taken or second.place in taken:
            continue
        if _are_groups(second, settings) and _are_persons(first, second, settings):
            yield second, first


def _are_groups(one: Assertion, settings: Groups) -> bool:
    mention = one.mention
    named = mention.unit in settings.pieces and mention.subject.endswith(settings.named)
    return one.role == "final" and (mention.unit in settings.groups or named)


def _are_persons(one: Assertion, groups: Assertion, settings: Groups) -> bool:
    beside = one.sentence is groups.sentence and (one.role, one.year) == ("final", groups.year)
    return beside and one.mention.unit in settings.persons
