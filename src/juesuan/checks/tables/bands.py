"""Bands of grades (等次标准): the points from which a document gives each grade, and the grades
that its sentences give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages, passages_with
from juesuan.performance.policy import policy_for
from juesuan.resources import Pattern
from juesuan.text import unspaced

__all__ = [
    "Bands",
    "GradeWords",
    "PointSpan",
    "TellsGrade",
    "bands_of",
    "short_grade",
    "span_of",
    "told_grades",
]

_FULL_MARKS = 100
_MARKS = frozenset("，、；")
_PARTED = 5
"""How many characters a mark between a grade and a span counts for."""
_ROUND = 5
"""Points of which an end that the next band shares is a multiple (80—90分)."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class GradeWords(RuleSettings, frozen=True):
    """N509. ``span`` finds points from which or up to which a grade is given, ``below`` those that
    have no lower end, ``above`` those whose lower end is not among them, ``bracketed`` what
    brackets say of their ends; ``grade`` a grade, ``full`` the grades in short; ``apart`` what
    never stands between a grade and its points. ``told`` finds a score and the grade given to it,
    ``concluded`` the ``grade`` that a section comes to with no score beside it, ``all_of_run`` the
    one behind a run of scores, ``graded`` one said before the score of what has it; ``range`` words
    of a band between the two; ``mean`` words before a score that is a mean. ``scored`` finds a
    ``score`` with the clause before it, ``total`` words of that clause where the score is of the
    whole, ``partial`` where it is not (``among``: of a part of it), ``earned`` where full marks are
    a score; ``all_of`` and ``one_of`` tell a department's from a project's."""

    span: Pattern
    below: Pattern
    above: Pattern
    bracketed: Pattern
    grade: Pattern
    apart: Pattern
    told: Pattern
    graded: Pattern
    concluded: Pattern
    scored: Pattern
    total: Pattern
    partial: Pattern
    among: Pattern
    earned: Pattern
    all_of: Pattern
    one_of: Pattern
    range: Pattern
    mean: Pattern
    all_of_run: Pattern
    full: Mapping[str, str]


class PointSpan(Struct, frozen=True, order=True):
    """Points from ``low`` (``above``: not including it) to under ``high``, or all above."""

    low: Decimal
    above: bool = False
    high: Decimal | None = None

    def reached(self, points: Decimal) -> bool:
        """Whether points are not below it."""
        return points > self.low if self.above else points >= self.low

    def holds(self, points: Decimal) -> bool:
        """Whether points are in it."""
        return self.reached(points) and (self.high is None or points < self.high)


class Bands(Struct, frozen=True):
    """From how many points each grade is given, the best first; ``printed``: the document says so,
    else they are those of the policy."""

    lowest: tuple[tuple[str, PointSpan], ...]
    printed: bool

    def grade(self, points: Decimal) -> str:
        """The grade that points are due."""
        return next((grade for grade, span in self.lowest if span.reached(points)), "")

    def has(self, grade: str) -> bool:
        """Whether it is one of its grades."""
        return any(grade == name for name, _ in self.lowest)


class TellsGrade(Struct, frozen=True):
    """A score and its grade as a passage tells them; ``beside``: in one clause or paragraph."""

    passage: Passage
    said: str
    score: Decimal
    grade: str
    beside: bool = True


class _Stretch(Struct, frozen=True):
    """Where a text states bands, and what they are."""

    start: int
    end: int
    lowest: Mapping[str, PointSpan]


def bands_of(subject: Subject) -> Bands | None:
    """The bands that a document prints, or else those of its policy; ``None`` where it prints
    several, or bands that cannot be."""
    return subject.once(_bands)


