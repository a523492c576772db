"""The notation in which form files select facts."""

import pytest

from juesuan.facts import Space
from juesuan.forms import ExpressionError, parse_selection

SPACE = Space(2023)


def test_a_sum_of_two_measures() -> None:
    selection = parse_selection("opening + income[fund=general]", SPACE)
    assert [(coefficient, dict(region.parts)) for coefficient, region in selection.terms] == [
        (1, {"measure": frozenset({"opening"})}),
        (1, {"measure": frozenset({"income"}), "fund": frozenset({"general"})}),
    ]


def test_a_group_means_its_parts() -> None:
    ((_, region),) = parse_selection("income[fund=fiscal]", SPACE).terms
    assert region.get("fund") == {"general", "government_funds", "state_capital"}


def test_row_times_column() -> None:
    row = parse_selection("expenditure + closing", SPACE)
    column = parse_selection("[fund=general]", SPACE)
    cell = row.times(column, SPACE)
    assert len(cell.terms) == 2
    assert all(region.get("fund") == {"general"} for _, region in cell.terms)


def test_row_and_column_that_exclude_each_other_leave_nothing() -> None:
    row = parse_selection("opening[fund=general]", SPACE)
    assert row.times(parse_selection("[fund=state_capital]", SPACE), SPACE).terms == ()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("income expenditure", "no_sign"),
        ("income[fund=martian]", "no_node"),
        ("income[colour=red]", "no_dimension"),
        ("income + ", "unreadable"),
        ("invented", "no_node"),
    ],
)
def test_what_cannot_be_read_says_why(written: str, key: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_selection(written, SPACE)
    assert caught.value.key == key


def test_the_same_facts_in_two_ways_are_one_region() -> None:
    """公用经费合计 by nature, and the public classes of basic expenditure, are one thing."""
    by_nature = parse_selection(
        "expenditure[fund=general, nature=basic.public, stage=final]", SPACE
    )
    by_class = parse_selection(
        "expenditure[fund=general, nature=basic, economic=public, stage=final]", SPACE
    )
    assert by_nature.canonical(SPACE) == by_class.canonical(SPACE)


def test_what_cannot_exist_is_nothing() -> None:
    """Fiscal money pays for no operations, and 309 is no basic expenditure."""
    for written in (
        "expenditure[fund=general, nature=operating, stage=final]",
        "expenditure[nature=basic, economic=30901, stage=final]",
    ):
        assert parse_selection(written, SPACE).canonical(SPACE).terms == ()


def test_what_is_written_is_read_once_for_all_years() -> None:
    written = "opening + income[fund=general]"
    assert parse_selection(written, Space(2019)) is parse_selection(written, Space(2023))
