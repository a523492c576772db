"""What was left at the end, worked out from what was there, came in and went out wherever a text
tells it: over sentences, lines and numbered items, of final accounts and of evaluations.

The terms are told by general words, so the arithmetic must bear a finding out: what is given adds
up as printed, nothing else is said to have moved, or the wrong figure is one slip of a digit away
from what the others give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, groupby, product

from msgspec import Struct

from juesuan.checks.speech.meaning.funds import fund_in
from juesuan.checks.speech.sentences.amounts import clear_slip, sum_of
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.speech.sums.terms import FlowWords, clause_of
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import OTHER_FUNDS
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["LeftOver", "NotLeft", "flows", "not_left"]

_MANY = 18
"""So many figures before or after what is left are looked at."""
_ROLES = frozenset({"final", "other", "full_year_budget"})
_CAME = {"income", "total_in"}
_ROOM = 3
_IN = ("opening", "income", "surplus_used", "total_in")


class LeftOver(Struct, frozen=True, kw_only=True):
    """What is left, and the terms with their signs that do not give it. ``sure``: without a slip,
    too, as what there was adds up (``trusted`` are its parts), or nothing is left out."""

    whole: Assertion
    terms: tuple[tuple[Assertion, int], ...]
    right: Fraction
    sure: bool
    trusted: tuple[Assertion, ...]


class _Term(Struct, frozen=True, eq=False):
    """A figure of a text, which term it is (empty: of none), of which kind of money; ``part``: one
    of those that another has among it (其中)."""

    one: Assertion
    name: str
    fund: str
    part: bool = False


_Told = Mapping[str, Assertion]
_Way = Sequence[tuple[Assertion, int]]
"""Terms by their names; the terms of a sum with their signs."""


def flows(subject: Subject, words: FlowWords) -> Iterator[LeftOver]:
    """The figures of what is left that no terms beside them give."""
    every = [*_terms(subject, words)]
    listed = [term for term in every if not term.part]
    parts = [term for term in every if term.part]
    ends = [place for place, term in enumerate(listed) if term.name == "closing"]
    for number, place in enumerate(ends):
        end = listed[place]
        before = [n for n in ends[:number] if listed[n].one.number != end.one.number]
        after = [n for n in ends[number + 1 :] if listed[n].one.number != end.one.number]
        first = max([place - _MANY, 0, *(n + 1 for n in before)])
        last = min([place + _MANY, len(listed), *after])
        yield from _flow(end, listed[first:last], parts, words)
    yield from _cleared(listed, words)
    yield from _totals(listed)
    for place, term in enumerate(listed):
        if term.name == "net":
            yield from _net(term, listed[max(place - _MANY, 0) : place + _MANY])


class NotLeft(Struct, frozen=True, kw_only=True):
    """What must be left, of terms of which nothing is left out, where a text tells no figure."""

    terms: tuple[tuple[Assertion, int], ...]
    right: Fraction


def not_left(subject: Subject, words: FlowWords) -> NotLeft | None:
    """What a document must have left of all its money, though no figure says so: it tells what was
    there, came in and went out, once each, and that nothing was distributed."""
    listed = [term for term in _terms(subject, words) if not term.part]
    told = _told(listed)
    if told is None or any(term.fund in OTHER_FUNDS for term in listed):
        return None
    opened = "opening" in told or _is_said(words.nothing, listed)
    given = "distributed" in told or _is_said(words.undistributed, listed)
    ways = [] if {"other", "closing", "total_in"} & told.keys() else [*_ways(told)]
    if not ways or not opened or not given:
        return None
    right = sum((sign * one.number.value for one, sign in ways[0]), Fraction(0))
    return NotLeft(terms=tuple(ways[0]), right=right) if right > 0 else None


def _terms(subject: Subject, words: FlowWords) -> Iterator[_Term]:
    """The amounts of all texts in their order."""
    for text in every_text(subject):
        heading = fund_in(text.heading)
        for sentence in text.section.sentences:
            fund, listing = "", False
            for one in text.beside(sentence):
                clause = clause_of(one)
                fund = fund_in(clause) or fund
                listing = listing or bool(words.apart.search(clause))
                if one.mention.kind != "money":
                    continue
                name = words.name_of(one, clause) if _is_told(one) else ""
                if listing:
                    yield _Term(one, name, fund or heading, part=True)
                    continue
                moved = words.moved.search(clause) or words.moved.search(one.mention.subject)
                if name or moved or _is_told(one):
                    yield _Term(one, name or ("other" if moved else ""), fund or heading)


def _is_told(one: Assertion) -> bool:
    mention = one.mention
    return mention.kind == "money" and one.role in _ROLES and not mention.reason


def _flow(
    end: _Term, near: Sequence[_Term], parts: Sequence[_Term], words: FlowWords
) -> Iterator[LeftOver]:
    whole = end.one
    fund = end.fund or _fund_around(near)
    if fund in OTHER_FUNDS:
        own = [term for term in near if term.fund in {fund, ""}]
    else:
        own = [term for term in near if term.fund not in OTHER_FUNDS]
    own = [term for term in own if term.one is not whole]
    if _comes_out(whole, [*own, *(one for one in parts if one.name and one.fund == end.fund)]):
        return
    told, ways = _ways_of(end, _with_one_opening(own, words))
    if told is None or not ways:
        return
    moved = [term.one.number.value for term in own if term.name == "other"]
    if moved and _moves_explain(whole, ways[0], moved):
        return
    verified = _is_verified(told, own)
    opened = "opening" in told or _is_said(words.nothing, near)
    given = fund in OTHER_FUNDS or "distributed" in told or _is_said(words.undistributed, near)
    closed = verified or bool(opened and given) or _is_told_at_once(end, own)
    closed = closed and not moved
    for terms in ways:
        right = sum((sign * one.number.value for one, sign in terms), Fraction(0))
        missing = whole.number.value - right
        if abs(missing) <= sum_of([whole.number, *(one.number for one, _ in terms)]).half:
            return
        near_by = [(whole, right), *((one, one.number.value + s * missing) for one, s in terms)]
        if closed or any(value > 0 and clear_slip(one.mention, value) for one, value in near_by):
            trusted = [told[name] for name in _IN if name in told and verified]
            yield LeftOver(
                whole=whole, terms=tuple(terms), right=right, sure=closed, trusted=tuple(trusted)
            )
            return


def _is_told_at_once(end: _Term, own: Sequence[_Term]) -> bool:
    """Whether one sentence tells all that there was, came in, went out and is left, and no more."""
    beside = [term.name for term in own if term.one.sentence is end.one.sentence]
    needed = {"opening", "income", "expenditure"}
    return needed <= set(beside) <= needed | {"distributed", "surplus_used"}


def _moves_explain(whole: Assertion, way: _Way, moved: Sequence[Fraction]) -> bool:
    """Whether what else moved, in or out, some or all of it, makes up for what is missing; where
    that is too much to try, it is taken to."""
    missing = whole.number.value - sum((sign * one.number.value for one, sign in way), Fraction(0))
    if len(moved) > _ROOM:
        return True
    picks = product(*((Fraction(0), one, -one) for one in moved))
    sums = (sum(pick, Fraction(0)) for pick in picks)
    room = (_ROOM + len(way)) * whole.number.half
    return any(abs(one - missing) <= room for one in sums if one or not missing)


def _cleared(listed: Sequence[_Term], words: FlowWords) -> Iterator[LeftOver]:
    """What went out where a sentence says that nothing is left of what there was and came in."""
    for _, run in groupby(listed, key=lambda term: id(term.one.sentence)):
        terms = list(run)
        told = {term.name: term.one for term in terms}
        kinds = [{"opening", "expenditure"}, {"opening", "income", "expenditure"}]
        if len(told) != len(terms) or told.keys() not in kinds:
            continue
        if not _is_said(words.cleared, terms):
            continue
        came = tuple((told[name], 1) for name in _IN if name in told)
        right = sum((one.number.value for one, _ in came), Fraction(0))
        whole = told["expenditure"]
        if abs(right - whole.number.value) > sum_of(one.number for one in told.values()).half:
            yield LeftOver(whole=whole, terms=came, right=right, sure=True, trusted=())


def _totals(listed: Sequence[_Term]) -> Iterator[LeftOver]:
    """Totals of what there was that their terms, told wherever they are, miss by one slip."""
    for place, term in enumerate(listed):
        behind = [other for other in listed[place + 1 : place + _MANY] if other.fund == term.fund]
        ends = [n for n, other in enumerate(behind) if other.name in {"closing", "total_in"}]
        told = _told(behind[: min(ends, default=len(behind))])
        if term.name != "total_in" or told is None or not {"opening", "income"} <= told.keys():
            continue
        if "other" in told or term.one.role != "final":
            continue
        terms = tuple((told[name], 1) for name in _IN[:-1] if name in told)
        right = sum((one.number.value for one, _ in terms), Fraction(0))
        missing = term.one.number.value - right
        room = sum_of([term.one.number, *(one.number for one, _ in terms)]).half
        slips = [clear_slip(one.mention, one.number.value + missing) for one, _ in terms]
        if abs(missing) > room and (any(slips) or clear_slip(term.one.mention, right)):
            yield LeftOver(whole=term.one, terms=terms, right=right, sure=False, trusted=())


def _fund_around(near: Sequence[_Term]) -> str:
    """The kind of money with accounts of its own that alone came in around what is left."""
    funds = {term.fund for term in near if term.name in _IN}
    return next(iter(funds)) if len(funds) == 1 else ""


def _net(end: _Term, near: Sequence[_Term]) -> Iterator[LeftOver]:
    """What a year had left of its own (当年结余), where its sentence tells what came in and went
    out, and nothing else."""
    beside = [term for term in near if term.one.sentence is end.one.sentence]
    told = {term.name: term.one for term in beside}
    if len(beside) != len(told) or told.keys() != {"income", "expenditure", "net"}:
        return
    terms = ((told["income"], 1), (told["expenditure"], -1))
    right = terms[0][0].number.value - terms[1][0].number.value
    room = sum_of([end.one.number, *(one.number for one, _ in terms)]).half
    openings = {Fraction(0), *(t.one.number.value for t in near if t.name == "opening")}
    value = end.one.number.value
    if all(min(abs(right + more - value), abs(right + value)) > room for more in openings):
        yield LeftOver(whole=end.one, terms=terms, right=right, sure=True, trusted=())


def _with_one_opening(own: Sequence[_Term], words: FlowWords) -> Sequence[_Term]:
    """The terms with the one amount that the year began with: as it was adjusted, else as it is
    told of the year itself and not of the one before."""
    openings = [term for term in own if term.name == "opening"]
    for pattern in (words.adjusted, words.begun):
        meant = [term for term in openings if pattern.search(clause_of(term.one))]
        if meant and len(meant) < len(openings):
            return [term for term in own if term.name != "opening" or term in meant]
    return own


def _ways_of(end: _Term, own: Sequence[_Term]) -> tuple[_Told | None, Sequence[_Way]]:
    """The terms before what is left, else all around it, with how they can make it."""
    before = [term for term in own if _is_before(term.one, end.one)]
    for some in (before, own):
        told = _told(some)
        if ways := [*_ways(told)]:
            return told, ways
    return None, []


def _is_before(one: Assertion, end: Assertion) -> bool:
    return one.within is not end.within or one.place < end.place


def _told(own: Sequence[_Term]) -> _Told | None:
    """Each term once; ``None`` where one is told with two amounts."""
    found: dict[str, Assertion] = {}
    for term in own:
        other = found.setdefault(term.name, term.one) if term.name else term.one
        if term.name not in {"", "other"} and other.number != term.one.number:
            return None
    return found


def _is_said(pattern: Pattern, near: Sequence[_Term]) -> bool:
    """Whether a sentence of any of the figures says what a pattern finds."""
    sentences = {id(term.one.sentence): term.one.sentence.text for term in near}
    return any(pattern.search(unspaced(fold(text))) for text in sentences.values())


def _ways(told: _Told | None) -> Iterator[_Way]:
    """How what is left can be reckoned: of all that there was, else of its parts."""
    if told is not None and "net" in told and "opening" in told:
        yield [(told["opening"], 1), (told["net"], 1)]
        return
    if told is None or "expenditure" not in told:
        return
    gone = [(told[name], -1) for name in ("expenditure", "distributed") if name in told]
    came = [(told[name], 1) for name in ("opening", "income", "surplus_used") if name in told]
    if "total_in" in told:
        yield [(told["total_in"], 1), *gone]
    elif "income" in told:
        yield [*came, *gone]


def _is_verified(told: _Told, own: Sequence[_Term]) -> bool:
    """Whether what there was in all is printed and is what its parts come to."""
    if "opening" not in told or "income" not in told:
        return False
    added = sum(told[name].number.value for name in _IN[:-1] if name in told)
    return any(term.one.number.value == added for term in own if term.name in {"", "total_in"})


def _comes_out(whole: Assertion, own: Sequence[_Term]) -> bool:
    """Whether any of the figures around come to what is left."""
    value, half = whole.number.value, whole.number.half
    names = ("opening", "income", "surplus_used", "expenditure", "distributed")
    values = [
        {Fraction(0), *(term.one.number.value for term in own if term.name == name)}
        for name in names
    ]
    for opening, income, used, spent, given in product(*values):
        if income and spent and abs(opening + income + used - spent - given - value) <= 5 * half:
            return True
    return any(
        abs(abs(_apart(one, other)) - value) <= _ROOM * half
        for one, other in combinations(own, 2)
        if not (_apart(one, other) < 0 and {one.name, other.name} & _CAME)
    )


def _apart(one: _Term, other: _Term) -> Fraction:
    """How far two figures are apart; below nothing where more went than came."""
    value = one.one.number.value - other.one.number.value
    if other.name in _CAME and one.name == "expenditure":
        return -value
    return value if one.name in _CAME and other.name == "expenditure" else abs(value)
