"""One fault planted in a booklet at a time: is it one finding, and does it agree with itself?

A figure of a form, of a sentence or of a self-evaluation is made wrong as people do it, in what
was read of a booklet. Then no two findings may propose different values for one place, all that
is proposed, put in, must leave nothing, and one finding must be told. ``make one-cause`` plants
many and prints the shares by kind of fault; the tests plant a few.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from checks.performance.self_evaluation import money, project
from juesuan.checks import Finding, Subject, check, message, severity_of
from juesuan.checks.deciding.mending import Mending, mended, mending_of, union
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.tables.evaluations import evaluations
from juesuan.forms import MONEY, available_form_sets
from juesuan.reading import read
from juesuan.reading.performance import Performance, Value
from planted_faults.scoring import booklets
from planted_faults.writing import FORMATS
from support.telling import told

KINDS = (
    "form",
    "amount",
    "rate",
    "count",
    "spent",
    "execution",
    "points",
    "score",
    "total",
    "grade",
    "pair",
)
"""Where a fault is planted (a ``pair``: two in places apart, which are as many findings as each by
itself): a cell of a form; an amount, a rate or a count of a sentence; of a
self-evaluation the sum spent, its rate, the points for it, an indicator's score, the total and
the grade."""

NARRATIVE = (
    "一、收入支出决算总体情况说明",
    "2023年度收入总计171万元，支出总计171万元。与上年相比，增加21万元，增长14%。",
    "二、收入决算情况说明",
    "本年收入合计171万元，其中：财政拨款收入171万元，占100%。",
    "三、支出决算情况说明",
    "本年支出合计171万元，其中：基本支出131万元，占76.61%；项目支出40万元，占23.39%。",
    "七、财政拨款“三公”经费支出决算情况说明",
    "（一）总体情况说明",
    "2023年度“三公”经费支出4万元，其中：公务用车运行维护费3万元，占75%；公务接待费1万元，占25%。",
    "“三公”经费支出比上年减少1万元，下降20%。",
    "十一、其他重要事项的情况说明",
    "（一）机关运行经费支出情况",
    "机关运行经费支出9万元，比上年增加1万元，增长12.5%。主要原因是人员变动。",
)


@dataclass(frozen=True)
class Fault:
    """A fault: its kind, and the figures that are put in."""

    kind: str
    mending: Mending


@dataclass
class Shares:
    """By kind of fault: planted, found, told as one finding, contradicting, silent once mended,
    ``right`` (a value is proposed, and for the planted place alone), ``misled`` (for another)."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    worst: list[tuple[str, str, Fault, list[Finding]]] = field(default_factory=list)

    def add(
        self, name: str, fault: Fault, found: Sequence[Finding], silent: bool, due: int = 1
    ) -> None:
        """Count what was made of a fault, which is ``due`` findings where it is found."""
        count = self.counts[fault.kind]
        grave = [one for one in found if severity_of(one) != "info"]
        contradicting = len(contradictions(found))
        count["planted"] += 1
        count["found"] += bool(grave)
        count["one"] += len(grave) == due
        count["contradicting"] += bool(contradicting)
        count["silent"] += bool(grave) and silent
        places = {place for place, _ in proposals(found)}
        right = places <= planted_at(fault)
        count["right"] += bool(places) and right
        count["misled"] += not right
        if grave and (len(grave) != due or contradicting or not silent or not right):
            why = f"{len(grave)} findings" + ", contradicting" * bool(contradicting)
            why += ", misled" * (not right)
            self.worst.append((name, why + ", not silent" * (not silent), fault, list(found)))

    def total(self) -> Counter[str]:
        """All kinds together."""
        return sum(self.counts.values(), Counter())


def wrong_number(draw: random.Random, text: str) -> str:
    """A figure with a digit changed, or two neighbours swapped."""
    places = [n for n, sign in enumerate(text) if sign.isdigit()]
    swaps = [(a, b) for a, b in pairwise(places) if text[a] != text[b]]
    signs = list(text)
    if swaps and draw.random() < 0.5:
        a, b = draw.choice(swaps)
        signs[a], signs[b] = signs[b], signs[a]
    else:
        place = draw.choice(places)
        signs[place] = draw.choice([d for d in "123456789" if d != signs[place]])
    return "".join(signs)


