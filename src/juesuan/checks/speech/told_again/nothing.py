"""What a text says that there was none of (未发生公务接待费支出), while it tells amounts of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.counts import counts_meant
from juesuan.checks.speech.meaning.funds import fund_in
from juesuan.checks.speech.meaning.names import facts_meant, is_elliptic
from juesuan.checks.speech.meaning.times import narrative_year
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.assertions import SectionText
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.speech.told_again.some import NoneOf, Some, SomeWords, some_of
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern
from juesuan.text import fold, pieces, unspaced

__all__ = ["NoneWords", "SaidNone", "said_none"]

_MARKS = "，。；：!！"


class NoneWords(RuleSettings, frozen=True):
    """N307: how a clause says that there is none of something (``item``), in both orders, behind
    its name as a label (``labelled``), or that there can be none (``outside``); of what was carried
    over, into the year or out of it; what it may be said of instead (``aside``). ``balances`` are
    names of what was carried over, ``both`` are names of two things in one, ``called`` other names,
    ``begins`` and ``ends`` what says nothing there; ``owned`` is the word of headings below which
    ``cars`` and ``devices`` are counted, by their units; ``some`` is what shows that there was
    some."""

    none: Pattern
    none_behind: Pattern
    outside: Pattern
    labelled: Pattern
    carried: Pattern
    aside: Pattern
    balances: Mapping[str, str]
    both: Mapping[str, tuple[str, ...]]
    called: Mapping[str, str]
    begins: Pattern
    ends: Pattern
    owned: str
    cars: str
    devices: tuple[str, ...]
    some: SomeWords


class SaidNone(Struct, frozen=True, kw_only=True):
    """A ``clause`` that says that there is none of an item, and what shows that there was some."""

    text: SectionText
    sentence: Sentence
    clause: str
    told: Some


def said_none(subject: Subject) -> Iterator[SaidNone]:
    """What is said to be none while the texts tell more than nothing of it, each amount once, and
    one of each sentence."""
    words = NoneWords.of("N307")
    seen: set[Where] = set()
    for text in every_text(subject):
        for sentence in text.section.sentences:
            for named in _items(subject, sentence, words):
                none = _none_of(subject, text, sentence, named)
                told = some_of(subject, none, words.some) if none else None
                if told is not None and told.where not in seen:
                    seen.add(told.where)
                    yield SaidNone(text=text, sentence=sentence, clause=named[1], told=told)
                    break


def _items(subject: Subject, sentence: Sentence, words: NoneWords) -> Iterator[tuple[str, str]]:
    """The items of which a sentence says that there is none, with the clause."""
    year = str(narrative_year(subject))
    said = unspaced(fold(sentence.text))
    if labelled := words.labelled.search(said.rstrip(_MARKS)):
        yield words.ends.sub("", labelled["item"]), said.rstrip(_MARKS)
    for clause in pieces(said, _MARKS):
        if carried := words.carried.search(clause):
            opening = any(text for name, text in carried.groupdict().items() if "opening" in name)
            yield words.balances["opening" if opening else "closing"], clause
            continue
        years = {match[1] for match in claim_words().patterns.any_year.finditer(clause)}
        if years - {year} or words.aside.search(clause):
            continue
        for pattern in (words.none, words.none_behind, words.outside):
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
    whole = [words.begins.sub("", name) for name in [item, *listed]]
    bare = (words.ends.sub("", name) for name in dict.fromkeys(whole))
    return [words.called.get(name, name) for name in bare if name]


def _none_of(
    subject: Subject, text: SectionText, sentence: Sentence, named: tuple[str, str]
) -> NoneOf | None:
    """An item with what it means; ``None`` of what says nothing by itself."""
    words, (item, clause) = NoneWords.of("N307"), named
    if is_elliptic(item):
        return None
    heading = clause if fund_in(clause) else text.heading
    meant = facts_meant(subject, item, heading)
    for unit in (words.cars, *words.devices):
        meant = meant or counts_meant(subject, item, text.heading + words.owned, unit)
    return NoneOf(text=text, sentence=sentence, clause=clause, item=item, meant=meant)
