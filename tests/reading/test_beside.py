"""Forms with columns, heads and rows that no set knows, beside others or turned: what belongs to
the form is read, what is added is told or read as what it is, and nothing of it as the form's."""

from collections import Counter

import pytest

from support.beside_trials import files, trials


def total(found) -> Counter[str]:
    return sum((counts for _, _, counts, _ in found), Counter())


@pytest.mark.parametrize(
    ("way", "form_set", "right"),
    [
        ("budget_beside", "mof-2022", 1),
        ("three_stages", "mof-2022", 1),
        ("remarks_between", "yunnan-2024", 1),
        ("remarks_between", "mof-2022", 1),
        ("units_first", "mof-2022", 1),
        ("turned", "mof-2020", 1),
        ("turned", "yunnan-2024", 1),
        ("subtotals", "shanghai-2024", 1),
        ("of_which", "shanghai-2024", 1),
        ("line_numbers_right", "yunnan-2024", 1),
        ("by_unit", "mof-2022", 0.2),
    ],
)
def test_a_form_is_read_beside_what_no_set_knows(way: str, form_set: str, right: float) -> None:
    found = total(trials([form_set], 1, [way]))
    assert found["right"] >= right * sum(found[n] for n in ("right", "doubted", "told", "lost")) > 0
    assert found["lost"] == found["false"] == found["added silent"] == 0


@pytest.mark.parametrize("way", ["budget_beside", "last_year", "turned"])
def test_the_title_of_the_whole_may_stand_above_a_forms_own(way: str) -> None:
    """2023年度部门决算 in the first line of a sheet is no head of all its columns."""
    found = total(files(["shanghai-2024"], 1, [way], suffix=".xlsx"))
    assert found["right"] > 20
    assert found["lost"] == found["false"] == found["told"] == 0
