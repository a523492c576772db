"""Patterns in data: compiled when read, with examples that must hold."""

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.resources import DataError, Pattern, Record, alternatives, load_typed, typed, typing


class Rule(Record):
    rise: Pattern


def read(written: object) -> Pattern:
    return typed(Rule, {"rise": written}, "rules.toml").rise


@pytest.mark.parametrize(
    "written",
    ["增加|上升", ["增加", "上升"], {"pattern": "增加|上升"}, {"any": ["增加", "上升"]}],
)
def test_the_ways_of_writing_one(written: object) -> None:
    rise = read(written)
    assert rise.finds_in("比上年上升3%")
    assert not rise.finds_in("比上年下降3%")
    found = rise.search("比上年增加3万元")
    assert found is not None
    assert found.span() == (3, 5)


@given(st.lists(st.text("增减升降持平.*()", max_size=3), max_size=4))
def test_a_list_finds_what_any_of_its_words_does(words: list[str]) -> None:
    listed = Pattern(alternatives([re.escape(word) for word in words]))
    for text in ("比上年增加", "与上年持平", "(.*)", ""):
        assert listed.finds_in(text) == any(word in text for word in words)


def test_examples_that_hold_are_kept() -> None:
    rise = read({"any": ["增加"], "finds": ["增加3万元"], "passes": ["减少3万元"]})
    assert (rise.finds, rise.passes) == (("增加3万元",), ("减少3万元",))
    assert pickle.loads(pickle.dumps(rise)).finds == rise.finds


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(", "("),
        ({"any": ["增加"], "finds": ["增加", "上升"]}, "增加 does not find “上升”"),
        ({"any": ["增加"], "passes": ["增加值"]}, "finds “增加” in “增加值”"),
        ({"any": ["增加", "上升"], "finds": ["增加值"]}, "上升 finds none of the examples"),
        ({"any": ["增加"], "find": ["增加"]}, "unknown: find"),
        ({"finds": ["增加"]}, "pattern or any"),
        (3, "no pattern"),
    ],
)
def test_what_is_no_pattern_is_told(written: object, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Pattern.read(written)


def test_all_places_and_what_stands_there_instead() -> None:
    names = Pattern("甲|乙")
    assert [found[0] for found in names.finditer("甲与乙")] == ["甲", "乙"]
    assert names.sub("某", "甲与乙") == "某与某"
    assert names.match("与乙") is None
    assert names.fullmatch("乙") is not None


def test_a_file_of_the_package_that_somebody_changed_is_refused_with_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When it is read, not when something is first searched for."""
    monkeypatch.setattr(typing, "load", lambda name: {"rise": {"any": ["增加", "("]}})
    with pytest.raises(DataError) as refused:
        load_typed(Rule, "rules/changed.toml")
    assert (refused.value.file, refused.value.place) == ("rules/changed.toml", "rise")
