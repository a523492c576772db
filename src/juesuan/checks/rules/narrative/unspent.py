"""Counts of what no money was spent on (没有花钱却有数量): N514."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.assertions import Assertion, held_together, places_of
from juesuan.checks.speech.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern
from juesuan.text import unspaced

__all__ = ["RULES", "SETTINGS"]


class SpentOn(RuleSettings, frozen=True):
    """N514: topics of counts and the topics of money that is spent on them; ``paid`` finds that
    others pay, or that it costs nothing."""

    spent: Mapping[str, tuple[str, ...]]
    paid: Pattern


SETTINGS = {"N514": SpentOn}


def counted_but_unspent(subject: Subject) -> Iterator[Finding]:
    """N514: trips, guests or cars are counted, while all money told for them is nothing."""
    settings = SpentOn.of("N514")
    stated = [one for one in assertions(subject) if one.meant and one.year == "this"]
    money = [o for o in stated if o.mention.kind == "money" and o.role == "final"]
    told: set[str] = set()
    for one in stated:
        topics = settings.spent.get(one.key[0], ())
        if one.mention.kind != "count" or one.role != "final" or one.mention.reason or not topics:
            continue
        amounts = [other for other in money if other.key[0] in topics]
        if not amounts or any(other.number.value for other in amounts):
            continue
        held_together(one, *amounts)
        if any(_is_nothing(other, topics, settings) for other in one.within.beside(one.sentence)):
            continue  # 2个团组，0人次: another rule's
        if one.number.value and one.key[0] not in told and not _is_paid(one, settings):
            told.add(one.key[0])
            details = {"name": one.name, "said": one.text, "amount": amounts[0].text}
            yield Finding(code="N514", where=places_of(one, amounts[0]), details=details)


def _is_nothing(other: Assertion, topics: tuple[str, ...], settings: SpentOn) -> bool:
    """Whether a count beside it, that the same money is spent on, is nothing."""
    same = settings.spent.get(other.key[0]) == topics
    return same and other.mention.kind == "count" and not other.number.value


def _is_paid(one: Assertion, settings: SpentOn) -> bool:
    """Whether the section says who pays."""
    said = "".join(sentence.text for sentence in one.within.section.sentences)
    return settings.paid.finds_in(unspaced(said))


RULES = {"N514": counted_but_unspent}
