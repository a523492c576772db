"""Numbered items below a text that leads to them (按用途划分：1.…… 2.……), as parts of one of its
amounts: the one that their shares are of, or that their items belong to, or the last told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.speech.sentences.amounts import ratio_fits
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, is_amount
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.speech.sums.parts import Division
from juesuan.checks.subject import Subject
from juesuan.text import fold, unspaced

__all__ = ["itemised", "items_below"]

_SEVERAL = 2
_WHOLE = 100  # percent


def itemised(subject: Subject) -> Iterator[Sequence[Division]]:
    """Texts that lead to items with the first amount of each item: of which amount of the text
    they may be parts, the one that is meant if they are not of any first."""
    texts = section_texts(subject)
    for place, text in enumerate(texts):
        totals = _leading(text)
        if not totals:
            continue
        items = items_below(texts, place)
        firsts = [next(filter(is_amount, item.assertions), None) for item in items]
        parts = tuple(one for one in firsts if one is not None)
        if not len(parts) == len(items) >= _SEVERAL:
            continue
        meant = _meant(text, totals, parts)
        if meant is not None and _leave_some_out(parts, meant):
            meant = None
        closed, complete = _is_closed(text), meant is not None and _are_all(parts, meant)
        ways = [Division(meant, parts, closed=closed, complete=complete)] if meant else []
        yield [*ways, *(Division(o, parts, far=True) for o in totals if o is not meant)]


def items_below(texts: Sequence[SectionText], place: int) -> Sequence[SectionText]:
    """The items right behind a text: numbered alike, one after another."""
    found: list[SectionText] = []
    for text in texts[place + 1 :]:
        section = text.section
        if not section.number or (found and section.level > found[0].section.level):
            if found and section.number:
                continue  # an item of an item
            break
        if found and section.level < found[0].section.level:
            break
        found.append(text)
    return found


def _leading(text: SectionText) -> Sequence[Assertion]:
    """The amounts of the last paragraph of a text that leads to what follows; none where it leads
    to nothing."""
    last = text.section.sentences[-1] if text.section.sentences else None
    if last is None or not _behind(text).endswith(claim_words().divisions.colon):
        return ()
    return [one for one in text.assertions if is_amount(one) and one.sentence.spot == last.spot]


def _behind(text: SectionText) -> str:
    """The words behind the last figure of a text's last sentence."""
    last = text.section.sentences[-1]
    return unspaced(fold(last.text[max((m.end for m in last.mentions), default=0) :]))


def _is_closed(text: SectionText) -> bool:
    """Whether the words that lead to the items say that none is left out."""
    data, behind = claim_words().divisions, _behind(text)
    return any(word in behind for word in data.closing) or bool(data.divided.search(behind))


def _meant(
    text: SectionText, totals: Sequence[Assertion], parts: Sequence[Assertion]
) -> Assertion | None:
    """The amount that the items are parts of: most of their shares are, two at least; or it is
    what they belong to; or it is the one of the paragraph, or told last, behind no other figure."""
    shared = [sum(_is_share_of(part, total) for part in parts) for total in totals]
    if max(shared) >= _SEVERAL:
        return totals[shared.index(max(shared))]
    above = [{*topics()[p.key[0]].whole} if p.key[0] in topics() else set() for p in parts]
    known = [one for one in totals if all(one.key[0] in wholes for wholes in above)]
    if known:
        return known[0]
    data, behind = claim_words().divisions, _behind(text)
    opens = _is_closed(text) or any(word in behind for word in data.opens)
    last = text.assertions[-1] if text.assertions else None
    alone = len({one.number.value for one in totals}) == 1
    return totals[-1] if opens and (alone or totals[-1] is last) else None


def _shares(part: Assertion) -> Sequence[Assertion]:
    """The shares right behind an amount in its sentence."""
    behind = part.within.assertions[part.place + 1 : part.place + 2]
    return [one for one in behind if one.role == "share" and one.sentence is part.sentence]


def _is_share_of(part: Assertion, total: Assertion) -> bool:
    return any(ratio_fits(part.number, total.number, one.number) for one in _shares(part))


def _leave_some_out(parts: Sequence[Assertion], total: Assertion) -> bool:
    """Whether all items have shares of the total, which do not make a whole: it has others."""
    shares = [one for part in parts for one in _shares(part)]
    return all(_is_share_of(part, total) for part in parts) and not _make_a_whole(shares)


def _are_all(parts: Sequence[Assertion], total: Assertion) -> bool:
    """Whether the shares of all items but one are of the total, and make a whole."""
    shares = [one for part in parts for one in _shares(part)]
    if len(shares) < len(parts):
        return False
    of_total = sum(_is_share_of(part, total) for part in parts)
    return of_total >= max(len(parts) - 1, _SEVERAL) and _make_a_whole(shares)


def _make_a_whole(shares: Sequence[Assertion]) -> bool:
    low, high = sum(o.number.low for o in shares), sum(o.number.high for o in shares)
    return low <= _WHOLE <= high
