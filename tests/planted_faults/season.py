"""A season of disclosures of every form set and format, some with a fault: what an audit tells.

Units are made up from a seed: forms that balance, the narrative written from them, and
self-evaluations, printed in 元 or 万元 as xlsx, docx, html, pdf or text, in one file or in two.
One in twenty has a fault of some kind, some units are missing, some disclosed twice with other
figures, some under another's name or year, some late. ``make bench-corpus`` prints how many faults
were found, with the right value, how many untouched disclosures were accused, what the roster said.
"""

import argparse
import csv
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.planted import KINDS as IN_FORMS
from bench.planted import planted, random_set
from msgspec import Struct
from msgspec.structs import replace

from juesuan.corpus import Audit, Corpus, open_corpus
from juesuan.corpus.missing import keep_roster
from juesuan.facts import WAN, YUAN, plain_amount, standard_space
from juesuan.forms import DeterminedFacts, Disclosure, FilledForm
from juesuan.narrative import FormTable, Heading, WrittenParagraph, write_booklet
from juesuan.reading import Document, Paragraph, Spot
from planted_faults.evaluated import several
from planted_faults.layouts import LAYOUTS
from planted_faults.self_evaluating import FAULTS as IN_EVALUATIONS
from planted_faults.self_evaluating import document as evaluation_page
from planted_faults.self_evaluating import shown_in
from support.balanced import SETS
from support.files import WRITERS
from support.printing import grid, lines_of, title_of

__all__ = ["Made", "Season", "make_season", "score"]

IN_SENTENCES = ("amount", "rate")
ABSENT = ("missing", "twice", "wrong_year", "other_unit", "late")
"""What becomes of units that are not as they should be, as the roster's view names it."""
TRUE = {"P101", "P103", "T103", "T104", "T105", "J401"}
"""Rules that are right about the made-up units: their insurance and housing money is random, they
count no cars and guests, and their self-evaluations are of other projects than their forms."""
_TRIES = 40
SPOT = Spot(file="a.txt")
PLACES = (
    "红山",
    "青川",
    "南溪",
    "白水",
    "石塘",
    "云亭",
    "清江",
    "平度",
    "梅岭",
    "双桥",
    "渔港",
    "竹头",
)
BODIES = (
    "水利",
    "教育",
    "林业",
    "民政",
    "档案",
    "体育",
    "农业",
    "审计",
    "统计",
    "司法",
    "商务",
    "文化",
)


class Made(Struct, frozen=True, kw_only=True):
    """A disclosure as made: its unit and year, how it is printed, the fault planted (empty: none)
    with what is printed wrongly and what should stand there, and what else is not in order."""

    unit: str
    year: int
    form_set: str
    suffix: str
    fault: str = ""
    wrong: str = ""
    right: tuple[str, ...] = ()
    state: str = "published"


@dataclass
class Season:
    """All that was made."""

    folder: Path
    made: list[Made] = field(default_factory=list)