def faults(draw: random.Random, subject: Subject, each: int) -> Iterator[Fault]:
    """Faults of every kind that the booklet has a place for."""
    cells = [
        key for key, cell in subject.cells.items() if cell.unit == MONEY and subject.value(key)
    ]
    for key in draw.sample(cells, min(each, len(cells))):
        value = subject.value(key) or 0
        step = 1_000_000 if value % 1_000_000 == 0 else 10_000
        yield Fault("form", Mending(cells={key: value + draw.choice((1, 2, 7, 9)) * step}))
    yield from _in_sentences(draw, subject, each)
    yield from _in_tables(draw, subject, each)


def _in_sentences(draw: random.Random, subject: Subject, each: int) -> Iterator[Fault]:
    kinds = {"money": "amount", "percent": "rate", "count": "count"}
    by_kind = defaultdict(list)
    for one in assertions(subject):
        if not one.mention.reason and not one.within.elsewhere and one.mention.value:
            by_kind[kinds[one.mention.kind]].append(one)
    for kind, ones in by_kind.items():
        for one in draw.sample(ones, min(each, len(ones))):
            text = wrong_number(draw, one.mention.text.strip())
            yield Fault(kind, Mending(sentences={one.where: text}))


def _in_tables(draw: random.Random, subject: Subject, each: int) -> Iterator[Fault]:
    tables = subject.once(evaluations).sure_projects
    for table in draw.sample(tables, min(each, len(tables))):
        figures, row = table.figures, table.figures.main
        cells: list[tuple[str, str, Value]] = [
            ("total", "ProjectTable.score", table.printed.score),
            ("grade", "ProjectTable.grade", table.printed.grade),
        ]
        if row is not None:
            cells += [
                ("spent", "MoneyRow.executed", row["executed"]),
                ("execution", "MoneyRow.rate", row["rate"]),
                ("points", "MoneyRow.score", row["score"]),
            ]
        if figures.indicators:
            cells.append(
                ("score", "Indicator.score", draw.choice(figures.indicators).printed.score)
            )
        for kind, role, value in cells:
            if kind == "grade" and value:
                other = draw.choice([g for g in "优良中差" if g not in value.text])
                yield Fault(kind, Mending(tables={(table.where(value), role): other}))
            elif any(sign.isdigit() for sign in value.text):
                text = wrong_number(draw, value.text)
                yield Fault(kind, Mending(tables={(table.where(value), role): text}))


def proposals(found: Sequence[Finding]) -> Iterator[tuple[tuple[object, ...], str]]:
    """Every value that findings propose, at its place."""
    for finding in found:
        said = [(finding, finding.expected)]
        said += [(one.finding, one.expected) for one in finding.follows]
        for one, expected in said:
            if expected and one.where:
                first = one.where[0]
                place = (first.form, first.row, first.column)
                yield (place if first.row else (first.spot, first.printed, first.role)), expected


def planted_at(fault: Fault) -> set[tuple[object, ...]]:
    """The places of a fault, as proposals name them."""
    made = fault.mending
    sentences = {(where.spot, text, where.role) for where, text in made.sentences.items()}
    tables = {(where.spot, text, where.role) for (where, _), text in made.tables.items()}
    return {(key.form, key.row, key.column) for key in made.cells} | sentences | tables


def contradictions(found: Sequence[Finding]) -> list[tuple[object, ...]]:
    """Places for which two values are proposed."""
    values: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for place, expected in proposals(found):
        values[place].add(expected.strip())
    return [place for place, said in values.items() if len(said) > 1]


def new_findings(clean: Mapping[str, str], subject: Subject) -> list[Finding]:
    """What is found that is not found in the clean booklet."""
    found = check(subject).findings
    return [one for one in found if clean.get(one.key) != message(one)]


def everything(subject: Subject, found: Sequence[Finding]) -> Subject:
    """The booklet with all that is proposed put in."""
    every = [*found, *(one.finding for each in found for one in each.follows if not one.agrees)]
    return mended(subject, union(mending_of(subject, one) for one in every))


