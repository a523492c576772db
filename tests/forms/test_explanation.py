"""Explaining a cell: its row, the facts it sums, the identities it stands in, or why it is none."""

import pytest

from juesuan.facts import Space
from juesuan.forms import CellKey, CellNotFoundError, FormSet, explain_cell, load_form_set
from support.balanced import fact, filled

YUNNAN, SHANGHAI = load_form_set("yunnan-2023"), load_form_set("shanghai-2024")


def explained(form_set: FormSet, form: str, row: str, column: str):
    return explain_cell(form_set, Space(form_set.first_year), CellKey(form, row, column))


def test_a_cell_is_told_with_its_row_and_its_identities() -> None:
    told = explained(YUNNAN, "05", "2010301", "9")
    assert told.label == "行政运行" and not told.closed
    assert told.cell is not None and told.cell.key == CellKey("05", "2010301", "9")
    assert told.identities
    assert all(told.cell.key in {key for _, key in each.terms} for each in told.identities)


def test_a_closed_place_is_told_to_be_closed() -> None:
    told = explained(YUNNAN, "10", "8", "1")
    assert told.closed and told.cell is None and told.identities == ()


@pytest.mark.parametrize("column", ["1", "3"])
def test_of_two_rows_of_one_name_the_one_with_the_column_is_meant(column: str) -> None:
    told = explained(SHANGHAI, "04", "总计", column)
    assert told.cell is not None and told.cell.key.column == column


@pytest.mark.parametrize(
    ("form", "row", "column", "key"),
    [("99", "1", "1", "no_form"), ("01", "999", "1", "no_row"), ("01", "1", "99", "no_column")],
)
def test_what_is_no_cell_is_refused_with_what_there_is(
    form: str, row: str, column: str, key: str
) -> None:
    with pytest.raises(CellNotFoundError) as caught:
        explained(YUNNAN, form, row, column)
    assert caught.value.key == key and caught.value.known


def test_forms_of_more_than_eight_columns_are_printed_across() -> None:
    wide = {form.width > 8 for form in SHANGHAI.forms if form.landscape}
    upright = {form.width for form in SHANGHAI.forms if not form.landscape}
    assert wide == {True} and max(upright) <= 8


def test_a_row_that_facts_needed_is_told_with_its_form() -> None:
    spent = {"function": "2010301", "fund": "general", "nature": "basic.public"}
    rows = [fact("expenditure", 500, economic="30701", **spent), fact("income", 500, **spent)]
    appended = filled(rows, "shanghai-2024").appended
    assert ("06", "30701") in {(form, row.code) for form, row in appended}
