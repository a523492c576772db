"""How near two words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.text import alike, distance, nearest, shortens

words = st.text("公务接待费用车", max_size=6)


@given(words, words)
def test_distance_is_the_same_both_ways_and_nothing_only_for_equals(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


def counted(one: str, other: str) -> tuple[int, int]:
    """Changes between two texts and characters they have in common, cell by cell of the table."""
    changes = {(n, 0): n for n in range(len(one) + 1)} | {(0, m): m for m in range(len(other) + 1)}
    common = dict.fromkeys(changes, 0)
    for n in range(1, len(one) + 1):
        for m in range(1, len(other) + 1):
            same = one[n - 1] == other[m - 1]
            near = changes[n - 1, m], changes[n, m - 1], changes[n - 1, m - 1] - same
            ways = [before + 1 for before in near]
            if n > 1 and m > 1 and one[n - 1] == other[m - 2] and one[n - 2] == other[m - 1]:
                ways.append(changes[n - 2, m - 2] + 1)
            changes[n, m] = min(ways)
            longest = max(common[n - 1, m], common[n, m - 1])
            common[n, m] = max(longest, common[n - 1, m - 1] + same)
    return changes[len(one), len(other)], common[len(one), len(other)]


@given(words, words)
def test_rows_in_one_number_come_to_what_the_table_does(one: str, other: str) -> None:
    changes, common = counted(one, other)
    assert distance(one, other) == changes
    both = len(one) + len(other)
    assert alike(one, other) == (200 * common // both if both else 100)


@given(words, words, st.integers(0, 4))
def test_what_lies_further_is_one_more_than_was_asked_for(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(distance(one, other), most + 1)


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [("2013750", "2013570", 1), ("2013750", "201375", 1), ("公用经费", "公务经费", 1)],
)
def test_one_slip_of_the_hand(one: str, other: str, changes: int) -> None:
    assert distance(one, other) == changes


@given(words, st.lists(words, max_size=5))
def test_the_nearest_is_a_known_word_and_none_is_nearer(text: str, known: list[str]) -> None:
    found = nearest(text, known)
    near = [word for word in known if distance(text, word) <= 2]
    if near:
        assert found in known
        assert distance(text, found) == min(distance(text, word) for word in near)
    else:
        assert found == ""


def test_of_equally_near_words_the_first() -> None:
    assert nearest("tille", ["title", "tile"]) == "title"
    assert nearest("gridd", ["grid", "title"], most=1) == "grid"


@pytest.mark.parametrize(
    ("short", "long", "it_is"),
    [
        ("运行费", "公务用车运行维护费", True),
        ("县卫健局", "某县卫生健康局", True),
        ("费运行", "公务用车运行维护费", False),
        ("县教育局", "某县卫生健康局", False),
        ("", "某县卫生健康局", True),
    ],
)
def test_a_short_name_has_its_characters_in_order(short: str, long: str, it_is: bool) -> None:
    assert shortens(short, long) is it_is
