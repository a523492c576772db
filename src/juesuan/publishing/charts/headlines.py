"""The main figures (主要数字) that a site shows first, each against last year and the budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from juesuan.facts import FactStore, Region, format_amount, parse_selection
from juesuan.forms import Disclosure, Selection
from juesuan.narrative import Figures
from juesuan.performance.preparing import Prepared
from juesuan.publishing.charts.amounts import Amounts, share
from juesuan.publishing.charts.model import Amount
from juesuan.publishing.texts import texts
from juesuan.resources import load

__all__ = ["Headline", "headlines_of"]

_WHOLE = 10_000
_CLASS = 3
"""Digits of a functional class (类)."""


class Headline(Struct, frozen=True, kw_only=True):
    """A main figure: its title, its text as printed, and what it is compared with.

    ``money`` says that the text is an amount in the set's unit; ``done`` is how far a budget is
    spent in hundredths of a percent, ``None`` where nothing is measured so.
    """

    key: str
    title: str
    text: str
    compared: tuple[str, ...] = ()
    money: bool = True
    done: int | None = None


def headlines_of(
    disclosure: Disclosure,
    store: FactStore,
    previous: Figures | None = None,
    lang: str = "zh",
    prepared: Prepared | None = None,
) -> list[Headline]:
    """The main figures that are known. ``previous`` are last year's figures, ``prepared`` holds
    the projects' grades."""
    teller = _Teller(Amounts(disclosure, store), previous, lang, prepared or Prepared())
    told = (teller.told(key, said) for key, said in load("headlines.toml").items())
    return [headline for headline in told if headline is not None]


class _Teller:
    def __init__(
        self, amounts: Amounts, previous: Figures | None, lang: str, prepared: Prepared
    ) -> None:
        self.amounts, self.previous, self.lang, self.prepared = amounts, previous, lang, prepared
        self.words = texts(lang)

    def told(self, key: str, said: Mapping[str, Any]) -> Headline | None:
        title = said["title"][self.lang]
        if said["kind"] == "grades":
            return self._grades(key, title)
        if said["kind"] == "rate":
            return self._rate(key, title, said)
        now = self.amounts.asked(self.amounts.region(said["select"]))
        if now.value is None:
            return None
        return Headline(key=key, title=title, text=now.text, compared=(*self._against(said),))

    def _against(self, said: Mapping[str, Any]) -> Iterator[str]:
        region = self.amounts.region(said["select"])
        now = self.amounts.asked(region).value or 0
        for other in said["against"]:
            if other == "year":
                if (then := self._last_year(region)) is not None:
                    text = format_amount(then, self.amounts.disclosure.money)
                    yield self.words["headline_year"].format(
                        value=text, change=self._change(now, then)
                    )
                continue
            stage = self.amounts.space.expand("stage", other)
            budget = self.amounts.asked(region.with_("stage", stage))
            if budget.value is not None:
                done = share(now, budget.value) if budget.value > 0 else "—"
                yield self.words[f"headline_{other}"].format(value=budget.text, done=done)

    def _last_year(self, region: Region) -> int | None:
        """Last year's amount in cents, where it is known."""
        cut = self.amounts.space.canonical(region)
        if self.previous is None or cut is None:
            return None
        return self.previous.exact(Selection(((1, cut),)))

    def _change(self, now: int, then: int) -> str:
        key = "headline_more" if now > then else "headline_less" if now < then else "headline_same"
        rate = share(abs(now - then), then) if then > 0 else ""
        return self.words[key].format(rate=rate).rstrip()

    def _rate(self, key: str, title: str, said: Mapping[str, Any]) -> Headline | None:
        region = self.amounts.region(said["select"])
        now = self.amounts.asked(region)
        for other in said["against"]:
            stage = self.amounts.space.expand("stage", other)
            budget = self._whole_budget(region, stage)
            if now.value is not None and budget.value is not None and budget.value > 0:
                return Headline(
                    key=key,
                    title=title,
                    text=share(now.value, budget.value),
                    compared=(
                        self.words[f"headline_of_{other}"].format(
                            value=budget.text, spent=now.text
                        ),
                    ),
                    money=False,
                    done=max(0, now.value * _WHOLE // budget.value),
                )
        return None

    def _whole_budget(self, region: Region, stage: frozenset[str]) -> Amount:
        """The budget of a region, unknown where a functional class was spent on of which the book
        has none: a budget of the three public expenses alone is no measure of the whole."""
        planned = region.with_("stage", stage)
        store, space = self.amounts.store, self.amounts.space
        if not store.divided:
            return self.amounts.asked(planned)
        total = 0
        for code in sorted({code[:_CLASS] for code in store.posted("function")}):
            ((_, within),) = parse_selection(f"expenditure[function={code}]", space).terms
            nodes = within.get("function") or frozenset()
            budget = self.amounts.asked(planned.with_("function", nodes)).value
            if not budget and self.amounts.asked(region.with_("function", nodes)).value:
                return Amount(None, "—")
            total += budget or 0
        return Amount(total, format_amount(total, self.amounts.disclosure.money))

    def _grades(self, key: str, title: str) -> Headline | None:
        summary = self.prepared.summary
        if summary is None or not any(summary.grades.values()):
            return None
        text = "　".join(f"{grade} {count}" for grade, count in summary.grades.items() if count)
        compared = [self.words["headline_projects"].format(count=summary.projects)]
        if summary.average is not None:
            compared.append(self.words["headline_mean"].format(mean=summary.average))
        return Headline(key=key, title=title, text=text, compared=tuple(compared), money=False)
