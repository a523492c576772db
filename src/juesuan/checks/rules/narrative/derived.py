"""What a text reckons from its own figures (推算): averages of counts, differences, net changes,
balances, rates: N520."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.speech.derived.derivations import Derivations, derived
from juesuan.checks.speech.derived.operations import SOLVERS
from juesuan.checks.speech.derived.passages import passages
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

SETTINGS = {"N520": Derivations}


def derived_differs(subject: Subject) -> Iterator[Finding]:
    """N520: a figure that the figures beside it, of which it is reckoned, do not give."""
    settings = Derivations.of("N520")
    for passage in passages(subject):
        for wrong in derived(passage, settings, SOLVERS):
            details = {"said": wrong.said, "shown": wrong.shown, "right": wrong.right}
            yield Finding(code="N520", where=wrong.where, details=details, expected=wrong.right)


RULES = {"N520": derived_differs}
