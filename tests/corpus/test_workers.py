"""Processes that last: what breaks its bounds costs itself alone."""

import os
import time
from pathlib import Path

from juesuan.corpus.workers import Workers
from juesuan.reading import UnreadableError
from juesuan.reading.limits import Limits


def work(task: str) -> str:
    if task == "die":
        os._exit(3)
    if task == "sleep":
        time.sleep(60)
    if task == "eat":
        raise MemoryError
    if task == "grow":
        GROWN.append(b"x" * 100_000_000)
    return f"done {task} in {os.getpid()}" if task.startswith("who") else f"done {task}"


GROWN: list[bytes] = []


def failed(task: str, error: UnreadableError) -> str:
    return error.key


def test_one_that_dies_sleeps_or_eats_all_memory_is_told_and_the_others_are_done() -> None:
    tasks = ["a", "die", "b", "eat", "sleep", "c"]
    workers = Workers(work, failed, Path, 2, Limits.usual({"seconds": 2}))
    assert dict(workers.results(tasks)) == {
        "a": "done a",
        "b": "done b",
        "c": "done c",
        "die": "crashed",
        "eat": "too_much",
        "sleep": "too_long",
    }


def test_a_process_works_on_until_it_has_grown() -> None:
    workers = Workers(work, failed, Path, 1, Limits.usual({"memory_mb": 400}))
    said = dict(workers.results(["who1", "who2", "grow", "who3"]))
    assert said["grow"] == "done grow"
    assert said["who1"].split()[-1] == said["who2"].split()[-1] != said["who3"].split()[-1]
