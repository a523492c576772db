"""Work for a process of its own; it loads this file and little else."""

import os
import sys
import tempfile
import time
from pathlib import Path

from juesuan.reading.errors import UnreadableError
from juesuan.reading.limits import Limits
from juesuan.reading.steps import one_step


def tells(tell) -> int:
    tell("reading")
    return os.getpid()


def has_the_program(tell) -> bool:
    return "juesuan.reporting.running" in sys.modules


def refuses(tell) -> None:
    raise UnreadableError("encrypted", path="a.xlsx")


def sleeps(tell) -> None:
    time.sleep(60)


def takes_all_memory(tell) -> None:
    bytearray(3 << 30)


def aborts(tell) -> None:
    os.abort()


def leaves_a_folder(tell) -> str:
    return tempfile.mkdtemp()


def takes_all_memory_on_a_page(tell) -> None:
    with one_step(7):
        bytearray(600 << 20)


def never_ends_on_a_page(tell) -> None:
    """Its page may use a second of processor time, and whoever waits is as patient as before."""
    Limits.usual({"seconds": 4}).set()
    with one_step(7):
        while True:
            pass


def bounds_of_a_page(tell) -> tuple[list[int], list[int], list[int], int]:
    """Seconds and bytes that are in force before a page, within and after it; and the bytes that
    are in use."""
    import resource

    def bounds() -> list[int]:
        kinds = (resource.RLIMIT_CPU, resource.RLIMIT_AS)
        return [resource.getrlimit(kind)[0] for kind in kinds]

    before = bounds()
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    with one_step(7):
        within = bounds()
    return before, within, bounds(), used


def aborts_after_a_page(tell) -> None:
    with one_step(7):
        pass
    os.abort()
