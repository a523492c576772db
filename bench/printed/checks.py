"""What is printed of checking identities."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.report import ROOT, heading, median, pair, ratio, seconds, table
from bench.worker import run

__all__ = ["checks"]

CORPUS_GOAL = 3
"""At most so many times a bare scan-and-group of the same file."""

RULES_GOAL = {"元": 0.150, "万元": 0.300}
"""Seconds of processors that all rules on one booklet may take."""

CODES = (125, 250, 500, 1000)

PLANTED = (
    ("元", "each", "yunnan-2023"),
    ("元", "each", "mof"),
    ("万元", "each", "yunnan-2023"),
    ("万元", "added", "mof"),
)
"""Money unit, habit of rounding and form set of the sets in which errors are planted."""


def checks(folder: Path, said: argparse.Namespace) -> None:
    """Checking one document, a corpus, against others, and planted errors."""
    heading("f. checking identities: one document, a corpus, others, planted errors")
    rows = [["one document (median)", "it holds", "one error", "its layout, once"]]
    rules = [["all rules (median)", "it holds", "one error", "one error / it holds"]]
    for money in ("元", "万元"):
        found = run("check_documents", money=money, documents=12)
        times = [seconds(median(found[name])) for name in ("holds", "wrong")]
        rows.append([f"{found['identities']:,} identities, {money}", *times])
        rows[-1].append(seconds(max(found["laid"])))
        holds, wrong = (median(found[name]) for name in ("all_holds", "all_wrong"))
        rules.append([money, seconds(holds), seconds(wrong), f"{wrong / holds:.2f}"])
    table(rows)
    table(rules)
    _written(folder, said.repeat)
    _large()
    found = run(
        "check_corpus", folder=str(folder), documents=said.corpus_documents, repeat=said.repeat
    )
    ours, bare = median(found["ours"]), median(found["bare"])
    print(
        f"\n  {said.corpus_documents:,} documents, {found['observations']:,} figures,"
        f" {found['terms']:,} terms a layout; {found['wrong']} documents with an error, all found"
    )
    table(
        [
            ["one query", "ours", "bare scan and group", "ours / bare"],
            ["all documents", *pair(ours, bare, CORPUS_GOAL)],
        ]
    )
    _check_peers()
    _plants(said.seeds)


def _written(folder: Path, repeat: int) -> None:
    rows = [["all rules on a booklet, read before", "figures", "findings", "processors", "goal"]]
    for book in sorted((ROOT / "examples").iterdir()):
        target = str(folder / "written" / book.name)
        found = run("check_written", book=str(book), folder=target, repeat=repeat)
        took, goal = median(found["times"]), RULES_GOAL[found["money"]]
        rows.append([f"{book.name}, {found['money']}", f"{found['figures']:,}"])
        rows[-1] += [str(found["findings"]), seconds(took), f"{took / goal:.2f} of it"]
    print()
    table(rows)


def _large() -> None:
    rows = [["all rules, forms of many codes", "figures", "it holds", "one error", "to the first"]]
    first: dict[str, float] = {}
    for money in RULES_GOAL:
        for codes in CODES:
            found = run("check_large", money=money, codes=codes)
            each = found["wrong"] / found["figures"]
            first.setdefault(money, each)
            rows.append([f"{codes:,} codes, {money}", f"{found['figures']:,}"])
            rows[-1] += [seconds(found["holds"]), seconds(found["wrong"])]
            rows[-1].append(f"{each / first[money]:.2f} a figure")
    print()
    table(rows)


def _check_peers() -> None:
    found = run("check_peers", documents=2000, rows=20)
    ours = found["ours"] / found["documents"]
    rows = [["equalities of a document", "documents", "each", "to ours"]]
    rows.append(["ours, one query", f"{found['documents']:,}", f"{ours * 1e3:.2f} ms", "1"])
    for name, size_ in (("pandera", found["documents"]), ("frictionless", found["rows"])):
        if found[name] is None:
            print(f"  {name} is not installed: pip install --group bench")
            continue
        each = found[name] / size_
        rows.append([name, f"{size_:,}", f"{each * 1e3:.2f} ms", ratio(each, ours)])
    print()
    table(rows)
    print(f"  {found['identities']} equalities a document, one wrong document, found by each")


def _plants(seeds: int) -> None:
    rows = [["planted errors", "sets", "tried", "cause found", "where determined", "untouched"]]
    for money, habit, form_set in PLANTED:
        found = run("plant_errors", money=money, habit=habit, form_set=form_set, seeds=seeds)
        kinds = found["kinds"].values()
        tried = sum(sum(kind["all"].values()) for kind in kinds)
        exact = sum(kind["all"].get("exact", 0) for kind in kinds)
        rows.append([f"{money}, {habit}, {form_set}", str(seeds), str(tried)])
        rows[-1] += [f"{exact / tried:.1%}", f"{found['share']:.1%}"]
        rows[-1].append(f"{found['untouched']} found wrong")
    print()
    table(rows)
    print(
        "  a digit, two digits, a sign, a shifted figure, a missing row, a stale total; not found"
        "\n  are those no identity sees (a last digit in 万元, a row without siblings)"
    )
