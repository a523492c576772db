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
from juesuan.checks.causes.constraints import Constraints
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
        places = [place for _, place in constraint.terms if system.values[place]]
        if len(places) != 2:
            continue
        a, b = places
        form_a, form_b = system.keys[a].form, system.keys[b].form
        if form_a == form_b:
            continue
        if constraint.identity.kind == "part":
            if not system.fits(n, system.residuals[n]):
                part, whole = sorted(places, key=lambda place: -abs(system.values[place]))
                if _far(system, part, whole):
                    votes[system.keys[whole].form, Fraction(TIMES)] += 1
                    votes[system.keys[part].form, Fraction(1, TIMES)] += 1
        elif system.fits(n, system.residuals[n]):
            agree[form_a] += 1
            agree[form_b] += 1
        elif _ratio(system, a, b):
            votes[form_a, Fraction(1, TIMES)] += 1
            votes[form_b, Fraction(TIMES)] += 1
        elif _ratio(system, b, a):
            votes[form_a, Fraction(TIMES)] += 1
            votes[form_b, Fraction(1, TIMES)] += 1
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


def _ratio(system: Constraints, large: int, small: int) -> bool:
    """Whether one figure is the other in the smaller unit, within rounding."""
    by = abs(system.values[large] - TIMES * system.values[small])
    width = system.widths[large] + TIMES * max(system.widths[small], WAN.print_step // 2)
    return by <= width and abs(system.values[small]) > WAN.print_step // 2


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
