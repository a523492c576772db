"""How likely a change of a printed figure is what went wrong: slips (笔误) people make.

Sets of changes of one size are told apart by how their figures may have come about: a digit
mistyped, two digits swapped, a sign, a decimal point, a figure added up twice. What the text
of the document says confirms a figure or its correction.
"""

from __future__ import annotations

from collections.abc import Collection

from juesuan.checks.causes.claims import Claim
from juesuan.checks.causes.settings import cause_settings
from juesuan.facts import round_half_away

__all__ = ["cost_of", "is_slip"]

_WAN_STEP = 10_000


def is_slip(printed: int, expected: int) -> bool:
    """Whether one figure may have been written for another: a digit changed, lost or doubled,
    two neighbours swapped, the sign, the decimal point, or the figure counted twice.

    >>> [is_slip(26487, other) for other in (26437, 24687, -26487, 264870, 52974, 99999)]
    [True, True, True, True, True, False]
    """
    if not printed or not expected:
        return False
    one, other = str(abs(printed)), str(abs(expected))
    if one == other:
        return printed == -expected
    if (printed < 0) != (expected < 0):
        return False
    if printed in {2 * expected, expected * 10, expected * 100, expected * 10_000}:
        return True
    if expected in {2 * printed, printed * 10, printed * 100, printed * 10_000}:
        return True
    if len(one) == len(other):
        wrong = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        first = wrong[0]
        return len(wrong) == 1 or (
            len(wrong) == 2
            and wrong[1] == first + 1
            and one[first : first + 2] == other[first : first + 2][::-1]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) == len(shorter) + 1 and any(
        longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer))
    )


def cost_of(
    claim: Claim, expected: int, said: Collection[int] = (), usual: Collection[int] = ()
) -> int:
    """How unlikely it is that this figure is the wrong one, about 100; ``said`` are the amounts
    of the text in hundredths of 万元, ``usual`` what customary counterparts print."""
    weigh = cause_settings().likelihood
    cost = weigh.figure
    if claim.state == "blank":
        cost += weigh.blank
    elif claim.state == "dash":
        cost += weigh.dash
    elif not expected:
        cost += weigh.vanishes
    elif is_slip(claim.value // (2 * claim.half or 1), expected // (2 * claim.half or 1)):
        cost += weigh.slip
    if expected < 0 <= claim.value:
        cost += weigh.negative
    if expected and round_half_away(expected, _WAN_STEP) in said:
        cost += weigh.said
    if claim.value and round_half_away(claim.value, _WAN_STEP) in said:
        cost -= weigh.said
    if any(abs(expected - other) <= 2 * claim.half for other in usual):
        cost += weigh.usual
    if any(abs(claim.value - other) <= 2 * claim.half for other in usual):
        cost -= weigh.usual
    return cost
