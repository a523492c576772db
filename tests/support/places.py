"""Places that cannot take what is written: a disk that is full, one that is read-only."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, kilobytes: int, read_only: bool = False) -> Iterator[Path]:
    """A disk of its own at ``folder``. Skips the test where none may be mounted."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("no disk can be mounted here")
    folder.mkdir()
    how = f"size={kilobytes}k{',ro' if read_only else ''}"
    mount = ["mount", "-t", "tmpfs", "-o", how, "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
