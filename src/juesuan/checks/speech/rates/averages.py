"""Averages (人均、车均、平均每辆) beside the amounts and counts that they are reckoned from."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.speech.printed.against_forms import figures_meant, rounded_in_form
from juesuan.checks.speech.sentences.amounts import (
    Rounded,
    cents_in,
    decimal_text,
    one_slip,
    places,
)
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    SectionText,
    held_together,
    is_amount,
)
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND, Observed, observed, selected
from juesuan.reading.narrative.vocabulary import strip_end, words
from juesuan.text import fold, shortens, unquoted

__all__ = ["WrongAverage", "wrong_averages"]

_COUNTED = frozenset({"final", "average"})
"""Roles of counts that something is spent on: also 全年平均在职人数186人."""
_COME = "cars_bought"
"""The topic of cars that came in the year."""


class WrongAverage(Struct, frozen=True):
    """An average that no amount and count of the text give, or of the forms where the text tells no
    amount; the amount and the count that are nearest, and what these two give."""

    said: Assertion
    amount: Assertion | Observed
    count: Assertion
    right: Fraction


def wrong_averages(subject: Subject) -> Sequence[WrongAverage]:
    """The averages of a document that are wrong; once a document."""
    return subject.once(_wrong_averages)


def _wrong_averages(subject: Subject) -> Sequence[WrongAverage]:
    every = list(assertions(subject))
    money = (one for one in every if (one.role, one.mention.kind) == ("average", "money"))
    money = (one for one in money if not (_is_last(one) or _is_of_a_time(one)))
    found = (_wrong(subject, one, every) for one in money)
    return [wrong for wrong in found if wrong is not None]


def _is_of_a_time(one: Assertion) -> bool:
    """Whether an average is of a month or the like besides: 每人每月300元."""
    return bool(claim_words().averages.of_a_time.search(one.mention.subject))


def _is_last(one: Assertion) -> bool:
    """Whether an average is said of last year (比上年人均310元): what it is of is not told. A year
    ends the words asked for, unlike those of ``words_before``: 与上年相比，2023年人均 is no last
    year's."""
    begin = max((m.end for m in one.sentence.mentions if m.end <= one.mention.start), default=0)
    said = one.sentence.text[begin : one.mention.start]
    return one.year == "last" or any(word in said for word in claim_words().words.last_year)


def _wrong(subject: Subject, said: Assertion, every: Sequence[Assertion]) -> WrongAverage | None:
    if not said.number.value and strip_end(said.mention.subject, claim_words().averages.ends):
        return None  # 车均购置费0万元: none was bought
    counts = _counts(said)
    amounts = _amounts(said, every, counts)
    if not amounts and not said.mention.reason:
        return _by_forms(subject, said, counts)
    counts = [count for count in counts if any(_go_together(said, one, count) for one in amounts)]
    if not counts or not amounts or said.mention.reason:
        return None
    held_together(said, *counts, *amounts)
    bought = (one.number.value for one in said.within.assertions if one.key[0] == _COME)
    come = sum(bought, Fraction())
    if any(_gives(a.number, c.number, said.number, come) for a in amounts for c in counts):
        return None
    amount, count = _whole(amounts, said), _last_before(counts, said)
    slips = [one for one in counts if _is_slip(said, amount.number, one.number)]
    if slips and count not in slips:
        count = slips[-1]
    return WrongAverage(said, amount, count, amount.number.value / count.number.value)


def _by_forms(
    subject: Subject, said: Assertion, counts: Sequence[Assertion]
) -> WrongAverage | None:
    """An average of what only the forms print as spent on what is counted, by one count."""
    data = claim_words().averages
    spent = strip_end(unquoted(said.mention.subject), data.ends)
    if len({count.number.value for count in counts}) != 1:
        return None  # of which of them is not sure
    known = [count for count in counts if count.key[0] in data.spent]
    ids = {id_ for count in known for id_ in data.spent[count.key[0]]}
    named = [
        topic
        for id_, topic in topics().items()
        if id_ in ids and shortens(spent, topic.plain) and not _is_joined(spent, topic.plain)
    ]
    figures = [
        figure
        for topic in named
        for select in topic.select
        for fund in ANY_FUND
        for figure in observed(subject, selected(subject, select, fund), "final")
    ]
    if not known and said.meant is not None:
        counts = [count for count in counts if _is_staff(count, said)]
        figures = figures_meant(subject, said.meant) if counts else []
    if not figures:
        return None
    held_together(said, *counts)
    rounded = [rounded_in_form(subject, figure) for figure in figures]
    if any(_gives(amount, counts[0].number, said.number, Fraction()) for amount in rounded):
        return None
    return WrongAverage(said, figures[0], counts[0], figures[0].value / counts[0].number.value)


