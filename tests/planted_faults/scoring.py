"""Synthetic booklets, each clean and with planted faults: what the checks find of them.

``make scorecard`` prints it. Beside each booklet lies a list of its faults: what was written
for what, where, the figure that should stand there, and the family of rules it belongs to
(further letters: families whose finding names the same slip). A fault is found by a finding of
its family that shows what is wrong or where, and mended by one that gives the right figure.
"""

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from checks.scorecard import Listed, bare, figures, near, text_of
from juesuan.checks import Finding, Subject, check, message, selected
from juesuan.reading import NotADisclosureError, UnreadableError, read
from planted_faults.writing import FORMATS

BOOKLETS = Path(__file__).resolve().parent / "booklets"
FAMILIES = "KCDNTYPAHJ"
FILE = "文件"
"""The place of a fault that belongs to no page."""


@dataclass(kw_only=True)
class Fault:
    """A slip of an accountant: ``was`` became ``now``, below ``after``; or a part was cut out."""

    id: str
    family: str
    what: str
    where: str
    wrong: str
    right: str
    was: str = ""
    now: str = ""
    after: str = ""
    cut: Sequence[str] = ()
    also: Sequence[Sequence[str]] = ()
    found: list[str] = field(default_factory=list)
    mended: bool = False

    def planted(self, text: str) -> str:
        """The text with this fault; it must be possible in one place only."""
        if self.cut:
            start, end = (text.index(mark) for mark in self.cut)
            return text[:start] + text[end:]
        start = text.index(self.after)
        for was, now in ((self.was, self.now), *self.also):
            place = text.index(was, start)
            assert self.after or text.count(was) == 1, (self.id, was)
            text = text[:place] + now + text[place + len(was) :]
        return text

    def shown_by(self, finding: Finding) -> int:
        """How closely a finding points at this fault, whatever its family."""
        text = text_of(finding)
        if self.where == FILE:
            return 2 * (bare(self.wrong) in bare(text))
        both = figures(f"{self.wrong} {self.right}")
        if len(both) > 1 and both <= figures(text):
            return 2
        values = [value for value in (self.wrong, self.right) if value]
        asked = (Listed(self.id, "", "", self.where, said, "") for said in ([self.wrong], values))
        return max(near(finding, one) for one in asked)

    def mended_by(self, finding: Finding) -> bool:
        text = text_of(finding)
        right = figures(self.right)
        return right <= figures(text) if right else bare(self.right) in bare(text)


@dataclass
class Result:
    """What was found in a booklet: its faults, findings that nothing in it bears out, and all that
    was told of it with faults."""

    name: str
    faults: list[Fault]
    clean: list[Finding]
    false: list[Finding] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)


def booklets(only: str = "") -> Iterator[tuple[str, str, str, list[Fault]]]:
    """Name, format, text and faults of every booklet."""
    for path in sorted(BOOKLETS.glob("*.txt")):
        if only in path.stem:
            told = tomllib.loads((BOOKLETS / f"{path.stem}.faults.toml").read_text("utf-8"))
            faults = [Fault(**row) for row in told["fault"]]
            yield path.stem, told["format"], path.read_text("utf-8"), faults


def damaged(text: str, faults: Sequence[Fault]) -> str:
    """A booklet with all its faults."""
    for fault in faults:
        text = fault.planted(text)
    return text


def findings(text: str, name: str, kind: str, folder: Path) -> list[Finding]:
    """What the checks find in a booklet, printed as a file; with last year's, if there is one."""
    path = folder / f"{name}.{kind}"
    FORMATS[kind](text, path)
    unit, _, year = name.rpartition("-")
    last = BOOKLETS / "previous" / f"{unit}-{int(year) - 1}.txt"
    previous = None
    if last.exists():
        FORMATS["txt"](last.read_text("utf-8"), folder / last.name)
        previous = Subject.of(read(folder / last.name), [folder / last.name])
    try:
        subject = Subject.of(read(path), [path], previous)
    except (UnreadableError, NotADisclosureError):
        return []
    return check(subject, selected(())).findings


