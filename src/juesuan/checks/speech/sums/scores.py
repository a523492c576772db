"""Scores told item by item over sentences and lines (各项分值和得分): each with the most it can be,
their total, and the method by which a rate gives points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.sentences.paragraphs import SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern

__all__ = ["ScoreList", "ScoreWords", "ScoredItem", "ToldScore", "WrongScores", "wrong_scores"]

_ALL = 100
"""Points that all items have together."""
_FEWEST = 3
"""Items from which on their points are a list."""
_NEAR = 25
"""Points by which a list of all items may miss the whole; further off it is no such list."""


class ScoreWords(RuleSettings, frozen=True):
    """N532: ``number`` finds a figure with the words before it in its clause (groups ``words``,
    ``n`` and ``unit``); ``most`` the words of the most an item can have, ``bracket`` those right
    before it in brackets (``bracketed``: any such), ``score`` of what it got, ``total`` of all
    items; ``rate`` the words before the rate of execution, ``executed`` in the name of its item,
    ``by_rate`` of the method by which the rate gives the points; ``aside`` before figures that are
    neither, ``part`` in lists on two levels; ``ends`` the marks behind which another item begins,
    ``apart`` those between words and a name, ``idle`` words that name nothing; ``unit`` of
    points; heads of columns of the most, the scores and the rates of a table, a cell of
    ``points``."""

    unit: str
    number: Pattern
    most: Pattern
    bracket: Pattern
    bracketed: Pattern
    score: Pattern
    total: Pattern
    rate: Pattern
    executed: Pattern
    by_rate: Pattern
    aside: Pattern
    part: Pattern
    ends: Pattern
    apart: Pattern
    idle: Pattern
    most_head: Pattern
    score_head: Pattern
    rate_head: Pattern
    points: Pattern


class ToldScore(Struct, frozen=True):
    """A figure of points, as printed, and its place; ``sure``: its own words say of which item it
    is, and whether the most of it or what it got."""

    value: Fraction
    text: str
    where: Where
    sure: bool = False


class ScoredItem(Struct, frozen=True):
    """An item with the most it can have and what it got, if these are told."""

    name: str
    most: ToldScore | None = None
    score: ToldScore | None = None
    rate: Fraction | None = None


class WrongScores(Struct, frozen=True):
    """Items and a figure that does not follow from them: ``way`` says which, their ``total``, the
    ``most`` they can have, one ``above`` it, or the points by ``rate``; ``right`` is what
    follows."""

    way: str
    items: Sequence[ScoredItem]
    wrong: ToldScore | None
    right: Fraction


class _Figure(Struct, frozen=True, kw_only=True):
    """A number with its name (empty: none of its own), what it is by its words, the number of its
    clause; ``total``: of all items; ``inner``: of those that make one item."""

    name: str
    kind: str
    told: ToldScore
    item: int
    total: bool
    inner: bool


class ScoreList(Struct, frozen=True):
    """The items of a text in order, the figures of all together, and rates of execution."""

    items: Sequence[ScoredItem]
    wholes: Sequence[ToldScore]
    sums: Sequence[ToldScore]
    rates: frozenset[Fraction]


def wrong_scores(subject: Subject) -> Iterator[WrongScores]:
    """The lists of scores of a document that do not come out."""
    words = ScoreWords.of("N532")
    for _, run in groupby(paragraphs(subject), lambda passage: id(passage.text)):
        passages = list(run)
        said = "".join(passage.words for passage in passages)
        told = any(sign.finds_in(said) for sign in (words.most, words.bracketed, words.total))
        listed = _listed(list(_figures(passages, words))) if told else None
        if listed:
            by_rate = list(points_by_rate(listed, words)) if words.by_rate.finds_in(said) else []
            yield from by_rate
            yield from wrong_in(listed, by_rate)


def told_sums(passages: Sequence[SaidParagraph], words: ScoreWords) -> list[ToldScore]:
    """The scores of all items that sentences tell."""
    figures = _figures(passages, words)
    told = (one for one in figures if one.total and one.kind in {"score", "plain"})
    return [one.told for one in told if one.told.value != _ALL]


def wrong_in(listed: ScoreList, by_rate: Sequence[WrongScores]) -> Iterator[WrongScores]:
    """A total that the points do not make, nor with what a rate gives; the most of all items that
    is not the whole."""
    items, sums = listed.items, listed.sums
    above = [one for one in items if _is_above(one)]
    for item in above if len(above) < len(items) or len(items) == 1 else ():
        if item.most and item.score:
            yield WrongScores("above", [item], item.score, item.most.value)
    full = [one.most.value for one in items if one.most]
    got = [one.score.value for one in items if one.score]
    if len(items) < _FEWEST:
        return
    added = sum(got, Fraction(0))
    all_told = len(full) == len(items) == len(got)
    if all_told and sum(full) == _ALL:
        mended = added + sum(
            (one.right - one.wrong.value for one in by_rate if one.wrong), Fraction(0)
        )
        if other := [one for one in sums if one.value not in {added, mended}]:
            yield WrongScores("total", items, other[-1], added)
    comes_out = all_told and any(one.value == added for one in sums)
    known = comes_out or any(one.value == _ALL for one in listed.wholes)
    whole = sum(full, Fraction(0))
    if known and len(full) == len(items) and 0 < abs(whole - _ALL) <= _NEAR:
        yield WrongScores("most", items, None, whole)


def _is_above(item: ScoredItem) -> bool:
    """Whether an item surely got more than it can have."""
    most, score = item.most, item.score
    return bool(most and score and most.sure and score.sure and score.value > most.value)


def points_by_rate(
    listed: ScoreList, words: ScoreWords, every: bool = False
) -> Iterator[WrongScores]:
    """Items of execution, or ``every`` one with a rate, whose points are not the rate of the most,
    as the text says they are."""
    only = next(iter(listed.rates)) if len(listed.rates) == 1 else None
    for item in listed.items:
        rate = only if item.rate is None else item.rate
        if not item.most or not item.score or rate is None:
            continue
        right = min(rate, Fraction(_ALL)) * item.most.value / _ALL
        digits = len(item.score.text.rstrip(words.unit).partition(".")[2])
        apart = abs(right - item.score.value) >= Fraction(1, 10 ** max(digits, 1))
        if apart and (every or words.executed.finds_in(item.name) or not item.name):
            yield WrongScores("rate", [item], item.score, right)


def _figures(passages: Sequence[SaidParagraph], words: ScoreWords) -> Iterator[_Figure]:
    item = 0
    for passage in passages:
        place = 0
        item += 1
        for match in words.number.finditer(passage.words):
            between = passage.words[place : match.start("n")]
            item += 1 if words.ends.search(between) else 0
            place = match.end()
            said, unit = match["words"], match["unit"] or ""
            bracket = words.bracket.search(between) if unit == words.unit else None
            kind = "most" if bracket else _kind(said, unit, words)
            if not kind:
                continue
            named = between[: bracket.start()] if bracket else said
            where = passage.where(match.start("n"), match.end())
            name = named if kind == "rate" else _name(named, words)
            sure = bool(name) and kind in {"most", "score"}
            yield _Figure(
                name=name,
                kind=kind,
                told=ToldScore(Fraction(match["n"]), match["n"] + unit, where, sure),
                item=item,
                total=words.total.finds_in(words.apart.regex.split(named)[-1]),
                inner=words.part.finds_in(between),
            )


def _kind(said: str, unit: str, words: ScoreWords) -> str:
    """What a number is: ``most``, ``score``, ``rate``, ``plain`` points; empty: nothing known."""
    if words.aside.search(said):
        return ""
    if unit not in {"", words.unit} and words.rate.search(said):
        return "rate"
    if words.most.search(said):
        return "most"
    if unit not in {"", words.unit}:
        return ""
    if words.score.search(said):
        return "score"
    return "plain" if unit else ""


def _name(said: str, words: ScoreWords) -> str:
    """The name before a number, without the words that say what it is."""
    for part in reversed(words.apart.regex.split(said)):
        for pattern in (words.most, words.score, words.idle):
            part = pattern.sub("", part)
        if part:
            return part
    return ""


def _listed(figures: Sequence[_Figure]) -> ScoreList | None:
    """The items that figures make: one without a name is of the item before it; points whose item
    is given a score behind are the most it can have. None of lists on two levels."""
    items: dict[str, ScoredItem] = {}
    wholes, sums = list[ToldScore](), list[ToldScore]()
    rates = {figure.told.value for figure in figures if figure.kind == "rate"}
    current, of_all, clause, rate = "", False, 0, None
    of_most = False
    for figure in figures:
        if figure.kind == "rate":
            rate, clause = figure.told.value, figure.item
            if current in items and not of_all:
                items[current] = replace(items[current], rate=rate)
            continue
        whole = figure.total or (figure.kind == "most" and figure.told.value == _ALL)
        if whole or (of_all and not figure.name):
            of_all = True
            full = figure.kind == "most" or (figure.kind == "plain" and figure.told.value == _ALL)
            (wholes if full else sums).append(figure.told)
            continue
        of_all = False
        if figure.name or not current:
            current = _same(figure.name, items)
        if figure.inner and items:
            return None
        known = rate if clause == figure.item else None
        item = items.get(current, ScoredItem(current, rate=known))
        of_most = figure.kind == "most" or (of_most and figure.kind == "plain")
        items[current] = _with(item, figure, of_most)
    return ScoreList(list(items.values()), wholes, sums, frozenset(rates))


def _same(name: str, items: Mapping[str, ScoredItem]) -> str:
    """The item that a name means, more or less of it being said."""
    shorter = ((one, *sorted((one, name), key=len)) for one in items if one and name)
    near = [one for one, short, long in shorter if long.startswith(short) or long.endswith(short)]
    return name if name in items or len(near) != 1 else near[0]


def _with(item: ScoredItem, figure: _Figure, of_most: bool) -> ScoredItem:
    """An item and one more figure of it; ``of_most``: in a list of what items can have."""
    if figure.kind == "most" or (of_most and item.score):
        return replace(item, most=item.most or figure.told)
    if item.score and not item.most and figure.kind == "score":
        return replace(item, most=item.score, score=figure.told)
    return item if item.score else replace(item, score=figure.told)
