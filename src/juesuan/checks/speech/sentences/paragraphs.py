"""Paragraphs with their figures: words without blanks, and the figures in order with the words
around each. Whatever is looked for in the run of a text is looked for here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import Rounded
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.text import fold

__all__ = ["SaidFigure", "SaidParagraph", "paragraphs", "paragraphs_of"]

_MARKS = "，、；：。（）"


class SaidFigure(Struct, frozen=True, kw_only=True, eq=False):
    """A figure of a paragraph: where it stands in the paragraph's words, the words since the
    figure before it and up to the next one (both within its sentence), the number of its
    sentence. Figures that state nothing (of no known role) are words here, unlike those that
    ``words_before`` stops at."""

    one: Assertion
    start: int
    end: int
    lead: str
    tail: str
    sentence: int

    @property
    def where(self) -> Where:
        """Its place."""
        return self.one.where

    @property
    def number(self) -> Rounded:
        """Its value, without a sign."""
        return self.one.number

    @property
    def unit(self) -> str:
        """The unit it counts in; of money always one."""
        return self.one.mention.kind if self.one.mention.kind != "count" else self.one.mention.unit

    @property
    def clause(self) -> str:
        """The last clause of the words before it that has words."""
        return next((part for part in reversed(_parts(self.lead)) if part), "")

    @property
    def behind(self) -> str:
        """The words right behind it, to the next mark."""
        return _parts(self.tail)[0]


def _parts(words: str) -> Sequence[str]:
    parts, part = list[str](), ""
    for letter in words:
        if letter in _MARKS:
            parts.append(part)
            part = ""
        else:
            part += letter
    return [*parts, part]


class SaidParagraph(Struct, frozen=True, eq=False):
    """A paragraph of a text; ``sentences`` with where each begins in its words."""

    text: SectionText
    words: str
    figures: Sequence[SaidFigure]
    sentences: Sequence[tuple[int, Sentence]]

    def number_of(self, place: int) -> int:
        """The number of the sentence at a place of the words."""
        return max(n for n, (begin, _) in enumerate(self.sentences) if begin <= place)

    def where(self, start: int, end: int) -> Where:
        """The place of words of the paragraph."""
        sentence = self.sentences[self.number_of(start)][1]
        printed = self.words[start:end]
        return Where(spot=sentence.spot, section=self.text.number, printed=printed)

    def since(self, place: int, marks: str) -> int:
        """Where the words before a place begin, behind the last of some marks."""
        return max(self.words.rfind(mark, 0, place) for mark in marks) + 1

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence is of it."""
        return any(sentence is own for _, own in self.sentences)

    def said(self, sentence: int) -> str:
        """The words of a sentence."""
        begin = self.sentences[sentence][0]
        after = self.sentences[sentence + 1 : sentence + 2]
        return self.words[begin : after[0][0] if after else len(self.words)]

    def in_sentence(self, sentence: int) -> Sequence[SaidFigure]:
        """The figures of a sentence."""
        return [figure for figure in self.figures if figure.sentence == sentence]


def paragraphs(subject: Subject) -> Sequence[SaidParagraph]:
    """The paragraphs of all texts of a document; once a document."""
    return subject.once(_paragraphs)


def _paragraphs(subject: Subject) -> Sequence[SaidParagraph]:
    return [
        _passage(text, run)
        for text in every_text(subject)
        for run in paragraphs_of(text.section.sentences)
    ]


def paragraphs_of(sentences: Sequence[Sentence]) -> Sequence[Sequence[Sentence]]:
    """The sentences of each paragraph; a list over several lines is one, with what leads to it:
    a line goes on behind a mark that ends no sentence, or before a dash or the like."""
    data = claim_words().divisions
    found: list[list[Sentence]] = []
    for _, run in groupby(sentences, lambda sentence: sentence.spot):
        lines = list(run)
        before = fold(found[-1][-1].text.rstrip())[-1:] if found else ""
        if before and (before in data.goes_on or data.item.search(lines[0].text)):
            found[-1] += lines
        else:
            found.append(lines)
    return found


def _passage(text: SectionText, sentences: Sequence[Sentence]) -> SaidParagraph:
    words, begins, found = "", list[tuple[int, Sentence]](), list[SaidFigure]()
    for number, sentence in enumerate(sentences):
        begins.append((len(words), sentence))
        folded = fold(sentence.text)
        kept = [n for n, letter in enumerate(folded) if not letter.isspace()]
        plain = "".join(folded[n] for n in kept)
        found += _figures(text.beside(sentence), kept, plain, (number, len(words)))
        words += plain
    return SaidParagraph(text, words, found, begins)


def _figures(
    stated: Sequence[Assertion], kept: Sequence[int], plain: str, at: tuple[int, int]
) -> Iterator[SaidFigure]:
    """The figures of a sentence, whose letters stand at ``kept`` in print."""
    number, begin = at
    spans = [
        (bisect_left(kept, one.mention.start), bisect_left(kept, one.mention.end), one)
        for one in stated
    ]
    spans.sort(key=lambda span: span[0])
    for n, (start, end, one) in enumerate(spans):
        lead = plain[spans[n - 1][1] if n else 0 : start]
        tail = plain[end : spans[n + 1][0] if n + 1 < len(spans) else len(plain)]
        yield SaidFigure(
            one=one, start=begin + start, end=begin + end, lead=lead, tail=tail, sentence=number
        )
