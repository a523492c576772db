"""Years that sentences compare with (与2021年度相比), which are not the year before, and years of
reasons that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.names import not_compared
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES
from juesuan.checks.speech.meaning.times import narrative_year
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, SectionText
from juesuan.checks.speech.sentences.paragraphs import paragraphs
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["ComparedYear", "ReasonYears", "compared_with", "compared_years", "impossible_years"]

_COMPARED = frozenset({"change", "growth"})


class ComparedYear(Struct, frozen=True):
    """A comparison with another year than the one before: the words that name it, the year."""

    within: SectionText
    sentence: Sentence
    said: str
    year: int


def compared_years(subject: Subject) -> Iterator[ComparedYear]:
    """Comparisons with another year than last year, each sentence once; those of texts that also
    compare with last year, or that tell of another year altogether, are meant so."""
    year = narrative_year(subject)
    for text in section_texts(subject):
        if not_compared(text.heading):
            continue
        for sentence in text.section.sentences:
            said = next(_named(text, sentence), "")
            named = claim_words().patterns.any_year.search(said)
            if named is None or int(named[1]) == year - 1:
                continue
            other = int(named[1])
            rest = _rest(sentence, said)
            of_it = str(other + 1) in rest and str(year) not in rest
            if other < year and of_it and other + 1 < year:
                continue  # 2021年……比2020年增加: the sentence tells of another year
            yield ComparedYear(text, sentence, said, other)


class ReasonYears(RuleSettings, frozen=True):
    """N409: a reason that begins with a ``year`` (``rest``: how it goes on), a year that is said to
    be this one, words of what is still to come."""

    reason: Pattern
    this: Pattern
    to_come: Pattern


def impossible_years(subject: Subject) -> Iterator[tuple[Where, int]]:
    """The years of reasons that cannot be: a later one than the accounts' of what has happened,
    another one called this year."""
    words, year = ReasonYears.of("N409"), narrative_year(subject)
    for passage in paragraphs(subject):
        if passage.text.elsewhere or not_compared(passage.text.heading):
            continue
        later = (
            match
            for match in words.reason.finditer(passage.words)
            if int(match["year"]) > year and not words.to_come.search(match["rest"])
        )
        other = (m for m in words.this.finditer(passage.words) if int(m["year"]) != year)
        spans = {match.span("year"): int(match["year"]) for match in (*later, *other)}
        for span, said in sorted(spans.items()):
            yield passage.where(*span), said


def _rest(sentence: Sentence, said: str) -> str:
    return unspaced(fold(sentence.text)).replace(said, "")


def _named(text: SectionText, sentence: Sentence) -> Iterator[str]:
    """The words of a sentence that name the year it compares with."""
    plain = unspaced(fold(sentence.text))
    if bracket := claim_words().patterns.last_year_named.search(plain):
        yield bracket[0]
    stated = text.beside(sentence)
    compared: list[Assertion | Remark] = [*stated]
    compared += [remark for remark in text.remarks if remark.sentence is sentence]
    for one in compared:
        if one.base == "other" and _is_of_accounts(one) and not _also_last_year(text, one):
            yield one.mention.base if isinstance(one, Assertion) else one.claim.base
    changes = [one for one in stated if one.role in _COMPARED and not one.mention.reason]
    if changes and not any(one.year == "last" or one.base == "last_year" for one in stated):
        yield from (one.mention.period for one in stated if _is_other_amount(one, stated))


def _is_of_accounts(one: Assertion | Remark) -> bool:
    if isinstance(one, Remark):
        return True
    mention = one.mention
    return one.role in _COMPARED and not mention.reason and mention.of not in BUDGET_ROLES


def _also_last_year(text: SectionText, one: Assertion | Remark) -> bool:
    """Whether the text compares the same item with last year, too."""
    others: Sequence[Assertion | Remark] = (*text.assertions, *text.remarks)
    return any(other.key == one.key and other.base == "last_year" for other in others)


def _is_other_amount(one: Assertion, stated: Sequence[Assertion]) -> bool:
    """Whether it is the amount of neither this year nor last, beside this year's."""
    beside = any(o.key == one.key and o.year == "this" and o.role == "final" for o in stated)
    return one.role == "final" and one.year == "other" and beside and not one.mention.reason


def compared_with(one: Assertion, said: int, year: int, compared: Pattern) -> str:
    """The year before ``year``, where a sentence on a known item, or the one right behind it,
    compares with it an amount that it gives to the same year or an earlier one (``said``); else
    empty, also where the text told an amount of ``year`` before. ``compared`` finds the years
    compared with."""
    listed = one.within.section.sentences
    place = next(n for n, sentence in enumerate(listed) if sentence is one.sentence)
    text = unspaced(one.sentence.text)
    after = unspaced(listed[place + 1].text) if place + 1 < len(listed) else ""
    text += after if compared.match(after) else ""
    known = one.meant is not None and bool(one.meant.topic) and text.startswith(str(said))
    known = known and not any(
        (other.role, other.mention.kind, other.year) == ("final", one.mention.kind, "this")
        and str(year) in other.sentence.text
        for other in one.within.assertions[: one.place]
    )
    found = compared.finditer(text[len(str(said)) :]) if known and said < year else ()
    return next((match[1] for match in found if match[1] == str(year - 1)), "")
