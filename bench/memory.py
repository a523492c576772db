"""The most memory that a process has had."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

__all__ = ["peak"]

_STATUS = Path("/proc/self/status")
_PEAK = "VmHWM:"


def peak() -> int:
    """Most memory this process has had, in bytes: its own where the system tells (Linux). What
    ``getrusage`` says begins with the peak of the process that started it."""
    if _STATUS.exists():
        for line in _STATUS.read_text("utf-8").splitlines():
            if line.startswith(_PEAK):
                return int(line.split()[1]) * 1024
    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found if sys.platform == "darwin" else found * 1024
