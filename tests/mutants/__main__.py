"""A small mutation run: the code and its data damaged at random, and which damages no test sees.

``python tests/mutants checks/causes reading forms --count 60 --seed 1``

Well-kept tools were looked at first. mutmut and cosmic-ray damage Python only, and all of it;
here half of what a check says lies in data, and a seeded sample of a package has to be enough.

Tests run once, sound, and show which parts of the code each of them runs; this is kept. Of named
places these are the tests of their packages, with all others of which it is kept from an earlier
run; where no place is named, all tests.

A mutant then meets the tests that run the damaged part, the nearest and quickest first, up to the
first failure and for so many seconds of processor time, in a fork of one process (``forks``).
What lies outside functions and runs when a module is imported needs a process of its own, and so
does data; it meets the tests of its place. What takes far longer than before is found.
"""

import argparse
import json
import random
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from forks import put
from in_code import Mutant, of_code, sites
from in_data import of_data
from reach import ROOT, SOURCE, Reach, measured, near, run
from reach import of_code as code_tests
from reach import of_data as data_tests

PACKAGES = tuple(
    sorted(
        place.name
        for place in SOURCE.iterdir()
        if (place / "__init__.py").exists() or place.name == "data"
    )
)


def sample(package: str, count: int, rng: random.Random) -> list[Mutant]:
    """Mutants of a package or of one file, as many of each kind as can be."""
    place = SOURCE / package
    found = sorted(place.rglob("*")) if place.is_dir() else [place]
    kinds: dict[str, list] = defaultdict(list)
    for path in found:
        file = str(path.relative_to(SOURCE))
        if path.suffix == ".py":
            for site in sites(SOURCE, file):
                kinds[site.kind].append(site)
        elif path.suffix in {".toml", ".csv"} and data_tests(file):
            for mutant in of_data(SOURCE, file):
                kinds[mutant.kind].append(mutant)
    for kind in kinds.values():
        rng.shuffle(kind)
    chosen: list[Mutant] = []
    while any(kinds.values()) and len(chosen) < count:
        for kind in [k for k, left in sorted(kinds.items()) if left]:
            one = kinds[kind].pop()
            chosen.append(one if isinstance(one, Mutant) else of_code(SOURCE, one))
    return chosen[:count]


def met(mutant: Mutant, reach: Reach, most: float) -> list[str]:
    """The tests that a mutant meets, of ``most`` seconds together. Cases of one test are alike,
    so the quickest of each test comes first; tests of other packages count as slower."""
    if mutant.file.startswith("data/"):
        files = {file: n for n, file in enumerate(data_tests(mutant.file))}
        mine = [test for test in reach.seconds if test.split("::")[0] in files]
    else:
        mine = reach.of(mutant)

    def cost(test: str) -> float:
        near = test.startswith(f"tests/{mutant.package}/")
        return (0.05 + reach.seconds[test]) * (1 if near else 3)

    cases: Counter[str] = Counter()
    ranked = []
    for test in sorted(mine, key=cost):
        ranked.append((cost(test) * 3 ** cases[test.split("[")[0]], test))
        cases[test.split("[")[0]] += 1
    chosen: list[str] = []
    for _, test in sorted(ranked):
        most -= reach.seconds[test]
        if most < 0 and chosen:
            break
        chosen.append(test)
    return chosen


def tried(mutants: Sequence[Mutant], reach: Reach, jobs: int, most: float) -> dict[int, str]:
    """Of every mutant, how it ends: "survives" or which test sees it."""
    tests = [met(mutant, reach, most) for mutant in mutants]
    ends: dict[int, str] = {n: "survives" for n, asked in enumerate(tests) if not asked}
    with tempfile.TemporaryDirectory() as kept, ThreadPoolExecutor(jobs) as pool:
        places = [Path(kept) / str(job) for job in range(jobs)]
        for place in places:
            shutil.copytree(ROOT / "src", place)
        turns = [n for n in range(len(mutants)) if n not in ends]
        inside = [n for n in turns if mutants[n].where.function]
        work = [(inside[job::jobs], places[job]) for job in range(jobs)]
        for found in pool.map(lambda one: _forked(one[0], mutants, tests, reach, one[1]), work):
            ends |= found
        again = [n for n in turns if ends.get(n, "anew") == "anew"]
        work = [(again[job::jobs], places[job]) for job in range(jobs)]
        for found in pool.map(lambda one: _anew(one[0], mutants, tests, reach, one[1]), work):
            ends |= found
    return ends


