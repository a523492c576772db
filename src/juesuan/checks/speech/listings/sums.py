"""Totals that a list does not make (各项相加), where another column of the same list makes its own:
that shows that the list is whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from juesuan.checks.speech.listings.model import ToldOtherwise
from juesuan.checks.speech.listings.words import ListedClauses
from juesuan.checks.speech.printed.listed import ListedColumn, ListedTable, PrintedValue
from juesuan.checks.speech.sentences.amounts import printed_like
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph

__all__ = ["unmade_totals"]

_NEAR = 2
"""So many paragraphs above and below a list may tell its totals."""
_TELLING = 10
"""A total from which on it does not come out by chance."""
_TIMES = 2
"""A total is at most so many times what the parts come to, and the other way."""
_STATED = frozenset({"final", "other", ""})


def unmade_totals(
    passages: Sequence[SaidParagraph], listing: ListedTable, words: ListedClauses
) -> Iterator[ToldOtherwise]:
    """The totals told beside a list in lines that its columns do not make."""
    added = {
        column.unit: sum((value.value for value in column.values if value), Fraction(0))
        for column in listing.columns
        if None not in column.values and column.unit not in words.unsummed
    }
    told = list(_beside(passages, listing)) if len(added) > 1 else []
    made = [(place, f) for place, f in told if added.get(f.unit) == f.number.value]
    made = [(place, f) for place, f in made if f.number.value >= _TELLING]
    units = {figure.unit for _, figure in made}
    for column in listing.columns:
        if column.unit not in added or column.unit in units or not made:
            continue
        alike = [(place, f) for place, f in told if f.unit == column.unit]
        near = [f for place, f in alike if any(place == other for other, _ in made)]
        wholes = near or [f for _, f in alike]
        if len(wholes) == 1 and _may_be(wholes[0], added[column.unit]):
            yield _told(wholes[0], column, added[column.unit])


def _beside(
    passages: Sequence[SaidParagraph], listing: ListedTable
) -> Iterator[tuple[int, SaidFigure]]:
    """The figures of the lines around a list that are no parts of it, with the numbers of their
    paragraphs."""
    own = [
        place
        for place, passage in enumerate(passages)
        if any(sentence.spot in listing.spots for _, sentence in passage.sentences)
    ]
    parts = [v.one for column in listing.columns for v in column.values if v]
    if not own:
        return
    for place in range(max(0, own[0] - _NEAR), min(len(passages), own[-1] + _NEAR + 1)):
        for figure in passages[place].figures:
            plain = figure.one.role in _STATED and figure.one.year == "this"
            if plain and not figure.one.mention.reason and figure.one not in parts:
                yield place, figure


def _may_be(whole: SaidFigure, added: Fraction) -> bool:
    said = whole.number.value
    if abs(said - added) <= 2 * whole.number.half:
        return False
    return 0 < said <= _TIMES * added and added <= _TIMES * said


def _told(whole: SaidFigure, column: ListedColumn, added: Fraction) -> ToldOtherwise:
    values: Sequence[PrintedValue] = [value for value in column.values if value]
    held_together(whole.one, *(value.one for value in values if value.one))
    return ToldOtherwise(
        tells="total",
        name=whole.clause,
        said=whole.one.text,
        shown="＋".join(value.text for value in values),
        right=printed_like(added, whole.one.mention),
        where=(whole.where, *(value.where for value in values)),
        figure=whole,
    )
