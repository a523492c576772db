"""Assertions (认定): a figure of the narrative with what it means; remarks without a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.meant import FactsMeant, Key
from juesuan.checks.speech.meaning.roles import Base
from juesuan.checks.speech.meaning.times import Year
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.sentences.amounts import Rounded, rounded_of
from juesuan.reading.narrative import Mention, Section, Sentence, WordedComparison
from juesuan.text import fold, unspaced

__all__ = [
    "Assertion",
    "Remark",
    "SectionText",
    "held_together",
    "is_amount",
    "nearest",
    "places_of",
    "sentence_before",
    "words_before",
]

_SIGNS = {"increase": 1, "decrease": -1}
_LONGEST = 40  # characters of a sentence that a place shows


class Assertion(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """A figure that the narrative states, and what it is stated of.

    ``within`` is the text it stands in and ``place`` its number among the figures there.
    ``meant`` is ``None`` where its name is not surely known; ``key`` is then the name itself.
    """

    mention: Mention
    sentence: Sentence
    within: SectionText
    place: int
    meant: FactsMeant | None
    key: Key
    year: Year
    base: Base

    @property
    def role(self) -> str:
        """What it is: ``final``, a budget, ``change``, ``growth``, ``completion``, ``share``."""
        return self.mention.role

    @property
    def text(self) -> str:
        """The figure as printed, with its unit."""
        return self.mention.text.strip()

    @cached_property
    def number(self) -> Rounded:
        """Its value with the room of its last digit; a growth or change without sign."""
        number = rounded_of(self.mention)
        return abs(number) if self.role in {"change", "growth"} else number

    @property
    def sign(self) -> int:
        """1 for more, -1 for less, 0 where the direction is not said."""
        direction = self.mention.direction
        sign = _SIGNS.get(direction, 0)
        return -sign if self.mention.value < 0 and direction == "increase" else sign

    @property
    def signed(self) -> Rounded:
        """A change with its direction; ``number`` of anything else."""
        return -self.number if self.role == "change" and self.sign < 0 else self.number

    @property
    def name(self) -> str:
        """The item's name as people read it."""
        if self.meant is None:
            return self.mention.subject or self.within.section.title or self.within.heading
        topic = topics().get(self.meant.topic)
        return self.mention.subject if topic and topic.as_said else self.meant.name

    @property
    def alongside(self) -> Sequence[Assertion]:
        """What the same sentence states of the same item, this figure among it."""
        return [one for one in self.within.beside(self.sentence) if one.key == self.key]

    @property
    def where(self) -> Where:
        """Its place: the section, the item and role, the figure printed there."""
        return Where(
            spot=self.mention.spot,
            section=self.within.number,
            item=self.name.strip(),
            role=self.role,
            printed=self.mention.text,
        )


class Remark(Struct, frozen=True, kw_only=True, eq=False):
    """A comparison without a figure (决算数小于预算数, 与上年持平), and what it is said of."""

    claim: WordedComparison
    sentence: Sentence
    within: SectionText
    meant: FactsMeant | None
    key: Key
    base: Base

    @property
    def name(self) -> str:
        """The item's name as people read it."""
        return self.meant.name if self.meant else self.claim.subject

    @property
    def text(self) -> str:
        """The words of the comparison."""
        return self.claim.text.strip()

    @property
    def where(self) -> Where:
        """Its place: the section, the item, the words printed there."""
        number = self.within.number
        return Where(
            spot=self.sentence.spot, section=number, item=self.name, printed=self.claim.text
        )


class SectionText(Struct, kw_only=True, eq=False, dict=True):
    """A section's own text: its assertions and remarks in order.

    ``heading`` is the whole path of headings above it, without blanks; ``number`` the path of
    their numbers (三/（一）). ``compared`` are the places of figures that were held to others;
    ``elsewhere``: it stands in a self-evaluation or below a table, not in the narrative.
    """

    section: Section
    heading: str
    number: str
    assertions: list[Assertion] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    compared: set[int] = field(default_factory=set)
    elsewhere: bool = False

    def beside(self, sentence: Sentence) -> Sequence[Assertion]:
        """What a sentence of the text states. To be asked when the text is complete."""
        return self._by_sentence.get(id(sentence), ())

    @cached_property
    def _by_sentence(self) -> Mapping[int, Sequence[Assertion]]:
        found: dict[int, list[Assertion]] = defaultdict(list)
        for assertion in self.assertions:
            found[id(assertion.sentence)].append(assertion)
        return found

    def of(self, key: Key, role: str, year: Year = "this") -> Iterator[Assertion]:
        """What is stated of an item in a role and year."""
        for assertion in self.assertions:
            if (assertion.key, assertion.role, assertion.year) == (key, role, year):
                yield assertion

    def where(self, sentence: Sentence) -> Where:
        """The place of one of its sentences."""
        text = sentence.text
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        return Where(spot=sentence.spot, section=self.number, printed=shown)


def nearest(
    to: Assertion, wanted: Callable[[Assertion], bool], same_sentence: bool = False
) -> Assertion | None:
    """The last assertion before one that is wanted, else the first one after it in the same
    sentence."""
    listed = to.within.assertions
    for place in range(to.place - 1, -1, -1):
        other = listed[place]
        if same_sentence and other.sentence is not to.sentence:
            break
        if wanted(other):
            return other
    for place in range(to.place + 1, len(listed)):
        other = listed[place]
        if other.sentence is not to.sentence:
            break
        if wanted(other):
            return other
    return None


def held_together(*said: Assertion | Remark | None) -> None:
    """Note that figures were compared with one another, or with a form."""
    for one in said:
        if isinstance(one, Assertion):
            one.within.compared.add(one.place)


def places_of(*said: Assertion | Remark | None) -> tuple[Where, ...]:
    """The places of assertions and remarks, in their order."""
    return tuple(one.where for one in said if one is not None)


def is_amount(one: Assertion) -> bool:
    """Whether it is an amount of money of this year, and no reason."""
    mention = one.mention
    return (mention.kind, one.role, one.year, mention.reason) == ("money", "final", "this", False)


def words_before(one: Assertion) -> str:
    """The words of its sentence between the figure before one and one itself, folded and without
    blanks. A year is no such figure: 2021年末结转和结余 are words before one amount."""
    before = (m for m in one.sentence.mentions if m.end <= one.mention.start)
    begin = max((m.end for m in before if m.kind != "year"), default=0)
    return unspaced(fold(one.sentence.text[begin : one.mention.start]))


def sentence_before(one: Assertion) -> str:
    """All words and figures of its sentence before one, folded and without blanks."""
    return unspaced(fold(one.sentence.text[: one.mention.start]))
