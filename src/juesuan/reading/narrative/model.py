"""What a narrative (情况说明) becomes once it is read: sections, sentences, mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct, field

from juesuan.reading.document import Spot

__all__ = [
    "ContentsEntry",
    "Mention",
    "Narrative",
    "NarrativeUnread",
    "Section",
    "Sentence",
    "WordedComparison",
]


class NarrativeUnread(NamedTuple):
    """Something that was not understood: a message key, the spot, and details."""

    key: str
    spot: Spot
    details: dict[str, object]


class Mention(Struct, frozen=True, kw_only=True):
    """A figure in a sentence and what the sentence says of it.

    ``kind`` is ``money``, ``percent``, ``count`` or ``year``; ``text`` is
    ``sentence.text[start:end]``, unit included. ``value`` is in the printed ``unit``.
    ``subject`` is the item's name as said (brackets full-width, no blanks). ``role`` is
    ``final`` (the amount itself, 决算数), ``initial_budget``, ``full_year_budget``,
    ``budget`` (which one is not said), ``change``, ``growth``, ``completion``, ``share``,
    ``average`` (``base``: per what, 人均; ``subject``: of what, if it is said), ``other``,
    or empty for years and in a glossary. ``direction`` is ``increase``,
    ``decrease``, ``equal``, ``either`` (变动: not said which) or ``none``. ``base`` is what
    it is compared with, or a share of, as said (of an amount that a share is of, its own name);
    ``of`` is the role of the amount that changed, where it is said (预算数比上年增加). ``period``
    is the year it is said of, as said (2022年, 上年); empty where nothing is said. ``reason``:
    it stands in the statement of a reason, where an amount without another role is ``other``.
    ``sure`` is false where the words before the figure name something unknown, or where the
    figure goes on with such a thing: then the subject is a guess.
    """

    kind: str
    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    spot: Spot
    subject: str = ""
    role: str = ""
    direction: str = "none"
    base: str = ""
    of: str = ""
    period: str = ""
    reason: bool = False
    sure: bool = True


class WordedComparison(Struct, frozen=True, kw_only=True):
    """A comparison without a figure: 决算数小于预算数, 与上年持平.

    ``direction`` is ``increase`` (more than the base), ``decrease`` or ``equal``.
    """

    subject: str
    direction: str
    base: str
    text: str
    start: int
    end: int


class Sentence(Struct, frozen=True):
    """A sentence as printed, its lines joined. ``states_none`` names the items of which it
    says that there are none (无…支出); such a sentence has no amounts."""

    text: str
    spot: Spot
    mentions: tuple[Mention, ...] = ()
    comparisons: tuple[WordedComparison, ...] = ()
    states_none: tuple[str, ...] = ()


class Section(Struct, kw_only=True):
    """A part of the narrative under one heading or list number.

    ``number`` as printed (一、, （一）, 第三部分), empty without one; ``level`` from 1 (第一部分)
    to 6 (①), 0 for text before any heading. ``title`` is the heading; for a numbered item
    that runs into its text, the item it begins with, which then is also in its sentences.
    ``kind`` is ``text``, ``glossary``, ``forms`` or ``annex``; only ``text`` is understood.
    ``parent`` is an index into ``Narrative.sections``, -1 at the top.
    """

    number: str
    title: str
    level: int
    kind: str
    spot: Spot
    parent: int = -1
    sentences: list[Sentence] = field(default_factory=list)


class ContentsEntry(Struct, frozen=True):
    """A line of the contents page. ``page`` is 0 where none is printed."""

    number: str
    title: str
    page: int
    spot: Spot


class Narrative(Struct):
    """The narrative of a booklet: sections in order, the contents page, what was not read; the
    notes of its tables (表注), each table's under its title.

    Keys in ``unread``: ``figure_without_unit``, ``figure_without_subject``,
    ``unclear_subject`` (words before a figure that name no known item),
    ``unit_cut_short`` (万 for 万元), ``odd_figure`` (blanks or commas in strange places of a
    number), ``unclear_role`` (a percentage of nothing known, an amount that a sentence begins
    with) and ``placeholder`` (XX万元, never filled in). Figures of the other keys than
    ``figure_without_unit`` and ``placeholder`` are mentions all the same.
    """

    sections: list[Section] = field(default_factory=list)
    contents: list[ContentsEntry] = field(default_factory=list)
    notes: list[Section] = field(default_factory=list)
    unread: list[NarrativeUnread] = field(default_factory=list)

    def mentions(self) -> Iterator[tuple[Section, Sentence, Mention]]:
        """Every mention with the sentence and section it stands in."""
        for section in self.sections:
            for sentence in section.sentences:
                for mention in sentence.mentions:
                    yield section, sentence, mention

    def path(self, section: Section) -> Sequence[Section]:
        """The sections from the top down to this one."""
        found = [section]
        while found[0].parent >= 0:
            found.insert(0, self.sections[found[0].parent])
        return found
