"""Terms that the glossary explains alike (名词解释): N702."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import compact, place_of, sections
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class Definitions(RuleSettings, frozen=True):
    """N702: ``said`` has a ``term`` and what it ``means``; shorter meanings than ``least``
    characters may be alike."""

    said: Pattern
    least: int


SETTINGS = {"N702": Definitions}


def explained_alike(subject: Subject) -> Iterator[Finding]:
    """N702: the glossary explains two terms in the same words."""
    settings = Definitions.of("N702")
    seen: dict[str, tuple[str, Where]] = {}
    for section in sections(subject):
        if section.kind != "glossary":
            continue
        text = compact("".join(sentence.text for sentence in section.sentences))
        match = settings.said.search(text)
        term = compact(section.title) or (match["term"] if match else "")
        means = match["means"] if match else ""
        if len(means) < settings.least or not term:
            continue
        other, place = seen.setdefault(means, (term, place_of(subject, section)))
        if other != term:
            details = {"term": term, "other": other}
            where = (place_of(subject, section), place)
            yield Finding(code="N702", where=where, details=details)


RULES = {"N702": explained_alike}