def make_season(folder: Path, units: int, seed: int = 1, every: int = 20) -> Season:
    """Write so many units' disclosures below a folder; of ``every`` one has a fault, one is not
    as it should be in another way."""
    season = Season(folder)
    kinds = [*IN_FORMS, *IN_SENTENCES, *IN_EVALUATIONS]
    for number in range(units):
        draw = random.Random(f"{seed}:{number}")
        one = Made(
            unit=_unit(number),
            year=2023,
            form_set=SETS[number % len(SETS)],
            suffix=list(WRITERS)[number // len(SETS) % len(WRITERS)],
        )
        turn = number // every
        if number % every == 1:
            one = replace(one, fault=kinds[turn % len(kinds)])
        elif number % every == every // 2:
            one = replace(one, state=ABSENT[turn % len(ABSENT)])
        season.made.append(_write(one, folder, draw, number))
    return season


def _unit(number: int) -> str:
    place, body = PLACES[number % len(PLACES)], BODIES[number // len(PLACES) % len(BODIES)]
    again = number // (len(PLACES) * len(BODIES))
    return f"{place}县{body}局" if not again else f"{place}县{body}局第{again}服务中心"


def _write(one: Made, folder: Path, draw: random.Random, number: int) -> Made:
    money = (YUAN, WAN)[draw.randrange(2)]
    disclosure = random_set(number % 97, one.form_set, money)
    year = disclosure.form_set.first_year
    one = replace(one, year=year)
    disclosure = replace(disclosure, unit=one.unit, year=year)
    paragraphs = list(_narrative(disclosure))
    shown = disclosure
    if one.fault in IN_FORMS:
        plants = (planted(disclosure, one.fault, draw) for _ in range(_TRIES))
        plant = next((plant for plant in plants if plant is not None), None)
        if plant is None:
            one = replace(one, fault="")
        else:
            shown = plant.disclosure
            right = tuple(plain_amount(value, money) for value in plant.truth.values())
            one = replace(one, right=right, wrong=" ".join(map(str, plant.truth)))
    elif one.fault in IN_SENTENCES:
        one = _in_sentence(one, paragraphs, draw)
    tables = several(draw, 2, draw.random() < 0.5)
    layout = draw.choice(
        [layout for layout in LAYOUTS.values() if shown_in(one.fault, layout, tables)]
    )
    if one.fault in IN_EVALUATIONS:
        told = None
        for _ in range(_TRIES):
            told = told or IN_EVALUATIONS[one.fault](tables, draw)
            tables = tables if told else several(draw, 2, draw.random() < 0.5)
        if told is None:
            one = replace(one, fault="")
        else:
            one = replace(one, wrong=told.printed, right=(told.right,) if told.right else ())
    place = folder / _day(one) if one.state == "late" else folder
    name = f"{one.unit}{year}年度部门决算"
    if one.state == "missing":
        return one
    if one.state == "wrong_year":
        shown = replace(shown, year=year - 1)
        paragraphs = list(_narrative(shown))
    if one.state == "other_unit":
        shown = replace(shown, unit=f"{one.unit[:-1]}院")
        paragraphs = list(_narrative(shown))
    _print(place / name, one.suffix, shown, paragraphs, [evaluation_page(tables, layout)], number)
    if one.state == "twice":
        other = random_set(number % 97 + 1, one.form_set, money)
        other = replace(other, unit=one.unit, year=year)
        _print(folder / "修订" / name, one.suffix, other, list(_narrative(other)), [], number)
    return one


def _day(one: Made) -> str:
    return f"{one.year + 1}-12-01 公开"


def _narrative(disclosure: Disclosure) -> Iterator[FormTable | WrittenParagraph | Heading]:
    """The booklet that this project writes of the forms."""
    store = DeterminedFacts(disclosure, standard_space(disclosure.year))
    for block in write_booklet(disclosure, store).blocks:
        if isinstance(block, FormTable | WrittenParagraph | Heading):
            yield block


def _in_sentence(
    one: Made, blocks: list[FormTable | WrittenParagraph | Heading], draw: random.Random
) -> Made:
    """A figure of a sentence made wrong: a digit changed."""
    kind = {"amount": "money", "rate": "percent"}[one.fault]
    places = [
        (n, figure)
        for n, block in enumerate(blocks)
        if isinstance(block, WrittenParagraph)
        for figure in block.figures
        if figure.kind == kind and figure.value
    ]
    n, figure = draw.choice(places)
    block = blocks[n]
    assert isinstance(block, WrittenParagraph)
    right = block.text[figure.start : figure.end]
    digits = [place for place, sign in enumerate(right) if sign in "123456789"]
    place = digits[0]
    other = str(int(right[place]) % 9 + 1)
    wrong = right[:place] + other + right[place + 1 :]
    text = block.text[: figure.start] + wrong + block.text[figure.end :]
    blocks[n] = replace(block, text=text)
    return replace(one, wrong=wrong, right=(right,))


def _print(
    path: Path,
    suffix: str,
    disclosure: Disclosure,
    blocks: Sequence[FormTable | WrittenParagraph | Heading],
    evaluations: Sequence[Document],
    number: int,
) -> None:
    """A disclosure as one file, or (each third, and workbooks) its forms and its words apart in a
    folder."""
    forms = {filled.form.no: filled for filled in disclosure.forms}
    tables, words = Document("a.txt", "text"), Document("a.txt", "text")
    one = words if number % 3 and suffix != ".xlsx" else tables
    words.parts.append(Paragraph(f"{disclosure.unit}{disclosure.year}年度部门决算", SPOT))
    for block in blocks:
        if isinstance(block, FormTable):
            target = one if one is words else tables
            _form(disclosure, forms[block.no], target)
            if forms[block.no].empty and (said := forms[block.no].form.empty):
                note = said.format(unit=disclosure.unit, year=disclosure.year)
                (words if suffix == ".xlsx" else target).parts.append(Paragraph(note, SPOT))
        else:
            text = block.text if isinstance(block, WrittenParagraph) else block.number + block.text
            words.parts.append(Paragraph(text, SPOT))
    for page in evaluations:
        for part in page.parts:
            if isinstance(part, Paragraph):
                part = replace(part, text=part.text.replace("2023年", f"{disclosure.year}年"))
            words.parts.append(part)
    path.parent.mkdir(parents=True, exist_ok=True)
    if one is words:
        WRITERS[suffix](words, path.with_name(path.name + suffix))
        return
    path.mkdir()
    WRITERS[suffix](tables, path / f"附件1 公开表{suffix}")
    WRITERS[".docx"](words, path / "附件2 情况说明.docx")


def _form(disclosure: Disclosure, filled: FilledForm, document: Document) -> None:
    """A form with its title. What an empty one says stands elsewhere: writers of workbooks would
    put that above the next form."""
    for text in title_of(disclosure, filled):
        document.parts.append(Paragraph(text, SPOT))
    document.parts.append(grid(lines_of(disclosure, filled)))


def write_roster(season: Season, path: Path) -> None:
    """Who had to publish."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("单位", "年度", "截止日期"))
        writer.writerows((one.unit, one.year, f"{one.year + 1}-10-31") for one in season.made)


@dataclass
class Score:
    """By kind of fault: planted, found, with the right value; of the untouched disclosures those
    accused, by rule; of the states of the roster: planted and told, and told wrongly."""

    faults: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    accused: Counter[str] = field(default_factory=Counter)
    untouched: int = 0
    examples: list[str] = field(default_factory=list)
    states: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    not_read: list[str] = field(default_factory=list)


def score(season: Season, corpus: Corpus) -> Score:
    """What an audit of a season told of it."""
    found = Score()
    told: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    query = (
        "SELECT d.name, f.code, f.severity, f.message, coalesce(f.expected, '') FROM findings AS f"
        " JOIN documents AS d USING (document) WHERE f.severity <> 'info' ORDER BY ALL"
    )
    for name, *rest in corpus.rows(query):
        if rest[0] in TRUE:
            continue
        told[name.rpartition("/")[2].removesuffix("年度部门决算")].append(tuple(rest))
    found.not_read = [n for (n,) in corpus.rows("SELECT name FROM not_read WHERE key = 'failed'")]
    states = dict(corpus.rows("SELECT unit, state FROM missing"))
    for one in season.made:
        findings = told.get(f"{one.unit}{one.year}", [])
        found.states[one.state][states.get(one.unit, "")] += 1
        if one.fault:
            _fault(found, one, findings)
        elif one.state in {"published", "late"}:
            found.untouched += 1
            if findings:
                found.accused["disclosures"] += 1
                found.accused.update({code for code, *_ in findings})
                for code, _, message, _ in findings[:3]:
                    found.examples.append(
                        f"{one.unit} {one.form_set}{one.suffix}: {code} {message}"
                    )
    return found


def _fault(found: Score, one: Made, findings: Sequence[tuple[str, str, str, str]]) -> None:
    count = found.faults[one.fault]
    count["planted"] += 1
    count["found"] += bool(findings)
    if one.right:
        count["asked"] += 1
        bare = [text.replace(",", "") for *_, text in findings]
        right = any(_same(text, value) for text in bare for value in one.right)
        count["right"] += right
        if not right:
            said = "; ".join(f"{code} {m[:80]} -> {e}" for code, _, m, e in findings[:3])
            found.examples.append(
                f"{one.fault} {one.unit} {one.form_set}{one.suffix} {one.wrong} for {one.right}:"
                f" {said}"
            )
    elif not findings:
        found.examples.append(f"{one.fault} {one.unit} {one.form_set}{one.suffix}: not found")


def _same(text: str, value: str) -> bool:
    """Whether a proposed value says the figure, with or without its unit and idle zeros."""
    bare = [t.replace(",", "").rstrip("%元万分").removesuffix(".00") for t in (text, value)]
    return bool(bare[0]) and bare[0].strip() == bare[1].strip()


def show(found: Score, examples: int) -> None:
    """Print the shares."""
    print("fault".ljust(20), *(word.rjust(9) for word in ("planted", "found", "asked", "right")))
    rows = [*found.faults.items(), ("all", sum(found.faults.values(), Counter()))]
    for kind, count in rows:
        cells = (str(count[word]).rjust(9) for word in ("planted", "found", "asked", "right"))
        print(kind.ljust(20), *cells)
    accused = found.accused.pop("disclosures", 0)
    print(f"untouched: {found.untouched}, accused: {accused}", dict(found.accused.most_common(12)))
    for state, said in found.states.items():
        print(f"roster {state}: {said.total()}, told {dict(said)}")
    print(f"could not be read: {len(found.not_read)}")
    for line in found.examples[:examples]:
        print(" ", line[:300])


def main() -> None:
    """Make a season, audit it, print what was told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=20, help="of so many one has a fault")
    parser.add_argument("--show", type=int, default=20, help="examples of what was not right")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="keep folder and corpus here")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="juesuan-season-") as place:
        home = asked.keep or Path(place)
        season = make_season(home / "disclosures", asked.units, asked.seed, asked.every)
        began = time.perf_counter()
        Audit(home / "disclosures", home / "corpus", asked.jobs).run()
        seconds = time.perf_counter() - began
        write_roster(season, home / "roster.csv")
        keep_roster(home / "roster.csv", home / "corpus")
        with open_corpus(home / "corpus") as corpus:
            found = score(season, corpus)
    each = seconds / asked.units
    print(
        f"{asked.units} units of {len(SETS)} form sets in {len(WRITERS)} formats: {seconds:.0f} s"
    )
    print(f"{each:.2f} s each with {asked.jobs} workers")
    show(found, asked.show)


if __name__ == "__main__":
    main()
