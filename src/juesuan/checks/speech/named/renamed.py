"""Items whose name the amount belies (张冠李戴): the forms give it to another item of the level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.speech.meaning.code_names import CLASS, ITEM, SECTION, function_code
from juesuan.checks.speech.named.paths import spelled_alike
from juesuan.checks.speech.sentences.amounts import Rounded
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND, observed, selected
from juesuan.classification import code_list

__all__ = ["Renamed", "renamed", "renamed_amounts"]

_FUNDS = (*ANY_FUND, "government_funds")


class Renamed(Struct, frozen=True, kw_only=True, eq=False):
    """A name as said and the one that the amount belongs to; ``amounts`` are those told of it,
    the first of which gives it away; ``again``: the name is told elsewhere with its own amount."""

    said: str
    right: str
    amounts: tuple[Assertion, ...]
    again: bool


def renamed(subject: Subject) -> Sequence[Renamed]:
    """All such names of the narrative, where the document shows forms; once a document."""
    return subject.once(_renamed)


def renamed_amounts(subject: Subject) -> frozenset[Assertion]:
    """What is told of items under another's name, which forms and text cannot be held to."""
    return frozenset(one for found in renamed(subject) for one in found.amounts if found.again)


def _renamed(subject: Subject) -> Sequence[Renamed]:
    if "forms" not in subject.has:
        return ()
    return [*_told_twice(subject), *_not_printed(subject)]


def _told(subject: Subject) -> Iterator[Assertion]:
    """This year's accounts in money of more than nothing."""
    for text in section_texts(subject):
        for one in text.assertions:
            known = (one.mention.kind, one.role, one.year) == ("money", "final", "this")
            if known and one.mention.sure and not one.mention.reason and one.number.value > 0:
                yield one


def _told_twice(subject: Subject) -> Iterator[Renamed]:
    """Two texts side by side tell one item, one of them with the amount of the item's neighbour
    that no text beside them tells."""
    told: dict[tuple[int, str], list[Assertion]] = defaultdict(list)
    beside: dict[int, set[str]] = defaultdict(set)
    for one in _told(subject):
        code = function_code(one.key[0])
        if len(code) == ITEM:
            parent = one.within.section.parent
            told[parent, code].append(one)
            beside[parent].add(code)
    for (parent, code), all_of_it in told.items():
        own = _values(subject, code)
        right = [one for one in all_of_it if _is_one_of(one.number, own)]
        wrong = [one for one in all_of_it if one not in right]
        apart = {id(one.within) for one in right}.isdisjoint(id(one.within) for one in wrong)
        if not (right and wrong and apart and own):
            continue
        owner = _only_owner(subject, wrong[0].number, code[:SECTION], ITEM)
        if owner and owner not in beside[parent]:
            key, text = wrong[0].key, wrong[0].within
            amounts = (wrong[0], *(o for o in text.assertions if o.key == key and o != wrong[0]))
            yield _found(subject, code, owner, amounts, again=True)


def _found(
    subject: Subject, code: str, owner: str, amounts: tuple[Assertion, ...], *, again: bool
) -> Renamed:
    codes = code_list("function", subject.disclosure.year)
    return Renamed(said=codes.name(code), right=codes.name(owner), amounts=amounts, again=again)


def _not_printed(subject: Subject) -> Iterator[Renamed]:
    """A class or item by its bare name of which no form has a row, while one other of its level
    has the amount and is told nowhere."""
    codes = code_list("function", subject.disclosure.year)
    levels = {
        spelling: code.code
        for code in codes
        if len(code.code) == CLASS
        for spelling in spelled_alike(code.name)
    }
    rows = subject.once(_rows)
    every = list(_told(subject))
    told = {function_code(one.key[0]) for one in every}
    for one in every:
        code = levels.get(one.mention.subject, "") if one.meant is None else ""
        if not code or not rows or code in rows or any(row.startswith(code) for row in rows):
            continue
        owner = _only_owner(subject, one.number, "", CLASS)
        if owner and owner not in told:
            yield _found(subject, code, owner, (one,), again=False)


def _rows(subject: Subject) -> frozenset[str]:
    """The functional codes that forms print an amount of."""
    codes = code_list("function", subject.disclosure.year)
    return frozenset(key.row for key in subject.cells if key.row in codes and subject.value(key))


def _values(subject: Subject, code: str) -> Sequence[int]:
    """What the forms print as this year's account of a code, in any kind of money."""
    return subject.once(_all_values).get(code, ())


def _all_values(subject: Subject) -> Mapping[str, Sequence[int]]:
    return {
        code: [
            figure.value
            for fund in _FUNDS
            for figure in observed(
                subject, selected(subject, f"expenditure[function={code}]", fund), "final"
            )
        ]
        for code in subject.once(_rows)
    }


def _is_one_of(number: Rounded, values: Sequence[int]) -> bool:
    return any(abs(number.value - Fraction(value)) <= number.half for value in values)


def _only_owner(subject: Subject, number: Rounded, above: str, digits: int) -> str:
    """The only code of so many digits below another that has an amount; empty if none or more."""
    owners = [
        code
        for code in subject.once(_rows)
        if len(code) == digits
        and code.startswith(above)
        and _is_one_of(number, _values(subject, code))
    ]
    return owners[0] if len(owners) == 1 else ""
