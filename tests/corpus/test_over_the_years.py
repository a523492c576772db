"""Over the years and over units: openings against closings, growth, departments against units."""

import shutil
from pathlib import Path

from juesuan.corpus import Corpus, open_corpus
from juesuan.corpus.missing import keep_roster


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
