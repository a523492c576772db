"""What is printed of whole booklets and of starting."""

from __future__ import annotations

from pathlib import Path

from bench.report import ROOT, heading, median, ratio, seconds, size, table
from bench.starting import starts
from bench.worker import run

__all__ = ["published", "starting"]


def published(folder: Path, repeat: int) -> None:
    """Full booklets, file by file, against LibreOffice."""
    heading(f"g. one full booklet, every file (median of {repeat})")
    for book in sorted((ROOT / "examples").iterdir()):
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


def starting(folder: Path, repeat: int) -> None:
    """Whole processes against Python alone."""
    heading(f"h. starting: whole processes against Python alone (median of {repeat})")
    found = starts(ROOT / "examples" / "yuxi-internet-office-2021", folder, repeat)
    times = {name: median(runs) for name, runs in found.items()}
    alone = times["python -c pass"]
    rows = [["", "time", "to Python alone"]]
    rows += [[name, seconds(took), ratio(took, alone)] for name, took in times.items()]
    table(rows)
