"""Figures one slip away from a printed one."""

import pytest

from juesuan.checks.deciding.slips import may_have_meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("163.70", "167.30"),
        ("14", "18"),
        ("1,234.56", "1243.56"),
        ("90%", "95%"),
        ("0.58万元", "0.85万元"),
        ("20", "2"),
        ("12.5", "1.5"),
        ("100", "1000"),
    ],
)
def test_one_slip_lies_between(printed: str, meant: str) -> None:
    assert meant in set(may_have_meant(printed))


@pytest.mark.parametrize(("printed", "other"), [("14", "25"), ("1.00", "01.00"), ("无", "1")])
def test_two_do_not(printed: str, other: str) -> None:
    assert other not in set(may_have_meant(printed))


def test_a_figure_is_no_slip_of_itself() -> None:
    assert "11.00" not in set(may_have_meant("11.00"))
