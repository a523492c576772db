"""A small mutation run: the code and its data damaged at random, and which damages no test sees.

``python tests/mutants checks/causes reading forms --count 60 --seed 1``

Well-kept tools were looked at first. mutmut and cosmic-ray damage Python only, and all of it;
here half of what a check says lies in data, and a seeded sample of a package has to be enough.

All tests that ``map.toml`` names for the damaged places run once, sound: they have to pass, and
show which of them reach which damaged function. A mutant then meets the tests that reach it,
the nearest and quickest first, up to the first failure and for so many seconds of processor
time. What lies outside functions, and data, meets the tests of its place. What takes far longer
than before is found.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from in_code import Mutant, functions, of_code, probed, sites
from in_data import of_data

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SOURCE = ROOT / "src" / "juesuan"
PACKAGES = ("checks", "reading", "facts", "forms", "rounding", "ledger", "performance", "data")
KEPT = ROOT / "build" / "mutants" / "reached"
_NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, every run would compile all modules and tests again."""
Reached = Mapping[str, tuple[float, list[int]]]
"""By test: its seconds of processor time, and the mutants whose function it calls."""


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
        elif path.suffix in {".toml", ".csv"} and related(file):
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


def related(file: str) -> list[str]:
    """The files of tests that are asked about a file, the nearest first."""
    table = tomllib.loads((HERE / "map.toml").read_text("utf-8"))["tests"]
    places = [place for place in table if file == place or file.startswith(place + "/")]
    if not places:
        return []
    found: dict[str, None] = {}
    for pattern in table[max(places, key=len)]:
        for path in sorted(ROOT.glob(f"tests/{pattern.removeprefix('!')}")):
            files = sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
            for name in (str(one.relative_to(ROOT)) for one in files):
                if pattern.startswith("!"):
                    found.pop(name, None)
                else:
                    found[name] = None
    return list(found)


