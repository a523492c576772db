"""Garbage is looked for rarely while a file is read, and as before afterwards."""

import gc
from collections.abc import Iterator

import pytest

from juesuan.reading.collecting import collecting_rarely

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_thresholds_are_what_they_were_when_the_last_one_is_done() -> None:
    with collecting_rarely():
        with collecting_rarely():
            assert gc.get_threshold()[0] > USUAL[0]
        assert gc.get_threshold()[0] > USUAL[0]
    assert gc.get_threshold() == USUAL


def test_they_are_so_after_an_error_too() -> None:
    with pytest.raises(ValueError, match="damaged"), collecting_rarely():
        raise ValueError("damaged")
    assert gc.get_threshold() == USUAL


@pytest.mark.parametrize("set_by_others", [(0, 10, 10), (500_000, 10, 100)])
def test_who_collects_never_or_as_rarely_is_left_alone(set_by_others: tuple[int, int, int]) -> None:
    gc.set_threshold(*set_by_others)
    with collecting_rarely():
        assert gc.get_threshold() == set_by_others
    assert gc.get_threshold() == set_by_others


def test_what_others_set_meanwhile_stays() -> None:
    with collecting_rarely():
        gc.set_threshold(1_000, 5, 5)
    assert gc.get_threshold() == (1_000, 5, 5)


def test_what_is_read_is_not_looked_through_for_its_number_alone() -> None:
    with collecting_rarely():
        kept = [[number] for number in range(10 * USUAL[0])]
    assert gc.get_count()[0] < USUAL[0]
    assert len(kept) == 10 * USUAL[0]
