"""What narratives speak of (所说的项目), and the words for it: ``data/claims.toml``, typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from juesuan.resources import Pattern, Record, load_typed

__all__ = [
    "Codes",
    "Directions",
    "Elsewhere",
    "ListingWords",
    "Patterns",
    "Received",
    "Role",
    "Topic",
    "claim_words",
    "is_side_of",
    "topics",
]


class Topic(Record, frozen=True):
    """A topic that narratives speak of (公务接待费, 国内公务接待批次).

    ``names`` and ``ends`` are what it is called; of counts, ``units`` with ``named`` (its whole
    name), ``has`` or ``hasnt`` (words of the name) tell it. ``select`` are the facts meant, as
    form files write them: any one of them; ``fund`` is ``fixed`` where they name their kind of
    money, ``fiscal`` where that is meant if none is said. ``within``: the heading must have one
    of these words. By their ids, ``whole`` are topics that it is a share of, ``parts`` those
    that make it up (in one of several ways), ``at_most`` those that together are no more;
    ``part_of`` is one that holds it, of fiscal money.
    ``all_money`` are names that mean all money under any heading.
    ``anywhere`` are names that need no heading; ``of_total`` are totals that it may be a share of
    where the text states them. ``either``: net or gross value may be meant; ``unsure``: any of
    the facts meant, so that it is wrong only where the forms print them all.
    ``behind`` are words, one of which must be said before it, or in its heading.
    ``plain`` is the name in findings, where that is not taken as the text has it (``as_said``).
    """

    plain: str
    names: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    unit: Literal["money", "count"] = "money"
    units: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    hasnt: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    at_most: tuple[tuple[str, ...], ...] = ()
    part_of: str = ""
    fund: Literal["", "fixed", "fiscal"] = ""
    either: bool = False
    unsure: bool = False
    as_said: bool = False
    all_money: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    of_total: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    def stands_under(self, heading: str, name: str = "") -> bool:
        """Whether a heading lets it be meant, or its name needs none."""
        if not self.within or name in self.anywhere:
            return True
        return any(word in heading for word in self.within)


class SpokenWords(Record, frozen=True):
    """The lists of words by which names, years and bases are understood; each list the longest
    word first, however the file orders it."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    other_money: tuple[str, ...]
    own_money: tuple[str, ...]
    inner: tuple[str, ...]
    joint: tuple[str, ...]
    of_which: str
    list_mark: str
    list_end: str
    elliptic: tuple[str, ...]
    entirely: tuple[str, ...]
    last_year: tuple[str, ...]
    initial: tuple[str, ...]
    adjusted: tuple[str, ...]
    budget: tuple[str, ...]
    beginning: tuple[str, ...]
    stocks: tuple[str, ...]
    opening: tuple[str, ...]
    before_year: tuple[str, ...]
    points: tuple[str, ...]
    not_under: tuple[str, ...]
    movements: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            words = getattr(self, name)
            if isinstance(words, tuple):
                ordered = tuple(sorted(words, key=len, reverse=True))
                msgspec.structs.force_setattr(self, name, ordered)


class Role(Record, frozen=True):
    """What a figure is said to be (决算数, 年初预算数 …): the stages of the forms that print it,
    the base of comparisons that means it, the name that should stand in the text."""

    stages: tuple[str, ...]
    plain: str
    base: str = ""


class Directions(Record, frozen=True):
    """The words of the directions that should stand in the text, those of comparisons with a
    budget, and words of more and of less that go together."""

    increase: str
    decrease: str
    equal: str
    more: str
    less: str
    same: str
    pairs: tuple[tuple[str, str], ...]


class Codes(Record, frozen=True):
    """How texts name functional items and economic classes: digits of each level, what a name
    may end with or not, what may stand between levels, headings that say the nature."""

    levels: Mapping[str, int]
    ending: str
    between: tuple[str, ...]
    natures: Mapping[str, str]


class Patterns(Record, frozen=True):
    """What is found by its shape."""

    included: Pattern
    label: Pattern
    bound: Pattern
    function_code: Pattern
    coded_level: Pattern
    coded_path: Pattern
    charged: Pattern
    name_and_code: Pattern
    code_behind: Pattern
    code_and_name: Pattern
    of_the_year: Pattern
    level: Pattern
    level_mark: Pattern
    before_path: Pattern
    closed_bracket: Pattern
    moved_to: Pattern
    none_last_year: Pattern
    year: Pattern
    base_year: Pattern
    any_year: Pattern
    last_year_named: Pattern
    budgeted: Pattern


class Received(Record, frozen=True):
    """Kinds of receptions that the words before a count speak of, and how they are spelled."""

    word: str
    spelled: Mapping[str, str]
    kinds: Mapping[str, str]


class OwnerWords(Record, frozen=True):
    """Words for the unit itself before what is told of it (我局); how a unit's name begins, with
    its place, and what it ends with (``body``), with words for its offices behind it; how words of
    what an amount is told ``within`` begin and end."""

    within: Pattern
    within_end: Pattern
    own: Pattern
    place: Pattern
    body: Pattern


