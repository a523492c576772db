"""Faults in self-evaluations are found in every layout; ``make evaluations`` plants many."""

import pytest

from planted_faults.layouts import LAYOUTS
from planted_faults.self_evaluating import FAULTS, Shares, try_faults


@pytest.fixture(scope="module")
def shares() -> Shares:
    """What became of faults of every kind, each in some of the layouts."""
    counted = Shares()
    try_faults(counted, seed=1, each=1, turn=3)
    return counted


def test_every_kind_is_planted_and_every_layout_used(shares: Shares) -> None:
    assert shares.faults.keys() == FAULTS.keys() and shares.layouts.keys() == LAYOUTS.keys()


def test_cells_are_read_as_they_were_printed(shares: Shares) -> None:
    assert shares.misread == []


def test_sound_tables_are_let_alone(shares: Shares) -> None:
    assert shares.alarms == []


def test_faults_are_found_with_their_right_values(shares: Shares) -> None:
    total = shares.total()
    assert total["found"] >= total["planted"] - 1, shares.missed
    assert total["right"] * 100 >= 90 * total["planted"], shares.missed
