"""What is contained in what by meaning (包含关系): parts that are more than their wholes though no
word says that they are parts, and parts that go the other way than their total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, held_together
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.speech.sums.divisions import divisions
from juesuan.checks.subject import Subject
from juesuan.facts import Region

__all__ = ["beyond_their_wholes", "of_the_other_way"]

_WAYS = (frozenset({"income"}), frozenset({"expenditure"}))


def beyond_their_wholes(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Parts with the narrowest whole of their text that they are more than, where no form prints
    the part or the whole otherwise: what each means lies within what the whole means."""
    agrees = {tie.assertion: tie.agrees for tie in tie_outs(subject)}
    for text in every_text(subject):
        stated = _once(text)
        if any(one.number.value < 0 for one in stated):
            continue  # a whole can be less than one of its parts
        for part in stated:
            if part.mention.base:
                continue  # 占“三公”经费支出7万元的: itself a whole
            wholes = [whole for whole in stated if _holds(whole, part)]
            held_together(*((part, *wholes) if wholes else ()))
            more = [whole for whole in wholes if part.number.low > whole.number.high]
            if more and part not in agrees and all(agrees.get(one, True) for one in wholes):
                yield (
                    part,
                    min(more, key=lambda whole: (_extent(whole), abs(whole.place - part.place))),
                )


def _once(text: SectionText) -> Sequence[Assertion]:
    """This year's amounts of a text whose item is known and told with one value."""
    found: dict[object, list[Assertion]] = defaultdict(list)
    for one in text.assertions:
        mention = one.mention
        amount = (mention.kind, one.role, one.year) == ("money", "final", "this")
        if amount and mention.sure and not mention.reason and _regions(one):
            found[one.key].append(one)
    return [same[0] for same in found.values() if len({o.number.value for o in same}) == 1]


def _regions(one: Assertion) -> Sequence[Region]:
    """The facts that an amount may be of, each way one region; none where any is a sum."""
    ways = one.meant.select if one.meant is not None else ()
    if any(len(way.terms) != 1 or way.terms[0][0] != 1 for way in ways):
        return ()
    return [way.terms[0][1] for way in ways]


def _region(one: Assertion) -> Region | None:
    """The facts that an amount is of, if these are one region and no other."""
    regions = _regions(one)
    return regions[0] if len(regions) == 1 else None


def _holds(whole: Assertion, part: Assertion) -> bool:
    """Whether what one amount is of holds what another is of, and more, whichever way each is
    meant."""
    outer, inner = _regions(whole), _regions(part)
    if not outer or not inner:
        return False
    if whole.key[1] not in ("", part.key[1]):
        return False  # of whose money each is, may not be said
    return all(any(_lies_in(one, other) for other in outer) for one in inner)


def _lies_in(inner: Region, outer: Region) -> bool:
    return inner != outer and all(_within(inner, name, nodes) for name, nodes in outer.parts)


def _extent(one: Assertion) -> int:
    """How much an amount is of."""
    return sum(len(nodes) for _, nodes in _regions(one)[0].parts) if _regions(one) else 0


def _within(inner: Region, name: str, nodes: frozenset[str]) -> bool:
    own = inner.get(name)
    return own is not None and own <= nodes


def of_the_other_way(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Parts that are an expenditure, of a total that is an income, or the other way round, with
    their totals: all parts make the total, and the others go its way, or all of them the other."""
    for choices in divisions(subject):
        for division in choices:
            way = _way(division.total)
            ways: Mapping[Assertion, frozenset[str]] = {one: _way(one) for one in division.parts}
            other = [one for one, its in ways.items() if its and its != way]
            right = [one for one, its in ways.items() if its == way]
            total = sum(one.number.value for one in division.parts)
            fits = abs(total - division.total.number.value) <= division.total.number.half
            wholes = (*(one.total for one in choices), *_as_much(division.total, division.parts))
            theirs = any(_way(one) == ways[division.parts[0]] for one in wholes)
            theirs = theirs or _is_told_between(division.total, division.parts)
            all_other = len(other) == len(division.parts) and not theirs
            if way and fits and ((len(other) == 1 and right) or all_other):
                yield other[0], division.total
                break


def _as_much(total: Assertion, parts: Sequence[Assertion]) -> Iterator[Assertion]:
    """The amounts of a text beside a total and its parts that are as much as it: 收入58万元，
    支出58万元，其中项目支出58万元."""
    others = (one for one in total.within.assertions if one not in (total, *parts))
    return (one for one in others if one.number.value == total.number.value)


def _is_told_between(total: Assertion, parts: Sequence[Assertion]) -> bool:
    """Whether as much as a total is told once more before its parts: 收入9万元，支出9万元，其中."""
    between = total.within.assertions[total.place + 1 : parts[0].place]
    return any(one.number.equals(total.number) for one in between if one.number.value)


def _way(one: Assertion) -> frozenset[str]:
    """What an amount is by its meaning, where that is just income or just expenditure."""
    region = _region(one)
    measures = region.get("measure") if region else None
    return measures if measures and measures in _WAYS else frozenset()
