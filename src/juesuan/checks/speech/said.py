"""What the narrative says, figure by figure, linked and in order: the ground of all its rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from juesuan.checks.model import Where
from juesuan.checks.speech.amounts import Figure, figure_of
from juesuan.checks.speech.names import Linked, link, received, words
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Claim, Mention, Section, Sentence
from juesuan.reading.narrative.vocabulary import fold

__all__ = ["Passage", "Remark", "Said", "passages", "speech", "where_said"]

Key = tuple[str, str]
"""What is spoken of: a thing and its kind of money; of unlinked names the name itself."""


@dataclass(frozen=True)
class Said:
    """A figure that the narrative says, and what it is said of.

    ``year`` is ``this``, ``last`` or ``other``. ``base`` is what a change, growth or
    completion is measured by: ``last_year``, ``initial``, ``adjusted``, ``budget`` (which one
    is not said), ``other`` or empty. ``place`` counts the figures of the passage.
    """

    mention: Mention
    sentence: Sentence
    passage: Passage
    linked: Linked | None
    key: Key
    year: str
    base: str
    place: int

    @property
    def role(self) -> str:
        """The mention's role."""
        return self.mention.role

    @cached_property
    def figure(self) -> Figure:
        """Its value with the room of its last digit; a growth or change without sign."""
        figure = figure_of(self.mention)
        if self.role in {"change", "growth"} and figure.value < 0:
            return -figure
        return figure

    @property
    def sign(self) -> int:
        """1 for more, -1 for less, 0 where the direction is not said."""
        said = self.mention.direction
        sign = {"increase": 1, "decrease": -1}.get(said, 0)
        return -sign if self.mention.value < 0 and said == "increase" else sign

    @property
    def name(self) -> str:
        """The item's name as people read it."""
        if self.linked is None or self.linked.thing.startswith(("income", "expenditure", "total")):
            return self.mention.subject
        return self.linked.name


@dataclass(frozen=True)
class Remark:
    """A comparison without a figure, and what it is said of."""

    claim: Claim
    sentence: Sentence
    passage: Passage
    linked: Linked | None
    key: Key
    base: str


@dataclass
class Passage:
    """A section's own text: its figures and remarks in order, and where it stands."""

    section: Section
    heading: str
    number: str
    said: list[Said] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def of(self, key: Key, role: str, year: str = "this") -> Iterator[Said]:
        """The figures of an item in a role."""
        for said in self.said:
            if said.key == key and said.role == role and said.year == year:
                yield said


def speech(subject: Subject) -> Sequence[Passage]:
    """All passages of the narrative; worked out once a subject."""
    return subject.once(passages)


def passages(subject: Subject) -> list[Passage]:
    """Read the narrative's figures with what they mean."""
    year = _year(subject)
    found = []
    for section in subject.narrative.sections:
        if section.kind != "text":
            continue
        path = subject.narrative.path(section)
        heading = "".join("".join(part.title.split()) for part in path)
        number = "/".join(part.number.strip("、.") for part in path if part.number)
        passage = Passage(section, heading, number)
        for sentence in section.sentences:
            _read(subject, sentence, passage, year)
        found.append(passage)
    return found


def _read(subject: Subject, sentence: Sentence, passage: Passage, year: int) -> None:
    heading = passage.heading
    for mention in sentence.mentions:
        if mention.kind == "year" or not mention.role:
            continue
        linked = None
        if mention.sure:
            kind = "count" if mention.kind == "count" else "money"
            name = mention.subject
            if kind == "count":
                name = received(name, fold(sentence.text[: mention.start]))
            linked = link(subject, name, heading, kind, mention.unit)
        key = linked.key if linked else ("", mention.subject)
        if not mention.sure:
            key = ("?", f"{mention.subject}{len(passage.said)}")
        base = base_of(mention.base, year)
        said = _year_of(mention.period, year)
        place = len(passage.said)
        passage.said.append(Said(mention, sentence, passage, linked, key, said, base, place))
    for claim in sentence.claims:
        linked = link(subject, claim.subject, heading)
        key = linked.key if linked else ("", claim.subject)
        base = base_of(claim.base, year)
        passage.remarks.append(Remark(claim, sentence, passage, linked, key, base))


def _year(subject: Subject) -> int:
    """The year that the narrative speaks of: the forms', else the one it names most."""
    if subject.present:
        return subject.disclosure.year
    years = Counter(
        int(match[0])
        for _, _, mention in subject.narrative.mentions()
        if mention.role == "final" and (match := re.match(r"\d{4}", mention.period))
    )
    return years.most_common(1)[0][0] if years else subject.disclosure.year


def _year_of(period: str, year: int) -> str:
    if match := re.match(r"\d{4}", period):
        return {year: "this", year - 1: "last"}.get(int(match[0]), "other")
    return "last" if period.startswith(("上", "去")) else "this"


def base_of(base: str, year: int = 0) -> str:
    """What kind of base a comparison names."""
    if not base:
        return ""
    for kind in ("adjusted", "initial", "budget"):
        if "预算" in base and any(word in base for word in words(kind)):
            return kind
    if any(word in base for word in words("last_year")):
        return "last_year"
    if (match := re.match(r"(\d{4})年", base)) and (not year or int(match[1]) == year - 1):
        return "last_year"
    return "initial" if base.startswith("年初") else "other"


def where_said(said: Said | Remark | Sentence, passage: Passage | None = None) -> Where:
    """The place of what is said: its section, the item, the words printed there."""
    if isinstance(said, Sentence):
        assert passage is not None
        return Where(spot=said.spot, section=passage.number, item="", printed=_short(said.text))
    if isinstance(said, Remark):
        item = said.linked.name if said.linked else said.claim.subject
        spot = said.sentence.spot
        return Where(spot=spot, section=said.passage.number, item=item, printed=said.claim.text)
    mention = said.mention
    return Where(
        spot=mention.spot,
        section=said.passage.number,
        item=said.name.strip(),
        role=mention.role,
        printed=mention.text,
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def nearest(said: Said, wanted: Callable[[Said], bool], same_sentence: bool = False) -> Said | None:
    """The last figure before this one that is wanted, else the first one after it in the
    same sentence."""
    before = [other for other in said.passage.said[: said.place] if wanted(other)]
    if same_sentence:
        before = [other for other in before if other.sentence is said.sentence]
    if before:
        return before[-1]
    after = said.passage.said[said.place + 1 :]
    return next((o for o in after if o.sentence is said.sentence and wanted(o)), None)


def all_said(subject: Subject) -> Iterable[Said]:
    """Every figure of the narrative."""
    for passage in speech(subject):
        yield from passage.said
