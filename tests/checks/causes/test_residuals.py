"""Residuals of many documents in one query: what each figure rounded by itself can give."""

import pytest

from checks.causes.engine import identity, key
from juesuan.checks.causes.claims import Claim
from juesuan.checks.causes.residuals import (
    Residual,
    add_document,
    add_layout,
    check_identities,
    create_tables,
    residuals,
)
from juesuan.facts import WAN
from juesuan.facts.store import connect
from support.balanced import filled as book_filled
from support.disclosures import facts

SAID = ("x = a + b", "a = c", "x > p")


def told(*documents: dict[str, int], half: int = 50, beyond: bool = True):
    """(document, identity, residual) of what the query gives."""
    db = connect()
    create_tables(db)
    add_layout(db, 1, [identity(one) for one in SAID])
    for number, values in enumerate(documents):
        claims = {key(name): Claim("number", value, half) for name, value in values.items()}
        add_document(db, number, 1, claims | {key("q"): Claim("blank")})
    found = residuals(db, beyond=beyond).fetchall()
    return sorted((document, SAID[one], int(r)) for document, one, _, r, *_ in found)


SOUND = {"x": 300, "a": 100, "b": 200, "c": 100, "p": 100}


def test_all_residuals_with_width_and_how_many_are_printed() -> None:
    db = connect()
    create_tables(db)
    add_layout(db, 1, [identity(one) for one in SAID])
    claims = {key(name): Claim("number", value, 50) for name, value in SOUND.items()}
    add_document(db, 7, 1, claims)
    assert sorted(residuals(db).fetchall()) == [
        (7, 0, "rollup", 0, 150, 3),
        (7, 1, "same", 0, 100, 2),
        (7, 2, "part", 200, 100, 2),
    ]


def test_documents_that_hold_need_no_further_look() -> None:
    assert told(SOUND, SOUND) == []


def test_only_the_documents_that_are_wrong_are_told() -> None:
    wrong = {**SOUND, "x": 900}
    assert told(SOUND, wrong, SOUND) == [(1, "x = a + b", 600)]
    assert told(wrong, SOUND, wrong) == [(0, "x = a + b", 600), (2, "x = a + b", 600)]


@pytest.mark.parametrize(("x", "beyond"), [(449, False), (450, True), (151, False), (150, True)])
def test_a_total_is_beyond_rounding_from_its_width_on(x: int, beyond: bool) -> None:
    assert bool(told({**SOUND, "x": x, "p": 0})) == beyond


@pytest.mark.parametrize(("c", "beyond"), [(200, False), (201, True), (0, False), (-1, True)])
def test_two_prints_of_one_fact_may_differ_by_a_last_digit(c: int, beyond: bool) -> None:
    assert bool(told({**SOUND, "c": c})) == beyond


@pytest.mark.parametrize(("p", "beyond"), [(400, False), (401, True), (-900, False)])
def test_a_part_may_exceed_its_whole_by_both_widths_only(p: int, beyond: bool) -> None:
    assert bool(told({**SOUND, "p": p})) == beyond


def test_exact_figures_are_exact() -> None:
    assert told({**SOUND, "c": 101}, half=0) == [(0, "a = c", -1)]
    assert told(SOUND, half=0) == []


def test_faults_that_cancel_in_a_plain_sum_are_seen_all_the_same() -> None:
    """+1 in one identity and -1 in another: weights keep them apart."""
    assert len(told({**SOUND, "x": 1300, "c": 1100}, half=0)) == 2


def test_layouts_do_not_mix() -> None:
    db = connect()
    create_tables(db)
    add_layout(db, 1, [identity("x = a + b")])
    add_layout(db, 2, [identity("x = a")])
    claims = {key(n): Claim("number", v) for n, v in {"x": 3, "a": 1, "b": 2}.items()}
    add_document(db, 0, 1, claims)
    add_document(db, 1, 2, claims)
    assert [row[:2] for row in residuals(db, beyond=True).fetchall()] == [(1, 0)]


@pytest.mark.parametrize(
    ("kind", "value", "tail", "holds"),
    [
        ("rollup", 0, False, True),
        ("rollup", 5, False, False),
        ("rollup", 5, True, True),
        ("part", 5, False, True),
        ("part", 0, False, True),
        ("part", -5, False, False),
        ("part", -5, True, True),
    ],
)
def test_what_holds(kind: str, value: int, tail: bool, holds: bool) -> None:
    assert Residual(identity("a = b", kind), value, 2, tail).holds == holds


def test_one_document_is_added_up_as_the_engine_does(monkeypatch: pytest.MonkeyPatch) -> None:
    disclosure = book_filled(facts(), "yunnan-2023", WAN)
    form = disclosure.form("05")
    form.values[next(key for key in form.values if key.row == "total")] += 9 * WAN.cents
    db = connect()
    create_tables(db)
    add_layout(db, 0, disclosure.identities)
    claims = {
        cell.key: Claim("number", value)
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if (value := disclosure.printed(filled, cell)) is not None
    }
    add_document(db, 0, 0, claims)
    told = {row[1]: (int(row[3]), row[5]) for row in residuals(db).fetchall()}
    asked = dict(enumerate(disclosure.identities))
    monkeypatch.setattr("duckdb.connect", None)  # to start it takes longer than to add
    found = {str(r.identity): (r.value, r.known) for r in check_identities(disclosure)}
    assert found == {str(one): told.get(n, (0, 0)) for n, one in asked.items()}
    assert any(value for value, _ in found.values())
