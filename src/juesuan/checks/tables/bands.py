"""Bands of grades (等次标准): the points from which a document gives each grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages, passages_with
from juesuan.performance.policy import policy_for
from juesuan.resources import Pattern

__all__ = ["Bands", "GradeWords", "TellsGrade", "bands_of", "short_grade", "told_grades"]


class GradeWords(RuleSettings, frozen=True):
    """N509: ``behind`` and ``before`` find the lowest points of a grade and the ``grade`` behind or
    before them; ``told`` a score and the grade that is given to it; ``concluded`` the ``grade``
    that a paragraph comes to at its end (据此), ``scored`` the ``score`` before; ``range`` words of
    a band between the two; ``mean`` words before a score that is a mean; ``full`` the grades in
    short."""

    behind: Pattern
    before: Pattern
    told: Pattern
    concluded: Pattern
    scored: Pattern
    range: Pattern
    mean: Pattern
    full: Mapping[str, str]


class Bands(Struct, frozen=True):
    """From how many points each grade is given, the best first; ``printed``: the document says so,
    else they are those of the policy."""

    lowest: tuple[tuple[str, Decimal], ...]
    printed: bool

    def grade(self, points: Decimal) -> str:
        """The grade that points are due."""
        return next((grade for grade, low in self.lowest if points >= low), "")


class TellsGrade(Struct, frozen=True):
    """A score and its grade as a passage tells them."""

    passage: Passage
    said: str
    score: Decimal
    grade: str


def bands_of(subject: Subject) -> Bands | None:
    """The bands that a document prints, or else those of its policy; ``None`` where it prints
    several, or bands that cannot be."""
    return subject.once(_bands)


@of_the_text
def _bands(subject: Subject) -> Bands | None:
    words = GradeWords.of("N509")
    found: set[tuple[tuple[str, Decimal], ...]] = set()
    for passage in passages_with(subject, words.behind, words.before):
        said: dict[str, Decimal] = {}
        text = compact(passage.text)
        for match in (*words.behind.finditer(text), *words.before.finditer(text)):
            said.setdefault(_short(match["grade"], words), Decimal(match["low"]))
        listed = sorted(said.items(), key=lambda one: -one[1])
        if len(listed) > 1:
            found.add(tuple(listed))
    if not found:
        policy = policy_for(subject.disclosure.form_set)
        return Bands(tuple((one.name, one.least) for one in policy.grades), printed=False)
    if len({tuple(bands[:2]) for bands in found}) > 1:
        return None
    return Bands(max(found, key=len), printed=True)


def _short(grade: str, words: GradeWords) -> str:
    return words.full.get(grade, grade)


def short_grade(grade: str) -> str:
    """A grade in short: 优 for 优秀; empty where it is none."""
    words = GradeWords.of("N509")
    return _short(grade, words) if _short(grade, words) in words.full.values() else ""


def told_grades(subject: Subject) -> Iterator[TellsGrade]:
    """The scores of sentences with the grades that they give them."""
    words = GradeWords.of("N509")
    for passage in passages(subject):
        text = compact(passage.text)
        for match in words.told.finditer(text) if not passage.within.form else ():
            between, before = match["between"], text[max(0, match.start() - 10) : match.start()]
            if words.range.search(between) or words.range.search(match["behind"]):
                continue
            if not words.mean.search(before):
                score, grade = Decimal(match["score"]), _short(match["grade"], words)
                yield TellsGrade(passage, match[0], score, grade)
        if not passage.within.form and (end := words.concluded.search(text)):
            scores = {one["score"] for one in words.scored.finditer(text[: end.start()])}
            if len(scores) == 1:
                grade = _short(end["grade"], words)
                yield TellsGrade(passage, end[0], Decimal(scores.pop()), grade)
