"""Sums over sentences and lines that one slip of a digit breaks (一处误印的合计): a figure, and the
run of figures before or behind it that makes it but for one digit.

Words seldom say that all parts are given. Here the figures say it: amounts of at least four
telling digits miss their sum by one digit only where they are meant to make it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import (
    cents_in,
    decimal_text,
    one_slip,
    places,
    sum_of,
)
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.speech.sums.divided import DividedWrongly
from juesuan.checks.speech.sums.terms import balance_words, clause_of
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["RunWords", "slipped_runs"]

_MONEY = "money"
_MOST = 60
"""So many amounts of a text at most are tried."""
_SEVERAL = 2
_LONGEST = 12
"""Parts of a run."""
_LOOSE, _TELLING, _SUMMED = 5, 4, 3
"""Digits of a sum that tell something, noughts at its ends apart: of a list that may leave some
out, of others, and behind a word of a sum."""
_ADDED = 3
"""So many amounts at most of which another may be the sum, wherever they stand."""
_FEW = 24
"""Amounts of a text up to which such sums are looked for."""


class RunWords(RuleSettings, frozen=True):
    """N104: words right before a sum (``sum``), before the first of its parts (``opens``) and
    before the last, which is what is left (``rest``); words before parts that may leave others out
    (``loose``); the ``number`` of parts before a sum; marks behind which another sentence, line or
    item begins (``ends``); words behind the ``bound`` of a price, before what ``each`` gets."""

    sum: Pattern
    opens: Pattern
    rest: Pattern
    loose: Pattern
    number: Pattern
    ends: Pattern
    bound: Pattern
    each: Pattern


class _Amount(Struct, frozen=True, eq=False):
    """An amount with its paragraph."""

    passage: SaidParagraph
    figure: SaidFigure

    @property
    def one(self) -> Assertion:
        return self.figure.one

    def up_to(self, other: _Amount) -> str:
        """The words between it and a later one; a line's end is a sign of them."""
        if other.passage is self.passage:
            return self.passage.words[self.figure.end : other.figure.start]
        behind = self.passage.words[self.figure.end :]
        return behind + "\n" + other.passage.words[: other.figure.start]


class _Run(Struct, frozen=True):
    """A sum and its parts by their numbers among the amounts; ``digits`` it has at least;
    ``all_told``: there are as many as its words say."""

    total: int
    parts: tuple[int, ...]
    digits: int
    all_told: bool = False


def slipped_runs(subject: Subject) -> Sequence[DividedWrongly]:
    """The sums of a document that one slip of a digit breaks, each total once; once a document."""
    return subject.once(_slipped_runs)


def _slipped_runs(subject: Subject) -> Sequence[DividedWrongly]:
    words = RunWords.of("N104")
    found: list[DividedWrongly] = []
    for amounts in _streams(subject, words):
        if 2 < len(amounts) <= _MOST:
            found += list(_of_stream(amounts, words)) or _of_wholes(amounts, words)
    return found


def _of_wholes(amounts: Sequence[_Amount], words: RunWords) -> Iterator[DividedWrongly]:
    """The same without the parts that make other amounts; where no slip tells, not of a total that
    those parts and others make."""
    for wrong in _of_stream(_wholes(amounts), words):
        place = next(n for n, one in enumerate(amounts) if one.one is wrong.total)
        if wrong.slips or not _is_another_sum(amounts[: place + 1], _Run(place, (), 0)):
            yield wrong


def _streams(subject: Subject, words: RunWords) -> Iterator[Sequence[_Amount]]:
    """The amounts of each text, those of this year's accounts, and those that its budgets give."""
    nested = claim_words().divisions.nested
    streams: dict[tuple[SectionText, str], list[_Amount]] = {}
    for passage in paragraphs(subject):
        for figure in passage.figures:
            mention = figure.one.mention
            if figure.one.year != "this" or mention.reason or mention.kind != _MONEY:
                continue
            if words.bound.match(figure.tail):
                continue
            role = figure.one.role
            if nested.search(passage.words[: figure.start]) or words.each.search(figure.clause):
                continue
            left = role == "change" and words.rest.finds_in(figure.clause)
            role = "final" if role in {"final", "other"} or left else role
            if mention.value >= 0 and (role == "final" or role in BUDGET_ROLES):
                key = (passage.text, role)
                streams.setdefault(key, []).append(_Amount(passage, figure))
    return iter(streams.values())


def _of_stream(amounts: Sequence[_Amount], words: RunWords) -> Iterator[DividedWrongly]:
    sound = {n for whole, parts in _sums(amounts) for n in (whole, *parts)}
    told: set[int] = set()
    for run in _runs(amounts, words):
        if run.total in sound or told.intersection((run.total, *run.parts)):
            continue
        if wrong := _slipped(amounts, run, sound):
            told |= {run.total, *run.parts}
            held_together(wrong.total, *wrong.parts)
            yield wrong


