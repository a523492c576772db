"""What the text tells of one thing in several places (同一项目前后各处): N534."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.speech.printed.ties import printed_otherwise
from juesuan.checks.speech.told_again.things import ThingWords, told_apart
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]


def thing_told_apart(subject: Subject) -> Iterator[Finding]:
    """N534: a score, an amount or a rate of one project that two places print differently."""
    held = {(one.said.where.spot, one.cell.where.spot) for one in printed_otherwise(subject)}
    for one in told_apart(subject):
        if tuple(where.spot for where in one.where) in held | {pair[::-1] for pair in held}:
            continue
        details = {"name": one.name, "measure": one.measure}
        details |= {"first": one.first, "other": one.other}
        yield Finding(code="N534", where=one.where, details=details)


RULES = {"N534": thing_told_apart}
SETTINGS = {"N534": ThingWords}
