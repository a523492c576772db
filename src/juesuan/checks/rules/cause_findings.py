"""Causes told as findings: the wrong figure, what should stand there, and what points at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from juesuan.checks.causes.causes import Cause, Change
from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.explaining import evidence, shown
from juesuan.checks.model import BrokenIdentity, Finding, Severity, Where
from juesuan.checks.subject import Subject
from juesuan.forms import CellKey
from juesuan.messages import Message
from juesuan.reading.decide.repair import recognised_pages

__all__ = ["code_of", "evidence_of", "expected_at", "finding_of", "named_place", "other_places"]

_LISTED = 12
"""Most candidates and most identities that a finding lists."""


def row_labels(subject: Subject) -> Mapping[tuple[str, str], str]:
    """The printed label of every row, by form and row."""
    labels = {
        (cell.key.form, cell.key.row): laid.row.label
        for filled in subject.forms
        for side in filled.sheet.sides
        for laid in side
        for cell in laid.cells.values()
    }
    return {place: label for place, label in labels.items() if label}


def code_of(system: Constraints, cause: Cause) -> str:
    """Which rule a wrong or blank figure breaks, by the constraints that it breaks."""
    if cause.kind == "blank":
        return "K105"
    form = cause.changes[0].key.form
    identities = [system.each[n].identity for n in cause.broken]
    within = [i for i in identities if {key.form for _, key in i.terms} == {form}]
    if any(identity.kind == "rollup" for identity in within):
        return "K101"
    return "K103" if any(identity.kind == "flow" for identity in within) else "K102"


def finding_of(subject: Subject, system: Constraints, cause: Cause, code: str) -> Finding:
    """A cause as one finding: the likeliest change, or all candidates where none is likelier."""
    evidence = evidence_of(subject, system, cause.broken)
    rivals = _candidates(subject, cause)
    changes = cause.changes
    pages = subject.once(_recognised)
    doubted = any((w.spot.file, w.spot.page) in pages for w in map(subject.where, _keys(cause)))
    severity: Severity | Literal[""] = "warning" if doubted else ""
    if not cause.determined:
        first = system.keys[system.each[cause.broken[0]].terms[0][1]]
        details = named_place(subject, first) | {
            "difference": evidence[0].difference,
            "count": len(cause.rivals) + 1,
        }
        rivals = tuple((subject.where(c.key), expected_at(subject, c)) for c in changes) + rivals
        wheres = (subject.where(first), *other_places(evidence, [first]))
        return Finding(
            code=code,
            where=wheres,
            details=details,
            expected="",
            identities=evidence,
            candidates=rivals[:_LISTED],
            severity=severity,
            variant="several",
        )
    expected = [expected_at(subject, change) for change in changes]
    details = named_place(subject, changes[0].key)
    details |= {"expected": expected[0], "broken": len(cause.broken)}
    keys = _keys(cause)
    confirming = [key for key in _confirming(system, changes) if key not in keys]
    around = (*other_places(evidence, keys), *(subject.where(key) for key in confirming))
    wheres = (*(subject.where(key) for key in keys), *dict.fromkeys(around))
    details["count"] = len(cause.rivals)
    variant = "likely" if rivals else ""
    return Finding(
        code=code,
        where=wheres,
        details=details,
        expected=expected[0],
        identities=evidence,
        candidates=rivals,
        severity=severity,
        variant=variant,
    )


def _confirming(system: Constraints, changes: Sequence[Change]) -> list[CellKey]:
    """Places beside the wrong figures that print what should stand there."""
    expected = {change.key: change.expected for change in changes}
    return [
        system.keys[other]
        for place, key in enumerate(system.keys)
        if key in expected
        for n in system.at[place]
        for _, other in system.each[n].terms
        if len(system.each[n].terms) == 2
        and system.claims[other].state == "number"
        and system.values[other] == expected[key]
    ]


def _keys(cause: Cause) -> list[CellKey]:
    return [change.key for change in cause.changes]


def _recognised(subject: Subject) -> frozenset[tuple[str, int]]:
    """Pages that were recognised from pictures, where a wrong figure may be a misread one."""
    documents = subject.reading.documents if subject.reading else ()
    return recognised_pages(documents)


def _candidates(subject: Subject, cause: Cause) -> tuple[tuple[Where, str], ...]:
    found = [
        (subject.where(change.key), expected_at(subject, change))
        for rival in cause.rivals
        for change in rival
    ]
    return tuple(dict.fromkeys(found))[:_LISTED]


def expected_at(subject: Subject, change: Change) -> str:
    """What should stand at a place, as its form prints it."""
    return shown(subject, change.key, change.expected)


def evidence_of(
    subject: Subject, system: Constraints, numbers: Sequence[int]
) -> tuple[BrokenIdentity, ...]:
    """The first of some constraints, by their numbers, as evidence."""
    return tuple(evidence(subject, system, n) for n in numbers[:_LISTED])


def other_places(evidence: Sequence[BrokenIdentity], but: Sequence[CellKey]) -> tuple[Where, ...]:
    """The figures of the broken identities besides the wrong ones."""
    wrong = {(key.form, key.row, key.column) for key in but}
    found = [
        operand.where
        for identity in evidence
        for operand in identity.operands
        if operand.where.printed
        and (operand.where.form, operand.where.row, operand.where.column) not in wrong
    ]
    return tuple(dict.fromkeys(found))


def named_place(subject: Subject, key: CellKey, prefix: str = "") -> dict[str, object]:
    """A place for a message; a row without a label is named by its number,
    one without either as the row of figures."""
    label: object = subject.once(row_labels).get((key.form, key.row), key.row)
    if label == key.row and key.row.isascii() and not key.row[:1].isdigit():
        label = Message("place.only_row")
    printed = subject.where(key).printed
    return {
        f"{prefix}form": key.form,
        f"{prefix}row": label,
        f"{prefix}column": key.column,
        f"{prefix}printed": printed,
    }
