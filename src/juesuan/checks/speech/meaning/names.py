"""What a name in the narrative means: 公务接待费, 基本支出 → the facts of the forms.

A name is understood only when it is known as a whole, the kind of money (一般公共预算、财政拨款 …)
being taken from the name or else from the heading; anything else means nothing here and is held
against nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from juesuan.checks.speech.meaning.code_names import economic_meant, function_meant
from juesuan.checks.speech.meaning.funds import fund_in, fund_taken
from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.owners import without_owner
from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND, same_funds, selected
from juesuan.text import unquoted, unspaced

__all__ = [
    "called_alike",
    "facts_meant",
    "is_elliptic",
    "names_alike",
    "names_facts",
    "not_compared",
]

_NARROW = frozenset({"government_funds", "state_capital"})
"""Kinds of money that nobody means by just saying 支出."""


def is_elliptic(name: str) -> bool:
    """Whether a name says nothing by itself (收入, 支出): it goes on with what was said before."""
    return name in claim_words().words.elliptic


def called_alike(one: str, other: str) -> bool:
    """Whether two names are one, more or less of what says nothing being taken off their ends."""
    return not names_alike(one).isdisjoint(names_alike(other))


@lru_cache(maxsize=4096)
def names_alike(name: str) -> frozenset[str]:
    """A name, and what is left of it without what says nothing at its ends."""
    shapes = _shapes(unquoted(name))
    return frozenset(shape for shape in shapes if len(shape) > 1 and not is_elliptic(shape))


def not_compared(heading: str) -> bool:
    """Whether sentences under a heading speak of another scope than the forms."""
    return any(word in heading for word in claim_words().words.not_under)


def facts_meant(subject: Subject, name: str, heading: str) -> FactsMeant | None:
    """What an amount's name means under a heading (its whole path); ``None`` if that is not
    sure."""
    asked = (facts_meant, name, heading)
    return subject.remembered.once(asked, lambda: _with_owner(subject, name, heading))


def _with_owner(subject: Subject, name: str, heading: str) -> FactsMeant | None:
    """What a name means as it is, or else behind the unit's own name."""
    if meant := _facts_meant(subject, name, heading):
        return meant
    rest = without_owner(subject, name, "", lambda rest: names_facts(subject, rest))
    return _facts_meant(subject, rest, heading) if rest != unquoted(name) else None


def names_facts(subject: Subject, name: str) -> bool:
    """Whether a name means facts of forms, under whatever heading."""
    _, rest = fund_taken(name)
    known = any(shape in _by_name() for shape in _shapes(rest))
    return known or function_meant(subject, name, "") is not None


def _facts_meant(subject: Subject, name: str, heading: str) -> FactsMeant | None:
    text = unquoted(name)
    if not text or not_compared(heading):
        return None
    around = fund_in(heading)
    text = text.removeprefix(unspaced(subject.disclosure.unit))
    said, rest = fund_taken(text)
    if is_elliptic(rest) and not said:
        topic = _headed(rest, heading)
        return _of_topic(subject, topic, said, around) if topic else None
    listed = economic_meant(subject, text, heading, around)
    if topic := _topic_named(rest, heading) or _topic_ending(rest):
        meant = _of_topic(subject, topic, said, "" if text in topics()[topic].all_money else around)
        return _of_class(listed, meant) if listed and meant else meant
    return function_meant(subject, text, said or around) or listed


def _of_class(listed: FactsMeant, topic: FactsMeant) -> FactsMeant:
    """Under a heading of basic expenditure 公务用车运行维护费 is first the economic class, of
    which the three public expenses may count more."""
    return replace(listed, also=(*topic.select, *topic.also))


def _headed(name: str, heading: str) -> str:
    """The topic that 收入 or 支出 alone is under the heading of just that."""
    for topic, pattern in (
        ("income", claim_words().headed.income),
        ("expenditure", claim_words().headed.expenditure),
    ):
        if name in topics()[topic].names and pattern.search(heading):
            return topic
    return ""


def _topic_named(name: str, heading: str) -> str:
    """The id of the topic of that name, more and more being taken off the name's ends."""
    for shape in _shapes(name):
        for topic in _by_name().get(shape, ()):
            if topics()[topic].stands_under(heading, shape):
                return topic
    return ""


def _topic_ending(name: str) -> str:
    """The id of the topic that names ending like this one mean."""
    for id_, topic in topics().items():
        if topic.ends and name.endswith(topic.ends):
            return id_
    return ""


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for id_, topic in topics().items():
        for name in topic.names:
            for spelled in _spelled(name):
                known[spelled] = (*known.get(spelled, ()), id_)
    return known


def _spelled(name: str) -> Sequence[str]:
    """A name, and it with other words for those of its own."""
    found = [name]
    for word, others in claim_words().spelled.items():
        found += [one.replace(word, other) for one in found if word in one for other in others]
    return found


def _shapes(name: str) -> Iterator[str]:
    """The name with more and more taken off its ends; of a list, what stands behind it."""
    words = claim_words().words
    seen = set()
    waiting = [name]
    while waiting:
        shape = waiting.pop(0)
        if shape in seen or not shape:
            continue
        seen.add(shape)
        yield shape
        if words.list_mark in shape and words.list_end in shape:
            waiting.append(shape.rpartition(words.list_end)[2])
        waiting += [shape.replace(word, "") for word in words.inner]
        waiting.append(claim_words().patterns.included.sub("", shape))
        waiting += [shape.removesuffix(word) for word in words.after if shape.endswith(word)]
        waiting += [shape.removeprefix(word) for word in words.before if shape.startswith(word)]


def _of_topic(subject: Subject, id_: str, said: str, around: str) -> FactsMeant | None:
    """The facts of a topic in the kind of money that is said, or else in the heading's; none where
    it is told of no such money."""
    topic = topics()[id_]
    if topic.fund == "fixed" and said in _NARROW:
        return None  # 机关运行经费: 政府性基金预算支出0元
    if topic.fund == "fixed":
        return FactsMeant(id_, "", topic.plain, tuple(selected(subject, s) for s in topic.select))
    fund = said or around or topic.fund
    funds = same_funds(subject, fund, topic.select[0].partition("[")[0])
    others = () if said in _NARROW else dict.fromkeys((*ANY_FUND, around))
    also = [other for other in others if other not in funds]
    return FactsMeant(
        id_,
        fund,
        topic.plain,
        tuple(selected(subject, text, f) for text in topic.select for f in funds),
        tuple(selected(subject, text, f) for text in topic.select for f in also),
    )
