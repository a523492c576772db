"""Tables pasted as text: cells set apart by blanks, or one cell a line. Read right, or told."""

import unicodedata
from pathlib import Path

import pytest

from juesuan.forms import Disclosure, FilledForm
from juesuan.publishing import fill_book
from juesuan.reading import NotADisclosureError, Reading, read
from one_table import certain, read_text
from support.once import book_once
from support.printing import cells_of, lines_of, title_of

SETS = ("mof-2022", "yunnan-2024", "shanxi-2023", "anhui-2020", "sichuan-2022")


@pytest.fixture(scope="module", params=SETS)
def disclosure(request: pytest.FixtureRequest, examples: Path) -> Disclosure:
    return fill_book(book_once(examples / "yuxi-internet-office-2021"), request.param)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def by_blanks(disclosure: Disclosure, filled: FilledForm) -> list[str]:
    """Each column as wide as its longest text, and two blanks; blank cells stay blank."""
    rows = [[text or "" for text in line] for line in lines_of(disclosure, filled)]
    body = rows[filled.form.header_rows :]
    wide = [max(width(row[n]) for row in body) for n in range(len(body[0]))]
    return [
        "  ".join(text + " " * (wide[n] - width(text)) for n, text in enumerate(row)).rstrip()
        for row in rows
    ]


def one_a_line(disclosure: Disclosure, filled: FilledForm, blank: str = "") -> list[str]:
    """The cells row by row, as a page that is copied; blank ones leave nothing (or a zero)."""
    rows = lines_of(disclosure, filled)
    found = []
    for number, row in enumerate(rows):
        for text in row:
            inside = number >= filled.form.header_rows
            if text or (inside and text == "" and blank):
                found.append(text or blank)
    return found


def pasted(disclosure: Disclosure, filled: FilledForm, lines: list[str], path: Path) -> Reading:
    year = f"{disclosure.year}年度部门决算"
    path.write_text("\n".join([year, *title_of(disclosure, filled), *lines, ""]), "utf-8")
    return read(path)


def figures(reading: Reading) -> dict[tuple[str, str], str]:
    return {(o.row, o.column): o.value for o in reading.observations if o.certainty == 1}


def expected(disclosure: Disclosure, no: str) -> dict[tuple[str, str], str]:
    return {(r, c): value for (form, r, c), value in cells_of(disclosure).items() if form == no}


def test_a_form_whose_cells_blanks_set_apart_is_read(
    disclosure: Disclosure, tmp_path: Path
) -> None:
    filled = next(f for f in disclosure.forms if f.form.key == "expenditure")
    reading = pasted(disclosure, filled, by_blanks(disclosure, filled), tmp_path / "a.txt")
    assert figures(reading) == expected(disclosure, filled.form.no)


def test_a_form_of_one_cell_a_line_is_read(disclosure: Disclosure, tmp_path: Path) -> None:
    filled = next(f for f in disclosure.forms if f.form.key == "expenditure")
    lines = one_a_line(disclosure, filled, "0.00")
    reading = pasted(disclosure, filled, lines, tmp_path / "a.txt")
    wanted = expected(disclosure, filled.form.no)
    assert {place: value for place, value in figures(reading).items() if value != "0.00"} == wanted


def test_where_cells_are_missing_nothing_is_guessed(disclosure: Disclosure, tmp_path: Path) -> None:
    """Rows of unlike length, one cell a line: no figure can be given to a column."""
    filled = next(f for f in disclosure.forms if f.form.key == "expenditure")
    lines = one_a_line(disclosure, filled)
    try:
        reading = pasted(disclosure, filled, lines, tmp_path / "a.txt")
    except NotADisclosureError:
        return
    assert figures(reading) == {}
    assert "stacked_table" in {unread.key for unread in reading.unread}


@pytest.mark.parametrize("way", [by_blanks, one_a_line])
def test_no_form_pasted_as_text_is_read_wrongly(
    disclosure: Disclosure, way, tmp_path: Path
) -> None:
    for filled in disclosure.forms:
        wanted = expected(disclosure, filled.form.no)
        try:
            reading = pasted(disclosure, filled, way(disclosure, filled), tmp_path / "a.txt")
        except NotADisclosureError:
            continue
        told = {v for (_, _), v in figures(reading).items()}
        assert told <= set(wanted.values()), filled.form.no
        if {o.form for o in reading.observations} == {filled.form.no}:
            placed = figures(reading)
            assert {p: v for p, v in placed.items() if wanted.get(p) != v} == {}, filled.form.no


def test_cells_one_a_line_that_begin_with_figures_are_no_reason_to_fail(tmp_path: Path) -> None:
    lines = (
        "示例县某某镇2021年度“三公”经费财政拨款支出决算情况",
        *("单位：万元", "63.30", "42.00", "因公出国（境）费", "0.00", "0.00"),
        *("公务接待费", "50.50", "30.00", "公务用车购置及运行维护费", "12.80", "12.00"),
        "公务接待费支出决算30.00万元。",
    )
    path = tmp_path / "示例县某某镇2021年度部门决算.txt"
    path.write_text("\n\n".join(lines), "utf-8")
    reading = read(path)
    assert "30.00万元" in [one.text for _, _, one in reading.narrative.mentions()]


def test_one_cell_a_line_below_a_head_that_no_form_has_is_read_by_its_words(tmp_path: Path) -> None:
    head = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    rows = [
        ["合计", "14.10", "9.10", "5.00"],
        ["201", "一般公共服务支出", "9.10", "8.10", "1.00"],
        ["208", "社会保障和就业支出", "5.00", "1.00", "4.00"],
    ]
    lines = [*head, *(cell for row in rows for cell in row)]
    reading = read_text(tmp_path, "\n".join(lines), "支出决算表")
    assert certain(reading, "14.10", "expenditure")
    assert certain(reading, "8.10", "expenditure[function=201, nature=basic]")
    assert certain(reading, "4.00", "expenditure[function=208, nature=project]")
    assert reading.unread == []
