"""Weights and scores of indicators: the author's, else what policy and results suggest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from msgspec import Struct, field

from juesuan.ledger import Asked
from juesuan.ledger.schema import called, sheet
from juesuan.lexicon.performance import words
from juesuan.messages import Message
from juesuan.performance.policy import Policy
from juesuan.performance.preparing.model import Lines, PreparedProject, ScoredIndicator
from juesuan.performance.preparing.written import WrittenIndicator, WrittenProject
from juesuan.performance.scoring import Suggestion, execution_points, score_project, suggest
from juesuan.performance.statements import no_reason
from juesuan.performance.targets import understand_actual, understand_target

__all__ = ["Asking", "ask_of_department", "in_order", "score"]

_CENT = Decimal("0.01")


def column_name(table: str, key: str) -> str:
    """What a column of a book's table is called."""
    return sheet(table).column(key).zh


class Asking(Struct):
    """Collects what the author has still to say, each thing once."""

    asked: dict[tuple[str, str], Asked] = field(default_factory=dict)

    def ask(
        self, key: str, table: str, *entry: str, at: str = "", hint: str = "", **details: object
    ) -> None:
        """Ask for something in a table, in the row that ``entry`` names and the column ``at``;
        ``hint`` helps to answer."""
        column = column_name(table, at) if at else ""
        names = tuple(part for part in (*entry, column) if part)
        keys = _ROWS.get((table, len(entry)), ()) if at else ()
        row = dict(zip(keys, entry, strict=True)) if keys else {}
        self.ask_so(
            Asked(
                key=key,
                table=table,
                names=names,
                details=details,
                row=row,
                column=at if row else "",
                hint=hint,
            )
        )

    def ask_so(self, asked: Asked) -> None:
        """Ask for something that is put already."""
        self.asked.setdefault((asked.key, asked.entry), asked)


_ROWS = {("projects", 1): ("name",), ("indicators", 2): ("project", "name")}
"""Tables whose cells are asked for one by one, and the columns that name a row."""


def in_order(
    indicators: Sequence[WrittenIndicator], policy: Policy
) -> list[tuple[str, str, WrittenIndicator]]:
    """Indicators with their levels as printed, grouped by level in the policy's order, second
    levels in the order of their first appearance. Where a policy has cost among the outputs,
    a cost indicator stands there."""
    placed = [(*_levels(one, policy), one) for one in indicators]
    first = list(policy.cost_levels if policy.cost_level else policy.levels)
    seconds = list(dict.fromkeys((level1, level2) for level1, level2, _ in placed))

    def rank(entry: tuple[str, str, WrittenIndicator]) -> tuple[int, int]:
        level = entry[0].removesuffix(words().level)
        place = first.index(level) if level in first else len(first)
        return place, seconds.index(entry[:2])

    return sorted(placed, key=rank)


def _levels(one: WrittenIndicator, policy: Policy) -> tuple[str, str]:
    if one.level1 == called("indicator_levels", "cost") and not policy.cost_level:
        return called("indicator_levels", "output"), called("indicator_parts", "costs")
    return one.level1, one.level2


def score(
    project: WrittenProject,
    money: Lines,
    indicators: Sequence[WrittenIndicator],
    policy: Policy,
    asking: Asking,
) -> PreparedProject:
    """A project scored, and what is missing asked for."""
    name = project.name
    ordered = in_order(indicators, policy)
    weights = _weights(name, ordered, policy, asking)
    scored = tuple(
        _scored(entry, weight, policy, asking)
        for entry, weight in zip(ordered, weights, strict=True)
    )
    for key, text in (("target", project.target), ("actual", project.actual)):
        if not text:
            column = column_name("projects", key)
            asking.ask("performance_text", "projects", name, at=key, project=name, column=column)
    if not indicators:
        asking.ask("performance_indicators", "indicators", name, project=name)
    total = money["total"]
    rate = total.rate
    if rate is None:
        asking.ask("performance_budget", "budgets", name, project=name)
        return PreparedProject(written=project, money=money, indicators=scored)
    execution = execution_points(rate, policy)
    low = rate * 100 < Fraction(policy.low_execution)
    if low and not (project.reason or project.other):
        asking.ask("performance_low", "projects", name, at="reason", project=name)
    scores = [one.score for one in scored if one.score is not None]
    if not scored or len(scores) < len(scored):
        return PreparedProject(written=project, money=money, indicators=scored, execution=execution)
    found = score_project(rate, scores, policy)
    return PreparedProject(
        written=project,
        money=money,
        indicators=scored,
        execution=execution,
        total=found.total,
        grade=found.grade,
    )


