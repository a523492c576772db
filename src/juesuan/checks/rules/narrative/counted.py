"""Counts and what is reckoned from them (数量、人均、车均), units left out, parts of counts: N501
to N505, N510."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.counted.groups import Groups, groups_with_persons
from juesuan.checks.speech.counted.kinds import PartWords
from juesuan.checks.speech.counted.parts import counted_parts
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES
from juesuan.checks.speech.rates.averages import wrong_averages
from juesuan.checks.speech.sentences.amounts import cents_in, printed_like, ratio_fits
from juesuan.checks.speech.sentences.assertions import (
    Assertion,
    held_together,
    places_of,
)
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.speech.sentences.sections import assertions, section_texts
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed
from juesuan.facts import YUAN
from juesuan.resources import Pattern, Record
from juesuan.text import fold, unspaced

__all__ = ["RULES", "SETTINGS"]

_SMALL = 100
"""An average of less than such a part of its unit is told in 元."""


class Kind(Record, frozen=True):
    """What is counted in kinds: words of the whole (in its name), words of the kinds; ``closed``:
    the kinds are all there are, so that fewer than the whole is wrong as well."""

    whole: tuple[str, ...]
    kinds: tuple[str, ...]
    closed: bool = False


class Kinds(RuleSettings, frozen=True):
    """N502: what is counted in kinds; the words that begin their list and those that end it;
    ``rest`` before the last of a list says that it is of all there are, whatever is counted."""

    counted: tuple[Kind, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    rest: Pattern


class UnitLeftOut(RuleSettings, frozen=True):
    """N505: the sign of percent; how many digits after the point a number has at least that is
    surely no count or ordinal; words that give the unit of a whole paragraph; words of points
    (``scores``), which are listed without unit, and figures that have none (``bare``)."""

    percent: str
    digits: int
    announced: Pattern
    scores: Pattern
    bare: Pattern


_RATES = frozenset({"share", "completion"})

SETTINGS = {"N502": Kinds, "N503": Groups, "N505": UnitLeftOut, "N510": PartWords}


def average_differs(subject: Subject) -> Iterator[Finding]:
    """N501: an average that no amount and count of the text give."""
    for wrong in wrong_averages(subject):
        said, amount, count = wrong.said, wrong.amount, wrong.count
        right = _average(wrong.right, said)
        details = {
            "name": said.mention.base + said.mention.subject,
            "said": said.text,
            "amount": _amount_of(subject, amount),
            "count": count.text,
            "right": right,
        }
        where = places_of(said, amount if isinstance(amount, Assertion) else None, count)
        if isinstance(amount, Observed):
            where = (*where, subject.where(amount.keys[0]))
        yield Finding(code="N501", where=where, details=details, expected=right)


def _average(right: Fraction, said: Assertion) -> str:
    """What an average should be; in 元 where the text's 万元 leave it hardly a digit."""
    mention = said.mention
    if _SMALL * right < cents_in(mention.unit):
        mention = replace(mention, unit=YUAN.zh)
    return printed_like(right, mention)


def _amount_of(subject: Subject, amount: Assertion | Observed) -> str:
    """What an amount is called, and the amount; one of a form as it is printed there."""
    if isinstance(amount, Assertion):
        return amount.name + amount.text
    money, place = subject.disclosure.money, subject.where(amount.keys[0])
    return place.printed + money.zh


