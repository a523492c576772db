"""One full booklet: what every file takes, and the PDF against one made through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from juesuan.ledger import read_book
from juesuan.publishing import fill_book
from juesuan.publishing.charts import charts_of, draw
from juesuan.publishing.composing import compose
from juesuan.publishing.data_package import write_data_package
from juesuan.publishing.laid import laid_blocks
from juesuan.publishing.open_data import write_cells, write_facts
from juesuan.publishing.pdf import write_pdf
from juesuan.publishing.site import write_site
from juesuan.publishing.word import write_word
from juesuan.publishing.workbook import write_workbook

__all__ = ["publish_booklet"]

OFFICE = "soffice"


def publish_booklet(book: str, folder: str) -> dict[str, Any]:
    """Publish a book once, file by file, as a fresh process does; then let LibreOffice, a
    fresh process too, make a PDF of the Word booklet.

    Gives the time of every step in seconds, the sizes of the files, and LibreOffice's time and
    size, ``None`` where it is not installed."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    times: dict[str, float] = {}
    _publish(Path(book), target, times)
    files = {path.name: path.stat().st_size for path in sorted(target.iterdir()) if path.is_file()}
    office, office_size = None, 0
    if shutil.which(OFFICE):
        _converted(target)  # makes the profile
        office = _converted(target)
        office_size = (target / "office" / "booklet.pdf").stat().st_size
    return {
        "times": times,
        "files": files,
        "office": office,
        "office_size": office_size,
    }


def _publish(path: Path, target: Path, times: dict[str, float]) -> None:
    def timed(name: str, step: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        found = step()
        times[name] = time.perf_counter() - began
        return found

    book = timed("read the book", lambda: read_book(path))
    filled = timed("fill the forms", lambda: fill_book(book))
    composed = timed("round, write the text", lambda: compose(book, filled))
    filled, booklet = composed.disclosure, composed.booklet
    last = composed.previous.store if composed.previous else None
    blocks = timed("lay out the tables", lambda: list(laid_blocks(booklet, filled)))
    charts = timed(
        "draw the charts",
        lambda: [draw(c) for c in charts_of(filled, book.store, last)],
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
