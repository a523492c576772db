"""What a text divides into which parts (分解), by its words and by the levels of codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct

from juesuan.checks.speech.meaning.code_names import CLASS, function_code
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES, stated_roles
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import ratio_fits, sum_of
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    SectionText,
    is_amount,
    words_before,
)
from juesuan.checks.speech.sentences.sections import every_text, section_texts
from juesuan.checks.speech.sums.itemised import itemised
from juesuan.checks.speech.sums.openers import opener_before, opener_of
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.text import fold, unspaced, whole_number

__all__ = ["Division", "divisions"]

_WHOLE = 100  # percent
_TOTALS = ("total", "total_in", "total_out")


class Division(Struct, frozen=True):
    """A total and amounts that are its parts. ``closed``: by its words nothing is left out, but
    for others said elsewhere; ``complete``: nothing is. ``far``: the total stands further back, so
    that it is only meant if they add up."""

    total: Assertion
    parts: tuple[Assertion, ...]
    closed: bool = False
    complete: bool = False
    far: bool = False


def divisions(subject: Subject) -> Sequence[Sequence[Division]]:
    """All that may be divisions: of each place the ways, likeliest first; once a document."""
    return subject.once(_divisions)


def _divisions(subject: Subject) -> Sequence[Sequence[Division]]:
    kinds = (_listed, _added_up, _in_brackets)
    of_texts = (ways for text in every_text(subject) for kind in kinds for ways in kind(text))
    below = ([Division(*one)] for one in itemised(subject))
    return [*of_texts, *below, *_summed_up(subject), *_by_code(subject)]


def _listed(text: SectionText) -> Iterator[Sequence[Division]]:
    """Amounts behind 其中 and the like, divided from the one before, or from those of the
    sentence before."""
    before: Sequence[Assertion] = ()
    every = [o for o in text.assertions if is_amount(o) or _is_involved(o) or _is_planned(o)]
    for run in _runs(text):
        stated = [one for sentence in run for one in text.beside(sentence) if is_amount(one)]
        for place, one in enumerate(stated):
            if not (opener := opener_of(run, one)):
                continue
            wholes = stated[place - 1 : place] if place else before
            all_before = [other for other in every if other.place < one.place]
            parts = _parts(stated[place:])
            if len(parts) < 2:
                continue
            closed = _is_closed(opener, parts)
            announced = _announced(text, run, one)
            every_one = len(parts) == announced
            if not every_one:
                all_before = [other for other in all_before if not _is_planned(other)]
            ways = [parts[:size] for size in range(len(parts), 1, -1)][: 1 if every_one else None]
            near = {*wholes, *_involved_before(run, all_before)}
            yield [
                Division(
                    total,
                    tuple(way),
                    closed,
                    complete=every_one or (total in near and _shares_fill(text, way, total)),
                    far=total not in near,
                )
                for way in ways
                for total in all_before
                if total.mention.unit == way[0].mention.unit or total in wholes
                if not _beside(total, way)
            ]
        before = stated or before


def _is_involved(one: Assertion) -> bool:
    """Whether it is money that something named before is about: 涉及资金."""
    mention = one.mention
    return (mention.kind, one.role, one.year, mention.reason) == ("money", "other", "this", False)


def _is_planned(one: Assertion) -> bool:
    """Whether it is what a budget gives: of so many things that are listed, of each one its own."""
    return (one.mention.kind, one.year) == ("money", "this") and one.role in BUDGET_ROLES


def _involved_before(run: Sequence[Sentence], before: Sequence[Assertion]) -> Sequence[Assertion]:
    """The money that what is listed is about, or was planned for it, right before the list."""
    return [
        one
        for one in before[-1:]
        if not is_amount(one) and any(one.sentence is sentence for sentence in run)
    ]


def _announced(text: SectionText, run: Sequence[Sentence], first: Assertion) -> int:
    """How many items a list has, as the words before it say: 3个项目……其中：; 0 if nothing."""
    data = claim_words().divisions
    if match := data.divided.search(words_before(first)):
        return whole_number(match["many"]) or 0
    counts = [
        one
        for sentence in run
        for one in text.beside(sentence)
        if one.place < first.place and one.mention.kind == "count" and one.role == "final"
    ]
    last = counts[-1] if counts else None
    named = last is not None and any(word in last.mention.subject for word in data.items)
    return int(last.number.value) if last is not None and named else 0


def _added_up(text: SectionText) -> Iterator[Sequence[Division]]:
    """A sum right behind the amounts of its sentence, or of so many told right before it:
    公用经费3万元，项目5万元，两项合计8万元."""
    for sentence in text.section.sentences:
        stated = [one for one in text.beside(sentence) if is_amount(one)]
        for place, one in enumerate(stated):
            words = words_before(one)
            match = claim_words().divisions.added.search(words)
            before = [o for o in stated[:place] if o.mention.unit == one.mention.unit]
            if match and match["many"] and not before:
                before = _told_before(text, one)
            if len(before) < 2 or not (match or _may_sum_up(one, words)):
                continue
            many = (whole_number(match["many"] or "") or 0) if match else 0
            sizes = [many] if many else range(len(before), 1, -1)
            ways = [tuple(before[-size:]) for size in sizes if size <= len(before)]
            yield [Division(one, way, closed=True, complete=bool(many)) for way in ways]


def _told_before(text: SectionText, one: Assertion) -> list[Assertion]:
    """The amounts of the sentences that go on with one another right before an amount's own."""
    run: Sequence[Sentence] = ()
    for sentences in _runs(text):
        if any(sentence is one.sentence for sentence in sentences):
            break
        run = sentences
    stated = [o for sentence in run for o in text.beside(sentence) if is_amount(o)]
    return [o for o in stated if o.mention.unit == one.mention.unit]