@of_the_text
def _bands(subject: Subject) -> Bands | None:
    words = GradeWords.of("N509")
    found: set[tuple[tuple[str, PointSpan], ...]] = set()
    for passage in passages_with(subject, words.span):
        for stretch in _stretches(compact(passage.text), words):
            found.add(_best_first(stretch))
    for table in subject.reading.others if subject.reading else ():
        rows = ["：".join(unspaced(cell.text) for cell in row if cell) for row in table.rows]
        found |= {_best_first(one) for one in _stretches(compact("；".join(rows)), words)}
    if not found:
        policy = policy_for(subject.disclosure.form_set)
        lowest = tuple((one.name, PointSpan(one.least)) for one in policy.grades)
        return Bands(lowest, printed=False)
    if len({tuple(bands[:2]) for bands in found}) > 1:
        return None
    return Bands(max(found, key=len), printed=True)


def _best_first(stretch: _Stretch) -> tuple[tuple[str, PointSpan], ...]:
    return tuple(sorted(stretch.lowest.items(), key=lambda one: one[1], reverse=True))


def _stretches(text: str, words: GradeWords) -> Iterator[_Stretch]:
    """Where grades and spans of points take turns, two of each or more, and the points rise or
    fall with them."""
    grades = [(match, False) for match in words.grade.finditer(text)]
    if len(grades) < 2:
        return
    spans = [(match, True) for match in words.span.finditer(text)]
    marks = sorted(spans + grades, key=lambda mark: mark[0].start())
    run: list[tuple[re.Match[str], bool]] = []
    for mark in [*marks, None]:
        if mark and run:
            between = text[run[-1][0].end() : mark[0].start()]
            if mark[1] is not run[-1][1] and not words.apart.search(between):
                run.append(mark)
                continue
        matches = [match for match, _ in run]
        if stretch := _stretch(matches, text, bool(run and run[0][1]), words):
            yield stretch
        run = [mark] if mark else []


def _stretch(
    run: Sequence[re.Match[str]], text: str, span_first: bool, words: GradeWords
) -> _Stretch | None:
    """The bands of a run in which spans and grades take turns; each grade goes with the span that
    stands nearer."""
    ways = [list(zip(run[at::2], run[at + 1 :: 2], strict=False)) for at in (0, 1)]
    apart = [_apart(pairs, text) for pairs in ways]
    later = len(ways[1]) == len(ways[0]) > 1 and apart[1] < apart[0]
    pairs = ways[later]
    ordered = [pair if span_first is not later else pair[::-1] for pair in pairs]
    lowest = {_short(grade[0], words): _span(span[0], words) for span, grade in ordered}
    lows = [span.low for span in lowest.values()]
    orderly = lows in (sorted(set(lows)), sorted(set(lows), reverse=True))
    if len(lows) < 2 or len(lows) < len(ordered) or not orderly or max(lows) > _FULL_MARKS:
        return None
    return _Stretch(pairs[0][0].start(), pairs[-1][1].end(), lowest)


def _apart(pairs: Sequence[tuple[re.Match[str], re.Match[str]]], text: str) -> int:
    """How far a grade and its span stand apart in all pairs; a mark between them parts more."""
    between = [text[first.end() : second.start()] for first, second in pairs]
    return sum(len(one) + _PARTED * bool(_MARKS & set(one)) for one in between)


def _span(text: str, words: GradeWords) -> PointSpan:
    points = [Decimal(number) for number in _NUMBER.findall(words.bracketed.sub("", text))]
    if len(points) == 1 and words.below.search(text):
        return PointSpan(Decimal(0), high=points[0])
    high = max(points) if len(points) > 1 and max(points) < _FULL_MARKS else None
    if high is not None and high % _ROUND:
        high = high // 1 + 1  # 80—89分, 80—89.99分: all under 90
    return PointSpan(min(points), above=bool(words.above.search(text)), high=high)


def span_of(text: str) -> PointSpan | None:
    """The span of points that a text tells; ``None`` for another text."""
    words = GradeWords.of("N509")
    return _span(text, words) if words.span.fullmatch(text) else None


def _short(grade: str, words: GradeWords) -> str:
    return words.full.get(grade, grade)


