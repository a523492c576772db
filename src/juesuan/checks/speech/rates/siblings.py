"""Shares of parts without a known name, held to the whole that the shares beside them are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from juesuan.checks.speech.meaning.names import facts_meant
from juesuan.checks.speech.rates.model import WrongRate
from juesuan.checks.speech.sentences.amounts import ratio, ratio_fits, sum_of
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    SectionText,
    held_together,
    is_amount,
    nearest,
)
from juesuan.checks.speech.sentences.paragraphs import paragraphs_of
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject

__all__ = ["wrong_siblings"]

_ENOUGH = 2
"""Shares beside it that are of a whole, for it to be meant by another, too."""

_Pairs = Mapping[Assertion, Assertion]
"""Shares with the amounts that they are of."""


def wrong_siblings(subject: Subject) -> Iterator[WrongRate]:
    """Shares that nothing else was held to, of a whole that other shares of their paragraph are
    of: at least two, or one where the parts make up the whole."""
    for text in section_texts(subject):
        for pairs in _paragraphs(text):
            yield from _held(subject, text, pairs)
    for pairs in _items(subject):
        yield from _held(subject, next(iter(pairs)).within, pairs)


def _paragraphs(text: SectionText) -> Iterator[_Pairs]:
    """The shares of each paragraph with their parts; not those of which two go with one part."""
    found: dict[int, dict[Assertion, Assertion]] = {}
    runs = paragraphs_of(text.section.sentences)
    number = {id(sentence): n for n, run in enumerate(runs) for sentence in run}
    for share in text.assertions:
        if share.role != "share" or share.year != "this" or share.mention.reason:
            continue
        if (part := _part_of(share)) is not None:
            found.setdefault(number.get(id(share.sentence), -1), {})[share] = part
    for pairs in found.values():
        times = Counter(pairs.values())
        yield {share: part for share, part in pairs.items() if times[part] == 1}


def _items(subject: Subject) -> Iterator[_Pairs]:
    """The first share of each item below one heading, with its part: （一）甲5万元，占10%。"""
    found: dict[int, dict[Assertion, Assertion]] = {}
    for text in section_texts(subject):
        shares = (o for o in text.assertions if o.role == "share" and o.year == "this")
        share = next(shares, None)
        if share is None or not text.section.number or share.mention.reason:
            continue
        if (part := _part_of(share)) is not None:
            found.setdefault(text.section.parent, {})[share] = part
    yield from found.values()


def _part_of(share: Assertion) -> Assertion | None:
    """The amount that a share is of: of the same name, else that right before it."""
    named = nearest(share, lambda other: is_amount(other) and other.key == share.key, True)
    before = share.within.assertions[share.place - 1] if share.place else share
    if named is None and before.sentence is share.sentence and is_amount(before):
        return before
    return named


def _held(subject: Subject, text: SectionText, pairs: _Pairs) -> Iterator[WrongRate]:
    if len(pairs) < _ENOUGH:
        return
    wholes = _wholes(subject, text)
    for share, part in pairs.items():
        if share.place in share.within.compared or _is_of_some(share, part, wholes):
            continue
        if (whole := _shared(subject, share, pairs, wholes)) is not None:
            held_together(share, part, whole)
            yield WrongRate(
                assertion=share,
                right=ratio(part.number, whole.number),
                part=part.number,
                whole=whole.number,
                used=(part, whole),
            )


def _wholes(subject: Subject, text: SectionText) -> Sequence[Assertion]:
    """The amounts of the chapter that the text is of."""
    chapter = subject.narrative.path(text.section)[0]
    return [
        one
        for other in section_texts(subject)
        if subject.narrative.path(other.section)[0] is chapter
        for one in other.assertions
        if is_amount(one) and one.number.value > 0
    ]


def _is_of_some(share: Assertion, part: Assertion, wholes: Sequence[Assertion]) -> bool:
    """Whether a share is of any amount, rightly; or of more amounts than the last before it."""
    if any(ratio_fits(part.number, whole.number, share.number) for whole in wholes):
        return True
    before = [one for one in share.within.beside(share.sentence) if is_amount(one)]
    before = [one for one in before if one.place < share.place]
    sums = [sum_of(one.number for one in before[-size:]) for size in range(2, len(before) + 1)]
    return any(ratio_fits(added, whole.number, share.number) for added in sums for whole in wholes)


def _shared(
    subject: Subject, share: Assertion, pairs: _Pairs, wholes: Sequence[Assertion]
) -> Assertion | None:
    """The whole that enough of the other shares are of, if it may be that of this one: by its name,
    or because they are said to be of the same."""
    parts = sum_of(part.number for part in pairs.values())
    for whole in wholes:
        if whole in pairs.values() or pairs[share].number.value > whole.number.value:
            continue
        others = [one for one in pairs if one is not share]
        fitting = [o for o in others if ratio_fits(pairs[o].number, whole.number, o.number)]
        alike = [o for o in fitting if o.number.value and o.mention.base == share.mention.base]
        if len(alike) < _ENOUGH and not _may_be_of(subject, share, whole):
            continue
        if len(fitting) >= (1 if whole.number.equals(parts) else _ENOUGH):
            return whole
    return None


def _may_be_of(subject: Subject, share: Assertion, whole: Assertion) -> bool:
    """Whether an amount is what a share says it is of, if it says so."""
    base, name = share.mention.base, whole.mention.subject
    if not base:
        return True
    named = facts_meant(subject, base, "")
    if named is not None and whole.meant is not None:
        return named.key[0] == whole.key[0]
    return bool(name) and (name in base or base in name)
