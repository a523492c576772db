"""Reasons (原因) held to the changes that they explain: N407."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.speech.changes import wrong_changes
from juesuan.checks.speech.directions import direction_word
from juesuan.checks.speech.reasons import leaning, reasons
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import shortened

__all__ = ["RULES"]


def reason_contradicts(subject: Subject) -> Iterator[Finding]:
    """N407: a reason that speaks of more where less is explained, or of less where more is; none
    where the figures of the sentence say that its direction is wrong, or where nothing says
    what it explains (a target missed: 实际减少2.6%)."""
    wrong = {id(one.change.sentence) for one in wrong_changes(subject)}
    for reason in reasons(subject):
        lean = leaning(reason.said)
        if lean != -reason.sign or id(reason.sentence) in wrong or not reason.explains.name:
            continue
        details = {
            "name": reason.explains.name,
            "told": direction_word(reason.sign),
            "reason": shortened(reason.said),
            "other": direction_word(lean),
        }
        yield Finding(code="N407", where=(reason.within.where(reason.sentence),), details=details)


RULES = {"N407": reason_contradicts}
