"""Comparisons that do not say of what (与上年支出5万元相比减少1万元): the figures tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.checks.speech.meaning.names import is_elliptic
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES, base_of_role
from juesuan.checks.speech.meaning.topics import claim_words, is_side_of
from juesuan.checks.speech.sentences.amounts import ratio_fits
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    SectionText,
    sentence_before,
    words_before,
)
from juesuan.reading.narrative.vocabulary import words_in
from juesuan.text import fold, unspaced

__all__ = ["settle_bases", "settle_elliptic", "settle_unsaid", "settle_years"]

_MOVED = frozenset({"change", "growth"})


def settle_years(text: SectionText) -> None:
    """In a sentence that states both years' amounts, 支出 of last year is that of this year's item
    (上年支出8万元，本年支出9万元), and a change behind last year's amount is this year's change."""
    for place, last in enumerate(text.assertions):
        if (last.role, last.year) != ("final", "last") or not is_elliptic(last.mention.subject):
            continue
        this = [one for one in _of_this_year(text, last) if one.mention.kind == last.mention.kind]
        if len(this) == 1 and this[0].mention.subject.endswith(last.mention.subject):
            text.assertions[place] = replace(last, meant=this[0].meant, key=this[0].key)
    for place, one in enumerate(text.assertions):
        if one.role not in _MOVED or one.year != "last" or one.mention.reason:
            continue
        stated = [o for o in text.assertions[:place] if o.role == "final" and _is_of(o, one)]
        years = {o.year for o in stated if o.sentence is one.sentence}
        if one.base == "last_year" and "last" in years:
            years |= {o.year for o in stated}
        if {"this", "last"} <= years and one.base in {"", "last_year"}:
            text.assertions[place] = replace(one, year="this", base="last_year")


def _is_of(said: Assertion, one: Assertion) -> bool:
    """Whether an amount is of the same item as another, or of a side of both that it is of."""
    return said.key == one.key or is_side_of(said.key, one.key)


def _of_this_year(text: SectionText, last: Assertion) -> Sequence[Assertion]:
    """The accounts of this year that the sentence of last year's amount states."""
    beside = (one for one in text.assertions if one.sentence is last.sentence)
    return [one for one in beside if (one.role, one.year) == ("final", "this")]


def settle_bases(text: SectionText) -> None:
    """A change without a base is one to last year's amount where the same sentence states that of
    its item before, or says that there was none: 9万元（上年8万元），增加1万元; one without
    direction to the budget stated before; a rate to the base of the change behind it: 增长5%，
    比上年增加1万元."""
    for place, one in enumerate(text.assertions):
        if one.role not in _MOVED or one.base or one.mention.reason:
            continue
        beside = [said for said in text.assertions if said.sentence is one.sentence]
        before = [said for said in beside if said.place < one.place and _is_of(said, one)]
        budgets = [said for said in before if said.role in BUDGET_ROLES]
        last = any((said.role, said.year) == ("final", "last") for said in before)
        if last or claim_words().patterns.none_last_year.search(sentence_before(one)):
            text.assertions[place] = replace(one, base="last_year")
        elif len({said.role for said in budgets}) == 1 and (
            not one.sign or _of_budget(one) or budgets[-1].place == one.place - 1
        ):
            text.assertions[place] = replace(one, base=base_of_role(budgets[0].role))
        elif behind := _moved_behind(one, beside):
            text.assertions[place] = replace(one, base=behind.base)


def _of_budget(one: Assertion) -> bool:
    """Whether the words that lead to a change are those of budgets: 节约5万元."""
    lead = words_before(one)
    return any(word in lead for word in words_in("clause", "of_budget"))


def _moved_behind(one: Assertion, beside: Sequence[Assertion]) -> Assertion | None:
    """The change right behind a rate without a base (or the rate behind a change), if they go the
    same way."""
    for said in beside:
        if said.place == one.place + 1 and said.key == one.key and said.sign == one.sign:
            return said if {said.role, one.role} == _MOVED and said.base else None
    return None


