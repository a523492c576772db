"""``python -m bench``: generate a book, measure ours and others on it, print ratios."""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import tempfile
from pathlib import Path
from typing import Any

from bench.generate import ENTRIES
from bench.report import heading, machine, median, ratio, seconds, size, table
from bench.starting import starts
from bench.tasks import compare
from bench.worker import run

PEER_ENTRIES = 20_000
CORPUS_GOAL = 3
"""At most so many times a bare scan-and-group of the same file."""
PLANTED = (
    ("元", "each", "yunnan-2023"),
    ("元", "each", "mof"),
    ("万元", "each", "yunnan-2023"),
    ("万元", "added", "mof"),
)
"""Money unit, habit of rounding and form set of the sets in which errors are planted."""
GOAL = 1.5
"""At most so many times the bare query's time."""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES, help="entries of the book")
    parser.add_argument(
        "--peer-entries", type=int, default=PEER_ENTRIES, help="entries for beancount; 0: none"
    )
    parser.add_argument("--repeat", type=int, default=3, help="repetitions, of which the median")
    parser.add_argument("--memory", default="2GB", help="limit of the engine")
    parser.add_argument("--less-memory", default="1GB", help="a lower limit, to show it holds")
    parser.add_argument("--corpus-documents", type=int, default=10_000, help="documents at once")
    parser.add_argument("--seeds", type=int, default=20, help="sets to plant errors in")
    parser.add_argument("--keep", action="store_true", help="keep the generated files")
    return parser.parse_args()


def main() -> None:
    """Run every part and print it."""
    said = _arguments()
    print(machine(), flush=True)
    folder = Path(tempfile.mkdtemp(prefix="juesuan-bench-"))
    try:
        _measure(said, folder)
    finally:
        if said.keep:
            print(f"\nkept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _measure(said: argparse.Namespace, folder: Path) -> None:
    book = folder / "book"
    written = run("write_book", folder=str(book), entries=said.entries)
    print(
        f"book of {said.entries:,} entries, {size(written['bytes'])},"
        f" generated in {seconds(written['seconds'])}"
    )
    ours = _stages(book, folder / "out", said.memory, said.less_memory)
    rolled = _rollups(book, said.memory, said.repeat)
    _whole(book, said.memory, said.repeat, rolled)
    if said.peer_entries:
        _peer(folder, said.peer_entries, said.repeat, ours)
    _booklet(folder, said.repeat)
    _rounding(folder, said.repeat)
    _checks(folder, said)
    _published(folder, said.repeat)
    _starting(folder, said.repeat)


def _starting(folder: Path, repeat: int) -> None:
    heading(f"h. starting: whole processes against Python alone (median of {repeat})")
    root = Path(__file__).resolve().parent.parent
    found = starts(root / "examples" / "yuxi-internet-office-2021", folder, repeat)
    times = {name: median(runs) for name, runs in found.items()}
    alone = times["python -c pass"]
    rows = [["", "time", "to Python alone"]]
    rows += [[name, seconds(took), ratio(took, alone)] for name, took in times.items()]
    table(rows)


def _published(folder: Path, repeat: int) -> None:
    heading(f"g. one full booklet, every file (median of {repeat})")
    root = Path(__file__).resolve().parent.parent
    for book in sorted((root / "examples").iterdir()):
        out = folder / "published" / book.name
        runs = [run("publish_booklet", book=str(book), folder=str(out)) for _ in range(repeat)]
        found = runs[0]
        times = {step: median(one["times"][step] for one in runs) for step in found["times"]}
        whole = sum(times.values())
        print(f"\n  {book.name}")
        rows = [["", "time", "share", "size"]]
        for step, took in times.items():
            bytes_ = found["files"].get(step)
            rows.append(
                [step, seconds(took), f"{took / whole:.0%}", size(bytes_) if bytes_ else ""]
            )
        rows.append(["all", seconds(whole), "100%", size(sum(found["files"].values()))])
        table(rows)
        if found["office"] is None:
            print("  LibreOffice is not installed")
            continue
        took, pdf = median(one["office"] for one in runs), times["booklet.pdf"]
        sizes = found["files"]["booklet.pdf"], found["office_size"]
        print()
        table(
            [
                ["", "ours", "docx through LibreOffice", "ours / LibreOffice"],
                ["booklet.pdf", seconds(pdf), seconds(took), ratio(pdf, took)],
                ["all files against its pdf", seconds(whole), seconds(took), ratio(whole, took)],
                ["size of the pdf", size(sizes[0]), size(sizes[1]), ratio(*sizes)],
            ]
        )


def _checks(folder: Path, said: argparse.Namespace) -> None:
    heading("f. checking identities: one document, a corpus, others, planted errors")
    rows = [["one document (median)", "it holds", "one error", "its layout, once"]]
    for money in ("元", "万元"):
        found = run("check_documents", money=money, documents=12)
        times = [seconds(median(found[name])) for name in ("holds", "wrong")]
        rows.append([f"{found['identities']:,} identities, {money}", *times])
        rows[-1].append(seconds(max(found["laid"])))
    table(rows)
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
            ["all documents", *_pair(ours, bare, CORPUS_GOAL)],
        ]
    )
    _check_peers()
    _plants(said.seeds)


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


