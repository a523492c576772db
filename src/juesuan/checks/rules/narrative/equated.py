"""Amounts that words call equal (相等、一致): N116."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.sentences.assertions import places_of
from juesuan.checks.speech.told_again.equated import EqualWords, equated_wrongly
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

SETTINGS: dict[str, type[RuleSettings]] = {"N116": EqualWords}


def called_equal(subject: Subject) -> Iterator[Finding]:
    """N116: two amounts that a text calls equal and gives otherwise."""
    for wrong in equated_wrongly(subject):
        details = {
            "said": wrong.said,
            "one": wrong.one.name + wrong.one.text,
            "other": wrong.other.name + wrong.other.text,
        }
        where = (wrong.where, *places_of(wrong.one, wrong.other))
        yield Finding(code="N116", where=where, details=details)


RULES = {"N116": called_equal}
