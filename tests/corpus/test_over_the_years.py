"""Over the years and over units: openings against closings, growth, departments against units."""

import shutil
from pathlib import Path

import pytest

from juesuan.classification import code_list
from juesuan.corpus import Corpus, CorpusError, open_corpus
from juesuan.corpus.changes import keep_changes, official, read_changes
from juesuan.corpus.missing import keep_roster
from juesuan.resources import load_rows


def test_the_opening_is_last_years_closing_or_it_is_told(corpus: Corpus) -> None:
    found = corpus.rows(
        "SELECT unit, year, closing, opening, state FROM carried WHERE fund = '' ORDER BY unit"
    )
    assert found == [
        ("乙局", 2023, 100_000_000, 200_000_000, "differ"),
        ("甲局", 2023, 100_000_000, 100_000_000, "agree"),
    ]


def test_growth_is_worked_out_from_both_years_own_figures(corpus: Corpus) -> None:
    found = corpus.rows(
        "SELECT unit, value_before, value, change, rate_hundredths FROM growth"
        " WHERE measure = 'expenditure' AND economic = '30231' AND fund = 'general'"
        " AND stage = 'final' AND nature = 'basic.public' AND function = '' ORDER BY unit"
    )
    assert found == [
        ("乙局", 3_000_000, 3_000_777, 777, 2),
        ("甲局", 3_000_000, 3_000_000, 0, 0),
    ]


def test_a_department_is_held_against_the_sum_of_its_units(folder: Path, tmp_path: Path) -> None:
    copy, roster = tmp_path / "copy", tmp_path / "roster.csv"
    shutil.copytree(folder, copy)
    roster.write_text("主管部门,单位,年度\n甲局,乙局,2023\n甲局,丁局,2023\n", "utf-8")
    keep_roster(roster, copy)
    with open_corpus(copy) as corpus:
        found = corpus.rows(
            "SELECT unit, units, value, sum_of_units, difference FROM department_sums"
            " WHERE measure = 'expenditure' AND stage = 'final' AND concat(fund, function,"
            " economic, nature, item) = ''"
        )
    assert found == [("甲局", 2, 171_000_000, 342_010_777, -171_010_777)]


def later(folder: Path, tmp_path: Path, lines: str) -> Path:
    """The corpus with a list of changes."""
    copy, changes = tmp_path / "changed", tmp_path / "更名.csv"
    tmp_path.mkdir(exist_ok=True)
    shutil.copytree(folder, copy)
    changes.write_text("类别,年度,原,现,依据\n" + lines, "utf-8")
    keep_changes(changes, copy)
    return copy


TOTALS = (
    " FROM comparable WHERE measure = 'expenditure' AND stage = 'final' AND concat(fund, function,"
    " economic, nature, carry, unit_kind, item) = '' ORDER BY unit"
)


def test_growth_goes_over_a_renamed_unit(folder: Path, tmp_path: Path) -> None:
    with open_corpus(later(folder, tmp_path, "单位,2023,乙局,丁局,改名\n")) as corpus:
        rows = corpus.rows("SELECT unit, units_changed, value_before, value" + TOTALS)
    assert rows == [("甲局", False, 171_000_000, 171_000_000)], "丁局 is another region's"
    with open_corpus(later(folder, tmp_path / "b", "单位,2023,乙局,丙局,改名\n")) as corpus:
        rows = corpus.rows("SELECT unit, units_changed, value_before, value" + TOTALS)
    assert rows == [
        ("丙局", True, 171_000_000, 171_000_000),
        ("甲局", False, 171_000_000, 171_000_000),
    ]


def test_merged_units_are_one_before_and_after(folder: Path, tmp_path: Path) -> None:
    lines = "单位,2023,甲局,丙局,\n单位,2023,乙局,丙局,\n"
    with open_corpus(later(folder, tmp_path, lines)) as corpus:
        rows = corpus.rows("SELECT unit, value_before, value, rate_hundredths" + TOTALS)
    assert rows == [("丙局", 342_000_000, 171_000_000, -5000)]


ITEM = (
    "SELECT function, codes_changed, value_before, value FROM comparable WHERE unit = '甲局'"
    " AND measure = 'expenditure' AND stage = 'final' AND function LIKE '{}%' AND"
    " concat(fund, economic, nature, carry, unit_kind, item) = '' ORDER BY function"
)


def test_codes_that_changed_are_compared_together_at_every_level(
    folder: Path, tmp_path: Path
) -> None:
    lines = "功能科目,2023,2010302,2080505,\n"
    with open_corpus(later(folder, tmp_path, lines)) as corpus:
        found = corpus.rows(ITEM.format("20"))
    assert [row[:2] for row in found] == [
        ("201+208", True),
        ("20103+20805", True),
        ("2010301", False),
        ("2010302+2080505", True),
    ]
    assert all(before == now for *_, before, now in found)


def test_a_change_that_a_unit_does_not_show_leaves_its_codes_alone(
    folder: Path, tmp_path: Path
) -> None:
    with open_corpus(later(folder, tmp_path, "功能科目,2023,20115,20138,\n")) as corpus:
        found = corpus.rows(ITEM.format("201"))
    assert [row[:2] for row in found] == [
        ("201", False),
        ("20103", False),
        ("2010301", False),
        ("2010302", False),
    ]


@pytest.mark.parametrize(
    "line",
    ["功能科目,2023,20115,2013801,", "单位,今年,甲,乙,", "人员,2023,甲,乙,", "单位,2023,甲,,"],
)
def test_a_change_that_cannot_be_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "更名.csv"
    path.write_text(f"类别,年度,原,现,依据\n单位,2023,甲,乙,\n{line}\n", "utf-8")
    with pytest.raises(CorpusError) as told:
        read_changes(path)
    assert (told.value.key, told.value.details["line"]) == ("change_row", 3)


def test_every_change_of_the_classification_is_between_codes_of_its_years() -> None:
    for change in official():
        assert change.now in code_list(change.list, change.year), change
        assert len(change.before) == len(change.now), change
        assert change.document, change


def test_every_change_of_codes_says_where_it_was_read() -> None:
    known = {row["key"] for row in load_rows("classification/sources.csv")}
    told = {key for row in load_rows("corpus/changes.csv") for key in row["source"].split("+")}
    assert told <= known - {"knowledge-unsure"}
    assert {"knowledge", "notice-mof-food-2019"} <= told
