"""Which of the things listed a clause speaks of: one by its name, several, all, the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from juesuan.checks.speech.listings.words import ListedClauses
from juesuan.checks.speech.printed.listed import ListedTable, bare_name
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced, whole_number

__all__ = ["Meant", "as_many", "left_out", "meant_by"]

_SHORTEST, _LONG = 2, 4
"""Signs of a name; of one that is told without the 费 at its end."""


class Meant(Struct, frozen=True):
    """The rows that are meant, the words for them, the words behind these; ``every``: all of them
    one by one, with one clause; ``apiece``: each with a figure of its own."""

    rows: tuple[int, ...]
    name: str
    behind: str
    every: bool = False
    apiece: bool = False


def meant_by(
    clause: str, listing: ListedTable, without: Sequence[int], words: ListedClauses
) -> Meant | None:
    """What a clause that begins with words for things listed speaks of. ``without``: the things
    that the clause before leaves out."""
    names = _names(listing.names, words.quotes, words.cost)
    opened = words.opening.match(clause)
    said = clause[opened.end() :] if opened else clause
    everything = tuple(range(len(listing.names)))
    if (match := words.rest.match(said)) and listing.flat:
        left = tuple(row for row in everything if row not in without)
        if without and as_many(match["n"], len(left)):
            return Meant(left, match[0], said[match.end() :])
        return None
    if found := _named(said, names, words):
        return found
    if not listing.flat:
        return None
    match = words.entire.match(said)
    if match and not as_many(match["n"], len(everything)):
        return None
    if match is None and not listing.spots and listing.whole:
        match = words.every.match(said)
    if match:
        behind = said[match.end() :]
        each = words.each.match(behind)
        return Meant(everything, match[0], behind[each.end() :] if each else behind, bool(each))
    return None


def left_out(clause: str, listing: ListedTable, words: ListedClauses) -> tuple[int, ...]:
    """The things that a clause leaves out (除甲、乙外)."""
    match = words.without.fullmatch(clause)
    if match is None:
        return ()
    names = _names(listing.names, words.quotes, words.cost)
    found = _run(match["names"], names, words)
    return found[0] if found and found[1] == len(match["names"]) else ()


def as_many(said: str | None, number: int) -> bool:
    """Whether so many are said, or nothing of how many there are."""
    return not said or whole_number(said) == number


def _named(said: str, names: dict[str, int], words: ListedClauses) -> Meant | None:
    rows, place = _run(said, names, words)
    if not rows or len(set(rows)) < len(rows):
        return None
    if len(rows) == 1:
        return Meant(rows, said[:place], said[place:])
    if apiece := words.apiece.match(said[place:]):
        return Meant(rows, said[:place], said[place + apiece.end() :], apiece=True)
    summed = words.summed.match(said[place:])
    if summed is None or not as_many(summed["n"], len(rows)):
        return None
    return Meant(rows, said[:place], said[place + summed.end() :])


def _run(said: str, names: dict[str, int], words: ListedClauses) -> tuple[tuple[int, ...], int]:
    """The rows of names one after another at the beginning of some words, and where they end."""
    rows: list[int] = []
    place = end = 0
    while name := next((one for one in names if said.startswith(one, place)), ""):
        rows.append(names[name])
        end = place + len(name)
        between = words.joined.match(said[end:])
        if between is None:
            break
        place = end + between.end()
    return tuple(rows), end


@lru_cache(maxsize=256)
def _names(listed: Sequence[str], quotes: Pattern, cost: Pattern) -> dict[str, int]:
    """The names of rows and what they are without what only says so, the longest first; none that
    two rows have."""
    found: dict[str, set[int]] = {}
    for row, name in enumerate(listed):
        plain = quotes.sub("", unspaced(fold(name)))
        uncoded = plain.lstrip("0123456789")
        short = uncoded[:-1] if cost.finds_in(uncoded) and len(uncoded) > _LONG else ""
        for one in (plain, uncoded, bare_name(uncoded), short):
            if len(one) >= _SHORTEST:
                found.setdefault(one, set()).add(row)
    alone = {name: next(iter(rows)) for name, rows in found.items() if len(rows) == 1}
    return dict(sorted(alone.items(), key=lambda one: -len(one[0])))
