"""Checking identities: one document, ten thousand in one query, and the same by others."""

from __future__ import annotations

import contextlib
import io
import random
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.corpus import BARE, beyond, write_corpus
from bench.planted import KINDS, Plant, planted, random_set, run, untouched
from juesuan.checks import Subject, check
from juesuan.checks.causes.claims import claims_of, identities_of
from juesuan.checks.causes.explaining import explained
from juesuan.checks.causes.residuals import add_layout, create_tables, residuals
from juesuan.facts import MoneyUnit, money_unit
from juesuan.facts.store import connect
from juesuan.forms import Disclosure, Identity

__all__ = ["check_corpus", "check_documents", "check_peers", "plant_errors"]

_FIRST = 1000


def check_documents(money: str, documents: int) -> dict[str, Any]:
    """Seconds to explain one document, that holds and that has one error, each of a layout
    seen before; the time of finding a layout's identities, and of asking all rules of both."""
    found: dict[str, Any] = {"laid": [], "holds": [], "wrong": [], "identities": 0}
    found |= {"all_holds": [], "all_wrong": []}
    for seed in range(_FIRST, _FIRST + documents):
        disclosure = random_set(seed, "yunnan-2023", money_unit(money))
        began = time.perf_counter()
        found["identities"] = len(identities_of(Subject(disclosure=disclosure)))
        found["laid"].append(time.perf_counter() - began)
        found["holds"].append(_timed(disclosure, broken=False))
        plant = None
        draw = random.Random(seed)
        while not isinstance(plant, Plant):
            plant = planted(disclosure, "digit", draw)
        found["wrong"].append(_timed(plant.disclosure, broken=None))
        for name, one in (("all_holds", disclosure), ("all_wrong", plant.disclosure)):
            subject = Subject(disclosure=one)
            began = time.perf_counter()
            check(subject)
            found[name].append(time.perf_counter() - began)
    return found


def _timed(disclosure: Disclosure, broken: bool | None) -> float:
    subject = Subject(disclosure=disclosure)
    began = time.perf_counter()
    told = explained(subject)
    took = time.perf_counter() - began
    if broken is not None and bool(told.outcomes["broken"]) != broken:
        raise RuntimeError("a set that adds up was found broken")
    return took


def check_corpus(folder: str, documents: int, repeat: int) -> dict[str, Any]:
    """Ours and a bare scan-and-group over one file of so many documents' figures, in turn."""
    path, db = Path(folder) / "corpus.parquet", connect()
    written = write_corpus(db, path, documents)
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    for _ in range(repeat):
        began = time.perf_counter()
        wrong = beyond(db, path)
        checked = time.perf_counter()
        db.execute(BARE.format(path=path)).fetchall()
        times["bare"].append(time.perf_counter() - checked)
        times["ours"].append(checked - began)
        if wrong != written["wrong"]:
            raise RuntimeError(f"{wrong} documents found wrong of {written['wrong']}")
    return {**written, **times}


