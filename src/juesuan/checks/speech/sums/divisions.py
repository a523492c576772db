"""What a text divides into which parts (分解), by its words and by the levels of codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from juesuan.checks.speech.meaning.roles import BUDGET_ROLES
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    SectionText,
    is_amount,
    words_before,
)
from juesuan.checks.speech.sentences.sections import every_text, section_texts
from juesuan.checks.speech.sums.by_codes import by_codes
from juesuan.checks.speech.sums.itemised import itemised
from juesuan.checks.speech.sums.openers import opener_before, opener_of
from juesuan.checks.speech.sums.parts import (
    Division,
    beside_in_balance,
    ends_list,
    is_closed,
    open_ended,
    parts_in_bracket,
    parts_listed,
    shares_fill,
)
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.text import fold, unspaced, whole_number

__all__ = ["divisions"]

_NEAR, _ANY = 12, 4
"""So many amounts before a sum, so many of which may be its parts wherever they stand."""
_TOTALS = ("total", "total_in", "total_out")


def divisions(subject: Subject) -> Sequence[Sequence[Division]]:
    """All that may be divisions: of each place the ways, likeliest first; once a document."""
    return subject.once(_divisions)


def _divisions(subject: Subject) -> Sequence[Sequence[Division]]:
    kinds = (_listed, _added_up, _in_brackets)
    of_texts = (ways for text in every_text(subject) for kind in kinds for ways in kind(text))
    return [*of_texts, *itemised(subject), *_summed_up(subject), *by_codes(subject)]


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
            parts = parts_listed(stated[place:])
            if len(parts) < 2:
                continue
            closed = is_closed(opener, parts)
            announced = (_announced(text, run, one), _counted_behind(text, parts[-1]))
            every_one = len(parts) in announced
            if not every_one:
                all_before = [other for other in all_before if not _is_planned(other)]
            ways = [parts[:size] for size in range(len(parts), 1, -1)][: 1 if every_one else None]
            near = {*wholes, *_involved_before(run, all_before)}
            yield [
                Division(
                    total,
                    tuple(way),
                    closed,
                    complete=every_one or (total in near and shares_fill(text, way, total)),
                    far=total not in near or not ends_list(parts, len(way)),
                )
                for way in ways
                for total in all_before
                if total.mention.unit == way[0].mention.unit or total in wholes
                if not beside_in_balance(total, way)
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


def _counted_behind(text: SectionText, last: Assertion) -> int:
    """How many items a list has, as the words right behind its last say: 上述4个项目; 0 if
    nothing."""
    sentences = text.section.sentences
    place = next(n for n, sentence in enumerate(sentences) if sentence is last.sentence)
    behind = last.sentence.text[last.mention.end :]
    said = unspaced(fold("".join([behind, *(s.text for s in sentences[place + 1 : place + 2])])))
    match = claim_words().divisions.counted_behind.search(said)
    return (whole_number(match["many"]) or 0) if match else 0


def _added_up(text: SectionText) -> Iterator[Sequence[Division]]:
    """A sum right behind the amounts of its sentence, or of so many told right before it:
    公用经费3万元，项目5万元，两项合计8万元."""
    for sentence in text.section.sentences:
        stated = [one for one in text.beside(sentence) if is_amount(one)]
        for place, one in enumerate(stated):
            words = words_before(one)
            match = claim_words().divisions.added.search(words)
            before = [o for o in stated[:place] if o.mention.unit == one.mention.unit]
            before = [o for o in before if not _is_nested(o)]
            if match and match["many"] and not before:
                before = _told_before(text, one)
            if not before and unspaced(words).startswith(claim_words().divisions.above):
                before = _before_in_run(text, one)
            if len(before) < 2 or not (match or _may_sum_up(one, words)):
                continue
            many = (whole_number(match["many"] or "") or 0) if match else 0
            sizes = [many] if many else range(len(before), 1, -1)
            ways = [tuple(before[-size:]) for size in sizes if size <= len(before)]
            every = [Division(one, way, closed=True, complete=bool(many)) for way in ways]
            yield [*every, *_of_any(text, one, many)]


def _of_any(text: SectionText, one: Assertion, many: int) -> Iterator[Division]:
    """So many amounts of those that the text tells before a sum, wherever they stand, which nothing
    says to be its parts but that they may make it."""
    before = [o for o in text.assertions[: one.place] if is_amount(o) and o.number.value]
    before = [o for o in before if o.mention.unit == one.mention.unit][-_NEAR:]
    for parts in combinations(before, many) if 1 < many <= _ANY else ():
        yield Division(one, parts, closed=True, far=True)


def _is_nested(one: Assertion) -> bool:
    """Whether an amount stands in the bracket of what another has among it (其中债券9万元）."""
    said = fold(one.sentence.text[: one.mention.start])
    return bool(claim_words().divisions.nested.search(said))


def _told_before(text: SectionText, one: Assertion) -> list[Assertion]:
    """The amounts of the sentences that go on with one another right before an amount's own."""
    run: Sequence[Sentence] = ()
    for sentences in _runs(text):
        if any(sentence is one.sentence for sentence in sentences):
            break
        run = sentences
    stated = [o for sentence in run for o in text.beside(sentence) if is_amount(o)]
    return [o for o in stated if o.mention.unit == one.mention.unit]


def _before_in_run(text: SectionText, one: Assertion) -> list[Assertion]:
    """The amounts before another in the sentences that go on up to it (甲3万元；乙5万元；以上合计
    8万元)."""
    run = next(
        (run for run in _runs(text) if any(sentence is one.sentence for sentence in run)), ()
    )
    stated = [o for sentence in run for o in text.beside(sentence) if is_amount(o)]
    return [o for o in stated if o.place < one.place and o.mention.unit == one.mention.unit]


def _may_sum_up(one: Assertion, words: str) -> bool:
    """Whether words lead to what may be the sum of the amounts before it, no total of accounts."""
    data = claim_words().divisions
    if data.summed.search(words):
        return True
    return bool(data.summed_as.search(words)) and one.key[0] not in (*data.beside, *_TOTALS)


def _in_brackets(text: SectionText) -> Iterator[Sequence[Division]]:
    """Amounts in a bracket right behind another: 人员经费9万元（工资5万元、补助4万元）."""
    for sentence in text.section.sentences:
        stated = [o for o in text.beside(sentence) if is_amount(o) or _is_involved(o)]
        for total, first in pairwise(stated):
            if not words_before(first).startswith("（") or opener_before(first):
                continue
            parts = parts_in_bracket(stated[stated.index(first) :])
            if len(parts) > 1 and not open_ended(parts[-1]):
                yield [Division(total, parts, closed=True)]


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


def _summed_up(subject: Subject) -> Iterator[Sequence[Division]]:
    """Items in numbered paragraphs and the sum behind the last (以上四类合计)."""
    texts = list(section_texts(subject))
    data = claim_words().divisions
    for place, text in enumerate(texts):
        for total in filter(is_amount, text.assertions):
            words = unspaced(fold(total.mention.subject))
            summed = words.startswith(data.above) and any(word in words for word in data.sums)
            if not summed or len(_before_in_run(text, total)) > 1:
                continue
            parent = text.section.parent
            beside = [one for one in texts[: place + 1] if one.section.parent == parent]
            items = [one for one in beside if one.section.number]
            firsts = [next(filter(is_amount, item.assertions), None) for item in items]
            parts = tuple(one for one in firsts if one is not None and one is not total)
            if len(parts) == len(items) > 1:
                yield [Division(total, parts, complete=True)]
