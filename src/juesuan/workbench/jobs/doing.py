"""One job in its own process: ``python -m juesuan.workbench.jobs.doing NUMBER``."""

from __future__ import annotations

import contextlib
import os
import sys

import django

from juesuan.messages import JuesuanError

__all__ = ["do", "main"]


def main() -> None:
    """Do the job whose number is given."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "juesuan.workbench.settings"
    django.setup()
    do(int(sys.argv[1]), bounded=True)


def do(number: int, bounded: bool = False) -> None:
    """Do a job that was taken, and write what came of it. ``bounded``: this process is the job's
    own, and may not take more memory than the job's."""
    from juesuan.workbench.jobs import queue
    from juesuan.workbench.jobs.kinds import kinds
    from juesuan.workbench.jobs.models import Job

    job = Job.objects.get(pk=number)
    if bounded:
        _bound(job.memory_mb)
    try:
        result = kinds()[job.kind](
            job.task, lambda stage, part, parts: queue.tell(job, stage, part, parts), job.by
        )
    except JuesuanError as error:
        queue.failed(job, error.text("zh"), again=False, english=error.text("en"))
    except MemoryError:
        queue.failed(job, "too_much", again=False)
    except Exception as error:
        queue.failed(job, f"{type(error).__name__}: {error}", again=True)
    else:
        queue.done(job, result)


def _bound(memory_mb: int) -> None:
    """Let the system refuse more memory than so much, where it knows how."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