def _sums(amounts: Sequence[_Amount]) -> Iterator[tuple[int, range]]:
    """The sums that the text prints of amounts one behind another; right beside them a sum may be
    rounded."""
    numbers = [amount.one.number for amount in amounts]
    printed: dict[Fraction, list[int]] = {}
    for place, number in enumerate(numbers):
        printed.setdefault(number.value, []).append(place)
    for begin in range(len(numbers)):
        added = numbers[begin]
        for end in range(begin + 1, min(len(numbers), begin + _LONGEST)):
            added = sum_of((added, numbers[end]))
            wholes = [n for n in printed.get(added.value, ()) if not begin <= n <= end]
            beside = (n for n in (begin - 1, end + 1) if 0 <= n < len(numbers))
            for whole in (*wholes, *(n for n in beside if numbers[n].equals(added))):
                yield whole, range(begin, end + 1)


def _wholes(amounts: Sequence[_Amount]) -> Sequence[_Amount]:
    """The amounts without those that make another right beside them."""
    parts = {n for whole, of in _sums(amounts) if whole in (of[0] - 1, of[-1] + 1) for n in of}
    return [amount for n, amount in enumerate(amounts) if n not in parts] if parts else []


def _runs(amounts: Sequence[_Amount], words: RunWords) -> Iterator[_Run]:
    """The runs behind and before each amount that its words make its parts, longest first."""
    gaps = [one.up_to(other) for one, other in pairwise(amounts)]
    ended = [bool(words.ends.search(gap)) for gap in gaps] + [True]
    for total, amount in enumerate(amounts):
        summed = bool(words.sum.search(amount.figure.lead))
        number = words.number.search(amount.figure.lead)
        many = whole_number(number["number"]) if number else 0
        for end in range(min(len(amounts), total + _LONGEST + 1) - 1, total + 1, -1):
            left = bool(words.rest.search(gaps[end - 1]))
            if ended[end] and (summed or left or words.opens.search(gaps[total])):
                loose = not left and words.loose.search(gaps[total])
                digits = _LOOSE if loose else _SUMMED if summed else _TELLING
                yield _Run(total, tuple(range(total + 1, end + 1)), digits, many == end - total)
        for begin in range(max(0, total - _LONGEST), total - 1):
            if summed and (begin == 0 or ended[begin - 1]):
                yield _Run(total, tuple(range(begin, total)), _SUMMED, many == total - begin)


def _slipped(amounts: Sequence[_Amount], run: _Run, sound: set[int]) -> DividedWrongly | None:
    """A run that one slip breaks: of a figure that makes no other sum; none where the total is
    the sum of other amounts, or one part is all of it."""
    total, parts = amounts[run.total].one, [amounts[part].one for part in run.parts]
    added = sum_of(part.number for part in parts)
    other_unit = any(part.mention.unit != total.mention.unit for part in parts)
    if sum(1 for part in parts if part.number.value) < _SEVERAL:
        return None
    all_of_it = any(part.number.value == total.number.value for part in parts)
    if other_unit or all_of_it or total.number.equals(added) or _are_both_ends(parts):
        return None
    missing = total.number.value - added.value
    fewest = run.digits if missing > 0 else min(run.digits, _TELLING)
    ways = [(run.total, added.value)]
    ways += [(part, amounts[part].one.number.value + missing) for part in run.parts]
    ways = [(n, right) for n, right in ways if min(right, amounts[n].one.number.value) > 0]
    known = [(amounts[n].one, right) for n, right in ways if n not in sound]
    slips = [(one, right) for one, right in known if _tells(one, right, fewest)]
    printed = {other.one.number.value for other in amounts}
    if run.all_told:
        if _is_another_sum(amounts[: max(run.total, run.parts[-1]) + 1], run):
            return None
        borne = [(amounts[n].one, right) for n, right in ways if right in printed]
    elif not slips or _is_another_sum(amounts, run):
        return None
    else:
        borne = [way for way in slips if way[1] in printed]
    return DividedWrongly(
        total=total,
        parts=tuple(parts),
        sum=added,
        slips=tuple(borne or slips),
        borne=len(borne) == 1,
    )


def _are_both_ends(parts: Sequence[Assertion]) -> bool:
    """Whether parts are what a year began with and what it left, which no sum has together."""
    words = balance_words().flows
    names = {words.name_of(part, clause_of(part)) for part in parts}
    return {"opening", "closing"} <= names


def _tells(one: Assertion, right: Fraction, fewest: int) -> bool:
    """Whether a right value is one slip away from what is printed, and has digits enough."""
    digits = decimal_text(right / cents_in(one.mention.unit), places(one.mention))
    telling = len(digits.replace(".", "").strip("0")) >= fewest
    return telling and one_slip(one.mention, right)


def _is_another_sum(amounts: Sequence[_Amount], run: _Run) -> bool:
    """Whether the total is the sum or the difference of a few other amounts of the text."""
    total = amounts[run.total].one.number.value
    others = [one.one.number.value for n, one in enumerate(amounts) if n != run.total]
    if len(others) > _FEW:
        return False
    some = (some for many in range(2, _ADDED + 1) for some in combinations(others, many))
    return any(total in (sum(one), 2 * max(one) - sum(one)) for one in some)
