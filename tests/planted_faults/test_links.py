"""One slip at a link of the chain is one finding; ``python -m planted_faults.links`` makes many."""

import pytest

from planted_faults.links import LINKS, Links, try_links

SOME = ("ministry", "with_reasons", "head_over_all", "flat", "sources_across")
"""Five layouts."""


@pytest.fixture(scope="module")
def links() -> Links:
    """What was made of a slip at every link in some layouts."""
    counted = Links()
    try_links(counted, seed=1, each=1, layouts=SOME, number_of_tables=1)
    return counted


def test_every_link_has_a_slip(links: Links) -> None:
    assert links.counts.keys() == LINKS.keys()


def test_a_slip_is_one_finding(links: Links) -> None:
    for link, count in links.counts.items():
        assert count["one"] == count["found"], (link, links.worst)


def test_no_value_is_proposed_for_another_figure(links: Links) -> None:
    assert [link for link, count in links.counts.items() if count["misled"]] == [], links.worst


def test_the_right_value_is_proposed_where_the_table_determines_it(links: Links) -> None:
    determined = ("rate", "points", "score", "weight", "total", "grade")
    assert all(links.counts[link]["right"] == links.counts[link]["found"] for link in determined)
