"""The one plan over a corpus gives what the engine of checks gives for each disclosure."""

import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import msgspec
import pytest
from bench.planted import KINDS, planted, random_set

from juesuan.checks import Subject, check, selected
from juesuan.checks.causes.explaining import explained
from juesuan.corpus import Corpus
from juesuan.corpus.fingerprint import layout_of
from juesuan.corpus.plan import plan
from juesuan.corpus.records import rows_of
from juesuan.corpus.schema import tables
from juesuan.corpus.slices import slices, tell_broken
from juesuan.facts import WAN, YUAN
from support.disclosures import printed_book

Outcome = tuple[int, str, int, int, str]


def by_engine(document: int, subject: Subject) -> Iterator[Outcome]:
    """The identities that speak, as the checks work them out."""
    system = subject.once(explained).system
    for n, constraint in enumerate(system.each):
        if not any(system.claims[p].state == "number" for _, p in constraint.terms):
            continue
        residual, kind = system.residual(n), constraint.identity.kind
        if not system.fits(n, residual):
            outcome = "broken"
        else:
            outcome = "held" if residual == 0 or kind == "part" else "tails"
        yield document, str(constraint.identity), residual, system.allowed[n], outcome


def filled(subjects: list[Subject], folder: Path) -> duckdb.DuckDBPyConnection:
    """The tables of the plan with all of them."""
    db = duckdb.connect()
    checked = [rows_of(check(subject, selected(["K999"]))) for subject in subjects]
    for table in ("observations", "terms"):
        path = folder / f"{table}.json"
        with path.open("wb") as file:
            for number, rows in enumerate(checked):
                for row in rows[table]:
                    said = {"document": number} if table == "observations" else {}
                    file.write(msgspec.json.encode(row | said) + b"\n")
        kinds = {column.name: column.type for column in tables()[table].columns}
        query = f"SELECT DISTINCT * FROM read_json('{path}', columns = {kinds})"
        db.execute(f"CREATE TABLE _{table} AS {query}")
    return db


def planned(subjects: list[Subject], name: str, folder: Path) -> list[Outcome]:
    """The same by the plan over all of them."""
    db = filled(subjects, folder)
    layouts = map(layout_of, subjects)
    names = {(one.number, n): str(i) for one in layouts for n, i in enumerate(one.identities)}
    query = f"SELECT document, layout, identity, residual, allowed, outcome FROM ({plan()[name]})"
    rows = db.execute(query).fetchall()
    return [(d, names[y, i], int(residual), int(a), o) for d, y, i, residual, a, o in rows]


@pytest.fixture(scope="module")
def subjects() -> list[Subject]:
    """Sets in 元 and 万元 with an error of every kind, and printed ones with dashes, rows left
    out and a figure of another form's."""
    found = []
    draw = random.Random(5)
    for seed, money in enumerate((YUAN, WAN)):
        disclosure = random_set(seed, money=money)
        found.append(Subject(disclosure=disclosure))
        for kind in KINDS:
            if plant := planted(disclosure, kind, draw):
                found.append(Subject(disclosure=plant.disclosure))
    found.append(printed_book(cells={"05:total:7": "", "03:201:1": "13.00"}))
    found.append(printed_book(cells={"01:27:1": "—", "03:total:1": "—"}, without=["05"]))
    return found


def test_every_identity_comes_out_as_the_engine_says(
    subjects: list[Subject], tmp_path: Path
) -> None:
    wanted = [row for n, subject in enumerate(subjects) for row in by_engine(n, subject)]
    found = planned(subjects, "identities", tmp_path)
    assert {row[4] for row in wanted} == {"held", "tails", "broken"}
    assert sorted(found) == sorted(wanted)


def test_the_quick_plan_finds_just_the_broken_ones(subjects: list[Subject], tmp_path: Path) -> None:
    wanted = [row for n, subject in enumerate(subjects) for row in by_engine(n, subject)]
    found = planned(subjects, "broken", tmp_path)
    assert sorted(found) == sorted(row for row in wanted if row[4] == "broken")
    assert 0 not in {row[0] for row in found}, "the first has no error"


def test_a_corpus_answers_which_identities_are_broken(corpus: Corpus) -> None:
    found = corpus.rows("SELECT unit, kind, residual FROM broken ORDER BY ALL")
    assert {unit for unit, _, _ in found} == {"丙局"}
    assert sorted(abs(int(residual)) for _, _, residual in found) == [900_000] * 3
    ((held, broken),) = corpus.rows("SELECT sum(held), sum(broken) FROM documents")
    counted = dict(corpus.rows("SELECT outcome, count(*) FROM identities GROUP BY outcome"))
    assert counted == {"held": held, "broken": broken}


def test_slices_together_give_what_the_whole_gives(subjects: list[Subject], tmp_path: Path) -> None:
    db = filled(subjects, tmp_path)
    whole = db.execute(plan()["broken"]).fetchall()
    db.execute(f"CREATE TABLE told AS FROM ({plan()['broken']}) LIMIT 0")
    tell_broken(db, "told", figures=1_000)
    cut = list(slices(db, figures=1_000))
    assert len({(one.first, one.documents) for one in cut}) == len(cut) > 4
    assert any(one.documents for one in cut), "a layout of many documents is cut, too"
    assert sorted(db.execute("FROM told").fetchall()) == sorted(whole)
    assert whole
