"""Money that moves within a department (内部往来): who paid whom, and whether both sides agree.

A book has no column for the other side, so it is found out: entries whose summary (摘要) names
a unit are for that unit; of the others those go together whose amounts are the same, one for one,
or one against the sum of several. What is left stands against each other and is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

__all__ = ["PAIRS", "Got", "Paid", "Transfer", "transfers"]

PAIRS = {"subsidy": "superior", "remit": "affiliate"}
"""The payer's kind of expenditure, and the receiver's source of income."""
Side = TypeVar("Side")
_SEVERAL = 12
"""Of so many amounts at most any sum is tried."""


class Paid(Struct, frozen=True):
    """What a unit paid from one kind of money; ``to`` is the unit that the summary names, or
    empty."""

    unit: str
    fund: str
    to: str = ""


class Got(Struct, frozen=True):
    """What a unit received; ``of`` is the unit that the summary names, or empty."""

    unit: str
    of: str = ""


class Transfer(Struct, frozen=True, kw_only=True):
    """Money moved within a department: ``nature`` is ``subsidy`` or ``remit``; ``paid`` and
    ``received`` are cents by what was written. ``state``:

    - ``eliminated``: both sides agree and one kind of money paid it;
    - ``adjusted``: an adjustment set takes it out (``not_adjusted``: and leaves something);
    - ``mixed``: both agree, from several kinds of money, or beside other money of this kind;
    - ``differs``; ``one_sided``: nobody received, or nobody paid.

    ``coded``: the payers' income of that money names its functional codes, so what is given back
    does."""

    nature: str
    paid: Mapping[Paid, int]
    received: Mapping[Got, int]
    state: str
    coded: bool = True

    @property
    def payers(self) -> tuple[str, ...]:
        """The units that paid."""
        return tuple(dict.fromkeys(one.unit for one in self.paid))

    @property
    def receivers(self) -> tuple[str, ...]:
        """The units that received."""
        return tuple(dict.fromkeys(one.unit for one in self.received))

    @property
    def fund(self) -> str:
        """The kind of money that paid it; the first of several."""
        return min((one.fund for one in self.paid), default="")

    @property
    def eliminated(self) -> bool:
        """Whether the program takes it out of the sums."""
        return self.state == "eliminated"

    @property
    def settled(self) -> bool:
        """Whether it counts once in the sums."""
        return self.state in {"eliminated", "adjusted"}

    @property
    def difference(self) -> int:
        """What was paid and not received."""
        return sum(self.paid.values()) - sum(self.received.values())

    def of_each(self, side: Mapping[Paid, int] | Mapping[Got, int]) -> dict[str, int]:
        """The amounts of one side by unit."""
        found: Counter[str] = Counter()
        for one, amount in side.items():
            found[one.unit] += amount
        return dict(found)


def transfers(
    nature: str, paid: Mapping[Paid, int], received: Mapping[Got, int], settled_by_sets: bool
) -> Iterator[Transfer]:
    """What was paid and received, matched. ``settled_by_sets``: an adjustment set's negative
    amounts are among them and should leave nothing."""
    left = {one: amount for one, amount in paid.items() if amount}
    due = {one: amount for one, amount in received.items() if amount}
    if settled_by_sets:
        agree = not sum(left.values()) and not sum(due.values())
        state = "adjusted" if agree else "not_adjusted"
        if left or due:
            yield Transfer(nature=nature, paid=left, received=due, state=state)
        return
    found = []
    for payers, takers in _matched(left, due):
        mine = {one: left.pop(one) for one in payers}
        theirs = {one: due.pop(one) for one in takers}
        found.append(_one(nature, mine, theirs))
    if left or due:
        found.append(_one(nature, left, due))
    yield from (_told_apart(one, found) for one in found)


def _told_apart(one: Transfer, every: Sequence[Transfer]) -> Transfer:
    """A transfer, not eliminated where its receiver has other money of this kind, too: which of
    it was spent on what nobody knows."""
    beside = [other for other in every if set(other.receivers) & set(one.receivers)]
    alike = all((other.state, other.fund) == (one.state, one.fund) for other in beside)
    return one if alike or not one.eliminated else replace(one, state="mixed")


def _one(nature: str, paid: Mapping[Paid, int], received: Mapping[Got, int]) -> Transfer:
    if not paid or not received:
        state = "one_sided"
    elif sum(paid.values()) != sum(received.values()):
        state = "differs"
    else:
        state = "eliminated" if len({one.fund for one in paid}) == 1 else "mixed"
    return Transfer(nature=nature, paid=paid, received=received, state=state)


Match = tuple[Sequence[Paid], Sequence[Got]]


def _matched(paid: Mapping[Paid, int], received: Mapping[Got, int]) -> Iterator[Match]:
    """Payments and receipts that belong together, each once."""
    left, due = dict(paid), dict(received)
    for way in (_named, _alike, _summed):
        for payers, takers in list(way(left, due)):
            for one in payers:
                del left[one]
            for other in takers:
                del due[other]
            yield payers, takers


def _named(paid: Mapping[Paid, int], received: Mapping[Got, int]) -> Iterator[Match]:
    """Where a side names the other and nobody else has to do with either."""
    pairs: dict[tuple[str, str], tuple[list[Paid], list[Got]]] = defaultdict(lambda: ([], []))
    for one in paid:
        if one.to:
            pairs[one.unit, one.to][0].append(one)
    for other in received:
        if other.of:
            pairs[other.of, other.unit][1].append(other)
    payers, takers = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    for (payer, taker), (mine, theirs) in pairs.items():
        if not mine and payers[payer] == 1:
            mine = [one for one in paid if one.unit == payer and not one.to]
        if not theirs and takers[taker] == 1:
            theirs = [one for one in received if one.unit == taker and not one.of]
        if mine and theirs:
            yield mine, theirs


def _alike(paid: Mapping[Paid, int], received: Mapping[Got, int]) -> Iterator[Match]:
    """One payment and one receipt of an amount that no other has."""
    payments, receipts = Counter(paid.values()), Counter(received.values())
    for one, amount in paid.items():
        if payments[amount] == receipts[amount] == 1:
            yield [one], [next(other for other, a in received.items() if a == amount)]


def _summed(paid: Mapping[Paid, int], received: Mapping[Got, int]) -> Iterator[Match]:
    """One payment that several receipts make up, or several payments one receipt, where only one
    choice does."""
    left, due = dict(paid), dict(received)
    for one, amount in paid.items():
        if takers := _only_sum(due, amount):
            yield [one], takers
            del left[one]
            due = {other: a for other, a in due.items() if other not in takers}
    for other, amount in list(due.items()):
        if payers := _only_sum(left, amount):
            yield payers, [other]
            left = {one: a for one, a in left.items() if one not in payers}


def _only_sum(of: Mapping[Side, int], amount: int) -> list[Side]:
    """The several of some amounts that add up to one; empty where none or many do."""
    if not 2 <= len(of) <= _SEVERAL:
        return []
    every: Iterable[tuple[Side, ...]] = (
        chosen for size in range(2, len(of) + 1) for chosen in combinations(of, size)
    )
    found = [chosen for chosen in every if sum(of[one] for one in chosen) == amount]
    return list(found[0]) if len(found) == 1 else []