def kinds_differ(subject: Subject) -> Iterator[Finding]:
    """N502: kinds of cars, or of persons, that do not add up to their whole."""
    settings = Kinds.of("N502")
    for passage in paragraphs(subject):
        for figure in passage.figures:
            whole = figure.one
            if whole.mention.kind != "count" or whole.role != "final":
                continue
            kinds = [kind for kind in settings.counted if _is_whole(whole, kind)]
            ways = [(p, k.closed) for k in kinds if (p := _parts(passage, figure, k, settings))]
            if not ways and (every := _parts(passage, figure, None, settings)):
                ways = [(every, True)]
            if not ways:
                continue
            parts, closed = ways[0]
            held_together(whole, *parts)
            total = sum((part.number.value for part in parts), Fraction(0))
            if total == whole.number.value or (total < whole.number.value and not closed):
                continue
            beyond = any(part.number.value > whole.number.value for part in parts)
            if beyond and any(_counts_all(other, total, whole) for other in passage.figures):
                continue  # 共有车辆19辆，比上年减少2辆，主要是报废2辆。其中：
            persons = whole.mention.unit in PartWords.of("N510").persons
            if persons and any(part.number.value == whole.number.value for part in parts):
                continue  # 实有53人，其中在职53人，离退休13人: the others stand beside it
            details = {
                "name": whole.mention.subject,
                "said": whole.text,
                "parts": [part.mention.subject + part.text for part in parts],
                "sum": printed_like(total, whole.mention),
            }
            yield Finding(code="N502", where=places_of(whole, *parts), details=details)


def _counts_all(figure: SaidFigure, total: Fraction, whole: Assertion) -> bool:
    """Whether a count before a whole is what its kinds come to."""
    one = figure.one
    before = one.place < whole.place and one.mention.unit == whole.mention.unit
    return before and one.role == "final" and one.number.value == total


def _is_whole(one: Assertion, kind: Kind) -> bool:
    return any(word in one.mention.subject for word in kind.whole)


def _parts(
    passage: SaidParagraph, whole: SaidFigure, kind: Kind | None, settings: Kinds
) -> Sequence[Assertion]:
    """The kinds listed right after a whole, in its sentence or the one behind it: at least two, all
    known as kinds of it; of no known ``kind`` a list that ends with the rest."""
    parts: list[Assertion] = []
    depth, last, closing = 0, whole, ""
    for figure in passage.figures:
        if figure.start <= whole.start:
            continue
        one, between = figure.one, passage.words[last.end : figure.start]
        before, begun, listed = _partition(between, settings.begins)
        if not parts and not begun and (one.role == "change" or one.mention.kind == "money"):
            last = figure  # 比上年增加2辆，价值9万元。其中
            continue
        aside = not parts and before.count("）") > before.count("（")  # the whole is in a bracket
        if aside or bool(begun) is bool(parts):  # not begun, or begun again
            break
        depth += (listed or before).count("（") - (listed or before).count("）")
        last = figure
        if depth > 0:
            continue  # kinds of a kind
        if any(word in (listed or before) for word in settings.ends):
            break
        named = kind is None or any(word in one.mention.subject for word in kind.kinds)
        if one.mention.unit != whole.one.mention.unit or one.role != "final" or not named:
            break
        parts.append(one)
        closing = between
    if kind is None and not settings.rest.search(closing):
        return []
    return parts if len(parts) > 1 else []


def _partition(text: str, words: Sequence[str]) -> tuple[str, str, str]:
    """A text before and after the first of some words in it."""
    found = [(text.find(word), -len(word), word) for word in words if word in text]
    return text.partition(min(found)[2]) if found else (text, "", "")


def groups_exceed(subject: Subject) -> Iterator[Finding]:
    """N503: fewer persons than groups of them, or persons of no group."""
    for groups, persons in groups_with_persons(subject):
        details = {"groups": groups.text, "persons": persons.text}
        if groups.number.value:
            details["name"] = groups.mention.subject
        yield Finding(
            code="N503",
            where=places_of(persons, groups),
            details=details,
            variant="" if groups.number.value else "nobody",
        )


def sign_missing(subject: Subject) -> Iterator[Finding]:
    """N504: a rate of deviation without its minus, in a document that prints the sign; or with one,
    where more was spent than the budget."""
    rates = [one for one in assertions(subject) if _is_deviation(one)]
    signed = any(rate.mention.value < 0 for rate in rates)
    for rate in rates if signed else ():
        before = [one for one in rate.alongside if one.place < rate.place]
        final = next((o for o in reversed(before) if o.role == "final"), None)
        budget = next((o for o in reversed(before) if o.role in BUDGET_ROLES), None)
        if not rate.mention.value or final is None or budget is None:
            continue
        less, minus = budget.number - final.number, rate.mention.value < 0
        wrong = less.value < 0 if minus else less.value > 0
        if wrong and ratio_fits(abs(less), budget.number, abs(rate.number)):
            details = {"name": rate.name, "said": rate.text, "final": final.text}
            details["budget"] = budget.text
            yield Finding(
                code="N504",
                where=places_of(rate, final, budget),
                details=details,
                expected=rate.text.lstrip("-－−") if minus else "-" + rate.text,
                variant="more" if minus else "",
            )