_MORE = 20
"""Seconds of other cases that a mutant meets which the measured ones do not see."""


def _limit(tests: Iterable[str], reach: Reach) -> float:
    return 20 + 4 * sum(reach.seconds[test] for test in tests)


def _forked(
    turns: list[int],
    mutants: Sequence[Mutant],
    tests: Sequence[list[str]],
    reach: Reach,
    place: Path,
) -> dict[int, str]:
    plan = place / "plan.json"
    asked = [
        {
            "number": turn,
            "path": str(place / "juesuan" / mutants[turn].file),
            "text": mutants[turn].text,
            "function": mutants[turn].where.function,
            "tests": tests[turn],
            "limit": _MORE + _limit(tests[turn], reach),
            "more": _MORE,
        }
        for turn in turns
    ]
    if not asked:
        return {}
    plan.write_text(json.dumps(asked), "utf-8")
    files = sorted({test.split("::")[0] for turn in turns for test in tests[turn]})
    run(place, files, 10**6, MUTANTS_PLAN=str(plan))
    told = plan.with_suffix(".told")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    return dict(map(json.loads, lines))


def _anew(
    turns: list[int],
    mutants: Sequence[Mutant],
    tests: Sequence[list[str]],
    reach: Reach,
    place: Path,
) -> dict[int, str]:
    ends = {}
    for turn in turns:
        file = place / "juesuan" / mutants[turn].file
        was = file.read_text("utf-8")
        put(file, mutants[turn].text)
        alive = run(place, tests[turn], 20 + _limit(tests[turn], reach))
        put(file, was)
        ends[turn] = "survives" if alive else "a new process"
    return ends


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("places", nargs="*", default=PACKAGES, help="below src/juesuan")
    parser.add_argument("--count", type=int, default=60, help="mutants in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--most", type=float, default=40, help="seconds of tests for a mutant")
    parser.add_argument(
        "--tests", nargs="*", help="folders of tests, if not those of the places; '' for all"
    )
    parser.add_argument("--list", action="store_true", help="only say which mutants")
    said = parser.parse_args()
    mutants: list[Mutant] = []
    for n, place in enumerate(said.places):
        rng = random.Random(f"{said.seed} {place}")
        mutants += sample(place.strip("/"), (said.count + n) // len(said.places), rng)
    if said.list:
        print(*mutants, sep="\n")
        return
    packages = {one.package for one in mutants} - {"data"}
    folders = near(packages) if said.tests is None else said.tests
    if said.places is PACKAGES:
        folders = [""]
    coded = any(one.package != "data" for one in mutants)
    files = code_tests(folders) if coded else []
    for mutant in mutants:
        files += data_tests(mutant.file)
    reach = measured(list(dict.fromkeys(files)), code_tests([""]) if coded else [])
    ends = tried(mutants, reach, said.jobs, said.most)
    for turn, mutant in enumerate(mutants):
        print(f"{mutant}  {ends[turn]}  ({len(reach.of(mutant))} tests run it)")
    alive = [mutant for turn, mutant in enumerate(mutants) if ends[turn] == "survives"]
    planted, left = Counter(m.package for m in mutants), Counter(m.package for m in alive)
    print(f"\nseed {said.seed}: {len(mutants)} tried, {len(alive)} survive")
    for package, count in planted.items():
        print(f"  {package}: {count} tried, {count - left[package]} killed")
    print(*alive, sep="\n")
    kept = ROOT / "build" / "mutants"
    kept.mkdir(parents=True, exist_ok=True)
    report = [{"file": m.file, "line": m.line, "kind": m.kind, "change": m.change} for m in alive]
    (kept / f"seed-{said.seed}.json").write_text(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
