"""Where the damaged package tells which of its parts run: a byte for each, of all processes."""

import builtins
import mmap
import os
from pathlib import Path

parts: mmap.mmap | bytearray = bytearray(1 << 20)

if place := os.environ.get("MUTANTS_SEEN"):
    with Path(place).open("r+b") as file:
        parts = mmap.mmap(file.fileno(), 0)

builtins.juesuan_seen = parts  # type: ignore[attr-defined]
