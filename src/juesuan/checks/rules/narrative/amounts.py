"""Amounts and counts in the narrative, against forms and against one another: N101 to N105."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.speech.against_forms import (
    ExceedsWhole,
    TieOut,
    exceeding_wholes,
    form_places,
    printed_in_form,
    tie_outs,
)
from juesuan.checks.speech.amounts import decimal_text, printed_like
from juesuan.checks.speech.assertions import Assertion, Remark, SectionText, places_of
from juesuan.checks.speech.code_names import ITEM, function_code
from juesuan.checks.speech.directions import direction_word
from juesuan.checks.speech.divided import DividedWrongly, divided_wrongly, judged
from juesuan.checks.speech.renamed import renamed_amounts
from juesuan.checks.speech.repeated import (
    converted,
    outvoted,
    stated_again,
    sum_of_others,
    whole_of_parts,
)
from juesuan.checks.speech.roles import stated_roles
from juesuan.checks.speech.said_of_others import said_of_others
from juesuan.checks.speech.sections import assertions, every_text, section_texts
from juesuan.checks.speech.tables_shown import ShownOtherwise, shown_otherwise
from juesuan.checks.speech.totals import (
    PartsDiffer,
    PartsExceed,
    excess_of,
    parts_differing,
    parts_exceeding,
    stated_once,
)
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed
from juesuan.facts import WAN, YUAN
from juesuan.reading.narrative import Mention

__all__ = ["RULES", "SETTINGS"]


class AmountDiffers(RuleSettings, frozen=True):
    """N101: how many times one money unit is another, how far (a part of the amount) digits may
    be apart that are still the same; how many amounts of a kind that no form prints are named."""

    units: tuple[int, ...]
    apart: Decimal
    examples: int


SETTINGS = {"N101": AmountDiffers}


def amount_differs(subject: Subject) -> Iterator[Finding | NotChecked]:
    """N101: an amount in the text that the form prints otherwise."""
    settings = AmountDiffers.of("N101")
    others = {*renamed_amounts(subject), *said_of_others(subject)}
    for tie in tie_outs(subject):
        if tie.assertion in others:
            continue  # N601: the name is wrong, not the amount
        if not tie.agrees and tie.assertion.mention.kind == "money":
            yield _differs(subject, "N101", tie, "unit" if _only_unit(tie, settings) else "")
    tied = {tie.assertion for tie in tie_outs(subject)}
    left = [one for one in _amounts(subject) if one not in tied and not one.mention.reason]
    groups: dict[str, list[Assertion]] = {}
    for one in left:
        groups.setdefault(_unlinked(one), []).append(one)
    for reason, ones in groups.items():
        named = list(dict.fromkeys(one.name + one.text for one in ones))
        details = {"count": len(ones), "examples": named[: settings.examples]}
        yield NotChecked("N101", reason, details)


def _unlinked(one: Assertion) -> str:
    """Why an amount is held against no form."""
    if one.year != "this":
        return "amounts_of_other_years"
    if one.meant is not None:
        return "amounts_in_no_form"
    return "amounts_of_no_item" if one.mention.sure else "amounts_of_unclear_item"


def _amounts(subject: Subject) -> Iterator[Assertion]:
    """Final accounts and budgets, in money."""
    for one in assertions(subject):
        if one.role in stated_roles() and one.mention.kind == "money":
            yield one


def count_differs(subject: Subject) -> Iterator[Finding]:
    """N102: a count in the text that the form prints otherwise."""
    for tie in tie_outs(subject):
        if not tie.agrees and tie.assertion.mention.kind == "count":
            yield _differs(subject, "N102", tie)


def _differs(subject: Subject, code: str, tie: TieOut, variant: str = "") -> Finding:
    one, figure = tie.assertion, tie.figures[0]
    details = {
        "name": one.name,
        "said": one.text,
        "form": figure.keys[0].form,
        "printed": printed_in_form(subject, figure),
    }
    where = (one.where, *form_places(subject, tie.figures))
    expected = printed_like(figure.value, _in_its_unit(one, figure) if variant else one.mention)
    return Finding(code=code, where=where, details=details, expected=expected, variant=variant)


def _in_its_unit(one: Assertion, figure: Observed) -> Mention:
    """The amount as printed, in the unit in which its digits are those of the form."""
    said = decimal_text(Fraction(one.mention.value))
    units = (replace(one.mention, unit=unit.zh) for unit in (YUAN, WAN))
    alike = (m for m in units if printed_like(figure.value, m) == said + m.unit)
    return next(alike, one.mention)


def _only_unit(tie: TieOut, settings: AmountDiffers) -> bool:
    """Whether the digits are right and only the unit is wrong."""
    number, printed = tie.assertion.number, tie.figures[0].value
    if not number.value or not printed:
        return False
    room = abs(number.half / number.value) / 2 + Fraction(settings.apart)
    factors = [Fraction(unit) for unit in settings.units]
    factors += [1 / factor for factor in factors]
    return any(abs(number.value / printed / factor - 1) <= room for factor in factors)


def said_twice(subject: Subject) -> Iterator[Finding]:
    """N103: one amount printed in two places of one part of the text with two values, where no
    form settles which is right."""
    for first, *others in stated_again(subject):
        other = next((o for o in others if not o.number.agrees(first.number.value)), None)
        if other is not None and (whole_of_parts(first, other) or sum_of_others(other)):
            continue
        if other is not None and not {first, other} & renamed_amounts(subject):
            yield _contradicts(subject, first, other)
    yield from map(_shown_otherwise, shown_otherwise(subject))
    for first, again in converted(subject):
        if not first.number.equals(again.number):
            right = printed_like(first.number.value, again.mention)
            details = {"name": first.name, "first": first.text, "other": again.text, "right": right}
            yield Finding(
                code="N103",
                where=places_of(again, first),
                details=details,
                expected=right,
                variant="converted",
            )


def _shown_otherwise(found: ShownOtherwise) -> Finding:
    """What a sentence says otherwise than the table that the text shows."""
    said, level = found.said, isinstance(found.said, Remark)
    unit = next(iter(said.within.assertions), None) if isinstance(said, Remark) else said
    right = printed_like(found.right, unit.mention) if unit else ""
    details: dict[str, object] = {"name": said.name, "said": said.text, "right": right}
    expected = right
    if level:
        details["expected"] = expected = direction_word(found.direction) + right
    return Finding(
        code="N103",
        where=(said.where, *found.where),
        details=details,
        expected=expected,
        variant="level" if level else "shown",
    )


def _contradicts(subject: Subject, first: Assertion, other: Assertion) -> Finding:
    """Two values of one quantity; the rates beside them may tell which is right."""
    wrong = next(
        (
            (one, right)
            for one, right in ((other, first), (first, other))
            if outvoted(subject, one, right) and not outvoted(subject, right, one)
        ),
        None,
    )
    details = {"name": first.name, "first": first.text, "other": other.text}
    if wrong is None:
        return Finding(code="N103", where=places_of(other, first), details=details)
    one, right = wrong
    return Finding(
        code="N103",
        where=places_of(one, right),
        details=details | {"wrong": one.text, "right": right.text},
        expected=right.text,
        variant="rated",
    )


def parts_differ(subject: Subject) -> Iterator[Finding]:
    """N104: a total of the text (an amount, or a change to last year) that its parts, all
    given beside it, do not add up to."""
    wrong = {tie.assertion for tie in tie_outs(subject) if not tie.agrees}
    told: set[Assertion] = set()
    kinds = [*((role, "") for role in stated_roles()), ("change", "last_year")]
    for text in every_text(subject):
        for role, base in kinds:
            stated = stated_once(text, role, base)
            if not wrong.intersection(stated.values()):
                for differing in parts_differing(text, stated):
                    told.update((differing.total, *differing.listed))
                    yield _parts_differ(subject, differing)
    for divided in divided_wrongly(subject):
        if not (wrong | told).intersection((divided.total, *divided.parts)):
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
    for text in every_text(subject):
        for items in _items_exceeding(subject, text):
            yield _exceed(items, places_of(items.total, *items.listed))
        for parts in parts_exceeding(stated_once(text, "final")):
            yield _exceed(parts, places_of(*parts.listed, parts.total))


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


RULES = {
    "N101": amount_differs,
    "N102": count_differs,
    "N103": said_twice,
    "N104": parts_differ,
    "N105": part_exceeds,
}
