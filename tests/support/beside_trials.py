"""What becomes of figures in tables beside what any form set knows (``support.beside``).

``python -m support.beside_trials --seed 1`` prints it, way by way (from the folder ``tests``);
with ``--files`` of one form alone in a file of a format that is drawn.
"""

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from juesuan.facts import YUAN, MoneyUnit, Selection
from juesuan.forms import Disclosure
from juesuan.reading import (
    Document,
    NotADisclosureError,
    Paragraph,
    Reading,
    Spot,
    as_disclosure,
    read_documents,
)
from juesuan.reading import read as read_file
from support.balanced import BASIC, FUNCTIONS, PROJECT, fact, filled
from support.beside import WAYS, Table, Way, side_by_side
from support.files import WRITERS
from support.printing import Lines, cells_of, grid, title_of

_AMOUNT = re.compile(r"-?[0-9]+\.[0-9]+")
SETS = (
    "mof-2017", "mof-2020", "mof-2022", "yunnan-2024", "guangxi-2020", "hainan-2022",
    "shanghai-2024", "anhui-2020",
)  # fmt: skip


def random_facts(rng: random.Random) -> list[tuple]:
    """Spending and openings of a unit whose figures are all unlike; it balances."""
    rows, net = [], defaultdict(int)
    for _ in range(rng.randrange(8, 22)):
        nature = rng.choice(("basic", "project"))
        economic = rng.choice(BASIC if nature == "basic" else PROJECT)
        fund = rng.choice(("general", "general", "general", "government_funds", "other"))
        function = rng.choice(FUNCTIONS)
        value = rng.randrange(10**6, 10**9)
        group = "personnel" if economic[:3] in {"301", "303"} else "public"
        item = "reception.domestic" if economic == "30217" else ""
        kind = f"basic.{group}" if nature == "basic" else nature
        point = {"fund": fund, "function": function, "economic": economic, "nature": kind}
        rows.append(fact("expenditure", value, **point, item=item))
        net[fund, function, nature] -= value
    for (fund, function, nature), left in net.items():
        opening, closing = rng.randrange(10**7), rng.randrange(10**7)
        point = {"fund": fund, "function": function, "nature": nature}
        rows.append(fact("opening", opening, carry="carryover", **point))
        rows.append(fact("closing", closing, carry="carryover", **point))
        rows.append(fact("income", closing - opening - left, **point))
    return rows


Part = tuple[str, list[str], Lines, dict]


def document_of(disclosure: Disclosure, parts: Sequence[Part]) -> tuple[Document, dict]:
    """A document, and which lines are whose form's."""
    document = Document("a.txt", "text")
    document.parts.append(Paragraph(f"{disclosure.year}年度部门决算", Spot(file="a.txt", line=1)))
    line, owners = 2, {}
    for no, above, lines, _ in parts:
        for text in above:
            document.parts.append(Paragraph(text, Spot(file="a.txt", line=line)))
            owners[line] = no
            line += 1
        document.parts.append(grid(lines, line))
        owners |= dict.fromkeys(range(line, line + len(lines)), no)
        line += len(lines)
        document.parts.append(Paragraph("注：表下的说明。", Spot(file="a.txt", line=line)))
        line += 1
    return document, owners


def judged(
    disclosure: Disclosure, reading: Reading | None, parts: Sequence[Part], owners: dict
) -> tuple[Counter, list[str]]:
    """Figures right, doubted, told, lost, false; tables with added figures told or silent."""
    found: Counter[str] = Counter()
    examples = []
    nos = {one for no, *_ in parts for one in no.split("+")}
    expected = {p: Decimal(v) for p, v in cells_of(disclosure).items() if p[0] in nos}
    observed = {(o.form, o.row, o.column): o for o in reading.observations} if reading else {}
    meant = _meanings(disclosure)
    places = _meanings(as_disclosure(reading)) if reading else {}
    as_read = {place: meaning[1] for place, meaning in places.items()}
    added = {value: stage for *_, more in parts for value, stage in more.items()}
    said = {}
    for (form, row, column), value in expected.items():
        place = (form, row, column)
        said.setdefault((meant.get(place), value), set()).add(place)
    told_in: set[str] = set()
    if reading is None:
        told_in = nos
    else:
        for one in reading.unread:
            owner = owners.get(one.spot.line) if owners else None
            told_in |= set((owner or "+".join(nos)).split("+")) if not owners or owner else set()
    right_places: set = set()
    for place, seen in observed.items():
        value = Decimal(seen.value)
        same = said.get((places.get(place), value), set())
        if same:
            right_places |= same
        elif expected.get(place) == value:
            right_places.add(place)
        elif value in added and _stage(as_read.get(place)) == added[value] != "":
            found["added read"] += 1
        elif not value and place not in expected:
            continue
        elif place not in places and value in expected.values():
            continue  # a row that the set knows by another label
        else:
            kind = "false" if seen.certainty == 1 else "doubted"
            found[kind] += 1
            if kind == "false":
                examples.append(f"{'/'.join(place)}={value}≠{expected.get(place)}")
    found["right"] = len(right_places)
    for place in expected.keys() - right_places:
        kind = "told" if place[0] in told_in else "lost"
        found[kind] += 1
        if kind == "lost" and len(examples) < 4:
            examples.append(f"lost {'/'.join(place)}={expected[place]}")
    known = {Decimal(seen.value) for seen in observed.values()}
    for _, one in reading.reckoned if reading else ():
        cells = (one.cell, one.of, *one.bases)
        known |= {
            Decimal(text) for cell in cells if _AMOUNT.fullmatch(text := cell.text.replace(",", ""))
        }
    for no, _, _, more in parts:
        rest = [value for value in more if value not in known]
        found["added told" if set(no.split("+")) & told_in else "added silent"] += len(rest)
    return found, examples


