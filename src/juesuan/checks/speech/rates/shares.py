"""Shares (占比): the part in percent of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from juesuan.checks.speech.meaning.code_names import CLASS, SECTION, function_code, function_topic
from juesuan.checks.speech.meaning.meant import FactsMeant, Key
from juesuan.checks.speech.meaning.names import facts_meant
from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.speech.printed.against_forms import figures_meant, rounded_in_form
from juesuan.checks.speech.rates.model import WrongRate, in_other_units, units_used
from juesuan.checks.speech.rates.operands import Given
from juesuan.checks.speech.sentences.amounts import Rounded, ratio, ratio_fits, sum_of
from juesuan.checks.speech.sentences.assertions import Assertion, held_together, nearest
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND

__all__ = ["share_comes_out", "wrong_share"]

_WHOLE = 100  # percent

_TOTALS = {("expenditure", ""), ("expenditure_or_total", "")}
_SEVERAL = 2
"""Other shares of a list that show of what all of them are."""


def share_comes_out(subject: Subject, share: Assertion) -> bool:
    """Whether the amounts that a share stands beside give it."""
    part = nearest(share, lambda other: _is_part(other, share), same_sentence=True)
    wholes = _wholes(subject, share, part) if part is not None else ()
    return any(part and ratio_fits(part.number, one.number, share.number) for one in wholes)


def wrong_share(subject: Subject, share: Assertion) -> WrongRate | None:
    """A share that is not the part in percent of any whole it can be of. Variant ``unit``: it is,
    with the part in another unit (元 for 万元)."""
    part = nearest(share, lambda other: _is_part(other, share), same_sentence=True)
    part = part or _part_before(share)
    if part is None or part.year != share.year or _is_entire(share, part):
        return None
    wholes = list(_wholes(subject, share, part))
    if wholes:
        held_together(share, part, wholes[0].said)
    if any(ratio_fits(part.number, whole.number, share.number) for whole in wholes):
        return None
    if share.year != "this" and _fits_this_year(share, part, wholes):
        return None
    if any(_fits_a_whole_of_the_part(share, part, whole) for whole in wholes):
        return None
    if not share.mention.base and _fits_beside(share, part):
        return None
    whole = max(wholes, key=lambda whole: _alike(share, whole), default=None)
    if whole and not share.mention.base and (theirs := _their_sum(share)):
        if ratio_fits(part.number, theirs, share.number):
            return None
        whole = Given(theirs)
    if whole is None or part.number.value < 0 or whole.number.value < 0:
        return None
    if not part.number.value and not share.number.value:
        return None
    meant = _in_other_unit(subject, share, part, whole)
    return WrongRate(
        assertion=share,
        right=ratio(meant or part.number, whole.number),
        part=meant or part.number,
        whole=whole.number,
        used=(part, whole.said) if whole.said else (part,),
        variant="unit" if meant else "",
    )


def _fits_beside(share: Assertion, part: Assertion) -> bool:
    """Whether a share that names no whole is of another amount before it in its paragraph."""
    before = share.within.assertions[: share.place]
    return any(
        ratio_fits(part.number, one.number, share.number)
        for one in before
        if (one.mention.kind, one.role, one.year) == ("money", "final", share.year)
        if one is not part and one.sentence.spot == share.sentence.spot and one.number.value > 0
    )


def _their_sum(share: Assertion) -> Rounded | None:
    """The sum of the parts of a list, where the list's other shares, several of them, are all of
    it: no whole is named, and the forms print another kind of money."""
    shares = [
        other
        for other in share.within.assertions
        if (other.role, other.year, other.mention.base) == ("share", share.year, "")
        if other.sentence.spot == share.sentence.spot
    ]
    parts = [nearest(o, partial(_is_part, share=o), same_sentence=True) for o in shares]
    known = [(part, other) for part, other in zip(parts, shares, strict=True) if part]
    if len(known) < len(shares) or len({part.key for part, _ in known}) < len(known):
        return None
    theirs = sum_of(part.number for part, _ in known)
    fitting = [o for part, o in known if ratio_fits(part.number, theirs, o.number)]
    others = sum(1 for other in fitting if other is not share)
    return theirs if others >= _SEVERAL and len(fitting) >= len(known) - 1 else None


def _in_other_unit(
    subject: Subject, share: Assertion, part: Assertion, whole: Given
) -> Rounded | None:
    """The part in the unit in which the share comes out, if its own is used less in the text."""
    often, unit = units_used(subject), part.mention.unit
    if share.number.value <= 2 * share.number.half or all(often[unit] >= n for n in often.values()):
        return None
    scaled = in_other_units(part.number)
    return next((one for one in scaled if ratio_fits(one, whole.number, share.number)), None)


def _is_entire(share: Assertion, part: Assertion) -> bool:
    """Whether a share says that the amount before it is all of one item: 收入9万元，均为财政拨款
    收入，占100%."""
    between = share.sentence.text[part.mention.end : share.mention.start]
    entire = any(word in between for word in claim_words().words.entirely)
    return entire and part.sentence is share.sentence and share.number.value == _WHOLE


def _fits_this_year(share: Assertion, part: Assertion, wholes: Sequence[Given]) -> bool:
    """Whether a share that stands behind another year is one of this year's whole: the year was
    said of what stands before it (出国费0.00万元，2018年为21.50万元；接待费16.38万元，占27.19%)."""
    keys = {whole.said.key for whole in wholes if whole.said}
    this = (one for key in keys for one in share.within.of(key, "final", "this"))
    return any(ratio_fits(part.number, one.number, share.number) for one in this)


def _fits_a_whole_of_the_part(share: Assertion, part: Assertion, whole: Given) -> bool:
    """Whether a share behind a list is that of all that is listed: 教育支出90万元，其中：小学教育
    60万元、初中教育30万元，占本年支出合计的80%."""
    of_which = claim_words().words.of_which
    before = [one for one in share.within.beside(part.sentence) if one.place < part.place]
    return any(
        of_which in part.sentence.text[one.mention.end : part.mention.start]
        and ratio_fits(one.number, whole.number, share.number)
        for one in before
        if one.role == "final" and one.mention.kind == "money"
    )


def _part_before(share: Assertion) -> Assertion | None:
    """The part as the sentence before states it in the same paragraph: 支出90万元；占合计的80%."""
    part = nearest(share, lambda other: _is_part(other, share))
    same = part is not None and part.sentence.spot == share.sentence.spot
    return part if same and share.mention.base else None


def _alike(share: Assertion, whole: Given) -> int:
    """How many other shares of the text that name the same whole come out with an amount."""
    beside = (o for o in share.within.assertions if o.role == "share" and o is not share)
    named = [other for other in beside if other.mention.base == share.mention.base]
    parts = ((o, nearest(o, partial(_is_part, share=o), same_sentence=True)) for o in named)
    return sum(bool(p) and ratio_fits(p.number, whole.number, o.number) for o, p in parts if p)


def _is_part(other: Assertion, share: Assertion) -> bool:
    return (other.key, other.role, other.mention.kind) == (share.key, "final", "money")


def _wholes(subject: Subject, share: Assertion, part: Assertion) -> Iterator[Given]:
    """The amounts that a share can be of: what it names, else what its item belongs to; what
    the text states before what only the forms print."""
    if share.mention.base:
        yield from _wholes_named(subject, share, part)
        yield from _total_of_its_own(subject, share, part)
        return
    keys = _whole_keys(share.key)
    found = [whole for key in keys for whole in _stated(key, share, part)]
    yield from found
    for key in keys:
        yield from _before(key, share, part)
    if not found:
        yield from (whole for key in keys for whole in _stated_above(subject, key, share))
    for total in topics()[share.key[0]].of_total if share.key[0] in topics() else ():
        yield from _stated((total, ""), share, part)
    if share.year != "this":
        return
    for topic, fund in keys:
        if topic in topics():
            meant = facts_meant(subject, topics()[topic].names[0], share.within.heading)
            if meant is not None and meant.fund == fund:
                yield from _printed(subject, meant)


def _wholes_named(subject: Subject, share: Assertion, part: Assertion) -> Iterator[Given]:
    """The amounts of what the share says it is of (占本年支出合计的): of all money, or of the
    heading's kind."""
    found = False
    for whole in _wholes_beside(subject, share, part):
        found = True
        yield whole
    if not found:
        yield from _stated_elsewhere(subject, share)