def _rounding(folder: Path, repeat: int) -> None:
    heading(f"e. balanced rounding in 万元 against a general solver (median of {repeat})")
    root = Path(__file__).resolve().parent.parent
    books = {path.name: str(path) for path in sorted((root / "examples").iterdir())}
    book = folder / "rounded"
    run("write_book", folder=str(book), entries=PEER_ENTRIES)
    found = run("round_sets", books={**books, "generated book": str(book)}, repeat=repeat)
    _rounded(found)
    print("\n  one table of functional items by flow, nature and fund, as items grow")
    _rounded(run("round_crosses", sizes=[20, 100, 400], repeat=repeat))
    print("\n  larger ones, ours alone: time should grow as the cells do")
    large = run("round_large", sizes=[800, 1600, 3200], repeat=repeat)
    rows = [["cells", "broken", "ours", "a thousand cells"]]
    for one in large.values():
        took, cells = median(one["ours"]), one["cells"]
        each = seconds(1_000 * took / cells)
        rows.append([f"{cells:,}", str(one["broken"]), seconds(took), each])
    table(rows)
    print("\n  the same with every item paid from every fund: three full directions")
    _rounded(run("round_crosses", sizes=[4, 8], repeat=repeat, every_fund=True))


def _rounded(found: dict[str, Any]) -> None:
    head = ["", "cells", "identities", "broken: each alone", "balanced"]
    rows = [[*head, "cells changed", "ours", "general solver", "ours / general"]]
    for name, one in found.items():
        counts = (one[n] for n in ("cells", "identities", "plain", "balanced", "changed"))
        ours, theirs = median(one["ours"]), median(one["theirs"])
        rows.append([name, *(f"{count:,}" for count in counts), *_pair(ours, theirs)])
    table(rows)


def _booklet(folder: Path, repeat: int) -> None:
    heading(f"d. reading a booklet (pdf) against pdfplumber's tables (median of {repeat})")
    if not all(importlib.util.find_spec(name) for name in ("pdfplumber", "reportlab")):
        print("  pdfplumber and reportlab are not installed")
        return
    root = Path(__file__).resolve().parent.parent
    found = run("read_booklet", root=str(root), folder=str(folder), repeat=repeat)
    if found["right"] != found["cells"]:
        raise RuntimeError(f"{found['right']} of {found['cells']} cells were read right")
    pages = found["pages"]
    mine, plain = median(found["ours"]), median(found["theirs"])
    table(
        [
            ["", "ours", "pdfplumber", "pdfplumber / ours"],
            ["pages per second", f"{pages / mine:.0f}", f"{pages / plain:.0f}", ratio(plain, mine)],
            [
                "first file of a process",
                *(f"{pages / took:.0f}" for took in found["first"]),
                ratio(found["first"][1], found["first"][0]),
            ],
        ]
    )
    print(
        f"  {pages} pages; ours: from the file to {found['cells']} figures at their places, all"
        "\n  right, with performance tables and narrative; pdfplumber: the grids only"
    )


def _stages(book: Path, out: Path, memory: str, less: str) -> dict[str, Any]:
    heading("a. our build, stage by stage")
    found = run("stages", folder=str(book), out=str(out), memory=memory)
    entries, whole = found["entries"], found["seconds"]
    rows = [["stage", "time", "share", "µs per entry"]]
    for name, took in {**found["stages"], "whole": whole}.items():
        rows.append([name, seconds(took), f"{took / whole:.0%}", f"{took / entries * 1e6:.2f}"])
    table(rows)
    print(
        f"  {entries:,} entries → {found['facts']:,} facts → {found['cells']:,} cells,"
        f" {found['identities']:,} identities checked\n"
    )
    tight = run("reading", folder=str(book), memory=less)
    table(
        [
            ["limit of the engine", "peak of the process", "reading"],
            [memory, size(found["peak"]), seconds(found["read"])],
            [less, size(tight["peak"]), seconds(tight["seconds"])],
        ]
    )
    return found