def _may_sum_up(one: Assertion, words: str) -> bool:
    """Whether words lead to what may be the sum of the amounts before it, no total of accounts."""
    data = claim_words().divisions
    if data.summed.search(words):
        return True
    return bool(data.summed_as.search(words)) and one.key[0] not in (*data.beside, *_TOTALS)


def _in_brackets(text: SectionText) -> Iterator[Sequence[Division]]:
    """Amounts in a bracket right behind another: 人员经费9万元（工资5万元、补助4万元）."""
    for sentence in text.section.sentences:
        stated = [one for one in text.beside(sentence) if is_amount(one)]
        for total, first in pairwise(stated):
            if not words_before(first).startswith("（") or opener_before(first):
                continue
            parts = _beside_in_bracket(stated[stated.index(first) :])
            if len(parts) > 1 and not _open_ended(parts[-1]):
                yield [Division(total, parts, closed=True)]


def _beside_in_bracket(stated: Sequence[Assertion]) -> tuple[Assertion, ...]:
    """The amounts of a bracket from its first on, those of brackets within it left out."""
    depth = _depth(stated[0])
    within = takewhile(lambda one: _depth(one) >= depth, stated)
    return tuple(one for one in within if _depth(one) == depth)


def _beside(total: Assertion, parts: Sequence[Assertion]) -> bool:
    """Whether one of the parts stands beside the total in a balance: 结余分配 beside 年初结转."""
    beside = claim_words().divisions.beside
    others = {part.key[0] for part in parts} - {total.key[0]}
    return total.key[0] in beside and not others.isdisjoint(beside)


def _runs(text: SectionText) -> Iterator[Sequence[Sentence]]:
    """Sentences that go on with one another: up to a full stop."""
    run: list[Sentence] = []
    for sentence in text.section.sentences:
        run.append(sentence)
        if fold(sentence.text.rstrip())[-1:] not in claim_words().divisions.goes_on:
            yield run
            run = []
    if run:
        yield run


def _parts(stated: Sequence[Assertion]) -> Sequence[Assertion]:
    """The amounts of a list: of other items each, up to the next list; what stands in brackets
    behind one of them is left out."""
    found: list[Assertion] = []
    names: set[str] = set()
    for one in stated:
        words = words_before(one)
        data = claim_words().divisions
        opened = any(word in words for word in data.opens) and not data.goes_on_with.search(words)
        if found and opened:
            break
        if found and _depth(one) > _depth(found[0]):
            continue
        again = one.mention.sure and one.mention.subject in names
        if again or any(w in words for w in claim_words().divisions.ends):
            break
        names.add(one.mention.subject)
        found.append(one)
    return found


def _is_closed(opener: str, parts: Sequence[Assertion]) -> bool:
    """Whether the word that opens a list, or what its parts are, leaves nothing out."""
    data = claim_words().divisions
    topics = {part.key[0] for part in parts}
    whole = any(topics.issuperset(known) for known in data.wholes)
    rest = bool(data.rest.search(words_before(parts[-1])))
    return (opener in (*data.closing, data.colon) or whole or rest) and not _open_ended(parts[-1])


