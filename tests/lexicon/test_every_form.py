"""For every cell of every form shipped, the words alone give the region its file states."""

import pytest

from juesuan.facts import standard_space
from juesuan.forms import Form, FormSet, Sheet, available_form_sets, lay_out, load_form_set
from juesuan.lexicon import TableMeaning, lexicon, understand

CODES = ["201", "20103", "2010301", "2010302", "208", "20805", "2080505", "223", "22399", "2239999"]
FORMS = [(name, form.no) for name in available_form_sets() for form in load_form_set(name).forms]


def printed(sheet: Sheet) -> list[list[str]]:
    """The table as a file shows it: texts, blank where a merged cell covers."""
    return [
        ["" if c is None else "1,234.56" if c.kind == "figure" else c.text for c in line]
        for line in sheet.grid()
    ]


def understood(form_set: FormSet, form: Form, sheet: Sheet) -> TableMeaning:
    said = {"unit": "甲县乙局", "year": form_set.first_year, "money": form_set.money}
    above = [form.title, form.number, form.department_line.format(**said)]
    before = [*above, form.unit_line.format(**said)]
    return understand(printed(sheet), lexicon(form_set.first_year), before, form.notes)


@pytest.mark.parametrize(("name", "no"), FORMS)
def test_words_alone_say_what_every_cell_sums(name: str, no: str) -> None:
    form_set = load_form_set(name)
    form = form_set.form(no)
    sheet = lay_out(form, form_set, standard_space(form_set.first_year), CODES, [])
    meaning = understood(form_set, form, sheet)
    told = {(cell.row, cell.column): cell.selection for cell in meaning.cells}
    wrong = [
        (str(cell.cell.key), told.get((row, column)), cell.cell.selection)
        for row, line in enumerate(sheet.grid())
        for column, cell in enumerate(line)
        if cell is not None and cell.cell and told.get((row, column)) != cell.cell.selection
    ]
    assert wrong == []
    assert meaning.said.unit == form_set.money
