"""A document's figures explained: what holds, what rounding explains, and what is the cause
of the rest.

``explained`` is the one call that rules and reports make. It counts the identities by
outcome, finds the causes of those that nothing lawful explains, and sets apart the forms in
which so much is broken that misreading is likelier than so many errors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct, field

from juesuan.checks.causes.alike import usual_values
from juesuan.checks.causes.causes import Cause, causes_of
from juesuan.checks.causes.claims import claims_of, identities_of, stray_numbers
from juesuan.checks.causes.constraints import Constraints, outcomes
from juesuan.checks.causes.covering import explainable
from juesuan.checks.causes.trust import forms_apart, trusted
from juesuan.checks.causes.units import in_unit, other_units
from juesuan.checks.model import BrokenIdentity, Operand
from juesuan.checks.subject import Subject
from juesuan.facts import format_amount, is_money, money_unit, plain_amount, round_half_away
from juesuan.forms import MONEY, CellKey

__all__ = ["Explained", "evidence", "explained", "shown"]

_WAN_STEP = 10_000
_BARE = re.compile(r"\d{4}")
"""Thousands without a separator."""


class Explained(Struct, kw_only=True):
    """What became of a document's identities.

    ``outcomes`` counts them: ``held``, ``tails``, ``broken``, ``unchecked``; ``unchecked``
    says why by reason. ``causes`` explain the broken ones. Of constraints, by their numbers:
    ``parts`` are those where a part is larger than its whole and nothing else is wrong,
    ``beyond`` those that hold one by one within rounding and not all together, ``unsolved``
    those that no few changes explain. ``misread`` are forms that were probably not read well,
    with how many of their constraints are broken and how many there are; ``units`` are forms
    printed in another unit than they say, and what to multiply them by: they are explained in
    the unit that fits. ``searched`` are all causes found, those not held against it included.
    """

    system: Constraints
    outcomes: Mapping[str, int]
    unchecked: Mapping[str, int]
    causes: list[Cause] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    beyond: list[int] = field(default_factory=list)
    misread: dict[str, tuple[int, int]] = field(default_factory=dict)
    unsolved: list[int] = field(default_factory=list)
    units: dict[str, Fraction] = field(default_factory=dict)
    searched: list[Cause] = field(default_factory=list)


def explained(subject: Subject) -> Explained:
    """The figures of a document explained; ask ``Subject.once`` for it."""
    identities, claims = identities_of(subject), claims_of(subject)
    said = outcomes(identities, claims)
    reasons = Counter(said)
    system = Constraints.of(identities, claims, said)
    units: dict[str, Fraction] = {}
    while (other := other_units(system)) and not other.keys() <= units.keys():
        counted = frozenset(key for key, cell in subject.cells.items() if cell.unit != MONEY)
        for form, times in other.items():
            units[form] = times
            claims = in_unit(claims, form, times, counted)
        system = Constraints.of(identities, claims)
    residuals = system.residuals
    broken = [n for n, residual in enumerate(residuals) if not system.fits(n, residual)]
    equal = [n for n in broken if system.each[n].identity.kind != "part"]
    tails = [
        n
        for n, residual in enumerate(residuals)
        if residual and system.each[n].identity.kind != "part" and system.fits(n, residual)
    ]
    telling = reasons.pop("told", 0)
    del reasons["empty"], reasons["nothing"]
    result = Explained(
        system=system,
        outcomes={
            "held": telling - len(broken) - len(tails),
            "tails": len(tails),
            "broken": len(broken),
            "unchecked": reasons.total(),
        },
        unchecked=dict(reasons),
        units=units,
    )
    if equal:
        _search(result, subject, equal)
    if tails:
        result.beyond = list(explainable(system))
    result.parts = [n for n in broken if n not in equal and not _doubted(result, n, set(equal))]
    return result


def _doubted(found: Explained, part: int, broken: Collection[int]) -> bool:
    """Whether a figure of a part and its whole is wrong or doubtful for other reasons."""
    system = found.system
    for _, place in system.each[part].terms:
        key = system.keys[place]
        if key.form in found.misread or any(number in broken for number in system.at[place]):
            return True
    return False


def _amounts(subject: Subject) -> frozenset[int]:
    """The amounts of the text, in hundredths of 万元."""
    amounts = set()
    for _, _, mention in subject.narrative.mentions():
        if mention.kind == "money" and is_money(mention.unit):
            cents = int(mention.value * money_unit(mention.unit).cents)
            amounts.add(round_half_away(cents, _WAN_STEP))
    return frozenset(amounts)


def _as_before(
    subject: Subject, system: Constraints, broken: Collection[int]
) -> list[Cause] | None:
    """The causes found before some figures were put right, where these settled the others and
    touched none of what is still broken; else ``None``: then the search is made anew."""
    if subject.before is None:
        return None
    known = subject.before.once(explained)
    was = known.system
    if [one.terms for one in was.each] != [one.terms for one in system.each]:
        return None
    wanted = set(broken)
    left = [cause for cause in known.searched if not wanted.isdisjoint(cause.broken)]
    if {n for cause in left for n in cause.broken} != wanted:
        return None
    place_of = {key: place for place, key in enumerate(system.keys)}
    changed = (c.key for cause in left for each in (cause.changes, *cause.rivals) for c in each)
    near = wanted.union(*(system.at[place_of[key]] for key in changed))
    return left if all(was.residual(n) == system.residual(n) for n in near) else None


def _search(result: Explained, subject: Subject, broken: list[int]) -> None:
    """Find the causes of broken constraints; set apart what reading is likelier to blame for."""
    system = result.system
    apart = forms_apart(system, set(broken))
    whole = {n for cause in apart for n in cause.broken}
    wanted = [n for n in broken if n not in whole]
    causes = _as_before(subject, system, wanted)
    if causes is None:
        causes = causes_of(system, wanted, _amounts(subject), usual_values(subject))
    result.searched = causes
    judged = trusted(system, causes, set(broken), stray_numbers(subject))
    result.causes = [*apart, *judged.causes]
    result.misread, result.unsolved = judged.misread, judged.unsolved
    if unsure := judged.unsure:
        counts = result.outcomes
        result.unchecked = {
            **result.unchecked,
            "unsure": result.unchecked.get("unsure", 0) + unsure,
        }
        result.outcomes = {
            **counts,
            "broken": counts["broken"] - unsure,
            "unchecked": counts["unchecked"] + unsure,
        }


def shown(subject: Subject, key: CellKey, value: int) -> str:
    """A value of a cell in the unit that its form prints: with thousands separators, unless the
    cell's own figure is printed without."""
    if subject.cells[key].unit != MONEY:
        return str(value)
    observation = subject.observed.get(key)
    unit = money_unit(observation.unit) if observation else subject.disclosure.money
    separated = observation is None or not _BARE.search(observation.text)
    if value % unit.print_step:
        return format(Decimal(value) / unit.cents, ",f" if separated else "f")
    return format_amount(value, unit) if separated else plain_amount(value, unit)


def evidence(subject: Subject, system: Constraints, number: int) -> BrokenIdentity:
    """A constraint as evidence: its operands with their places, and the difference."""
    identity = system.each[number].identity
    operands = tuple(
        Operand(c, subject.where(system.keys[place])) for c, place in system.each[number].terms
    )
    first = system.keys[system.each[number].terms[0][1]]
    difference = shown(subject, first, system.residual(number))
    unit = subject.unit_of(first)
    return BrokenIdentity(identity.kind, identity.dimension, operands, difference, unit)
