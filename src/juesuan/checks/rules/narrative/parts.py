"""Names listed and counts of tables (名单、表中的数量): N511 to N513."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from juesuan.checks.arithmetic.counts import CountWords, other_counts
from juesuan.checks.model import Finding
from juesuan.checks.speech.counted.names import NameListWords, miscounted_lists
from juesuan.checks.speech.counted.rows import RowWords, miscounted_rows
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

SETTINGS = {"N511": NameListWords, "N512": CountWords, "N513": RowWords}


def names_miscounted(subject: Subject) -> Iterator[Finding]:
    """N511: more or fewer names than the text says it lists."""
    for one in miscounted_lists(subject):
        details = {"said": one.said, "number": len(one.names), "names": list(one.names)}
        where = replace(one.passage.where, printed=one.said)
        yield Finding(code="N511", where=(where,), details=details)


def counts_of_tables_differ(subject: Subject) -> Iterator[Finding]:
    """N512: a count that a table of the booklet prints otherwise."""
    for one in other_counts(subject):
        printed = one.where.printed
        details = {"said": one.said.text, "printed": printed, "row": one.row, "column": one.column}
        yield Finding(code="N512", where=(one.said.where, one.where), details=details)


def rows_miscounted(subject: Subject) -> Iterator[Finding]:
    """N513: a table lists more or fewer things than the text says that points at it."""
    for one in miscounted_rows(subject):
        details = {"said": one.said, "title": one.title, "number": len(one.names)}
        where = (replace(one.passage.where, printed=one.said), one.where)
        variant = "" if one.title else "below"
        yield Finding(code="N513", where=where, details=details, variant=variant)


RULES = {
    "N511": names_miscounted,
    "N512": counts_of_tables_differ,
    "N513": rows_miscounted,
}
