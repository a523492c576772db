"""Projects evaluated as the text counts them (自评项目): their grades, scores, coverage: N506 to
N508."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.amounts import printed_like, ratio_fits, sum_of
from juesuan.checks.speech.assertions import Assertion, SectionText, held_together, places_of
from juesuan.checks.speech.sections import every_text
from juesuan.checks.subject import Subject
from juesuan.checks.tables.bands import short_grade
from juesuan.checks.tables.lists import lists
from juesuan.performance import plain
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["RULES", "SETTINGS"]


class Grades(RuleSettings, frozen=True):
    """N506: words right before a count that name a grade (its group, or a band of points), words
    of the whole that is graded, and words with which a list of grades leaves some out."""

    grade: Pattern
    whole: Pattern
    open: Pattern


class Scores(RuleSettings, frozen=True):
    """N507: units of points, words before an average of them, words beside points that are no
    project's score, words of an average that weighs, words of what is counted."""

    units: tuple[str, ...]
    average: Pattern
    no_score: Pattern
    weighed: str
    whole: Pattern


class Covered(RuleSettings, frozen=True):
    """N508: words before the rate of what was evaluated, words of what is counted."""

    rate: Pattern
    whole: Pattern


_SEVERAL = 2
"""Grades that a text counts from which on one alone may be wrong."""

SETTINGS = {"N506": Grades, "N507": Scores, "N508": Covered}


class _Paragraph(Struct, frozen=True):
    """The figures of a paragraph in order, and all its words."""

    stated: Sequence[Assertion]
    words: str


def _paragraphs(text: SectionText) -> Iterator[_Paragraph]:
    for _, run in groupby(text.section.sentences, lambda sentence: sentence.spot):
        sentences = list(run)
        stated = [one for sentence in sentences for one in text.beside(sentence)]
        yield _Paragraph(stated, unspaced(fold("".join(s.text for s in sentences))))


def _before(one: Assertion) -> str:
    """The words between the figure before a figure and the figure, in its sentence."""
    ends = [m.end for m in one.sentence.mentions if m.end <= one.mention.start]
    return unspaced(fold(one.sentence.text[max(ends, default=0) : one.mention.start]))


def _behind(one: Assertion) -> str:
    """The words between a figure and the next one, or the end of its sentence."""
    starts = [m.start for m in one.sentence.mentions if m.start >= one.mention.end]
    end = min(starts, default=len(one.sentence.text))
    return unspaced(fold(one.sentence.text[one.mention.end : end]))


def _is_count_of(one: Assertion, whole: Pattern) -> bool:
    """Whether it counts what is evaluated, by the words on either side."""
    mention = one.mention
    counts = mention.kind == "count" and one.role == "final" and one.year == "this"
    return counts and bool(whole.search(_before(one) + mention.unit + _behind(one)[:4]))


def grades_differ(subject: Subject) -> Iterator[Finding]:
    """N506: numbers of projects by their grades that do not add up to all projects, or that are
    not those of the list that the booklet prints."""
    settings = Grades.of("N506")
    for text in every_text(subject):
        for paragraph in _paragraphs(text):
            graded = _graded(paragraph, settings)
            parts = list(graded.values())
            if not graded:
                continue
            unit = parts[0].mention.unit
            wholes = [
                one
                for one in paragraph.stated
                if one.place < parts[0].place and one.mention.unit == unit
                if _is_count_of(one, settings.whole)
            ]
            if listed := _not_listed(subject, graded, wholes):
                yield listed
                continue
            if len(parts) < 2 or settings.open.search(paragraph.words):
                continue
            if wholes:
                held_together(*wholes, *parts)
                if finding := _grades_finding(wholes, parts):
                    yield finding


def _not_listed(
    subject: Subject, graded: Mapping[str, Assertion], wholes: Sequence[Assertion]
) -> Finding | None:
    """The grades of all projects of the only list, where the text counts as many otherwise, or
    says that there are as many and counts one grade otherwise."""
    printed = subject.once(lists)
    if len(printed) != 1 or not all(short_grade(grade) for grade in graded):
        return None
    rows = [short_grade(plain(row.grade.text)) for row in printed[0].printed.projects]
    told = {short_grade(grade): one for grade, one in graded.items()}
    counted = sum(one.number.value for one in told.values())
    as_many = any(one.number.value == len(rows) for one in wholes)
    if not all(rows) or (counted != len(rows) and not as_many):
        return None
    wrong = [one for grade, one in told.items() if one.number.value != rows.count(grade)]
    if not wrong or (counted != len(rows) and (len(wrong) > 1 or len(told) < _SEVERAL)):
        held_together(*(told.values() if not wrong else ()))
        return None
    held_together(*told.values())
    listed = [f"{grade}{rows.count(grade)}" for grade in dict.fromkeys((*told, *rows))]
    details = {"said": [g + one.text for g, one in told.items()], "listed": listed}
    due = [printed_like(Fraction(rows.count(g)), o.mention) for g, o in told.items() if o in wrong]
    expected = due[0] if len(due) == 1 else ""
    where = places_of(*wrong)
    return Finding(code="N506", where=where, details=details, expected=expected, variant="listed")


