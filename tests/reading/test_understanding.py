"""Printed tables read as forms: whole, and damaged in the ways booklets really are."""

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.forms import Disclosure, available_form_sets
from juesuan.ledger import Book
from juesuan.publishing import fill_book
from juesuan.reading import Document, NotADisclosureError, Paragraph, Reading, read_documents
from support.balanced import balanced_facts, filled
from support.disclosures import facts
from support.once import book_once
from support.printing import Lines, cells_of, lines_of, printed

BOOKS = {
    "yuxi": "yuxi-internet-office-2021",
    "qujing": "qujing-digital-economy-centre-2023",
}


@pytest.fixture(scope="module")
def books(examples: Path) -> dict[str, Book]:
    return {name: book_once(examples / folder) for name, folder in BOOKS.items()}


@pytest.fixture(scope="module", params=sorted(BOOKS))
def disclosure(request: pytest.FixtureRequest, books: dict[str, Book]) -> Disclosure:
    return fill_book(books[request.param])


def figures(reading: Reading) -> dict[tuple[str, str, str], str]:
    return {(o.form, o.row, o.column): o.value for o in reading.observations}


def lines(disclosure: Disclosure, no: str) -> Lines:
    return lines_of(disclosure, disclosure.form(no))


def head_height(disclosure: Disclosure, no: str) -> int:
    return disclosure.form(no).form.header_rows


@pytest.mark.parametrize(
    ("book", "form_set"), list(zip(cycle(sorted(BOOKS)), available_form_sets(), strict=False))
)
def test_what_was_printed_is_read_in_every_form_set(
    book: str, form_set: str, books: dict[str, Book]
) -> None:
    disclosure = fill_book(books[book], form_set)
    reading = read_documents([printed(disclosure)])
    expected = form_set.removesuffix("-24")
    assert reading.form_set.id.removesuffix("-24") == expected
    assert reading.year == disclosure.year
    assert figures(reading) == cells_of(disclosure)
    assert reading.missing() == []
    assert reading.unread == []


@given(rows=balanced_facts(), form_set=st.sampled_from(available_form_sets()))
@settings(max_examples=15)
def test_any_book_printed_in_any_form_set_is_read_back(
    form_set: str, rows: list[tuple[Any, ...]]
) -> None:
    """Every set has a book of its own above; here the books are odd."""
    disclosure = filled(rows, form_set)
    reading = read_documents([printed(disclosure)], form_set, disclosure.year)
    assert figures(reading) == cells_of(disclosure)


def test_the_unit_and_its_money_are_recognised(disclosure: Disclosure) -> None:
    reading = read_documents([printed(disclosure)])
    assert reading.unit == disclosure.unit
    assert reading.money == disclosure.money


def test_evidence_names_line_and_field(disclosure: Disclosure) -> None:
    reading = read_documents([printed(disclosure)])
    found = next(o for o in reading.observations if (o.form, o.row) == ("03", "total"))
    start = head_height(disclosure, "03")
    assert (found.evidence.line, found.evidence.field) == (start + 1, 5)
    assert found.text == disclosure.text(
        disclosure.form("03"), disclosure.form("03").sheet.sides[0][0].cells["1"]
    )


def damage_total(lines: Lines, start: int, shift: int) -> Lines:
    """The total row one cell to the left or right of where the others stand."""
    total = lines[start]
    moved = [*total[1:], ""] if shift < 0 else ["", *total]
    return [*lines[:start], moved, *lines[start + 1 :]]


@pytest.mark.parametrize("shift", [-1, 1])
@pytest.mark.parametrize("no", ["02", "03", "05"])
def test_a_shifted_total_row(disclosure: Disclosure, no: str, shift: int) -> None:
    start = head_height(disclosure, no)
    damaged = damage_total(lines(disclosure, no), start, shift)
    reading = read_documents([printed(disclosure, **{f"f{no}": [damaged]})])
    assert figures(reading) == cells_of(disclosure)


