"""J3, more than the budget."""

from msgspec.structs import replace

from checks.performance.self_evaluation import found, money, places, project
from juesuan.checks import message, severity_of


def spent(row: str, *, initial_only: bool = False):
    rows = [money(row)]
    if initial_only:
        values = {role: value for role, value in rows[0].values.items() if role != "full"}
        rows = [replace(rows[0], values=values)]
    return project(rows=rows)


def test_j314_finds_more_spent_than_the_full_year_budget() -> None:
    (one,) = found("J314", spent("10|10|11.5|10|115.00|10"))
    assert places(one) == [("年度资金总额", "11.5"), ("年度资金总额", "115.00")]
    assert "超过15,000.00元" in message(one) or "超过1.50万元" in message(one)
    assert severity_of(one) == "warning"


def test_j314_finds_more_than_the_initial_budget_and_only_tells_it_without_full_points() -> None:
    (told,) = found("J314", spent("10||11.5|10|115.00|9", initial_only=True))
    (full,) = found("J314", spent("10||11.5|10|115.00|10", initial_only=True))
    assert (severity_of(told), severity_of(full)) == ("info", "warning")


def test_j314_passes_all_that_was_budgeted() -> None:
    assert found("J314", spent("10|10|10|10|100|10")) == []


def test_j314_spares_a_budget_raised_in_the_year_and_the_last_digit() -> None:
    assert found("J314", spent("10|12|11.5|10|95.83|9.58")) == []
    assert found("J314", spent("10|10|10.01|10|100|10")) == []
