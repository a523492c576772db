"""Lists, reasons and purposes in the narrative: what is left out, missing, or copied (N401 to
N406)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.changes.deviations import Deviation, deviations
from juesuan.checks.speech.meaning.code_names import function_code
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES, budget_roles
from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.speech.named.class_lists import ListedClasses, class_lists, is_below
from juesuan.checks.speech.printed.against_forms import form_places, printed_in_form
from juesuan.checks.speech.sentences.amounts import decimal_text
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText, places_of
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.checks.subject.excerpts import shows_few_forms
from juesuan.checks.subject.facts import Observed
from juesuan.classification import code_list
from juesuan.messages import Message
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern
from juesuan.text import fold, unspaced

__all__ = ["RULES", "SETTINGS"]

_LINE = 5
"""Digits of an economic class that forms print an amount of (款)."""

_PART = 1
"""The level of a part (第三部分), which is no chapter."""

_WAN = 1_000_000
"""Cents in 1 万元, in which the rows give amounts."""


_HOW = {1: "direction.more", -1: "direction.less", 0: "direction.apart"}
"""How messages tell a deviation, by its sign; of a budget there is none."""


class ReasonMissing(RuleSettings, frozen=True):
    """N403: a deviation of more than ``percent`` of its base and at least ``amount`` 万元 needs
    a reason; ``words`` that give one; ``ends`` of names, which a reason leaves out."""

    percent: Decimal
    amount: Decimal
    words: tuple[str, ...]
    ends: Pattern


class ReasonCopied(RuleSettings, frozen=True):
    """N404: in how many sections one reason must stand to be a stock sentence; the pattern
    whose first group is a reason."""

    times: int
    reason: Pattern


class PurposeCopied(RuleSettings, frozen=True):
    """N405: what a heading of an item has, what stands before the item's name in it, the marks
    of levels; the pattern whose first group is a purpose; words of names that all share."""

    heading: str
    before_name: str
    levels: Pattern
    purpose: Pattern
    shared: Pattern


class RatesLeftOut(RuleSettings, frozen=True):
    """N406: words right before a percentage that make it a rate of completion."""

    rated: tuple[str, ...]


SETTINGS = {
    "N406": RatesLeftOut,
    "N403": ReasonMissing,
    "N404": ReasonCopied,
    "N405": PurposeCopied,
}


def list_names_nothing(subject: Subject) -> Iterator[Finding]:
    """N401: 主要包括…邮电费, while the form has nothing for it."""
    for listed in class_lists(subject):
        filled = [code for code, line in listed.lines.items() if line.value]
        nothing = {
            code: listed.lines[code]
            for code in listed.named
            if code in listed.lines
            and not listed.lines[code].value
            and not any(is_below(other, code) for other in filled)
        }
        if nothing:
            form = next(iter(nothing.values())).keys[0].form
            names = _listed(subject, nothing, amounts=False)
            details = {"name": listed.amount.name, "lines": names, "form": form}
            yield Finding(code="N401", where=_places(subject, listed, nothing), details=details)


def list_leaves_out(subject: Subject) -> Iterator[Finding]:
    """N402: 主要包括… without lines of the form that are as large as those it names."""
    for listed in class_lists(subject):
        lines, named = listed.lines, listed.named
        amounts = [lines[code].value for code in named if code in lines and lines[code].value > 0]
        least = 0 if listed.closed else min(amounts, default=0)
        left = {
            code: line
            for code, line in lines.items()
            if len(code) == _LINE
            and line.value > least
            and not any(code == name or is_below(code, name) for name in named)
        }
        if left and amounts:
            details = {
                "name": listed.amount.name,
                "lines": _listed(subject, left, amounts=True),
            }
            yield Finding(code="N402", where=_places(subject, listed, left), details=details)


def _listed(subject: Subject, lines: Mapping[str, Observed], *, amounts: bool) -> list[str]:
    """The names of lines, with their amounts where these are wanted."""
    codes = code_list("economic", subject.disclosure.year)
    return [
        codes.name(code) + (printed_in_form(subject, line) if amounts else "")
        for code, line in lines.items()
    ]


def _places(
    subject: Subject, listed: ListedClasses, lines: Mapping[str, Observed]
) -> tuple[Where, ...]:
    return (listed.amount.where, *form_places(subject, lines.values()))


def reason_missing(subject: Subject) -> Iterator[Finding]:
    """N403: large deviations from budget or last year without a word on the reason, there or
    elsewhere in the chapter; not where few forms are shown: reasons may be left out as well."""
    settings = ReasonMissing.of("N403")
    texts = section_texts(subject)
    if shows_few_forms(subject):
        return
    percent, least = Fraction(settings.percent), Fraction(settings.amount) * _WAN
    balances = claim_words().reasons.balances
    for text in texts:
        if _gives_a_reason(text, settings.words):
            continue
        large = [
            deviation
            for deviation in deviations(subject, text)
            if deviation.percent > percent
            and deviation.moved >= least
            and not any(word in deviation.assertion.name for word in balances)
        ]
        told = _reasons_told(_of_a_chapter(subject, text)) if large else ""
        large = [one for one in large if not _is_explained(one.assertion, told)]
        large = [one for one in large if not _items_explained(subject, text, one.assertion)]
        if large:
            where = places_of(*(deviation.assertion for deviation in large))
            yield Finding(code="N403", where=where, details={"names": _deviating(large)})


def _gives_a_reason(text: SectionText, words: Sequence[str]) -> bool:
    said = "".join(sentence.text for sentence in text.section.sentences)
    return any(word in said for word in words)


def _of_a_chapter(subject: Subject, text: SectionText) -> Sequence[SectionText]:
    """The texts right beside a text, and beside the heading above it, in one chapter."""
    above = [s for s in subject.narrative.path(text.section)[:-1] if s.level > _PART][-2:]
    return [
        other
        for other in section_texts(subject)
        if other is not text
        and any(s is one for one in above for s in subject.narrative.path(other.section))
    ]


def _reasons_told(texts: Sequence[SectionText]) -> str:
    """All that texts say from where a reason begins."""
    opening = claim_words().reasons.opening
    said = ["".join(unspaced(fold(s.text)) for s in text.section.sentences) for text in texts]
    return "。".join(words[match.end() :] for words in said if (match := opening.search(words)))


def _is_explained(one: Assertion, reasons: str) -> bool:
    """Whether reasons name an item: 一是从严执行公务接待审批 of 公务接待费. A total needs
    its own."""
    topic = topics().get(one.key[0])
    if not function_code(one.key[0]) and not (topic and topic.whole):
        return False
    name = one.name
    core = ReasonMissing.of("N403").ends.sub("", unspaced(fold(name)))
    return len(core) > 1 and core in reasons


def _items_explained(subject: Subject, text: SectionText, one: Assertion) -> bool:
    """Whether the chapter gives reasons with the items of a class, each in its own text."""
    code, words = function_code(one.key[0]), ReasonMissing.of("N403").words
    return bool(code) and any(
        _gives_a_reason(other, words) and any(_is_item_of(said, code) for said in other.assertions)
        for other in _of_a_chapter(subject, text)
    )


def _is_item_of(said: Assertion, code: str) -> bool:
    other = function_code(said.key[0])
    return other != code and other.startswith(code)


def _deviating(deviations: Sequence[Deviation]) -> list[Message]:
    """The items with how far they deviate, each once: 支出合计增加25.0%."""
    told = dict.fromkeys(
        (_HOW[one.assertion.sign], one.assertion.name, decimal_text(one.percent, 1))
        for one in deviations
    )
    return [Message(key, {"name": name, "percent": percent}) for key, name, percent in told]


def reason_copied(subject: Subject) -> Iterator[Finding]:
    """N404: one stock sentence given as the reason of several functional items; one finding a
    sentence. (Totals move for one reason, so they may share it.)"""
    settings = ReasonCopied.of("N404")
    by_reason: dict[str, list[tuple[SectionText, Sentence]]] = {}
    for text in _item_texts(subject):
        for sentence in text.section.sentences:
            for match in settings.reason.finditer(unspaced(sentence.text)):
                by_reason.setdefault(match[1], []).append((text, sentence))
    for reason, places in by_reason.items():
        if len({id(text) for text, _ in places}) >= settings.times:
            where = tuple(text.where(sentence) for text, sentence in places)
            yield Finding(
                code="N404", where=where, details={"reason": reason, "count": len(places)}
            )


def _item_texts(subject: Subject) -> Iterator[SectionText]:
    """The texts that state something of a functional class, section or item."""
    for text in section_texts(subject):
        if any(function_code(one.key[0]) for one in text.assertions):
            yield text


def purpose_copied(subject: Subject) -> Iterator[Finding]:
    """N405: the purpose (主要用于) of one item printed with another item, whose name it has
    nothing in common with."""
    by_purpose: dict[str, list[tuple[str, Where]]] = {}
    for name, text in _named_items(subject):
        for sentence in text.section.sentences:
            if match := PurposeCopied.of("N405").purpose.search(unspaced(fold(sentence.text))):
                by_purpose.setdefault(match[1], []).append((name, text.where(sentence)))
    for purpose, items in by_purpose.items():
        owners = [item for item in items if _akin(item[0], purpose)]
        strangers = [item for item in items if not _akin(item[0], purpose)]
        for name, where in strangers if owners else ():
            owner, owners_place = owners[0]
            details = {"name": name, "purpose": purpose, "owner": owner}
            yield Finding(code="N405", where=(where, owners_place), details=details)


def _named_items(subject: Subject) -> Iterator[tuple[str, SectionText]]:
    """The texts headed by a functional item (项), each with the item's own name."""
    settings = PurposeCopied.of("N405")
    for text in section_texts(subject):
        title = fold(text.section.title)
        if settings.heading in title:
            yield settings.levels.sub("", title.rpartition(settings.before_name)[2]), text