def ask_of_department(
    indicators: Sequence[WrittenIndicator], policy: Policy, asking: Asking
) -> tuple[ScoredIndicator, ...]:
    """The department's indicators, which have no scores; missing reasons are asked for."""
    found = []
    for level1, level2, one in in_order(indicators, policy):
        suggestion = _suggestion(one, Decimal(1), policy)
        if suggestion.needs_reason and no_reason(one.reason):
            _ask_reason(one, suggestion, asking)
        found.append(
            ScoredIndicator(
                written=one,
                level1=level1,
                level2=level2,
                weight=one.weight,
                score=one.score,
                suggestion=suggestion,
            )
        )
    return tuple(found)


def _weights(
    name: str,
    ordered: Sequence[tuple[str, str, WrittenIndicator]],
    policy: Policy,
    asking: Asking,
) -> list[Decimal | None]:
    """The weights given; what is left of a level's weight divides among those without."""
    given = [one.weight for _, _, one in ordered]
    levels = [level1.removesuffix(words().level) for level1, _, _ in ordered]
    if None in given:
        usual = policy.weights(frozenset(levels))
        for level in dict.fromkeys(levels):
            mine = [n for n, own in enumerate(levels) if own == level]
            blank = [n for n in mine if given[n] is None]
            left = usual.get(level, Decimal(0)) - sum(given[n] or 0 for n in mine)
            if blank and left > 0:
                for n, share in zip(blank, _divided(left, len(blank)), strict=True):
                    given[n] = share
    wanted = policy.total - policy.execution
    summed = sum((weight or Decimal(0) for weight in given), Decimal(0))
    if ordered and (None in given or summed != wanted):
        asking.ask(
            "performance_weights",
            "indicators",
            name,
            at="weight",
            project=name,
            sum=summed,
            due=wanted,
        )
    return given


def _divided(whole: Decimal, parts: int) -> Iterator[Decimal]:
    """A weight in equal parts, whole points where possible; the last takes the rest."""
    step = Decimal(1) if whole == whole.to_integral() and whole >= parts else _CENT
    share = (whole / parts).quantize(step, ROUND_DOWN)
    yield from [share] * (parts - 1)
    yield whole - share * (parts - 1)


def _suggestion(one: WrittenIndicator, weight: Decimal, policy: Policy) -> Suggestion:
    target = understand_target(one.goal, one.operator, one.unit, one.name)
    return suggest(
        target, understand_actual(one.actual, one.unit, one.name), weight, policy, one.name
    )


def _scored(
    entry: tuple[str, str, WrittenIndicator],
    weight: Decimal | None,
    policy: Policy,
    asking: Asking,
) -> ScoredIndicator:
    level1, level2, one = entry
    suggestion = _suggestion(one, weight or Decimal(0), policy)
    score, given = one.score, one.score is not None
    if score is None and weight is not None and one.actual:
        score = suggestion.high if suggestion.reason == "band_met" else suggestion.exact
    if not one.actual:
        asking.ask(
            "performance_actual", "indicators", one.project, one.name, at="actual",
            project=one.project, indicator=one.name,
            hint=f"{column_name('indicators', 'target')} {one.operator}{one.goal}{one.unit}",
        )  # fmt: skip
    elif score is None and weight is not None:
        asking.ask(
            "performance_score", "indicators", one.project, one.name, at="score",
            project=one.project, indicator=one.name, weight=weight,
        )  # fmt: skip
    due = suggestion.exact
    if given and due is not None and score != due and one.actual:
        asking.ask(
            "performance_score_differs", "indicators", one.project, one.name, at="score",
            project=one.project, indicator=one.name, score=score, due=due,
        )  # fmt: skip
    short = score is not None and weight is not None and score < weight
    if (short or suggestion.needs_reason) and one.actual and no_reason(one.reason):
        _ask_reason(one, suggestion, asking)
    return ScoredIndicator(
        written=one,
        level1=level1,
        level2=level2,
        weight=weight,
        score=score,
        suggestion=suggestion,
        given=given,
    )


def _ask_reason(one: WrittenIndicator, suggestion: Suggestion, asking: Asking) -> None:
    key = "performance_beyond" if suggestion.reason == "beyond" else "performance_reason"
    asking.ask(
        key, "indicators", one.project, one.name, at="reason",
        project=one.project or Message("asked.the_department"), indicator=one.name,
        target=f"{one.operator}{one.goal}", actual=one.actual,
    )  # fmt: skip