@pytest.mark.parametrize("no", ["02", "03", "05"])
def test_a_total_row_without_its_label(disclosure: Disclosure, no: str) -> None:
    damaged = lines(disclosure, no)
    start = head_height(disclosure, no)
    damaged[start] = ["" if text == "合计" else text for text in damaged[start]]
    reading = read_documents([printed(disclosure, **{f"f{no}": [damaged]})])
    assert figures(reading) == cells_of(disclosure)


def test_codes_without_names(disclosure: Disclosure) -> None:
    damaged = [line[:3] + line[4:] for line in lines(disclosure, "02")]
    reading = read_documents([printed(disclosure, f02=[damaged])])
    assert figures(reading) == cells_of(disclosure)


def split_code(line: list[str | None]) -> list[str | None]:
    code = line[0] or ""
    if not code.isdigit():
        return line
    return [code[:3], code[3:5], code[5:7], *line[3:]]


def test_codes_split_over_three_cells(disclosure: Disclosure) -> None:
    start = head_height(disclosure, "03")
    whole = lines(disclosure, "03")
    damaged = whole[:start] + [split_code(line) for line in whole[start:]]
    reading = read_documents([printed(disclosure, f03=[damaged])])
    assert figures(reading) == cells_of(disclosure)


def own_level(line: list[str | None]) -> list[str | None]:
    code = line[0] or ""
    if not code.isdigit():
        return line
    cells: list[str | None] = ["", "", ""]
    cells[{3: 0, 5: 1, 7: 2}[len(code)]] = {3: code, 5: code[3:], 7: code[5:]}[len(code)]
    return [*cells, *line[3:]]


def test_codes_that_print_their_own_level_only(disclosure: Disclosure) -> None:
    start = head_height(disclosure, "03")
    whole = lines(disclosure, "03")
    damaged = whole[:start] + [own_level(line) for line in whole[start:]]
    reading = read_documents([printed(disclosure, f03=[damaged])])
    assert figures(reading) == cells_of(disclosure)


@pytest.mark.parametrize("no", ["03", "05"])
def test_a_head_shifted_by_one_cell(disclosure: Disclosure, no: str) -> None:
    start = head_height(disclosure, no)
    whole = lines(disclosure, no)
    damaged = [["项", *line] for line in whole[:start]] + whole[start:]
    reading = read_documents([printed(disclosure, **{f"f{no}": [damaged]})])
    assert figures(reading) == cells_of(disclosure)


@pytest.mark.parametrize("no", ["01", "02", "03", "04", "05", "06"])
def test_a_table_without_any_head(disclosure: Disclosure, no: str) -> None:
    start = head_height(disclosure, no)
    reading = read_documents([printed(disclosure, **{f"f{no}": [lines(disclosure, no)[start:]]})])
    assert figures(reading) == cells_of(disclosure)


@pytest.mark.parametrize("no", ["01", "02", "03", "04", "05", "06"])
def test_a_table_continued_on_the_next_page(disclosure: Disclosure, no: str) -> None:
    """The second part comes without title and head."""
    whole = lines(disclosure, no)
    middle = (head_height(disclosure, no) + len(whole)) // 2
    reading = read_documents([printed(disclosure, **{f"f{no}": [whole[:middle], whole[middle:]]})])
    assert figures(reading) == cells_of(disclosure)


@pytest.mark.parametrize("no", ["02", "03"])
def test_a_repeated_head_on_the_next_page(disclosure: Disclosure, no: str) -> None:
    whole, start = lines(disclosure, no), head_height(disclosure, no)
    middle = (start + len(whole)) // 2
    parts = [whole[:middle], whole[:start] + whole[middle:]]
    reading = read_documents([printed(disclosure, **{f"f{no}": parts})])
    assert figures(reading) == cells_of(disclosure)


def test_row_numbers_printed_as_decimals(disclosure: Disclosure) -> None:
    for no in ("01", "04"):
        damaged = [
            [f"{text}.00" if text and text.isdigit() and len(text) < 3 else text for text in line]
            for line in lines(disclosure, no)
        ]
        reading = read_documents([printed(disclosure, **{f"f{no}": [damaged]})])
        assert figures(reading) == cells_of(disclosure)


