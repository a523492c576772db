"""Directions (增减方向): more, less or equal, as words say it and as figures have it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.speech.meaning.roles import budget_roles
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import Rounded
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, held_together
from juesuan.messages import Message
from juesuan.resources import Pattern
from juesuan.text import unspaced

__all__ = [
    "Refuted",
    "directed",
    "direction_word",
    "moved_to",
    "opposed_change",
    "refuted",
    "sign_between",
    "turned",
]

_FINE = 5_000
"""Cents to which amounts in 万元 of two decimals are rounded."""
_SIGNS = {"increase": 1, "decrease": -1, "equal": 0}
_KINDS = frozenset({"money", "count"})


def direction_word(sign: int) -> str:
    """The word of a direction that should stand in the text: 增加, 减少, 持平."""
    words = claim_words().directions
    return {1: words.increase, -1: words.decrease}.get(sign, words.equal)


def turned(remark: Remark, sign: int) -> str:
    """The words of a comparison as they should stand: its own word (大于, 增加) turned, if it has
    one that can be, else the word of the direction."""
    words, text = claim_words().directions, remark.text
    equal = words.same if budget_roles(remark.base) else words.equal
    for pair in words.pairs:
        wrong, right = pair if sign < 0 else (pair[1], pair[0])
        if wrong in text:
            return text.replace(wrong, right if sign else equal, 1)
    if budget_roles(remark.base):
        return {1: words.more, -1: words.less}.get(sign, words.same)
    return direction_word(sign)


def directed(assertion: Assertion) -> Message | str:
    """A change or growth for messages: its direction, if it has one, and the figure as printed."""
    if not assertion.sign:
        return assertion.text
    key = "direction.increase" if assertion.sign > 0 else "direction.decrease"
    return Message(key, {"amount": assertion.text})


def sign_between(number: Rounded, base: Rounded) -> int | None:
    """1 for more than the base, -1 for less, 0 where both are nothing; ``None`` where the last
    digit hides it."""
    difference = number - base
    if difference.value == 0:
        return None if number.value else 0
    if abs(difference.value) <= difference.half:
        return None
    return 1 if difference.value > 0 else -1


def opposed_change(rate: Assertion) -> Assertion | None:
    """The change beside a growth rate that goes the other way: one change, one rate, none of
    them nothing."""
    same = [other for other in rate.alongside if other.base == rate.base]
    changes = [other for other in same if other.role == "change"]
    rates = [other for other in same if other.role == "growth"]
    if len(changes) != 1 or len(rates) != 1:
        return None
    change = changes[0]
    if not change.number.value or not rate.number.value:
        return None
    held_together(change, rate)
    return change if change.sign * rate.sign < 0 else None


class Refuted(Struct, frozen=True, kw_only=True):
    """A comparison in words that figures of its text refute.

    ``by`` are these figures: the final account and the budget; or the ``one`` statement that
    says otherwise. ``sign`` is the direction that they have, ``None`` where they do not tell.
    """

    remark: Remark
    by: tuple[Assertion, ...]
    sign: int | None

    @property
    def name(self) -> str:
        """The item's name as people read it."""
        return self.by[0].name


def refuted(remark: Remark, about: Fraction, about_words: Sequence[str]) -> Refuted | None:
    """Whether the figures refute a comparison. With one of ``about_words`` (基本持平) amounts
    that differ by no more than ``about`` percent are equal, too."""
    said = _SIGNS.get(remark.claim.direction)
    if said is None or not _is_known(remark):
        return None
    if remark.base == "last_year":
        return _by_change(remark, said, about, about_words) or _by_last_year(
            remark, said, about, about_words
        )
    budgets = [o for role in budget_roles(remark.base) for o in remark.within.of(remark.key, role)]
    if not budgets:
        almost = about if any(word in remark.claim.text for word in about_words) else Fraction(0)
        return _by_completion(remark, said, almost)
    finals = list(remark.within.of(remark.key, "final"))
    if len({final.number.value for final in finals}) != 1:
        return None
    final = finals[0]
    held_together(final, *budgets)
    if any(_sign(final.number, o.number) in {None, said} for o in budgets):
        return None
    near = any(_about_equal(final.number, budget.number, about) for budget in budgets)
    if near and _is_about(remark, about_words):
        return None
    sign = _sign(final.number, budgets[0].number)
    assert sign is not None
    return Refuted(remark=remark, by=(final, budgets[0]), sign=sign)


def _sign(number: Rounded, base: Rounded) -> int | None:
    """Whether an amount is more (1), less (-1) or the same (0); ``None`` where rounding may hide
    it. Two that are printed alike to some yuan are the same: nobody tells of less."""
    sign = sign_between(number, base)
    alike = number.value == base.value and max(number.half, base.half) <= _FINE
    return 0 if sign is None and alike else sign


