"""Inheriting data: a file states only how it differs from another."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.resources import DataError, inherited, merged

LEAVES = st.one_of(
    st.integers(), st.text("甲乙丙", max_size=2), st.lists(st.integers(), max_size=2)
)
LINES = st.dictionaries(st.sampled_from("abc"), LEAVES, max_size=3)
TABLES = st.recursive(
    LINES,
    lambda inner: st.builds(
        lambda lines, tables: lines | tables,
        LINES,
        st.dictionaries(st.sampled_from("XYZ"), inner, max_size=2),
    ),
    max_leaves=6,
)
"""Tables whose small entries are texts, numbers or lists, and whose large ones are tables."""


@given(TABLES)
def test_no_change_changes_nothing(data: dict[str, Any]) -> None:
    assert merged(data, {}) == merged({}, data) == merged(data, data) == data


@given(TABLES, TABLES, TABLES)
def test_changes_may_be_laid_over_each_other_first(
    base: dict[str, Any], middle: dict[str, Any], top: dict[str, Any]
) -> None:
    assert merged(merged(base, middle), top) == merged(base, merged(middle, top))


@given(TABLES, TABLES)
def test_neither_is_changed_and_what_is_not_named_is_inherited(
    base: dict[str, Any], change: dict[str, Any]
) -> None:
    kept, said = repr(base), repr(change)
    found = merged(base, change)
    assert (repr(base), repr(change)) == (kept, said)
    assert {key: found[key] for key in base if key not in change} == {
        key: base[key] for key in base if key not in change
    }


def test_false_removes_an_entry_but_is_a_value_where_a_truth_stood() -> None:
    base = {"rows": {"1": "收入", "2": "支出"}, "numbered": True}
    assert merged(base, {"rows": {"2": False}, "numbered": False}) == {
        "rows": {"1": "收入"},
        "numbered": False,
    }


def test_a_table_may_begin_anew() -> None:
    base = {"levels": {"产出": 50, "效益": 30}, "total": 100}
    change = {"levels": {"anew": True, "产出": 60}}
    assert merged(base, change) == {"levels": {"产出": 60}, "total": 100}


FILES = {
    "base": {"total": 100, "levels": {"产出": 50}},
    "province": {"inherits": "base", "levels": {"效益": 40}},
    "city": {"inherits": "province", "total": 120},
    "round": {"inherits": "about"},
    "about": {"inherits": "round"},
    "lost": {"inherits": "nowhere"},
}


def test_a_chain_of_files_from_the_furthest_to_the_nearest() -> None:
    assert inherited("city", FILES.get) == {"total": 120, "levels": {"产出": 50, "效益": 40}}


@pytest.mark.parametrize(
    ("name", "key", "file"),
    [
        ("round", "inherits_itself", "about"),
        ("lost", "inherits_nothing", "lost"),
        ("nothing", "inherits_nothing", "nothing"),
    ],
)
def test_a_chain_that_leads_nowhere(name: str, key: str, file: str) -> None:
    with pytest.raises(DataError) as caught:
        inherited(name, FILES.get)
    assert (caught.value.key, caught.value.file) == (key, file)
