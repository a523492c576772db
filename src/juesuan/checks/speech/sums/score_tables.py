"""Tables of scores (评分表): items with the most they can be and what they got, as a table that is
no self-evaluation prints them; held to what the text says of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from juesuan.checks.model import Where
from juesuan.checks.speech.sentences.paragraphs import paragraphs
from juesuan.checks.speech.sums.scores import (
    ScoredItem,
    ScoreList,
    ScoreWords,
    ToldScore,
    WrongScores,
    points_by_rate,
    told_sums,
    wrong_in,
)
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import passages_with
from juesuan.reading import GridText
from juesuan.reading.recognise.tables import Table
from juesuan.text import fold, unspaced

__all__ = ["wrong_tables"]

_HEADS = 3
"""Rows in which the heads of a table may stand."""
_BARE = 3
"""Columns of a table without heads: name, most, score."""


def wrong_tables(subject: Subject) -> Iterator[WrongScores]:
    """The tables of scores of a document that do not come out; the score of all that the text
    tells is theirs where there is one such table."""
    words = ScoreWords.of("N532")
    others = subject.reading.others if subject.reading else ()
    lists = [found for table in others if (found := _listed(table, words))]
    for listed in lists:
        said = told_sums(paragraphs(subject), words) if len(lists) == 1 else []
        both = ScoreList(listed.items, listed.wholes, [*listed.sums, *said], listed.rates)
        by_method = next(iter(passages_with(subject, words.by_rate)), None)
        by_rate = list(points_by_rate(listed, words, every=True)) if by_method else []
        yield from by_rate
        yield from wrong_in(both, by_rate)


def _listed(table: Table, words: ScoreWords) -> ScoreList | None:
    """The items of a table with two columns of points; none of one on two levels."""
    columns = _columns(table, words)
    if columns is None:
        return None
    begin, most, score, rate = columns
    items, wholes, sums = list[ScoredItem](), list[ToldScore](), list[ToldScore]()
    for row in table.rows[begin:]:
        name = unspaced(fold(row[0].text)) if row and row[0] else ""
        full, got = _points(row, most, words), _points(row, score, words)
        if words.part.finds_in(name):
            continue
        if not name or any(name == one.name for one in items):
            return None
        if words.total.finds_in(name):
            wholes += [full] if full else []
            sums += [got] if got else []
        elif full or got:
            share = _points(row, rate, words) if rate is not None else None
            items.append(ScoredItem(name, full, got, share.value if share else None))
    return ScoreList(items, wholes, sums, frozenset()) if items else None


def _columns(table: Table, words: ScoreWords) -> tuple[int, int, int, int | None] | None:
    """The row in which the items begin, and the columns of the most, the scores and the rates."""
    width = max(map(len, table.rows), default=0)
    for number, row in enumerate(table.rows[:_HEADS]):
        heads = [unspaced(fold(cell.text)) if cell else "" for cell in row]
        most = [n for n, head in enumerate(heads) if words.most_head.finds_in(head)]
        score = [n for n, head in enumerate(heads) if words.score_head.finds_in(head)]
        rate = [n for n, head in enumerate(heads) if words.rate_head.finds_in(head)]
        if len(most) == len(score) == 1:
            return number + 1, most[0], score[0], rate[0] if len(rate) == 1 else None
    bare = width == _BARE and all(_points(row, n, words) for row in table.rows for n in (1, 2))
    return (0, 1, 2, None) if bare and table.rows else None


def _points(row: Sequence[GridText | None], column: int, words: ScoreWords) -> ToldScore | None:
    cell = row[column] if column < len(row) else None
    match = words.points.match(unspaced(fold(cell.text))) if cell else None
    if cell is None or match is None:
        return None
    text = cell.text.strip()
    return ToldScore(Fraction(match["n"]), text, Where(spot=cell.spot, printed=text), sure=True)
