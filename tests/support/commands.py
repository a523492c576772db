"""The command line as its users meet it, in the process of the test or in one of its own."""

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from juesuan.cli import app

SOURCES = Path(__file__).resolve().parents[2] / "src"
ENVIRONMENT = {"COLUMNS": "160", "JUESUAN_LANG": None, "NO_COLOR": None, "FORCE_COLOR": None}


@dataclass(frozen=True)
class Run:
    """What a command gave."""

    returncode: int
    stdout: str
    stderr: str


def juesuan(*arguments: str | Path, cwd: Path | None = None, lang: str | None = None) -> Run:
    """The command in this process; quick."""
    with chdir(cwd or Path.cwd()):
        said = {**ENVIRONMENT, "JUESUAN_LANG": lang}
        run = CliRunner().invoke(app, list(map(str, arguments)), env=said)
    return Run(run.exit_code, run.stdout, run.stderr)


def process(*arguments: str | Path, **environment: str) -> Run:
    """The command in a process of its own, as a shell starts it."""
    kept = {**os.environ, "PYTHONPATH": str(SOURCES), "COLUMNS": "120", **environment}
    run = subprocess.run(
        [sys.executable, "-m", "juesuan", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=kept,
        check=False,
    )
    return Run(run.returncode, run.stdout, run.stderr)
