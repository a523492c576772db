"""Differences to the budget or to last year (差额、增减额): N302."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from juesuan.checks.model import Finding
from juesuan.checks.speech.changes.differences import WrongChange, changes_beyond, wrong_changes
from juesuan.checks.speech.changes.directions import directed, direction_word
from juesuan.checks.speech.rates.model import mistaken_unit
from juesuan.checks.speech.sentences.amounts import printed_like
from juesuan.checks.speech.sentences.assertions import places_of
from juesuan.checks.speech.sums.moved import moved_wrongly
from juesuan.checks.subject import Subject

__all__ = ["RULES"]


def change_differs(subject: Subject) -> Iterator[Finding]:
    """N302: a difference to the budget, or to last year, that the two amounts do not have."""
    for wrong in wrong_changes(subject):
        yield _wrong_change(wrong)
    for wrong in moved_wrongly(subject):
        yield replace(_wrong_change(wrong), variant="opening")
    for change, final in changes_beyond(subject):
        details = {"name": change.name, "said": directed(change), "final": final.text}
        where = places_of(change, final)
        yield Finding(
            code="N302",
            where=where,
            details=details,
            severity="warning",  # last year more may have been paid back than spent
            variant="beyond",
        )


def _wrong_change(wrong: WrongChange) -> Finding:
    change, final = wrong.change, wrong.final
    right = direction_word((wrong.right > 0) - (wrong.right < 0))
    if wrong.right:
        right += printed_like(abs(wrong.right), change.mention)
    amount = final.said.text if final.said else printed_like(final.number.value, change.mention)
    details = {
        "name": change.name,
        "said": directed(change),
        "final": amount,
        "base": wrong.base.text,
        "right": right,
    }
    variant = "last" if change.base == "last_year" else ""
    if (last := wrong.last_year) is not None:
        right = printed_like(last, wrong.base.mention)
        places = places_of(wrong.base, final.said, change)
        details["right"] = right
        return Finding(code="N302", where=places, details=details, expected=right, variant="base")
    if (this := wrong.this_year) is not None and final.said is not None:
        details["right"] = right = printed_like(this, final.said.mention)
        places = places_of(final.said, wrong.base, change)
        return Finding(code="N302", where=places, details=details, expected=right, variant="final")
    if (scaled := wrong.in_other_unit) is not None and final.said is not None:
        unit = mistaken_unit(final.said.mention.unit)
        right = printed_like(scaled, replace(final.said.mention, unit=unit))
        details["right"] = right
        places = places_of(final.said, wrong.base, change)
        return Finding(code="N302", where=places, details=details, expected=right, variant="unit")
    return Finding(
        code="N302",
        where=places_of(change, final.said, wrong.base),
        details=details,
        expected=right,
        variant=variant,
    )


RULES = {"N302": change_differs}