def _graded(paragraph: _Paragraph, settings: Grades) -> Mapping[str, Assertion]:
    """The counts of one list of grades, by the grades' names; none where a grade comes twice (two
    lists)."""
    parts: dict[str, Assertion] = {}
    points = Scores.of("N507").units
    for one in paragraph.stated:
        if one.mention.kind != "count" or one.role != "final":
            continue
        words = _before(one)
        match = settings.grade.search(words)
        first = next(iter(parts.values()), one)
        if match is None or one.mention.unit != first.mention.unit:
            continue
        place = one.place - paragraph.stated[0].place
        band = paragraph.stated[place - 1] if place else None
        if not match["grade"] and (not band or band.mention.unit not in points):
            continue
        grade = match["grade"] or (band.text if band else "")
        if grade in parts:
            return {}
        parts[grade] = one
    return parts


def _grades_finding(wholes: Sequence[Assertion], parts: Sequence[Assertion]) -> Finding | None:
    total = sum((part.number.value for part in parts), Fraction(0))
    if any(one.number.value == total for one in wholes):
        return None
    most = max(part.number.value for part in parts)
    whole = [one for one in wholes if one.number.value >= most or one is wholes[0]][-1]
    missing = whole.number.value - total
    meant = [(part, part.number.value + missing) for part in parts if _shared(part, missing, whole)]
    details: dict[str, object] = {
        "said": whole.text,
        "parts": [part.text for part in parts],
        "sum": printed_like(total, whole.mention),
    }
    if len(meant) == 1:
        part, right = meant[0]
        expected = printed_like(right, part.mention)
        details |= {"wrong": part.text, "right": expected}
        rest = (one for one in (whole, *parts) if one is not part)
        where = places_of(part, *rest)
        return Finding(code="N506", where=where, details=details, expected=expected, variant="part")
    ways = [(whole, total), *((part, part.number.value + missing) for part in parts)]
    details["ways"] = [
        f"{one.text}→{printed_like(right, one.mention)}" for one, right in ways if right >= 0
    ]
    return Finding(code="N506", where=places_of(whole, *parts), details=details)


def _shared(part: Assertion, missing: Fraction, whole: Assertion) -> bool:
    """Whether the share right behind a count is that of the count that would add up."""
    behind = part.within.assertions[part.place + 1 : part.place + 2]
    if not behind or behind[0].mention.kind != "percent" or part.number.value + missing < 0:
        return False
    right = sum_of([part.number]).value + missing
    share = behind[0].number
    fits = abs(right * 100 / whole.number.value - share.value) <= share.half
    return fits and not ratio_fits(part.number, whole.number, share)


def average_score_differs(subject: Subject) -> Iterator[Finding]:
    """N507: an average of scores that the scores beside it do not have."""
    settings = Scores.of("N507")
    for text in every_text(subject):
        for paragraph in _paragraphs(text):
            points = [one for one in paragraph.stated if one.mention.unit in settings.units]
            averages = [one for one in points if settings.average.search(_before(one))]
            if len(averages) != 1 or settings.weighed in paragraph.words:
                continue
            said = averages[0]
            scores = [one for one in points if one is not said and _is_score(one, settings)]
            counts = [
                one.number.value
                for one in paragraph.stated
                if _is_count_of(one, settings.whole) and one.number.value > 1
            ]
            if len(scores) < 2 or (counts and len(scores) not in counts):
                continue
            if not counts and any(one.sentence is not said.sentence for one in scores):
                continue
            held_together(said, *scores)
            total = sum((one.number.value for one in scores), Fraction(0))
            mean = total / len(scores)
            if abs(mean - said.number.value) > 2 * said.number.half:
                right = printed_like(mean, said.mention)
                details = {"said": said.text, "scores": [o.text for o in scores], "right": right}
                where = places_of(said, *scores)
                yield Finding(code="N507", where=where, details=details, expected=right)


def _is_score(one: Assertion, settings: Scores) -> bool:
    return not settings.no_score.search(_before(one) + one.text + _behind(one)[:2])


def coverage_differs(subject: Subject) -> Iterator[Finding]:
    """N508: a rate of evaluation that the two numbers of projects before it do not have."""
    settings = Covered.of("N508")
    for text in every_text(subject):
        for paragraph in _paragraphs(text):
            for rate in paragraph.stated:
                told = rate.mention.kind == "percent" and settings.rate.search(_before(rate))
                if told and (finding := _coverage(rate, paragraph, settings)):
                    yield finding


def _coverage(rate: Assertion, paragraph: _Paragraph, settings: Covered) -> Finding | None:
    counts = [
        one
        for one in paragraph.stated
        if one.place < rate.place and one.sentence is rate.sentence
        if one.mention.kind == "count" and one.role == "final"
    ][-2:]
    if len(counts) < 2 or counts[0].mention.unit != counts[1].mention.unit:
        return None
    if not _is_count_of(counts[0], settings.whole):
        return None
    done, all_ = sorted(counts, key=lambda one: one.number.value)
    held_together(rate, *counts)
    if not all_.number.value or ratio_fits(done.number, all_.number, rate.number):
        return None
    right = printed_like(done.number.value * 100 / all_.number.value, rate.mention)
    details = {"said": rate.text, "done": done.text, "all": all_.text, "right": right}
    where = places_of(rate, done, all_)
    if rate.number.value == 100:
        return Finding(code="N508", where=where, details=details, variant="whole")
    return Finding(code="N508", where=where, details=details, expected=right)


RULES = {
    "N506": grades_differ,
    "N507": average_score_differs,
    "N508": coverage_differs,
}
