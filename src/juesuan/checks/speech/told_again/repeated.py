"""Amounts and counts that the text prints in several places (同一数前后出现)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from msgspec.structs import replace

from juesuan.checks.speech.meaning.funds import is_own_money
from juesuan.checks.speech.meaning.roles import stated_roles
from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.rates import WrongRate, wrong_rates
from juesuan.checks.speech.sentences.amounts import ratio_fits, rounded_of
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    SectionText,
    held_together,
    sentence_before,
)
from juesuan.checks.speech.sentences.sections import assertions, section_texts
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.reading.narrative.vocabulary import words, words_in
from juesuan.text import fold, pieces, unspaced

_ITEMS = 3
"""So many things told one after another are a list."""
_PART = 1
"""The level of the parts of a booklet among its headings."""

__all__ = [
    "converted",
    "is_movement",
    "outvoted",
    "stated_again",
    "sum_of_others",
    "whole_of_parts",
]


def stated_again(subject: Subject) -> Iterator[Sequence[Assertion]]:
    """Figures of one quantity in one part of the text, each in a sentence of its own, that no
    form settles; each group in the order of the text."""
    settled = {tie.assertion for tie in tie_outs(subject)}
    groups: dict[tuple[object, ...], list[Assertion]] = {}
    noted: list[Assertion] = []
    for one in assertions(subject):
        if not _is_stated(one) or one in settled:
            continue
        within = one.within
        if within.section in subject.narrative.notes:
            noted.append(one)
            continue
        part = within if within.elsewhere else _part(subject, within)
        groups.setdefault((id(part), one.key, one.role, one.year), []).append(one)
    for one in noted:  # a table's note speaks of what every part may speak of
        same = [key for key in groups if key[1:] == (one.key, one.role, one.year)]
        for key in same or [(id(None), one.key, one.role, one.year)]:
            groups.setdefault(key, []).append(one)
    for group in groups.values():
        if 1 < len(group) == len({id(one.sentence) for one in group}):
            held_together(*group)
            yield group


def whole_of_parts(whole: Assertion, part: Assertion) -> bool:
    """Whether a part and one other figure behind a whole add up to it: it is told of all, and they
    of each (接待52批次，其中国内48批次；国外4批次)."""
    after = [
        other
        for other in whole.within.assertions[whole.place + 1 :]
        if other is not part and other.mention.unit == whole.mention.unit
    ]
    return any(part.number.value + one.number.value == whole.number.value for one in after)


def sum_of_others(one: Assertion) -> bool:
    """Whether a count or an amount is what two others before it in its text come to, which may be
    of two kinds: 国内37批次，国外5批次，共42批次."""
    before = [
        other.number.value
        for other in one.within.assertions[: one.place]
        if other.mention.unit == one.mention.unit and other.number.value
    ]
    return any(first + second == one.number.value for first, second in combinations(before, 2))


def _part(subject: Subject, text: SectionText) -> object:
    """The part (第三部分) that a text belongs to; all of an excerpt without parts is one."""
    first = subject.narrative.path(text.section)[0]
    return first if first.level == _PART else None


def converted(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Amounts and the same once more in another unit right behind: 32841.66万元，折合3.28亿元."""
    for text in section_texts(subject):
        for first, again in pairwise(text.assertions):
            alike = (first.key, first.role, first.year) == (again.key, again.role, again.year)
            alike = alike and first.mention.period == again.mention.period
            money = first.mention.kind == again.mention.kind == "money"
            beside = first.sentence is again.sentence and first.role in stated_roles()
            between = unspaced(fold(first.sentence.text[first.mention.end : again.mention.start]))
            told = between in words_in("subject", "converts")
            listed = any(word in between for word in words_in("subject", "of_which"))
            other = (first.mention.unit != again.mention.unit and not listed) or told
            other = other or _unit_mistaken(first, again, between)
            if alike and money and beside and other:
                held_together(first, again)
                yield first, again


