"""Counts in whole and in parts (合计与分项), names listed, counts of tables: N510 to N512."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from juesuan.checks.arithmetic.counts import CountWords, other_counts
from juesuan.checks.model import Finding, Where
from juesuan.checks.rules.narrative.counted import kinds_differ
from juesuan.checks.speech.amounts import printed_like
from juesuan.checks.speech.assertions import places_of
from juesuan.checks.speech.counted_parts import PartWords, counted_parts
from juesuan.checks.speech.listed_names import NameListWords, miscounted_lists
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

SETTINGS = {"N510": PartWords, "N511": NameListWords, "N512": CountWords}


def parts_of_counts_differ(subject: Subject) -> Iterator[Finding]:
    """N510: a count that its parts do not make; not where N502 tells of it."""
    told = {(one.where[0].spot, one.details["said"]) for one in kinds_differ(subject)}
    for one in counted_parts(subject):
        if (one.whole.where.spot, one.whole.text) in told:
            continue
        details = {
            "said": one.whole.text,
            "parts": [part.text for part in one.parts],
            "sum": printed_like(one.sum.value, one.whole.mention),
        }
        yield Finding(
            code="N510",
            where=places_of(one.whole, *one.parts),
            details=details,
            severity="" if one.sure else "warning",
        )


def names_miscounted(subject: Subject) -> Iterator[Finding]:
    """N511: more or fewer names than the text says it lists."""
    for one in miscounted_lists(subject):
        details = {"said": one.said, "number": len(one.names), "names": list(one.names)}
        where = replace(one.passage.where, printed=one.said)
        yield Finding(code="N511", where=(where,), details=details)


def counts_of_tables_differ(subject: Subject) -> Iterator[Finding]:
    """N512: a count that a table of the booklet prints otherwise."""
    for one in other_counts(subject):
        printed = one.cell.text.strip()
        details = {"said": one.said.text, "printed": printed, "row": one.row, "column": one.column}
        cell = Where(spot=one.cell.spot, item=f"{one.row}·{one.column}", printed=printed)
        yield Finding(code="N512", where=(one.said.where, cell), details=details)


RULES = {
    "N510": parts_of_counts_differ,
    "N511": names_miscounted,
    "N512": counts_of_tables_differ,
}