def short_grade(grade: str) -> str:
    """A grade in short: 优 for 优秀; empty where it is none."""
    words = GradeWords.of("N509")
    return _short(grade, words) if _short(grade, words) in words.full.values() else ""


def told_grades(subject: Subject) -> Iterator[TellsGrade]:
    """The scores of sentences with the grades that they give them, then the grades that sections
    come to with the only score before them."""
    words = GradeWords.of("N509")
    outside = (one for one in passages(subject) if not one.within.form and not one.cell)
    for _, group in groupby(outside, key=lambda passage: passage.within):
        before: list[tuple[Decimal, str]] = []
        for passage in group:
            text = compact(passage.text)
            if not words.grade.search(text):
                before += _scores(text, 0, len(text), words)
                continue
            yield from _told(passage, text, before, words)


def _told(
    passage: Passage, text: str, before: list[tuple[Decimal, str]], words: GradeWords
) -> Iterator[TellsGrade]:
    """What one passage tells; ``before`` are the scores since the last grade, kept up to date."""
    stated = list(_stretches(text, words))
    every = [
        match
        for match in (*words.told.finditer(text), *words.graded.finditer(text))
        if not _within(match.start("score"), stated) and not _of_a_band(match, text, words)
    ]
    clauses = {match.start(): _clause(text[: match.start("score")]) for match in every}
    beside = [match for match in every if not words.partial.search(clauses[match.start()])]
    taken = [match for match in every if not words.among.search(clauses[match.start()])]
    ends = [
        match
        for match in words.concluded.finditer(text)
        if not any(one.start() < match.end() and match.start() < one.end() for one in taken)
    ]
    at = 0
    own: list[tuple[Decimal, str]] = []
    for match in sorted((*beside, *ends), key=lambda one: one.start()):
        if _within(match.start("grade"), stated):
            continue
        grade = _short(match["grade"], words)
        if match in beside:
            yield TellsGrade(passage, match[0], Decimal(match["score"]), grade)
        else:
            own += _scores(text, at, match.start(), words, stated)
            score = _only([*before, *own], text[: match.start("grade")], words)
            if score is not None:
                yield TellsGrade(passage, match[0], score, grade, bool(own))
        before.clear()
        own, at = [], match.end()
    before += [*own, *_scores(text, at, len(text), words, stated)]


def _within(place: int, stated: Sequence[_Stretch]) -> bool:
    return any(one.start <= place < one.end for one in stated)


def _of_a_band(match: re.Match[str], text: str, words: GradeWords) -> bool:
    """Whether a score beside a grade is the end of a band, or a mean."""
    between = words.range.search(match["between"]) or words.range.search(match["behind"])
    return bool(between or words.mean.search(text[max(0, match.start() - 10) : match.start()]))


def _scores(
    text: str, start: int, end: int, words: GradeWords, stated: Sequence[_Stretch] = ()
) -> list[tuple[Decimal, str]]:
    """The scores of a part of a text that may be those of a whole, with the clauses before them."""
    found = []
    for match in words.scored.finditer(text[start:end]):
        clause, score = match["clause"], Decimal(match["score"])
        if _within(start + match.start("score"), stated):
            continue
        if words.partial.search(clause) or not words.total.search(clause):
            continue
        if score == _FULL_MARKS and not words.earned.search(clause):
            continue
        found.append((score, clause))
    return found


def _clause(before: str) -> str:
    """The words of a clause up to where a text ends."""
    return re.split("[，。；\n]", before)[-1]


def _only(scores: Sequence[tuple[Decimal, str]], before: str, words: GradeWords) -> Decimal | None:
    """The one score that a grade behind it can be of."""
    clause = _clause(before)
    kept = [
        (score, lead)
        for score, lead in scores
        if not (words.all_of.search(clause) and words.one_of.search(lead))
        and not (words.one_of.search(clause) and words.all_of.search(lead))
    ]
    if len(kept) < len(scores) or len({score for score, _ in kept}) != 1:
        return None
    return kept[0][0]
