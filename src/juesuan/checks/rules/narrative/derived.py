"""What a text reckons from its own figures (推算): averages of counts, differences, net changes,
balances, rates (N520); multiples and shares in words (N521); orders and
comparisons (N522); how many of what is listed meet a condition (N523)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from juesuan.checks.model import Finding
from juesuan.checks.speech.derived.counting import CountedWords, counted_rows
from juesuan.checks.speech.derived.derivations import Derivations, Derived, derived
from juesuan.checks.speech.derived.fractions import WordedRatios, worded
from juesuan.checks.speech.derived.operations import SOLVERS
from juesuan.checks.speech.derived.ordering import OrderWords, orders
from juesuan.checks.speech.derived.passages import passages
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

SETTINGS = {"N520": Derivations, "N521": WordedRatios, "N522": OrderWords, "N523": CountedWords}


def derived_differs(subject: Subject) -> Iterator[Finding]:
    """N520: a figure that the figures beside it, of which it is reckoned, do not give."""
    settings = Derivations.of("N520")
    for passage in passages(subject):
        for wrong in derived(passage, settings, SOLVERS):
            yield _finding("N520", wrong)


def worded_differs(subject: Subject) -> Iterator[Finding]:
    """N521: a multiple or a share in words that the two figures before it do not have."""
    settings, units = WordedRatios.of("N521"), Derivations.of("N520")
    for passage in passages(subject):
        for wrong in worded(passage, settings, units):
            yield _finding("N521", wrong)


def order_differs(subject: Subject) -> Iterator[Finding]:
    """N522: an order, the most or least, or more and less that the figures do not have."""
    words = OrderWords.of("N522")
    for passage in passages(subject):
        for wrong in orders(subject, passage, words):
            yield _finding("N522", wrong)


def counted_rows_differ(subject: Subject) -> Iterator[Finding]:
    """N523: how many meet a condition, the least or the most, that the values listed have not."""
    words = CountedWords.of("N523")
    for passage in passages(subject):
        for wrong in counted_rows(subject, passage, words):
            found = _finding("N523", wrong)
            sure = wrong.operation == "counted"
            yield found if sure else replace(found, expected="", variant=wrong.operation)


def _finding(code: str, wrong: Derived) -> Finding:
    details = {"said": wrong.said, "shown": wrong.shown, "right": wrong.right}
    return Finding(code=code, where=wrong.where, details=details, expected=wrong.right)


RULES = {
    "N520": derived_differs,
    "N521": worded_differs,
    "N522": order_differs,
    "N523": counted_rows_differ,
}