def _akin(name: str, text: str) -> bool:
    """Whether a text has a pair of characters of a name, words that all share apart."""
    own = PurposeCopied.of("N405").shared.sub("", name)
    return any(own[n : n + 2] in text for n in range(len(own) - 1))


def rates_left_out(subject: Subject) -> Iterator[Finding]:
    """N406: some items of a list give their completion rate, others do not."""
    lists: dict[int, list[SectionText]] = {}
    for text in _item_texts(subject):
        lists.setdefault(text.section.parent, []).append(text)
    for texts in lists.values():
        rated = [text for text in texts if _is_rated(text)]
        left = [final for text in texts if (final := _unrated(text))]
        if rated and left:
            names = [final.name for final in left]
            details = {"count": len(left), "all": len(rated) + len(left), "names": names}
            yield Finding(code="N406", where=places_of(*left), details=details)


def _is_rated(text: SectionText) -> bool:
    rated = RatesLeftOut.of("N406").rated
    return any(
        one.role == "completion"
        or (
            one.mention.kind == "percent"
            and unspaced(one.sentence.text[: one.mention.start]).endswith(rated)
        )
        for one in text.assertions
    )


def _unrated(text: SectionText) -> Assertion | None:
    """The final account of a text that gives its budget (more than nothing), and no rate of
    completion."""
    if _is_rated(text):
        return None
    for final in text.assertions:
        if final.role != "final" or not function_code(final.key[0]):
            continue
        same = [one for one in text.assertions if one.key == final.key]
        equal = [r for r in text.remarks if r.key == final.key and budget_roles(r.base)]
        if any(remark.claim.direction == "equal" for remark in equal):
            continue  # 与预算持平 says it, too
        budgets = [one for one in same if one.role in BUDGET_ROLES and one.number.value]
        if any(budget.number.value == final.number.value for budget in budgets):
            continue  # equal amounts need no rate
        if budgets:
            return final
    return None


RULES = {
    "N401": list_names_nothing,
    "N402": list_leaves_out,
    "N403": reason_missing,
    "N404": reason_copied,
    "N405": purpose_copied,
    "N406": rates_left_out,
}
