"""Whose accounts sentences tell (收支、职责、决算是谁的): another unit's name in the place of the
unit's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.checks.subject.trades import may_be_of_one_trade
from juesuan.resources import Pattern
from juesuan.text import distance, fold, shortens

__all__ = ["RULES", "SETTINGS", "other_owner"]

_ALIKE = 3
"""Characters at their ends that units of one kind share: 民政局."""
_KIND = 2
"""Characters at its end that tell what kind of unit a name is: 医院, 中学."""
_MARKS = "、，。；：（）\n"
"""Between them names of a list stand."""
_NUMBERS = "0123456789.、)）"
"""What a name of a list may have before it."""


class OtherOwner(RuleSettings, frozen=True):
    """D107. ``owner`` has as its groups the name of a unit in the place of one whose accounts or
    duties are told, and the name of its place; ``owned`` is what must follow; what is ``counted``
    is its own only if it is of another place, what is ``described`` only if it is a unit of the
    same kind; ``apart`` are words before it after which other
    units' accounts are told; ``other_body`` is never an owner; ``aside`` is what a name may have
    behind it. ``stated`` is what is told of accounts of a name without its place, ``own`` are words
    for units below; money ``spent_for`` what an ``authority`` does (``acting``) is its own; one
    that is ``superior`` may have institutions below it, and those of a ``town``. A name at most
    ``typo`` characters from the unit's is a slip. What a unit was called before stands behind
    ``former`` somewhere, what is ``joined`` with it before such words."""

    owner: Pattern
    owned: Pattern
    counted: Pattern
    described: Pattern
    apart: Pattern
    other_body: Pattern
    aside: Pattern
    stated: Pattern
    own: Pattern
    spent_for: Pattern
    acting: Pattern
    authority: Pattern
    superior: Pattern
    town: Pattern
    joined: Pattern
    typo: int
    former: str


class _Owner(Struct, frozen=True):
    """A name in the place of an owner, and the passage."""

    name: str
    passage: Passage


def other_owner(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D107: accounts, duties or evaluations told as another unit's, of which the booklet is not."""
    if unfilled(subject):
        yield NotChecked("D107", "unfilled_template")
        return
    unit, places = _other_owners(subject)
    most = OtherOwner.of("D107").typo
    for name, found in places.items():
        variant = "typo" if distance(name, unit) <= most else ""
        yield Finding(
            code="D107",
            where=tuple(replace(p.where, item="", role="unit_name", printed=name) for p in found),
            details={"name": name, "unit": unit},
            expected=unit,
            variant=variant,
        )


def _other_owners(subject: Subject) -> tuple[str, Mapping[str, Sequence[Passage]]]:
    """The unit whose accounts are told, and the passages that tell them as another's, by its
    name."""
    owners = list(_owners(subject)) if "narrative" in subject.has else []
    counted = Counter(owner.name for owner in owners)
    unit = _bare(subject.disclosure.unit) or _most_told(counted) or _told_beside(subject, counted)
    if not unit:
        return unit, {}
    strange = {name for name in counted if not _akin(name, unit)}
    if OtherOwner.of("D107").superior.search(unit):
        strange = {name for name in strange if not _may_be_below(name, unit)}
    strange -= _listed(subject, strange) | _former(subject, strange) if strange else set()
    places: dict[str, list[Passage]] = defaultdict(list)
    for owner in owners:
        if owner.name in strange and not _listed_before(owner):
            places[owner.name].append(owner.passage)
    for owner in _named_once(subject):
        if not any(owner.name in other or other in owner.name for other in places):
            places[owner.name].append(owner.passage)
    return unit, places


def _may_be_below(name: str, unit: str) -> bool:
    """Whether an institution of an authority's own place may belong to it."""
    row = OtherOwner.of("D107")
    near = name[:_KIND] in unit or row.town.search(name)
    return bool(near) and not row.superior.search(name) and may_be_of_one_trade(name, unit)


def _named_once(subject: Subject) -> Iterator[_Owner]:
    """The names without a place of which accounts are told (山阳教育局没有政府性基金收入), and
    which the document says nowhere else, while it says the unit's."""
    row, main = OtherOwner.of("D107"), compact(subject.disclosure.unit)
    said = [(passage, compact(passage.text)) for passage in passages(subject)] if main else []
    for passage, text in said:
        match = row.stated.match(text)
        name = match[1] if match else ""
        if not name or row.own.search(name) or name in main or main in name:
            continue
        if row.superior.search(main) and _may_be_below(name, main):
            continue
        once = sum(other.count(name) for _, other in said) == 1
        if once and sum(main in other for _, other in said) > 1:
            yield _Owner(name, passage)


