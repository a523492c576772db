"""Purposes of another trade (别的行业的用途): a text that was taken from another unit."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.own_name import own_name
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.checks.subject.trades import (
    Trade,
    all_trades,
    near_words,
    strong_words,
    trades_of_unit,
)
from juesuan.resources import Pattern
from juesuan.text import pieces

__all__ = ["RULES", "SETTINGS", "of_another_trade"]

_STOPS = "。；"
_Said = tuple[Passage, str]


class Trades(RuleSettings, frozen=True):
    """D109: how many words of another trade a sentence has at least (``fewest``), words of what
    money is for."""

    fewest: int
    purpose: Pattern


def of_another_trade(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D109: a purpose that is the business of another trade, of which the document says nothing
    else. Units of no trade (governments, towns, finance) have to do with all."""
    if unfilled(subject):
        yield NotChecked("D109", "unfilled_template")
        return
    row, unit = Trades.of("D109"), own_name(subject)
    own = trades_of_unit(unit)
    if not own or "narrative" not in subject.has:
        return
    trades = all_trades()
    near = own.union(*(trades[id_].beside for id_ in own))
    sentences = [
        (passage, sentence)
        for passage in passages(subject)
        if passage.kind != "glossary" and not passage.head and not passage.within.form
        for sentence in pieces(compact(passage.text), _STOPS)
    ]
    told: dict[str, list[_Said]] = {}
    for passage, sentence in sentences:
        for id_ in strong_words(sentence):
            told.setdefault(id_, []).append((passage, sentence))
    for id_, trade in trades.items():
        if id_ not in own and trade.alone is not None:
            yield from _alone(trade, trade.alone, sentences, unit)
        if id_ not in near and len(told.get(id_, ())) == 1:
            yield from _of(id_, own, told[id_][0], unit, row)


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


def _of(id_: str, own: set[str], said: _Said, unit: str, row: Trades) -> Iterator[Finding]:
    """The one sentence of a document that tells a trade's business as the purpose of money."""
    passage, sentence = said
    match = row.purpose.search(sentence)
    if match is None:
        return
    found = near_words(sentence[match.end() :])
    words = [word for word in found.get(id_, ()) if len(word) > 1]
    if len(words) < row.fewest or any(len(word) > 1 for one in own for word in found.get(one, ())):
        return
    where = replace(passage.where, item="", role="", printed=words[0])
    details = {"own": unit, "words": words, "trade": all_trades()[id_].name}
    yield Finding(code="D109", where=(where,), details=details)


RULES = {"D109": of_another_trade}
SETTINGS = {"D109": Trades}
