"""The unit's own name and level (名称、级次): turned signs, another unit or level in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.bodies import BodyWords, akin, of_one_rank, other_bodies
from juesuan.checks.rules.document.elsewhere import (
    ElsewhereWords,
    Leftover,
    leftovers_of_elsewhere,
    marked,
    own_place,
)
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.rules.document.owners import other_owner
from juesuan.checks.rules.document.whose import names as over_forms
from juesuan.checks.subject import Subject
from juesuan.checks.subject.own_name import own_name
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.checks.subject.places import is_real, place_and_rank, places_in
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_PLACE = 2
"""Signs at the head of a place's name that tell it."""
_SENTENCES = "。；"
_CLAUSES = "，。；"
_SHORTEST = 7
"""Signs of a name and what is told of it, at least."""


class OwnName(RuleSettings, frozen=True, kw_only=True):
    """D112. ``subject`` has as its group a name of which own offices, persons, money are told,
    ``placed`` finds a body with the county (``place``) in its name. Sentences with words ``aside``
    may tell of others, ``ruling`` bodies are named everywhere; a place alone is an owner if the
    unit is of a ``town``. Names of ``least``
    signs are looked at for their order. What a unit was called before
    stands behind ``former`` somewhere."""

    least: int
    former: str
    subject: Pattern
    aside: Pattern
    ruling: Pattern
    town: Pattern
    placed: Pattern
    elsewhere: ElsewhereWords
    bodies: BodyWords


class Level(RuleSettings, frozen=True, kw_only=True):
    """D113. ``scope`` has as a group what a duty is for, some are ``beyond``
    a unit's level; a place of those ``over`` may be above one of the same,
    ``approved`` the bureau and its level; ``notice`` the place and level that gave a document,
    ``of_level`` says that it is for units of that level; after words ``quoted`` documents of others
    are rightly named."""

    scope: Pattern
    over: tuple[str, ...]
    provinceless: tuple[str, ...]
    provincial: Pattern
    beyond: Mapping[str, tuple[str, ...]]
    approved: Pattern
    notice: Pattern
    of_level: Pattern
    quoted: Pattern


Told = Sequence[tuple[Passage, str]]
"""Passages with their texts for comparing."""


def _told(subject: Subject) -> Told:
    """The texts outside forms and tables' heads, long enough for a name and what is told of it."""
    return [
        (p, compact(p.text))
        for p in passages(subject)
        if len(p.text) >= _SHORTEST and not (p.within.form or p.head or p.kind == "glossary")
    ]


