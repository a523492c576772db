"""Named quantities (指标) of a narrative: what the sentences of a template are made of.

A quantity is a selection of facts with a name. It prints itself as the forms print it; shares,
growth and completion rates are worked out from exact cents, while a change is the difference of
the two printed amounts, so that a reader's subtraction comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from juesuan.facts import MoneyUnit, Space, format_amount, round_half_away, settled
from juesuan.forms import Selection
from juesuan.narrative.figures import Figures, is_money
from juesuan.narrative.marks import UNTOLD, Marks

__all__ = ["LAST_YEAR", "NamedQuantity", "PrintedChange", "PrintedNumber", "Sources", "in_stage"]

LAST_YEAR = "last_year"
"""The stage of last year's final account, as a quantity's ``last`` has it."""


class Sources(Protocol):
    """Where quantities come from: this year's figures, last year's if there are any, and what
    remembers the numbers that were printed."""

    figures: Figures
    previous: Figures | None
    marks: Marks
    space: Space
    words: Mapping[str, str]


def in_stage(selection: Selection, stage: str, space: Space) -> Selection:
    """The canonical selection in ``initial``, ``adjusted`` or ``final``."""
    if stage == "final":
        return settled(selection, space)
    nodes = space.expand("stage", stage)
    terms = tuple((c, region.with_("stage", nodes)) for c, region in selection.terms)
    return Selection(terms).canonical(space)


class PrintedNumber:
    """A number of a sentence: its text, and what it says for those who look."""

    def __init__(
        self,
        sources: Sources,
        text: str,
        kind: str,
        value: int,
        role: str,
        said: NamedQuantity,
    ) -> None:
        cell = str(said.cell or "") if role == "amount" else ""
        self._marks, self._text = sources.marks, text
        self._says = (kind, value, role, said.id, said.stage, cell)

    def __str__(self) -> str:
        return self._marks.mark(self._text, self._says)


def _money(cents: int, unit: MoneyUnit) -> str:
    return format_amount(cents, unit) + unit.zh


def _percent(part: int, whole: int) -> int:
    """Hundredths of a percent, halves away from zero; ``whole`` is positive."""
    return round_half_away(part * 10_000, whole)


def _percent_text(hundredths: int) -> str:
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{rest:02d}%"


class NamedQuantity:
    """A quantity in one stage. In a template it prints its amount with the unit, or a bare
    count; it is true where it is not zero. What cannot be told is true too, and prints a mark
    for which its sentence is left out."""

    def __init__(
        self,
        sources: Sources,
        key: str,
        name: str,
        selection: Selection,
        stage: str = "final",
        code: str = "",
        path: str = "",
    ) -> None:
        self._sources, self._key, self._raw = sources, key, selection
        self.name, self.stage, self.code, self.path = name, stage, code, path or name
        self.id = f"{key}.{code}" if code else key
        within = "final" if stage == LAST_YEAR else stage
        self.selection = in_stage(selection, within, sources.space)

    @property
    def sources(self) -> Sources:
        """Where its amounts come from."""
        return self._sources

    def within(self, where: Selection, name: str, code: str) -> NamedQuantity:
        """The part of it that also lies in ``where``, in the same stage."""
        part = self._raw.times(where, self._sources.space)
        return NamedQuantity(self._sources, self._key, name, part, self.stage, code)

    @property
    def _figures(self) -> Figures | None:
        return self._sources.previous if self.stage == LAST_YEAR else self._sources.figures

    @cached_property
    def exact(self) -> int:
        """Cents, or ones of counts; 0 where nothing is known."""
        return (self._figures.exact(self.selection) or 0) if self._figures else 0

    @cached_property
    def printed(self) -> int:
        """What is printed, in cents or ones."""
        return (self._figures.printed(self.selection) or 0) if self._figures else 0

    @property
    def above_zero(self) -> bool:
        """Whether it is more than nothing, in print too, so that rates of it say something."""
        return min(self.exact, self.printed) > 0

    @cached_property
    def cell(self) -> object:
        """The form's cell that prints it, if one does."""
        return self._figures.cell(self.selection) if self._figures else None

    @cached_property
    def known(self) -> bool:
        """Whether anything is known of it. A whole book of last year knows all: what it does
        not have was nothing."""
        figures = self._figures
        if figures is None:
            return False
        complete = self.stage == LAST_YEAR and figures.store is not None
        return complete or figures.exact(self.selection) is not None

    @cached_property
    def told(self) -> bool:
        """Whether what is at hand can tell it, be it that there is nothing. A set of forms
        tells only what it prints."""
        return self._figures is None or self._figures.tells(self.selection)

    def __bool__(self) -> bool:
        return self.exact != 0 or not self.told

    def __str__(self) -> str:
        if not self.told:
            return UNTOLD
        money = self._sources.figures.money
        if is_money(self.selection):
            text, kind = _money(self.printed, money), "money"
        else:
            text, kind = f"{self.printed:,}", "count"
        return str(PrintedNumber(self._sources, text, kind, self.printed, "amount", self))

    def _in(self, stage: str) -> NamedQuantity:
        return NamedQuantity(
            self._sources, self._key, self.name, self._raw, stage, self.code, self.path
        )

    @cached_property
    def initial(self) -> NamedQuantity:
        """年初预算数."""
        return self._in("initial")

    @cached_property
    def adjusted(self) -> NamedQuantity:
        """全年预算数."""
        return self._in("adjusted")

    @cached_property
    def last(self) -> NamedQuantity:
        """Last year's final account."""
        return self._in(LAST_YEAR)

    def share(self, whole: NamedQuantity) -> PrintedNumber | str:
        """The share in a whole, empty where that is not above zero, or is printed as zero."""
        if not (self.told and whole.told):
            return UNTOLD
        if not whole.above_zero:
            return ""
        value = _percent(self.exact, whole.exact)
        return PrintedNumber(self._sources, _percent_text(value), "percent", value, "share", self)

    def completion(self, budget: NamedQuantity) -> PrintedNumber | str:
        """The rate at which a budget was carried out, empty where there was none to be seen in
        print."""
        if not self.told:
            return UNTOLD
        if not budget.above_zero:
            return ""
        value = _percent(self.exact, budget.exact)
        return PrintedNumber(
            self._sources, _percent_text(value), "percent", value, "completion", self
        )

    def change(self, base: NamedQuantity) -> PrintedChange:
        """The change against another quantity: last year, or a budget."""
        return PrintedChange(self._sources, self, base)


