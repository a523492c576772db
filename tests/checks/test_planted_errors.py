"""Errors planted in balanced sets: the planted cell is the cause found, with its figure."""

import pytest
from bench.planted import Shares, random_set, run, untouched

from juesuan.facts import WAN, YUAN

GOAL = 0.99
"""Of the errors that the identities determine."""

SEEDS = range(100, 103)

SETS = {
    "元, 云南": lambda seed: random_set(seed, "yunnan-2023", YUAN),
    "元, 通用": lambda seed: random_set(seed, "mof", YUAN),
    "万元, each figure rounded by itself": lambda seed: random_set(seed, "yunnan-2023", WAN),
    "万元, rounded figures added up": lambda seed: random_set(seed, "mof", WAN, "added"),
}


@pytest.mark.parametrize("sets", SETS.values(), ids=SETS)
def test_untouched_sets_give_nothing(sets) -> None:
    assert list(untouched(SEEDS, sets)) == []


@pytest.mark.parametrize("sets", SETS.values(), ids=SETS)
def test_a_planted_error_is_the_cause_that_is_found(sets) -> None:
    shares: Shares = run(SEEDS, sets, each=3)
    tried = sum(count.total() for count in shares.counts.values())
    assert tried > 35
    assert shares.share() >= GOAL, [(seed, p.kind, p.truth) for seed, p in shares.missed]
    wrong = sum(count["wrong"] for count in shares.counts.values())
    assert wrong <= 0.02 * tried