def _is_staff(count: Assertion, said: Assertion) -> bool:
    """Whether it counts those who are employed, in the sentence of an average."""
    beside = count.sentence is said.sentence and count.place < said.place
    return beside and bool(claim_words().averages.staff.search(count.mention.subject))


def _go_together(said: Assertion, amount: Assertion, count: Assertion) -> bool:
    """Whether an amount may be spent on what is counted: not other money on guests."""
    spent = claim_words().averages.spent.get(count.key[0])
    if spent is None or amount.sentence is count.sentence:
        return True
    if count.sentence is said.sentence:  # 6辆，车均运行费2万元: not of 行政运行 told elsewhere
        return amount.key[0] in spent or amount.sentence is said.sentence
    return not amount.name or amount.key[0] in spent or not said.mention.subject


def _counts(said: Assertion) -> Sequence[Assertion]:
    """What it may be divided by: counts of the text in the units that its words name, or the
    count right before it."""
    listed = said.within.assertions
    per = said.mention.base
    if not per:
        beside = [one for one in listed[: said.place] if one.sentence is said.sentence]
        if beside and is_amount(beside[-1]):
            beside.pop()  # 3辆，购置费60万元，均价20万元
        while len(beside) > 1 and _is_bracketed(beside[-1]):
            beside.pop()  # 3辆（轿车1辆、越野车2辆），均价20万元
        same = bool(beside) and beside[-1].mention.kind == "count"
        return beside[-1:] if same and beside[-1].number.value > 0 else []
    units = words("averages", "per")[per]
    many = {claim_words().averages.ten_thousand + unit for unit in units}
    if any(o.mention.unit in many and o.sentence is said.sentence for o in listed):
        return []  # 常住人口44.30万人，人均50元: of these, rounded, none else
    return [
        one
        for one in listed
        if one.mention.kind == "count"
        and one.mention.unit in units
        and one.role in _COUNTED
        and (_is_near(one, said) or one.key[0] in claim_words().averages.spent)
        and one.number.value > 0
    ]


def _is_bracketed(one: Assertion) -> bool:
    """Whether a figure stands in brackets behind another, of which it is a part."""
    said = fold(one.sentence.text[: one.mention.start])
    opened = said.rfind("（")
    return opened > max(said.rfind("）"), 0) and any(sign.isdigit() for sign in said[:opened])


def _is_near(count: Assertion, said: Assertion) -> bool:
    """Whether a count stands before an average, or in its sentence: what is counted behind it may
    be anything."""
    return count.place < said.place or count.sentence is said.sentence


def _amounts(
    said: Assertion, every: Sequence[Assertion], counts: Sequence[Assertion]
) -> Sequence[Assertion]:
    """What it may be an average of: amounts of that name, or, where none is said, those of the
    same text, or else those that are spent on what is counted."""
    data = claim_words().averages
    spent = data.of_a_year.sub("", strip_end(unquoted(said.mention.subject), data.ends))
    stated = [one for one in said.within.assertions if is_amount(one) and not _is_each(one)]
    if not spent:
        before = [one for one in _before(stated, said) if one.sentence is said.sentence]
        known = before or _of_counted(counts, every)
        return known or [one for one in stated if _is_counted_with(one, said)]
    named = [one for one in stated if _is_of(one, spent, said.within)]
    if not named:  # 人均接待费20元，总支出5万元
        named = [one for one in stated if one.sentence is said.sentence and _is_any(one)]
    if named or not all(one.name for one in stated):
        return named  # an amount whose name is not known may be the one
    return [one for one in every if is_amount(one) and _is_of(one, spent, said.within)]


