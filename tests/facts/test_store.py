"""Sums over regions, rolled up along the hierarchies inside the engine."""

from pathlib import Path

import pytest

from juesuan.facts import COLUMNS, FactStore, Region, Space
from juesuan.facts import store as storing
from juesuan.forms import CellKey
from juesuan.publishing import fill_book
from support.once import book_once

SPACE = Space(2023)


@pytest.fixture(params=["held here", "held by the engine"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> FactStore:
    """Facts, summed in either way: a small cube is held here, a large one by the engine."""
    if request.param == "held by the engine":
        monkeypatch.setattr(storing, "SMALL", 2)
    found = FactStore(SPACE)
    for function, economic, value in (
        ("2013701", "30101", 100),
        ("2013750", "30201", 20),
        ("2080505", "30108", 3),
    ):
        said = {"unit": "01", "measure": "expenditure", "function": function, "economic": economic}
        found.add(
            [
                tuple(
                    2023 if n == "year" else value if n == "value" else said.get(n, "")
                    for n in COLUMNS
                )
            ]
        )
    return found


@pytest.mark.parametrize(
    ("region", "total"),
    [
        ({}, 123),
        ({"function": {"201"}}, 120),
        ({"function": {"20137"}}, 120),
        ({"function": {"2013750"}}, 20),
        ({"economic": {"personnel"}}, 103),
        ({"economic": {"301"}, "function": {"201"}}, 100),
        ({"economic": {"30101", "30108"}}, 103),
        ({"function": {"205"}}, None),
        ({"measure": {"income"}}, None),
    ],
)
def test_sums(store: FactStore, region: dict[str, set[str]], total: int | None) -> None:
    wanted = Region.of(region)
    assert store.evaluate([wanted]) == {wanted: total}


def test_no_fact_is_not_zero(store: FactStore) -> None:
    store.add([("01", 2023, "income", *[""] * 8, "", 0)])
    income, opening = Region.of({"measure": {"income"}}), Region.of({"measure": {"opening"}})
    assert store.evaluate([income, opening]) == {income: 0, opening: None}


def test_a_large_sum_is_exact(store: FactStore) -> None:
    """Beyond 2**53, where floating point would lose cents."""
    store.add([("01", 2023, "closing", *[""] * 8, "", 9_007_199_254_740_993)] * 1)
    closing = Region.of({"measure": {"closing"}})
    assert store.evaluate([closing])[closing] == 9_007_199_254_740_993


def test_a_few_facts_start_no_engine_until_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    connect = storing.connect
    monkeypatch.setattr(storing, "connect", lambda: started.append(1) or connect())
    row = ("01", 2023, "income", *[""] * 8, "", 7)
    found = FactStore(SPACE)
    found.add([row, row])
    income = Region.of({"measure": {"income"}})
    assert (found.evaluate([income]), len(found), started) == ({income: 14}, 2, [])
    assert found.db.execute("SELECT sum(value) FROM facts").fetchall() == [(14,)]
    found.add([row])
    assert (found.evaluate([income]), len(found), started) == ({income: 21}, 3, [1])


def test_codes_and_those_above_them(store: FactStore) -> None:
    assert store.codes("function") == [
        "201",
        "20137",
        "2013701",
        "2013750",
        "208",
        "20805",
        "2080505",
    ]


def test_forms_are_the_same_in_either_way(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def filled() -> list[dict[CellKey, int]]:
        book = fill_book(book_once(examples / "yuxi-internet-office-2021"))
        return [form.values for form in book.forms]

    here = filled()
    monkeypatch.setattr(storing, "SMALL", 2)
    monkeypatch.delattr(storing, "_Cube")
    assert filled() == here and any(here)
