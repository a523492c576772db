"""A document's figures explained: what holds, what rounding explains, and what is the cause
of the rest.

``explained`` is the one call that rules and reports make. It counts the identities by
outcome, finds the causes of those that nothing lawful explains, and sets apart the forms in
which so much is broken that misreading is likelier than so many errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.causes.causes import Cause, causes_of
from juesuan.checks.causes.claims import claims_of, identities_of, stray_numbers
from juesuan.checks.causes.covering import explainable
from juesuan.checks.causes.lines import Lines, outcome
from juesuan.checks.causes.trust import forms_apart, trusted
from juesuan.checks.causes.units import in_unit, other_units
from juesuan.checks.model import BrokenIdentity, Operand, Where
from juesuan.checks.subject import Subject
from juesuan.facts import money_unit, plain_amount, round_half_away
from juesuan.forms import MONEY, CellKey

__all__ = ["Explained", "Said", "explained", "explained_alone", "shown", "told"]

_WAN_STEP = 10_000


@dataclass(frozen=True, slots=True)
class Said:
    """An amount that other parts of the document give for a cell (a sentence, a performance
    table): its value in cents, and where. It weighs in choosing between causes and is never
    itself blamed here."""

    key: CellKey
    value: int
    where: Where


@dataclass
class Explained:
    """What became of a document's identities.

    ``outcomes`` counts them: ``held``, ``tails``, ``broken``, ``unchecked``; ``unchecked``
    says why by reason. ``causes`` explain the broken ones. ``parts`` are lines where a part
    is larger than its whole and nothing else is wrong. ``beyond`` are lines that hold one by
    one within rounding and not all together. ``misread`` are forms (broken lines, lines) that
    were probably not read well, ``unsolved`` lines that no few changes explain. ``units`` are
    forms printed in another unit than they say, and what to multiply them by; they are
    explained in the unit that fits.
    """

    lines: Lines
    outcomes: Mapping[str, int]
    unchecked: Mapping[str, int]
    causes: list[Cause] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    beyond: list[int] = field(default_factory=list)
    misread: dict[str, tuple[int, int]] = field(default_factory=dict)
    unsolved: list[int] = field(default_factory=list)
    units: dict[str, Fraction] = field(default_factory=dict)


def explained_alone(subject: Subject) -> Explained:
    """``explained`` by the document's own text, for ``Subject.once``."""
    return explained(subject)


def explained(subject: Subject, said: Sequence[Said] = ()) -> Explained:
    """Explain the figures of a document; ``said`` are amounts known to be of certain cells."""
    identities, claims = identities_of(subject), claims_of(subject)
    reasons = Counter(
        outcome(identity, [claims[key].state for _, key in identity.terms])
        for identity in identities
    )
    lines = Lines.of(identities, claims)
    units: dict[str, Fraction] = {}
    while (other := other_units(lines)) and not other.keys() <= units.keys():
        counted = frozenset(key for key, cell in subject.cells.items() if cell.unit != MONEY)
        for form, times in other.items():
            units[form] = times
            claims = in_unit(claims, form, times, counted)
        lines = Lines.of(identities, claims)
    residuals = [lines.residual(n) for n in range(len(lines.lines))]
    broken = [n for n, residual in enumerate(residuals) if not lines.fits(n, residual)]
    equal = [n for n in broken if lines.lines[n].identity.kind != "part"]
    tails = [
        n
        for n, residual in enumerate(residuals)
        if residual and lines.lines[n].identity.kind != "part" and lines.fits(n, residual)
    ]
    told = reasons.pop("told", 0)
    del reasons["empty"], reasons["nothing"]
    found = Explained(
        lines,
        {
            "held": told - len(broken) - len(tails),
            "tails": len(tails),
            "broken": len(broken),
            "unchecked": reasons.total(),
        },
        dict(reasons),
        units=units,
    )
    if equal:
        _search(found, subject, equal, said)
    if tails:
        found.beyond = list(explainable(lines))
    found.parts = [n for n in broken if n not in equal and not _doubted(found, n, set(equal))]
    return found


def _doubted(found: Explained, part: int, broken: Collection[int]) -> bool:
    """Whether a figure of a part and its whole is wrong or doubtful for other reasons."""
    lines = found.lines
    for _, place in lines.lines[part].terms:
        key = lines.keys[place]
        if key.form in found.misread or any(line in broken for line in lines.at[place]):
            return True
    return False


def _amounts(subject: Subject) -> frozenset[int]:
    """The amounts of the text, in hundredths of 万元."""
    found = set()
    for _, _, mention in subject.narrative.mentions():
        if mention.kind == "money" and mention.unit in {"元", "万元"}:
            cents = int(mention.value * money_unit(mention.unit).cents)
            found.add(round_half_away(cents, _WAN_STEP))
    return frozenset(found)


def _search(found: Explained, subject: Subject, broken: list[int], said: Sequence[Said]) -> None:
    """Find the causes of broken lines, and set apart what reading is likelier to blame for."""
    lines = found.lines
    amounts = _amounts(subject) | {round_half_away(one.value, _WAN_STEP) for one in said}
    apart = forms_apart(lines, set(broken))
    whole = {n for cause in apart for n in cause.lines}
    causes = causes_of(lines, [n for n in broken if n not in whole], amounts)
    judged = trusted(lines, causes, set(broken), stray_numbers(subject))
    found.causes = [*apart, *judged.causes]
    found.misread, found.unsolved = judged.misread, judged.unsolved
    if unsure := judged.unsure:
        counts = found.outcomes
        found.unchecked = {**found.unchecked, "unsure": found.unchecked.get("unsure", 0) + unsure}
        found.outcomes = {
            **counts,
            "broken": counts["broken"] - unsure,
            "unchecked": counts["unchecked"] + unsure,
        }


def shown(subject: Subject, key: CellKey, value: int) -> str:
    """A value of a cell as a plain decimal in the unit that its form prints."""
    if subject.cells[key].unit != MONEY:
        return str(value)
    observation = subject.observed.get(key)
    unit = money_unit(observation.unit) if observation else subject.disclosure.money
    if value % unit.print_step:
        return format(Decimal(value) / unit.cents, "f")
    return plain_amount(value, unit)


def told(subject: Subject, lines: Lines, line: int) -> BrokenIdentity:
    """A line as evidence: its operands with their places, and the difference."""
    identity = lines.lines[line].identity
    operands = tuple(
        Operand(c, subject.where(lines.keys[place])) for c, place in lines.lines[line].terms
    )
    first = lines.keys[lines.lines[line].terms[0][1]]
    difference = shown(subject, first, lines.residual(line))
    unit = subject.unit_of(first)
    return BrokenIdentity(identity.kind, identity.dimension, operands, difference, unit)