def _is_each(amount: Assertion) -> bool:
    """Whether an amount is what each has got (每个补助20万元), no whole."""
    return bool(claim_words().averages.each.search(unquoted(amount.mention.subject)))


def _is_counted_with(amount: Assertion, said: Assertion) -> bool:
    """Whether an amount of another sentence is called by a word of the average's sentence:
    公务接待费 beside 国内公务接待16批次."""
    words, name = said.sentence.text, amount.name
    return any(name[n : n + 2] in words for n in range(len(name) - 1))


def _of_counted(counts: Sequence[Assertion], every: Sequence[Assertion]) -> Sequence[Assertion]:
    """The amounts spent on what is counted, wherever they are told: 接待费 of 人次."""
    data = claim_words().averages
    topics = {topic for count in counts for topic in data.spent.get(count.key[0], ())}
    return [one for one in every if is_amount(one) and one.key[0] in topics]


def _is_any(amount: Assertion) -> bool:
    """Whether an amount's name says of nothing what it is spent on: 总支出, 金额."""
    return len(strip_end(unquoted(amount.mention.subject), claim_words().averages.ends)) <= 1


def _is_of(amount: Assertion, spent: str, text: SectionText) -> bool:
    """Whether an amount's name, in its clause or by the heading above, has all characters of
    what is spent, in order: 运行费 of 公务用车运行维护费."""
    names = (unquoted(amount.mention.subject), amount.name)
    return any(shortens(spent, name) and not _is_joined(spent, name, text) for name in names)


def _is_joined(spent: str, name: str, text: SectionText | None = None) -> bool:
    """Whether what is spent is only what a name joins to something else (运行维护费 of
    公务用车购置及运行维护费), which the text does not tell to be nothing."""
    joins = list(claim_words().averages.joins.finditer(name))
    if not joins:
        return False
    first, last = name[: joins[0].start()], name[joins[-1].end() :]
    if not shortens(spent, last) or shortens(spent, first):
        return False
    none = (one for one in text.assertions if not one.number.value) if text else ()
    ends = claim_words().averages.ends
    left_out = (strip_end(unquoted(one.mention.subject), ends) for one in none)
    return not any(said and shortens(said, first) for said in left_out)


def _gives(amount: Rounded, count: Rounded, average: Rounded, come: Fraction) -> bool:
    """Whether an amount among so many can give an average, both being rounded; of cars that
    ``come`` in the year, it may count each or none, or for half a year."""
    for less in (Fraction(halves, 2) for halves in range(2 * int(come) + 1)):
        many = count.value - less
        if (
            many > 0
            and abs(amount.value / many - average.value) <= average.half + amount.half / many
        ):
            return True
    return False


def _is_slip(said: Assertion, amount: Rounded, count: Rounded) -> bool:
    """Whether an average differs by one digit from what an amount and a count give."""
    unit = cents_in(said.mention.unit)
    digits = decimal_text(amount.value / count.value / unit, places(said.mention))
    return one_slip(said.mention, Fraction(digits) * unit)


def _whole(found: Sequence[Assertion], said: Assertion) -> Assertion:
    """The amount before an average in its text, or of all, whose name says least besides what is
    spent (运行费 of 公务用车运行费, not of 公务用车购置及运行费); where none is said, the largest:
    others are its parts."""
    near = _before(found, said) or found
    if not strip_end(said.mention.subject, claim_words().averages.ends) and near:
        return (
            near[-1]
            if near[-1].sentence is said.sentence
            else max(near, key=lambda one: one.number.value)
        )
    if said.mention.subject:
        near = [one for one in near if len(one.name) == min(len(other.name) for other in near)]
    return max(near, key=lambda one: one.number.value)


def _last_before(found: Sequence[Assertion], said: Assertion) -> Assertion:
    """The last of them before a figure in its text, or else the first."""
    return (_before(found, said) or found[:1])[-1]


def _before(found: Sequence[Assertion], said: Assertion) -> Sequence[Assertion]:
    return [one for one in found if one.within is said.within and one.place < said.place]
