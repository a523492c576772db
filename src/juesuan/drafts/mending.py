"""The smallest set of entered figures to change (最少改动) so that every identity holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from juesuan.checks.causes.causes import Change, causes_of
from juesuan.checks.causes.claims import Claim
from juesuan.checks.causes.constraints import Constraints
from juesuan.drafts.draft import Draft, Standing
from juesuan.forms import CellKey, Identity

__all__ = ["DraftMending", "mendings"]


class DraftMending(Struct, frozen=True):
    """What would mend some broken identities: figures to change with what should stand there.

    Empty where no few changes do. ``others`` are as small; ``sure`` says that this set is
    likelier than they are.
    """

    changes: tuple[Change, ...]
    others: tuple[tuple[Change, ...], ...]
    sure: bool


def mendings(draft: Draft) -> list[DraftMending]:
    """What would mend the broken identities of a draft, by entered figures only: what follows
    from them needs no change of its own."""
    standings = draft.standings()
    speaking = [each for each in standings.values() if each.state != "open"]
    if all(each.state == "holds" for each in speaking):
        return []
    identities = [found for each in speaking if (found := _over_entered(draft, each))]
    keys = dict.fromkeys(key for identity in identities for _, key in identity.terms)
    system = Constraints.of(identities, {key: _claim(draft, key) for key in keys})
    numbers = range(len(system.each))
    broken = [n for n in numbers if not system.fits(n, system.residual(n))]
    return [
        DraftMending(cause.changes, cause.rivals, cause.determined)
        for cause in causes_of(system, broken)
    ]


def _claim(draft: Draft, key: CellKey) -> Claim:
    value = draft.value(key)
    return Claim("blank") if value is None else Claim("number", value)


def _over_entered(draft: Draft, standing: Standing) -> Identity | None:
    """An identity over entered figures alone; ``None`` where these cancel out."""
    sums: dict[int, int] = {}
    for c, figure in standing.check.terms:
        for entered, times in _entered(draft, figure).items():
            sums[entered] = sums.get(entered, 0) + c * times
    places = draft.net.places
    terms = tuple((c, places[figure][0]) for figure, c in sums.items() if c)
    if not any(c > 0 for c, _ in terms) or not any(c < 0 for c, _ in terms):
        return None
    kind = "part" if standing.check.identity.kind == "part" else "flow"
    ordered = sorted(terms, key=lambda term: -term[0])
    return Identity(kind, standing.check.identity.dimension, tuple(ordered))


def _entered(draft: Draft, figure: int) -> Mapping[int, int]:
    """The entered figures that a figure is the sum of, and how often each counts."""
    parts: Sequence[int] = draft.net.parts.get(figure, ())
    if not parts or not draft.follows(draft.net.places[figure][0]):
        return {figure: 1}
    sums: dict[int, int] = {}
    for part in parts:
        for entered, times in _entered(draft, part).items():
            sums[entered] = sums.get(entered, 0) + times
    return sums
