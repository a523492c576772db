"""Figures of the narrative beside the forms' claims for the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.checks.speech.amounts import places
from juesuan.checks.speech.names import Linked
from juesuan.checks.speech.said import Said, all_said
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed, observed
from juesuan.facts import plain_amount

__all__ = ["STAGES", "Compared", "claims_of", "compared", "printed_of"]

STAGES = {
    "final": ("final",),
    "initial_budget": ("initial",),
    "full_year_budget": ("adjusted",),
    "budget": ("initial", "adjusted"),
}
_BUDGETS = ("initial", "adjusted")


@dataclass(frozen=True)
class Compared:
    """A figure of the narrative beside the forms' claims for the same fact."""

    said: Said
    claims: tuple[Observed, ...]
    agrees: bool


def claims_of(subject: Subject, linked: Linked, stages: Sequence[str]) -> list[Observed]:
    """What the forms claim for the facts that are meant, in any of the stages."""
    return [
        o for select in linked.select for stage in stages for o in observed(subject, select, stage)
    ]


def compared(subject: Subject) -> list[Compared]:
    """Every amount and count of the narrative that the forms print, too; once a subject."""
    found = []
    for said in all_said(subject):
        stages = STAGES.get(said.role)
        linked = said.linked
        if stages is None or linked is None or said.year != "this":
            continue
        if said.mention.reason or said.mention.kind == "percent":
            continue
        claims = claims_of(subject, linked, stages)
        if not claims:
            continue
        other = [o for s in linked.also for stage in stages for o in observed(subject, s, stage)]
        if said.role != "final":
            other += claims_of(subject, linked, _BUDGETS)
        agrees = any(_same(subject, said, claim) for claim in (*claims, *other))
        found.append(Compared(said, tuple(claims), agrees))
    return found


def _same(subject: Subject, said: Said, claim: Observed) -> bool:
    """Whether the text may print the form's claim: within half of its own last digit and the
    form's last digit; with two places, within its last digit (two habits of rounding)."""
    step = subject.disclosure.money.print_step if said.mention.kind == "money" else 0
    half = said.figure.half
    room = max(half + step, 2 * half if places(said.mention) > 1 else half)
    return abs(said.figure.value - claim.value) <= room


def printed_of(subject: Subject, claim: Observed) -> str:
    """A form's claim as it would be printed with its unit."""
    key = claim.keys[0]
    if subject.cells[key].unit != "money":
        return f"{claim.value}{subject.unit_of(key)}"
    money = subject.disclosure.money
    return plain_amount(claim.value, money) + money.zh
