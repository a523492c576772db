"""Narrative against forms (文字与报表): amounts and counts, and totals with their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.speech.amounts import Figure, said_like, sum_of
from juesuan.checks.speech.compared import STAGES, compared, printed_of
from juesuan.checks.speech.names import things
from juesuan.checks.speech.said import (
    Passage,
    Said,
    all_said,
    speech,
    where_said,
)
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed

__all__ = ["RULES"]

_MAGNITUDES = (10_000, 100, 1_000, 100_000_000)


def _places(subject: Subject, claims: Sequence[Observed]) -> tuple[Where, ...]:
    keys = dict.fromkeys(key for claim in claims for key in claim.keys)
    return tuple(subject.where(key) for key in keys)


def amount_differs(subject: Subject) -> Iterator[Finding | NotChecked]:
    """N101: an amount in the text that the form prints otherwise."""
    yield from _differs(subject, "N101", "money")
    linked = {id(c.said) for c in subject.once(compared)}
    amounts = [s for s in all_said(subject) if s.role in STAGES and s.mention.kind == "money"]
    left = [s for s in amounts if id(s) not in linked and not s.mention.reason]
    if left:
        yield NotChecked("N101", "figures_not_linked", {"count": len(left)})


def count_differs(subject: Subject) -> Iterator[Finding]:
    """N102: a count in the text that the form prints otherwise."""
    yield from _differs(subject, "N102", "count")


def _differs(subject: Subject, code: str, kind: str) -> Iterator[Finding]:
    for one in subject.once(compared):
        said = one.said
        if one.agrees or said.mention.kind != kind:
            continue
        claim = one.claims[0]
        expected = said_like(Fraction(claim.value), said.mention)
        details = {
            "name": said.name,
            "said": said.mention.text.strip(),
            "form": claim.keys[0].form,
            "printed": printed_of(subject, claim),
        }
        variant = "unit" if kind == "money" and _magnitude(said, claim) else ""
        where = (where_said(said), *_places(subject, one.claims))
        yield Finding(code=code, where=where, details=details, expected=expected, variant=variant)


def _magnitude(said: Said, claim: Observed) -> bool:
    """Whether the digits are right and only the unit is wrong."""
    value = said.figure.value
    if not value or not claim.value:
        return False
    step = Fraction(1, 2) * (said.figure.half / value)
    for factor in _MAGNITUDES:
        for ratio in (Fraction(factor), Fraction(1, factor)):
            if abs(value / claim.value / ratio - 1) <= abs(step) + Fraction(1, 10_000):
                return True
    return False


def said_twice(subject: Subject) -> Iterator[Finding]:
    """N103: one amount printed in two places of one part of the text with two values, where no
    form settles which is right."""
    settled = {id(c.said) for c in subject.once(compared)}
    groups: dict[tuple[object, ...], list[Said]] = {}
    for said in all_said(subject):
        if said.linked is None or said.role not in STAGES or said.mention.reason:
            continue
        if said.key[0] in things() and things()[said.key[0]].either:
            continue
        if id(said) not in settled and said.mention.kind == "money":
            part = subject.narrative.path(said.passage.section)[0]
            key = (id(part), said.key, said.role, said.year)
            groups.setdefault(key, []).append(said)
    for group in groups.values():
        values = {said.figure.value for said in group}
        per_sentence = [len([s for s in group if s.sentence is g.sentence]) for g in group]
        if len(values) < 2 or max(per_sentence) > 1:
            continue
        first = group[0]
        other = next((s for s in group if not s.figure.agrees(first.figure.value)), None)
        if other is None:
            continue
        details = {
            "name": first.name,
            "first": first.mention.text.strip(),
            "other": other.mention.text.strip(),
        }
        yield Finding(
            code="N103", where=tuple(where_said(s) for s in (other, first)), details=details
        )


def _one_each(passage: Passage, role: str, base: str) -> dict[str, Said]:
    """The things of a passage that are said with one value only in a role, by their ids."""
    found: dict[str, Said] = {}
    several = set()
    for said in passage.said:
        if said.role != role or not said.linked or said.year != "this" or said.mention.reason:
            continue
        if role == "change" and (said.base != base or said.mention.of not in {"", "final"}):
            continue
        thing = said.linked.thing
        if thing in found and found[thing].figure.value != said.figure.value:
            several.add(thing)
        found.setdefault(thing, said)
    return {thing: said for thing, said in found.items() if thing not in several}


def _signed(said: Said) -> Figure | None:
    if said.role != "change":
        return said.figure
    if said.figure.value == 0:
        return said.figure
    if not said.sign:
        return None
    return said.figure if said.sign > 0 else -said.figure


def parts_differ(subject: Subject) -> Iterator[Finding]:
    """N104: a total of the text (an amount, or a change to last year) that its parts, all
    given beside it, do not add up to."""
    wrong = {id(c.said) for c in subject.once(compared) if not c.agrees}
    for passage in speech(subject):
        for role, base in (
            ("final", ""),
            ("initial_budget", ""),
            ("full_year_budget", ""),
            ("budget", ""),
            ("change", "last_year"),
        ):
            said = _one_each(passage, role, base)
            if any(id(s) in wrong for s in said.values()):
                continue
            for thing, total in said.items():
                if thing in things():
                    yield from _total(passage, total, said)


def _total(passage: Passage, total: Said, said: dict[str, Said]) -> Iterator[Finding]:
    whole = _signed(total)
    for parts in things()[total.key[0]].parts:
        figures = [_part(passage, total, part, said) for part in parts]
        if whole is None or any(f is None for f in figures):
            continue
        added = sum_of([f for f in figures if f is not None])
        if abs(whole.value - added.value) <= whole.half + added.half:
            return
        expected = said_like(abs(added.value), total.mention)
        details = {
            "name": total.name,
            "said": _with_sign(total, whole.value),
            "sum": _with_sign(total, added.value),
        }
        listed = [said[part] for part in parts if part in said]
        where = (where_said(total), *(where_said(s) for s in listed))
        variant = "balance" if len(parts) == 1 else "change" if total.role == "change" else ""
        yield Finding(code="N104", where=where, details=details, expected=expected, variant=variant)
        return


def _with_sign(said: Said, value: Fraction) -> str:
    text = said_like(abs(value), said.mention)
    if said.role != "change" or not value:
        return text
    return f"+{text}" if value > 0 else f"-{text}"


def _part(passage: Passage, total: Said, part: str, said: dict[str, Said]) -> Figure | None:
    if part in said:
        return _signed(said[part])
    if total.role == "change":
        for remark in passage.remarks:
            thing = remark.linked.thing if remark.linked else ""
            same = remark.claim.direction == "equal" and remark.base == "last_year"
            if thing == part and same:
                return Figure(Fraction(0), Fraction(0))
    return None


def part_exceeds(subject: Subject) -> Iterator[Finding]:
    """N105: parts of a total that together are more than the total (what went to small firms
    beside all procurement)."""
    for passage in speech(subject):
        yield from _items_exceed(subject, passage)
        said = _one_each(passage, "final", "")
        for thing, total in said.items():
            if thing not in things():
                continue
            for parts in things()[thing].at_most:
                listed = [said[part] for part in parts if part in said]
                added = sum_of([s.figure for s in listed])
                if parts in things()[thing].parts and len(listed) == len(parts):
                    continue  # all of them must add up to it: another rule's
                if not listed or total.figure.value < 0:
                    continue
                if added.value <= total.figure.high + added.half:
                    continue
                details = {
                    "name": total.name,
                    "said": total.mention.text.strip(),
                    "parts": "、".join(f"{s.name}{s.mention.text.strip()}" for s in listed),
                    "sum": said_like(added.value, total.mention),
                }
                yield Finding(
                    code="N105",
                    where=tuple(where_said(s) for s in (*listed, total)),
                    details=details,
                )


def _items_exceed(subject: Subject, passage: Passage) -> Iterator[Finding]:
    """Functional items (项) below a total whose budgets, say, are together more than its own."""
    sections = subject.narrative.sections
    below = [passage, *(p for p in speech(subject) if p.section.parent >= 0)]
    below = [p for p in below if p is passage or sections[p.section.parent] is passage.section]
    for role in STAGES:
        total = _one_each(passage, role, "").get("expenditure")
        items = {
            said.key[0]: said
            for part in below
            for said in _one_each(part, role, "").values()
            if total and said.key[1] == total.key[1] and _is_item(said.key[0])
        }
        added = sum_of([said.figure for said in items.values()])
        if total is None or not items or total.figure.value < 0:
            continue
        if added.value <= total.figure.high + added.half:
            continue
        if any(not c.agrees and c.said in items.values() for c in subject.once(compared)):
            continue
        details = {
            "name": total.name,
            "said": total.mention.text.strip(),
            "parts": "、".join(f"{s.name}{s.mention.text.strip()}" for s in items.values()),
            "sum": said_like(added.value, total.mention),
        }
        yield Finding(
            code="N105",
            where=(where_said(total), *map(where_said, items.values())),
            details=details,
        )


def _is_item(thing: str) -> bool:
    return len(thing) == len("function:2010301") and thing.startswith("function:")


RULES = {
    "N101": amount_differs,
    "N102": count_differs,
    "N103": said_twice,
    "N104": parts_differ,
    "N105": part_exceeds,
}
