"""Small sets of printed figures for the tests of causes: places by name, identities by words."""

from collections.abc import Collection, Mapping

from juesuan.checks.causes.causes import Cause, causes_of
from juesuan.checks.causes.claims import Claim
from juesuan.checks.causes.constraints import Constraints
from juesuan.forms import CellKey, Identity


def key(name: str) -> CellKey:
    """``form:row:column``; form 00 and column 1 where not said."""
    parts = name.split(":")
    return CellKey(*(parts if len(parts) == 3 else ("00", name, "1")))


def identity(said: str, kind: str = "", dimension: str = "nature") -> Identity:
    """``x = a + b`` is a roll-up, ``a = b`` one fact, ``x > a`` a part, and ``a + b = c + d``
    a flow."""
    sign = ">" if ">" in said else "="
    left, right = (side.split("+") for side in said.replace(" ", "").split(sign))
    one = len(left) == len(right) == 1
    kind = kind or ("part" if sign == ">" else "same" if one else "flow" if left[1:] else "rollup")
    terms = ((1, name) for name in left), ((-1, name) for name in right)
    return Identity(kind, dimension, tuple((c, key(name)) for side in terms for c, name in side))


def system(*said: str | Identity, half: int = 0, **values: int | str) -> Constraints:
    """The constraints of identities over claims; a text is a state, e.g. ``blank``."""
    return figures(*said, half=half, places=values)


def figures(*said: str | Identity, places: Mapping[str, int | str], half: int = 0) -> Constraints:
    claims = {
        key(name): Claim(value) if isinstance(value, str) else Claim("number", value, half)
        for name, value in places.items()
    }
    return Constraints.of([identity(one) if isinstance(one, str) else one for one in said], claims)


def broken(made: Constraints) -> list[int]:
    """The constraints that are no parts and do not hold."""
    return [
        n
        for n, one in enumerate(made.each)
        if one.identity.kind != "part" and not made.fits(n, made.residual(n))
    ]


def told(made: Constraints, said: Collection[int] = ()) -> list[tuple[str, dict[str, int]]]:
    """Kind and corrections of every cause of what is broken."""
    return [(cause.kind, named(cause)) for cause in causes_of(made, broken(made), said)]


def named(cause: Cause) -> dict[str, int]:
    return {change.key.row: change.expected for change in cause.changes}
