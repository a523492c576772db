"""Texts of another trade under a project (张冠李戴): results, purposes, problems, duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.rules.document.trades import of_another_trade as purposes
from juesuan.checks.subject import Subject
from juesuan.checks.subject.items import Clause, Item, items
from juesuan.checks.subject.own_name import own_name
from juesuan.checks.subject.trades import all_trades, near_words, strong_words, trades_of_unit
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_SHOWN = 60
"""So many characters of a text a message shows."""


class Strange(RuleSettings, frozen=True):
    """D110. An item with no name of its own, or no word of ``telling`` signs, must show ``fewest``
    words of another trade; one of
    more than ``longest`` clauses, or that does the work of more than ``trades`` trades, tells no
    trade as its own; ``everyone`` is what units of all trades do; a ``numbered`` name tells
    nothing, and what stands behind it is the name."""

    fewest: int
    telling: int
    longest: int
    trades: int
    everyone: Pattern
    numbered: Pattern


class _Run(Struct, frozen=True):
    """Clauses beside one another that tell of another trade, and its words."""

    clauses: Sequence[Clause]
    trade: str
    words: Sequence[str]


def of_another_trade(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D110: under one project stand results, purposes or problems that only another trade has; of
    that trade the project tells nothing else, nor does the unit's name."""
    if unfilled(subject):
        yield NotChecked("D110", "unfilled_template")
        return
    unit = own_name(subject)
    found = [(item, run) for item in items(subject) if (run := _strange(item, unit))]
    if not found:
        return
    told = {f.where[0].spot for f in purposes(subject) if isinstance(f, Finding)}
    for item, run in found:
        if any(clause.passage.spot in told for clause in run.clauses):
            continue  # told as a purpose of the unit's
        said = "，".join(clause.text for clause in run.clauses)
        clause = run.clauses[0]
        where = replace(clause.passage.where, item="", role="", printed=clause.text)
        details = {
            "item": item.name or item.title or unit,
            "said": said[:_SHOWN],
            "words": run.words,
            "trade": all_trades()[run.trade].name,
        }
        yield Finding(code="D110", where=(where,), details=details)


def _strange(item: Item, unit: str) -> _Run | None:
    """The clauses of an item that tell of another trade than its own."""
    row = Strange.of("D110")
    if not item.clauses or len(item.clauses) > row.longest:
        return None
    strong = [strong_words(clause.text) for clause in item.clauses]
    trades = {trade: None for found in strong for trade in found}
    above, name = item.title + unit, item.name
    if row.numbered.search(name):
        name += item.clauses[0].text
    near = [near_words(clause.text) for clause in item.clauses] if trades else []
    for trade in trades:
        run = _run(item, trade, near)
        if not run or near_words(name).get(trade) or near_words(above).get(trade):
            continue
        if not _has_own(item, trade, run, strong, above):
            continue
        words = [word for n in run for word in strong[n].get(trade, ())]
        headed = len({clause.label for clause in item.clauses if clause.label})
        named = item.project or headed >= row.fewest
        fewest = 1 if named and not all_trades()[trade].everywhere else row.fewest
        if len(words) < (fewest if any(len(w) >= row.telling for w in words) else row.fewest):
            continue
        return _Run([item.clauses[n] for n in run], trade, words)
    return None


def _run(item: Item, trade: str, near: Sequence[dict[str, list[str]]]) -> range | None:
    """The numbers of the clauses that have words of a trade, if they stand in one line and no
    clause elsewhere in the item has any; none where everyone does such things, as they or the
    clause before them say."""
    told = [n for n, found in enumerate(near) if trade in found]
    run = range(told[0], told[-1] + 1)
    lines = {item.clauses[n].line for n in told}
    if len(lines) != 1 or len(run) == len(item.clauses):
        return None
    around = item.clauses[max(run.start - 1, 0) : run.stop]
    if any(Strange.of("D110").everyone.search(c.text) for c in around if c.line in lines):
        return None
    return run


def _has_own(
    item: Item, trade: str, run: range, strong: Sequence[dict[str, list[str]]], above: str
) -> bool:
    """Whether the item surely has a trade of its own, which is not near to the other."""
    trades = all_trades()
    rest = {t for n, found in enumerate(strong) if n not in run for t in found}
    named, above_it = _surely(item.name), _surely(above)
    own = named or above_it or rest
    most = Strange.of("D110").trades if named or above_it else 1
    if not own or (not named and len(rest) > most):
        return False
    near = {trade, *trades[trade].beside}
    if not near.isdisjoint(own | rest | above_it):
        return False
    said = {t for n in run for t in near_words(item.clauses[n].text)}
    told = {t for n in run for t in strong[n]}
    return not own & told and not (own & said and len(told) > 1)


def _surely(text: str) -> set[str]:
    """The trades of a name: those of units in it, and those of which it has most words, of two
    signs or more; what a trade alone does counts twice."""
    strong, weight = strong_words(text), dict[str, int]()
    for trade, words in near_words(text).items():
        said = [word for word in words if len(word) > 1]
        weight[trade] = len(said) + len(strong.get(trade, ()))
    most = max(weight.values(), default=0)
    return trades_of_unit(text) | {trade for trade, n in weight.items() if n == most > 0}


RULES = {"D110": of_another_trade}
SETTINGS = {"D110": Strange}
