"""What a text speaks of while it is read: subjects, years, reasons, lists."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from juesuan.reading.narrative.grammar import LeadReading
from juesuan.reading.narrative.vocabulary import words_in

__all__ = ["Context"]

_BUDGETS = frozenset({"initial_budget", "full_year_budget", "budget"})


class Context(Struct, kw_only=True):
    """What the text speaks of. ``subjects`` by depth of open brackets; ``topic`` is what it
    spoke of before 其中; ``fresh``: this sentence has named a subject; ``lost``: the text has
    gone on to something unknown. ``roles`` are those of the amounts said of each subject in this
    sentence; ``listed`` is the role of the items of a list (预算为10万元，其中：接待费4万元);
    ``open``: so many brackets go on from the sentence before; ``within`` are the roles of amounts
    in open brackets right behind a budget, by depth; ``compared`` are the kinds of bases that the
    sentence has compared with; ``around`` is the year said around an open bracket; ``spent`` are
    the subjects of amounts so far, ``counted`` is what was named last if that was a number."""

    subjects: dict[int, str] = field(default_factory=dict)
    base: str = ""
    period: str = ""
    reason: bool = False
    topic: str = ""
    fresh: bool = False
    lost: bool = False
    said: LeadReading = field(default_factory=LeadReading)
    of: str = ""
    roles: dict[str, set[str]] = field(default_factory=dict)
    listed: str = ""
    open: int = 0
    within: dict[int, str] = field(default_factory=dict)
    compared: set[str] = field(default_factory=set)
    around: str | None = None
    spent: set[str] = field(default_factory=set)
    counted: str = ""

    @classmethod
    def about(cls, subject: str) -> Context:
        """Of a text that begins to speak of something; of nothing known where it is empty."""
        return cls(subjects={0: subject} if subject else {})

    def subject(self, depth: int) -> str:
        """What is spoken of within so many open brackets; what deeper ones named is over."""
        self.subjects = {d: s for d, s in self.subjects.items() if d <= depth}
        return self.subjects[max(self.subjects)] if self.subjects else ""

    def unnamed(self, kind: str, depth: int) -> str:
        """What a figure without a name is said of: an amount of money is of no number of things
        but of the one subject that amounts were said of (公务接待费5万元。接待86人。减少2万元)."""
        before = self.subject(depth)
        counted = kind == "money" and self.counted and self.counted == before
        if counted and len(self.spent) == 1:
            (before,) = self.spent
            self.subjects, self.counted = {0: before}, ""
        return before

    def outside(self, depth: int) -> str:
        """What is spoken of around a bracket of some depth."""
        return next(
            (self.subjects[d] for d in sorted(self.subjects, reverse=True) if d < depth), ""
        )

    def ended(self, then: str) -> None:
        """A full stop: comparisons, years and reasons end; 其中 goes back to its topic, and so
        does 其中年初预算, which names no part."""
        goes_on = then.startswith("其中")
        of_whole = (
            then.removeprefix("其中")
            .lstrip("：，")
            .startswith(words_in("roles", *sorted(_BUDGETS)))
        )
        kept = self.topic if self.topic and (of_whole or not goes_on) else self.subject(0)
        self.lost = self.lost and goes_on
        self.subjects = {0: kept} if kept else {}
        self.reason = False
        if not goes_on:
            self.base = self.period = self.topic = self.listed = ""
            self.roles = {}
            self.compared = set()
        self.around = None

    def opens_list(self, depth: int) -> None:
        """其中, 包括: what follows are parts of what was spoken of, in its role if that is one
        budget."""
        self.reason = False
        if self.topic or depth:
            return
        self.topic = self.subject(0)
        roles = self.roles.get(self.topic, set())
        self.listed = next(iter(roles)) if len(roles) == 1 and roles <= _BUDGETS else ""

    def takes_period(self, period_in: Callable[[str], str], words: str, depth: int) -> None:
        """The year that words say; that of a bracket (5万元（上年4万元），增加) is over with it."""
        if depth and self.around is None:
            self.around = period_in(words.partition("（")[0]) or self.period
        elif not depth and self.around is not None:
            self.period, self.around = self.around, None
        self.period = period_in(words) or self.period

    def ends_list(self, depth: int) -> None:
        """等 behind the last of a list: what follows is said of the whole again."""
        if self.topic and not depth:
            self.subjects = {0: self.topic}
            self.topic = self.listed = ""

    def opens_bracket(self, depth: int, role: str) -> None:
        """A bracket right behind an amount: what it holds are parts of that in its role if it is
        a budget (预算为10万元（其中：一般公共预算10万元））."""
        self.within[depth] = role if role in _BUDGETS else ""

    def role_of_part(self, depth: int) -> str:
        """The role of an amount without one at a depth of brackets: that of the list it is in."""
        self.within = {d: role for d, role in self.within.items() if d <= depth}
        return self.within.get(depth, "") or self.listed

    def told(self, subject: str, role: str) -> None:
        """An amount was said of a subject."""
        self.roles.setdefault(subject, set()).add(role)
        self.spent.add(subject)
