"""What this package writes, in any format, form set and unit of money, it reads back the same."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juesuan.facts import COLUMNS, WAN, YUAN, FactStore, MoneyUnit
from juesuan.forms import Disclosure, FormSet, fill, load_form_set
from juesuan.publishing.open_data import write_facts
from juesuan.reading import read
from juesuan.reading.formats import pdf_composed as pdf_module
from support.balanced import SETS, SPACE, YEAR, balanced_facts, filled
from support.disclosures import facts
from support.printing import cells_of
from writing import write_disclosure

Rows = list[tuple[Any, ...]]


def numbers(form_set: FormSet) -> dict[str, str]:
    """Which form has which number: two sets of one shape are read as either."""
    return {form.no: form.key for form in form_set.forms}


@pytest.mark.parametrize(
    ("suffix", "examples"), [("xlsx", 8), ("html", 8), ("docx", 6), ("pdf", 3)]
)
def test_any_file_written_is_read_back_cell_for_cell(
    suffix: str, examples: int, tmp_path: Path
) -> None:
    @settings(max_examples=examples)
    @given(balanced_facts(), st.sampled_from(SETS), st.sampled_from((YUAN, WAN)))
    def read_back(rows: Rows, form_set: str, money: MoneyUnit) -> None:
        disclosure = filled(rows, form_set, money)
        reading = read(write_disclosure(disclosure, tmp_path / f"a.{suffix}"))
        assert (numbers(reading.form_set), reading.money) == (numbers(disclosure.form_set), money)
        assert reading.missing() == []
        # The forms of some sets print no year, and neither does this file's name.
        assert {unread.key for unread in reading.unread} <= {"year_assumed"}
        assert {
            (o.form, o.row, o.column): (o.value, o.certainty) for o in reading.observations
        } == {place: (value, 1) for place, value in cells_of(disclosure).items()}

    read_back()


@given(balanced_facts(), st.sampled_from(SETS))
@settings(max_examples=5)
def test_the_facts_file_fills_the_same_forms(
    tmp_path_factory: pytest.TempPathFactory, rows: Rows, form_set: str
) -> None:
    path = tmp_path_factory.mktemp("facts") / "facts.parquet"
    store = FactStore(SPACE)
    store.add(rows)
    write_facts(store, path)
    again = FactStore(SPACE)
    chosen = f"SELECT {', '.join(COLUMNS)} FROM read_parquet(?)"
    again.add(duckdb.connect().execute(chosen, [str(path)]).fetchall())

    def cells(store: FactStore) -> dict[tuple[str, str, str], str]:
        return cells_of(fill(load_form_set(form_set, SPACE), store, "某局", YEAR, YUAN))

    assert cells(again) == cells(store) != {}


@pytest.fixture
def disclosure() -> Disclosure:
    return filled(facts(), "yunnan-2023")


def test_a_booklet_whose_tables_have_no_lines_is_not_called_incomplete(
    disclosure: Disclosure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can be read by how the texts align is read; nothing wrong, nothing missing."""
    monkeypatch.setattr(pdf_module, "ruled_tables", lambda horizontal, vertical: [])
    reading = read(write_disclosure(disclosure, tmp_path / "a.pdf"))
    expected = cells_of(disclosure)
    found = {(o.form, o.row, o.column): o.value for o in reading.observations}
    assert found.items() <= expected.items()
    assert len(found) > 0.8 * len(expected)
    assert reading.missing() == []
    told = {unread.key for unread in reading.unread}
    assert {"aligned_table", "form_not_read"} <= told
    unread = {u.details["form"] for u in reading.unread if u.key == "form_not_read"}
    assert all(form.certainty == 0 for form in reading.forms if form.no in unread)
