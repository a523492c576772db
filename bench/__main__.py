"""``python -m bench``: generate a book, measure ours and others on it, print ratios."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from bench.generate import ENTRIES
from bench.printed.build import peer, rollups, stages, whole
from bench.printed.checks import checks
from bench.printed.published import published, starting
from bench.printed.reading import booklet
from bench.printed.rounding import PEER_ENTRIES, rounding
from bench.report import machine, seconds, size
from bench.worker import run


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
    ours = stages(book, folder / "out", said.memory, said.less_memory)
    rolled = rollups(book, said.memory, said.repeat)
    whole(book, said.memory, said.repeat, rolled)
    if said.peer_entries:
        peer(folder, said.peer_entries, said.repeat, ours)
    booklet(folder, said.repeat)
    rounding(folder, said.repeat)
    checks(folder, said)
    published(folder, said.repeat)
    starting(folder, said.repeat)


if __name__ == "__main__":
    main()
