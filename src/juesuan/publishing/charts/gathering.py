"""Which charts a set of forms has: gathered from its facts as ``data/charts.toml`` says.

An amount that a form prints is printed alike in a chart, so that pictures and forms agree to
the last digit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from juesuan.facts import FactStore, Region, format_amount, named_dimensions
from juesuan.forms import Disclosure
from juesuan.messages import say
from juesuan.performance.preparing import PreparedProject
from juesuan.publishing.charts.amounts import Amounts
from juesuan.publishing.charts.evaluated import project_money, project_scores
from juesuan.publishing.charts.model import (
    Amount,
    Bars,
    Chart,
    ChartGroup,
    Flow,
    Link,
    Series,
    Station,
)
from juesuan.resources import load

__all__ = ["charts_of"]


def charts_of(
    disclosure: Disclosure,
    store: FactStore,
    previous: FactStore | None = None,
    lang: str = "zh",
    projects: Sequence[PreparedProject] = (),
) -> list[Chart]:
    """The charts that have anything to show. ``previous`` are last year's facts,
    ``projects`` those that were evaluated."""
    gatherer = _Gatherer(disclosure, store, previous, lang, projects)
    found = (gatherer.chart(key, said) for key, said in load("charts.toml").items())
    return [chart for chart in found if chart is not None]


class _Gatherer(Amounts):
    def __init__(
        self,
        disclosure: Disclosure,
        store: FactStore,
        previous: FactStore | None,
        lang: str,
        projects: Sequence[PreparedProject],
    ) -> None:
        super().__init__(disclosure, store, previous)
        self.projects = projects
        self.lang = lang

    def chart(self, key: str, said: Mapping[str, Any]) -> Chart | None:
        head = (key, said["title"][self.lang], said["caption"][self.lang])
        if said["kind"] == "flow":
            return self._flow(head, said)
        if said["kind"] == "bars":
            return self._bars(head, said)
        if said["kind"] == "scores":
            return project_scores(head, said["unit"][self.lang], self.projects)
        if said["kind"] == "executed":
            names = tuple(_node_name("stage", stage, self.lang) for stage in ("adjusted", "final"))
            return project_money(head, names, self.projects, self.disclosure.money)
        return self._series(head, said)

    # Kinds of charts.

    def _flow(self, head: tuple[str, str, str], said: Mapping[str, Any]) -> Flow | None:
        if not self.store.divided:  # what flows where is told by no form
            return None
        columns, base = said["columns"], self.region(said["select"])
        condition, values = self.store.where(base)
        names = ", ".join(columns)
        rows = self.store.db.execute(
            f"SELECT {names}, sum(value) FROM facts WHERE {condition} GROUP BY {names}", values
        ).fetchall()
        through: dict[tuple[int, str], int] = defaultdict(int)
        between: dict[tuple[int, str, str], int] = defaultdict(int)
        for row in rows:
            stations = [self._station(d, node) for d, node in zip(columns, row, strict=False)]
            for column, station in enumerate(stations):
                through[column, station] += int(row[-1])
            for column, (a, b) in enumerate(pairwise(stations)):
                between[column, a, b] += int(row[-1])
        wanted = sorted((k for k, v in through.items() if v > 0), key=lambda k: (k[0], -through[k]))
        if len(wanted) <= len(columns):
            return None
        order = {key: number for number, key in enumerate(wanted)}
        nodes = tuple(
            Station(
                column,
                self._name(columns[column], station),
                self._through(base, columns[column], station, through[column, station]),
            )
            for column, station in wanted
        )
        links = [
            Link(
                order[column, a],
                order[column + 1, b],
                Amount(value, format_amount(value, self.disclosure.money)),
            )
            for (column, a, b), value in sorted(between.items())
            if value > 0 and (column, a) in order and (column + 1, b) in order
        ]
        links.sort(key=lambda link: (link.source, link.target))
        dimensions = tuple(_dimension_name(dimension, self.lang) for dimension in columns)
        return Flow(
            key=head[0],
            title=head[1],
            caption=head[2],
            columns=dimensions,
            nodes=nodes,
            links=tuple(links),
        )

    def _through(self, base: Region, dimension: str, station: str, value: int) -> Amount:
        return self.amount(base.with_(dimension, {station}) if station else base, value)

    def _station(self, dimension: str, node: str) -> str:
        """A code's class (类), or the node itself."""
        if dimension in self.space.codes and node:
            numbers = [c for c in self.space.lineage(dimension, node) if c.isdigit()]
            return numbers[-1]
        return node

    def _name(self, dimension: str, node: str) -> str:
        if not node:
            return say("chart.unclassified", self.lang)
        return self.space.label(dimension, frozenset({node}), self.lang)

    def _bars(self, head: tuple[str, str, str], said: Mapping[str, Any]) -> Bars | None:
        base, by = self.region(said["select"]), said["by"]
        groups = [
            (self._name(by, code), self.amount(region, value))
            for code, region, value in self._by_class(base, by)
            if value
        ]
        groups.sort(key=lambda entry: -(entry[1].value or 0))
        if len(groups) < 2:
            return None
        return Bars(
            *head,
            tuple(ChartGroup(label, (amount,)) for label, amount in groups),
            self.asked(base),
        )

    def _by_class(self, base: Region, by: str) -> Iterator[tuple[str, Region, int | None]]:
        classes = [c for c in self.store.codes(by) if len(c) == 3]
        regions = {code: base.with_(by, {code}) for code in classes}
        sums = self.store.evaluate(regions.values())
        for code, region in regions.items():
            yield code, region, sums[region]

    def _series(self, head: tuple[str, str, str], said: Mapping[str, Any]) -> Series | None:
        stages, years = said.get("stages", ()), said.get("years", False)
        if years and self.previous is None:
            return None
        groups = []
        for label, region in self._rows(said):
            if years:
                amounts = [self.asked(region, self.previous), self.asked(region)]
            else:
                ways = [region.with_("stage", self.space.expand("stage", s)) for s in stages]
                amounts = [self.asked(way) for way in ways]
            if any(amount.value for amount in amounts):
                groups.append((label, amounts))
        year = self.disclosure.year
        names = (
            [str(year - 1), str(year)]
            if years
            else [_node_name("stage", stage, self.lang) for stage in stages]
        )
        kept = [n for n in range(len(names)) if any(a[n].value is not None for _, a in groups)]
        if len(kept) < 2:
            return None
        return Series(
            key=head[0],
            title=head[1],
            caption=head[2],
            names=tuple(names[n] for n in kept),
            groups=tuple(ChartGroup(label, tuple(a[n] for n in kept)) for label, a in groups),
        )

    def _rows(self, said: Mapping[str, Any]) -> Iterator[tuple[str, Region]]:
        for row in said.get("rows", ()):
            yield row[self.lang], self.region(row["select"])
        if by := said.get("by"):
            base = self.region(said["select"])
            for code, region, _ in self._by_class(base, by):
                yield self._name(by, code), region


def _dimension_name(dimension: str, lang: str) -> str:
    named = named_dimensions().get(dimension)
    if named is not None:
        return named.zh if lang == "zh" else named.en
    return say("chart.functional" if dimension == "function" else "chart.economic", lang)


def _node_name(dimension: str, node: str, lang: str) -> str:
    entry = named_dimensions()[dimension].nodes[node]
    return entry.zh if lang == "zh" else entry.en