def _bare(name: str) -> str:
    parts = fold(name).split()
    return OtherOwner.of("D107").aside.sub("", parts[0]) if parts else ""


def _owners(subject: Subject) -> Iterator[_Owner]:
    """The names in the place of an owner in the text and in notes, in their order."""
    row, main = OtherOwner.of("D107"), _bare(subject.disclosure.unit)
    for passage in passages(subject):
        if passage.kind == "glossary" or passage.within.project:
            continue
        text = compact(passage.text)
        for match in row.owner.finditer(text):
            behind = text[match.end(1) :]
            before = text[: match.start(1)]
            if len(match[2]) == 1 and not row.authority.search(match[1]):
                continue  # 县林业中心: no name of a place, it may be the unit's own
            own = row.owned.match(behind) or _acts(row, before, match[1], behind)
            kin = bool(main) and match[1].endswith(main[-_KIND:])
            own = own or bool(kin and row.described.match(behind))
            if not own and not (row.counted.match(behind) and _is_elsewhere(subject, match[2])):
                continue
            aside = row.apart.search(before + match[2])  # 所属县光荣院
            same = match[1][-_ALIKE:] == main[-_ALIKE:]  # a bureau of finance, too
            if not aside and (same or not row.other_body.search(match[1])):
                yield _Owner(row.aside.sub("", match[1]), passage)


def _acts(row: OtherOwner, before: str, name: str, behind: str) -> bool:
    """Whether money is told to be for what an authority does (主要用于某县水务局组织开展)."""
    for_it = row.spent_for.search(before) and row.acting.match(behind)
    return bool(for_it and row.authority.search(name))


def _is_elsewhere(subject: Subject, place: str) -> bool:
    """Whether a place is surely not the unit's."""
    unit = _bare(subject.disclosure.unit)
    return bool(unit) and place not in unit


def _listed_before(owner: _Owner) -> bool:
    """Whether a cell holds just the name: a row of a table of units."""
    return owner.passage.cell and compact(owner.passage.text) == owner.name


def _most_told(counted: Counter[str]) -> str:
    """The owner told most, where it is told at least as often again as all others together."""
    if not counted:
        return ""
    (name, times), others = counted.most_common(1)[0], sum(counted.values())
    return name if times > 2 * (others - times) and times > 1 else ""


def _told_beside(subject: Subject, counted: Counter[str]) -> str:
    """Of two owners called alike in two places the one that the text names several times, the
    other being named once."""
    told = dict.fromkeys(counted, 0)
    for passage in passages(subject):
        text = compact(passage.text)
        for name in told:
            told[name] += text.count(name)
    names = sorted(told, key=lambda name: -told[name])
    if len(names) != 2 or names[0][-_ALIKE:] != names[1][-_ALIKE:]:
        return ""
    return names[0] if told[names[0]] > told[names[1]] == 1 else ""


def _akin(one: str, other: str) -> bool:
    """Whether one name is short for the other, or has it: 县卫健局 of 某县卫生健康局."""
    return shortens(one, other) or shortens(other, one)


def _listed(subject: Subject, names: Collection[str]) -> set[str]:
    """Those names that the booklet lists: a line, a cell or a piece between marks is one."""
    return {
        name
        for passage in passages(subject)
        if passage.kind != "contents" and not passage.head
        for name in names
        if _is_listed(name, compact(passage.text), passage.cell)
    }


def _former(subject: Subject, names: Collection[str]) -> set[str]:
    """Those names by which a unit went before, or of what is joined with it, as the text says
    somewhere."""
    row = OtherOwner.of("D107")
    told = [compact(passage.text) for passage in passages(subject)]
    return {
        name
        for name in names
        for text in told
        if row.former + name in text
        or (name in text and row.joined.match(text[text.index(name) + len(name) :]))
    }


def _is_listed(name: str, text: str, cell: bool) -> bool:
    """Whether a name stands in a text as a piece of a list."""
    aside = OtherOwner.of("D107").aside
    around = text.split(name)
    for before, after in pairwise(around):
        behind, bare = aside.sub("", after), before.rstrip(_NUMBERS)
        begins = cell or not bare or {before[-1], bare[-1]} & set(_MARKS)
        if begins and (not behind or behind[0] in _MARKS):
            return True
    return False


RULES = {"D107": other_owner}
SETTINGS = {"D107": OtherOwner}
