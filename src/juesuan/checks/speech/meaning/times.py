"""Which year is spoken of (年度): the narrative's own, the one before, another."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.subject import Subject

__all__ = ["Year", "narrative_year", "year_of"]

Year = Literal["this", "last", "other"]
"""The narrative's year, the year before it, or any other."""


def narrative_year(subject: Subject) -> int:
    """The year that the narrative speaks of: the forms', else the one it names most (of
    several the titles'), that before the titles' apart (it may only be compared with), and one
    that it names once."""
    if subject.present:
        return subject.disclosure.year
    years = Counter(
        int(match[0])
        for _, _, mention in subject.narrative.mentions()
        if mention.role == "final" and (match := claim_words().patterns.year.search(mention.period))
    )
    said = subject.reading is not None and subject.reading.year_said
    if said:
        years.pop(subject.disclosure.year - 1, None)
    own = subject.disclosure.year
    year, count = years.most_common(1)[0] if years else (own, 0)
    titled = years[own] == count or (count == 1 and said and not years[own])
    return own if titled else year


def year_of(period: str, year: int) -> Year:
    """Which year a period is (2022年, 上年), seen from the narrative's ``year``; where nothing
    is said, this year."""
    if match := claim_words().patterns.year.search(period):
        named = int(match[0])
        return "this" if named == year else "last" if named == year - 1 else "other"
    return "last" if period.startswith(claim_words().words.before_year) else "this"
