"""Which tests run which parts of the package, as measured once with sound code and kept."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from in_code import Mutant, probed

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SOURCE = ROOT / "src" / "juesuan"
KEPT = ROOT / "build" / "mutants" / "reached"
_MAP = tomllib.loads((HERE / "map.toml").read_text("utf-8"))
_NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, every run would compile all modules and tests again."""


def of_data(file: str) -> list[str]:
    """The files of tests that are asked about a file of data, the nearest first."""
    table = _MAP["tests"]
    places = [place for place in table if file == place or file.startswith(place + "/")]
    return _files(table[max(places, key=len)]) if places else []


def of_code(folders: Sequence[str]) -> list[str]:
    """The files of tests that are asked about code: those that reach it."""
    without = set(_files(_MAP["without"]))
    return [file for file in _files(folders) if file not in without]


def near(packages: Collection[str]) -> list[str]:
    """The folders of tests of packages; all where one has none of its own."""
    found = [name for name in sorted(packages) if (ROOT / "tests" / name).is_dir()]
    return found if len(found) == len(packages) else [""]


def _files(patterns: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    for pattern in patterns:
        for path in sorted(ROOT.glob(f"tests/{pattern}")):
            files = sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
            found |= {str(one.relative_to(ROOT)): None for one in files}
    return list(found)


def run(source: Path, tests: Sequence[str], limit: float, **said: str) -> bool:
    """Whether tests pass, in so many seconds, with the package that lies in a folder."""
    asked = [sys.executable, "-m", "pytest", "-q", "-n0", "--hypothesis-seed=0"]
    asked += ["-p", "no:cacheprovider", "-p", "forks"]
    asked += ["-p", "probes"] if "MUTANTS_TOLD" in said else ["-x"]
    ended = subprocess.run(
        ["nice", "-n5", "sh", "-c", 'ulimit -t "$0"; exec "$@"', str(round(limit)), *asked, *tests],
        cwd=ROOT,
        env={
            **{name: said for name, said in os.environ.items() if name != _NOT_COMPILED},
            "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "mutants" / f"bytecode-{source.name}"),
            "PYTHONPATH": f"{source}{os.pathsep}{HERE}",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(source / "failed"),
            **said,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if said and ended.returncode:
        print(ended.stdout[-3000:], ended.stderr[-1000:], flush=True)
    return ended.returncode == 0


@dataclass
class Reach:
    """What is known of tests: the seconds that each takes by itself, with the fixtures that it
    needs, and the parts of each file that it runs. Of a file that has changed since a test was
    measured only that the test runs some of it."""

    seconds: dict[str, float] = field(default_factory=dict)
    parts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """By file, then by test, a bit for each part; -1 for any."""

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that run the damaged place."""
        known = self.parts.get(mutant.file, {})
        at = mutant.where.part
        return [test for test, bits in known.items() if at < 0 or bits >> at & 1]


def measured(files: Sequence[str], known: Sequence[str] = ()) -> Reach:
    """All tests of files, run once with sound code that tells which of its parts run. Those
    that fail then are asked nothing. What a file of tests reaches is kept while it stays as it
    is; of ``known`` files it is asked for what is kept alone."""
    digests = {str(path.relative_to(SOURCE)): _digest(path) for path in SOURCE.rglob("*.py")}
    kept = {file: KEPT / f"{_digest(ROOT / file)}.json" for file in files}
    others = {file: KEPT / f"{_digest(ROOT / file)}.json" for file in known if file not in kept}
    new: dict[str, list[str]] = defaultdict(list)
    for file, place in kept.items():
        if not place.exists():
            new[str(Path(file).parent)].append(file)
    if new:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), new, kept, digests)
    found = Reach()
    for place in (place for place in {**kept, **others}.values() if place.exists()):
        said = json.loads(place.read_text("utf-8"))
        now = json.loads((KEPT / f"{said['state']}.json").read_text("utf-8"))
        changed = {file for file, was in now.items() if digests.get(file) != was}
        for test, (seconds, parts) in said["tests"].items():
            found.seconds[test] = seconds
            for file, bits in parts.items():
                found.parts[file][test] = -1 if file in changed else int(bits, 16)
    return found


def _measure(
    folder: Path,
    new: dict[str, list[str]],
    kept: dict[str, Path],
    digests: dict[str, str],
) -> None:
    source = folder / "sound"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    bounds, count = {}, 0
    for file in sorted(digests):
        bounds[file] = count
        text, parts = probed((SOURCE / file).read_text("utf-8"), count)
        (source / "juesuan" / file).write_text(text, "utf-8")
        count += parts
    (folder / "seen").write_bytes(bytes(count))
    (folder / "bounds").write_text(json.dumps(bounds), "utf-8")
    KEPT.mkdir(parents=True, exist_ok=True)
    state = hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()[:16]
    (KEPT / f"{state}.json").write_text(json.dumps(digests), "utf-8")
    for tests in new.values():
        told = folder / "told.json"
        said = {"TOLD": told, "SEEN": folder / "seen", "BOUNDS": folder / "bounds"}
        told.unlink(missing_ok=True)
        run(source, tests, 7200, **{f"MUTANTS_{k}": str(v) for k, v in said.items()})
        if not told.exists():
            sys.exit(f"These cannot be run: {' '.join(tests)}")
        by_file: dict[str, dict] = {test: {} for test in tests}
        for test, found in json.loads(told.read_text("utf-8")).items():
            by_file[test.split("::")[0]][test] = found
        for test, found in by_file.items():
            kept[test].write_text(json.dumps({"state": state, "tests": found}), "utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
