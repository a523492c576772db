"""Long work: handed in, taken once, told of, ended in time, taken up again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from juesuan.messages import JuesuanError
from juesuan.workbench.jobs import doing, kinds, queue
from juesuan.workbench.jobs.models import Job, Status
from juesuan.workbench.place import WorkbenchError


@pytest.fixture
def work(database: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets a test say what the work of the kind ``test`` does."""

    def does(what: Any) -> Job:
        monkeypatch.setattr(kinds, "kinds", lambda: {"test": what})
        job = queue.hand_in("test", {"n": 3})
        taken = queue.take()
        assert taken == job
        assert queue.take() is None
        doing.do(job.pk)
        job.refresh_from_db()
        return job

    return does


def test_work_gives_its_result_and_says_how_far_it_is(work: Any) -> None:
    seen: list[tuple[str, int, int]] = []

    def count(task: Any, tell: Any, by: Any) -> dict[str, int]:
        tell("building", 1, task["n"])
        job = Job.objects.get()
        seen.append((job.stage, job.part, job.parts))
        return {"twice": task["n"] * 2}

    job = work(count)
    assert (job.status, job.result, seen) == (Status.DONE, {"twice": 6}, [("building", 1, 3)])


def test_what_the_user_did_wrong_is_told_and_not_tried_again(work: Any) -> None:
    def refuse(task: Any, tell: Any, by: Any) -> dict[str, int]:
        raise WorkbenchError("no_files")

    job = work(refuse)
    assert (job.status, job.problem) == (Status.FAILED, "没有选文件")
    with translation.override("en"):
        assert job.said == "No file was chosen"
    assert issubclass(WorkbenchError, JuesuanError)


def test_a_fault_is_tried_twice_and_then_told(work: Any) -> None:
    def break_(task: Any, tell: Any, by: Any) -> dict[str, int]:
        raise ZeroDivisionError("oh")

    job = work(break_)
    assert job.status == Status.WAITING
    again = queue.take()
    assert again == job
    doing.do(job.pk)
    job.refresh_from_db()
    assert (job.status, job.problem) == (Status.FAILED, "ZeroDivisionError: oh")


def test_a_job_whose_worker_died_is_taken_up_again(database: None) -> None:
    job = queue.hand_in("test", {})
    assert queue.take() == job
    assert queue.rescue() == 0
    Job.objects.update(alive=timezone.now() - timedelta(minutes=5))
    assert queue.rescue() == 1
    assert queue.take() == job


def test_a_stopped_job_stays_stopped(database: None) -> None:
    job = queue.hand_in("test", {})
    queue.take()
    assert queue.cancel(job)
    queue.done(job, {"late": 1})
    job.refresh_from_db()
    assert (job.status, job.result) == (Status.CANCELLED, {})
    assert not queue.beat(job)
