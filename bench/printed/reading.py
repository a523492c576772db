"""What is printed of reading a booklet."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from bench.report import ROOT, heading, median, ratio, table
from bench.worker import run

__all__ = ["booklet"]


def booklet(folder: Path, repeat: int) -> None:
    """Reading a booklet against pdfplumber."""
    heading(f"d. reading a booklet (pdf) against pdfplumber's tables (median of {repeat})")
    if not all(importlib.util.find_spec(name) for name in ("pdfplumber", "reportlab")):
        print("  pdfplumber and reportlab are not installed")
        return
    found = run("read_booklet", root=str(ROOT), folder=str(folder), repeat=repeat)
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
