"""Purposes (用途) held to the item that they are told of: N411 and N412."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.named.purposes import Purpose, PurposeWords, purposes
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import shortened
from juesuan.resources import Pattern, Record
from juesuan.text import unquoted

__all__ = ["RULES", "SETTINGS"]


class ItemPurpose(Record, frozen=True):
    """The purposes of an item called like ``name``: words that they have (``own``), and ``signs``
    that only they have."""

    name: Pattern
    own: Pattern
    signs: Pattern


class ItemPurposes(RuleSettings, frozen=True):
    """N411: how purposes are told, and which item's they may be."""

    words: PurposeWords
    items: tuple[ItemPurpose, ...]


class CopiedPurpose(RuleSettings, frozen=True):
    """N412: ``ends`` are ends of names that say nothing of their own; shorter purposes than
    ``least`` characters may be alike."""

    ends: Pattern
    least: int


def purpose_of_another_item(subject: Subject) -> Iterator[Finding]:
    """N411: a purpose that only another item can have: travel spent on holding meetings."""
    settings = ItemPurposes.of("N411")
    for one in purposes(subject, settings.words):
        if foreign := _foreign(one, settings):
            details = {"name": one.name, "use": shortened(one.use), "foreign": foreign}
            yield Finding(code="N411", where=(one.where,), details=details)


def _foreign(one: Purpose, settings: ItemPurposes) -> str:
    item = next((item for item in settings.items if item.name.search(one.name)), None)
    if item is None or item.own.search(one.use):
        return ""
    found = (other.signs.search(one.use) for other in settings.items if other is not item)
    return next((match[0] for match in found if match), "")


def purpose_copied(subject: Subject) -> Iterator[Finding]:
    """N412: an item's purpose is, word for word, that of another item, which it names."""
    words, settings = ItemPurposes.of("N411"), CopiedPurpose.of("N412")
    alike: dict[str, list[Purpose]] = defaultdict(list)
    for one in purposes(subject, words.words):
        if len(one.use) >= settings.least:
            alike[one.use].append(one)
    seen: set[Where] = set()
    for use, same in alike.items():
        own = [one for one in same if _shares(one, use, settings)]
        for one in same:
            if own and one.where not in seen and not _shares(one, use, settings):
                seen.add(one.where)
                if _foreign(one, words):
                    continue  # N411 tells it
                details = {"name": one.name, "use": shortened(use), "other": own[0].name}
                yield Finding(code="N412", where=(one.where, own[0].where), details=details)


def _shares(one: Purpose, use: str, settings: CopiedPurpose) -> bool:
    """Whether a purpose has two characters of an item's name that follow one another."""
    name = unquoted(one.name)
    name = settings.ends.sub("", name) or name
    return any(name[n : n + 2] in use for n in range(len(name) - 1))


RULES = {"N411": purpose_of_another_item, "N412": purpose_copied}
SETTINGS = {"N411": ItemPurposes, "N412": CopiedPurpose}
