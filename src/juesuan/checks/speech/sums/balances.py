"""What was there, came in, went out and is left (收支平衡), as a paragraph tells it: worked out
again, with the figure that is likely wrong where it does not balance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, product

from msgspec import Struct

from juesuan.checks.speech.meaning.funds import fund_in
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.sentences.amounts import one_slip, printed_like, sum_of
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, held_together
from juesuan.checks.speech.sentences.sections import assertions, section_texts, texts_with_items
from juesuan.checks.speech.sums.flows import flows
from juesuan.checks.speech.sums.terms import Balance, balance_words, clause_of
from juesuan.checks.subject import Subject
from juesuan.text import fold, unspaced

__all__ = ["Unbalanced", "unbalanced"]

_TOTAL = "total"
"""The topic of what comes in and what goes out, both in all: 收、支总计."""


class Unbalanced(Struct, frozen=True, kw_only=True):
    """A whole that its terms do not give, and what they give. ``ways`` are the figures that may
    be wrong, each with the value that makes it balance: the one that others bear out, else those
    of which it is one slip away, else all that no other place repeats. ``closed``: the text leaves
    no term out."""

    whole: Assertion
    terms: tuple[Assertion, ...]
    right: Fraction
    ways: tuple[tuple[Assertion, Fraction], ...]
    slips: bool
    closed: bool


class _Told(Struct, frozen=True):
    """What a passage tells of one kind of money: each term once. ``open``: other amounts move
    money, too."""

    terms: Mapping[str, Assertion]
    nothing: bool
    open: bool


def unbalanced(subject: Subject) -> Sequence[Unbalanced]:
    """The balances of a text that do not hold, each whole once; once a document."""
    return subject.once(_unbalanced)


def _unbalanced(subject: Subject) -> Sequence[Unbalanced]:
    ties = {tie.assertion: tie.agrees for tie in tie_outs(subject)}
    found: list[Unbalanced] = []
    seen: set[Assertion] = set()
    open_: set[Assertion] = set()  # other amounts move money: flows look at these
    for told in _passages(subject):
        for balance in balance_words().balances:
            terms = _terms(told, balance)
            whole = told.terms.get(balance.whole)
            if whole is None or whole in seen or not terms:
                continue
            seen.add(whole)
            held_together(whole, *(one for one, _ in terms))
            right = sum((sign * one.number.value for one, sign in terms), Fraction(0))
            room = sum_of([whole.number, *(one.number for one, _ in terms)]).half
            if abs(right - whole.number.value) <= room:
                continue
            if told.open:
                open_.add(whole)
                continue
            if _is_told_of(whole, terms, abs(right - whole.number.value)):
                continue
            every = [whole, *(one for one, _ in terms)]
            if all(ties.get(one, False) for one in every) or False in map(ties.get, every):
                continue  # the forms do not balance, or say which is wrong
            closed = any(name in told.terms for name in balance.closed)
            wrong = _judged(subject, whole, terms, right, closed)
            if not any(one.ways == wrong.ways for one in found if len(one.ways) == 1):
                found.append(wrong)
    for flow in flows(subject, balance_words().flows):
        every = [flow.whole, *(one for one, _ in flow.terms)]
        held_together(*every)
        agree = [ties.get(one) for one in every]
        if flow.whole not in seen - open_ and False not in agree and not all(agree):
            seen, open_ = seen | {flow.whole}, open_ - {flow.whole}
            found.append(
                _judged(subject, flow.whole, flow.terms, flow.right, flow.sure, flow.trusted)
            )
    return found


def _is_told_of(
    whole: Assertion, terms: Sequence[tuple[Assertion, int]], missing: Fraction
) -> bool:
    """Whether just what is missing is told beside a whole, as another amount: 差额3万元为……"""
    beside = whole.within.beside(whole.sentence)
    beside = [one for one in beside if one.mention.kind == "money" and not one.base]
    others = [one for one in beside if all(one is not term for term, _ in terms)]
    return any(one is not whole and one.number.value == missing for one in others)


def _terms(told: _Told, balance: Balance) -> Sequence[tuple[Assertion, int]]:
    """The terms of a balance with their signs; none where one that is needed is not told."""
    for needed in balance.needed:
        if needed not in told.terms and not (needed == "opening" and told.nothing):
            return ()
    signed = [*product(balance.plus, (1,)), *product(balance.minus, (-1,))]
    return [(told.terms[name], sign) for name, sign in signed if name in told.terms]


def _judged(
    subject: Subject,
    whole: Assertion,
    terms: Sequence[tuple[Assertion, int]],
    right: Fraction,
    closed: bool,
    trusted: Sequence[Assertion] = (),
) -> Unbalanced:
    missing = whole.number.value - right
    ways = [(whole, right)]
    open_ = [(one, sign) for one, sign in terms if one not in trusted]
    ways += [(one, one.number.value + sign * missing) for one, sign in open_]
    ways = [(one, value) for one, value in ways if value >= 0]
    printed = [(_name(one), one.number.value) for one in assertions(subject) if _is_amount(one)]
    alone = [way for way in ways if printed.count((_name(way[0]), way[0].number.value)) < 2]
    borne = [(one, value) for one, value in ways if (_name(one), value) in printed]
    slips = [(one, value) for one, value in alone if one_slip(one.mention, value)]
    turned = [(one, value) for one, value in slips if _is_turned(one, value)]
    forgotten = any(one.number.value == abs(missing) for one, _ in terms if one.number.value)
    if forgotten and (whole, right) in alone:
        turned = [(whole, right)]
    if len(turned) == 1:
        slips = turned
    return Unbalanced(
        whole=whole,
        terms=tuple(one for one, _ in terms),
        right=right,
        ways=tuple(borne or slips or alone or ways),
        slips=bool(borne or slips or len(alone) == 1),
        closed=closed,
    )


def _is_turned(one: Assertion, right: Fraction) -> bool:
    """Whether the right value has the digits of the printed one, in another order."""
    said, other = one.text, printed_like(right, one.mention)
    return sorted(filter(str.isdigit, said)) == sorted(filter(str.isdigit, other))


def _name(one: Assertion) -> tuple[str, str]:
    return one.key if one.key[0] else ("", one.mention.subject)


def _is_amount(one: Assertion) -> bool:
    return one.mention.kind == "money" and one.role == "final" and not one.mention.reason


def _passages(subject: Subject) -> Iterator[_Told]:
    """The sentences, the paragraphs, the texts under one heading, alone and with the items below
    them, the items of one list."""
    texts = section_texts(subject)
    for text in texts:
        for sentence in text.section.sentences:
            yield from _told(text, text.beside(sentence), [sentence.text])
    for text in texts:
        for _, run in groupby(text.section.sentences, lambda sentence: sentence.spot):
            sentences = list(run)
            stated = [one for sentence in sentences for one in text.beside(sentence)]
            yield from _told(text, stated, [sentence.text for sentence in sentences])
    for text in texts:
        said = [sentence.text for sentence in text.section.sentences]
        yield from _told(text, text.assertions, said)
    for text in texts_with_items(subject):
        yield from _told(
            text, text.assertions, [sentence.text for sentence in text.section.sentences]
        )
    parents: dict[int, list[SectionText]] = {}
    for text in texts:
        parents.setdefault(text.section.parent, []).append(text)
    for parent, items in parents.items():
        firsts = [text.assertions[0] for text in items if parent >= 0 and text.assertions]
        if len(firsts) > 1:
            yield from _told(items[0], firsts, [])


def _told(text: SectionText, stated: Sequence[Assertion], said: Sequence[str]) -> Iterator[_Told]:
    """What figures tell, for each kind of money that has its own."""
    named: list[tuple[str, str | None, Assertion]] = []
    parts: list[Assertion] = []
    is_open, listing = False, None
    for one in filter(_is_amount, stated):
        clause = clause_of(one)
        name = _term(one, clause)
        if balance_words().apart.search(clause) and not (name and _is_of_total(one)):
            parts.append(one)
            listing = one.sentence  # what follows there is a part as well
        elif name:
            known = one.key[1] if one.key[0] else fund_in(clause) or None
            named.append((name, known, one))
        elif balance_words().others.search(clause) and not _is_part(one, clause):
            is_open = is_open or one.sentence is not listing
    named = [
        (name, _beside(named, one) if known is None else known, one) for name, known, one in named
    ]
    heading = fund_in(text.heading)
    funds = dict.fromkeys(fund for _, fund, _ in named if fund is not None)
    nothing = any(balance_words().nothing.search(unspaced(fold(sentence))) for sentence in said)
    for fund in funds:
        alone = len(funds) == 1
        terms = [
            (name, one)
            for name, known, one in named
            if known == fund or (known is None and (alone or fund == heading))
        ]
        values: dict[str, set[Fraction]] = {}
        for name, one in terms:
            same = [part.number.value for part in parts if part.key == one.key]
            values.setdefault(name, set()).update([one.number.value, *same])
        once = {name: one for name, one in reversed(terms) if len(values[name]) == 1}
        yield _Told(once, nothing, is_open)


def _is_of_total(one: Assertion) -> bool:
    """Whether the figure before one is the total of both what comes in and goes out: what follows
    其中 then are its terms."""
    before = one.within.assertions[one.place - 1 : one.place]
    return any(other.key[0] == _TOTAL for other in before)


def _beside(named: Sequence[tuple[str, str | None, Assertion]], one: Assertion) -> str | None:
    """The kind of money that the other amounts of a sentence have, where they have one."""
    funds = {fund for _, fund, other in named if other.sentence is one.sentence} - {None}
    return funds.pop() if len(funds) == 1 else None


def _term(one: Assertion, clause: str) -> str:
    """Which term an amount is: by the words right before it, else by what it means."""
    if one.mention.kind != "money" or not one.mention.sure:
        return ""
    for words in (clause, unspaced(fold(one.mention.subject))):
        for name, pattern in balance_words().terms.items():
            if pattern.search(words) and (one.year == "this" or name == "opening"):
                return name
    known = {
        name for each in balance_words().balances for name in (each.whole, *each.plus, *each.minus)
    }
    return one.key[0] if one.key[0] in known and one.year == "this" else ""


def _is_part(one: Assertion, clause: str) -> bool:
    """Whether an amount is part of another: by its words, or because its item is known."""
    return bool(balance_words().apart.search(clause)) or one.key[0] in topics()
