"""A total and its parts as words tell them (一数分几项): what a list holds, whether it is closed,
whether the shares told beside it make a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import ratio_fits, sum_of
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, words_before
from juesuan.text import fold

__all__ = [
    "Division",
    "beside_in_balance",
    "ends_list",
    "is_closed",
    "open_ended",
    "parts_in_bracket",
    "parts_listed",
    "shares_fill",
]

_WHOLE = 100  # percent


class Division(Struct, frozen=True):
    """A total and amounts that are its parts. ``closed``: by its words nothing is left out, but
    for others said elsewhere; ``complete``: nothing is. ``far``: the total stands further back, so
    that it is only meant if they add up."""

    total: Assertion
    parts: tuple[Assertion, ...]
    closed: bool = False
    complete: bool = False
    far: bool = False


def parts_listed(stated: Sequence[Assertion]) -> Sequence[Assertion]:
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


def parts_in_bracket(stated: Sequence[Assertion]) -> tuple[Assertion, ...]:
    """The amounts of a bracket from its first on, those of brackets within it left out."""
    depth = _depth(stated[0])
    within = takewhile(lambda one: _depth(one) >= depth, stated)
    return tuple(one for one in within if _depth(one) == depth)


def beside_in_balance(total: Assertion, parts: Sequence[Assertion]) -> bool:
    """Whether one of the parts stands beside the total in a balance: 结余分配 beside 年初结转."""
    beside = claim_words().divisions.beside
    others = {part.key[0] for part in parts} - {total.key[0]}
    return total.key[0] in beside and not others.isdisjoint(beside)


def is_closed(opener: str, parts: Sequence[Assertion]) -> bool:
    """Whether the word that opens a list, or what its parts are, leaves nothing out."""
    data = claim_words().divisions
    topics = {part.key[0] for part in parts}
    whole = any(topics.issuperset(known) for known in data.wholes)
    rest = bool(data.rest.search(words_before(parts[-1])))
    return (opener in (*data.closing, data.colon) or whole or rest) and not open_ended(parts[-1])


def ends_list(parts: Sequence[Assertion], size: int) -> bool:
    """Whether a list may end behind so many of its parts: the next one is not set apart from them
    by the same mark as they are from one another."""
    if size in {1, len(parts)}:
        return True
    marks = [_mark_before(part) for part in parts[1 : size + 1]]
    return len(set(marks)) > 1


def _mark_before(one: Assertion) -> str:
    """The first sign of the words before an amount; a line or sentence of its own begins with
    none."""
    words = words_before(one)
    beside = one.within.assertions[one.place - 1] if one.place else one
    return words[:1] if beside.sentence is one.sentence and beside is not one else ""


def open_ended(last: Assertion) -> bool:
    """Whether words behind the last amount of a list leave it open: 等."""
    return fold(last.sentence.text[last.mention.end :]).startswith(claim_words().divisions.open_end)


def _depth(one: Assertion) -> int:
    """How many brackets of its paragraph it stands in; a list in one may run over sentences."""
    before = takewhile(lambda other: other is not one.sentence, one.within.section.sentences)
    texts = [other.text for other in before if other.spot == one.sentence.spot]
    said = fold("".join(texts) + one.sentence.text[: one.mention.start])
    return said.count("（") - said.count("）")


def shares_fill(text: SectionText, parts: Sequence[Assertion], total: Assertion) -> bool:
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