def passes(source: Path, tests: Sequence[str], limit: float, reached: str = "") -> bool:
    """Whether all tests pass, in a time, with the package that lies in a folder."""
    asked = [sys.executable, "-m", "pytest", "-xq", "-n0", "--hypothesis-seed=0"]
    asked += ["-p", "no:cacheprovider", "-p", "probes"]
    run = subprocess.run(
        ["nice", "sh", "-c", 'ulimit -t "$0"; exec "$@"', str(round(limit)), *asked, *tests],
        cwd=ROOT,
        env={
            **{name: said for name, said in os.environ.items() if name != _NOT_COMPILED},
            "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "mutants" / f"bytecode-{source.name}"),
            "PYTHONPATH": f"{source}{os.pathsep}{HERE}",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(source / "failed"),
            "MUTANTS_REACHED": reached,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if reached and run.returncode:
        print(run.stdout[-3000:], run.stderr[-1000:])
    return run.returncode == 0


def sound(mutants: Sequence[Mutant], source: Path) -> Reached:
    """All tests run with sound code that tells which functions they call, and so which mutants
    they meet. What a file of tests calls is kept while the code and the file stay as they are."""
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    tests = list(dict.fromkeys(test for mutant in mutants for test in related(mutant.file)))
    state = _digest(
        *(path for path in sorted(SOURCE.rglob("*")) if "__pycache__" not in path.parts)
    )
    kept = {test: KEPT / f"{_digest(ROOT / test)}-{state}.json" for test in tests}
    new = [test for test, place in kept.items() if not place.exists()]
    if new:
        for path in (source / "juesuan").rglob("*.py"):
            file = str(path.relative_to(source / "juesuan"))
            path.write_text(probed(file, path.read_text("utf-8")), "utf-8")
        told = source / "reached.json"
        if not passes(source, new, 7200, str(told)):
            sys.exit("The tests fail before anything is damaged.")
        by_file: dict[str, dict] = {test: {} for test in new}
        for test, found in json.loads(told.read_text("utf-8")).items():
            by_file[test.split("::")[0]][test] = found
        for test, found in by_file.items():
            kept[test].parent.mkdir(parents=True, exist_ok=True)
            kept[test].write_text(json.dumps(found), "utf-8")
    asked = {mutant.file: related(mutant.file) for mutant in mutants}
    at = [_function(mutant) for mutant in mutants]
    reached: dict[str, tuple[float, list[int]]] = {}
    for file, place in kept.items():
        for test, (seconds, calls) in json.loads(place.read_text("utf-8")).items():
            called = set(calls)
            reached[test] = (
                seconds,
                [
                    number
                    for number, mutant in enumerate(mutants)
                    if (at[number] in called if at[number] else file in asked[mutant.file])
                ],
            )
    return reached


def _function(mutant: Mutant) -> str:
    """The place of the function around a damage, as its calls are told; outside there is none."""
    if mutant.site < 0:
        return ""
    line = functions((SOURCE / mutant.file).read_text("utf-8")).get(mutant.site)
    return f"{mutant.file}:{line}" if line else ""


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(p.read_bytes() for p in paths if p.is_file())).hexdigest()[:16]


def met(number: int, file: str, reached: Reached, most: float) -> list[str]:
    """The tests that a mutant meets, of ``most`` seconds together: those that reach it, the
    files nearest to it first and in them the quickest, then what is left of the same files. What
    none is seen to reach may be reached in another process, and meets all tests of its place."""
    order = {test: n for n, test in enumerate(related(file))}
    files = {test.split("::")[0] for test, (_, hits) in reached.items() if number in hits}
    files = files or set(order)
    mine = sorted(
        (number not in hits, order.get(test.split("::")[0], len(order)), seconds, test)
        for test, (seconds, hits) in reached.items()
        if test.split("::")[0] in files
    )
    chosen: list[str] = []
    for _, _, seconds, test in mine:
        most -= seconds
        if most < 0 and chosen:
            break
        chosen.append(test)
    return chosen


def _put(file: Path, text: str, turn: int) -> None:
    """A file written so that what was compiled from its last text is not used again."""
    file.write_text(text, "utf-8")
    when = file.stat().st_mtime + 10 + 2 * turn
    os.utime(file, (when, when))


def run(mutants: Sequence[Mutant], jobs: int, most: float) -> list[Mutant]:
    """The mutants that no test sees, each met by tests of ``most`` seconds."""
    with tempfile.TemporaryDirectory() as kept, ThreadPoolExecutor(jobs) as pool:
        reached = sound(mutants, Path(kept) / "sound")
        free: Queue[Path] = Queue()
        for job in range(jobs):
            shutil.copytree(ROOT / "src", Path(kept) / str(job))
            free.put(Path(kept) / str(job))

        def lives(turn: int) -> bool:
            source, mutant = free.get(), mutants[turn]
            file = source / "juesuan" / mutant.file
            was = file.read_text("utf-8")
            _put(file, mutant.text, turn)
            tests = met(turn, mutant.file, reached, most)
            limit = 20 + 3 * sum(reached[test][0] for test in tests)
            try:
                alive = not tests or passes(source, tests, limit)
            finally:
                _put(file, was, turn + 1)
                free.put(source)
            reach = sum(turn in hits for _, hits in reached.values())
            met_by = f"  ({len(tests)} tests met it, {reach} reach it)" if alive else ""
            print("survives" if alive else "killed  ", f"{mutant}{met_by}", flush=True)
            return alive

        alive = list(pool.map(lives, range(len(mutants))))
    return [mutant for mutant, lived in zip(mutants, alive, strict=True) if lived]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("places", nargs="*", default=PACKAGES, help="below src/juesuan")
    parser.add_argument("--count", type=int, default=60, help="mutants in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--most", type=float, default=40, help="seconds of tests for a mutant")
    parser.add_argument("--list", action="store_true", help="only say which mutants")
    said = parser.parse_args()
    mutants: list[Mutant] = []
    for n, place in enumerate(said.places):
        rng = random.Random(f"{said.seed} {place}")
        mutants += sample(place.strip("/"), (said.count + n) // len(said.places), rng)
    if said.list:
        print(*mutants, sep="\n")
        return
    alive = run(mutants, said.jobs, said.most)
    tried = Counter(mutant.package for mutant in mutants)
    left = Counter(mutant.package for mutant in alive)
    print(f"\nseed {said.seed}: {len(mutants)} tried, {len(alive)} survive")
    for package, count in tried.items():
        print(f"  {package}: {count} tried, {count - left[package]} killed")
    print(*alive, sep="\n")
    kept = ROOT / "build" / "mutants"
    kept.mkdir(parents=True, exist_ok=True)
    report = [{"file": m.file, "line": m.line, "kind": m.kind, "change": m.change} for m in alive]
    (kept / f"seed-{said.seed}.json").write_text(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