def _stage(selection: Selection | None) -> str:
    terms = selection.terms if selection else ()
    stages = {stage for _, region in terms for stage in region.get("stage") or ()}
    return stages.pop() if len(stages) == 1 else ""


def _meanings(disclosure: Disclosure) -> dict:
    return {
        (cell.key.form, cell.key.row, cell.key.column): (cell.unit, cell.selection)
        for form in disclosure.forms
        for cell in form.sheet.cells
        if cell.key in form.values
    }


def parts_of(way: Way, rng: random.Random, disclosure: Disclosure) -> list[Part]:
    """Each form that a way fits, so printed."""
    said: list[Part] = []
    for form in disclosure.forms:
        if not form.values:
            continue
        table = Table(rng, disclosure, form)
        lines = way(table)
        if lines is not None:
            said.append((form.form.no, title_of(disclosure, form), lines, table.added))
    return said


def trials(
    sets: Sequence[str], seed: int, only: Sequence[str] = (), money: MoneyUnit = YUAN
) -> Iterator[tuple[str, str, Counter, list[str]]]:
    """Way, set, what became of the figures of a booklet whose every table is so printed."""
    for name in sets:
        disclosure = filled(random_facts(random.Random(f"{seed}{name}")), name, money)
        for way in WAYS:
            if only and way.__name__ not in only:
                continue
            rng = random.Random(f"{seed}{name}{way.__name__}")
            parts = parts_of(way, rng, disclosure)
            if parts:
                document, owners = document_of(disclosure, parts)
                yield way.__name__, name, *judged(disclosure, _read(document), parts, owners)
        if not only or "side_by_side" in only:
            rng = random.Random(f"{seed}{name}")
            parts = [(no, [], lines, added) for no, lines, added in side_by_side(rng, disclosure)]
            document, owners = document_of(disclosure, parts)
            yield "side_by_side", name, *judged(disclosure, _read(document), parts, owners)


def files(
    sets: Sequence[str], seed: int, only: Sequence[str] = (), suffix: str = ""
) -> Iterator[tuple[str, str, Counter, list[str]]]:
    """The same, one form alone in a file of a format that is given or drawn."""
    with TemporaryDirectory() as folder:
        for name in sets:
            disclosure = filled(random_facts(random.Random(f"{seed}{name}")), name)
            for way in WAYS:
                if only and way.__name__ not in only:
                    continue
                rng = random.Random(f"{seed}{name}{way.__name__}")
                for part in parts_of(way, rng, disclosure):
                    ending = suffix or rng.choice(sorted(WRITERS))
                    path = Path(folder) / f"a{ending}"
                    document, _ = document_of(disclosure, [part])
                    WRITERS[ending](document, path)
                    try:
                        reading = read_file(path)
                    except NotADisclosureError:
                        reading = None
                    found, examples = judged(disclosure, reading, [part], {})
                    yield f"{way.__name__} {ending}", name, found, examples


def _read(document: Document) -> Reading | None:
    try:
        return read_documents([document])
    except NotADisclosureError:
        return None


COLUMNS = ("right", "doubted", "told", "lost", "false", "added read", "added told", "added silent")


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--only", default="")
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--show", type=int, default=4)
    given = parser.parse_args()
    only = [name for name in given.only.split(",") if name]
    whole: dict[str, Counter[str]] = {}
    shown: dict[str, list[str]] = {}
    for way, name, found, examples in (files if given.files else trials)(
        given.sets.split(","), given.seed, only
    ):
        whole.setdefault(way, Counter()).update(found)
        shown.setdefault(way, []).extend(f"{name}:{one}" for one in examples)
    whole["all"] = sum(whole.values(), Counter())
    print(f"{'':28}" + "".join(f"{name:>13}" for name in COLUMNS))
    for way, found in whole.items():
        print(f"{way:28}" + "".join(f"{found[name]:13}" for name in COLUMNS))
    for way, some in shown.items():
        some.sort(key=lambda text: "lost" in text)
        for one in some[: given.show]:
            print(f"  {way}: {one}")


if __name__ == "__main__":
    _main()