def _total_of_its_own(subject: Subject, share: Assertion, part: Assertion) -> Iterator[Given]:
    """The whole that an item belongs to, where its share is one of a total that is named for no
    kind of money (接待费……占总支出决算的)."""
    meant = facts_meant(subject, share.mention.base, "")
    if meant is not None and meant.key in _TOTALS and share.key[0] in topics():
        for key in _whole_keys(share.key):
            yield from _stated(key, share, part)


def _stated_elsewhere(subject: Subject, share: Assertion) -> Iterator[Given]:
    """The amount of what a share says it is of, as other parts of the text state it, all alike."""
    for heading in ("", share.within.heading):
        named = facts_meant(subject, share.mention.base, heading)
        if named is not None and named.key != share.key:
            yield from _stated_above(subject, named.key, share)
    meant = facts_meant(subject, share.mention.base, "")
    if meant is None or meant.key == share.key or meant.fund:
        return
    stated = [
        one for text in section_texts(subject) for one in text.of(meant.key, "final", share.year)
    ]
    money = [one for one in stated if one.mention.kind == "money" and not one.mention.reason]
    if len({one.number.value for one in money}) == 1:
        yield Given(money[0].number, money[0])


def _stated_above(subject: Subject, key: Key, share: Assertion) -> Iterator[Given]:
    """The whole as the text states it that an item stands below: 支出90万元；（一）甲9万元，
    占10%."""
    above = {id(section) for section in subject.narrative.path(share.within.section)[:-1]}
    for text in section_texts(subject) if above else ():
        if id(text.section) in above:
            stated = text.of(key, "final", share.year)
            yield from (Given(o.number, o) for o in stated if o.mention.kind == "money")


