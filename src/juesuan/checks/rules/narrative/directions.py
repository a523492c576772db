"""Words of direction (增加、小于、持平 …) and of absence (无…支出): N301, N303 to N306."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.changes.directions import (
    directed,
    direction_word,
    moved_to,
    opposed_change,
    refuted,
    turned,
)
from juesuan.checks.speech.changes.sides import other_sides
from juesuan.checks.speech.changes.unmoved import Unmoved, unmoved_parts
from juesuan.checks.speech.meaning.funds import fund_in, names_funds
from juesuan.checks.speech.meaning.names import facts_meant
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.printed.against_forms import figures_meant, printed_in_form
from juesuan.checks.speech.rates.operands import final_of, last_year_implied
from juesuan.checks.speech.sentences.amounts import printed_like, sum_of
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, SectionText, places_of
from juesuan.checks.speech.sentences.sections import assertions, every_text, section_texts
from juesuan.checks.subject import Subject
from juesuan.facts import format_amount
from juesuan.forms import CellKey
from juesuan.messages import Message
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern
from juesuan.text import pieces, unspaced

__all__ = ["RULES", "SETTINGS"]


class DirectionDiffers(RuleSettings, frozen=True):
    """N301: the percentage within which amounts are about equal, the words for that, and what
    leads to the amount that something rose or fell to, words of the reason for a move of one of the
    ``sides``, which are topics by the ends of names."""

    about: Decimal
    about_words: tuple[str, ...]
    moved_to: Pattern
    reason_of: Pattern
    sides: dict[str, tuple[str, ...]]


class DirectionOpen(RuleSettings, frozen=True):
    """N303: two directions where one was to be chosen."""

    open: Pattern


class NoneButSome(RuleSettings, frozen=True):
    """N305: the marks that bound a clause, those around a name, words after 无… with which
    nothing is said of this year's amount, kinds of money of which a form tells whether there
    is any, and names that say nothing without their kind of money."""

    clause_marks: str
    quotes: str
    not_before: tuple[str, ...]
    funds: tuple[str, ...]
    bare: tuple[str, ...]


class ReasonExceeds(RuleSettings, frozen=True):
    """N306: words in names by which the amounts of a reason are known to be of the same item."""

    cores: tuple[str, ...]


SETTINGS = {
    "N301": DirectionDiffers,
    "N303": DirectionOpen,
    "N305": NoneButSome,
    "N306": ReasonExceeds,
}


def direction_differs(subject: Subject) -> Iterator[Finding]:
    """N301: a word of direction that the amounts beside it refute."""
    for text in every_text(subject):
        for rate in text.assertions:
            if rate.role == "growth" and (change := opposed_change(rate)):
                said, other = directed(change), directed(rate)
                details = {"name": rate.name, "said": said, "other": other}
                yield Finding(
                    code="N301", where=places_of(rate, change), details=details, variant="two"
                )
        for remark in text.remarks:
            if finding := _refuted(remark):
                yield finding
    for unmoved in unmoved_parts(subject):
        yield _unmoved(unmoved)
    settings = DirectionDiffers.of("N301")
    for told in other_sides(subject, settings.reason_of, settings.sides):
        details = {"name": told.moved.name, "said": told.said}
        where = (told.text.where(told.sentence), told.moved.where)
        yield Finding(code="N301", where=where, details=details, variant="side")


def _unmoved(unmoved: Unmoved) -> Finding:
    """A direction said of a part of a whole whose change is that of the other parts."""
    remark = unmoved.remark
    details = {
        "name": remark.name,
        "said": remark.text,
        "total": unmoved.total.name,
        "parts": [one.name + one.text for one in unmoved.others],
    }
    return Finding(
        code="N301",
        where=places_of(remark, unmoved.total, *unmoved.others),
        details=details,
        expected=direction_word(0),
        variant="parts",
    )


def _refuted(remark: Remark) -> Finding | None:
    """The comparison in words that final account and budget, or one other statement, refute."""
    settings = DirectionDiffers.of("N301")
    if moved := moved_to(remark, settings.moved_to):
        amount, words = moved
        return _otherwise(remark, amount, words + amount.text, "")
    refutation = refuted(remark, Fraction(settings.about), settings.about_words)
    if refutation is None:
        return None
    expected = turned(remark, refutation.sign or 0)
    if len(refutation.by) == 1:
        (one,) = refutation.by
        return _otherwise(remark, one, _told(one), expected)
    final, budget = refutation.by
    details = {"name": final.name, "said": remark.text, "final": final.text, "base": budget.text}
    variant = ""
    if budget.year == "last":
        change = final.number.value - budget.number.value
        expected = direction_word((change > 0) - (change < 0))
        expected += printed_like(abs(change), final.mention) if change else ""
        details["expected"], variant = expected, "last"
    where = places_of(remark, final, budget)
    alike = final.number.value == budget.number.value  # some yuan may hide behind the last digit
    return Finding(
        code="N301",
        where=where,
        details=details,
        expected=expected,
        variant=variant,
        severity="warning" if alike and final.number.value else "",
    )


def _told(one: Assertion) -> Message | str:
    """What a change or a completion rate says."""
    if one.role != "completion":
        return directed(one)
    return Message("direction.completes", {"base": one.mention.base, "rate": one.text})


def _otherwise(remark: Remark, one: Assertion, told: Message | str, expected: str) -> Finding:
    details = {"name": one.name, "said": remark.text, "other": told}
    return Finding(
        code="N301", where=places_of(remark, one), details=details, expected=expected, variant="two"
    )


def direction_open(subject: Subject) -> Iterator[Finding]:
    """N303: 增加（减少）: the direction was never chosen; one finding a document."""
    settings = DirectionOpen.of("N303")
    open_ones = [
        (text.where(sentence), match[0])
        for text in section_texts(subject)
        for sentence in text.section.sentences
        if (match := settings.open.search(unspaced(sentence.text)))
    ]
    if open_ones:
        details = {"said": open_ones[0][1], "count": len(open_ones)}
        yield Finding(code="N303", where=tuple(where for where, _ in open_ones), details=details)


def minus_twice(subject: Subject) -> Iterator[Finding]:
    """N304: 下降-5%: the minus sign says it once more; one finding a document."""
    doubled = [
        one
        for one in assertions(subject)
        if one.role in {"change", "growth"}
        and one.mention.direction == "decrease"
        and one.mention.value < 0
    ]
    if doubled:
        details = {"said": doubled[0].text, "count": len(doubled)}
        yield Finding(
            code="N304",
            where=places_of(*doubled),
            details=details,
            expected=doubled[0].text.lstrip("-"),
        )


def none_but_some(subject: Subject) -> Iterator[Finding]:
    """N305: the text says that there is none of something (无…支出), a form has figures."""
    bare = NoneButSome.of("N305").bare
    for text in section_texts(subject):
        for sentence in text.section.sentences:
            for item in sentence.states_none:
                label = unspaced(sentence.text).partition("：")[0]  # 国有资本经营预算：无收支
                around = _around(sentence, item)[0] + label
                fund = "" if fund_in(item) else fund_in(around)
                if not fund and item in bare and names_funds(around):
                    continue  # 政府性基金、国有资本经营预算：均无收支
                if _is_said_of_now(sentence, item) and (some := _some(subject, text, item, fund)):
                    key, printed = some
                    details = {"name": item, "form": key.form, "printed": printed}
                    yield Finding(
                        code="N305",
                        where=(text.where(sentence), subject.where(key)),
                        details=details,
                    )


def _is_said_of_now(sentence: Sentence, item: str) -> bool:
    """Whether 无… is said of this year and is no instruction (无…的，仍保留表格)."""
    settings = NoneButSome.of("N305")
    clause, after = _around(sentence, item)
    last_year = any(word in clause for word in claim_words().words.last_year)
    return not last_year and not after.startswith(settings.not_before)


def _around(sentence: Sentence, item: str) -> tuple[str, str]:
    """The words of a clause before what it says is not there, and all that comes behind."""
    settings = NoneButSome.of("N305")
    before, _, after = unspaced(sentence.text).partition(item.strip(settings.quotes))
    return pieces(before, settings.clause_marks)[-1], after


def _some(subject: Subject, text: SectionText, item: str, fund: str) -> tuple[CellKey, str] | None:
    """A cell with an amount of what is said not to be there, and how it is printed; of one kind of
    money where the clause names it."""
    if not fund and (meant := facts_meant(subject, item, text.heading)):
        figures = figures_meant(subject, meant)
        if not figures or any(figure.value <= 0 for figure in figures):
            return None
        return figures[0].keys[0], printed_in_form(subject, figures[0])
    fund = fund or fund_in(item)
    if fund not in NoneButSome.of("N305").funds:
        return None
    for key, cell in subject.cells.items():
        funds = [region.get("fund") for _, region in cell.selection.terms]
        if all(f == frozenset({fund}) for f in funds) and (value := subject.value(key)):
            money = subject.disclosure.money
            return key, format_amount(value, money) + money.zh
    return None


def reason_exceeds(subject: Subject) -> Iterator[Finding]:
    """N306: amounts of last year in the reason of a change that are together more than last
    year's whole amount, as amount and change imply it."""
    settings = ReasonExceeds.of("N306")
    for change in assertions(subject):
        if change.role != "change" or change.base != "last_year" or not change.sign:
            continue
        final = None if change.mention.reason else final_of(subject, change)
        parts = _of_last_year(change, settings.cores)
        if final is None or not parts:
            continue
        last, added = last_year_implied(final.number, change), sum_of(p.number for p in parts)
        if added.low <= last.high:
            continue
        details = {
            "name": change.name,
            "said": directed(change),
            "last": printed_like(last.value, change.mention),
            "reasons": [part.text for part in parts],
            "sum": printed_like(added.value, change.mention),
        }
        yield Finding(code="N306", where=places_of(change, *parts), details=details)


def _of_last_year(change: Assertion, cores: Sequence[str]) -> Sequence[Assertion]:
    """What the sentence's reason says of last year's amounts of the same item, each name once."""
    names = change.name + change.mention.subject
    core = next((core for core in cores if core in names), "")
    parts = {
        one.mention.subject: one
        for one in change.within.beside(change.sentence)
        if core
        and one.mention.reason
        and (one.year, one.mention.kind) == ("last", "money")
        and core in one.mention.subject
    }
    return list(parts.values())


RULES = {
    "N301": direction_differs,
    "N303": direction_open,
    "N304": minus_twice,
    "N305": none_but_some,
    "N306": reason_exceeds,
}
