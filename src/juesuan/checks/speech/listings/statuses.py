"""How many listed things have a grade or are in a state (等次、状态), and whether all are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from juesuan.checks.speech.listings.meant import as_many
from juesuan.checks.speech.listings.model import ToldOtherwise
from juesuan.checks.speech.listings.words import ListedClauses
from juesuan.checks.speech.printed.listed import ListedTable
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph

__all__ = ["miscounted_states"]

_LONGEST = 6
"""Signs of a grade or state."""


def miscounted_states(
    passage: SaidParagraph, listing: ListedTable, words: ListedClauses
) -> Iterator[ToldOtherwise]:
    """What a passage says otherwise of the grades or states of listed things."""
    for column in listing.words:
        counts = Counter(column)
        if len(counts) == len(column) or any(len(state) > _LONGEST for state in counts):
            continue
        for state in counts:
            place = passage.words.find(state)
            while place >= 0:
                yield from _said(passage, place, state, column, listing, words)
                place = passage.words.find(state, place + 1)


def _said(
    passage: SaidParagraph,
    place: int,
    state: str,
    column: Sequence[str],
    listing: ListedTable,
    words: ListedClauses,
) -> Iterator[ToldOtherwise]:
    said, end = passage.words, place + len(state)
    begin = _since(passage.words, place, words)
    if words.other.search(said[begin:place]):
        return
    names = [name for name, one in zip(listing.names, column, strict=True) if one == state]
    others = [name for name, one in zip(listing.names, column, strict=True) if one != state]
    if figure := _number(passage, place, end, words):
        if figure.number.value != len(names) and figure.number.value <= len(column):
            right = f"{len(names)}{figure.unit}"
            yield ToldOtherwise(
                tells="counted",
                name=state,
                said=figure.one.text,
                shown="、".join(names),
                right=right,
                where=(figure.where,),
                figure=figure,
            )
        return
    match = words.alike.search(said[begin:place])
    if match and others and _all_meant(said[begin : begin + match.start()], listing, words):
        where = passage.where(begin, end + bool(words.quotes.match(said[end : end + 1])))
        yield ToldOtherwise(
            tells="alike",
            name=state,
            said=where.printed,
            shown="、".join(others),
            right="",
            where=(where,),
        )


def _all_meant(said: str, listing: ListedTable, words: ListedClauses) -> bool:
    match = words.entire.match(said)
    return match is not None and bool(match["n"]) and as_many(match["n"], len(listing.names))


def _number(
    passage: SaidParagraph, place: int, end: int, words: ListedClauses
) -> SaidFigure | None:
    """The number of things that stands behind a state, or before it."""
    for figure in passage.figures:
        if figure.one.mention.kind != "count" or figure.unit not in words.counted:
            continue
        if figure.start >= end and words.having.fullmatch(passage.words[end : figure.start]):
            return figure
        if figure.end <= place and words.had.fullmatch(passage.words[figure.end : place]):
            return figure
    return None


def _since(said: str, place: int, words: ListedClauses) -> int:
    """Where the words before a place begin, behind the last mark."""
    return max((match.end() for match in words.marks.finditer(said[:place])), default=0)
