"""The queue in the database: handing in, taking, telling, ending, taking up again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from juesuan.workbench.jobs.models import Job, Status
from juesuan.workbench.people.models import Unit, User

__all__ = ["beat", "cancel", "done", "failed", "hand_in", "rescue", "take", "tell"]

_SILENT = timedelta(seconds=30)
"""A running job that nobody has told of for so long has lost its worker."""


def hand_in(
    kind: str, task: Mapping[str, Any], by: User | None = None, unit: Unit | None = None
) -> Job:
    """Put a job into the queue."""
    return Job.objects.create(kind=kind, task=dict(task), by=by, unit=unit)


def take() -> Job | None:
    """The next job that waits, now this worker's; of two workers only one gets it."""
    while (job := Job.objects.filter(status=Status.WAITING).order_by("pk").first()) is not None:
        now = timezone.now()
        taken = Job.objects.filter(pk=job.pk, status=Status.WAITING).update(
            status=Status.RUNNING, began=now, alive=now, attempt=F("attempt") + 1, stage=""
        )
        if taken:
            job.refresh_from_db()
            return job
    return None


def beat(job: Job) -> bool:
    """Say that the job still runs; whether it should go on."""
    running = Job.objects.filter(pk=job.pk, status=Status.RUNNING)
    return bool(running.update(alive=timezone.now()))


def tell(job: Job, stage: str, part: int = 0, parts: int = 0) -> None:
    """Say how far the job is."""
    Job.objects.filter(pk=job.pk, status=Status.RUNNING).update(
        stage=stage, part=part, parts=parts, alive=timezone.now()
    )


def done(job: Job, result: Mapping[str, Any]) -> None:
    """End a job with what came of it."""
    Job.objects.filter(pk=job.pk, status=Status.RUNNING).update(
        status=Status.DONE, result=dict(result), ended=timezone.now(), problem="", problem_en=""
    )


def failed(job: Job, problem: str, again: bool, english: str = "") -> None:
    """A try that failed: the job waits for another one, or ends with the problem in words, in
    Chinese and ``english``."""
    more = again and job.attempt < job.tries
    Job.objects.filter(pk=job.pk, status=Status.RUNNING).update(
        status=Status.WAITING if more else Status.FAILED,
        problem=problem,
        problem_en=english,
        ended=None if more else timezone.now(),
    )


def cancel(job: Job) -> bool:
    """Stop a job that is not over; whether it was stopped."""
    open_still = Job.objects.filter(pk=job.pk, status__in=[Status.WAITING, Status.RUNNING])
    return bool(open_still.update(status=Status.CANCELLED, ended=timezone.now()))


def rescue() -> int:
    """Take up again jobs whose worker died; how many there were."""
    lost = Job.objects.filter(status=Status.RUNNING, alive__lt=timezone.now() - _SILENT)
    count = 0
    for job in lost:
        failed(job, "lost", again=True)
        count += 1
    return count