class PrintedChange:
    """A change as printed. ``equal``: none shows; ``more``: it is an increase;
    ``now`` is what changed, ``against`` what it is compared with."""

    def __init__(self, sources: Sources, now: NamedQuantity, base: NamedQuantity) -> None:
        self._sources, self.now, self.against = sources, now, base
        self.known = base.known and now.told
        self.difference = now.printed - base.printed
        self.equal, self.more = self.difference == 0, self.difference > 0
        self.base = base.stage

    @property
    def word(self) -> str:
        """增加 or 减少."""
        return self._sources.words["increase" if self.more else "decrease"]

    @property
    def grew(self) -> str:
        """增长 or 下降."""
        return self._sources.words["growth" if self.more else "decline"]

    def __str__(self) -> str:
        size = abs(self.difference)
        money = is_money(self.now.selection)
        text = _money(size, self._sources.figures.money) if money else f"{size:,}"
        kind = "money" if money else "count"
        return str(PrintedNumber(self._sources, text, kind, size, "change", self.now))

    @property
    def percent(self) -> PrintedNumber | str:
        """How much it is of the base, without a sign; empty where there was nothing, or where
        it is less than nothing."""
        if not (self.against.above_zero and is_money(self.now.selection)):
            return ""
        now, base = self.now.exact, self.against.exact
        if (now - base) * self.difference <= 0:  # printed and exact differ about the direction
            now, base = self.now.printed, self.against.printed
        value = _percent(abs(now - base), base)
        text = _percent_text(value)
        return PrintedNumber(self._sources, text, "percent", value, "growth", self.now)
