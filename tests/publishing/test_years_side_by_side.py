"""Several years on one page: a column for each year, a small chart for each row."""

from pathlib import Path
from typing import Any

import pytest
from small_unit import FACTS, fact

from juesuan.facts import WAN, FactStore, Space
from juesuan.publishing.years import YearOfFacts, write_years, years_side_by_side


def year_of(year: int, facts: list[tuple[Any, ...]]) -> YearOfFacts:
    """A year with these facts, whatever year they are written for."""
    store = FactStore(Space(year))
    store.add([(unit, year, *rest) for unit, _, *rest in facts])
    return YearOfFacts(year=year, unit="示例市数字中心", money=WAN, store=store)


@pytest.fixture(scope="module")
def three() -> list[YearOfFacts]:
    """2023 as it is, 2022 with half of its items, 2021 with one item of another class."""
    law = fact("expenditure", 100_000_000, function="2040201", economic="30201", nature="project")
    return [year_of(2021, [law]), year_of(2022, FACTS[:3]), year_of(2023, FACTS)]


def test_each_row_has_an_amount_for_each_year(three: list[YearOfFacts]) -> None:
    tables = {table.key: table for table in years_side_by_side(three)}
    main = {row.label: row for row in tables["main"].rows}
    assert main["本年支出"].amounts == (100_000_000, 318_994_567, 2_676_494_567)
    assert main["本年支出"].texts == ("100.00", "318.99", "2,676.49")
    assert main["本年支出"].change == "+739.04%"
    assert main["基本支出"].amounts == (None, 318_994_567, 318_994_567)
    assert main["基本支出"].texts[0] == "—" and main["基本支出"].part
    assert "年末结转和结余" not in main


def test_classes_of_all_years_are_listed_by_their_codes(three: list[YearOfFacts]) -> None:
    tables = {table.key: table for table in years_side_by_side(three)}
    labels = [row.label[:3] for row in tables["functions"].rows]
    assert labels == ["201", "204", "206"]
    law = tables["functions"].rows[1]
    assert (law.amounts, law.change) == ((100_000_000, None, None), "—")


def test_a_change_is_told_of_what_there_was_alone() -> None:
    """Nothing the year before, less than nothing, or not known: there is no percentage."""
    this = fact("income", 1_100_000, function="2013750", nature="basic")
    for last, told in ((1_000_000, "+10.00%"), (1_100_000, "0.00%"), (0, "—"), (-500, "—")):
        before = fact("income", last, function="2013750", nature="basic")
        years = [year_of(2022, [before]), year_of(2023, [this])]
        rows = [row for table in years_side_by_side(years) for row in table.rows]
        assert {row.change for row in rows if row.amounts == (last, 1_100_000)} == {told}


def test_bars_stand_in_proportion(three: list[YearOfFacts]) -> None:
    (spent,) = [
        row for table in years_side_by_side(three) for row in table.rows if row.label == "基本支出"
    ]
    none, then, now = spent.bars
    assert none[3] == 0 and then == (12.0, 0.0, 9.0, 26.0) and now[3] == 26.0


@pytest.mark.parametrize(("lang", "heading"), [("zh", "比2022年"), ("en", "against 2022")])
def test_the_page_needs_nothing_else_and_escapes_names(
    three: list[YearOfFacts], tmp_path: Path, lang: str, heading: str
) -> None:
    years = [*three[:2], YearOfFacts(year=2023, unit="甲<b>局", money=WAN, store=three[2].store)]
    write_years(list(reversed(years)), tmp_path / "years.html", lang)
    page = (tmp_path / "years.html").read_text("utf-8")
    assert "甲&lt;b&gt;局" in page and "<b>局" not in page
    assert page.index(">2021</th>") < page.index(">2023</th>") and heading in page
    assert "http" not in page.replace("http-equiv", "") and "2,676.49" in page
