"""What shows that there was some of a thing said to be none: amounts and counts of it, by its name
or meaning; parts of it, what it was spent on or paid by, rows of lists, that it rose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.counts import counts_meant
from juesuan.checks.speech.meaning.funds import fund_in, names_funds, without_funds
from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.names import (
    called_alike,
    facts_meant,
    is_elliptic,
    names_alike,
)
from juesuan.checks.speech.printed.against_forms import figures_meant, printed_in_form
from juesuan.checks.speech.printed.listed import value_of
from juesuan.checks.speech.sentences.amounts import printed_like
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.speech.sums.flows import NotLeft, not_left
from juesuan.checks.speech.sums.terms import balance_words
from juesuan.checks.speech.told_again.acts import said_lines
from juesuan.checks.speech.told_again.asked import NoneOf, Some, SomeWords
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import FISCAL_FUNDS, OTHER_FUNDS
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["some_of"]

_CENTS = 1_000_000
"""A ten thousand yuan (万元) in cents."""
_NEAR = 20
"""Letters before a price in which the one thing that it is of is told."""
_LEAST = 3
"""Letters of a name that is known by its letters alone."""


def some_of(subject: Subject, none: NoneOf, words: SomeWords, owned: str) -> Some | None:
    """What shows that there was some, the surest first; ``owned`` is the word of the headings below
    which cars and devices are counted."""
    if not none.item:
        return next(_kind(subject, none, words, owned), None)
    for found in (_meant, _called, _parts, _spent, _paid, _rows, _dear, _risen, _left, _in_forms):
        one = next(iter(found(subject, none, words)), None)
        if one is not None:
            return one
    return None


def _some(one: Assertion, name: str = "") -> Some:
    return Some(name=name or one.name, said=one.text, where=one.where)


def _is_something(one: Assertion) -> bool:
    stated = (one.role, one.year, one.mention.reason) == ("final", "this", False)
    return stated and one.mention.kind in {"money", "count"} and one.number.value > 0


def _meant(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """Amounts, else counts, of what is meant, in its kind of money or, of all fiscal money, in
    any; of what shows that there was some; of what is just called 支出 under its heading."""
    meant = none.meant
    if meant is None:
        return
    around = none.text.heading + "".join(s.text for s in none.text.section.sentences)
    every = not names_funds(around)
    told = [
        one
        for text in every_text(subject)
        for one in text.assertions
        if _is_something(one) and (_is_of(one, meant, words, every) or _is_headed(one, meant))
        if not words.for_others.search(fold(one.sentence.text[: one.mention.end]))
    ]
    yield from (_some(one) for one in told if one.mention.kind == "money")
    yield from map(_some, told)


def _kind(subject: Subject, none: NoneOf, words: SomeWords, owned: str) -> Iterator[Some]:
    """Amounts or counts of a kind, by what they mean below a heading of such things."""
    yield from _meant(subject, none, words)
    for text in every_text(subject):
        for one in text.assertions:
            counted = one.mention.kind == "count" and one.meant is None and _is_something(one)
            if counted and not words.gone.search(one.mention.subject):
                name, unit = words.bought.sub("", one.mention.subject), one.mention.unit
                meant = counts_meant(subject, name, owned, unit)
                if meant is not None and none.meant is not None and meant.key == none.meant.key:
                    yield _some(one)


def _is_of(one: Assertion, meant: FactsMeant, words: SomeWords, every: bool) -> bool:
    """Whether a figure is of what is meant; ``every``: no kind of money is said of it, so that it
    is of any."""
    topic, fund = one.key
    led = fund_in(unspaced(fold(one.sentence.text[: one.mention.start])))
    if fund and led and led != fund:
        return False  # 一般公共预算：基本支出, in a paragraph that began with another fund
    if topic == meant.topic:
        of_any = not meant.fund and every
        if meant.fund == "fiscal" and topic in words.balances:
            named = fund_in(one.mention.subject) or fund_in(one.within.heading)
            return fund in FISCAL_FUNDS and bool(named)  # 年初无财政拨款结转和结余
        return fund == meant.fund or meant.fund == "fiscal" or of_any
    return topic in words.counted.get(meant.topic, ())


def _is_headed(one: Assertion, meant: FactsMeant) -> bool:
    heading = one.within.section.title
    return is_elliptic(one.mention.subject) and bool(heading) and meant.name in unspaced(heading)


def _called(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """Amounts, or counts, of a thing that no topic knows, called alike; counts of what there is,
    not of what this year brought."""
    if none.meant is not None or len(none.item) < _LEAST:
        return
    told = subject.remembered.once((_called, "N307"), lambda: _by_name(subject, words))
    own = names_alike(none.item)
    # None of a thing is none of any kind of it: 会议费, 防汛会商会会议费.
    item = words.brackets.sub("", none.item)
    kinds = [n for n in told if n in own or words.brackets.sub("", n).endswith(item)]
    found = {id(one): one for name in kinds for one in told[name]}
    mine = [one for one in found.values() if not words.not_now.search(fold(one.sentence.text))]
    alike = sorted(mine, key=lambda one: one.place)
    amounts = [
        one
        for one in alike
        if one.mention.kind == "money"
        if words.things.search(one.mention.subject) or words.valued.search(one.mention.subject)
    ]
    now = words.this_year.search(none.clause)
    counts = [one for one in alike if one.mention.kind == "count" and not now]
    yield from (_some(one, none.item) for one in amounts or counts)


def _by_name(subject: Subject, words: SomeWords) -> Mapping[str, Sequence[Assertion]]:
    """Amounts and counts of things that no topic knows, by each name that is theirs."""
    found = defaultdict[str, list[Assertion]](list)
    for text in every_text(subject):
        for one in text.assertions:
            if one.mention.sure and one.meant is None and _is_something(one):
                for name in names_alike(words.valued.sub("", one.mention.subject)):
                    found[name].append(one)
    return found


def _parts(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """The first figure behind the clause, told as a part of what there is none of."""
    if none.meant is None and not words.things.search(none.item):
        return
    behind = _behind(subject, none)
    if behind is None:
        return
    figure, between = behind
    known = figure.one.mention.kind == "money" and figure.one.role in {"final", "other"}
    if known and figure.number.value > 0 and words.part.search(between):
        yield _some(figure.one, none.item)


def _behind(subject: Subject, none: NoneOf) -> tuple[SaidFigure, str] | None:
    """The first figure behind the clause, in its paragraph or the next one of the text, and the
    words between."""
    every = paragraphs(subject)
    place = next((n for n, one in enumerate(every) if one.holds(none.sentence)), None)
    if place is None:
        return None
    own = every[place]
    begin = _begin(own, none.sentence)
    end = own.words.find(none.clause, begin) + len(none.clause)
    told = [f for f in own.figures if begin <= f.start < end - len(none.clause)]
    if any(figure.number.value > 0 for figure in told):
        return None  # parts of that figure
    after = [figure for figure in own.figures if figure.start >= end]
    if after:
        return after[0], own.words[end : after[0].start]
    for following in every[place + 1 : place + 2]:
        if following.text is own.text and following.figures:
            between = own.words[end:] + following.words[: following.figures[0].start]
            return following.figures[0], between
    return None


def _begin(passage: SaidParagraph, sentence: Sentence) -> int:
    return next(begin for begin, one in passage.sentences if one is sentence)


def _spent(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """The first amount of a sentence that tells what the thing was spent on, or came from."""
    asked = (_spent, "N307")
    told = subject.remembered.once(asked, lambda: [*_purposes(subject, words)])
    for passage, figure, name in told:
        if figure.one.sentence is not none.sentence and _is_named(subject, passage, name, none):
            yield _some(figure.one, none.item)


def _purposes(
    subject: Subject, words: SomeWords
) -> Iterator[tuple[SaidParagraph, SaidFigure, str]]:
    """What sentences say that something was spent on: the first amount, and the thing's name."""
    for passage in paragraphs(subject):
        for number in dict.fromkeys(figure.sentence for figure in passage.figures):
            figures = passage.in_sentence(number)
            amounts = [f for f in figures if f.one.mention.kind == "money"][:1]
            match = words.purpose.search(passage.said(number)) if amounts else None
            if match and _is_paid(amounts[0].one):
                yield passage, amounts[0], match["item"]


