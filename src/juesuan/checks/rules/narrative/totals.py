"""Totals and their parts in the narrative (合计与分项): N104, N105, N115."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.meaning.code_names import ITEM, function_code
from juesuan.checks.speech.meaning.roles import stated_roles
from juesuan.checks.speech.printed.against_forms import (
    ExceedsWhole,
    exceeding_wholes,
    form_places,
    printed_in_form,
    tie_outs,
)
from juesuan.checks.speech.sentences.amounts import printed_like
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, places_of
from juesuan.checks.speech.sentences.sections import every_text, section_texts, texts_with_items
from juesuan.checks.speech.sums.contained import beyond_their_wholes, of_the_other_way
from juesuan.checks.speech.sums.divided import DividedWrongly, divided_wrongly, judged
from juesuan.checks.speech.sums.exceeding import OfWhichWords, exceeding_parts
from juesuan.checks.speech.sums.runs import RunWords, slipped_runs
from juesuan.checks.speech.sums.totals import (
    PartsDiffer,
    PartsExceed,
    excess_of,
    parts_differing,
    parts_exceeding,
    stated_once,
)
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

SETTINGS = {"N104": RunWords, "N105": OfWhichWords}


def parts_differ(subject: Subject) -> Iterator[Finding]:
    """N104: a total of the text (an amount, or a change to last year) that its parts, all
    given beside it, do not add up to."""
    wrong = {tie.assertion for tie in tie_outs(subject) if not tie.agrees}
    told: set[Assertion] = set()
    kinds = [*((role, "") for role in stated_roles()), ("change", "last_year")]
    for text in (*every_text(subject), *texts_with_items(subject)):
        for role, base in kinds:
            stated = stated_once(text, role, base)
            if not (wrong | told).intersection(stated.values()):
                for differing in parts_differing(text, stated):
                    told.update((differing.total, *differing.listed))
                    yield _parts_differ(subject, differing)
    for divided in (*divided_wrongly(subject), *slipped_runs(subject)):
        if not (wrong | told).intersection((divided.total, *divided.parts)):
            told.update((divided.total, *divided.parts))
            yield _divided(divided)


def _parts_differ(subject: Subject, differing: PartsDiffer) -> Finding:
    total = differing.total
    whole = total.role == "final" and len(differing.listed) == differing.parts > 1
    if whole and (told := judged(subject, total, differing.listed)):
        return _divided(told)
    details = {
        "name": total.name,
        "said": _with_sign(total, total.signed.value),
        "sum": _with_sign(total, differing.sum.value),
    }
    variant = "balance" if differing.parts == 1 else "change" if total.role == "change" else ""
    expected = printed_like(abs(differing.sum.value), total.mention)
    return Finding(
        code="N104",
        where=places_of(total, *differing.listed),
        details=details,
        expected=expected,
        variant=variant,
    )


def _divided(divided: DividedWrongly) -> Finding:
    """Parts that do not add up; the one figure that a slip explains, or all of them."""
    total = divided.total
    details = {
        "name": total.name,
        "said": total.text,
        "sum": printed_like(divided.sum.value, total.mention),
        "parts": [_named(part) for part in divided.parts],
    }
    if divided.borne and len(divided.slips) == 1:
        one, right = divided.slips[0]
        beside = divided.parts[0] if one is total else total
        expected = printed_like(right, replace(one.mention, unit=beside.mention.unit))
        details |= {"wrong": _named(one), "right": expected}
        rest = (part for part in (total, *divided.parts) if part is not one)
        where = places_of(one, *rest)
        return Finding(code="N104", where=where, details=details, expected=expected, variant="part")
    where = places_of(total, *divided.parts)
    details["ways"] = [
        f"{_named(one)}→{printed_like(right, one.mention)}" for one, right in divided.slips
    ]
    return Finding(
        code="N104", where=where, details=details, variant="open" if divided.slips else "unknown"
    )


def _named(one: Assertion) -> str:
    """A figure with its name, if that is surely known."""
    return one.name + one.text if one.mention.sure else one.text


def _with_sign(total: Assertion, value: Fraction) -> str:
    """A value printed as the total is; a change with its sign."""
    sign = "" if total.role != "change" or not value else "+" if value > 0 else "-"
    return sign + printed_like(abs(value), total.mention)


def part_exceeds(subject: Subject) -> Iterator[Finding]:
    """N105: parts of a total that together are more than the total (what went to small firms
    beside all procurement), or one that is more than what a form prints of the whole."""
    for tie in exceeding_wholes(subject):
        yield _exceeds_whole(subject, tie)
    told: set[Assertion] = set()
    for text in every_text(subject):
        for items in _items_exceeding(subject, text):
            yield _exceed(items, places_of(items.total, *items.listed))
        for parts in parts_exceeding(stated_once(text, "final")):
            told.update(parts.listed)
            yield _exceed(parts, places_of(*parts.listed, parts.total))
    for part, whole in exceeding_parts(subject):
        if part in told:
            continue
        details = {"name": whole.name, "said": whole.text, "part": part.text}
        yield Finding(
            code="N105", where=places_of(part, whole), details=details, variant="of_which"
        )
        told.add(part)
    told.update(one for wrong in divided_wrongly(subject) for one in (wrong.total, *wrong.parts))
    for part, whole in beyond_their_wholes(subject):
        if not told.intersection((part, whole)):
            told.add(part)
            details = {"name": whole.name, "said": whole.text, "part": part.name + part.text}
            where = places_of(part, whole)
            yield Finding(code="N105", where=where, details=details, variant="contained")


def part_of_the_other_way(subject: Subject) -> Iterator[Finding]:
    """N115: an expenditure among the parts of an income, or the other way round."""
    for part, total in of_the_other_way(subject):
        details = {"name": total.name, "said": total.text, "part": part.name + part.text}
        yield Finding(code="N115", where=places_of(part, total), details=details)


def _exceed(exceeding: PartsExceed, where: tuple[Where, ...]) -> Finding:
    total = exceeding.total
    details = {
        "name": total.name,
        "said": total.text,
        "parts": [one.name + one.text for one in exceeding.listed],
        "sum": printed_like(exceeding.sum.value, total.mention),
    }
    return Finding(code="N105", where=where, details=details)


def _exceeds_whole(subject: Subject, exceeding: ExceedsWhole) -> Finding:
    one, figure = exceeding.assertion, exceeding.figures[0]
    details = {
        "name": one.name,
        "said": one.text,
        "form": figure.keys[0].form,
        "whole": exceeding.whole,
        "printed": printed_in_form(subject, figure),
    }
    where = (one.where, *form_places(subject, exceeding.figures))
    return Finding(code="N105", where=where, details=details, variant="of_form")


def _items_exceeding(subject: Subject, text: SectionText) -> Iterator[PartsExceed]:
    """Functional items (项) in the sections right below a total whose budgets, say, are together
    more than its own; none where a form says that one of the items is wrong."""
    wrong = {tie.assertion for tie in tie_outs(subject) if not tie.agrees}
    below = [text, *(other for other in section_texts(subject) if _is_below(subject, other, text))]
    for role in stated_roles():
        total = stated_once(text, role).get("expenditure")
        if total is None:
            continue
        items = {
            item.key[0]: item
            for part in below
            for item in stated_once(part, role).values()
            if item.key[1] == total.key[1] and len(function_code(item.key[0])) == ITEM
        }
        exceeding = excess_of(total, list(items.values())) if items else None
        if exceeding and not wrong.intersection(items.values()):
            yield exceeding


def _is_below(subject: Subject, text: SectionText, above: SectionText) -> bool:
    parent = -1 if above.elsewhere else text.section.parent
    return parent >= 0 and subject.narrative.sections[parent] is above.section


RULES = {"N104": parts_differ, "N105": part_exceeds, "N115": part_of_the_other_way}