def test_letter_spaced_and_wrapped_labels(disclosure: Disclosure) -> None:
    def spaced(text: str | None) -> str | None:
        if not text or text[0].isdigit() or text in {"—", "——"}:
            return text
        return text[:4] + "\n" + " ".join(text[4:])

    for no in ("01", "03", "04", "06"):
        damaged = [[spaced(text) for text in line] for line in lines(disclosure, no)]
        reading = read_documents([printed(disclosure, **{f"f{no}": [damaged]})])
        assert figures(reading) == cells_of(disclosure), no


def test_empty_columns_nobody_headed(disclosure: Disclosure) -> None:
    for no in ("02", "03", "04", "05", "06"):
        damaged = [[*line, "", ""] for line in lines(disclosure, no)]
        reading = read_documents([printed(disclosure, **{f"f{no}": [damaged]})])
        assert figures(reading) == cells_of(disclosure), no


def test_row_numbers_left_out(disclosure: Disclosure) -> None:
    whole = lines(disclosure, "01")
    start = head_height(disclosure, "01")
    damaged = whole[:start] + [
        [line[0], "", line[2], line[3], "", line[5]] for line in whole[start:] if line[0]
    ]
    reading = read_documents([printed(disclosure, f01=[damaged])])
    kept = {k: v for k, v in cells_of(disclosure).items() if k[0] == "01" and k[2] == "1"}
    assert {k: v for k, v in figures(reading).items() if k[0] == "01" and k[2] == "1"} == kept


def test_a_note_printed_in_the_table_is_told_not_placed(disclosure: Disclosure) -> None:
    damaged = lines(disclosure, "03")
    row = damaged[-1]
    damaged[-1] = [*row[:-1], "见附件"]
    reading = read_documents([printed(disclosure, f03=[damaged])])
    assert figures(reading) == cells_of(disclosure)
    assert [(u.key, u.details["text"]) for u in reading.unread] == [("not_a_figure", "见附件")]


def test_a_missing_form_is_missing_and_not_made_up(disclosure: Disclosure) -> None:
    document = printed(disclosure)
    texts = [part.text if isinstance(part, Paragraph) else "" for part in document.parts]
    start = texts.index("支出决算表")
    end = next(n for n in range(start, len(texts)) if texts[n].startswith("注"))
    del document.parts[start : end + 1]
    reading = read_documents([document])
    assert reading.missing() == ["03"]
    assert not any(o.form == "03" for o in reading.observations)


def test_no_disclosure_at_all() -> None:
    with pytest.raises(NotADisclosureError):
        read_documents([Document("letter.txt", "text")])


def test_the_form_set_can_be_forced(disclosure: Disclosure) -> None:
    reading = read_documents([printed(disclosure)], disclosure.form_set.id, disclosure.year)
    assert figures(reading) == cells_of(disclosure)


@pytest.mark.parametrize("form_set", ["shanghai-2024", "shanxi-2023", "yunnan-2023"])
@pytest.mark.parametrize("headed", [True, False], ids=["headed too", "body only"])
def test_a_blank_column_too_many_never_moves_a_figure_unseen(form_set: str, headed: bool) -> None:
    """Identities alone cannot tell: 1 = 2 + 3 holds as well for columns 1, 3 and 4."""
    disclosure = filled(facts(), form_set)
    expected = cells_of(disclosure)
    for filled_form in disclosure.forms:
        if filled_form.form.key not in {"expenditure", "three-public"}:
            continue
        no, head = filled_form.form.no, filled_form.form.header_rows
        printed_lines = lines_of(disclosure, filled_form)
        for place in range(1, filled_form.form.width):
            wider = [
                [*row[:place], "", *row[place:]] if headed or number >= head else row
                for number, row in enumerate(printed_lines)
            ]
            reading = read_documents([printed(disclosure, **{f"f{no}": [wider]})], form_set)
            sure = [o for o in reading.observations if o.certainty == 1]
            assert all(expected[o.form, o.row, o.column] == o.value for o in sure)
            if headed:
                assert figures(reading) == expected