def settle_elliptic(text: SectionText) -> None:
    """A change of 支出 or 收入 in a sentence of its own is that of the one amount of that name
    stated before, or of the one with which its rate comes out."""
    for one in tuple(text.assertions):
        now = text.assertions[one.place]
        if now.role != "change" or now.mention.reason or not now.sign:
            continue
        if not (is_elliptic(now.mention.subject) and now.mention.sure):
            continue
        if both := _of_both_years(text, now):
            _give(text, now.key, now.sentence, both)
            continue
        if now.meant:
            continue
        stated = [
            said
            for said in text.assertions[: one.place]
            if (said.role, said.year, said.mention.kind) == ("final", "this", "money")
            and said.meant is not None
            and said.mention.subject.endswith(now.mention.subject)
        ]
        beside = [o for o in text.assertions if o.sentence is now.sentence and o.key == now.key]
        rates = [o for o in beside if o.role == "growth"]
        fitting = [said for said in stated if len(rates) == 1 and _come_out(said, now, rates[0])]
        found = fitting[:1] or stated
        if len({said.key for said in found}) == 1:
            _give(text, now.key, now.sentence, found[0])


def _of_both_years(text: SectionText, change: Assertion) -> Assertion | None:
    """The one item of which the change's sentence states this year's and last year's amount, where
    its name is the longer: 其他收入5万元，上年8万元，收入减少."""
    before = [o for o in text.assertions[: change.place] if o.sentence is change.sentence]
    accounts = [o for o in before if (o.role, o.mention.kind) == ("final", "money")]
    name = change.mention.subject
    same = {o.key for o in accounts} == {accounts[0].key} if accounts else False
    if not same or accounts[0].key == change.key or [o.year for o in accounts] != ["this", "last"]:
        return None
    return accounts[0] if accounts[0].mention.subject.endswith(name) else None


def _come_out(said: Assertion, change: Assertion, rate: Assertion) -> bool:
    """Whether a rate is that of an amount and its change."""
    last = said.number - change.signed
    return last.value > 0 and ratio_fits(change.number, last, rate.number)


def settle_unsaid(text: SectionText) -> None:
    """Give comparisons that name no item to the one whose amount they come out with, where they
    do not with that of the item spoken of last."""
    for last, change in _compared(text):
        now = last.number.value + change.signed.value
        stated = [
            one
            for one in text.assertions[: last.place]
            if (one.role, one.year, one.mention.kind) == ("final", "this", "money")
            and one.meant is not None
        ]
        fitting = [one for one in stated if abs(one.number.value - now) <= one.number.half]
        if not fitting and is_elliptic(last.mention.subject):
            fitting = stated  # 与上年支出: of the one item there is
        if len({one.key for one in fitting}) == 1 and fitting[0].key != last.key:
            _give(text, last.key, last.sentence, fitting[0])


def _compared(text: SectionText) -> Iterator[tuple[Assertion, Assertion]]:
    """Last year's amounts with the one change of their sentence, the item being named in
    neither."""
    listed: Sequence[Assertion] = tuple(text.assertions)
    for last in listed:
        if (last.role, last.year, last.mention.kind) != ("final", "last", "money"):
            continue
        beside = [one for one in listed if one.sentence is last.sentence and one.key == last.key]
        changes = [one for one in beside if (one.role, one.base) == ("change", "last_year")]
        name, said = last.mention.subject, unspaced(fold(last.sentence.text))
        unsaid = is_elliptic(name) or name not in said
        if len(changes) == 1 and changes[0].sign and unsaid:
            yield last, changes[0]


def _give(text: SectionText, key: object, sentence: object, item: Assertion) -> None:
    """What a sentence states of one item is said of another."""
    for place, one in enumerate(text.assertions):
        if one.sentence is sentence and one.key == key:
            mention = replace(one.mention, subject=item.mention.subject)
            text.assertions[place] = replace(one, mention=mention, meant=item.meant, key=item.key)
