"""Faults planted into made-up self-evaluations, in every layout, in 元 and in 万元.

``python -m planted_faults.self_evaluating --each 3 --seed 1`` (from the folder ``tests``;
``make evaluations`` at the top) prints, fault by fault and layout by layout, how many were found,
how many with the right value, what is told of sound tables, and cells that were misread.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from juesuan.checks import Finding, Subject, check, message, selected, severity_of
from juesuan.facts import WAN, YUAN
from juesuan.forms import load_form_set
from juesuan.reading import Document, Grid, Paragraph, Reading, Spot
from juesuan.reading.document import GridText
from juesuan.reading.performance import ProjectTable, read_performance
from juesuan.reading.recognise.tables import tables_of
from planted_faults.evaluated import Table, points, several
from planted_faults.layouts import LAYOUTS, Layout

__all__ = ["FAULTS", "Shares", "shown_in", "try_faults"]

MISSING = "—"


@dataclass(frozen=True)
class Planted:
    """What was planted: what is printed wrongly, what should stand there (empty: no value)."""

    printed: str
    right: str = ""


Fault = Callable[[list[Table], random.Random], Planted | None]
"""Changes the first of some tables; ``None`` where that cannot be done."""


def wrong_total(tables: list[Table], rng: random.Random) -> Planted:
    first = tables[0]
    right = first.total
    first.total = points(Decimal(right) - rng.choice((1, 2, Decimal("0.5"))))
    return Planted(first.total, right)


def wrong_rate(tables: list[Table], rng: random.Random) -> Planted:
    first = tables[0]
    right = first.rate
    first.rate = f"{Decimal(right.rstrip('%')) - rng.randrange(2, 9)}%"
    return Planted(first.rate, right)


def wrong_spent(tables: list[Table], rng: random.Random) -> Planted | None:
    """Two digits of the sum spent change places; its sources, the rate and the points are right."""
    first = tables[0]
    digits = list(first.amount(0, 3).replace(".", "")[: len(str(first.money[0][3]))])
    place = next((n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]), None)
    if place is None or digits[place + 1] == "0":
        return None
    right = first.amount(0, 3)
    digits[place : place + 2] = reversed(digits[place : place + 2])
    first.money[0][3] = int("".join(digits))
    return Planted(first.amount(0, 3), right)


def wrong_points(tables: list[Table], rng: random.Random) -> Planted | None:
    first = tables[0]
    right = first.points
    if Decimal(right) == 10:
        return None
    first.points = "10"
    return Planted("10", right)


def beyond_weight(tables: list[Table], rng: random.Random) -> Planted:
    item = rng.choice(tables[0].items)
    right, item.score = item.score, points(Decimal(item.weight) + 2)
    return Planted(item.score, right)


def wrong_weight(tables: list[Table], rng: random.Random) -> Planted:
    item = rng.choice(tables[0].items[:2])
    right, item.weight = item.weight, points(Decimal(item.weight) + 5)
    return Planted(item.weight, right)


def missed_in_full(tables: list[Table], rng: random.Random) -> Planted:
    """A target missed and scored in full; the total adds up."""
    first = tables[0]
    item = rng.choice(first.items[2:6])
    item.actual, was = str(int(item.target) - 6), Decimal(item.score)
    item.score = item.weight
    first.total = points(Decimal(first.total) - was + Decimal(item.weight))
    return Planted(item.actual)


def met_but_reduced(tables: list[Table], rng: random.Random) -> Planted:
    first = tables[0]
    item = first.items[rng.randrange(2)]
    item.score = points(Decimal(item.weight) - 3)
    first.total = points(Decimal(first.total) - 3)
    return Planted(item.score)


def wrong_grade(tables: list[Table], rng: random.Random) -> Planted:
    first = tables[0]
    right, first.grade = first.grade, "良" if first.grade == "优" else "优"
    return Planted(first.grade, right)


def wrong_source(tables: list[Table], rng: random.Random) -> Planted:
    """A source changed: which of the amounts is wrong cannot be told, so the whole is named."""
    first = tables[0]
    first.money[1][2] = int(first.money[1][2]) + rng.choice((300, 900, 2700))
    return Planted(first.amount(0, 2))


def result_of_another(tables: list[Table], rng: random.Random) -> Planted:
    """The result text of another project."""
    tables[0].result = tables[1].result
    return Planted(tables[1].result)


def result_otherwise(tables: list[Table], rng: random.Random) -> Planted:
    """The result tells another number than the indicator."""
    first = tables[0]
    item = first.items[rng.randrange(2)]
    number = str(int(item.actual) + 3 + int(item.actual) // 7)
    first.result = first.result.replace(item.actual + item.unit, number + item.unit)
    return Planted(number, item.actual)


def goal_otherwise(tables: list[Table], rng: random.Random) -> Planted:
    """The goal tells another number than the target."""
    first = tables[0]
    item = first.items[rng.randrange(2)]
    number = str(int(item.target) + 3 + int(item.target) // 7)
    first.goal = first.goal.replace(item.target + item.unit, number + item.unit)
    return Planted(number, item.target)


def left_blank(tables: list[Table], rng: random.Random) -> Planted:
    """No result and no score is filled in."""
    first = tables[0]
    for item in first.items:
        item.actual = item.score = item.reason = ""
    first.total = first.grade = first.points = first.result = ""
    return Planted(first.name)


def some_blank(tables: list[Table], rng: random.Random) -> Planted:
    """One indicator has no result, and is scored."""
    item = rng.choice(tables[0].items)
    item.actual = ""
    return Planted(item.name)


def overspent(tables: list[Table], rng: random.Random) -> Planted:
    """More is spent than was budgeted, at full points."""
    first = tables[0]
    budget = int(first.money[0][2])
    for row, share in ((0, 3), (1, 2), (2, 1)):
        first.money[row][3] = int(first.money[row][2]) + share * (budget // 20)
    spent = Decimal(int(first.money[0][3])) / budget * 100
    was = Decimal(first.points)
    first.rate, first.points = f"{spent:.2f}%", "10"
    first.total = points(Decimal(first.total) - was + 10)
    return Planted(first.rate)


def instruction_left(tables: list[Table], rng: random.Random) -> Planted:
    first = tables[0]
    first.goal = f"（{rng.choice((100, 200))}字以内）{first.goal}"
    return Planted("字以内")


def garbled(tables: list[Table], rng: random.Random) -> Planted:
    """A number with two points."""
    item = tables[0].items[rng.randrange(2, 6)]
    item.actual = f"{item.actual[:1]}.{item.actual[1:]}.1"
    return Planted(item.actual)


def impossible_share(tables: list[Table], rng: random.Random) -> Planted:
    """A rate that cannot be above 100 %."""
    item = next(
        item
        for item in tables[0].items
        if item.name in {"验收合格率", "投诉按时处置率", "任务按期完成率"}
    )
    item.actual = f"1{item.actual}"[:3] if len(item.actual) == 2 else "110"
    return Planted(item.actual)


def unit_otherwise(tables: list[Table], rng: random.Random) -> Planted:
    """A rate measured in days."""
    item = next(item for item in tables[0].items if item.name.endswith("率"))
    item.unit = "天"
    return Planted(item.name)


def no_reason(tables: list[Table], rng: random.Random) -> Planted:
    """A target missed, points taken, and no reason."""
    first = tables[0]
    item = rng.choice(first.items[2:6])
    item.actual, was = str(int(item.target) - 9), Decimal(item.score)
    item.score = points(Decimal(item.weight) * int(item.actual) / int(item.target))
    item.reason = ""
    first.total = points(Decimal(first.total) - was + Decimal(item.score))
    return Planted(item.name)


FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        wrong_total, wrong_rate, wrong_spent, wrong_points, beyond_weight, wrong_weight,
        missed_in_full, met_but_reduced, wrong_grade, wrong_source, result_of_another,
        result_otherwise, goal_otherwise, left_blank, some_blank, overspent, instruction_left,
        garbled, impossible_share, unit_otherwise, no_reason,
    )
}  # fmt: skip


def document(tables: Sequence[Table], layout: Layout) -> Document:
    """A page with tables in one layout."""
    page = Document("自评.html", "html")
    for number, table in enumerate(tables, 1):
        unit = "元" if table.in_yuan else "万元"
        for text in ("2023年度项目支出绩效自评表", f"金额单位：{unit}"):
            page.parts.append(Paragraph(text, Spot(file=page.file)))
        rows = layout(table)
        width = max(map(len, rows))
        page.parts.append(
            Grid(
                tuple(
                    tuple(
                        None
                        if text in {"<", "^"}
                        else GridText(text, Spot(file=page.file, table=number, row=y, column=x))
                        for x, text in enumerate([*row, *[""] * (width - len(row))], 1)
                    )
                    for y, row in enumerate(rows, 1)
                ),
                Spot(file=page.file, table=number),
            )
        )
    return page


def subject(tables: Sequence[Table], layout: Layout) -> Subject:
    """A page with tables under check."""
    page = document(tables, layout)
    reading = Reading(
        documents=[page],
        form_set=load_form_set("mof-2022"),
        year=2023,
        unit=tables[0].body,
        money=YUAN if tables[0].in_yuan else WAN,
        forms=[],
        observations=[],
        unread=[],
        others=[],
    )
    reading.performance = read_performance(tables_of([page]))
    return Subject.of(reading)


def findings(tables: Sequence[Table], layout: Layout) -> list[Finding]:
    """What is told of tables that is more than information."""
    found = check(subject(tables, layout), selected(["J", "D"])).findings
    return [one for one in found if severity_of(one) != "info"]


def misread(tables: Sequence[Table], layout: Layout) -> Iterator[str]:
    """Cells that are read otherwise than they were printed."""
    read = subject(tables, layout).performance.projects
    if len(read) != len(tables):
        yield f"{len(read)} of {len(tables)} tables"
        return
    for table, found in zip(tables, read, strict=True):
        printed = {text for row in layout(table) for text in row}
        for wanted, got in _cells(table, found):
            if wanted in printed and wanted != got:
                yield f"{wanted} read as {got}"
        if len(found.indicators) != len(table.items):
            yield f"{len(found.indicators)} of {len(table.items)} indicators"


def _cells(table: Table, found: ProjectTable) -> Iterator[tuple[str, str]]:
    yield table.name, found.name.text
    yield table.total, found.score.text
    yield table.grade, found.grade.text
    yield table.goal, found.target.text
    yield table.result, found.actual.text
    main = next(
        (row for row in found.money if "财政" not in row.label and "其他" not in row.label), None
    )
    if main is not None:
        yield table.amount(0, 2), (main["full"] or main["confirmed"] or main["initial"]).text
        yield table.amount(0, 3), main["executed"].text
        yield table.rate, main["rate"].text or table.rate
        yield table.points, main["score"].text
    for item, one in zip(table.items, found.indicators, strict=False):
        yield item.name, one.level3.text
        yield item.score, one.score.text
        yield item.weight, one.weight.text
        yield item.reason or one.reason.text, one.reason.text


@dataclass
class Shares:
    """What became of the faults, by kind and by layout; what is told of sound tables."""

    faults: dict[str, Counter[str]] = field(default_factory=dict)
    layouts: dict[str, Counter[str]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)

    def count(self, fault: str, layout: str, said: str) -> None:
        self.faults.setdefault(fault, Counter())[said] += 1
        self.layouts.setdefault(layout, Counter())[said] += 1

    def total(self) -> Counter[str]:
        return sum(self.faults.values(), Counter())


def _told(one: Finding) -> str:
    follows = " ".join(message(each.finding) for each in one.follows)
    places = " ".join(where.printed for where in one.where)
    return f"{message(one)} {places} {one.expected} {follows}".replace(",", "")


def shown_in(name: str, layout: Layout, sound: Sequence[Table]) -> bool:
    """Whether a layout prints what a fault changes."""
    first = sound[0]
    cells = [text for row in layout(first) for text in row]
    if name in {"result_of_another", "result_otherwise"}:
        return first.result in cells
    if name in {"goal_otherwise", "instruction_left"}:
        return first.goal in cells
    if name == "wrong_grade":
        return first.grade in cells
    if name == "wrong_source":
        return "其他资金" in cells
    if name == "no_reason":
        return any("原因" in text for text in cells)
    if name == "wrong_weight":
        return all(item.weight in cells for item in first.items)
    return True


def try_faults(
    shares: Shares, seed: int, each: int, layouts: Sequence[str] = (), turn: int = 1
) -> None:
    """Plant each fault so many times in every layout; with ``turn`` in one of so many, in turn."""
    for place, title in enumerate(layouts or LAYOUTS):
        layout = LAYOUTS[title]
        for number in range(each):
            rng = random.Random(f"{seed} {title} {number}")
            sound = several(rng, 2, in_yuan=number % 2 == 1)
            before = findings(sound, layout)
            keys = {(one.key, message(one)) for one in before}
            shares.alarms += [f"{title}: {one.code} {message(one)}" for one in before]
            shares.misread += [f"{title}: {text}" for text in misread(sound, layout)]
            for order, (name, fault) in enumerate(FAULTS.items()):
                if (order + place) % turn:
                    continue
                tables = [table.copy() for table in sound]
                planted = fault(tables, rng) if shown_in(name, layout, sound) else None
                if planted is None:
                    continue
                shares.count(name, title, "planted")
                found = [f for f in findings(tables, layout) if (f.key, message(f)) not in keys]
                told = [_told(one) for one in found]
                if any(planted.printed in text for text in told):
                    shares.count(name, title, "found")
                    right = any(planted.printed in text and planted.right in text for text in told)
                    shares.count(name, title, "right") if right else None
                if not any(planted.printed in text and planted.right in text for text in told):
                    codes = [
                        f"{one.code}{one.variant and '.' + one.variant}={one.expected}"
                        for one in found
                    ]
                    shares.missed.append(f"{title} {name}: {planted} told {codes}")
                if len(found) > 1:
                    shares.count(name, title, "several")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--each", type=int, default=2)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--show", type=int, default=20)
    asked.add_argument("--layouts", default="")
    said = asked.parse_args()
    shares = Shares()
    try_faults(shares, said.seed, said.each, [name for name in said.layouts.split(",") if name])
    for table in (shares.faults, shares.layouts):
        print(f"{'':24}{'planted':>8}{'found':>8}{'right':>8}{'several':>8}")
        for name, count in table.items():
            figures = (count[said] for said in ("planted", "found", "right", "several"))
            print(f"{name:24}" + "".join(f"{figure:8}" for figure in figures))
    total = shares.total()
    print(dict(total), "alarms", len(shares.alarms), "misread", len(shares.misread))
    for name in ("alarms", "misread", "missed"):
        for text in getattr(shares, name)[: said.show]:
            print(name, text)


if __name__ == "__main__":
    main()
