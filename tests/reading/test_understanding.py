"""Printed tables read as forms: whole, and damaged in the ways booklets really are."""

from collections.abc import Callable, Sequence
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


def read_with(
    disclosure: Disclosure, forms: Sequence[str], damage: Callable[[Lines, int], list[Lines]]
) -> Reading:
    """What is read of a set in which some forms are damaged, all in one way: ``damage`` gives
    the tables instead of a form's lines and the height of its head."""
    tables = {f"f{no}": damage(lines(disclosure, no), head_height(disclosure, no)) for no in forms}
    return read_documents([printed(disclosure, **tables)])


def head_height(disclosure: Disclosure, no: str) -> int:
    return disclosure.form(no).form.header_rows


@given(rows=balanced_facts(), form_set=st.sampled_from(available_form_sets()))
@settings(max_examples=15)
def test_any_book_printed_in_any_form_set_is_read_back(
    form_set: str, rows: list[tuple[Any, ...]]
) -> None:
    """Every set has a book of its own in files (``test_published``); here the books are odd."""
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


@pytest.mark.parametrize("shift", [-1, 1])
def test_shifted_total_rows(disclosure: Disclosure, shift: int) -> None:
    """The total row one cell to the left or right of where the others stand."""

    def shifted(whole: Lines, start: int) -> list[Lines]:
        total = whole[start]
        moved = [*total[1:], ""] if shift < 0 else ["", *total]
        return [[*whole[:start], moved, *whole[start + 1 :]]]

    reading = read_with(disclosure, ["02", "03", "05"], shifted)
    assert figures(reading) == cells_of(disclosure)


def test_total_rows_without_their_label(disclosure: Disclosure) -> None:
    def unlabelled(whole: Lines, start: int) -> list[Lines]:
        whole[start] = ["" if text == "合计" else text for text in whole[start]]
        return [whole]

    reading = read_with(disclosure, ["02", "03", "05"], unlabelled)
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


def test_heads_shifted_by_one_cell(disclosure: Disclosure) -> None:
    def shifted(whole: Lines, start: int) -> list[Lines]:
        return [[["项", *line] for line in whole[:start]] + whole[start:]]

    assert figures(read_with(disclosure, ["03", "05"], shifted)) == cells_of(disclosure)


FIRST_SIX = ["01", "02", "03", "04", "05", "06"]


def test_tables_without_any_head(disclosure: Disclosure) -> None:
    reading = read_with(disclosure, FIRST_SIX, lambda whole, start: [whole[start:]])
    assert figures(reading) == cells_of(disclosure)


def test_tables_continued_on_the_next_page(disclosure: Disclosure) -> None:
    """The second part comes without title and head."""

    def parts(whole: Lines, start: int) -> list[Lines]:
        middle = (start + len(whole)) // 2
        return [whole[:middle], whole[middle:]]

    assert figures(read_with(disclosure, FIRST_SIX, parts)) == cells_of(disclosure)


def test_repeated_heads_on_the_next_page(disclosure: Disclosure) -> None:
    def parts(whole: Lines, start: int) -> list[Lines]:
        middle = (start + len(whole)) // 2
        return [whole[:middle], whole[:start] + whole[middle:]]

    assert figures(read_with(disclosure, ["02", "03"], parts)) == cells_of(disclosure)


def test_row_numbers_printed_as_decimals(disclosure: Disclosure) -> None:
    def decimal(text: str | None) -> str | None:
        return f"{text}.00" if text and text.isdigit() and len(text) < 3 else text

    def damage(whole: Lines, start: int) -> list[Lines]:
        return [[[decimal(text) for text in line] for line in whole]]

    assert figures(read_with(disclosure, ["01", "04"], damage)) == cells_of(disclosure)


def test_letter_spaced_and_wrapped_labels(disclosure: Disclosure) -> None:
    def spaced(text: str | None) -> str | None:
        if not text or text[0].isdigit() or text in {"—", "——"}:
            return text
        return text[:4] + "\n" + " ".join(text[4:])

    def damage(whole: Lines, start: int) -> list[Lines]:
        return [[[spaced(text) for text in line] for line in whole]]

    reading = read_with(disclosure, ["01", "03", "04", "06"], damage)
    assert figures(reading) == cells_of(disclosure)


def test_empty_columns_nobody_headed(disclosure: Disclosure) -> None:
    def wider(whole: Lines, start: int) -> list[Lines]:
        return [[[*line, "", ""] for line in whole]]

    assert figures(read_with(disclosure, FIRST_SIX[1:], wider)) == cells_of(disclosure)


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
    forms = [f for f in disclosure.forms if f.form.key in {"expenditure", "three-public"}]
    for place in range(1, max(filled_form.form.width for filled_form in forms)):
        tables = {}
        for filled_form in forms:
            no, head = filled_form.form.no, filled_form.form.header_rows
            if place < filled_form.form.width:
                wider = [
                    [*row[:place], "", *row[place:]] if headed or number >= head else row
                    for number, row in enumerate(lines_of(disclosure, filled_form))
                ]
                tables[f"f{no}"] = [wider]
        reading = read_documents([printed(disclosure, **tables)], form_set)
        sure = [o for o in reading.observations if o.certainty == 1]
        assert all(expected[o.form, o.row, o.column] == o.value for o in sure)
        if headed:
            assert figures(reading) == expected