def _open_ended(last: Assertion) -> bool:
    """Whether words behind the last amount of a list leave it open: 等."""
    return fold(last.sentence.text[last.mention.end :]).startswith(claim_words().divisions.open_end)


def _depth(one: Assertion) -> int:
    """How many brackets of its paragraph it stands in; a list in one may run over sentences."""
    before = takewhile(lambda other: other is not one.sentence, one.within.section.sentences)
    texts = [other.text for other in before if other.spot == one.sentence.spot]
    said = fold("".join(texts) + one.sentence.text[: one.mention.start])
    return said.count("（") - said.count("）")


def _shares_fill(text: SectionText, parts: Sequence[Assertion], total: Assertion) -> bool:
    """Whether the shares that a text gives each of the parts make a whole, and all but one of
    them are of the total."""
    shares = [
        one
        for part in parts
        for one in text.assertions
        if one.role == "share" and one.sentence is part.sentence and one.key == part.key
    ]
    if len(shares) != len(parts):
        return False
    added = sum_of(share.number for share in shares)
    if not added.low <= _WHOLE <= added.high:
        return False
    of_total, of_sum = (
        sum(
            ratio_fits(part.number, whole, share.number)
            for part, share in zip(parts, shares, strict=True)
        )
        for whole in (total.number, sum_of(part.number for part in parts))
    )
    return of_total >= len(parts) - 1 or of_sum == len(parts)


def _summed_up(subject: Subject) -> Iterator[Sequence[Division]]:
    """Items in numbered paragraphs and the sum behind the last (以上四类合计)."""
    texts = list(section_texts(subject))
    data = claim_words().divisions
    for place, text in enumerate(texts):
        for total in filter(is_amount, text.assertions):
            words = unspaced(fold(total.mention.subject))
            summed = words.startswith(data.above) and any(word in words for word in data.sums)
            if not summed:
                continue
            parent = text.section.parent
            beside = [one for one in texts[: place + 1] if one.section.parent == parent]
            items = [one for one in beside if one.section.number]
            firsts = [next(filter(is_amount, item.assertions), None) for item in items]
            parts = tuple(one for one in firsts if one is not None and one is not total)
            if len(parts) == len(items) > 1:
                yield [Division(total, parts, complete=True)]


def _by_code(subject: Subject) -> Iterator[Sequence[Division]]:
    """A class by its sections or items, all expenditure by its classes, in one kind of money."""
    for role in stated_roles():
        stated: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
        for text in section_texts(subject):
            for one in text.assertions:
                known = one.meant is not None and one.mention.kind == "money"
                if known and (one.role, one.year) == (role, "this") and not one.mention.reason:
                    stated[one.key].append(one)
        once = {
            key: ones[0] for key, ones in stated.items() if len({o.number.value for o in ones}) == 1
        }
        for (topic, fund), total in once.items():
            code = function_code(topic)
            if not code and topic != "expenditure":
                continue
            parts = _below(once, code, fund)
            if len(parts) == 1 and _is_whole_list(once, fund, code):
                yield [Division(total, parts, closed=True)]
            if len(parts) > 1:
                complete = _shares_fill(parts[0].within, parts, total)
                yield [Division(total, parts, complete=complete)]


def _is_whole_list(once: Mapping[tuple[str, str], Assertion], fund: str, code: str) -> bool:
    """Whether the items that a text lists are all there are: those of every other class, at
    least two, make up the class."""
    others = {
        of: total
        for (topic, kind), total in once.items()
        if kind == fund and len(of := function_code(topic)) == CLASS and of != code
    }
    sums = [
        total.number.equals(sum_of(part.number for part in parts))
        for of, total in others.items()
        if (parts := _below(once, of, fund))
    ]
    return len(code) == CLASS and len(sums) > 1 and len(sums) == len(others) and all(sums)


def _below(
    once: Mapping[tuple[str, str], Assertion], above: str, fund: str
) -> tuple[Assertion, ...]:
    """The amounts of codes below another, those left out that lie below one of them; of all
    expenditure only classes."""
    codes = {
        code: one
        for (topic, of), one in once.items()
        if of == fund and (code := function_code(topic)) and code != above
        if code.startswith(above) and (above or len(code) == CLASS)
    }
    return tuple(
        one
        for code, one in codes.items()
        if not any(code != other and code.startswith(other) for other in codes)
    )
