"""Whatever way a booklet's forms are printed in, all of their figures are read, and for sure.

Every way of tables, layouts and titles once, the form sets by turns; ``make certainty`` takes each
set in each way.
"""

from collections.abc import Iterable
from itertools import cycle, islice

import pytest

from juesuan.forms import available_form_sets
from support.certainty import trials
from support.layouts import LAYOUTS
from support.ways import TITLES, WAYS

SETS = [name for name in available_form_sets() if name != "mof"]
OF_ANOTHER = {
    "numbered rows": "mof-2022",
    "layout: on_its_side": "anhui-2020",
}
"""Ways that cost the set whose turn it is a few figures, which are doubted or told."""


def by_turns(ways: Iterable[str], first: int) -> list[tuple[str, str]]:
    turns = zip(ways, islice(cycle(SETS), first, None), strict=False)
    return [(way, OF_ANOTHER.get(way, form_set)) for way, form_set in turns]


def is_read_whole(way: str, form_set: str) -> None:
    ((_, _, tally),) = trials([form_set], 1, 5, {way})
    assert set(tally.curve) == {(100, True)}
    assert {name for name, count in tally.found.items() if count} == {"right"}


@pytest.mark.parametrize(("way", "form_set"), by_turns(WAYS, 0))
def test_tables_printed_in_another_way(way: str, form_set: str) -> None:
    is_read_whole(way, form_set)


@pytest.mark.parametrize(("way", "form_set"), by_turns(LAYOUTS, 7))
def test_tables_laid_out_in_another_way(way: str, form_set: str) -> None:
    is_read_whole(way, form_set)


@pytest.mark.parametrize(("way", "form_set"), by_turns(TITLES, 14))
def test_titles_printed_in_another_way(way: str, form_set: str) -> None:
    is_read_whole(way, form_set)
