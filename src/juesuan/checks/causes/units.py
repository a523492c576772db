"""Forms printed in another unit than they say: 元 under 万元, or 万元 under 元.

All that such a form shares with the others is ten thousand times too large or too small. Its
figures are then taken in the unit that fits, so that nothing else is held against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from juesuan.checks.causes.claims import Claim
from juesuan.checks.causes.lines import Lines
from juesuan.facts import WAN, YUAN
from juesuan.forms import CellKey

__all__ = ["in_unit", "other_units"]

TIMES = WAN.cents // YUAN.cents
_SEVERAL = 2
"""Facts shared with other forms, from which the unit can be told."""


def other_units(lines: Lines) -> Mapping[str, Fraction]:
    """Forms whose figures must be multiplied to agree with the others, and by what."""
    agree: Counter[str] = Counter()
    votes: Counter[tuple[str, Fraction]] = Counter()
    for n, line in enumerate(lines.lines):
        places = [place for _, place in line.terms if lines.values[place]]
        if line.identity.kind == "part" or len(places) != 2:
            continue
        a, b = places
        form_a, form_b = lines.keys[a].form, lines.keys[b].form
        if form_a == form_b:
            continue
        if lines.fits(n, lines.residual(n)):
            agree[form_a] += 1
            agree[form_b] += 1
        elif _ratio(lines, a, b):
            votes[form_a, Fraction(1, TIMES)] += 1
            votes[form_b, Fraction(TIMES)] += 1
        elif _ratio(lines, b, a):
            votes[form_a, Fraction(TIMES)] += 1
            votes[form_b, Fraction(1, TIMES)] += 1
    found: dict[str, Fraction] = {}
    for (form, times), count in votes.most_common():
        if count >= _SEVERAL and count > 2 * agree[form] and form not in found:
            found[form] = times
            break  # the others are then looked at anew
    return found


def _ratio(lines: Lines, large: int, small: int) -> bool:
    """Whether one figure is the other in the smaller unit, within rounding."""
    by = abs(lines.values[large] - TIMES * lines.values[small])
    width = lines.widths[large] + TIMES * max(lines.widths[small], WAN.print_step // 2)
    return by <= width and abs(lines.values[small]) > WAN.print_step // 2


def in_unit(
    claims: Mapping[CellKey, Claim], form: str, times: Fraction, counted: frozenset[CellKey]
) -> dict[CellKey, Claim]:
    """The claims with a form's amounts multiplied, and taken as rounded; ``counted`` are no
    amounts."""
    found = dict(claims)
    for key, claim in claims.items():
        if key.form == form and key not in counted:
            value = int(claim.value * times)
            found[key] = replace(claim, value=value, half=WAN.print_step // 2)
    return found
