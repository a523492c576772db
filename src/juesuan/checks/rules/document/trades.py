"""Purposes of another trade (别的行业的用途): a text that was taken from another unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.resources import Pattern, Record
from juesuan.text import pieces

__all__ = ["RULES", "SETTINGS"]

_STOPS = "。；"


class Trade(Record, frozen=True):
    """A trade (行业): words in the names of its units, words of its business, trades so near to it
    that the words of one are no wonder in another; duties that the law gives its organs alone
    (``alone``), as a clause of duties ends."""

    name: str
    units: Pattern
    words: Pattern
    beside: tuple[str, ...]
    alone: Pattern | None = None


class Trades(RuleSettings, frozen=True):
    """D109: how many words of another trade a sentence has at least (``fewest``), words of what
    money is for, the trades by their ids."""

    fewest: int
    purpose: Pattern
    trades: Mapping[str, Trade]


def of_another_trade(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D109: a purpose that is the business of another trade, of which the document says nothing
    else. Units of no trade (governments, towns, finance) have to do with all."""
    if unfilled(subject):
        yield NotChecked("D109", "unfilled_template")
        return
    row, unit = Trades.of("D109"), compact(subject.disclosure.unit)
    own = {id_ for id_, trade in row.trades.items() if trade.units.search(unit)}
    if not own or "narrative" not in subject.has:
        return
    near = own.union(*(row.trades[id_].beside for id_ in own))
    sentences = [
        (passage, sentence)
        for passage in passages(subject)
        if passage.kind != "glossary" and not passage.head and not passage.within.form
        for sentence in pieces(compact(passage.text), _STOPS)
    ]
    for id_, trade in row.trades.items():
        if id_ not in own and trade.alone is not None:
            yield from _alone(trade, trade.alone, sentences, unit)
        if id_ not in near:
            yield from _of(trade, [row.trades[one] for one in own], sentences, unit, row)


def _alone(
    trade: Trade, alone: Pattern, sentences: list[tuple[Passage, str]], unit: str
) -> Iterator[Finding]:
    """The first duty of a document that the law gives another trade's organs alone."""
    for passage, sentence in sentences:
        if match := alone.search(sentence):
            where = replace(passage.where, item="", role="", printed=match[0])
            details = {"own": unit, "words": [match[0]], "trade": trade.name}
            yield Finding(code="D109", where=(where,), details=details, variant="duty")
            return


def _of(
    trade: Trade,
    own: list[Trade],
    sentences: list[tuple[Passage, str]],
    unit: str,
    row: Trades,
) -> Iterator[Finding]:
    """The one sentence of a document that tells a trade's business as the purpose of money."""
    told = [(p, s, found) for p, s in sentences if (found := trade.words.regex.findall(s))]
    if len(told) != 1:
        return
    passage, sentence, found = told[0]
    words = list(dict.fromkeys(found))
    match = row.purpose.search(sentence)
    if match is None or len(words) < row.fewest:
        return
    purpose = sentence[match.end() :]
    if any(one.words.search(purpose) for one in own) or words[0] not in purpose:
        return
    where = replace(passage.where, item="", role="", printed=words[0])
    details = {"own": unit, "words": words, "trade": trade.name}
    yield Finding(code="D109", where=(where,), details=details)


RULES = {"D109": of_another_trade}
SETTINGS = {"D109": Trades}
