"""Work for a process of its own; it loads this file and little else."""

import os
import sys
import tempfile
import time

from juesuan.reading.errors import UnreadableError
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
    with one_step(7):
        while True:
            pass


def aborts_after_a_page(tell) -> None:
    with one_step(7):
        pass
    os.abort()
