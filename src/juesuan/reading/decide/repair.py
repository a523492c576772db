"""Misread digits put right by identities, in documents that were recognised from pictures.

A figure is changed only where that one change makes every identity it stands in hold, where
no other figure could be the one at fault, and where the new value looks like the printed
one. What is changed is told with the identities that say so; all else stays as it was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from juesuan.facts import WAN, Space
from juesuan.forms import MONEY, CellKey, FormSet, Identity, find_identities, lay_out
from juesuan.reading.decide.resolving import ReadForm
from juesuan.reading.document import Document, Spot
from juesuan.reading.place import PlacedFigure
from juesuan.reading.recognise.tables import money_of
from juesuan.text import distance, weighed

__all__ = ["Repair", "looks_like", "recognised_pages", "repair"]

_ALIKE = {
    frozenset(pair)
    for digit, others in {
        "0": "689",
        "1": "47",
        "2": "37",
        "3": "589",
        "4": "9",
        "5": "68",
        "8": "69",
    }.items()
    for pair in (digit + other for other in others)
}
"""Digits that recognition takes for each other."""
_LONG = 5
"""Digits from which two signs of a figure may be wrong, and not one only."""


class Repair(Struct, frozen=True):
    """A figure read wrongly: where it stands, its printed text, the value that the
    identities imply (in the printed unit), its spot, and those identities."""

    key: CellKey
    printed: str
    value: Decimal
    spot: Spot
    identities: tuple[Identity, ...]


def recognised_pages(documents: Iterable[Document]) -> frozenset[tuple[str, int]]:
    """File and page of all that was recognised from pictures."""
    return frozenset(
        (spot.file, spot.page)
        for document in documents
        for key, spot, _ in document.unread
        if key == "read_by_ocr"
    )


def repair(
    reading_forms: Sequence[ReadForm],
    form_set: FormSet,
    space: Space,
    pages: Collection[tuple[str, int]] | None = None,
) -> list[Repair]:
    """The figures that were misread, in the order of the forms.

    ``pages`` are those that were recognised (``recognised_pages``); figures of others are
    never changed. Without it every figure may be.
    """
    work = _Work(reading_forms, form_set, space, pages)
    while best := work.best():
        work.accept(best)
    return sorted(work.done.values(), key=lambda found: found.key)


class _Proposal(Struct, frozen=True):
    """A changed figure. ``told`` are the broken identities it mends, ``sources`` how many
    of them have no figure in common, ``alike`` whether it differs only in what is easily
    misread."""

    key: CellKey
    value: int
    told: tuple[Identity, ...]
    sources: int
    alike: bool

    @property
    def strength(self) -> tuple[int, int, bool]:
        return (self.sources, len(self.told), self.alike)


class _Work:
    """The figures as far as they have been repaired."""

    def __init__(
        self,
        forms: Sequence[ReadForm],
        form_set: FormSet,
        space: Space,
        pages: Collection[tuple[str, int]] | None,
    ) -> None:
        self.values: dict[CellKey, int] = {}
        self.placed: dict[CellKey, PlacedFigure] = {}
        self.rounded: set[CellKey] = set()
        self.counted: set[CellKey] = set()
        self.done: dict[CellKey, Repair] = {}
        sheets = []
        for form in forms:
            sheet = lay_out(form.form, form_set, space, sorted(set(form.way.codes)), [])
            sheets.append(sheet)
            for cell in form.cells:
                key = CellKey(form.no, cell.row, cell.column)
                if key not in self.placed:
                    self.placed[key] = cell
                    self.values[key] = int(cell.figure.value.scaleb(2).to_integral_value())
            for laid in sheet.cells:
                if laid.unit != MONEY:
                    self.counted.add(laid.key)
                elif (money_of(form.table) or form_set.money) == WAN.zh:
                    self.rounded.add(laid.key)
        self.open = {
            key
            for key, cell in self.placed.items()
            if pages is None or (cell.source.spot.file, cell.source.spot.page) in pages
        }
        self.identities = [i for i in find_identities(sheets, space) if self._speaks(i)]
        self.of: dict[CellKey, list[Identity]] = defaultdict(list)
        for identity in self.identities:
            for _, key in identity.terms:
                self.of[key].append(identity)

    def best(self) -> _Proposal | None:
        """The strongest proposal that nothing speaks against."""
        broken = [i for i in self.identities if i.kind != "part" and not self._holds(i)]
        suspects = {key for i in broken for _, key in i.terms} & self.open - self.done.keys()
        proposals = [found for key in sorted(suspects) if (found := self._proposal(key))]
        proposals.sort(key=lambda found: found.strength, reverse=True)
        for found in proposals:
            told = set(found.told)
            rivals = [
                other
                for other in proposals
                if other is not found
                and other.strength >= found.strength
                and not told.isdisjoint(other.told)
            ]
            if not rivals and (found.sources > 1 or not self._doubted(found, broken)):
                return found
        return None

    def _doubted(self, found: _Proposal, broken: Iterable[Identity]) -> bool:
        """Whether a figure that a proposal rests on stands in other identities that fail."""
        told = set(found.told)
        doubtful = {key for i in broken if i not in told for _, key in i.terms}
        return any(not doubtful.isdisjoint(k for _, k in i.terms) for i in told)

    def accept(self, found: _Proposal) -> None:
        """Take a proposal as the figure's value from now on."""
        placed = self.placed[found.key]
        value = Decimal(found.value).scaleb(-2)
        if found.key in self.counted:
            value = value.to_integral_value()
        self.done[found.key] = Repair(
            found.key, placed.source.text, value, placed.source.spot, found.told
        )
        self.values[found.key] = found.value

    def _speaks(self, identity: Identity) -> bool:
        """Whether enough of an identity is printed for it to say anything: an empty part of
        a total is nothing, but an empty total is only not printed."""
        known = [key in self.values for _, key in identity.terms]
        if identity.kind == "rollup":
            return known[0] and any(known[1:])
        if identity.kind == "flow":
            return sum(known) > 2
        return all(known)

    def _residual(self, identity: Identity) -> int:
        return sum(c * self.values.get(key, 0) for c, key in identity.terms)

    def _fits(self, identity: Identity, residual: int) -> bool:
        rounded = identity.kind != "same" and all(key in self.rounded for _, key in identity.terms)
        bound = len(identity.terms) if rounded else 1
        return 2 * residual > -bound if identity.kind == "part" else 2 * abs(residual) < bound

    def _holds(self, identity: Identity) -> bool:
        return self._fits(identity, self._residual(identity))

    def _proposal(self, key: CellKey) -> _Proposal | None:
        """The one value of a figure with which all its identities hold."""
        now = self.values[key]
        mine = [
            (next(c for c, k in i.terms if k == key), self._residual(i), i) for i in self.of[key]
        ]
        equal = [entry for entry in mine if entry[2].kind != "part"]
        broken = [(c, r, i) for c, r, i in equal if not self._fits(i, r)]
        implied: dict[int, int] = defaultdict(int)
        for c, residual, _ in broken:
            if residual % c == 0:
                implied[now - residual // c] += 1
        fitting = [
            value
            for value in implied
            if all(self._fits(i, residual + c * (value - now)) for c, residual, i in mine)
        ]
        printed = self.placed[key].figure.text
        told = tuple(identity for _, _, identity in broken)
        sources = _apart(key, told)
        found = []
        for value in fitting:
            shown = f"{Decimal(value).scaleb(-2):f}"
            alike = looks_like(printed, shown, 2 if sources > 1 else 1)
            if alike or (sources > 1 and distance(printed, shown, 2) <= 2):
                found.append((alike, implied[value], value))
        found.sort(reverse=True)
        if not found or (len(found) > 1 and found[0][:2] == found[1][:2]):
            return None
        alike, _, value = found[0]
        return _Proposal(key, value, told, sources, alike)


def _apart(key: CellKey, identities: Iterable[Identity]) -> int:
    """How many identities of a figure share no other figure."""
    seen: set[CellKey] = set()
    count = 0
    for identity in sorted(identities, key=lambda i: len(i.terms)):
        others = {k for _, k in identity.terms} - {key}
        if seen.isdisjoint(others):
            count += 1
            seen |= others
    return count


def looks_like(printed: str, value: str, most: int = 2) -> bool:
    """Whether a value may have been read as the printed one: one sign of a short figure or
    ``most`` of a long one were taken for a similar digit, lost or doubled.

    >>> looks_like("264.37", "264.87"), looks_like("26487", "264.87"), looks_like("1.15", "7.75")
    (True, True, False)
    """
    ways = [(printed, value)]
    if "." not in printed and value.endswith(".00"):
        ways.append((printed, value[:-3]))
    return any(
        0 < weighed(one, other, _cost) <= (most if _digits(other) >= _LONG else 1)
        and abs(_digits(one) - _digits(other)) <= 1
        for one, other in ways
    )


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _cost(one: str, other: str) -> int:
    """What it costs to take one sign for another: 1 where they look alike."""
    return 1 if frozenset((one, other)) in _ALIKE else 2
