"""What a count in the narrative is of: 3批次, 27人次, 2辆 → the counts that forms print."""

from __future__ import annotations

from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.names import not_compared
from juesuan.checks.speech.meaning.owners import without_owner
from juesuan.checks.speech.meaning.topics import Topic, claim_words, topics
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND, selected
from juesuan.text import unquoted, unspaced

__all__ = ["counts_meant", "received"]


def counts_meant(subject: Subject, name: str, heading: str, unit: str) -> FactsMeant | None:
    """What is counted, by its name, its heading and its unit; ``None`` if that is not sure."""
    heading = unquoted(heading)
    text = without_owner(subject, name, heading + unit, lambda rest: _is_named(rest, heading, unit))
    if not text or not_compared(heading):
        return None
    for id_, topic in topics().items():
        if topic.unit == "count" and unit in topic.units and _counts(topic, text, heading):
            select = [selected(subject, s, fund) for s in topic.select for fund in ANY_FUND]
            return FactsMeant(id_, "", topic.plain, tuple(select))
    return None


def _counts(topic: Topic, name: str, heading: str) -> bool:
    if not topic.stands_under(heading) or any(word in name for word in topic.hasnt):
        return False
    return name in topic.named or any(word in name for word in topic.has)


def _is_named(name: str, heading: str, unit: str) -> bool:
    """Whether a name is the whole name of something counted."""
    return any(
        name in topic.named and unit in topic.units and topic.stands_under(heading)
        for topic in topics().values()
    )


def received(name: str, before: str) -> str:
    """The name of a count of receptions (接待人次) with the kind that the words ``before`` it
    speak of; brackets that were closed again say nothing of what follows."""
    data = claim_words().received
    if data.word not in name or any(kind in _spelled(name) for kind in data.kinds):
        return name
    text = _spelled(unspaced(before))
    bracket = claim_words().patterns.closed_bracket
    while (shorter := bracket.regex.sub("", text)) != text:
        text = shorter
    places = {kind: text.rfind(kind) for kind in data.kinds}
    last = max(places, key=lambda kind: places[kind])
    return f"{name} {data.kinds[last]}" if places[last] >= 0 else name


def _spelled(text: str) -> str:
    """A text with the words for abroad in one spelling."""
    for written, same in claim_words().received.spelled.items():
        text = text.replace(written, same)
    return text
