"""Shares of a whole that they name (占货物支出金额的) and that no topic knows: the amount called
so, or that which is said to be all of it (占……的100%)."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.speech.meaning.names import called_alike
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.rates.model import WrongRate
from juesuan.checks.speech.sentences.amounts import ratio, ratio_fits
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, held_together
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.subject import Subject

__all__ = ["wrong_of_named"]

_ALL = 100  # percent


def wrong_of_named(subject: Subject) -> Iterator[WrongRate]:
    """Shares that nothing else was held to, which the whole that they name does not give."""
    for text in every_text(subject):
        for share in text.assertions:
            base = _base(share)
            if share.role != "share" or share.year != "this" or share.mention.reason or not base:
                continue
            part = _amount_before(share) or _stated_once(text, share)
            if share.place in text.compared or part is None:
                continue
            whole = _called(text, base, part) or _all_of_it(text, share)
            if whole is None or whole is part or whole.number.value < part.number.value:
                continue
            held_together(share, part, whole)
            if not ratio_fits(part.number, whole.number, share.number):
                yield WrongRate(
                    assertion=share,
                    right=ratio(part.number, whole.number),
                    part=part.number,
                    whole=whole.number,
                    used=(part, whole),
                )


def _amount_before(share: Assertion) -> Assertion | None:
    """The amount right before a share in its sentence."""
    before = share.within.assertions[share.place - 1] if share.place else None
    beside = before is not None and before.sentence is share.sentence
    return before if beside and before is not None and _is_amount(before) else None


def _base(share: Assertion) -> str:
    """What a share says it is of, or the first of its list does: 甲占运行经费的30%，乙占22%."""
    shares = [one for one in share.within.beside(share.sentence) if one.role == "share"]
    first = shares[0].mention.base if shares else ""
    others = any(one.mention.base for one in shares[1:] if one.place <= share.place)
    return share.mention.base or ("" if others else first)


def _stated_once(text: SectionText, share: Assertion) -> Assertion | None:
    """The amount of its item that the text states before, where no amount stands beside it."""
    beside = share.within.beside(share.sentence)
    if not share.key[1] and not share.key[0]:
        return None
    if any(one.mention.kind == "money" and one.place < share.place for one in beside):
        return None
    stated = [one for one in text.assertions[: share.place] if one.key == share.key]
    stated = [one for one in stated if _is_amount(one)]
    return stated[0] if len({one.number.value for one in stated}) == 1 else None


def _is_amount(one: Assertion) -> bool:
    mention = one.mention
    told = one.role in {"final", "other"} and one.year == "this" and not mention.reason
    return told and mention.kind == "money" and one.number.value > 0


def _is_budget(one: Assertion) -> bool:
    """Whether it is this year's budget of something."""
    mention = one.mention
    return one.role in BUDGET_ROLES and mention.kind == "money" and one.year == "this"


def _called(text: SectionText, base: str, part: Assertion) -> Assertion | None:
    """The amount of the text that is called like the whole, where all that are have one value."""
    bare = claim_words().patterns.budgeted.sub("", base)
    planned = len(bare) < len(base)
    named = [
        one
        for one in text.assertions
        if (_is_budget(one) if planned else _is_amount(one)) and one is not part
        if called_alike(one.mention.subject, bare)
    ]
    return named[0] if len({one.number.value for one in named}) == 1 else None


def _all_of_it(text: SectionText, share: Assertion) -> Assertion | None:
    """The amount of which another share says that it is all of the same whole."""
    full = [
        one
        for one in text.assertions
        if one is not share and one.role == "share" and one.number.value == _ALL
        if one.mention.base == share.mention.base
    ]
    return _amount_before(full[0]) if len(full) == 1 else None
