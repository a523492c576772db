"""How long the command line takes to start, as whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from juesuan.ledger import read_book
from juesuan.publishing import fill_book

__all__ = ["starts"]


def starts(book: Path, folder: Path, repeat: int) -> dict[str, list[float]]:
    """Seconds of each run of Python alone, of the help, and of a check of a book's forms as
    a text file. Bytecode, and what is made of the package's data, are kept, as on every machine
    where the package is installed."""
    text = _booklet(book, folder / "booklet.txt")
    ours = (sys.executable, "-m", "juesuan")
    commands = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "juesuan --help": (*ours, "--help"),
        "juesuan check": (*ours, "check", str(text)),
    }
    with tempfile.TemporaryDirectory(prefix="juesuan-kept-") as kept:
        env = {**os.environ, "PYTHONPYCACHEPREFIX": f"{kept}/bytecode", "JUESUAN_CACHE": kept}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        found: dict[str, list[float]] = {}
        for name, command in commands.items():
            _run(command, env)  # writes what is kept
            found[name] = [_run(command, env) for _ in range(repeat)]
    return found


def _run(command: tuple[str, ...], env: dict[str, str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    took = time.perf_counter() - began
    if done.returncode > 1:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.decode(errors='replace')}")
    return took


def _booklet(book: Path, path: Path) -> Path:
    """The forms of a book as a text file, the cells of a row parted by tabs."""
    disclosure = fill_book(read_book(book))
    lines = [f"{disclosure.unit}{disclosure.year}年度部门决算"]
    for filled in disclosure.forms:
        lines += [filled.form.title, f"金额单位：{disclosure.money.zh}"]
        for row in filled.sheet.grid():
            cells = [cell for cell in row if cell]
            texts = [disclosure.text(filled, c.cell) if c.cell else c.text for c in cells]
            lines.append("\t".join(texts))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
