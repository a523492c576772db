"""The numbers of the narrative (情况说明): what they were held to, or what is known of them."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.accounting.model import Accounted, FigureClass
from juesuan.checks.accounting.shapes import numbers, shape_of
from juesuan.checks.model import Where
from juesuan.checks.speech.changes.differences import wrong_changes
from juesuan.checks.speech.derived.everything import wrong_derived
from juesuan.checks.speech.meaning.names import not_compared
from juesuan.checks.speech.meaning.roles import stated_roles
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.rates import wrong_rates
from juesuan.checks.speech.rates.averages import wrong_averages
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText
from juesuan.checks.speech.sentences.sections import every_text, section_texts
from juesuan.checks.speech.sums.totals import parts_differing, parts_exceeding, stated_once
from juesuan.checks.speech.told_again.repeated import stated_again
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Mention, Section, Sentence

__all__ = ["narrative_numbers"]

_RATES = frozenset({"growth", "completion", "share"})


def narrative_numbers(subject: Subject) -> Iterator[Accounted]:
    """Every number of the narrative's headings and sentences."""
    _hold_together(subject)
    texts = {id(text.section): text for text in section_texts(subject)}
    for section in subject.narrative.sections:
        text = texts.get(id(section))
        number = text.number if text else section.number
        for start, end in numbers(section.title):
            kind = shape_of(section.title, start, end) or "heading"
            where = Where(spot=section.spot, section=number, printed=section.title)
            yield _accounted(section.title[start:end], "known", kind, where)
        for sentence in section.sentences:
            yield from _sentence(section, text, sentence, number)
    for text in every_text(subject):
        if text.elsewhere:
            for sentence in text.section.sentences:
                yield from _sentence(text.section, text, sentence, text.number)


def _hold_together(subject: Subject) -> None:
    """Let everything be compared that can be; what is wrong is told by the rules."""
    tie_outs(subject)
    wrong_rates(subject)
    wrong_averages(subject)
    wrong_derived(subject)
    for _ in wrong_changes(subject):
        pass
    for _ in stated_again(subject):
        pass
    kinds = [*((role, "") for role in stated_roles()), ("change", "last_year")]
    for text in every_text(subject):
        for role, base in kinds:
            stated = stated_once(text, role, base)
            for _ in (*parts_differing(text, stated), *parts_exceeding(stated)):
                pass


def _sentence(
    section: Section, text: SectionText | None, sentence: Sentence, number: str
) -> Iterator[Accounted]:
    said = {}
    if text is not None:
        said = {id(one.mention): one for one in text.assertions if one.sentence is sentence}
    for start, end in numbers(sentence.text):
        mention = next((m for m in sentence.mentions if m.start <= start < m.end), None)
        one = said.get(id(mention))
        if one is not None:
            figure_class, kind = _of_assertion(one)
            where = one.where
        else:
            figure_class, kind = _of_shape(section, sentence, mention, start, end)
            where = Where(spot=sentence.spot, section=number, printed=sentence.text[start:end])
        yield _accounted(sentence.text[start:end], figure_class, kind, where)


def _of_shape(
    section: Section, sentence: Sentence, mention: Mention | None, start: int, end: int
) -> tuple[FigureClass, str]:
    """A number that no assertion is of."""
    if mention is not None and mention.kind == "year":
        return "known", "date"
    if kind := shape_of(sentence.text, start, end):
        return "known", kind
    if section.kind == "glossary":
        return "known", "glossary"
    return "unclear", "no_unit"


def _of_assertion(one: Assertion) -> tuple[FigureClass, str]:
    """What an assertion was held to; else whether it is known well enough to have no
    counterpart."""
    mention = one.mention
    if one.place in one.within.compared:
        return "compared", "rate" if one.role in _RATES else "amount"
    if kind := shape_of(one.sentence.text, mention.start, mention.end):
        return "known", kind
    if not mention.sure or not mention.subject:
        return "unclear", "no_subject"
    if not_compared(one.within.heading) or one.mention.reason:
        return "known", "alone"  # another scope than the forms'; a reason's part
    if one.meant is None:
        return ("known", "alone") if mention.kind == "count" else ("unclear", "no_item")
    return ("unclear", "not_held") if one.role in _RATES else ("known", "alone")


def _accounted(text: str, figure_class: FigureClass, kind: str, where: Where) -> Accounted:
    return Accounted(text=text, figure_class=figure_class, kind=kind, area="narrative", where=where)