def _is_known(remark: Remark) -> bool:
    """Whether it is said of something."""
    return bool(remark.key[1]) or remark.meant is not None


def _is_about(remark: Remark, about_words: Sequence[str]) -> bool:
    """Whether a comparison says that it is about so (基本持平), its item (基本支出) apart."""
    said = remark.claim.text.replace(remark.claim.subject, "")
    return any(word in said for word in about_words)


def _about_equal(number: Rounded, base: Rounded, percent: Fraction) -> bool:
    return abs(number.value - base.value) * 100 <= abs(base.value) * percent


def _by_completion(remark: Remark, said: int, almost: Fraction) -> Refuted | None:
    """A completion rate of more or less than 100 % settles the direction just as well; 0 % of
    nothing, where nothing was spent, does not (0万元，完成预算0%，与预算持平), nor one within
    ``almost`` percent of it (98.7%，与预算基本持平)."""
    rates = [
        rate
        for rate in remark.within.of(remark.key, "completion")
        if rate.sentence is remark.sentence and remark.base in {rate.base, "budget"}
    ]
    if len(rates) != 1:
        return None
    rate = rates[0].number
    spent = [final.number.value for final in remark.within.of(remark.key, "final")]
    if not said and not rate.value and spent and not any(spent):
        return None
    if not said and abs(rate.value - 100) <= almost:
        return None
    sign = 1 if rate.low > 100 else -1 if rate.high < 100 else said
    return None if sign == said else Refuted(remark=remark, by=(rates[0],), sign=sign)


def _by_change(
    remark: Remark, said: int, about: Fraction, about_words: Sequence[str]
) -> Refuted | None:
    """The one change to last year in the same sentence; none that is about nothing of its
    amount."""
    changes = _changes_to_last_year(remark)
    if len(changes) != 1 or changes[0].sign in {0, said}:
        return None
    if _is_about(remark, about_words):
        moved = changes[0].number.value * 100
        finals = list(remark.within.of(remark.key, "final"))
        if any(moved <= about * one.number.value for one in finals if one.number.value > 0):
            return None
    return Refuted(remark=remark, by=(changes[0],), sign=changes[0].sign)


def _is_same(one: Assertion, remark: Remark) -> bool:
    """Whether an amount or count is of what a remark is said of."""
    return one.key == remark.key or one.mention.subject == remark.claim.subject


def _by_last_year(
    remark: Remark, said: int, about: Fraction, about_words: Sequence[str]
) -> Refuted | None:
    """This year's amount and last year's, each stated once in the same sentence."""
    stated = [
        one
        for one in remark.within.beside(remark.sentence)
        if one.role == "final" and _is_same(one, remark) and one.mention.kind in _KINDS
    ]
    this = [one for one in stated if one.year == "this"]
    last = [one for one in stated if one.year == "last"]
    if len(this) != 1 or len(last) != 1 or _changes_to_last_year(remark):
        return None
    held_together(*this, *last)
    sign = _sign(this[0].number, last[0].number)
    if not said and _is_as_another(remark, last[0]):
        return None
    near = _about_equal(this[0].number, last[0].number, about)
    if sign in {None, said} or (near and _is_about(remark, about_words)):
        return None
    return Refuted(remark=remark, by=(this[0], last[0]), sign=sign)


def _is_as_another(remark: Remark, last: Assertion) -> bool:
    """Whether last year's amount is this year's of something else in the sentence, which is then
    what is said to be as before (采购46万元，其中服务6万元，上年46万元，与上年持平)."""
    beside = remark.within.beside(remark.sentence)
    this = (one for one in beside if (one.role, one.year) == ("final", "this"))
    return any(one.number.value == last.number.value and one.key != last.key for one in this)


def _changes_to_last_year(remark: Remark) -> Sequence[Assertion]:
    """The changes, more than nothing, that the remark's sentence states of its item."""
    return [
        change
        for change in remark.within.of(remark.key, "change")
        if change.base == "last_year" and change.sentence is remark.sentence and change.number.value
    ]


def moved_to(remark: Remark, moves: Pattern) -> tuple[Assertion, str] | None:
    """Of an item said to equal last year's, the amount of the same sentence that it rose or fell
    to (减少为0万元), with the words that ``moves`` finds before it; none where a change says so."""
    if (remark.claim.direction, remark.base) != ("equal", "last_year"):
        return None
    if not _is_known(remark) or _changes_to_last_year(remark):
        return None
    for assertion in remark.within.assertions:
        if assertion.key != remark.key or assertion.sentence is not remark.sentence:
            continue
        before = unspaced(assertion.sentence.text[: assertion.mention.start])
        if assertion.mention.kind == "money" and (match := moves.search(before)):
            return assertion, match[0]
    return None
