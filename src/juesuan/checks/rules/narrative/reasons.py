"""Reasons (原因) held to what they explain: N407 to N410."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.changes.differences import wrong_changes
from juesuan.checks.speech.changes.directions import direction_word
from juesuan.checks.speech.changes.reasons import (
    Reason,
    leaning,
    level_reasons,
    reasons,
    says_unchanged,
)
from juesuan.checks.speech.changes.years import ReasonYears, impossible_years
from juesuan.checks.speech.meaning.code_names import function_code
from juesuan.checks.speech.meaning.times import narrative_year
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import shortened
from juesuan.resources import Pattern, Record
from juesuan.text import unquoted, unspaced

__all__ = ["RULES", "SETTINGS"]


def reason_contradicts(subject: Subject) -> Iterator[Finding]:
    """N407: a reason that speaks of more where less is explained, or of less where more is; that
    nothing changed where something did, or of how much was saved where nothing changed; none where
    the figures of the sentence say that its direction is wrong, or where nothing says what it
    explains (a target missed: 实际减少2.6%)."""
    wrong = {id(one.change.sentence) for one in wrong_changes(subject)}
    for reason in reasons(subject):
        lean = leaning(reason.said, reason.explains.name)
        if lean != -reason.sign or id(reason.sentence) in wrong or not reason.explains.name:
            continue
        yield _opposed(reason, lean)
    for reason in reasons(subject):
        if (
            reason.explains.name
            and says_unchanged(reason.said)
            and id(reason.sentence) not in wrong
        ):
            yield _opposed(reason, 0)
    for reason in level_reasons(subject):
        lean = leaning(reason.said, reason.explains.name)
        if lean and reason.explains.name and claim_words().reasons.amounted.search(reason.said):
            yield _opposed(reason, lean)


def _opposed(reason: Reason, other: int) -> Finding:
    details = {
        "name": reason.explains.name,
        "told": direction_word(reason.sign),
        "reason": shortened(reason.said),
        "other": direction_word(other),
    }
    return Finding(code="N407", where=(reason.within.where(reason.sentence),), details=details)


class CopiedReason(RuleSettings, frozen=True):
    """N408: ``ends`` are ends of names that say nothing of their own; shorter reasons than
    ``least`` characters may be alike."""

    ends: Pattern
    least: int


class ItemMatter(Record, frozen=True):
    """The reasons of an item called like ``name``: words of its ``own`` matter, and words of what
    is only another's."""

    name: Pattern
    own: Pattern
    foreign: Pattern


class ItemMatters(RuleSettings, frozen=True):
    """N410: what reasons of which item may be about."""

    matters: tuple[ItemMatter, ...]


SETTINGS = {"N408": CopiedReason, "N409": ReasonYears, "N410": ItemMatters}


def reason_of_another(subject: Subject) -> Iterator[Finding]:
    """N408: an item's reason is, word for word, that of another item, which it names; of items of
    the functional classification, for that of a whole may be its item's."""
    settings = CopiedReason.of("N408")
    alike: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons(subject):
        if len(reason.said) >= settings.least and function_code(reason.explains.key[0]):
            alike[unspaced(reason.said)].append(reason)
    for said, same in alike.items():
        own = [one for one in same if _name(one, settings) in said]
        others = [one for one in same if not _shares(_name(one, settings), said)]
        if not own or not others:
            continue
        for one in others:
            details = {"name": one.explains.name, "reason": shortened(said)}
            details["other"] = own[0].explains.name
            where = (one.within.where(one.sentence), own[0].within.where(own[0].sentence))
            yield Finding(code="N408", where=where, details=details)


def _name(reason: Reason, settings: CopiedReason) -> str:
    """What is an item's own in its name."""
    name = unquoted(unspaced(reason.explains.name))
    return settings.ends.sub("", name) or name


def _shares(name: str, said: str) -> bool:
    """Whether a reason has two characters of a name that follow one another."""
    return any(name[n : n + 2] in said for n in range(len(name) - 1))


def year_cannot_be(subject: Subject) -> Iterator[Finding]:
    """N409: a reason of another year: a later one than the accounts', or one called this year."""
    year = narrative_year(subject)
    for where, said in impossible_years(subject):
        yield Finding(
            code="N409",
            where=(where,),
            details={"said": said, "year": year},
            expected=str(year),
        )


def reason_of_another_matter(subject: Subject) -> Iterator[Finding]:
    """N410: a reason that says nothing of its item, but what only another item can have."""
    matters = ItemMatters.of("N410").matters
    for reason in reasons(subject):
        name = unquoted(unspaced(reason.explains.name))
        matter = next((one for one in matters if one.name.search(name)), None)
        if matter is None or matter.own.search(reason.said):
            continue
        if foreign := matter.foreign.search(reason.said):
            details = {
                "name": reason.explains.name,
                "reason": shortened(reason.said),
                "foreign": foreign[0],
            }
            where = (reason.within.where(reason.sentence),)
            yield Finding(code="N410", where=where, details=details)


RULES = {
    "N407": reason_contradicts,
    "N408": reason_of_another,
    "N409": year_cannot_be,
    "N410": reason_of_another_matter,
}
