"""Projects evaluated as the text counts them (自评项目): their grades, scores, coverage: N506 to
N508."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.sentences.amounts import printed_like, ratio_fits, sum_of
from juesuan.checks.speech.sentences.assertions import Assertion, held_together, places_of
from juesuan.checks.speech.sentences.numbers import numbers_said
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.checks.tables.bands import bands_of, short_grade
from juesuan.checks.tables.graded import GradedRow, count, graded_rows, rows_said, span_before
from juesuan.checks.tables.lists import lists
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class Grades(RuleSettings, frozen=True):
    """N506: words right before a count that name a grade, or right ``behind`` it, words between a
    span of points and a count, words of one grade that all have, of the whole that is graded, and
    words with which a list of grades leaves some out."""

    grade: Pattern
    behind: Pattern
    spanned: Pattern
    alike: Pattern
    whole: Pattern
    open: Pattern


class _Graded(Struct, frozen=True):
    """A grade, or a span of points, and the number of projects that a text counts for it."""

    label: str
    one: Assertion


class Scores(RuleSettings, frozen=True):
    """N507: units of points, words before an average of them, words beside points that are no
    project's score, words of an average that weighs, words of what is counted, words before an
    average of a ``number`` of them (四个项目平均)."""

    units: tuple[str, ...]
    average: Pattern
    no_score: Pattern
    weighed: str
    whole: Pattern
    several: Pattern


class Covered(RuleSettings, frozen=True):
    """N508: words before the rate of what was evaluated, words of what is counted; words around
    the second of two counts by which one of them is a part of the other (``part``)."""

    rate: Pattern
    whole: Pattern
    part: Pattern


_SEVERAL = 2
"""Grades that a text counts from which on one alone may be wrong."""

SETTINGS = {"N506": Grades, "N507": Scores, "N508": Covered}


def _is_count_of(figure: SaidFigure, whole: Pattern) -> bool:
    """Whether it counts what is evaluated, by the words on either side."""
    one = figure.one
    counts = one.mention.kind == "count" and one.role == "final" and one.year == "this"
    return counts and bool(whole.search(figure.lead + one.mention.unit + figure.tail[:4]))


def grades_differ(subject: Subject) -> Iterator[Finding]:
    """N506: numbers of projects by their grades that do not add up to all projects, or that are
    not those of the list that the booklet prints, or the paragraph."""
    settings = Grades.of("N506")
    above: list[Assertion] = []
    section = None
    for passage in paragraphs(subject):
        graded = _graded(passage, settings)
        parts = [part.one for part in graded]
        whole = [figure.one for figure in passage.figures if _is_count_of(figure, settings.whole)]
        before = [one for one in whole if not parts or one.place < parts[0].place]
        if passage.text.section is not section:
            section, above = passage.text.section, []
        above, before = [*above, *whole], before or (above if len(above) == 1 else [])
        wholes = [one for one in before if not parts or one.mention.unit == parts[0].mention.unit]
        if not parts:
            graded = _all_alike(passage, wholes, settings)
        if not graded:
            continue
        if listed := _not_listed(subject, passage, graded, wholes):
            yield listed
            continue
        if len(parts) < _SEVERAL or settings.open.search(passage.words) or not wholes:
            continue
        held_together(*wholes, *parts)
        if not _are_of_others(passage, wholes, parts) and (
            finding := _grades_finding(wholes, parts)
        ):
            yield finding


def _are_of_others(
    passage: SaidParagraph, wholes: Sequence[Assertion], parts: Sequence[Assertion]
) -> bool:
    """Whether the grades are those of other counts before them: of one that is no whole by its
    words (上年度完成的9个项目), or of several together (项目11个；对1个基金项目开展自评)."""
    total = sum((part.number.value for part in parts), Fraction(0))
    before = [
        figure.one.number.value
        for figure in passage.figures
        if figure.one.mention.unit == parts[0].mention.unit and figure.one.place < parts[0].place
    ]
    several = sum((one.number.value for one in wholes), Fraction(0))
    return total in (*before, several, sum(before, Fraction(0)))


def _all_alike(
    passage: SaidParagraph, wholes: Sequence[Assertion], settings: Grades
) -> Sequence[_Graded]:
    """The one grade that all projects are said to have (7个项目全部为“优”)."""
    match = settings.alike.search(passage.words)
    grade = short_grade(match["grade"]) if match else ""
    return [_Graded(grade, wholes[-1])] if grade and wholes else []


def _not_listed(
    subject: Subject,
    passage: SaidParagraph,
    graded: Sequence[_Graded],
    wholes: Sequence[Assertion],
) -> Finding | None:
    """The grades of all projects of the only list, where the text counts as many otherwise, says
    that there are as many and counts one otherwise, or counts one of all its grades otherwise."""
    rows = _rows(subject, passage, graded, wholes)
    listed = {part.label: count(rows, part.label) for part in graded}
    if not rows or None in listed.values():
        return None
    told = {part.label: part.one for part in graded}
    counted = sum(one.number.value for one in told.values())
    every = sum(count or 0 for count in listed.values()) == len(rows)
    as_many = every or any(one.number.value == len(rows) for one in wholes)
    if counted != len(rows) and not as_many:
        return None
    wrong = [one for label, one in told.items() if one.number.value != listed[label]]
    if not wrong or (counted != len(rows) and (len(wrong) > 1 or len(told) < _SEVERAL)):
        held_together(*(told.values() if not wrong else ()))
        return None
    held_together(*told.values())
    others = [row.grade for row in rows if row.grade and not every]
    shown = listed | {grade: others.count(grade) for grade in others if grade not in listed}
    details = {
        "said": [label + one.text for label, one in told.items()],
        "listed": [f"{label}{count}" for label, count in shown.items()],
    }
    due = [printed_like(Fraction(listed[n] or 0), one.mention) for n, one in told.items()]
    due = [text for text, one in zip(due, told.values(), strict=True) if one in wrong]
    expected = due[0] if len(due) == 1 else ""
    where = places_of(*wrong)
    return Finding(code="N506", where=where, details=details, expected=expected, variant="listed")


def _rows(
    subject: Subject,
    passage: SaidParagraph,
    graded: Sequence[_Graded],
    wholes: Sequence[Assertion],
) -> Sequence[GradedRow]:
    """The projects of the only list that is printed; else those that the paragraph lists, or those
    below it, if they are as many as it says."""
    if printed := subject.once(lists):
        return graded_rows(printed[0], bands_of(subject)) if len(printed) == 1 else ()
    points = Scores.of("N507").units
    last = max(part.one.place for part in graded)
    said = rows_said([f for f in passage.figures if f.one.place > last], passage.words, points)
    if any(one.number.value == len(said) for one in wholes):
        return said
    said += _rows_below(subject, passage, points)
    return said if any(one.number.value == len(said) for one in wholes) else ()


def _rows_below(subject: Subject, passage: SaidParagraph, points: Sequence[str]) -> list[GradedRow]:
    """The projects listed in the paragraphs below one, up to the first that lists none; one may
    lead to them (各项目情况：)."""
    every = paragraphs(subject)
    place = next(n for n, one in enumerate(every) if one is passage)
    found: list[GradedRow] = []
    for number, below in enumerate(every[place + 1 :]):
        rows = rows_said(below.figures, below.words, points)
        if not rows and (found or number):
            break
        found += rows
    return found


def _graded(passage: SaidParagraph, settings: Grades) -> Sequence[_Graded]:
    """The counts of one list of grades, or of spans of points; none where one comes twice (two
    lists)."""
    parts: list[_Graded] = []
    for figure in passage.figures:
        one = figure.one
        if one.mention.kind != "count" or one.role != "final":
            continue
        if parts and one.mention.unit != parts[0].one.mention.unit:
            continue
        match = settings.grade.search(figure.lead) or settings.behind.match(figure.tail)
        if match and match["grade"]:
            part = _Graded(short_grade(match["grade"]) or match["grade"], one)
        elif span := span_before(passage.words[: figure.start], settings.spanned):
            part = _Graded(span, one)
        else:
            continue
        if any(other.label == part.label for other in parts):
            return []
        parts.append(part)
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
    above: Sequence[SaidFigure] = ()
    for passage in paragraphs(subject):
        before, above = above, passage.figures
        points = [f for f in passage.figures if f.one.mention.unit in settings.units]
        averages = [f for f in points if settings.average.search(f.lead)]
        if len(averages) != 1 or settings.weighed in passage.words:
            continue
        said = averages[0].one
        scores = [f.one for f in points if f.one is not said and _is_score(f, settings)]
        figures = list(passage.figures)
        if not scores:  # the paragraph before lists them
            points = [f for f in before if f.one.mention.unit in settings.units]
            scores, figures = [f.one for f in points if _is_score(f, settings)], [*before, *figures]
        counts = [
            f.number.value
            for f in figures
            if _is_count_of(f, settings.whole) and f.number.value > 1
        ]
        counts += [Fraction(number) for _, number in numbers_said(passage.words, settings.several)]
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


def _is_score(figure: SaidFigure, settings: Scores) -> bool:
    return not settings.no_score.search(figure.lead + figure.one.text + figure.tail[:2])


def coverage_differs(subject: Subject) -> Iterator[Finding]:
    """N508: a rate of evaluation that the two numbers of projects before it do not have."""
    settings = Covered.of("N508")
    for passage in paragraphs(subject):
        for rate in passage.figures:
            told = rate.one.mention.kind == "percent" and settings.rate.search(rate.lead)
            if told and (finding := _coverage(rate, passage, settings)):
                yield finding


def _coverage(figure: SaidFigure, passage: SaidParagraph, settings: Covered) -> Finding | None:
    counts = [
        other
        for other in passage.in_sentence(figure.sentence)
        if other.start < figure.start
        if other.one.mention.kind == "count" and other.one.role == "final"
    ][-2:]
    if len(counts) < 2 or counts[0].one.mention.unit != counts[1].one.mention.unit:
        return None
    if not _is_count_of(counts[0], settings.whole):
        return None
    between = passage.words[counts[0].end : counts[1].start]
    if not settings.part.search(f"{between}#{counts[1].behind}"):
        return None  # 一级项目7个，二级项目11个
    done, all_ = sorted((other.one for other in counts), key=lambda one: one.number.value)
    rate = figure.one
    held_together(rate, done, all_)
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
