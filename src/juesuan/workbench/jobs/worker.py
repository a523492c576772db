"""The worker beside the server: ``python -m juesuan.workbench.jobs.worker``.

It takes one job after another and does each in a process of its own, so that no document can
stop the worker: a time that is over, too much memory or a crash end the job alone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time

import django

__all__ = ["main"]

_PAUSE = 0.3
_BEAT = 2.0


def main() -> None:
    """Work until the server that started this process is gone."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "juesuan.workbench.settings"
    django.setup()
    from django.db import close_old_connections

    from juesuan.workbench.jobs import queue

    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    server, looked = os.getppid(), 0.0
    while os.getppid() == server:
        close_old_connections()
        if time.monotonic() - looked > _BEAT:
            queue.rescue()
            looked = time.monotonic()
        if (job := queue.take()) is None:
            time.sleep(_PAUSE)
            continue
        _watch(job, server)


def _watch(job: object, server: int) -> None:
    """Run one job in its own process, within its time."""
    from juesuan.workbench.jobs import queue
    from juesuan.workbench.jobs.models import Job

    assert isinstance(job, Job)
    command = [sys.executable, "-m", "juesuan.workbench.jobs.doing", str(job.pk)]
    child = subprocess.Popen(command, start_new_session=True)
    until, told = time.monotonic() + job.seconds, time.monotonic()
    try:
        while child.poll() is None:
            time.sleep(0.05)
            if time.monotonic() > until:
                queue.failed(job, "too_long", again=False)
                return
            if os.getppid() != server:
                return
            if time.monotonic() - told > _BEAT:
                told = time.monotonic()
                if not queue.beat(job):  # cancelled
                    return
    finally:
        _end(child)
    queue.failed(job, "crashed", again=True)  # only where the child said nothing itself


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a job's process and those it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        child.kill()
    child.wait()


if __name__ == "__main__":
    main()
