"""What sentences tell of listed things (所列各项): N535."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.speech.counted.parts import counted_parts
from juesuan.checks.speech.derived.everything import wrong_derived
from juesuan.checks.speech.listings.told import told_otherwise
from juesuan.checks.speech.listings.words import ListedClauses
from juesuan.checks.speech.printed.ties import printed_otherwise
from juesuan.checks.speech.rates import wrong_rates
from juesuan.checks.speech.sums.divided import divided_wrongly
from juesuan.checks.speech.sums.runs import slipped_runs
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

_OTHERS = frozenset({"direction", "none", "counted", "alike", "total"})
"""Clauses that are told in other words than those with a figure."""


def listed_otherwise(subject: Subject) -> Iterator[Finding]:
    """N535: an amount, a share, a change, its direction or none of things, of which a table or a
    list right beside prints another; what N104, N201, N510, N512 and N520 tell is left to them."""
    told = {(one.said.where.spot, one.said.text) for one in printed_otherwise(subject)}
    for derived in wrong_derived(subject).values():
        told |= {(one.where[0].spot, one.said) for one in derived}
    wholes = [one.whole for one in counted_parts(subject)]
    wholes += [one.total for one in (*divided_wrongly(subject), *slipped_runs(subject))]
    wholes += [one.assertion for one in wrong_rates(subject)]
    told |= {(one.where.spot, one.text) for one in wholes}
    for one in told_otherwise(subject):
        if one.figure and (one.where[0].spot, one.figure.one.text) in told:
            continue
        details = {"name": one.name, "said": one.said, "shown": one.shown, "right": one.right}
        variant = one.tells if one.tells in _OTHERS else "figure"
        expected = one.right if one.figure and variant != "total" else ""
        yield Finding(
            code="N535", where=one.where, details=details, expected=expected, variant=variant
        )


RULES = {"N535": listed_otherwise}
SETTINGS = {"N535": ListedClauses}
