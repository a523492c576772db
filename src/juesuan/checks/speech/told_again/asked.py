"""What is said to be none, what shows that there was some, and the words that tell it (N307)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.sentences.assertions import SectionText
from juesuan.checks.speech.told_again.acts import ActWords
from juesuan.reading.narrative import Sentence
from juesuan.resources import Pattern, Record

__all__ = ["NoneOf", "Some", "SomeWords"]


class SomeWords(Record, frozen=True):
    """What shows that there was some: topics that show another (``counted``), by their ids; words
    before a part; ``purpose`` before what something is spent on, its name a group; ``means`` by
    topics and kinds of money: the words around a figure (#); ``ends`` of names with the topic that
    they mean; words of others who pay, or for whom it is done (``for_others``), of what is not of
    this year or not one's own (``not_now``); names whose parts are told without their being known;
    words of values behind a name, of this year; devices above a price (``dear``), and prices;
    words of buying and of getting rid of; rows of lists; what is left, in all money, by its topic,
    and topics of ``balances``; words that leave all of a kind of money meant (``whole``);
    ``brackets`` of a name; what is ``done``."""

    counted: Mapping[str, tuple[str, ...]]
    part: Pattern
    purpose: Pattern
    means: Mapping[str, Pattern]
    ends: Mapping[str, str]
    by_others: Pattern
    for_others: Pattern
    not_now: Pattern
    things: Pattern
    valued: Pattern
    this_year: Pattern
    dear: Pattern
    price: Pattern
    bought: Pattern
    gone: Pattern
    row: Pattern
    closing: tuple[str, str]
    balances: tuple[str, ...]
    whole: Pattern
    brackets: Pattern
    done: ActWords


class NoneOf(Struct, frozen=True, kw_only=True):
    """An item of which a clause says that there is none, what it means if that is known."""

    text: SectionText
    sentence: Sentence
    clause: str
    item: str
    meant: FactsMeant | None


class Some(Struct, frozen=True, kw_only=True):
    """What shows that there was some: its name and figure, with the place."""

    name: str
    said: str
    where: Where
