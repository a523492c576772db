"""The author's own words (文字、原因) that a booklet has, for a build of its forms and for the
new year: duties, organisation, what an item was used for, why a figure moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from juesuan.checks import Subject
from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.roles import Base
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, SectionText
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.narrative import AuthorWords, clause
from juesuan.reading.narrative import Narrative, Section, Sentence
from juesuan.resources import Pattern, Record, load_typed
from juesuan.text import plain

__all__ = ["GivenReason", "GivenText", "given_reasons", "given_texts", "given_words"]

_FUNCTION = "function:"
_COMPARED = frozenset({"change", "growth", "completion"})


class GivenText(NamedTuple):
    """A paragraph at a place of the table 文字, for a functional code or for none."""

    place: str
    code: str
    text: str


class GivenReason(NamedTuple):
    """A reason by item (事项), functional code and what is compared with (``initial`` …)."""

    about: str
    code: str
    against: str
    text: str


class _Words(Record):
    """What ``data/book/given_words.toml`` says."""

    places: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, tuple[str, ...]]
    bases: Mapping[str, tuple[str, ...]]
    reason: Pattern
    purpose: Pattern


@cache
def _data() -> _Words:
    return load_typed(_Words, "book/given_words.toml")


@cache
def _items() -> Mapping[tuple[str, str], str]:
    """Items of reasons by topic and kind of money."""
    return {
        (topic, fund): about
        for about, written in _data().reasons.items()
        for topic, _, fund in (one.partition("/") for one in written)
    }


def given_words(subject: Subject) -> AuthorWords:
    """All of them, as a build takes them."""
    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    for place, code, text in given_texts(subject):
        texts[place, code] = (*texts.get((place, code), ()), text)
    reasons: dict[tuple[str, str, str], str] = {}
    for about, code, against, text in given_reasons(subject):
        reasons.setdefault((about, code, against), text)
    return AuthorWords(texts, reasons)


def given_texts(subject: Subject) -> Iterator[GivenText]:
    """What stands under the headings of duties and organisation, one paragraph each, and what
    items were used for."""
    yield from _under_headings(subject.narrative)
    yield from _uses(subject)


def _under_headings(narrative: Narrative) -> Iterator[GivenText]:
    for place, titles in _data().places.items():
        for number, section in enumerate(narrative.sections):
            if section.kind == "text" and _titled(section, titles):
                found = [GivenText(place, "", text) for text in _texts(narrative, number)]
                if found:
                    yield from found
                    break


def _titled(section: Section, titles: Sequence[str]) -> bool:
    said = plain(section.title)
    return any(said.endswith(plain(title)) for title in titles)


def _texts(narrative: Narrative, number: int) -> Iterator[str]:
    """A section's own text and those of the items below it, with their numbers."""
    own = narrative.sections[number]
    if text := "".join(sentence.text for sentence in own.sentences):
        yield text
    for at, section in enumerate(narrative.sections[number + 1 :], number + 1):
        if section.level <= own.level:
            return
        text = "".join(sentence.text for sentence in section.sentences)
        if title := section.title if not text.startswith(section.title) else "":
            text = f"{title}。{text}" if text else title
        if text and _below(narrative, at, number):
            yield f"{section.number}{text}"


def _below(narrative: Narrative, at: int, number: int) -> bool:
    while at >= 0 and at != number:
        at = narrative.sections[at].parent
    return at == number


def _uses(subject: Subject) -> Iterator[GivenText]:
    """What an item (功能科目) was used for: 主要用于 belongs to the amount before it; each item
    once."""
    seen = set()
    for text in section_texts(subject):
        code = ""
        for sentence in text.section.sentences:
            finals = [one for one in text.beside(sentence) if one.role == "final"]
            for found in _data().purpose.regex.finditer(sentence.text):
                before = [one for one in finals if one.mention.start < found.start()]
                code = _code(before[-1].meant) if before else code
                if code and code not in seen:
                    seen.add(code)
                    yield GivenText("use", code, found[1].strip())
            code = _code(finals[-1].meant) if finals else code


def given_reasons(subject: Subject) -> Iterator[GivenReason]:
    """Why figures moved: the clause after 主要原因是 belongs to the comparison before it."""
    for text in section_texts(subject):
        last: Assertion | Remark | None = None
        for sentence in text.section.sentences:
            start = 0
            for found in _data().reason.regex.finditer(sentence.text):
                last = _last(_between(text, sentence, start, found.start())) or last
                start = found.end()
                said = clause(found[1])
                if last is not None and said:
                    yield from _of(last.meant, last.base, said)


def _between(
    text: SectionText, sentence: Sentence, start: int, end: int
) -> list[tuple[int, Assertion | Remark]]:
    """The comparisons of known items between two places of a sentence, with theirs."""
    figures: list[tuple[int, Assertion | Remark]] = [
        (one.mention.start, one)
        for one in text.beside(sentence)
        if one.role in _COMPARED and (one.base or not one.mention.reason)
    ]
    for remark in text.remarks:
        if remark.sentence is sentence:
            figures.append((remark.claim.start, remark))
    return [(place, one) for place, one in figures if start <= place < end and one.meant]


def _last(found: Sequence[tuple[int, Assertion | Remark]]) -> Assertion | Remark | None:
    return max(found, key=lambda each: each[0])[1] if found else None


def _of(meant: FactsMeant | None, base: Base, said: str) -> Iterator[GivenReason]:
    if meant is None:
        return
    code = _code(meant)
    about = "function" if code else _items().get(meant.key, "")
    for against in _data().bases.get(base, ()) if about else ():
        yield GivenReason(about, code, against, said)


def _code(meant: FactsMeant | None) -> str:
    """The functional code that is meant; empty where it is none."""
    named = meant is not None and meant.topic.startswith(_FUNCTION)
    return meant.topic.removeprefix(_FUNCTION) if meant is not None and named else ""
