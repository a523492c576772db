"""What a text says that there was none of (未发生公务接待费支出), while it tells amounts of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.counts import counts_meant
from juesuan.checks.speech.meaning.funds import fund_in, fund_said
from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.names import facts_meant, is_elliptic
from juesuan.checks.speech.meaning.times import narrative_year
from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.speech.sentences.assertions import SectionText
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.speech.told_again.acts import act_done, acts_denied
from juesuan.checks.speech.told_again.asked import NoneOf, Some, SomeWords
from juesuan.checks.speech.told_again.some import some_of
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern
from juesuan.text import fold, pieces, unspaced

__all__ = ["NoneWords", "SaidNone", "said_none"]

_MARKS = "，。；：!！"


class NoneWords(RuleSettings, frozen=True):
    """N307: how a clause says that there is none of something (``item``), in both orders, behind
    its name as a label (``labelled``), or that there can be none (``outside``), or that all is of
    others (``only``) of the ``kinds`` of a thing, by their ids; of what was carried over, into the
    year or out of it; what it may be said of instead (``aside``), words of what something else is
    (``equated``). ``balances`` are names of what was carried over, ``both`` are names of two
    things in one, ``moved`` an end that tells a change (没有购置车辆、接待批次减少), ``called``
    other names, ``begins`` and ``ends`` what says nothing there, ``fee`` an end that is also said
    ``fee_word``; ``owned`` is the word of headings below which ``cars`` and ``devices`` are
    counted, by their units; ``some`` is what shows that there was some."""

    none: Pattern
    none_behind: Pattern
    outside: Pattern
    labelled: Pattern
    only: Pattern
    kinds: tuple[tuple[str, ...], ...]
    carried: Pattern
    aside: Pattern
    equated: Pattern
    balances: Mapping[str, str]
    both: Mapping[str, tuple[str, ...]]
    called: Mapping[str, str]
    begins: Pattern
    moved: Pattern
    ends: Pattern
    fee: Pattern
    fee_word: str
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
            for clause, told in _told(subject, text, sentence, words):
                if told.where not in seen:
                    seen.add(told.where)
                    yield SaidNone(text=text, sentence=sentence, clause=clause, told=told)
                    break


def _told(
    subject: Subject, text: SectionText, sentence: Sentence, words: NoneWords
) -> Iterator[tuple[str, Some]]:
    """The clauses of a sentence that say that there is none, with what shows that there was some:
    by names and amounts first, then by what is done."""
    named = _items(subject, sentence, words)
    nones = (_none_of(subject, text, sentence, one) for one in named)
    for none in (*filter(None, nones), *_others(subject, text, sentence, words)):
        if told := some_of(subject, none, words.some, words.owned):
            yield none.clause, told
    done, year = words.some.done, str(narrative_year(subject))
    whole = unspaced(fold(sentence.text))
    labelled = words.labelled.search(whole.rstrip(_MARKS))
    for clause in [labelled[0]] if labelled else filter(None, pieces(whole, _MARKS)):
        mark = claim_words().lists.marks[0]
        kept = mark.join(one for one in pieces(clause, mark) if not words.moved.search(one))
        for name, act in acts_denied(kept, done, words.none, words.none_behind, words.labelled):
            years = {match[1] for match in claim_words().patterns.any_year.finditer(clause)}
            if years - {year} or done.others.search(whole.partition(clause)[0]):
                continue  # 下属的检验室仅有基本支出，没有项目支出
            for said, where in act_done(subject, clause, act, done):
                yield clause, Some(name=name, said=said, where=where)


def _may_hold(text: SectionText, sentence: Sentence, before: str, kind: str) -> bool:
    """Whether the amount that is said to be all of others may have a kind among it: 公务用车费用5
    万元，全部为运行维护费 says nothing of trips."""
    stated = [o for o in text.beside(sentence) if o.role == "final" and fold(o.text) in before]
    known = [o.key[0] for o in stated if o.key[0] in topics()]
    return not known or not topics()[kind].whole or known[-1] in topics()[kind].whole


def _others(
    subject: Subject, text: SectionText, sentence: Sentence, words: NoneWords
) -> Iterator[NoneOf]:
    """The kinds of a thing of which there is none where all of it is said to be of others
    (均为执法执勤用车)."""
    whole = unspaced(fold(sentence.text))
    for clause in pieces(whole, _MARKS):
        match = words.only.search(clause)
        if match is None or words.aside.search(whole):
            continue
        said = clause[: match.end()]
        named = [
            none.meant
            for name in _names(match["items"], words)
            if (none := _none_of(subject, text, sentence, (name, said))) and none.meant
        ]
        known = {key for one in named for key in (one.topic, f"{one.topic}.{one.fund}")}
        before = whole.partition(clause)[0]
        for kinds in words.kinds:
            own = [kind for kind in kinds if kind in known]
            for kind in kinds if own else ():
                if kind not in own and kind in topics() and _may_hold(text, sentence, before, kind):
                    fund = "" if own[0] not in topics() else named[0].fund
                    meant = FactsMeant(kind, fund, topics()[kind].plain)
                    yield NoneOf(text=text, sentence=sentence, clause=said, item="", meant=meant)


def _items(subject: Subject, sentence: Sentence, words: NoneWords) -> Iterator[tuple[str, str]]:
    """The items of which a sentence says that there is none, with the clause."""
    year = str(narrative_year(subject))
    said = unspaced(fold(sentence.text))
    if labelled := words.labelled.search(said.rstrip(_MARKS)):
        yield words.ends.sub("", labelled["item"]), said.rstrip(_MARKS)
    for clause in pieces(said, _MARKS):
        if carried := words.carried.search(clause):
            opening = any(text for name, text in carried.groupdict().items() if "opening" in name)
            name = words.balances["opening" if opening else "closing"]
            yield (fund_said(clause) if fund_in(clause) else "") + name, clause
            continue
        years = {match[1] for match in claim_words().patterns.any_year.finditer(clause)}
        if years - {year} or words.aside.search(clause) or words.equated.search(clause):
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
    unmoved = [name for name in [item, *listed] if not words.moved.search(name)]
    whole = [words.begins.sub("", name) for name in unmoved]
    whole += [words.fee.sub(words.fee_word, name) for name in whole]  # 培训支出
    bare = (words.ends.sub("", name) for name in dict.fromkeys(whole))
    named = [name for name in bare if name]
    return [*(words.called.get(name, name) for name in named), *(words.called.keys() & {*named})]


def _none_of(
    subject: Subject, text: SectionText, sentence: Sentence, named: tuple[str, str]
) -> NoneOf | None:
    """An item with what it means; ``None`` of what says nothing by itself."""
    words, (item, clause) = NoneWords.of("N307"), named
    if is_elliptic(item):
        return None
    said, _, _ = unspaced(fold(sentence.text)).partition(clause)
    heading = next((part for part in (clause, said) if fund_in(part)), text.heading)
    meant = facts_meant(subject, item, heading)
    for unit in (words.cars, *words.devices):
        meant = meant or counts_meant(subject, item, text.heading + words.owned, unit)
    return NoneOf(text=text, sentence=sentence, clause=clause, item=item, meant=meant)