def try_faults(name: str, subject: Subject, shares: Shares, seed: int, each: int) -> None:
    """Plant faults one at a time, and count."""
    draw = random.Random(seed)
    clean = {one.key: message(one) for one in check(subject).findings}
    alone: list[tuple[Fault, int]] = []
    for fault in faults(draw, subject, each):
        found = _try(name, subject, shares, clean, fault, 1)
        alone.append((fault, sum(severity_of(one) != "info" for one in found)))
    draw.shuffle(alone)
    pairs = [pair for pair in zip(alone[::2], alone[1::2], strict=False) if _apart(*pair)]
    for (one, due), (other, more) in pairs[:each]:
        both = Fault("pair", union((one.mending, other.mending)))
        _try(name, subject, shares, clean, both, due + more)


def _try(
    name: str, subject: Subject, shares: Shares, clean: Mapping[str, str], fault: Fault, due: int
) -> list[Finding]:
    """Plant a fault, count what is made of it, and give what is found."""
    wrong = mended(subject, fault.mending)
    found = new_findings(clean, wrong)
    silent = True
    if found:
        left = new_findings(clean, everything(wrong, found))
        silent = not [one for one in left if severity_of(one) != "info"]
    shares.add(name, fault, found, silent, due)
    return found


def _apart(one: tuple[Fault, int], other: tuple[Fault, int]) -> bool:
    """Whether two faults that are found lie in different kinds of places: one in a form, one in
    a sentence, say, or in two self-evaluations."""
    parts = [_part(fault) for fault, found in (one, other) if found]
    return len(parts) == 2 and parts[0] != parts[1]


def _part(fault: Fault) -> object:
    made = fault.mending
    if made.cells:
        return next(iter(made.cells)).form
    if made.tables:
        return next(iter(made.tables))[0].project
    return next(iter(made.sentences)).section


def small_unit(form_set: str) -> Subject:
    """A small unit with forms, a narrative and two self-evaluations."""
    subject = told(*NARRATIVE, form_set=form_set)
    assert subject.reading is not None
    tables = (
        project("培训经费", rows=[money("20|20|18|10|90%|9")], score="99", grade="优"),
        project("设备购置", rows=[money("25|24|22|10|91.67%|9.17")], score="99.17", grade="优"),
    )
    reading = replace(subject.reading, performance=Performance((), (), tables, []))
    return Subject(disclosure=subject.disclosure, reading=reading)


def subjects(form_sets: Sequence[str], whole: bool) -> Iterator[tuple[str, Subject]]:
    """The small unit in form sets, and (``whole``) the synthetic booklets."""
    for form_set in form_sets:
        yield form_set, small_unit(form_set)
    if whole:
        with TemporaryDirectory() as folder:
            for name, _, text, _ in booklets():
                path = Path(folder) / f"{name}.txt"
                FORMATS["txt"](text, path)
                yield name, Subject.of(read(path), [path])


def main() -> None:
    """Print the shares, and with ``--show`` what was not one finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=4, help="faults of each kind and booklet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="booklets whose name holds this")
    parser.add_argument("--show", type=int, default=0, help="how many of the worst to show")
    asked = parser.parse_args()
    shares = Shares()
    for name, subject in subjects(list(available_form_sets()), whole=True):
        if asked.only in name:
            try_faults(name, subject, shares, asked.seed, asked.each)
    columns = ("planted", "found", "one", "contradicting", "silent", "right", "misled")
    print("kind".ljust(10), *(column.rjust(13) for column in columns))
    for kind, count in (*shares.counts.items(), ("all", shares.total())):
        print(kind.ljust(10), *(str(count[column]).rjust(13) for column in columns))
    for name, why, fault, found in shares.worst[: asked.show]:
        print(f"\n{name}: {why}")
        show(fault, found)


def show(fault: Fault, found: Sequence[Finding]) -> None:
    """What was planted, and what was made of it."""
    made = fault.mending
    for key, value in made.cells.items():
        print(f"  {fault.kind}: {key} = {value}")
    places = {**made.sentences, **{where: text for (where, _), text in made.tables.items()}}
    for where, text in places.items():
        print(f"  {fault.kind}: {where.anchor}: {where.printed} -> {text}")
    for one in found:
        print(f"  {one.code} {severity_of(one)} {message(one)[:140]} -> {one.expected}")
        for each in one.follows:
            becomes = "agrees" if each.agrees else f"becomes {each.expected}"
            print(f"      {each.finding.key} {becomes}")


if __name__ == "__main__":
    main()
