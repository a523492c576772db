"""Errors planted in balanced sets of forms, one at a time: is the planted cell the cause found?

Random units are filled into a form set, so that everything adds up; then one printed figure is
made wrong as people do it. The share of plants whose cell and right figure are found is
counted where the identities leave one answer only.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from msgspec.structs import replace

from juesuan.checks import Subject
from juesuan.checks.causes.claims import claims_of, identities_of
from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.explaining import Explained, explained
from juesuan.facts import COLUMNS, WAN, YUAN, FactStore, MoneyUnit, standard_space
from juesuan.forms import MONEY, CellKey, Disclosure, fill, load_form_set

__all__ = ["KINDS", "Outcome", "Plant", "Shares", "planted", "random_set", "run", "untouched"]

YEAR = 2023
FUNCTIONS = ("2010301", "2010302", "2013750", "2080505", "2080506", "2101101", "2120899", "2210201")
BASIC = ("30101", "30102", "30108", "30113", "30201", "30205", "30217", "30231", "30305", "31002")
PROJECT = ("30201", "30227", "30212", "30217", "30299", "30913", "31013", "31204", "30999")
KINDS = ("digit", "swap", "sign", "shift", "row", "stale")
"""A digit changed, two swapped, the sign, a figure in the next column, a row left out, a total
that was not brought up to date."""


@cache
def random_set(
    seed: int,
    form_set: str = "yunnan-2023",
    money: MoneyUnit = YUAN,
    habit: str = "each",
    facts: tuple[int, int] = (8, 40),
    functions: tuple[str, ...] = FUNCTIONS,
) -> Disclosure:
    """A random unit's forms, balanced, with figures as printed. ``habit``: in 万元, whether
    ``each`` figure is rounded by itself, or sums are ``added`` up from rounded facts.
    ``facts``: how many kinds of spending there are, from and to, on ``functions``."""
    draw = random.Random(seed)
    rows, net = [], defaultdict[tuple[str, str, str], int](int)
    space = standard_space(YEAR)
    step = money.print_step if habit == "added" else 1

    def amount(low: int, high: int) -> int:
        value = draw.randint(low, high)
        return value // step * step

    for _ in range(draw.randint(*facts)):
        nature = draw.choice(("basic", "basic", "project"))
        economic = draw.choice(BASIC if nature == "basic" else PROJECT)
        fund = draw.choice(("general", "general", "general", "government_funds", "other"))
        if nature == "basic" and fund == "government_funds":
            fund = "general"
        function = draw.choice(functions)
        value = amount(10**5, 10 ** draw.randint(7, 10))
        group = space.codes["economic"].lineage(economic)[-1]
        rows.append(
            _fact(
                "expenditure",
                value,
                fund=fund,
                function=function,
                economic=economic,
                nature=f"basic.{group}" if nature == "basic" else nature,
                item="reception.domestic" if economic == "30217" else "",
            )
        )
        net[fund, function, nature] -= value
    for (fund, function, nature), left in net.items():
        opening = amount(0, min(10**8, -left)) if draw.random() < 0.3 else 0
        closing = amount(0, 10**8) if draw.random() < 0.3 else 0
        point = {"fund": fund, "function": function, "nature": nature}
        if opening:
            rows.append(_fact("opening", opening, carry="carryover", **point))
        if closing:
            rows.append(_fact("closing", closing, carry="carryover", **point))
        rows.append(_fact("income", closing - opening - left, **point))
    store = FactStore(space)
    store.add(rows)
    exact = fill(load_form_set(form_set, space), store, "某局", YEAR, money)
    return _as_printed(exact)


def _fact(measure: str, value: int, **point: str) -> tuple[Any, ...]:
    said = {"unit": "01", "measure": measure, "stage": "final", "unit_kind": "admin", **point}
    return tuple(
        YEAR if name == "year" else value if name == "value" else said.get(name, "")
        for name in COLUMNS
    )


def _as_printed(disclosure: Disclosure) -> Disclosure:
    """The disclosure with every figure as it is printed."""
    forms = []
    for filled in disclosure.forms:
        values = {
            cell.key: value
            for cell in filled.sheet.cells
            if (value := disclosure.printed(filled, cell)) is not None
        }
        forms.append(replace(filled, values=values))
    return replace(disclosure, forms=tuple(forms))


@dataclass(frozen=True)
class Plant:
    """An error: its kind, and the true figures of the cells that it made wrong (cents)."""

    kind: str
    truth: Mapping[CellKey, int]
    disclosure: Disclosure


def planted(disclosure: Disclosure, kind: str, draw: random.Random) -> Plant | None:
    """The disclosure with one error; ``None`` if it has no place for this kind."""
    money = [
        cell.key
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if cell.unit == MONEY and filled.values.get(cell.key)
    ]
    key = draw.choice(money)
    value = disclosure.form(key.form).values[key]
    step = disclosure.money.print_step
    if kind == "row":
        return _without_row(disclosure, draw)
    if kind == "shift":
        return _shifted(disclosure, key, value)
    digits = str(abs(value) // step)
    if kind == "digit":
        place = draw.randrange(len(digits))
        other = draw.choice([d for d in "0123456789" if d != digits[place]])
        wrong = int(digits[:place] + other + digits[place + 1 :]) * step
    elif kind == "swap":
        places = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]]
        if not places:
            return None
        n = draw.choice(places)
        wrong = int(digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]) * step
    elif kind == "sign":
        wrong = -abs(value)
    else:
        others = [v for v in disclosure.form(key.form).values.values() if 0 < v < value]
        if not others:
            return None
        wrong = value - draw.choice(others)
    wrong = -wrong if value < 0 else wrong
    return None if wrong == value else Plant(kind, {key: value}, _with(disclosure, {key: wrong}))


def _with(disclosure: Disclosure, changed: Mapping[CellKey, int | None]) -> Disclosure:
    forms = []
    for filled in disclosure.forms:
        values = dict(filled.values)
        for key, value in changed.items():
            if key.form == filled.form.no:
                values.pop(key, None)
                if value is not None:
                    values[key] = value
        forms.append(replace(filled, values=values))
    return replace(disclosure, forms=tuple(forms))


def _shifted(disclosure: Disclosure, key: CellKey, value: int) -> Plant | None:
    filled = disclosure.form(key.form)
    row = [c.key for c in filled.sheet.cells if c.key.row == key.row and c.unit == MONEY]
    at = row.index(key)
    beside = [k for k in row[max(0, at - 1) : at + 2] if k != key and k not in filled.values]
    if not beside:
        return None
    changed = {key: None, beside[0]: value}
    return Plant("shift", {key: value, beside[0]: 0}, _with(disclosure, changed))


def _without_row(disclosure: Disclosure, draw: random.Random) -> Plant | None:
    rows = [
        (filled, laid)
        for filled in disclosure.forms
        for side in filled.sheet.sides
        for laid in side
        if laid.floating and len(laid.row.code) == 7
    ]
    if not rows:
        return None
    filled, laid = draw.choice(rows)
    gone = {cell.key: filled.values.get(cell.key) for cell in laid.cells.values()}
    left = {key: value for key, value in filled.values.items() if key not in gone}
    small = replace(filled, sheet=filled.sheet.keeping(set(left)), values=left)
    forms = tuple(small if f is filled else f for f in disclosure.forms)
    truth = {key: value for key, value in gone.items() if value}
    return Plant("row", truth, replace(disclosure, forms=forms))


@dataclass
class Outcome:
    """What was found of a plant: ``exact`` (just the planted cells, and their figures),
    ``listed`` (the planted cell is among the candidates), ``wrong``, or ``silent`` (nothing
    is broken); and whether the identities leave one answer only."""

    found: str
    determined: bool


def look(plant: Plant) -> Outcome:
    """Check a set with a planted error."""
    subject = Subject(disclosure=plant.disclosure)
    told = explained(subject)
    near = plant.disclosure.money.print_step if plant.disclosure.money is WAN else 0
    determined = plant.kind in {"shift", "row"} or _only_answer(subject, plant)
    if not told.outcomes["broken"]:
        return Outcome("silent", False)
    return Outcome(_found(told, plant, near), determined)


def _found(told: Explained, plant: Plant, near: int) -> str:
    if plant.kind == "row":
        right = [c for c in told.causes if c.kind == "row_missing"]
        amounts = sorted(plant.truth.values())
        exact = len(told.causes) == len(right) == 1 and all(
            any(abs(change.expected - amount) <= 20 * near for amount in amounts)
            for change in right[0].changes
        )
        return "exact" if exact else "listed" if right else "wrong"
    found = {c.key: c.expected for cause in told.causes for c in cause.changes}
    sure = all(cause.determined for cause in told.causes)
    same = found.keys() == plant.truth.keys() and all(
        abs(found[key] - value) <= near for key, value in plant.truth.items()
    )
    if same and sure:
        return "exact"
    rivals = {c.key for cause in told.causes for rival in cause.rivals for c in rival}
    return "listed" if plant.truth.keys() <= rivals | found.keys() else "wrong"


def _only_answer(subject: Subject, plant: Plant) -> bool:
    """Whether no other figure, changed alone, would make everything agree: by trying all."""
    system = Constraints.of(identities_of(subject), claims_of(subject))
    residual = [system.residual(n) for n in range(len(system.each))]
    part = [c.identity.kind == "part" for c in system.each]
    broken = [n for n, r in enumerate(residual) if not part[n] and not system.fits(n, r)]
    answers = set()
    for place, at in enumerate(system.at):
        if not all(n in at for n in broken):
            continue
        for n in broken:
            by = -residual[n] // at[n]
            if all(
                system.fits(m, residual[m] + c * by)
                or (part[m] and not system.fits(m, residual[m]))
                for m, c in at.items()
            ):
                answers.add(system.keys[place])
    return answers == set(plant.truth)


@dataclass
class Shares:
    """Outcomes counted by kind of error."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    determined: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    missed: list[tuple[int, Plant]] = field(default_factory=list)

    def add(self, seed: int, plant: Plant, outcome: Outcome) -> None:
        """Count one."""
        self.counts[plant.kind][outcome.found] += 1
        if outcome.determined:
            self.determined[plant.kind][outcome.found] += 1
            if outcome.found != "exact":
                self.missed.append((seed, plant))

    def share(self, kind: str = "") -> float:
        """Of the errors that the identities determine, how many were found exactly."""
        chosen = [self.determined[kind]] if kind else list(self.determined.values())
        total = sum(count.total() for count in chosen)
        return sum(count["exact"] for count in chosen) / total if total else 1.0


Sets = Callable[[int], Disclosure]


def run(seeds: range, sets: Sets, kinds: tuple[str, ...] = KINDS, each: int = 4) -> Shares:
    """Plant errors of every kind in the sets of some seeds."""
    shares = Shares()
    for seed in seeds:
        disclosure, draw = sets(seed), random.Random(seed)
        for kind in kinds:
            for _ in range(each):
                if (plant := planted(disclosure, kind, draw)) is not None:
                    shares.add(seed, plant, look(plant))
    return shares


def untouched(seeds: range, sets: Sets) -> Iterator[tuple[int, Explained]]:
    """The sets of some seeds in which something is found though nothing was planted."""
    for seed in seeds:
        told = explained(Subject(disclosure=sets(seed)))
        if told.outcomes["broken"] or told.beyond or told.misread:
            yield seed, told
