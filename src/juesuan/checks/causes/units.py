"""Forms printed in another unit than they say: 元 under 万元, or 万元 under 元.

All that such a form shares with the others is ten thousand times too large or too small. Its
figures are then taken in the unit that fits, so that nothing else is held against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.causes.claims import Claim
from juesuan.checks.causes.constraints import Constraints, TellingIdentity
from juesuan.checks.causes.settings import cause_settings
from juesuan.facts import WAN, YUAN
from juesuan.forms import CellKey

__all__ = ["in_unit", "other_units"]

TIMES = WAN.cents // YUAN.cents


def other_units(system: Constraints) -> Mapping[str, Fraction]:
    """Forms whose figures must be multiplied to agree with the others, and by what."""
    if all(map(system.fits, range(len(system.each)), system.residuals)):
        return {}
    agree: Counter[str] = Counter()
    votes: Counter[tuple[str, Fraction]] = Counter()
    for n, constraint in enumerate(system.each):
        sums = _by_form(system, constraint)
        if len(sums) != 2:
            continue
        (form_a, a), (form_b, b) = sums.items()
        if constraint.identity.kind == "part":
            places = [place for _, place in constraint.terms if system.values[place]]
            if len(places) == 2 and not system.fits(n, system.residuals[n]):
                part, whole = sorted(places, key=lambda place: -abs(system.values[place]))
                if _far(system, part, whole):
                    votes[system.keys[whole].form, Fraction(TIMES)] += 1
                    votes[system.keys[part].form, Fraction(1, TIMES)] += 1
        elif system.fits(n, system.residuals[n]):
            agree[form_a] += 1
            agree[form_b] += 1
        elif weight := _ratio(a, b):
            votes[form_a, Fraction(1, TIMES)] += weight
            votes[form_b, Fraction(TIMES)] += weight
        elif weight := _ratio(b, a):
            votes[form_a, Fraction(TIMES)] += weight
            votes[form_b, Fraction(1, TIMES)] += weight
    several = cause_settings().units.several
    # Of two that differ from each other the one that agrees with fewer others is meant.
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], agree[vote[0][0]]))
    for (form, times), count in ranked:
        if count >= several and count > 2 * agree[form]:
            return {form: times}  # the others are then looked at anew
    return {}


def _far(system: Constraints, part: int, whole: int) -> bool:
    """Whether a part that exceeds its whole does so by far, and would not in the other unit."""
    more, less = abs(system.values[part]), abs(system.values[whole])
    return cause_settings().units.far * less < more <= TIMES * (less + system.widths[whole])


def _by_form(system: Constraints, constraint: TellingIdentity) -> Mapping[str, tuple[int, int]]:
    """What each form has in an equation, as one sum without its sign, with its room of rounding;
    forms with nothing left out."""
    sums: dict[str, tuple[int, int]] = {}
    for factor, place in constraint.terms:
        if value := system.values[place]:
            form = system.keys[place].form
            before, room = sums.get(form, (0, 0))
            sums[form] = (before + factor * value, room + abs(factor) * system.widths[place])
    return {form: (abs(value), room) for form, (value, room) in sums.items()}


def _ratio(large: tuple[int, int], small: tuple[int, int]) -> int:
    """How much it weighs that one sum is the other in the smaller unit, within rounding: nothing
    where it is not; as much as several where no chance makes so many digits alike."""
    room = large[1] + TIMES * max(small[1], WAN.print_step // 2)
    if abs(large[0] - TIMES * small[0]) > room or small[0] <= WAN.print_step // 2:
        return 0
    units = cause_settings().units
    return units.several if len(str(small[0]).rstrip("0")) >= units.digits else 1


def in_unit(
    claims: Mapping[CellKey, Claim], form: str, times: Fraction, counted: frozenset[CellKey]
) -> dict[CellKey, Claim]:
    """The claims with a form's amounts multiplied, and taken as rounded; ``counted`` are no
    amounts."""
    converted = dict(claims)
    for key, claim in claims.items():
        if key.form == form and key not in counted:
            value = int(claim.value * times)
            converted[key] = replace(claim, value=value, half=WAN.print_step // 2)
    return converted
