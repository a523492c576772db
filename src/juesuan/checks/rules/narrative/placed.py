"""Sentences that stand under another heading than theirs (放错标题): N701."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.sentences.assertions import SectionText
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern, Record
from juesuan.text import fold, unspaced

__all__ = ["RULES", "SETTINGS"]


class Announced(Record, frozen=True):
    """What a section may be about: its ``name``, the ``heading`` that announces it alone, and the
    words that a text on it has."""

    name: str
    heading: Pattern
    words: Pattern


class Announcements(RuleSettings, frozen=True):
    """N701: what sections are about, words of headings that announce several things, and what money
    was ``used`` for, which may be anything."""

    matters: tuple[Announced, ...]
    several: Pattern
    used: Pattern


SETTINGS = {"N701": Announcements}


def under_another_heading(subject: Subject) -> Iterator[Finding]:
    """N701: a section whose text has no word of what its heading announces, and begins with what
    another heading would."""
    data = Announcements.of("N701")
    above = {text.section.parent for text in section_texts(subject)}
    for text in section_texts(subject):
        index = _index(subject, text)
        said = unspaced(fold("".join(sentence.text for sentence in text.section.sentences)))
        if index in above or not said:
            continue
        announced = _announced(text, data)
        if announced is None or announced.words.search(said.replace(_title(text), "", 1)):
            continue
        first = unspaced(fold(text.section.sentences[0].text))
        if first.partition(_title(text))[2][:1].isalnum():
            continue  # the heading is what its sentence is about: 公务用车购置费支出0.00元
        first = data.used.sub("", first.replace(_title(text), "", 1))
        others = [one for one in data.matters if one is not announced and one.words.search(first)]
        if len(others) == 1 and not _is_said_to_be_elsewhere(others[0], text):
            details = {"heading": _title(text), "matter": announced.name, "other": others[0].name}
            where = (text.where(text.section.sentences[0]),)
            yield Finding(code="N701", where=where, details=details)


def _index(subject: Subject, text: SectionText) -> int:
    sections: Sequence[object] = subject.narrative.sections
    return next(n for n, section in enumerate(sections) if section is text.section)


def _title(text: SectionText) -> str:
    return unspaced(fold(text.section.title))


def _announced(text: SectionText, data: Announcements) -> Announced | None:
    """What a section's own heading announces, if it is one thing."""
    title = _title(text)
    if not title or data.several.search(title):
        return None
    found = [matter for matter in data.matters if matter.heading.search(title)]
    return found[0] if len(found) == 1 else None


def _is_said_to_be_elsewhere(other: Announced, text: SectionText) -> bool:
    """Whether a heading above announces what the text is about, too."""
    return bool(other.heading.search(text.heading.removesuffix(text.section.title)))


RULES = {"N701": under_another_heading}