def _is_named(subject: Subject, passage: SaidParagraph, name: str, none: NoneOf) -> bool:
    if none.meant is None:
        return len(none.item) >= _LEAST and called_alike(name, none.item)
    meant = facts_meant(subject, name, passage.text.heading)
    return meant is not None and meant.key == none.meant.key


def _is_paid(one: Assertion) -> bool:
    mention = one.mention
    told = (mention.kind, one.year, mention.reason) == ("money", "this", False)
    return told and one.role in {"final", "other"} and one.number.value > 0


def _paid(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """Amounts that are said to be paid by the means of which there is none."""
    pattern = _means(none, words)
    if pattern is None:
        return
    for passage in paragraphs(subject):
        for figure in passage.figures:
            said = passage.said(figure.sentence)
            begin = passage.sentences[figure.sentence][0]
            unit = figure.one.mention.unit
            around = f"{said[: figure.start - begin]}#{unit}{figure.tail}"
            if not _is_paid_or_bought(figure.one) or words.by_others.search(said):
                continue
            if pattern.search(around):
                yield _some(figure.one, none.item)


def _is_paid_or_bought(one: Assertion) -> bool:
    return _is_paid(one) or (one.mention.kind == "count" and _is_something(one))


def _means(none: NoneOf, words: SomeWords) -> Pattern | None:
    """The words around a figure that is paid by what is meant."""
    if none.meant is not None:
        topic, fund = none.meant.key
        if topic == words.closing[0] and names_funds(none.clause):
            return None  # 年末无财政拨款结转
    else:
        fund = fund_in(none.item)
        if not words.whole.fullmatch(without_funds(none.item)):
            return None  # 政府性基金安排的“三公”经费
        topics_ = (id_ for word, id_ in words.ends.items() if none.item.endswith(word))
        topic = next(topics_, words.ends[""])
    return words.means.get(f"{topic}.{fund}" if fund in OTHER_FUNDS else topic)


def _rows(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """Lines that are rows of a list: a name, and a number above nothing."""
    asked = (_rows, "N307")
    told = subject.remembered.once(asked, lambda: [*_lines(subject, words)])
    for name, number, where in told:
        if _is_row(subject, name, none):
            yield Some(name=name, said=number, where=where)


def _lines(subject: Subject, words: SomeWords) -> Iterator[tuple[str, str, Where]]:
    for line, where in said_lines(subject, words.done):
        match = words.row.search(line)
        number = value_of(match["number"]) if match else None
        if match and number and number > Fraction(0):
            yield match["name"], match["number"], where


def _is_row(subject: Subject, name: str, none: NoneOf) -> bool:
    if called_alike(name, none.item):
        return True
    near = any(none.item[n : n + 2] in name for n in range(len(none.item) - 1))
    meant = facts_meant(subject, name, none.text.heading) if none.meant and near else None
    return meant is not None and none.meant is not None and meant.key == none.meant.key


def _in_forms(subject: Subject, none: NoneOf, _: SomeWords) -> Iterator[Some]:
    """Amounts of forms of one kind of money, where there is none of any money."""
    meant = none.meant
    if meant is None or meant.fund:
        return
    if not figures_meant(subject, meant):
        for figure in figures_meant(subject, replace(meant, select=meant.also)):
            if figure.value > 0:
                said, where = printed_in_form(subject, figure), subject.where(figure.keys[0])
                yield Some(name=none.item, said=said, where=where)


def _dear(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """The price of a single device, where there is none above so much."""
    named = words.dear.search(none.item)
    if named is None:
        return
    least = Fraction(named["least"]) * _CENTS
    for passage in paragraphs(subject):
        for figure in passage.figures:
            lead = passage.words[max(figure.start - _NEAR, 0) : figure.start]
            around = f"{lead}#{figure.tail}"
            if _is_paid(figure.one) and figure.number.value >= least and words.price.search(around):
                yield _some(figure.one, none.item)


def _risen(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """That what there is none of rose, as the same sentence says without another name."""
    for one in none.text.beside(none.sentence):
        own = not one.mention.subject or called_alike(one.mention.subject, none.item)
        rise = one.role == "change" and one.base == "last_year" and one.sign > 0
        if own and rise and not one.mention.reason and one.number.value > 0:
            yield _some(one, none.item)


def _left(subject: Subject, none: NoneOf, words: SomeWords) -> Iterator[Some]:
    """What must be left at the end, by what came in and went out."""
    if none.meant is None or none.meant.key != words.closing:
        return
    left = subject.once(_not_left)
    if left is not None:
        spent, _ = left.terms[-1]
        yield Some(name=none.item, said=printed_like(left.right, spent.mention), where=spent.where)


def _not_left(subject: Subject) -> NotLeft | None:
    return not_left(subject, balance_words().flows)
