"""One full booklet: what every file takes, and the PDF against one made through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from juesuan.ledger import read_book
from juesuan.narrative import Said, previous_figures, write_booklet
from juesuan.publishing import fill_book
from juesuan.publishing.charts import charts_of, draw
from juesuan.publishing.data_package import write_data_package
from juesuan.publishing.laid import laid_blocks
from juesuan.publishing.open_data import write_cells, write_facts
from juesuan.publishing.pdf import write_pdf
from juesuan.publishing.site import write_site
from juesuan.publishing.word import write_word
from juesuan.publishing.workbook import write_workbook

__all__ = ["publish_booklet"]

OFFICE = "soffice"


def publish_booklet(book: str, folder: str, repeat: int) -> dict[str, Any]:
    """Publish a book, file by file; then let LibreOffice make a PDF of the Word booklet.

    Gives the times of every step (seconds, ``repeat`` each after one to warm up), the sizes of
    the files, and LibreOffice's times and size, ``None`` where it is not installed."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    times: dict[str, list[float]] = {}
    for _ in range(repeat + 1):
        _publish(Path(book), target, times)
    files = {path.name: path.stat().st_size for path in sorted(target.iterdir()) if path.is_file()}
    office, office_size = None, 0
    if shutil.which(OFFICE):
        office = [_converted(target) for _ in range(repeat + 1)][1:]
        office_size = (target / "office" / "booklet.pdf").stat().st_size
    return {
        "times": {step: took[1:] for step, took in times.items()},
        "first": sum(took[0] for took in times.values()),
        "files": files,
        "office": office,
        "office_size": office_size,
    }


def _publish(path: Path, target: Path, times: dict[str, list[float]]) -> None:
    def timed(name: str, step: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        found = step()
        times.setdefault(name, []).append(time.perf_counter() - began)
        return found

    book = timed("read the book", lambda: read_book(path))
    filled = timed("fill the forms", lambda: fill_book(book))
    said = Said.of(book)
    last = previous_figures(book, filled, said)
    booklet = timed(
        "write the text", lambda: write_booklet(filled, book.store, previous=last, said=said)
    )
    blocks = timed("lay out the tables", lambda: list(laid_blocks(booklet, filled)))
    charts = timed(
        "draw the charts",
        lambda: [draw(c) for c in charts_of(filled, book.store, last.store if last else None)],
    )
    timed("booklet.pdf", lambda: write_pdf(booklet, blocks, target / "booklet.pdf"))
    timed("booklet.docx", lambda: write_word(booklet, blocks, target / "booklet.docx"))
    timed("forms.xlsx", lambda: write_workbook(filled, target / "forms.xlsx"))
    timed(
        "index.html",
        lambda: write_site(
            booklet, blocks, filled, target / "index.html", space=book.space, charts=charts
        ),
    )

    def open_data() -> None:
        write_cells(filled, target / "cells.csv")
        write_facts(book.store, target / "facts.parquet")
        write_data_package(filled, book.store, target)

    timed("open data", open_data)


def _converted(target: Path) -> float:
    """How long LibreOffice takes to make a PDF of the Word booklet."""
    began = time.perf_counter()
    profile = (target / "profile").resolve().as_uri()
    subprocess.run(
        [
            OFFICE,
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(target / "office"),
            str(target / "booklet.docx"),
        ],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began