def check_peers(documents: int, rows: int) -> dict[str, Any]:
    """The same equalities over documents that each are one row of a wide table: ours, pandera
    and, for fewer rows, frictionless. Seconds by name; each must find the one wrong row."""
    subject = Subject(disclosure=random_set(0))
    claims = claims_of(subject)
    names = {key: f"c{n}" for n, key in enumerate(claims)}
    equal = [i for i in identities_of(subject) if i.kind != "part"]
    wide = [
        {names[key]: claim.value * (number + 1) for key, claim in claims.items()}
        for number in range(documents)
    ]
    wide[documents // 2][names[equal[0].terms[0][1]]] += 1
    terms = [[(c, names[key]) for c, key in identity.terms] for identity in equal]
    found: dict[str, Any] = {"identities": len(equal), "documents": documents, "rows": rows}
    found["ours"] = _ours(subject, equal, documents)
    found["pandera"] = _pandera(wide, terms, documents // 2)
    few = [*wide[: rows - 1], wide[documents // 2]]
    found["frictionless"] = _frictionless(few, terms, rows - 1)
    return found


def _ours(subject: Subject, equal: Sequence[Identity], documents: int) -> float:
    db = connect()
    create_tables(db)
    add_layout(db, 0, equal)
    claims = [(k.form, k.row, k.column, c.value) for k, c in claims_of(subject).items()]
    first = equal[0].terms[0][1]
    db.execute("CREATE TEMP TABLE one (form VARCHAR, row VARCHAR, col VARCHAR, value BIGINT)")
    db.execute(
        "INSERT INTO one SELECT unnest(?), unnest(?), unnest(?), unnest(?)",
        [list(column) for column in zip(*claims, strict=True)],
    )
    db.execute(
        "INSERT INTO printed SELECT d, 0, form, row, col, value * (d + 1) +"
        " CASE WHEN d = ? AND (form, row, col) = (?, ?, ?) THEN 1 ELSE 0 END, 0"
        " FROM one, range(?) AS r(d)",
        [documents // 2, first.form, first.row, first.column, documents],
    )
    began = time.perf_counter()
    told = residuals(db, beyond=True).fetchall()
    took = time.perf_counter() - began
    if {row[0] for row in told} != {documents // 2}:
        raise RuntimeError("ours does not find the wrong document")
    return took


Terms = list[list[tuple[int, str]]]


def _pandera(wide: list[dict[str, int]], terms: Terms, wrong: int) -> float | None:
    try:
        pandas, pandera = import_module("pandas"), import_module("pandera.pandas")
    except ImportError:
        return None

    def holds(line: list[tuple[int, str]]) -> Callable[[Any], Any]:
        return lambda frame: sum(c * frame[name] for c, name in line) == 0

    frame = pandas.DataFrame(wide)
    schema = pandera.DataFrameSchema(checks=[pandera.Check(holds(line)) for line in terms])
    began = time.perf_counter()
    try:
        schema.validate(frame, lazy=True)
        failed: set[int] = set()
    except pandera.errors.SchemaErrors as found:
        failed = set(found.failure_cases["index"])
    took = time.perf_counter() - began
    if failed != {wrong}:
        raise RuntimeError("pandera does not find the wrong document")
    return took


def _frictionless(wide: list[dict[str, int]], terms: Terms, wrong: int) -> float | None:
    try:
        frictionless = import_module("frictionless")
    except ImportError:
        return None
    checks = frictionless.checks

    def side(line: list[tuple[int, str]], sign: int) -> str:
        return " + ".join(name for c, name in line if c * sign > 0)

    wanted = [checks.row_constraint(formula=f"{side(t, 1)} == {side(t, -1)}") for t in terms]
    rows = [list(wide[0]), *(list(row.values()) for row in wide)]
    began = time.perf_counter()
    with contextlib.redirect_stderr(io.StringIO()):
        report = frictionless.Resource(data=rows).validate(
            frictionless.Checklist(checks=wanted), limit_errors=10_000
        )
    took = time.perf_counter() - began
    failed = {row - 2 for (row,) in report.flatten(["rowNumber"])}
    if failed != {wrong}:
        raise RuntimeError(f"frictionless does not find the wrong document: {failed}")
    return took


def plant_errors(money: str, habit: str, form_set: str, seeds: int) -> dict[str, Any]:
    """Shares of planted errors found, by kind."""
    unit: MoneyUnit = money_unit(money)

    def sets(seed: int) -> Disclosure:
        return random_set(seed, form_set, unit, habit)

    shares = run(range(seeds), sets)
    return {
        "kinds": {
            kind: {"all": dict(shares.counts[kind]), "determined": dict(shares.determined[kind])}
            for kind in KINDS
        },
        "share": shares.share(),
        "untouched": len(list(untouched(range(seeds), sets))),
    }
