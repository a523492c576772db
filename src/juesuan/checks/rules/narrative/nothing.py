"""What is said to be none beside amounts of it (写没有，别处却有数): N307."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.speech.told_again.nothing import NoneWords, said_none
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]


def none_but_told(subject: Subject) -> Iterator[Finding]:
    """N307: a sentence says that there is none of something, another tells an amount of it."""
    for said in said_none(subject):
        details = {"none": said.clause, "other": said.told.name, "said": said.told.said}
        where = (said.text.where(said.sentence), said.told.where)
        yield Finding(code="N307", where=where, details=details)


RULES = {"N307": none_but_told}
SETTINGS = {"N307": NoneWords}
