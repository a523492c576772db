"""What a text reckons from its own figures (推算): averages of counts, differences, net changes,
balances, rates (N520); multiples and shares in words (N521); orders and
comparisons (N522); how many of what is listed meet a condition (N523)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from juesuan.checks.model import Finding
from juesuan.checks.speech.derived.counting import CountedWords
from juesuan.checks.speech.derived.derivations import Derivations, Derived
from juesuan.checks.speech.derived.everything import wrong_derived
from juesuan.checks.speech.derived.fractions import WordedRatios
from juesuan.checks.speech.derived.ordering import OrderWords
from juesuan.checks.speech.rates.averages import wrong_averages
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

SETTINGS = {"N520": Derivations, "N521": WordedRatios, "N522": OrderWords, "N523": CountedWords}


def derived_differs(subject: Subject) -> Iterator[Finding]:
    """N520: a figure that the figures beside it, of which it is reckoned, do not give; averages of
    money that N501 tells are left to it."""
    told = [wrong.said.where for wrong in wrong_averages(subject)]
    ones = (wrong for wrong in wrong_derived(subject)["N520"] if wrong.where[0] not in told)
    yield from map(_finding("N520"), ones)


def worded_differs(subject: Subject) -> Iterator[Finding]:
    """N521: a multiple or a share in words that the two figures before it do not have."""
    yield from map(_finding("N521"), wrong_derived(subject)["N521"])


def order_differs(subject: Subject) -> Iterator[Finding]:
    """N522: an order, the most or least, or more and less that the figures do not have."""
    yield from map(_finding("N522"), wrong_derived(subject)["N522"])


def counted_rows_differ(subject: Subject) -> Iterator[Finding]:
    """N523: how many meet a condition, the least or the most, that the values listed have not."""
    for wrong in wrong_derived(subject)["N523"]:
        found = _finding("N523")(wrong)
        sure = wrong.operation == "counted"
        yield found if sure else replace(found, expected="", variant=wrong.operation)


def _finding(code: str) -> Callable[[Derived], Finding]:
    def told(wrong: Derived) -> Finding:
        details = {"said": wrong.said, "shown": wrong.shown, "right": wrong.right}
        return Finding(code=code, where=wrong.where, details=details, expected=wrong.right)

    return told


RULES = {
    "N520": derived_differs,
    "N521": worded_differs,
    "N522": order_differs,
    "N523": counted_rows_differ,
}