def _rollups(book: Path, memory: str, repeat: int) -> float:
    heading(f"b. roll-ups of all forms against a bare DuckDB query (median of {repeat})")
    found = run("rollups", folder=str(book), memory=memory, repeat=repeat)
    times = found["times"]
    post, evaluate, rest = (median(times[name]) for name in ("post", "evaluate", "rest"))
    ours = median(a + b for a, b in zip(times["post"], times["evaluate"], strict=True))
    bare = median(a + b for a, b in zip(times["cube"], times["cells"], strict=True))
    table(
        [
            ["from typed tables", "ours", "bare", "ours / bare"],
            ["entries to facts", *_pair(post, median(times["cube"]))],
            ["facts to cells", *_pair(evaluate, median(times["cells"]))],
            ["both: the roll-ups", *_pair(ours, bare, GOAL)],
            ["with layout, identities", *_pair(ours + rest, bare)],
        ]
    )
    print(f"  all {found['cells']:,} cells of both are equal")
    return ours


def _pair(ours: float, theirs: float, most: float | None = None) -> tuple[str, str, str]:
    return seconds(ours), seconds(theirs), ratio(ours, theirs, most)


def _whole(book: Path, memory: str, repeat: int, rolled: float) -> None:
    times: dict[str, list[float]] = {"whole_ours": [], "whole_bare": []}
    for _ in range(repeat):
        answers = {task: run(task, folder=str(book), memory=memory) for task in times}
        compare(answers["whole_ours"]["cells"], answers["whole_bare"]["cells"], "cells")
        for task, answer in answers.items():
            times[task].append(answer["seconds"])
    ours, bare = median(times["whole_ours"]), median(times["whole_bare"])
    print()
    table(
        [
            ["from the CSV files", "ours", "bare", "ours / bare"],
            ["files to cells", *_pair(ours, bare)],
            ["our roll-ups alone, bare with reading", *_pair(rolled, bare)],
        ]
    )
    print(
        "  ours also understands what people write, checks every row, balances every fund and\n"
        "  function, and keeps each row for tracing; the bare query sums while it reads"
    )


def _peer(folder: Path, entries: int, repeat: int, large: dict[str, Any]) -> None:
    heading(f"c. the whole build against beancount, {entries:,} entries (median of {repeat})")
    if importlib.util.find_spec("beancount") is None:
        print("  beancount is not installed: pip install --group bench")
        return
    book, ledger = folder / "peer", folder / "peer.beancount"
    run("write_book", folder=str(book), entries=entries)
    run("write_ledger", folder=str(book), ledger=str(ledger))
    times: dict[str, list[float]] = {"ours": [], "beancount": []}
    for _ in range(repeat):
        ours = run("peer_ours", folder=str(book), out=str(folder / "peer-out"))
        theirs = run("peer_beancount", ledger=str(ledger))
        compare(ours["balances"], theirs["balances"], "accounts")
        times["ours"].append(ours["seconds"])
        times["beancount"].append(theirs["seconds"])
    ours_each = median(times["ours"]) / entries * 1e6
    theirs_each = median(times["beancount"]) / entries * 1e6
    large_each = large["seconds"] / large["entries"] * 1e6
    table(
        [
            ["", "entries", "µs per entry", "to beancount"],
            ["beancount", f"{entries:,}", f"{theirs_each:.1f}", "1"],
            ["ours", f"{entries:,}", f"{ours_each:.1f}", ratio(ours_each, theirs_each)],
            [
                "ours, large book",
                f"{large['entries']:,}",
                f"{large_each:.1f}",
                ratio(large_each, theirs_each),
            ],
        ]
    )
    print(
        f"  the sums of all {len(ours['balances']):,} expense accounts are equal\n"
        "  beancount: parses text, checks that each transaction balances, sums its accounts\n"
        "  ours: reads CSV, checks codes and rules, balances, fills 12 forms, checks their\n"
        "  identities, writes a workbook, a page and open data; a fixed part is for the forms"
    )


if __name__ == "__main__":
    main()
