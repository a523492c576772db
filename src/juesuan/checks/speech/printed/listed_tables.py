"""All that a document lists by names, in tables and in lines (清单)."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.checks.speech.printed.listed import ListedTable
from juesuan.checks.speech.printed.listed_lines import listed_in_lines
from juesuan.checks.speech.printed.listed_rows import listed_in_rows
from juesuan.checks.subject import Subject

__all__ = ["listed_tables", "listed_things"]


def listed_tables(subject: Subject) -> Sequence[ListedTable]:
    """The tables that list things, forms among them; once a document."""
    return subject.once(_tables)


def listed_things(subject: Subject) -> Sequence[ListedTable]:
    """Those, and the lists in lines and sentences; once a document."""
    return subject.once(_things)


def _tables(subject: Subject) -> Sequence[ListedTable]:
    return list(listed_in_rows(subject))


def _things(subject: Subject) -> Sequence[ListedTable]:
    return [*listed_tables(subject), *listed_in_lines(subject)]