def unit_left_out(subject: Subject) -> Iterator[Finding]:
    """N505: a share, rate or amount, by the words that lead to it, with no unit behind it."""
    settings = UnitLeftOut.of("N505")
    for unread in subject.narrative.unread:
        role = str(unread.details.get("role", ""))
        said = str(unread.details.get("text", ""))
        if not role or len(said.partition(".")[2]) < settings.digits:
            continue
        rate = role in _RATES
        around = str(unread.details["around"])
        section, sentence = _section_with(subject, around)
        if not rate and (settings.announced.finds_in(sentence) or _is_announced(subject)):
            continue
        if _all_without_units(subject, sentence):
            continue  # as in a table: the unit stands elsewhere
        bare = sum(1 for _ in settings.bare.finditer(sentence))
        if bare > 1 and settings.scores.finds_in(sentence):
            continue  # 得分：执行率10.00、产出48.50
        yield Finding(
            code="N505",
            where=(Where(spot=unread.spot, section=section, printed=around),),
            details={"said": said, "around": around, "expected": said + settings.percent},
            expected=said + settings.percent if rate else "",
            variant="rate" if rate else "",
        )


def _is_announced(subject: Subject) -> bool:
    """Whether a line of a text without forms gives the unit of its amounts (支出明细（元）)."""
    if subject.reading is None or subject.reading.forms:
        return False
    announced = UnitLeftOut.of("N505").announced
    parts = (part for document in subject.reading.documents for part in document.paragraphs)
    return any(announced.finds_in(unspaced(fold(part.text))) for part in parts)


def _all_without_units(subject: Subject, sentence: str) -> bool:
    """Whether a sentence has several amounts or rates, none with a unit."""
    alone = [one for one in subject.narrative.unread if one.details.get("role")]
    here = [one for one in alone if str(one.details["around"]) in sentence]
    money = (
        mention
        for _, said, mention in subject.narrative.mentions()
        if mention.kind == "money" and unspaced(fold(said.text)) == sentence
    )
    return len(here) > 1 and next(money, None) is None


def _section_with(subject: Subject, words: str) -> tuple[str, str]:
    """The number of the section in which words stand, and their sentence."""
    for text in section_texts(subject):
        for sentence in text.section.sentences:
            if words in (said := unspaced(fold(sentence.text))):
                return text.number, said
    return "", ""


def _is_deviation(one: Assertion) -> bool:
    """Whether it is a rate that says by its sign alone whether it is more or less."""
    return one.role == "growth" and one.mention.direction == "either"


def parts_of_counts_differ(subject: Subject) -> Iterator[Finding]:
    """N510: a count that its parts do not make; not where N502 tells of it."""
    told = {(one.where[0].spot, one.details["said"]) for one in kinds_differ(subject)}
    for one in counted_parts(subject):
        if (one.whole.where.spot, one.whole.text) in told:
            continue
        details = {
            "said": one.whole.text,
            "parts": [part.text for part in one.parts],
            "sum": printed_like(one.sum.value, one.whole.mention),
        }
        yield Finding(
            code="N510",
            where=places_of(one.whole, *one.parts),
            details=details,
            severity="" if one.sure else "warning",
            variant="" if len(one.parts) > 1 else "with_own",
        )


RULES = {
    "N501": average_differs,
    "N502": kinds_differ,
    "N503": groups_exceed,
    "N504": sign_missing,
    "N505": unit_left_out,
    "N510": parts_of_counts_differ,
}
