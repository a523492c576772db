"""Parts that are said to have gone up or down while the whole moved by the other parts alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.sentences.amounts import sum_of
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, SectionText, held_together
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject

__all__ = ["Unmoved", "unmoved_parts"]

_MOVES = frozenset({"increase", "decrease"})


class Unmoved(Struct, frozen=True, kw_only=True):
    """A part said to have moved, the whole's change to last year, and those of the other parts,
    which together are just that."""

    remark: Remark
    total: Assertion
    others: tuple[Assertion, ...]


def unmoved_parts(subject: Subject) -> Iterator[Unmoved]:
    """The parts of a whole of which a text gives a direction but no figure, though nothing is
    left of the whole's change for them."""
    parents: dict[int, list[SectionText]] = {}
    for text in section_texts(subject):
        parents.setdefault(text.section.parent, []).append(text)
    for parent, texts in parents.items():
        above = [
            t for t in section_texts(subject) if parent >= 0 and _is_section(subject, t, parent)
        ]
        yield from _unmoved([*above, *texts])


def _is_section(subject: Subject, text: SectionText, number: int) -> bool:
    return subject.narrative.sections[number] is text.section


def _unmoved(texts: Sequence[SectionText]) -> Iterator[Unmoved]:
    changes: dict[str, Assertion] = {}
    for one in (one for text in texts for one in text.assertions):
        if one.role == "change" and one.base == "last_year" and one.sign and one.meant:
            changes.setdefault(one.meant.topic, one)
    remarks = [
        remark
        for text in texts
        for remark in text.remarks
        if remark.base == "last_year" and remark.meant and remark.meant.topic not in changes
    ]
    equal = {r.meant.topic for r in remarks if r.meant and r.claim.direction == "equal"}
    for id_, total in changes.items():
        for parts in topics()[id_].parts if id_ in topics() else ():
            moved = [r for r in remarks if _moves(r) and r.meant and r.meant.topic in parts]
            rest = [part for part in parts if all(part != r.key[0] for r in moved)]
            if len(moved) != 1 or not all(part in changes or part in equal for part in rest):
                continue
            others = tuple(changes[part] for part in rest if part in changes)
            held_together(total, *others)
            if others and total.signed.value == sum_of(one.signed for one in others).value:
                yield Unmoved(remark=moved[0], total=total, others=others)
                break


def _moves(remark: Remark) -> bool:
    return remark.claim.direction in _MOVES
