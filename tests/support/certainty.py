"""How sure reading is, and how right: all form sets × ways of printing and of damage.

``python -m support.certainty --each 2 --seed 1`` prints, way by way, how many figures are read
right, doubted, told, lost and *false and certain*, and the curve of certainty (from the folder
``tests``; ``make certainty`` at the top); with ``--files 10`` of files of all formats, each set in
a tenth of the ways.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from juesuan.facts import WAN, YUAN
from juesuan.forms import Disclosure, FilledForm, available_form_sets
from juesuan.reading import (
    Document,
    Grid,
    NotADisclosureError,
    Paragraph,
    Reading,
    Spot,
    as_disclosure,
    read,
    read_documents,
)
from juesuan.text import chinese
from support.balanced import filled as filled_set
from support.damage import DAMAGES
from support.disclosures import facts
from support.files import WRITERS
from support.layouts import LAYOUTS
from support.printing import cells_of, grid, lines_of, title_of
from support.ways import TITLES, WAYS, Way

SPOT = Spot(file="a.txt", line=1)
COLUMNS = ("right", "doubted", "told", "lost", "false")


@dataclass
class Tally:
    """What became of the figures, and of those with each certainty (in percent) how many are
    right and wrong."""

    found: Counter[str] = field(default_factory=Counter)
    curve: Counter[tuple[int, bool]] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Tally") -> "Tally":
        self.found += other.found
        self.curve += other.curve
        self.examples += other.examples[: 3 - len(self.examples)]
        return self


def document_of(disclosure: Disclosure, way: Way, rng: random.Random, title: str = "") -> Document:
    """All forms of a disclosure, printed in one way."""
    document = Document("a.txt", "text")
    document.parts.append(Paragraph(f"{disclosure.year}年度部门决算", SPOT))
    for number, form in enumerate(disclosure.forms, 1):
        for text in _title(disclosure, form, title, number):
            document.parts.append(Paragraph(text, SPOT))
        lines = [list(row) for row in lines_of(disclosure, form)]
        for part in way(rng, lines, form):
            document.parts.append(grid(part))
        note = form.form.empty if form.empty and form.form.empty else "注：表下的说明。"
        document.parts.append(Paragraph(note, SPOT))
    return document


def _title(disclosure: Disclosure, form: FilledForm, title: str, number: int) -> list[str]:
    if not title:
        return title_of(disclosure, form)
    said = {"title": form.form.title, "no": form.form.no, "n": number, "unit": disclosure.unit}
    said |= {"year": disclosure.year, "money": disclosure.money.zh, "chinese": chinese(number)}
    said |= {"spread": " ".join(form.form.title)}
    return title.format(**said).split("|")


def judged(disclosure: Disclosure, reading: Reading | None, gone: int = 0) -> Tally:
    """Each figure's place: right, doubted (wrong and said to be unsure), told, lost, false.

    Where another set was recognised, a figure is right if it is a fact that the forms print. A
    zero where the forms have nothing is right: some ways print it. ``gone`` figures are not on
    the paper.
    """
    tally = Tally()
    expected = {place: Decimal(value) for place, value in cells_of(disclosure).items()}
    observed = {(o.form, o.row, o.column): o for o in reading.observations} if reading else {}
    meant = _meanings(disclosure)
    places = _meanings(as_disclosure(reading)) if reading else {}
    values = {(meant[place], value) for place, value in expected.items()}
    columns: dict[tuple[str, str], set[Decimal]] = defaultdict(set)
    for place, value in expected.items():
        columns[place[0], place[2]].add(value)
    for place, seen in observed.items():
        value = Decimal(seen.value)
        right = expected.get(place) == value or (places.get(place), value) in values
        if place not in places:  # a row that the set knows by another label
            right = right or value in columns[place[0], place[2]]
        if not right and not value and place not in expected:
            continue
        tally.curve[(round(100 * seen.certainty), right)] += 1
        tally.found["right" if right else "false" if seen.certainty == 1 else "doubted"] += 1
        if not right and seen.certainty == 1:
            tally.examples.append(f"{'/'.join(place)}={value}≠{expected.get(place)}")
    wrong = sum(place in expected for place in observed) - tally.found["right"]
    missing = max(0, len(expected) - tally.found["right"] - max(0, wrong) - gone)
    tally.found["told" if reading is None or reading.unread else "lost"] += missing
    return tally


def _meanings(disclosure: Disclosure) -> dict[tuple[str, str, str], object]:
    return {
        (cell.key.form, cell.key.row, cell.key.column): (cell.unit, cell.selection)
        for form in disclosure.forms
        for cell in form.sheet.cells
        if cell.key in form.values
    }


def ways() -> Iterator[tuple[str, Way, str]]:
    """Every way by name: of tables, of layouts, of titles, of damage."""
    for name, way in WAYS.items():
        yield name, way, ""
    for name, layout in LAYOUTS.items():
        yield name, layout, ""
    for name, title in TITLES.items():
        yield name, WAYS["as the set prints it"], title
    for name, damage in DAMAGES.items():
        yield f"damage: {name}", damage, ""


def trials(
    form_sets: Sequence[str], each: int, seed: int, only: Collection[str] = ()
) -> Iterator[tuple[str, str, Tally]]:
    """Way, form set and what became of the figures, in all ways or ``only`` in some."""
    disclosures = [
        (name, filled_set(facts(), name, money))
        for name in form_sets
        for money in ((YUAN, WAN) if each > 1 else (WAN,))
    ]
    for name, way, title in ways():
        if only and name not in only:
            continue
        for form_set, disclosure in disclosures:
            for turn in range(max(1, each // 2)):
                rng = random.Random(f"{seed}{name}{form_set}{turn}")
                document = document_of(disclosure, way, rng, title)
                gone = len(cells_of(disclosure)) - _figures(document) if "damage" in name else 0
                yield name, form_set, judged(disclosure, _read(document), max(0, gone))


def files(form_sets: Sequence[str], seed: int, share: int = 1) -> Iterator[tuple[str, str, Tally]]:
    """Format, form set and what became of the figures, each set in each format and in 元 or
    万元 by turns, printed in a way that is drawn; of ``share`` drawn ways one is taken."""
    names = [(name, way, title) for name, way, title in ways() if "damage" not in name]
    with TemporaryDirectory() as folder:
        for number, form_set in enumerate(form_sets):
            disclosure = filled_set(facts(), form_set, (YUAN, WAN)[number % 2])
            for suffix, write in WRITERS.items():
                rng = random.Random(f"{seed}{form_set}{suffix}")
                for _, way, title in rng.sample(names, max(1, len(names) // share)):
                    path = Path(folder) / f"a{suffix}"
                    write(document_of(disclosure, way, rng, title), path)
                    yield f"file: {suffix}", form_set, judged(disclosure, _of_file(path))


def _of_file(path: Path) -> Reading | None:
    try:
        return read(path)
    except NotADisclosureError:
        return None


def _read(document: Document) -> Reading | None:
    try:
        return read_documents([document])
    except NotADisclosureError:
        return None


def _figures(document: Document) -> int:
    """How many figures a document prints in its tables."""
    grids = [part for part in document.parts if isinstance(part, Grid)]
    texts = (cell.text for part in grids for row in part.rows for cell in row if cell)
    return sum("." in word for text in texts for word in text.split())


def table(tallies: Mapping[str, Tally]) -> str:
    """The table as text, with what is false and certain by example."""
    lines = [f"{'':36}" + "".join(f"{name:>9}" for name in COLUMNS)]
    for name, tally in tallies.items():
        counts = "".join(f"{tally.found[column]:9}" for column in COLUMNS)
        lines.append(f"{name:36}{counts}  {' '.join(tally.examples)}")
    return "\n".join(lines)


def curve(tally: Tally) -> str:
    """Of figures with each certainty, how many are right."""
    lines = ["certainty   figures     wrong     right"]
    for percent in sorted({percent for percent, _ in tally.curve}, reverse=True):
        right, wrong = tally.curve[(percent, True)], tally.curve[(percent, False)]
        share = f"{right / (right + wrong):10.4%}"
        lines.append(f"{percent:8} %{right + wrong:10}{wrong:10}{share}")
    return "\n".join(lines)


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sets", default="")
    parser.add_argument("--files", type=int, default=0, help="only files, one way of so many")
    given = parser.parse_args()
    sets = given.sets.split(",") if given.sets else [n for n in available_form_sets() if n != "mof"]
    by_way: dict[str, Tally] = {}
    by_set: dict[str, Tally] = {}
    whole = Tally()
    told = trials(sets, given.each, given.seed)
    if given.files:
        told = files(sets, given.seed, given.files)
    for way, form_set, tally in told:
        for kept, name in ((by_way, way), (by_set, form_set)):
            kept.setdefault(name, Tally())
            kept[name] += tally
        whole += tally
    print(table(by_way), table(by_set), table({"all": whole}), curve(whole), sep="\n\n")


if __name__ == "__main__":
    _main()
