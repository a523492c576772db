"""Forms on one sheet, one under another or side by side; codes over several columns."""

import re
from pathlib import Path

import pytest

from juesuan.forms import Disclosure, FilledForm
from juesuan.publishing import fill_book
from juesuan.reading import Document, Grid, Paragraph, Reading, Spot, read_documents
from juesuan.reading.recognise.parted import parted
from support.once import book_once
from support.printing import Lines, cells_of, grid, lines_of, title_of

SPOT = Spot(file="a.txt", line=1)


@pytest.fixture(scope="module")
def disclosure(examples: Path) -> Disclosure:
    return fill_book(book_once(examples / "qujing-government-office-2024"), "mof-2022")


def reading_of(disclosure: Disclosure, *parts: Paragraph | Grid) -> Reading:
    cover = Paragraph(f"{disclosure.year}年度部门决算", SPOT)
    return read_documents([Document("a.txt", "text", [cover, *parts])])


def figures(reading: Reading) -> dict[tuple[str, str, str], str]:
    return {(o.form, o.row, o.column): o.value for o in reading.observations}


def titled(disclosure: Disclosure, filled: FilledForm) -> Lines:
    """A form with the lines above it, as one sheet shows it."""
    above: Lines = [[text] for text in title_of(disclosure, filled)]
    return above + lines_of(disclosure, filled)


def even(lines: Lines, width: int = 0) -> Lines:
    """Rows of the same length."""
    width = width or max(map(len, lines))
    return [[*line, *[""] * (width - len(line))] for line in lines]


@pytest.mark.parametrize("blank", [0, 1, 3])
def test_a_whole_set_on_one_sheet(disclosure: Disclosure, blank: int) -> None:
    lines: Lines = []
    for filled in disclosure.forms:
        lines += [*titled(disclosure, filled), *[[""]] * blank]
    reading = reading_of(disclosure, grid(even(lines)))
    assert figures(reading) == cells_of(disclosure)
    assert [form.no for form in reading.forms] == [filled.form.no for filled in disclosure.forms]


def test_two_forms_side_by_side(disclosure: Disclosure) -> None:
    left, right = (even(titled(disclosure, disclosure.forms[n])) for n in (1, 2))
    height = max(len(left), len(right))
    left += [[""] * len(left[0])] * (height - len(left))
    right += [[""] * len(right[0])] * (height - len(right))
    both = [[*one, "", *other] for one, other in zip(left, right, strict=True)]
    wanted = {key: text for key, text in cells_of(disclosure).items() if key[0] in ("02", "03")}
    assert figures(reading_of(disclosure, grid(both))) == wanted


def test_an_empty_column_within_a_form_does_not_part_it(disclosure: Disclosure) -> None:
    lines = even(titled(disclosure, disclosure.forms[1]))
    wider = [[*line[:3], "", *line[3:]] for line in lines]
    wanted = {key: text for key, text in cells_of(disclosure).items() if key[0] == "02"}
    assert figures(reading_of(disclosure, grid(wider))) == wanted


def test_codes_over_three_columns(disclosure: Disclosure) -> None:
    parts: list[Paragraph | Grid] = []
    for filled in disclosure.forms:
        parts += [Paragraph(text, SPOT) for text in title_of(disclosure, filled)]
        lines = lines_of(disclosure, filled)
        if [side.body[0] for side in filled.form.sides] == ["code"]:
            lines = [_over_three(line) for line in lines]
        parts.append(grid(lines))
    assert figures(reading_of(disclosure, *parts)) == cells_of(disclosure)


def _over_three(line: list[str | None]) -> list[str | None]:
    code = line[0]
    if code is not None and re.fullmatch(r"\d{3}|\d{5}|\d{7}", code):
        return [code[:3], code[3:5], code[5:7], *line[1:]]
    beside = None if code is None or code.endswith("编码") else ""
    return [code, beside, beside, *line[1:]]


def above(filled: FilledForm, style: str) -> Lines:
    """The lines over a form as one office or another sets them."""
    title, number, no = filled.form.title, filled.form.number, int(filled.form.no)
    return {
        "number in brackets": [[f"{no}. {title}（{number}）"], ["单位：万元"]],
        "annexes": [[f"附表{no}"], [f"2023年度{title}"], ["单位：万元"]],
        "numbers alone": [[number]],
    }[style]


@pytest.mark.parametrize("style", ["number in brackets", "annexes", "numbers alone"])
def test_titles_in_other_writing_part_what_stands_one_under_another(
    disclosure: Disclosure, style: str
) -> None:
    lines: Lines = []
    for filled in disclosure.forms[:3]:
        lines += [*above(filled, style), *lines_of(disclosure, filled), [""]]
    wanted = {key: text for key, text in cells_of(disclosure).items() if key[0] <= "03"}
    assert figures(reading_of(disclosure, grid(even(lines)))) == wanted


@pytest.mark.parametrize("gap", [0, 2])
@pytest.mark.parametrize("style", ["number in brackets", "annexes"])
def test_one_form_over_two_side_by_side(disclosure: Disclosure, style: str, gap: int) -> None:
    pieces = [
        even([*above(filled, style), *lines_of(disclosure, filled)])
        for filled in disclosure.forms[:3]
    ]
    height = max(map(len, pieces[1:]))
    left, right = ([*p, *[[""] * len(p[0])] * (height - len(p))] for p in pieces[1:])
    both = [[*one, *[""] * gap, *other] for one, other in zip(left, right, strict=True)]
    wanted = {key: text for key, text in cells_of(disclosure).items() if key[0] <= "03"}
    lines = even([*pieces[0], [""], *both], max(map(len, [*pieces[0], *both])))
    assert figures(reading_of(disclosure, grid(lines))) == wanted


@pytest.mark.parametrize("above", [["2023年度部门决算表", "", ""], ["", "2023年度部门决算表", ""]])
def test_a_title_over_all_does_not_hide_those_beside_each_other(above: list[str]) -> None:
    """Three columns, without an empty one between: the titles below say where tables begin."""
    lines: Lines = [
        above,
        ["收入决算表", "", "支出决算表"],
        ["科目名称", "金额", "科目名称"],
        ["教育支出", "1.00", "教育支出"],
    ]
    parts = parted(Document("a.txt", "text", [grid(lines)])).parts
    widths = [len(part.rows[-1]) for part in parts if isinstance(part, Grid)]
    assert widths[-2:] == [2, 1]