def _unit_mistaken(first: Assertion, again: Assertion, between: str) -> bool:
    """Whether an amount alone in a bracket right behind another is the same in one of the other
    units, but not in the one it is printed with: 99514.84万元（9.95万元）."""
    behind = unspaced(fold(first.sentence.text[again.mention.end :]))
    if between != "（" or not behind.startswith("）") or first.number.equals(again.number):
        return False
    units = words("units", "money")
    return any(
        first.number.equals(rounded_of(replace(again.mention, unit=unit)))
        for unit in units
        if unit != again.mention.unit
    )


def outvoted(subject: Subject, one: Assertion, other: Assertion) -> bool:
    """Whether completion rates or shares reckoned with ``one`` do not come out, and all of them
    would with ``other``, another value of the same quantity."""
    told = [wrong for wrong in wrong_rates(subject) if one in wrong.used]
    return bool(told) and all(_comes_out(wrong, one, other) for wrong in told)


def _comes_out(wrong: WrongRate, one: Assertion, other: Assertion) -> bool:
    if wrong.whole is None or wrong.assertion.role == "growth":
        return False
    is_part = wrong.part == one.number
    part, whole = (other.number, wrong.whole) if is_part else (wrong.part, other.number)
    return ratio_fits(part, whole, wrong.assertion.number)


def is_movement(one: Assertion) -> bool:
    """Whether a count is of what came or went (更新执法执勤用车1辆), none of what there is."""
    clause = pieces(sentence_before(one), claim_words().reasons.marks)[-1]
    return any(word in clause for word in claim_words().words.movements)


def _is_carried_over(one: Assertion) -> bool:
    """Whether its name is that of a sentence before, while its own has named something else since:
    本年收入90万元。人员经费占本年支出80万元的四成，即32万元. A number of things names none (接待38
    批次，共计支出5万元)."""
    said = unspaced(one.sentence.text)
    if unspaced(one.mention.subject) in said:
        return False
    before = [o for o in one.within.beside(one.sentence) if o.place < one.place]
    if one.mention.kind != "count":
        before = [o for o in before if o.mention.kind != "count"]
    return any(o.key != one.key and unspaced(o.mention.subject) in said for o in before)


def _is_after_list(one: Assertion) -> bool:
    """Whether its name is only that of the last part of a list that is over: 预算100万元，其中项目
    40万元；执行90万元."""
    said = one.within.section.sentences
    place = next((n for n, sentence in enumerate(said) if sentence is one.sentence), 0)
    list_ = said[place - 1] if place else None
    if list_ is None or list_.spot != one.sentence.spot:
        return False
    over = fold(list_.text.rstrip()).endswith(claim_words().divisions.over)
    named = unspaced(one.mention.subject) in unspaced(one.sentence.text[: one.mention.start])
    listed = claim_words().words.of_which in list_.text
    return (over and not named and listed) or (not named and _ends_list(one, said[:place]))


def _ends_list(one: Assertion, before: Sequence[Sentence]) -> bool:
    """Whether the sentences before one end a list of several items: 用于甲5万元；乙3万元；
    丙2万元."""
    goes_on = claim_words().divisions.goes_on
    *others, last = before
    items = [last]
    for sentence in reversed(others):
        if fold(sentence.text.rstrip())[-1:] not in goes_on or sentence.spot != last.spot:
            break
        items.append(sentence)
    closed = fold(last.text.rstrip())[-1:] not in goes_on
    told = {a.key for item in items for a in one.within.beside(item) if a.role == "final"}
    return closed and len(told) >= _ITEMS


def _is_stated(one: Assertion) -> bool:
    """Whether it is the amount or count of something known, and net or gross value is not
    left open."""
    if one.meant is None or one.mention.reason or one.role not in stated_roles():
        return False
    if one.mention.kind == "count" and is_movement(one):
        return False
    if is_own_money(unspaced(fold(one.sentence.text))):
        return False  # 接待费8420元由自有资金列支
    if _is_after_list(one) or _is_carried_over(one):
        return False
    topic = topics().get(one.key[0])
    return one.mention.kind in {"money", "count"} and not (topic and topic.either)
