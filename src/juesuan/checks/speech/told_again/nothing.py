"""What a text says that there was none of (未发生公务接待费支出), while it tells amounts of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.meaning.counts import counts_meant
from juesuan.checks.speech.meaning.funds import fund_in
from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.names import facts_meant, is_elliptic
from juesuan.checks.speech.meaning.times import narrative_year
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern
from juesuan.text import fold, pieces, unspaced

__all__ = ["NoneWords", "SaidNone", "said_none"]

_MARKS = "，。；：!！"


class NoneWords(RuleSettings, frozen=True):
    """N307: how a clause says that there is none of something (``item``), in both orders; of what
    was carried over, into the year or out of it; what it may be said of instead (``aside``).
    ``balances`` are names of what was carried over, ``counted`` topics that show another, by their
    ids; ``both`` are names of two things in one, ``called`` other names, ``ends``
    ends of names that say nothing; ``owned`` is the word of
    headings below which ``cars``, their unit, are counted."""

    none: Pattern
    none_behind: Pattern
    carried: Pattern
    aside: Pattern
    balances: Mapping[str, str]
    counted: Mapping[str, tuple[str, ...]]
    both: Mapping[str, tuple[str, ...]]
    called: Mapping[str, str]
    ends: Pattern
    owned: str
    cars: str


class SaidNone(Struct, frozen=True, kw_only=True):
    """A ``clause`` that says that there is none of an item, and an amount or a count of it."""

    text: SectionText
    sentence: Sentence
    clause: str
    told: Assertion


def said_none(subject: Subject) -> Iterator[SaidNone]:
    """What is said to be none while the texts tell more than nothing of it, each amount once, and
    one of each sentence."""
    words = NoneWords.of("N307")
    seen: set[Assertion] = set()
    for text in every_text(subject):
        for sentence in text.section.sentences:
            for item, clause in _items(subject, sentence, words):
                told = _told(subject, text, item, clause, words)
                if told is not None and told not in seen:
                    seen.add(told)
                    yield SaidNone(text=text, sentence=sentence, clause=clause, told=told)
                    break


def _items(subject: Subject, sentence: Sentence, words: NoneWords) -> Iterator[tuple[str, str]]:
    """The items of which a sentence says that there is none, with the clause."""
    year = str(narrative_year(subject))
    said = unspaced(fold(sentence.text))
    for clause in pieces(said, _MARKS):
        if carried := words.carried.search(clause):
            groups = carried.groupdict()
            opening = groups["opening"] or groups["opening_behind"]
            yield words.balances["opening" if opening else "closing"], clause
            continue
        years = {match[1] for match in claim_words().patterns.any_year.finditer(clause)}
        if years - {year} or words.aside.search(clause):
            continue
        for pattern in (words.none, words.none_behind):
            match = pattern.search(clause)
            for name in _names(match["item"], words) if match else ():
                yield name, clause


def _names(item: str, words: NoneWords) -> Sequence[str]:
    """An item, or the several that it names."""
    for word, names in words.both.items():
        if item.endswith(word):
            return [item.removesuffix(word) + name for name in names]
    data = claim_words().lists
    listed = pieces(item, data.marks + data.conjunctions)
    bare = (words.ends.sub("", name) for name in dict.fromkeys([item, *listed]))
    return [words.called.get(name, name) for name in bare if name]


def _told(
    subject: Subject, text: SectionText, item: str, clause: str, words: NoneWords
) -> Assertion | None:
    """An amount, or a count, that is more than nothing, of what is said to be none."""
    heading = clause if fund_in(clause) else text.heading
    meant = facts_meant(subject, item, heading)
    meant = meant or counts_meant(subject, item, text.heading + words.owned, words.cars)
    if meant is None or is_elliptic(item):
        return None
    told = [
        one
        for other in every_text(subject)
        for one in other.assertions
        if _is_something(one) and (_is_of(one, meant, words) or _is_headed(one, meant))
    ]
    return next((one for one in told if one.mention.kind == "money"), next(iter(told), None))


def _is_something(one: Assertion) -> bool:
    stated = (one.role, one.year, one.mention.reason) == ("final", "this", False)
    return stated and one.mention.kind in {"money", "count"} and one.number.value > 0


def _is_of(one: Assertion, meant: FactsMeant, words: NoneWords) -> bool:
    """Whether a figure is of what is meant, in its kind of money or, of all fiscal money, in any;
    or of what shows that there was some."""
    topic, fund = one.key
    if topic == meant.topic:
        return fund == meant.fund or meant.fund == "fiscal"
    return topic in words.counted.get(meant.topic, ())


def _is_headed(one: Assertion, meant: FactsMeant) -> bool:
    """Whether a figure just called 支出 stands under the heading of the item alone."""
    heading = one.within.section.title
    return is_elliptic(one.mention.subject) and bool(heading) and meant.name in unspaced(heading)
