"""What sentences tell of things that a table or a list prints (所列各项的说明), where this gives
another figure: the amount, the share, the budget carried out, the change, its direction, none.

A sentence is held to a list only where every one of its clauses up to the figure is understood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from juesuan.checks.speech.listings.meant import Meant, left_out, meant_by
from juesuan.checks.speech.listings.model import ToldOtherwise
from juesuan.checks.speech.listings.reckoned import Result, reckoned
from juesuan.checks.speech.listings.statuses import miscounted_states
from juesuan.checks.speech.listings.sums import unmade_totals
from juesuan.checks.speech.listings.words import ClauseKind, ListedClauses
from juesuan.checks.speech.meaning.names import names_facts
from juesuan.checks.speech.printed.around import stands_in
from juesuan.checks.speech.printed.listed import ListedTable, measured_kind
from juesuan.checks.speech.printed.listed_tables import listed_things
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern

__all__ = ["told_otherwise"]

_CLAUSE = "，"
_FIGURE, _RATE = "#", "%"
"""Signs in place of amounts and counts, and of rates in percent."""
_CHANGED, _NAMED = frozenset({"change", "gap"}), frozenset({"named"})
"""What clauses tell on which a rate alone goes on."""
_ABOVE, _BELOW = 2, 6
"""So many paragraphs above a list in lines, and below it, may speak of it."""


class _Stretch(Struct, frozen=True):
    """A clause of a passage, each of its figures one sign, with these."""

    words: str
    figures: Sequence[SaidFigure]
    start: int
    end: int


def told_otherwise(subject: Subject) -> Sequence[ToldOtherwise]:
    """Such statements of a document; once a document."""
    return subject.once(_told_otherwise)


def _told_otherwise(subject: Subject) -> Sequence[ToldOtherwise]:
    words = ListedClauses.of("N535")
    listings = [one for one in listed_things(subject) if one.columns or one.words]
    passages = list(paragraphs(subject)) if listings else []
    lines = [[sentence.spot for _, sentence in passage.sentences] for passage in passages]
    found: list[ToldOtherwise] = []
    right: set[SaidFigure | None] = set()
    for listing in listings:
        found += unmade_totals(passages, listing, words) if listing.spots else ()
        for number, passage in enumerate(passages):
            if not _is_near(listing, passage.words, number, lines):
                continue
            found += miscounted_states(passage, listing, words)
            told = list(_of_passage(subject, passage, listing, words))
            right |= {figure for one, figure in told if one is None}
            wrong = [one for one, _ in told if one is not None]
            values = [one for one in wrong if one.tells == "value"]
            other = bool(listing.spots) and len(values) > 1  # another list of the same names
            found += [one for one in wrong if not other or one not in values]
    return [one for one in found if one.figure is None or one.figure not in right]


def _is_near(
    listing: ListedTable, said: str, number: int, lines: Sequence[Sequence[object]]
) -> bool:
    """Whether a paragraph stands beside a list."""
    if not listing.spots:
        return stands_in(said, listing.beside)
    own = [n for n, spots in enumerate(lines) if any(spot in listing.spots for spot in spots)]
    return bool(own) and own[0] - _ABOVE <= number <= own[-1] + _BELOW


def _of_passage(
    subject: Subject, passage: SaidParagraph, listing: ListedTable, words: ListedClauses
) -> Iterator[tuple[ToldOtherwise | None, SaidFigure | None]]:
    """The statements of a passage on a list that it does not give, and the figures that it gives
    with nothing."""
    own = {value.one for column in listing.columns for value in column.values if value}
    for sentence in _stretches(passage, words):
        meant: Meant | None = None
        clause: ClauseKind | None = None
        without: tuple[int, ...] = ()
        for stretch in sentence:
            found = meant_by(stretch.words, listing, without, words)
            without = left_out(stretch.words, listing, words)
            if found is not None:
                meant, clause = found, None
            said = _one_of_each(found) if found else stretch.words
            clause = _understood(said, clause, words) if meant else None
            value = clause is not None and clause.tells == "value"
            if value and not _tells_value(subject, listing, found, said, words):
                clause = None
            if denied := _denied(stretch.words, listing, words):
                meant, clause = denied
                said = stretch.words
            if meant is None or clause is None:
                meant = None
                continue
            for rows, figure in _asked(meant, stretch.figures):
                result = reckoned(listing, rows, clause, said, figure, words)
                if result is None:
                    continue
                if figure is not None and figure.one in own:
                    continue  # what the list itself tells
                if figure is not None and result.agrees:
                    yield None, figure
                elif not result.agrees:
                    yield _told(passage, stretch, meant, result, clause, figure), figure
                    break


def _one_of_each(meant: Meant) -> str:
    """The words behind names; those of figures apiece (减少#、#和#) up to the first, where there
    are as many as names."""
    said = meant.behind
    signs = [n for n, sign in enumerate(said) if sign in (_FIGURE, _RATE)]
    if not meant.apiece:
        return said
    return said[: signs[0] + 1] if len(signs) == len(meant.rows) else ""


def _asked(
    meant: Meant, figures: Sequence[SaidFigure]
) -> Iterator[tuple[Sequence[int], SaidFigure | None]]:
    """The rows that a clause is held to, one after another or all at once, each with its figure."""
    if meant.apiece:
        yield from (((row,), figure) for row, figure in zip(meant.rows, figures, strict=False))
        return
    last = figures[-1] if figures else None
    yield from (((row,), last) for row in meant.rows) if meant.every else ((meant.rows, last),)


def _tells_value(
    subject: Subject, listing: ListedTable, found: Meant | None, said: str, words: ListedClauses
) -> bool:
    """Whether a clause with an amount alone tells what a list prints: its own words name a thing,
    or what is told of the one named before; of a form and of a list in lines no name of facts, for
    others have that name, too."""
    if found is None:
        return bool(measured_kind(said))
    if not (listing.spots or listing.form):
        return True
    names = [found.name, *(listing.names[row] for row in found.rows)]
    return not any(names_facts(subject, name + end) for name in names for end in words.ends)


def _understood(said: str, before: ClauseKind | None, words: ListedClauses) -> ClauseKind | None:
    """What a clause tells; one that only goes on (增长#) of what the clause before it does."""
    for kind in words.kinds:
        match = kind.said.fullmatch(said)
        if match is None:
            continue
        if "same" in match.re.groupindex:
            follows = _NAMED if kind.tells == "done" else _CHANGED
            if before is None or before.tells not in follows:
                continue
        return kind
    return None


def _denied(
    said: str, listing: ListedTable, words: ListedClauses
) -> tuple[Meant, ClauseKind] | None:
    """The one thing of which a clause says that there is none (没有会议费支出)."""
    opened = words.denied.match(said)
    found = meant_by(said[opened.end() :], listing, (), words) if opened else None
    if found is None or len(found.rows) > 1 or not words.merely.fullmatch(found.behind):
        return None
    return found, next(kind for kind in words.kinds if kind.tells == "none")


def _stretches(passage: SaidParagraph, words: ListedClauses) -> Iterator[Sequence[_Stretch]]:
    """The sentences of a passage, each in clauses."""
    text, starts = "", list[int]()
    place = 0
    for figure in passage.figures:
        kept = passage.words[place : figure.start]
        starts += range(place, figure.start)
        text += kept + (_RATE if figure.unit == "percent" else _FIGURE)
        starts.append(figure.start)
        place = figure.end
    text += passage.words[place:]
    starts += range(place, len(passage.words) + 1)
    text = words.between.sub(_CLAUSE, text)
    by_start = {figure.start: figure for figure in passage.figures}
    for begin, end in _parts(text, 0, len(text), words.stretches):
        yield [
            _Stretch(
                words.quotes.sub("", text[first:last]),
                [by_start[starts[n]] for n in range(first, last) if starts[n] in by_start],
                starts[first],
                starts[last],
            )
            for first, last in _parts(text, begin, end, words.clauses)
        ]


def _parts(text: str, begin: int, end: int, mark: Pattern) -> Iterator[tuple[int, int]]:
    """The parts of a stretch of a text between marks of one sign, none empty."""
    signs = [n for n in range(begin, end) if mark.match(text[n])]
    for before, behind in pairwise((begin - 1, *signs, end)):
        if before + 1 < behind:
            yield before + 1, behind


def _told(
    passage: SaidParagraph,
    stretch: _Stretch,
    meant: Meant,
    result: Result,
    clause: ClauseKind,
    figure: SaidFigure | None,
) -> ToldOtherwise:
    where = figure.where if figure else passage.where(stretch.start, stretch.end)
    if figure:
        held_together(figure.one, *(value.one for value in result.values if value.one))
    return ToldOtherwise(
        tells=clause.tells,
        name=meant.name,
        said=result.said,
        shown=result.shown,
        right=result.right,
        where=(where, *(value.where for value in result.values)),
        figure=figure,
    )