def own_names(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D112: the unit's name with its signs turned round, or another unit's in its place."""
    if unfilled(subject):
        yield NotChecked("D112", "unfilled_template")
        return
    told = _told(subject)
    own = own_name(subject)
    if own and (turned := _turned(told, own)):
        headed = {f.where[0].spot for f in over_forms(subject) if isinstance(f, Finding)}
        if turned.where[0].spot not in headed:
            yield turned
    others = list(_others(subject, told, own)) or list(_elsewhere(subject, told, own))
    yield from others or _in_its_role(subject, told, own)


def _in_its_role(subject: Subject, told: Told, own: str) -> Iterator[Finding]:
    """The one other body that has or does what only the unit can."""
    for one in other_bodies(told, own, OwnName.of("D112").bodies):
        if not any(one.name in said or said in one.name for said in _known(subject)):
            yield _finding("D112", "other", one.passage, one.name, one.unit)


def _elsewhere(subject: Subject, told: Told, name: str) -> Iterator[Finding]:
    """What is told of another place as of one's own: of real places, of others by their shape."""
    own = own_place(name, told)
    words = OwnName.of("D112").elsewhere
    real = list(leftovers_of_elsewhere(told, own, name, words)) if own else []
    for one in real or _by_shape(told, name):
        if not any(one.said in said or said in one.said for said in _known(subject)):
            yield _finding("D112", "other", one.passage, one.said, one.own)


def _by_shape(told: Told, name: str) -> Iterator[Leftover]:
    """The one body of another county, of no real name, in a text that speaks of bodies of its own
    county only."""
    row = OwnName.of("D112")
    found = [(p, match) for p, text in told for match in row.placed.finditer(text)]
    often = Counter(match["place"] for _, match in found)
    mine = row.placed.search(name)
    places = [p for p, many in often.items() if many > 1 or (mine and mine["place"] == p)]
    others = [one for one in found if one[1]["place"] not in places]
    if len(places) != 1 or len(others) != 1 or is_real(others[0][1]["place"]):
        return
    passage, match = others[0]
    place, text = match["place"], match.string
    alone = sum(other.count(place) for _, other in told) == 1
    whole = _before(text, match.start()) + _clause(text, match.start(), match.end())
    here = marked(text, match.start(), match.end("place"))
    aside = row.aside.search(whole) or row.elsewhere.aside.search(here)
    if alone and place[-1] == places[0][-1] and not aside:
        yield Leftover(passage, match[0], places[0])


def _known(subject: Subject) -> list[str]:
    """The names that D107 tells of."""
    return [f.where[0].printed for f in other_owner(subject) if isinstance(f, Finding)]


def _turned(told: Told, own: str) -> Finding | None:
    """A piece of text with all signs of the unit's name in another order."""
    size, signs = len(own), sorted(own)
    if size < OwnName.of("D112").least or sum(own in text for _, text in told) < 2:
        return None
    for passage, text in told:
        at = text.find(own[0])
        while at >= 0:
            said = text[at : at + size]
            if said != own and sorted(said) == signs:
                return _finding("D112", "turned", passage, said, own)
            at = text.find(own[0], at + 1)
    return None


def _others(subject: Subject, told: Told, own: str) -> Iterator[Finding]:
    """The one other name of which the text tells own offices, persons or money, and that stands
    there once, while the unit's stands there several times."""
    row = OwnName.of("D112")
    town = row.town.search(own)
    found = [
        (passage, match[1], _before(text, match.start(1)))
        for passage, text in told
        for match in row.subject.finditer(text)
        if not row.ruling.search(match[1]) and (town or not row.town.search(match[1]))
    ]
    names = list(dict.fromkeys(name for _, name, _ in found))
    said = {name: sum(text.count(name) for _, text in told) for name in names}
    own = own or max((n for n in names if said[n] > 1), key=said.__getitem__, default="")
    if not own and len(names) == 2 and any(row.bodies.self.search(text) for _, text in told):
        own = names[0] if names[0][:_PLACE] == names[1][:_PLACE] else ""
    if not own:
        return
    strange = [one for one in found if not akin(one[1], own, row.bodies.ordinal)]
    if len({one[1] for one in strange}) != 1:
        return
    passage, name, before = strange[0]
    below = bool(row.bodies.authority.search(own)) and not of_one_rank(name, own, row.bodies)
    if said[name] > 1 or row.aside.search(before) or below:
        return
    if any(row.former + name in text for _, text in told):
        return
    if not any(name in one or one in name for one in _known(subject)):
        yield _finding("D112", "other", passage, name, own)


def _before(text: str, start: int) -> str:
    """What stands in a sentence before a place."""
    return text[max(text.rfind(mark, 0, start) for mark in _SENTENCES) + 1 : start]


def _clause(text: str, start: int, end: int) -> str:
    """The clause around a place, to the next mark."""
    stop = next((n for n in range(end, len(text)) if text[n] in _CLAUSES), len(text))
    return text[start:stop]


def levels(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D113: a duty, a bureau that approved the accounts, or a document of another level or
    place."""
    if unfilled(subject):
        yield NotChecked("D113", "unfilled_template")
        return
    row, told = Level.of("D113"), _told(subject)
    own = own_name(subject)
    place, rank = place_and_rank(own)
    yield from _approved(told, rank)
    if not rank:
        return
    for passage, text in told:
        for match in row.scope.finditer(text):
            if next(filter(None, match.groups())) in row.beyond.get(rank, ()):
                yield _finding("D113", "scope", passage, _clause(text, *match.span()), own)
                return
    yield from _provincial(told, own, row)
    yield from _notices(told, own, place, rank)


def _provincial(told: Told, own: str, row: Level) -> Iterator[Finding]:
    """A province's body or people in a text of a unit of a municipality or an autonomous
    region."""
    codes = next((place.codes for place in places_in(own)[-1:]), frozenset())
    if not codes or not all(code.startswith(row.provinceless) for code in codes):
        return
    for passage, text in told:
        for match in row.provincial.finditer(text):
            if not any(p.start < match.end() and match.start() < p.end for p in places_in(text)):
                yield _finding("D113", "province", passage, match[0], own)
                return


def _approved(told: Told, rank: str) -> Iterator[Finding]:
    """Bureaus of two levels that approved the accounts: that of the other level is told."""
    row = Level.of("D113")
    found = [(p, m[1], m[2]) for p, text in told for m in row.approved.finditer(text)]
    levels_told = list(dict.fromkeys(level for _, _, level in found))
    if len(levels_told) != 2:
        return
    wrong = next((one for one in found if one[2] != rank), found[0]) if rank else found[0]
    other = next(one for one in found if one[2] != wrong[2])
    yield _finding("D113", "approved", wrong[0], wrong[1], other[1])


def _notices(told: Told, own: str, place: str, rank: str) -> Iterator[Finding]:
    """A document of another place of the unit's rank, for units of that place."""
    row = Level.of("D113")
    for passage, text in told:
        for match in row.notice.finditer(text):
            if match[2] != rank or not place or match[1].endswith(place):
                continue
            mine = rank not in row.over or row.of_level.search(match[0])
            if mine and not row.quoted.search(text[: match.start()]):
                yield _finding("D113", "notice", passage, match[0], own)
                return


def _finding(code: str, variant: str, passage: Passage, said: str, own: str) -> Finding:
    where = replace(passage.where, item="", role="unit_name", printed=said)
    key = "other" if variant == "approved" else "own"
    return Finding(code=code, where=(where,), details={"said": said, key: own}, variant=variant)


RULES = {"D112": own_names, "D113": levels}
SETTINGS: dict[str, type[RuleSettings]] = {"D112": OwnName, "D113": Level}
