"""Parts of what one budget paid (政府性基金、国有资本经营) whose names are those of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sums.divisions import divisions
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern

__all__ = ["BudgetItems", "misbudgeted"]


class BudgetItems(RuleSettings, frozen=True):
    """N604: names that only one kind of money has, by the kind."""

    names: Mapping[str, Pattern]


def misbudgeted(subject: Subject) -> Iterator[tuple[Assertion, Assertion, str]]:
    """Parts of amounts of one kind of money that are called like another's, with the whole and
    that kind; each once."""
    names = BudgetItems.of("N604").names
    seen: set[Assertion] = set()
    for ways in divisions(subject):
        for division in ways:
            fund = division.total.key[1]
            for part in division.parts:
                other = next((f for f, name in names.items() if _is_called(part, name)), "")
                if fund in names and other not in {"", fund} and part not in seen:
                    seen.add(part)
                    yield part, division.total, other


def _is_called(part: Assertion, name: Pattern) -> bool:
    return part.mention.sure and bool(name.search(part.mention.subject))