def score(only: str = "", each: bool = False) -> list[Result]:
    """Every booklet, clean and with its faults: all at once, or ``each`` by itself."""
    results = []
    with TemporaryDirectory() as folder:
        for name, kind, text, faults in booklets(only):
            clean = findings(text, name, kind, Path(folder))
            result = Result(name, faults, clean)
            for group in [[fault] for fault in faults] if each else [faults]:
                found = findings(damaged(text, group), name, kind, Path(folder))
                result.told += found
                known = {(f.key, message(f)) for f in clean}
                _pair(result, group, [f for f in found if (f.key, message(f)) not in known])
            results.append(result)
    return results


def _pair(result: Result, faults: Sequence[Fault], found: Sequence[Finding]) -> None:
    """Pair new findings with faults: by what is printed, else a place for one fault each."""
    loose = []
    for finding in found:
        shown = {fault.id: fault.shown_by(finding) for fault in faults}
        mine = [f for f in faults if finding.code[0] in f.family]
        close = [fault for fault in mine if shown[fault.id] >= 2]
        for fault in close:
            _found(fault, finding)
        if not close:
            loose.append((finding, [fault for fault in mine if shown[fault.id] == 1]))
            if not any(shown.values()):
                result.false.append(finding)
    for finding, near_by in loose:
        if fault := next((fault for fault in near_by if not fault.found), None):
            _found(fault, finding)


def _found(fault: Fault, finding: Finding) -> None:
    fault.found.append(finding.key)
    fault.mended = fault.mended or bool(fault.right and fault.mended_by(finding))


def counts(results: Sequence[Result]) -> dict[str, dict[str, int]]:
    """By family: faults ``planted`` and ``found``, of those with a figure (``asked``) the
    ``mended``, ``false`` findings beside the faults and on the ``clean`` booklets."""
    names = ("planted", "found", "asked", "mended", "false", "clean")
    table: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(names, 0))
    for result in results:
        for fault in result.faults:
            row = table[fault.family[0]]
            row["planted"] += 1
            row["found"] += bool(fault.found)
            row["asked"] += bool(fault.right)
            row["mended"] += fault.mended
        for column, told in (("false", result.false), ("clean", result.clean)):
            for finding in told:
                table[finding.code[0]][column] += 1
    return {family: table[family] for family in FAMILIES}


def show(results: Sequence[Result], every: bool = False) -> None:
    """Print the table, the faults that were not found, and the false findings."""
    for result in results:
        print(f"\n{result.name}")
        for fault in result.faults:
            if every or not fault.found:
                said = ", ".join(fault.found) or "not found"
                print(f"  {fault.family[0]} {fault.id:4} {fault.where} | {fault.what} | {said}")
        for word, told in (("FALSE", result.false), ("FALSE on the clean one", result.clean)):
            for finding in told:
                print(f"  {word}: {finding.key}: {message(finding)[:120]}")
    table = counts(results)
    print(f"\n{'family':8}{'planted':>8}{'found':>7}{'':>6}{'right figure':>14}"
          f"{'false':>7}{'on clean':>10}")  # fmt: skip
    for family, row in [*table.items(), ("all", _sum(table))]:
        share = f"{100 * row['found'] // row['planted']}%" if row["planted"] else "—"
        right = f"{row['mended']}/{row['asked']}"
        print(f"{family:8}{row['planted']:>8}{row['found']:>7}{share:>6}{right:>14}"
              f"{row['false']:>7}{row['clean']:>10}")  # fmt: skip
    true = sum(len(fault.found) for result in results for fault in result.faults)
    wrong = _sum(table)["false"] + _sum(table)["clean"]
    print(f"precision {true}/{true + wrong}")


def _sum(table: dict[str, dict[str, int]]) -> dict[str, int]:
    rows = list(table.values())
    return {name: sum(row[name] for row in rows) for name in rows[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--booklet", default="", help="part of a name")
    parser.add_argument("--each", action="store_true", help="plant every fault by itself")
    parser.add_argument("--findings", action="store_true", help="show what found each fault")
    said = parser.parse_args()
    show(score(said.booklet, said.each), said.findings)


if __name__ == "__main__":
    main()
