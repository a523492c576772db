"""One planted fault is one finding that agrees with itself; ``make one-cause`` plants many."""

import pytest

from planted_faults.one_cause import Shares, Subject, small_unit, try_faults


@pytest.fixture(scope="module")
def shares() -> Shares:
    """What was made of faults of every kind in a small unit's booklet."""
    unit: Subject = small_unit("yunnan-2023")
    counted = Shares()
    try_faults("small unit", unit, counted, seed=1, each=1)
    try_faults("small unit", unit, counted, seed=7, each=1)
    return counted


def test_every_kind_of_fault_is_planted(shares: Shares) -> None:
    assert len(shares.counts) == 10  # a small unit counts nothing in its sentences
    assert all(count["planted"] for count in shares.counts.values())


def test_no_two_findings_propose_different_values(shares: Shares) -> None:
    assert shares.total()["contradicting"] == 0


def test_what_is_proposed_leaves_nothing(shares: Shares) -> None:
    counts = shares.total()
    assert counts["silent"] >= counts["found"] - 2


def test_a_fault_is_one_finding(shares: Shares) -> None:
    counts = shares.total()
    assert counts["one"] >= counts["found"] - 1


def test_two_faults_apart_are_as_many_findings_as_each_by_itself(shares: Shares) -> None:
    pairs = shares.counts["pair"]
    assert pairs["planted"] and pairs["one"] == pairs["found"] == pairs["planted"]


def test_no_value_is_proposed_but_for_the_planted_place(shares: Shares) -> None:
    assert shares.total()["misled"] <= 1
