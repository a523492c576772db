"""Which figures of a set of forms are entered and which follow (录入数与推算数).

Nothing is written down for it: the identities of the forms say it. Cells that are the same fact
(``same``) are one figure. A figure that is the whole of a roll-up follows from its parts; where
several roll-ups give it, one is followed, in the order that ``drafts.toml`` prefers, and the
others are left to be checked, with flows and parts. All other figures are entered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from juesuan.forms import CellKey, Identity, Sheet
from juesuan.resources import Record, load, typed

__all__ = ["Check", "Following", "following"]

Terms = tuple[tuple[int, int], ...]


class _Settings(Record):
    """``drafts.toml``: the dimensions along which a sum is followed first."""

    follow: tuple[str, ...]


@cache
def _order() -> Mapping[str, int]:
    said = typed(_Settings, load("drafts.toml"), "drafts.toml")
    return {name: number for number, name in enumerate(said.follow)}


class Check(Struct, frozen=True):
    """An identity that can fail as figures are entered, over figures by their numbers."""

    identity: Identity
    terms: Terms


class Following(Struct, frozen=True, kw_only=True):
    """The figures of a set of forms, by number, and how they hang together.

    ``places`` are the cells of each figure, ``number`` finds a cell's figure; ``parts`` are, of
    each figure that follows, the figures that it is the sum of (``ways`` the identity that says
    so); ``wholes`` the figures that a figure is a part of; ``rank`` puts parts before wholes.
    ``checks`` are the identities left, ``at`` those that a figure stands in.
    """

    places: Sequence[tuple[CellKey, ...]]
    number: Mapping[CellKey, int]
    parts: Mapping[int, tuple[int, ...]]
    ways: Mapping[int, Identity]
    wholes: Mapping[int, Sequence[int]]
    rank: Sequence[int]
    checks: Sequence[Check]
    at: Mapping[int, Sequence[int]]


def following(sheets: Iterable[Sheet], identities: Iterable[Identity]) -> Following:
    """What follows from what among the cells of laid-out forms."""
    keys = [cell.key for sheet in sheets for cell in sheet.cells]
    number, places = _figures(keys, identities)
    ways: dict[int, list[tuple[Identity, tuple[int, ...]]]] = defaultdict(list)
    others: list[Check] = []
    for identity in identities:
        if identity.kind == "same":
            continue
        terms = tuple((c, number[key]) for c, key in identity.terms)
        if identity.kind == "rollup":
            whole, *parts = (figure for _, figure in terms)
            ways[whole].append((identity, tuple(parts)))
        else:
            others.append(Check(identity, terms))
    chosen = {
        whole: min(found, key=lambda way: _preferred(way[0], places[whole]))
        for whole, found in ways.items()
    }
    rank = _ranks(len(places), {whole: parts for whole, (_, parts) in chosen.items()})
    chosen = {whole: way for whole, way in chosen.items() if rank[whole] > 0}
    followed = {id(identity) for identity, _ in chosen.values()}
    for whole, found in ways.items():
        for identity, split in found:
            if id(identity) not in followed:
                others.append(Check(identity, ((1, whole), *((-1, part) for part in split))))
    wholes: dict[int, list[int]] = defaultdict(list)
    for whole, (_, split) in chosen.items():
        for part in split:
            wholes[part].append(whole)
    at: dict[int, list[int]] = defaultdict(list)
    for order, check in enumerate(others):
        for _, figure in check.terms:
            at[figure].append(order)
    return Following(
        places=places,
        number=number,
        parts={whole: parts for whole, (_, parts) in chosen.items()},
        ways={whole: identity for whole, (identity, _) in chosen.items()},
        wholes=wholes,
        rank=rank,
        checks=others,
        at=at,
    )


def _figures(
    keys: Sequence[CellKey], identities: Iterable[Identity]
) -> tuple[dict[CellKey, int], list[tuple[CellKey, ...]]]:
    """The figures' numbers by cell, and their cells: those that are the same fact are one."""
    first: dict[CellKey, CellKey] = {}
    for identity in identities:
        if identity.kind == "same":
            (_, anchor), (_, other) = identity.terms
            first[other] = first.get(anchor, anchor)
    number: dict[CellKey, int] = {}
    places: list[tuple[CellKey, ...]] = []
    for key in keys:
        anchor = first.get(key, key)
        if anchor not in number:
            number[anchor] = len(places)
            places.append(())
        figure = number[key] = number[anchor]
        if key not in places[figure]:
            places[figure] += (key,)
    return number, places


def _preferred(identity: Identity, places: Sequence[CellKey]) -> tuple[int, int, str]:
    """The order of ways to follow: by dimension, within one form, the earlier form."""
    order = _order()
    forms = {key.form for _, key in identity.terms}
    return order.get(identity.dimension, len(order)), len(forms), min(forms)


def _ranks(count: int, parts: Mapping[int, tuple[int, ...]]) -> list[int]:
    """0 for what is entered, else one more than the highest of its parts; what would follow
    from itself is entered."""
    rank = [0] * count
    done: set[int] = set()
    for start in parts:
        open_, on_way = [start], set()
        while open_:
            figure = open_[-1]
            below = parts.get(figure, ())
            ahead = [p for p in below if p not in done and p in parts and p not in on_way]
            if figure not in done and ahead:
                on_way.add(figure)
                open_ += ahead
                continue
            open_.pop()
            if figure not in done:
                circle = any(p in on_way and p not in done for p in below) or figure in below
                rank[figure] = 0 if circle or not below else 1 + max(rank[p] for p in below)
                done.add(figure)
            on_way.discard(figure)
    return rank
