"""For every cell of every form shipped, the words alone give the region its file states."""

import pytest

from juesuan.facts import Selection, standard_space
from juesuan.forms import Form, FormSet, Sheet, available_form_sets, lay_out, load_form_set
from juesuan.lexicon import CellMeaning, TableMeaning, lexicon, understand

CODES = ["201", "20103", "2010301", "2010302", "208", "20805", "2080505", "223", "22399", "2239999"]
STAGE_UNSAID = {
    (name, no)
    for name, numbers in {
        "shanghai-2024": ["07"],
        "shanghai-2024-24": ["07"],
        "yunnan-2021": ["09"],
        "yunnan-2023": ["10", "11"],
        "yunnan-2024": ["10", "11"],
    }.items()
    for no in numbers
}
"""Forms that say 预算数 and nowhere of which stage it is: words leave the initial budget open."""
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


def _told(cell: CellMeaning, form: tuple[str, str]) -> Selection | None:
    """What words say of a cell; of a budget whose stage they leave open, the initial one."""
    regions = cell.selection.terms if cell.selection else ()
    if all(region.get("stage") != {"budget"} for _, region in regions):
        return cell.selection
    initial = (s for s in cell.others if all(r.get("stage") == {"initial"} for _, r in s.terms))
    return next(initial) if form in STAGE_UNSAID else cell.selection


@pytest.mark.parametrize(("name", "no"), FORMS)
def test_words_alone_say_what_every_cell_sums(name: str, no: str) -> None:
    form_set = load_form_set(name)
    form = form_set.form(no)
    sheet = lay_out(form, form_set, standard_space(form_set.first_year), CODES, [])
    meaning = understood(form_set, form, sheet)
    told = {(cell.row, cell.column): _told(cell, (name, no)) for cell in meaning.cells}
    wrong = [
        (str(cell.cell.key), told.get((row, column)), cell.cell.selection)
        for row, line in enumerate(sheet.grid())
        for column, cell in enumerate(line)
        if cell is not None and cell.cell and told.get((row, column)) != cell.cell.selection
    ]
    assert wrong == []
    assert meaning.said.unit == form_set.money