def _wholes_beside(subject: Subject, share: Assertion, part: Assertion) -> Iterator[Given]:
    """Those of the same text, or that only the forms print."""
    for heading in ("", share.within.heading):
        meant = facts_meant(subject, share.mention.base, heading)
        if meant is None or meant.key == share.key:
            continue
        yield from _stated(meant.key, share, part)
        if share.year == "this":
            yield from _printed(subject, meant)
        yield from _before(meant.key, share, part)


def _before(key: Key, share: Assertion, part: Assertion) -> Iterator[Given]:
    """The whole as the text states it before a share, in another kind of money than the heading
    or the share says: 一般公共预算财政拨款支出90万元……占财政拨款支出的."""
    topic, fund = key
    for other in share.within.assertions[: share.place]:
        stated = (other.role, other.year, other.mention.kind) == ("final", share.year, "money")
        same = other.key[0] == topic and fund in ANY_FUND and other.key[1] in ANY_FUND
        if stated and same and other is not part and other.key != key:
            yield Given(other.number, other)


def _stated(key: Key, share: Assertion, part: Assertion) -> Iterator[Given]:
    for other in share.within.of(key, "final", share.year):
        if other is not part:
            yield Given(other.number, other)


def _printed(subject: Subject, meant: FactsMeant) -> Iterator[Given]:
    for figure in figures_meant(subject, meant):
        yield Given(rounded_in_form(subject, figure))


def _whole_keys(key: Key) -> Sequence[Key]:
    """What an item is a share of: classes and all expenditure above a functional item, income
    or expenditure of more kinds of money, the wholes that a topic's data name."""
    topic, fund = key
    if code := function_code(topic):
        levels = [code[:digits] for digits in (SECTION, CLASS) if digits < len(code)]
        above = [(function_topic(level), fund) for level in levels]
        return [("expenditure", fund), *above, ("expenditure", "")]
    if topic in {"income", "expenditure"}:
        return [(topic, ""), (topic, "fiscal")] if fund else []
    if topic not in topics():
        return []
    return [(whole, f) for whole in topics()[topic].whole for f in dict.fromkeys((fund, ""))]