class Headed(Record, frozen=True):
    """Headings under which 收入 or 支出 alone is that of the year."""

    income: Pattern
    expenditure: Pattern


class Elsewhere(Record, frozen=True):
    """Headings of self-evaluations in words under which the accounts are told, and the markup
    that texts may hold."""

    headings: tuple[str, ...]
    tag: Pattern


class ListingWords(Record, frozen=True):
    """How a list of economic classes opens, what may end it open, the marks at which it stops
    and is parted, and the fewest known names that make a list."""

    opening: Pattern
    open_ends: tuple[str, ...]
    stops: str
    marks: str
    conjunctions: str
    fewest: int


class AverageWords(Record, frozen=True):
    """Words at the end of what an average is of that do not tell it: 费用, 价格; by topics of
    counts those of the amounts that are spent on them; the word for ten thousand in units;
    words of those who are employed; ``of_a_year`` are words before it for a year,
    ``of_a_time`` those of an average that is of a time, too, ``each`` names of what each one has
    got; ``joins`` are words between two
    things that one amount is of."""

    ten_thousand: str
    joins: Pattern
    ends: tuple[str, ...]
    spent: Mapping[str, tuple[str, ...]]
    of_a_year: Pattern
    of_a_time: Pattern
    each: Pattern
    staff: Pattern


class DivisionWords(Record, frozen=True):
    """Words that open a list of parts, those of them that leave nothing out, those that begin
    what is no part; ``open_end`` says that the list has more; ``wholes`` are topics that make
    a whole, ``beside`` those none of which is part of another; ``items`` are words of what a
    list has so many of, or had (``counted_behind``), ``added`` leads to a sum of amounts (``many``
    of them); words that sum up what stands above; signs with which a list goes on, and the one
    behind it; the open bracket of what an amount has among it (``nested``); how an ``item`` begins
    that stands on a line of its own, and one that is not the first of a list
    (``goes_on_with``)."""

    wholes: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]
    items: tuple[str, ...]
    added: Pattern
    over: str
    summed: Pattern
    summed_as: Pattern
    divided: Pattern
    counted_behind: Pattern
    made_of: Pattern
    made_from: Pattern
    rest: Pattern
    open_end: str
    opens: tuple[str, ...]
    closing: tuple[str, ...]
    ends: tuple[str, ...]
    colon: str
    above: tuple[str, ...]
    sums: tuple[str, ...]
    goes_on: str
    nested: Pattern
    item: Pattern
    goes_on_with: Pattern


class ReasonSpeech(Record, frozen=True):
    """What opens a reason and ends it, openings that may tell what an amount is (``of_amount``),
    the marks that part it, words right before it that say the direction (groups ``more`` and
    ``less``), words of more and of less, words by which a clause may be either, words right before
    a reason that it explains a missed target (``shortfall``), how it says what ``follows`` for the
    item (``of`` it, ``more`` or ``less``), words of a name that are ``bare``, words of
    balances, of people ``leaving``, of what is paid to the ``retired``, of what is ``caused`` by a
    move of ``money``, that all is ``unchanged``, how much was saved or added (``amounted``),
    and words before a reason that name nothing (``hollow``)."""

    opening: Pattern
    of_amount: Pattern
    end: Pattern
    worded: Pattern
    measured: Pattern
    more: Pattern
    less: Pattern
    open: Pattern
    shortfall: Pattern
    follows: Pattern
    bare: Pattern
    leaving: Pattern
    retired: Pattern
    caused: Pattern
    money: Pattern
    unchanged: Pattern
    amounted: Pattern
    hollow: Pattern
    marks: str
    balances: tuple[str, ...]


class ClaimWords(Record, frozen=True):
    """All of ``claims.toml``; ``funds`` are words by kind of money, ``mistaken_units`` the unit
    that is written by mistake for each, ``spelled`` other words for words of names."""

    words: SpokenWords
    roles: Mapping[str, Role]
    directions: Directions
    codes: Codes
    patterns: Patterns
    received: Received
    elsewhere: Elsewhere
    headed: Headed
    owners: OwnerWords
    lists: ListingWords
    averages: AverageWords
    divisions: DivisionWords
    reasons: ReasonSpeech
    mistaken_units: Mapping[str, str]
    funds: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, Topic]


@cache
def claim_words() -> ClaimWords:
    """What the narrative's words mean; raises ``DataError`` where the file cannot be used."""
    words: ClaimWords = load_typed(ClaimWords, "claims.toml")
    return words


def topics() -> Mapping[str, Topic]:
    """All topics by their ids in the data."""
    return claim_words().topics


_BOTH, _SIDES = "total", ("total_in", "total_out")
"""The topic of both totals together, and those of each."""


def is_side_of(one: tuple[str, str], both: tuple[str, str]) -> bool:
    """Whether what is spoken of is a side (收入总计) of both totals (收、支总计) of its money."""
    return both[0] == _BOTH and one in {(side, both[1]) for side in _SIDES}
