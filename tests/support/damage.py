"""Printed tables damaged at random, in the ways booklets really are, and what reading makes
of them: right, told (not certain or listed), silently wrong, or lost without a word.

``python -m support.damage [seeds]`` prints the table (from the folder ``tests``).
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence

from juesuan.forms import Disclosure, FilledForm
from juesuan.reading import NotADisclosureError, Reading, read_documents
from support.printing import Lines, cells_of, lines_of, printed

Damage = Callable[[random.Random, Lines, FilledForm], list[Lines]]


def _body_row(rng: random.Random, lines: Lines, filled: FilledForm) -> int:
    start = min(filled.form.header_rows, len(lines) - 1)
    return rng.randrange(start, len(lines))


def merge_neighbours(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Two neighbouring cells of a row printed as one."""
    row = lines[_body_row(rng, lines, filled)]
    place = rng.randrange(len(row) - 1)
    row[place : place + 2] = [" ".join(text for text in row[place : place + 2] if text)]
    return [lines]


def delete_cell(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A cell left out, the rest of its row one to the left."""
    row = lines[_body_row(rng, lines, filled)]
    del row[rng.randrange(len(row))]
    return [lines]


def insert_cell(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A blank cell too many, the rest of its row one to the right."""
    row = lines[_body_row(rng, lines, filled)]
    row.insert(rng.randrange(len(row)), "")
    return [lines]


def blank_cell(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A cell whose text is lost."""
    row = lines[_body_row(rng, lines, filled)]
    row[rng.randrange(len(row))] = ""
    return [lines]


def shift_column(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A blank column too many in all rows below the head."""
    start = filled.form.header_rows
    place = rng.randrange(filled.form.width)
    return [lines[:start] + [[*row[:place], "", *row[place:]] for row in lines[start:]]]


def drop_head_row(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A line of the head lost."""
    if filled.form.header_rows:
        del lines[rng.randrange(filled.form.header_rows)]
    return [lines]


def drop_head(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The whole head lost."""
    return [lines[filled.form.header_rows :]]


def duplicate_row(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A row printed twice."""
    place = _body_row(rng, lines, filled)
    return [[*lines[: place + 1], list(lines[place]), *lines[place + 1 :]]]


def drop_row(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A row lost: what it printed is gone, everything else must be right."""
    del lines[_body_row(rng, lines, filled)]
    return [lines]


def swap_rows(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Two rows of the body in the other order."""
    one, other = _body_row(rng, lines, filled), _body_row(rng, lines, filled)
    lines[one], lines[other] = lines[other], lines[one]
    return [lines]


def split_table(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Continued without title and head."""
    place = _body_row(rng, lines, filled)
    return [part for part in (lines[:place], lines[place:]) if part]


def split_codes(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Codes over three cells, 类 款 项."""
    start = filled.form.header_rows
    return [lines[:start] + [_split(row) for row in lines[start:]]]


def _split(row: list[str | None]) -> list[str | None]:
    code = row[0] or ""
    if not (code.isdigit() and code.startswith("2") and len(code) in {3, 5, 7}):
        return row
    spare = next((n for n, text in enumerate(row[1:], 1) if text is not None), 1)
    return [code[:3], code[3:5], code[5:], *row[spare:]]


def lose_column(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A column cut off the page, head and all."""
    place = rng.randrange(filled.form.width)
    return [[row[:place] + row[place + 1 :] for row in lines]]


def cut_top(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The head and some rows lost: the page before is missing."""
    return [lines[_body_row(rng, lines, filled) :]]


def cut_bottom(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """The last rows lost: the page after is missing."""
    return [lines[: _body_row(rng, lines, filled) + 1]]


def split_digits(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Figures cut by a blank, as a text layer with wide letters gives them."""
    return [[[_cut(rng, text) for text in row] for row in lines]]


def _cut(rng: random.Random, text: str | None) -> str | None:
    if not text or "." not in text or rng.random() > 0.2:
        return text
    place = rng.randrange(1, len(text))
    return f"{text[:place]} {text[place:]}"


def letters_for_digits(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """O for 0 and l for 1 here and there, as text recognition gives them."""
    table = str.maketrans("01", "Ol")
    return [
        [
            [t.translate(table) if t and "." in t and rng.random() < 0.2 else t for t in row]
            for row in lines
        ]
    ]


def labels_lost(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Some rows without their labels."""
    start = filled.form.header_rows
    for row in lines[start:]:
        if rng.random() < 0.2:
            row[:] = ["" if text and "." not in text else text for text in row]
    return [lines]


def figures_one_down(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """A column's figures one line below their rows."""
    start, place = filled.form.header_rows, rng.randrange(filled.form.width)
    column = [row[place] if place < len(row) else "" for row in lines[start:]]
    if not any(text and "." in text for text in column):
        return [lines]
    lines.append([""] * filled.form.width)
    for row, text in zip(lines[start:], ["", *column], strict=True):
        row[place] = text
    return [lines]


def two_rows_in_one(rng: random.Random, lines: Lines, filled: FilledForm) -> list[Lines]:
    """Two rows printed as one, a line break in every cell."""
    place = _body_row(rng, lines, filled)
    if place + 1 >= len(lines):
        return [lines]
    both = zip(lines[place], lines[place + 1], strict=False)
    joined = ["\n".join(text for text in pair if text) for pair in both]
    return [[*lines[:place], joined, *lines[place + 2 :]]]


DAMAGES: dict[str, Damage] = {
    damage.__name__: damage
    for damage in (
        merge_neighbours,
        delete_cell,
        insert_cell,
        blank_cell,
        shift_column,
        drop_head_row,
        drop_head,
        duplicate_row,
        drop_row,
        swap_rows,
        split_table,
        split_codes,
        lose_column,
        cut_top,
        cut_bottom,
        split_digits,
        letters_for_digits,
        labels_lost,
        figures_one_down,
        two_rows_in_one,
    )
}


def damaged_reading(
    disclosure: Disclosure, damage: Damage, no: str, rng: random.Random
) -> tuple[Reading | None, Counter[str]]:
    """The disclosure printed with one form damaged and read, and the texts that are gone."""
    filled = disclosure.form(no)
    before = _words([lines_of(disclosure, filled)])
    parts = damage(rng, [list(row) for row in lines_of(disclosure, filled)], filled)
    gone = before - _words(parts)
    try:
        return read_documents([printed(disclosure, **{f"f{no}": parts})]), gone
    except NotADisclosureError:
        return None, gone


def _words(parts: Sequence[Lines]) -> Counter[str]:
    """How often each text is printed, without separators."""
    texts = (text for part in parts for row in part for text in row if text)
    return Counter(word.replace(",", "") for text in texts for word in text.split())


def judge(
    disclosure: Disclosure, reading: Reading | None, no: str, gone: Counter[str]
) -> Counter[str]:
    """Cells of one form: ``right``; ``wrong`` and certain; ``doubted``: wrong and said to be
    uncertain; ``told``: not placed, but something of the form is listed; ``gone``: no longer
    printed; ``lost``: printed, not placed and not told. Other forms' wrong cells count too."""
    found: Counter[str] = Counter()
    expected = cells_of(disclosure)
    observed = (
        {} if reading is None else {(o.form, o.row, o.column): o for o in reading.observations}
    )
    listed = reading is None or any(note.details.get("form", no) == no for note in reading.unread)
    away = Counter(gone)
    for place, value in expected.items():
        if place[0] != no:
            continue
        got = observed.get(place)
        if got is not None and got.value == value:
            found["right"] += 1
        elif got is None:
            found["gone" if away[value] > 0 else "told" if listed else "lost"] += 1
            away[value] -= 1
    for place, got in observed.items():
        if expected.get(place) != got.value:
            found["wrong" if got.certainty == 1 else "doubted"] += 1
    return found


def measure(disclosures: Sequence[Disclosure], seeds: int) -> dict[str, Counter[str]]:
    """Every damage on every form that has figures, with some seeds."""
    table: dict[str, Counter[str]] = {}
    for name, damage in DAMAGES.items():
        table[name] = Counter()
        for disclosure in disclosures:
            for filled in disclosure.forms:
                if not filled.values:
                    continue
                for seed in range(seeds):
                    no = filled.form.no
                    rng = random.Random(
                        f"{disclosure.form_set.id}{disclosure.unit}{name}{no}{seed}"
                    )
                    reading, gone = damaged_reading(disclosure, damage, no, rng)
                    table[name] += judge(disclosure, reading, no, gone)
    return table


def show(table: dict[str, Counter[str]]) -> str:
    """The table as text."""
    columns = ("right", "wrong", "doubted", "told", "gone", "lost")
    lines = [f"{'damage':18}" + "".join(f"{name:>9}" for name in columns)]
    lines += [
        f"{name:18}" + "".join(f"{counts[column]:9}" for column in columns)
        for name, counts in table.items()
    ]
    total = sum(table.values(), Counter())
    lines.append(f"{'all':18}" + "".join(f"{total[column]:9}" for column in columns))
    return "\n".join(lines)


def _main() -> None:
    from pathlib import Path

    from juesuan.forms import available_form_sets
    from juesuan.ledger import read_book
    from juesuan.publishing import fill_book

    examples = Path(__file__).parents[2] / "examples"
    books = ("yuxi-internet-office-2021", "qujing-digital-economy-centre-2023")
    disclosures = [
        fill_book(read_book(examples / book), form_set)
        for book in books
        for form_set in available_form_sets()
    ]
    print(show(measure(disclosures, int(sys.argv[1]) if len(sys.argv) > 1 else 2)))


if __name__ == "__main__":
    _main()
